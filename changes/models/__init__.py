"""The change log, and who is told of it."""

from changes.models.change import Change, ChangeKind
from changes.models.delivery import Delivery
from changes.models.pending_change import PendingChange
from changes.models.webhook import Webhook

__all__ = ["Change", "ChangeKind", "Delivery", "PendingChange", "Webhook"]
