"""The chain from an article inwards to whoever speaks, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.enums import Stance
from claims.models import Appearance, Claimant
from sources.models import Outlet

# What the last speaker did, as the end of the sentence.
ENDINGS = {
    Stance.ASSERTS: gettext_lazy("said this"),
    Stance.DENIES: gettext_lazy("denied this"),
    Stance.QUESTIONS: gettext_lazy("questioned this"),
    Stance.MENTIONS: gettext_lazy("mentioned this"),
}
# A verb that ends in one of these runs on into the next speaker; after any other a colon follows.
RUNNING_ON = frozenset({"that", "which", "whom", "where", "how", "when", "as", "by", "of", "from", "in", "to"})


@dataclass(frozen=True)
class ChainLink:
    """A speaker, with the address of their page if they have one, and what they did: ``Ordo News`` ``reports:``."""

    name: str
    url: str
    verb: str


def chain_of(appearance: Appearance, *, linked_outlets: frozenset[int]) -> list[ChainLink]:
    """Return the links from the article inwards; the last is the claimant. ``linked_outlets`` have public pages."""
    links = [
        ChainLink(step.speaker.name, _address(step.speaker, linked_outlets), _running_on(step.verb))
        for step in appearance.steps.all()
    ]
    claimant = appearance.claimant
    return [*links, ChainLink(claimant.name, claimant.get_absolute_url(), str(ENDINGS[Stance(appearance.stance)]))]


def outlets_in(appearances: Iterable[Appearance]) -> set[int]:
    """Return the ids of the outlets that speak in the chains."""
    return {step.outlet_id for row in appearances for step in row.steps.all() if step.outlet_id is not None}


def linked_outlets(wanted: set[int]) -> frozenset[int]:
    """Return those of the outlets that have a public page."""
    return frozenset(Outlet.objects.public().filter(pk__in=wanted).values_list("pk", flat=True))


def _address(speaker: Claimant | Outlet, linked: frozenset[int]) -> str:
    if isinstance(speaker, Outlet) and speaker.pk not in linked:
        return ""
    return speaker.get_absolute_url()


def _running_on(verb: str) -> str:
    if verb.rstrip().rpartition(" ")[2].lower() in RUNNING_ON:
        return verb
    return _("%(verb)s:") % {"verb": verb.rstrip(" :")}
