"""Take back what an editor did a moment ago: the rows that one annotation made."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from claims.models import Appearance, Claim, Claimant, Evidence
from claims.rules import Refusal, refusing, require_permission
from sources.enums import Publication
from sources.models import Mark, Passage

# What an annotation makes, by the names under which it is remembered.
UNDOABLE: dict[str, type[Model]] = {
    model._meta.model_name or "": model for model in (Appearance, Evidence, Mark, Claim, Claimant, Passage)
}
Made = Sequence[tuple[str, int]]


def remembered(rows: Sequence[Model]) -> list[tuple[str, int]]:
    """Return names and ids of rows, by which ``undo_annotation`` knows them again."""
    return [(row._meta.model_name or "", row.pk) for row in rows]


def undo_annotation(*, made: Made, by: User) -> None:
    """Delete the rows that an annotation of ``by`` made, the dependent ones first; all or nothing.

    Refused once any of them is public, was changed by somebody else, or something else rests on it.
    """
    with refusing(by=by):
        for name, pk in made:
            _take_back(UNDOABLE[name], pk, by)


def _take_back(model: type[Model], pk: int, by: User) -> None:
    row = model._default_manager.select_for_update().filter(pk=pk).first()
    if row is None:
        raise Refusal("undo_gone", _("It is gone already: somebody has deleted it meanwhile."))
    if not isinstance(row, Passage):  # whoever quotes anchors; a passage that nothing rests on is nobody's
        require_permission(by, f"{model._meta.app_label}.delete_{model._meta.model_name}")
        _refuse_what_others_did(row, by)
    try:
        row.delete()
    except ProtectedError as error:
        raise Refusal(
            "undo_in_use", _("Something else rests on “%(row)s” by now, so it stays.") % {"row": row}
        ) from error


def _refuse_what_others_did(row: Model, by: User) -> None:
    others = set(getattr(row, "editor_ids", ())) - {by.pk}
    if getattr(row, "created_by_id", by.pk) != by.pk or others:
        raise Refusal("undo_others", _("Somebody else has worked on “%(row)s” meanwhile, so it stays.") % {"row": row})
    if isinstance(row, Appearance | Evidence | Claim) and row.status != Publication.DRAFT:
        raise Refusal("undo_public", _("“%(row)s” is public by now. Withdraw it instead.") % {"row": row})
