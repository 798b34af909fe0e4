"""Choose the weight of words against meaning on one half of the queries, and measure it on the other.

Figures of a weight on the queries that it was chosen on flatter it; these do not.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from claims.evaluation import DEPTH, Figures, Report, Sample, encode_all, figures, scratch_claims
from claims.matching import Findings, find
from claims.models import Claim

WEIGHTS = tuple(step / 100 for step in range(4, 42, 2))


@dataclass(frozen=True)
class Fold:
    """A half of the queries: figures there, with the weight chosen on the other half."""

    weight: float
    figures: Figures


@dataclass(frozen=True)
class Asked:
    """What was found for a query, how long that took (ms), and what is right."""

    findings: Findings
    milliseconds: float
    relevant: set[str]


def cross_validate(
    sample: Sample, *, encoders: Sequence[str], report: Report = lambda _line: None
) -> tuple[Fold, Fold]:
    """Return the figures of either half, every second query being one. Nothing is kept."""
    with scratch_claims(sample.claims, sample.language):
        encode_all(encoders, report)
        numbers = dict(Claim.objects.values_list("pk", "external_id"))
        asked = [ask(text, sample, encoders, sample.relevant[number]) for number, text in sample.queries]
    even, odd = asked[::2], asked[1::2]
    return fold(chosen_on=odd, measured_on=even, numbers=numbers), fold(
        chosen_on=even, measured_on=odd, numbers=numbers
    )


def ask(text: str, sample: Sample, encoders: Sequence[str], relevant: set[str]) -> Asked:
    """Look one query up."""
    began = time.perf_counter()
    found = find(text, sample.query_language, Claim.objects.public(), DEPTH, encoders)
    return Asked(found, (time.perf_counter() - began) * 1000, relevant)


def fold(*, chosen_on: Sequence[Asked], measured_on: Sequence[Asked], numbers: dict[int, str]) -> Fold:
    """Choose the weight with the best MAP@5 on one half, the middle one among equals, and measure the other half."""
    quality = {weight: measure(chosen_on, weight, numbers).map_at_5 for weight in WEIGHTS}
    best = [weight for weight in WEIGHTS if quality[weight] == max(quality.values())]
    weight = best[len(best) // 2]
    return Fold(weight, measure(measured_on, weight, numbers))


def measure(asked: Sequence[Asked], weight: float, numbers: dict[int, str]) -> Figures:
    """Rank by a weight, and measure."""
    rankings = [([numbers[claim] for claim, _ in one.findings.best(DEPTH, weight)], one.relevant) for one in asked]
    return figures(rankings, [one.milliseconds for one in asked])
