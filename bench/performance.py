"""docs/performance.md: the figures of a run, and all that is needed to repeat it."""

import os
import platform
import statistics
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.db import connection

from bench.engines import SHOWN
from bench.search import Figures, Size, Table
from bench.timing import percentile
from bench.words import LANGUAGES

TEMPLATE = Path(__file__).with_name("performance.md")
SETTINGS = (
    "shared_buffers", "work_mem", "effective_cache_size", "max_parallel_workers_per_gather", "jit", "random_page_cost",
)  # fmt: skip
COUNTED = {
    "claims": "claims_claim", "public": "bench.plain", "articles": "sources_article",
    "appearances": "claims_appearance", "evidence": "claims_evidence", "verdicts": "claims_verdict",
}  # fmt: skip


def page(figures: Figures, size: Size, command: str) -> str:
    """Return the whole page."""
    matching = {"asked again": figures.matching.again, "for the first time": figures.matching.first}
    return TEMPLATE.read_text(encoding="utf-8").format(
        command=command,
        **setting(figures),
        **{name: one(f"SELECT count(*) FROM {table}") for name, table in COUNTED.items()},
        words=sum(language.size for language in LANGUAGES),
        languages=len(LANGUAGES),
        seed=size.seed,
        shown=SHOWN,
        samples=size.samples,
        rounds=size.rounds,
        search=beside("question", figures.search, figures),
        search_first=beside("question", figures.search, figures, is_first=True),
        lists=beside("list", figures.lists, figures),
        found_first=figures.found_first,
        matching=below(matching),
        pages=below({name: times.again for name, times in figures.pages.items()}),
    )


def setting(figures: Figures) -> dict[str, object]:
    """Return when, where and with what it was measured."""
    return {
        "day": datetime.now(UTC).date(),
        "machine": machine(),
        "load": f"{figures.load:.1f}",
        "load_after": f"{os.getloadavg()[0]:.1f}",
        "uptime": one("SELECT extract(epoch FROM now() - pg_postmaster_start_time())::int"),
        "software": ", ".join(
            [f"Python {platform.python_version()}", f"psycopg {version('psycopg')}", *figures.versions]
        ),
        "settings": ", ".join(f"`{name}` {one(f'SHOW {name}')}" for name in SETTINGS),
        "bytes": int(str(one("SELECT pg_database_size(current_database())"))) / 1e9,
    }


def beside(title: str, table: Table, figures: Figures, *, is_first: bool = False) -> str:
    """Return a Markdown table of the engines beside each other; the first one's medians are the measure."""
    lines = [f"| {title} | {' | '.join(figures.engines)} |", f"| --- |{' --- |' * len(figures.engines)}"]
    for what, times in table.items():
        taken = {name: (each.first if is_first else each.again) for name, each in times.items()}
        own = statistics.median(taken[figures.engines[0]]) if figures.engines[0] in taken else 0.0
        cells = [cell(taken.get(name), own if name != figures.engines[0] else 0.0) for name in figures.engines]
        hits = f" ({figures.hits[what]:,.0f})" if what in figures.hits and not is_first else ""
        lines.append(f"| {what}{hits} | {' | '.join(cells)} |")
    return "\n".join(lines)


def cell(taken: list[float] | None, own: float) -> str:
    """Return median and 95th percentile, and how many times ``own`` the median is."""
    if taken is None:
        return "-"
    median = statistics.median(taken)
    ratio = f" (× {spelt(median / own)})" if own else ""
    return f"{spelt(median)} / {spelt(percentile(taken, 0.95))}{ratio}"


def below(measured: dict[str, list[float]]) -> str:
    """Return a Markdown table of medians and percentiles, one below the other."""
    rows = [
        f"| {name} | {spelt(statistics.median(taken))} | {spelt(percentile(taken, 0.95))} |"
        for name, taken in measured.items()
    ]
    return "\n".join(["| | median | 95th percentile |", "| --- | --- | --- |", *rows])


def spelt(number: float) -> str:
    """Return a number with as many digits as mean something."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 1 else f"{number:.2f}"


def machine() -> str:
    """Return processor, cores and memory."""
    named = (line.split(":", 1)[1].strip() for line in lines_of("/proc/cpuinfo") if line.startswith("model name"))
    kilobytes = (int(line.split()[1]) for line in lines_of("/proc/meminfo") if line.startswith("MemTotal"))
    processor = next(named, platform.processor() or platform.machine())
    return f"{processor}, {os.cpu_count()} cores, {next(kilobytes, 0) / 2**20:.0f} GB of memory, {platform.system()}"


def lines_of(path: str) -> list[str]:
    """Return the lines of a file, none where there is no such file."""
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def one(query: str) -> object:
    """Return the only value of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]
