"""What became of the claims that somebody made: counts with what they are counted of, never a mark for the person."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, OuterRef, Subquery

from claims.enums import Stance
from claims.models import Appearance, Claimant, Rating, Verdict

# Below so many rated claims a share would say more than is known.
LEAST_FOR_SHARES = 10
# Whoever spoke more often than this has the newest so many statements counted, and the page says so.
COUNTED_UP_TO = 2_000


class Rated(NamedTuple):
    """So many claims of one rating; ``percent`` is None where shares would mislead."""

    rating: Rating
    claims: int
    percent: int | None


@dataclass(frozen=True)
class Tally:
    """What somebody did with claims: how many, how many of them are rated, and how."""

    stance: str
    claims: int
    ratings: list[Rated]

    @property
    def rated(self) -> int:
        """Return how many of the claims have a verdict that stands."""
        return sum(one.claims for one in self.ratings)

    @property
    def has_shares(self) -> bool:
        """Say whether there are enough rated claims for shares."""
        return self.rated >= LEAST_FOR_SHARES


@dataclass(frozen=True)
class Scorecard:
    """Assertions and denials, kept apart: whoever denies a false claim is right."""

    asserted: Tally | None
    denied: Tally | None
    is_part: bool

    @property
    def lacks_shares(self) -> bool:
        """Say whether shares are kept back somewhere."""
        return any(tally is not None and not tally.has_shares for tally in (self.asserted, self.denied))


def scorecard_of(claimant: Claimant) -> Scorecard | None:
    """Return the scorecard of a named claimant who asserted or denied anything; three queries. None for all others."""
    if not claimant.is_named:
        return None
    said = Appearance.objects.public().filter(claimant=claimant, stance__in=(Stance.ASSERTS, Stance.DENIES))
    newest = list(said.newest_first().values_list("pk", flat=True)[: COUNTED_UP_TO + 1])
    if not newest:
        return None
    standing = Verdict.objects.published().filter(claim=OuterRef("claim"))
    counts = (
        Appearance.objects.filter(pk__in=newest[:COUNTED_UP_TO])
        .annotate(rated=Subquery(standing.values("rating")[:1]))
        .order_by()
        .values_list("stance", "rated")
        .annotate(Count("claim", distinct=True))
    )
    found = {(stance, rating): claims for stance, rating, claims in counts}
    ratings = list(Rating.objects.select_related("scale").filter(pk__in={rating for _, rating in found if rating}))
    return Scorecard(
        _tally(Stance.ASSERTS, found, ratings),
        _tally(Stance.DENIES, found, ratings),
        is_part=len(newest) > COUNTED_UP_TO,
    )


def _tally(stance: str, found: dict[tuple[str, int | None], int], ratings: list[Rating]) -> Tally | None:
    of_stance = {rating: claims for (kind, rating), claims in found.items() if kind == stance}
    if not of_stance:
        return None
    rated = sum(claims for rating, claims in of_stance.items() if rating)
    return Tally(
        stance=stance,
        claims=sum(of_stance.values()),
        ratings=[
            Rated(one, of_stance[one.pk], round(100 * of_stance[one.pk] / rated) if rated >= LEAST_FOR_SHARES else None)
            for one in sorted(ratings, key=lambda one: (one.scale_id, one.position))
            if one.pk in of_stance
        ],
    )
