"""What the annotation screen's script says."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Any] = {
    "offline": _("The network does not answer. What you typed is kept here; send it again."),
    "signed_out": _("You are signed out. What you typed is kept here: sign in, come back, and send it again."),
    "sign_in": _("Sign in"),
    "failed": _("Something went wrong here, and has been recorded. What you typed is kept; try again in a moment."),
    "forbidden": _("Your account may not do this, or the page is too old. What you typed is kept; send it again."),
    "superseded": _("The article has a newer text by now. Reload the page to annotate it."),
    "too_long": _("A quote has at most 2,000 characters. Choose the sentences that matter."),
    "not_found": _("The text does not hold these words. A quote is copied exactly, with its marks and capitals."),
    "found_once": _("Found and selected."),
    "found_often": _("It stands in several places. Which is meant?"),
    "nothing_selected": _("Select a passage first: with the mouse, by sentences with . and , or by pasting the quote."),
    "nothing_to_undo": _("There is nothing of this visit to undo."),
    "kept": _("Work that was not saved is kept."),
    "of": _("of"),
    "new_claim": _("A new claim"),
    "no_claims": _("No claim is like it."),
    "create": _("Create “%s”"),
    "nobody": _("Nobody of this name."),
    "role": _("– not known or none –"),
    "inserted": _("These words are not the author's: %s. Only that outlet can be the claimant."),
    "partly_inserted": _("Part of it is not the author's: %s. That part is bracketed wherever it is quoted."),
    "polarity_same": _("says the same"),
    "polarity_opposite": _("says the opposite"),
    "method_words": _("by words"),
    "method_meaning": _("by meaning"),
    "method_words+meaning": _("by words and meaning"),
    "no_orphans": _("Every quote of this article is anchored in its current text."),
    "no_candidates": _(
        "Nothing like it stands in the current text. The quote stays as it is; record a new one if the article now "
        "words it otherwise."
    ),
    "same_words": _("the same words"),
    "similar_words": _("similar words"),
    "anchor_here": _("Anchor here"),
    "anchor_sure": _("Yes, this is the passage"),
    "suggested": _("suggested"),
}
