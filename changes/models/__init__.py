"""The change log."""

from changes.models.change import Change, ChangeKind
from changes.models.pending_change import PendingChange

__all__ = ["Change", "ChangeKind", "PendingChange"]
