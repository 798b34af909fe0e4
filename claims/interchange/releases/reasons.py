"""Why rows left the public record, as far as that is public."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from changes.models import Change, ChangeKind
from claims.enums import VerdictEventKind, VerdictState
from claims.models import Claim, VerdictEvent

CHUNK = 5_000
RETRACTED = "retracted"


def reasons(kind: str, ids: Sequence[int]) -> dict[int, str]:
    """Return why each of these rows left, by id: retracted with the public note, merged into what, or withdrawn."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), CHUNK):
        found |= _reasons(kind, ids[start : start + CHUNK])
    return found


def _reasons(kind: str, ids: Sequence[int]) -> Mapping[int, str]:
    last = Change.objects.filter(object_type=kind, object_id__in=ids).order_by("object_id", "seq")
    found = dict(last.values_list("object_id", "kind"))
    if kind == "claim":
        found |= _merged([pk for pk, word in found.items() if word == ChangeKind.MERGED])
    if kind == "verdict":
        found |= _retracted([pk for pk, word in found.items() if word != ChangeKind.WITHDRAWN])
    return {pk: found.get(pk, ChangeKind.WITHDRAWN.value) for pk in ids}


def _merged(ids: list[int]) -> dict[int, str]:
    merged = Claim.objects.filter(pk__in=ids, merged_into__in=Claim.objects.public())
    return {
        pk: f"merged into {reverse('claim-permalink', args=[into])}"
        for pk, into in merged.values_list("pk", "merged_into")
        if into
    }


def _retracted(ids: list[int]) -> dict[int, str]:
    """The note on a retraction is public; those of a review are not."""
    events = VerdictEvent.objects.filter(
        verdict__in=ids, verdict__state=VerdictState.RETRACTED, kind=VerdictEventKind.RETRACTED
    ).order_by("id")
    return {pk: f"{RETRACTED}: {note}" for pk, note in events.values_list("verdict", "note")}
