"""What the workspace's script says."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Any] = {
    "offline": _("The network does not answer. What you typed is kept here; save it again."),
    "signed_out": _("You are signed out. What you typed is kept here: sign in, come back, and save it again."),
    "sign_in": _("Sign in"),
    "failed": _("Something went wrong here, and has been recorded. What you typed is kept; try again in a moment."),
    "forbidden": _("Your account may not do this, or the page is too old. What you typed is kept; save it again."),
    "kept": _("Work that was not saved is kept."),
    "unsaved": _("not saved yet"),
    "left": _("%s left"),
    "over": _("%s too many"),
}
