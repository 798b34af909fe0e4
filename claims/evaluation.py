"""How well matching finds the claim that a post repeats, measured on anybody's data.

The claims go into a scratch schema that hides the real tables and is rolled back; the queries go through the code
that serves users. Measures as in CheckThat! Lab 2020, task 2 (Barrón-Cedeño et al., CLEF 2020).
"""

import csv
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.db import connection, transaction

from claims.actions.encode import encode_wordings, setup_encoder
from claims.matching import find_matches

DEPTH = 20  # how far down a ranking is looked at

SCRATCH = """
CREATE SCHEMA claims_scratch;
SET LOCAL search_path TO claims_scratch, public;
CREATE TABLE claims_scratch.claims_claim (LIKE public.claims_claim INCLUDING ALL);
CREATE TABLE claims_scratch.claims_searchdocument (LIKE public.claims_searchdocument INCLUDING ALL);
CREATE TABLE claims_scratch.claims_lexemecount (LIKE public.claims_lexemecount INCLUDING ALL);
CREATE TABLE claims_scratch.claims_claimwording (LIKE public.claims_claimwording INCLUDING ALL);
CREATE TABLE claims_scratch.claims_claimencoder (LIKE public.claims_claimencoder INCLUDING ALL);
CREATE TABLE claims_scratch.claims_encodingtask (LIKE public.claims_encodingtask INCLUDING ALL);
CREATE TEMPORARY TABLE given (number text, statement text, title text) ON COMMIT DROP
"""
FILL = """
INSERT INTO claims_claim (external_id, statement, short_statement, language, kind, speaks_of, context, status, priority,
    note, created_at)
SELECT number, statement, left(statement, 75), %(language)s, 'fact', '', '', 'public', 'normal', '', now() FROM given;
INSERT INTO claims_searchdocument (claim_id, vector, length)
SELECT id, vector, (SELECT COALESCE(sum(cardinality(positions)), 0) FROM unnest(vector)) FROM (
    SELECT c.id, setweight(claims_search_vector(c.language, g.statement), 'A')
        || setweight(claims_search_vector(c.language, g.title), 'B') AS vector
    FROM given g JOIN claims_claim c ON c.external_id = g.number
) made;
INSERT INTO claims_lexemecount (lexeme, documents, occurrences)
SELECT lexeme, count(*), sum(cardinality(positions)) FROM claims_searchdocument, unnest(vector) GROUP BY lexeme
UNION ALL SELECT '', count(*), sum(length) FROM claims_searchdocument;
INSERT INTO claims_claimwording (claim_id, text, language)
SELECT c.id, claims_encoded_text(concat_ws('. ', NULLIF(g.title, ''), g.statement)), c.language
FROM given g JOIN claims_claim c ON c.external_id = g.number;
ANALYZE claims_claim;
ANALYZE claims_searchdocument;
ANALYZE claims_lexemecount;
ANALYZE claims_claimwording
"""

Report = Callable[[str], None]


class EvaluationError(Exception):
    """A file is not what it should be; the message names it and the line."""


@dataclass(frozen=True)
class Figures:
    """Means over the queries (0-1), and milliseconds a query."""

    queries: int
    map_at_5: float
    reciprocal_rank: float
    recall_at_10: float
    precision_at_1: float
    median_ms: float
    p95_ms: float


@dataclass(frozen=True)
class Sample:
    """Claims to be found and queries with known answers.

    ``claims``: number, claim, title; ``queries``: number, text; ``relevant``: the right claims' numbers by query.
    ``language`` and ``query_language`` are BCP 47 tags.
    """

    claims: list[list[str]]
    queries: list[tuple[str, str]]
    relevant: dict[str, set[str]]
    language: str = "en"
    query_language: str = "en"


def read_sample(*, claims: Path, queries: Path, qrels: Path, language: str = "en", query_language: str = "") -> Sample:
    """Read tab-separated claims and queries, each with a head line, and answers in TREC form (query, 0, claim, 1).

    Queries without an answer are left out; they are in ``language`` unless ``query_language`` is given.
    Raises ``EvaluationError``.
    """
    relevant = read_qrels(qrels)
    asked = [(number, text) for number, text in read_table(queries, 2) if number in relevant]
    if not asked:
        raise EvaluationError(f"{qrels}: none of its queries is in {queries}")
    return Sample(read_table(claims, 3), asked, relevant, language, query_language or language)


def evaluate(sample: Sample, *, encoders: Sequence[str] = (), report: Report = lambda _line: None) -> Figures:
    """Rank the claims for every query as they are ranked for users; nothing is kept.

    Without names of encoders words alone decide. Raises ``EncoderUnavailableError``.
    """
    rankings, times = [], []
    with scratch_claims(sample.claims, sample.language):
        encode_all(encoders, report)
        for number, text in sample.queries:
            began = time.perf_counter()
            found = find_matches(text, language=sample.query_language, limit=DEPTH, encoders=encoders)
            times.append((time.perf_counter() - began) * 1000)
            rankings.append(([match.claim.external_id for match in found], sample.relevant[number]))
    return figures(rankings, times)


@contextmanager
def scratch_claims(given: list[list[str]], language: str) -> Iterator[None]:
    """Let the claim tables hold ``given`` and nothing else meanwhile, for this connection alone."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SCRATCH)
            with cursor.copy("COPY given (number, statement, title) FROM STDIN") as rows:
                for number, statement, title in given:
                    rows.write_row((number, statement, title))
            cursor.execute(FILL, {"language": language})
        yield
        transaction.set_rollback(True)


def encode_all(encoders: Sequence[str], report: Report) -> None:
    """Give the claims their vectors, and say how far that is."""
    for name in encoders:
        kept = setup_encoder(name=name)
        encode_wordings(kept=kept, report=partial(report_progress, report, name))


def report_progress(report: Report, name: str, done: int, total: int) -> None:
    """Say how far an encoder is."""
    report(f"{name}: {done:,} of {total:,}")


def figures(rankings: list[tuple[list[str], set[str]]], times: list[float]) -> Figures:
    """Return the means over ``rankings``: for each query what was found, best first, and what is right."""
    times = sorted(times)
    return Figures(
        queries=len(rankings),
        map_at_5=statistics.fmean(average_precision(found[:5], right) for found, right in rankings),
        reciprocal_rank=statistics.fmean(reciprocal_rank(found, right) for found, right in rankings),
        recall_at_10=statistics.fmean(len(right & set(found[:10])) / len(right) for found, right in rankings),
        precision_at_1=statistics.fmean(bool(found) and found[0] in right for found, right in rankings),
        median_ms=statistics.median(times),
        p95_ms=times[min(int(len(times) * 0.95), len(times) - 1)],
    )


def average_precision(found: list[str], right: set[str]) -> float:
    """Return the average precision of a ranking cut at its own length."""
    hits, total = 0, 0.0
    for place, number in enumerate(found, start=1):
        if number in right:
            hits += 1
            total += hits / place
    return total / min(len(right), 5)


def reciprocal_rank(found: list[str], right: set[str]) -> float:
    """Return one over the place of the first right claim, or 0."""
    return next((1 / place for place, number in enumerate(found, start=1) if number in right), 0.0)


def read_table(path: Path, columns: int) -> list[list[str]]:
    """Return the rows of a tab-separated file behind its head line."""
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t")
        next(reader, None)
        rows = []
        for row in reader:
            if len(row) != columns:
                raise EvaluationError(f"{path}, line {reader.line_num}: {columns} columns wanted, {len(row)} found")
            rows.append(row)
    return rows


def read_qrels(path: Path) -> dict[str, set[str]]:
    """Return, for each query, the claims that answer it."""
    relevant: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        fields = line.split()
        if len(fields) != 4:
            raise EvaluationError(f"{path}, line {number}: wanted are query, 0, claim and relevance")
        if fields[3] != "0":
            relevant[fields[0]].add(fields[2])
    return relevant
