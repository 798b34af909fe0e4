"""Time things side by side and print medians and ratios."""

import statistics
import time
from collections.abc import Callable, Mapping


def medians(subjects: Mapping[str, Callable[[], object]], *, rounds: int = 15) -> dict[str, float]:
    """Return the median milliseconds of each subject; the subjects take turns, after one round to warm up."""
    taken: dict[str, list[float]] = {name: [] for name in subjects}
    for turn in range(rounds + 1):
        for name, subject in subjects.items():
            began = time.perf_counter()
            subject()
            if turn:
                taken[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def report(title: str, found: Mapping[str, float]) -> None:
    """Print milliseconds, and how many times the first subject each one took."""
    first = next(iter(found.values()))
    print(f"\n{title}")
    for name, milliseconds in found.items():
        print(f"  {name:<44} {milliseconds:10.1f} ms   x {milliseconds / first:.2f}")
