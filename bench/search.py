"""Search, lists and matching of ClaimTrack beside other engines on the same claims, in turns, in one run."""

import os
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.test import Client

from bench.engines import Engine
from bench.engines.claimtrack import ClaimTrack, typed
from bench.engines.datasette import Datasette
from bench.engines.plain_postgresql import PlainPostgresql, query
from bench.engines.sqlite import Sqlite
from bench.pages import getting
from bench.questions import Question, questions
from bench.sentences import Author
from bench.timing import Times, timed
from claims.matching import find_matches
from claims.models import Claim
from claims.views.listing import NEWEST_ROWS, ORDER
from rest.cursors import at

WITH_FACETS = ", with facets"
HITS = """
SELECT avg((SELECT count(*) FROM bench.plain WHERE vector @@ to_tsquery('english', asked)))::float8
FROM unnest(%s::text[]) asked
"""
Table = dict[str, dict[str, Times]]  # by what was asked, then by who answered


@dataclass(frozen=True)
class Size:
    """How much is asked: ``samples`` questions of a kind, each once and then ``rounds`` times more."""

    claims: int
    samples: int
    rounds: int
    seed: int


@dataclass(frozen=True)
class Figures:
    """What a run has found."""

    load: float
    engines: list[str]
    versions: list[str]
    hits: dict[str, float]
    search: Table
    lists: Table
    matching: Times
    found_first: float
    pages: dict[str, Times]


def run(size: Size, folder: Path, *, say: Callable[[str], object] = print) -> Figures:
    """Measure everything; ``folder`` keeps SQLite's file."""
    load = os.getloadavg()[0]
    asked = questions(size.samples, claims=size.claims, seed=size.seed)
    depth = size.claims * 9 // 10
    edges = {depth: Claim.objects.public().order_by("-pk").values_list("pk", flat=True)[depth - 1]}
    say("Filling the other engines")
    with engines_on(folder, edges) as engines:
        hits = {kind: mean_hits(group) for kind, group in asked.items()}
        search = searches(engines, asked, size, say)
        say("Lists")
        lists = in_turns(
            {
                "newest claims, first page": {engine.name: [page_of(engine, 0)] for engine in engines},
                f"a page {depth:,} claims deep": {engine.name: [page_of(engine, depth)] for engine in engines},
                "number of claims": {engine.name: [engine_call(engine, engine.count)] for engine in engines},
            },
            rounds=max(size.samples * size.rounds // 2, 3),
        )
        names, versions = [engine.name for engine in engines], [engine.version for engine in engines]
    say("Matching")
    matching, found_first = matches(size)
    say("Pages")
    return Figures(
        load, names, versions, hits, search, lists, matching, found_first, pages(asked, edges[depth], size.rounds)
    )


@contextmanager
def engines_on(folder: Path, edges: dict[int, int]) -> Iterator[list[Engine]]:
    """Make the engines ready; ClaimTrack first."""
    plain = PlainPostgresql()
    sqlite = Sqlite(folder / "bench.sqlite")
    datasette = Datasette(folder / "bench.sqlite", edges=edges)
    try:
        yield [ClaimTrack(edges=edges), plain, sqlite, datasette]
    finally:
        datasette.close()
        sqlite.close()


def searches(
    engines: list[Engine], asked: dict[str, list[Question]], size: Size, say: Callable[[str], object]
) -> Table:
    """Ask every engine every question, without facets and with them."""
    table: Table = {}
    for kind, group in asked.items():
        say(f"Search: {kind}")
        table |= in_turns({kind: {e.name: [asking(e, e.find, q) for q in group] for e in engines}}, rounds=size.rounds)
        faceted = {
            e.name: [asking(e, e.find_with_facets, q) for q in group]
            for e in engines
            if not (isinstance(e, ClaimTrack) and group[0].wants == "any")
        }
        table |= in_turns({kind + WITH_FACETS: faceted}, rounds=size.rounds)
    return table


def asking(engine: Engine, find: Callable[[Question], int], question: Question) -> Callable[[], float]:
    """Return a call that asks and returns the milliseconds."""
    return engine_call(engine, lambda: find(question))


def page_of(engine: Engine, skipped: int) -> Callable[[], float]:
    """Return a call that reads a page and returns the milliseconds."""
    return engine_call(engine, lambda: engine.page(skipped))


def engine_call(engine: Engine, call: Callable[[], int]) -> Callable[[], float]:
    """Return a call that returns the milliseconds: Datasette's as its own process has measured them."""

    def ask() -> float:
        milliseconds = timed(call)
        return engine.milliseconds if isinstance(engine, Datasette) else milliseconds

    return ask


def in_turns(table: dict[str, dict[str, list[Callable[[], float]]]], *, rounds: int) -> Table:
    """Measure each row: every question goes to one engine after the other before the next is asked."""
    found: Table = {}
    for what, subjects in table.items():
        times: dict[str, Times] = defaultdict(Times)
        for turn in range(rounds + 1):
            for number in range(max(map(len, subjects.values()))):
                for name, calls in subjects.items():
                    times[name].write(calls[number](), is_first=turn == 0)
        found[what] = dict(times)
    return found


def mean_hits(group: list[Question]) -> float:
    """Return how many hits a question has on average, as bare PostgreSQL counts them."""
    with connection.cursor() as cursor:
        cursor.execute(HITS, [[query(question) for question in group]])
        mean: float = cursor.fetchone()[0]
    return mean


def matches(size: Size) -> tuple[Times, float]:
    """Match posts of thirty words, each with words of one claim; return how often that claim came first, too."""
    author = Author(size.seed + 1)
    draw = random.Random(f"posts {size.seed}")
    numbers = [draw.randrange(1, size.claims + 1) for _ in range(size.samples * 3)]
    claims = sorted(Claim.objects.public().in_bulk(numbers).values(), key=lambda claim: claim.pk)
    posts = [(claim, author.post(claim.statement, claim.language)) for claim in claims]
    times, right = Times(), 0
    for turn in range(size.rounds + 1):
        for claim, post in posts:
            found: list[int] = []
            call = matching_of(post, claim.language, found)
            times.write(timed(call), is_first=turn == 0)
            right += found[:1] == [claim.pk]
    return times, right / (len(posts) * (size.rounds + 1))


def matching_of(post: str, language: str, found: list[int]) -> Callable[[], None]:
    """Return a call that puts the ids of the matches into ``found``."""
    return lambda: found.extend(match.claim.pk for match in find_matches(post, language=language))


def pages(asked: dict[str, list[Question]], edge: int, rounds: int) -> dict[str, Times]:
    """Measure whole pages, in process, with templates and all."""
    client = Client(SERVER_NAME="127.0.0.1")
    cursor = at(Claim.objects.get(pk=edge), NEWEST_ROWS, is_backwards=False).encode(ORDER, NEWEST_ROWS)
    calls = {
        "/claims/": [getting(client, "/claims/")],
        "/claims/, the deep page": [getting(client, "/claims/", {"after": cursor})],
        "/api/v1/claims/": [getting(client, "/api/v1/claims/")],
    }
    for kind, group in asked.items():
        if group[0].wants != "any":
            words = [typed(question) for question in group]
            calls[f"/claims/?q={kind}"] = [getting(client, "/claims/", {"q": text}) for text in words]
            calls[f"/api/v1/claims/?q={kind}"] = [getting(client, "/api/v1/claims/", {"q": text}) for text in words]
    table = {name: {"": [timing(call) for call in subjects]} for name, subjects in calls.items()}
    return {name: times[""] for name, times in in_turns(table, rounds=rounds).items()}


def timing(call: Callable[[], None]) -> Callable[[], float]:
    """Return a call that returns the milliseconds."""
    return lambda: timed(call)
