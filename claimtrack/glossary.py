"""What the desk's words mean, a line each, for whoever is new here."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: tuple[tuple[Promise, Promise], ...] = (
    (_("article"), _("One publication. With its text it can be annotated; without, it is only cited.")),
    (_("passage"), _("A quote that stands word for word in an article's text.")),
    (_("mark"), _("A part of a text that is not its author's: a translator's remark, a caption, page chrome.")),
    (_("claim"), _("What is checked: one proposition, worded so that it stands alone.")),
    (_("claimant"), _("Who says it: a person, an organisation, an outlet, a group, an anonymous source.")),
    (_("appearance"), _("Somebody asserts, denies, questions or mentions the claim in a passage, on a day.")),
    (_("evidence"), _("An article that supports or contradicts the claim, or gives context to it.")),
    (_("verdict"), _("A rating with its reasons. What is published is never changed, only followed by a new version.")),
    (_("inquiry"), _("The right of reply: whom we asked, by when, and what they answered.")),
    (_("derivation"), _("One article was made from another: copies of one story count as one source.")),
    (_("orphaned passage"), _("A quote that stands only in an older text of its article.")),
    (_("four eyes"), _("Nobody lets their own work through: somebody else approves it before readers see it.")),
)
