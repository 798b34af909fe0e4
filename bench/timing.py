"""Time things side by side: medians, 95th percentiles and ratios."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass
class Times:
    """Milliseconds: of the first time each thing was asked, and of the times after it."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)

    def write(self, milliseconds: float, *, is_first: bool) -> None:
        """Add one measurement."""
        (self.first if is_first else self.again).append(milliseconds)


def percentile(times: Sequence[float], share: float) -> float:
    """Return the smallest of ``times`` that at least ``share`` of them do not exceed (nearest rank)."""
    ordered = sorted(times)
    return ordered[max(-(-len(ordered) * round(share * 100) // 100) - 1, 0)]


def median(times: Sequence[float]) -> float:
    """Return the middle of ``times``, 0 where there are none."""
    return statistics.median(times) if times else 0.0


def timed(subject: Callable[[], object]) -> float:
    """Return the milliseconds that a call takes."""
    began = time.perf_counter()
    subject()
    return (time.perf_counter() - began) * 1000


def medians(subjects: Mapping[str, Callable[[], object]], *, rounds: int = 15) -> dict[str, float]:
    """Return the median milliseconds of each subject; the subjects take turns, after one round to warm up."""
    taken: dict[str, list[float]] = {name: [] for name in subjects}
    for turn in range(rounds + 1):
        for name, subject in subjects.items():
            milliseconds = timed(subject)
            if turn:
                taken[name].append(milliseconds)
    return {name: statistics.median(times) for name, times in taken.items()}


def report(title: str, found: Mapping[str, float]) -> None:
    """Print milliseconds, and how many times the first subject each one took."""
    first = next(iter(found.values()))
    print(f"\n{title}")
    for name, milliseconds in found.items():
        print(f"  {name:<44} {milliseconds:10.1f} ms   x {milliseconds / first:.2f}")
