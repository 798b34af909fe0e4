"""The chain from an article inwards to whoever speaks, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.enums import ClaimantKind, Manner, Stance
from claims.models import Appearance, Claimant
from sources.models import Outlet

# What the last speaker did, as the end of the sentence.
ENDINGS = {
    Stance.ASSERTS: gettext_lazy("said this"),
    Stance.DENIES: gettext_lazy("denied this"),
    Stance.QUESTIONS: gettext_lazy("questioned this"),
    Stance.MENTIONS: gettext_lazy("mentioned this"),
}
# A verb that ends in one of these runs on into what the next speaker does; after any other a colon follows.
RUNNING_ON = frozenset({"that", "which", "whom", "where", "how", "when", "as", "in", "to"})
# A verb that ends in one of these runs on into the next speaker's name: "the column of" Jackson Diehl, "who" ...
NAMING = frozenset({"of", "by", "from", "with"})
THINGS = frozenset({ClaimantKind.ORGANISATION, ClaimantKind.OUTLET})


@dataclass(frozen=True)
class ChainLink:
    """A speaker, with the address of their page if they have one, and what they did: ``Ordo News`` ``reports:``.

    ``relative`` joins the two where the sentence needs it: ``, who`` or ``, which``.
    """

    name: str
    url: str
    relative: str
    verb: str


def chain_of(appearance: Appearance, *, linked_outlets: frozenset[int]) -> list[ChainLink]:
    """Return the links from the article inwards; the last is the claimant. ``linked_outlets`` have public pages."""
    steps = [(step.speaker, _running_on(step.verb), step.verb) for step in appearance.steps.all()]
    speakers = [*steps, (appearance.claimant, _ending(appearance), "")]
    links = []
    verb_before = ""
    for speaker, words, verb in speakers:
        relative = _relative(speaker) if _last_word(verb_before) in NAMING else ""
        links.append(ChainLink(speaker.name, _address(speaker, linked_outlets), relative, words))
        verb_before = verb
    return links


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


def _relative(speaker: Claimant | Outlet) -> str:
    is_thing = isinstance(speaker, Outlet) or speaker.kind in THINGS
    return _(", which") if is_thing else _(", who")


def _ending(appearance: Appearance) -> str:
    ending = str(ENDINGS[Stance(appearance.stance)])
    return _("%(ending)s by implication") % {"ending": ending} if appearance.manner == Manner.IMPLIED else ending


def _running_on(verb: str) -> str:
    if _last_word(verb) in RUNNING_ON | NAMING or verb.endswith((",", ":")):
        return verb
    return _("%(verb)s:") % {"verb": verb}


def _last_word(verb: str) -> str:
    return verb.rstrip().rpartition(" ")[2].lower()
