"""Whatever a file holds, and wherever its import ends: each row is there whole, or not at all."""

import gzip
import io
import json
from contextlib import suppress

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from claims.actions import import_claims as action
from claims.actions.import_claims import import_claims, look_at_claims
from claims.interchange.imports.reading import FileFault, reading_of
from claims.interchange.imports.row import Row
from claims.interchange.imports.rows import rows_of
from claims.models import Claim, ExternalReview
from sources.models import Outlet
from tests.factories import make_editor

ROWS = [
    {
        "statement": f"Мост {n} is “open”.",
        "label": "False",
        "url": f"https://checkers{n % 2}.example/{n}",
        "speaker": "Ada",
    }
    for n in range(5)
]
WHOLE = """
SELECT count(*) FROM claims_claim c
    JOIN claims_externalreview r ON r.claim_id = c.id
    JOIN claims_searchdocument d ON d.claim_id = c.id
    JOIN claims_claimwording w ON w.claim_id = c.id
    JOIN claims_claimhistory h ON h.pgh_obj_id = c.id
    JOIN claims_externalreviewhistory g ON g.pgh_obj_id = r.id
"""


def table(sign):
    names = list(ROWS[0])
    return "\n".join(sign.join(row) for row in (names, *([row[name] for name in names] for row in ROWS))).encode()


def reviews():
    return [
        {"@type": "ClaimReview", "claimReviewed": row["statement"], "url": row["url"], "author": {"name": "Checkers"},
         "reviewRating": {"alternateName": row["label"]}, "itemReviewed": {"author": {"name": row["speaker"]}}}
        for row in ROWS
    ]  # fmt: skip


FILES = {
    "c.csv": table(","),
    "c.tsv": table("\t"),
    "utf-16.csv": table(";").decode().encode("utf-16"),
    "c.csv.gz": gzip.compress(table(","), mtime=0),
    "c.jsonl": "\n".join(map(json.dumps, ROWS)).encode(),
    "list.json": json.dumps(ROWS, ensure_ascii=False).encode(),
    "feed.json": json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": [one]} for one in reviews()]}).encode(),
}
COLUMNS = {"list.json": {name: name for name in ROWS[0]}}


def empty():
    """Forget what the last attempt has left."""
    for model in (ExternalReview, Claim, Outlet):
        model.objects.all().delete()


def rows(name, content):
    reading = reading_of(name, columns=COLUMNS.get(name))
    return rows_of(io.BytesIO(content), reading, is_compressed=name.endswith(".gz"))


def whole():
    with connection.cursor() as cursor:
        cursor.execute(WHOLE)
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILES)
def test_file_is_taken_in_as_it_is(name):
    told = import_claims(rows=rows(name, FILES[name]), by=make_editor())

    assert (told.new, told.reviews, told.rejected, whole()) == (5, 5, 0, 5)


EDIT = some.tuples(some.floats(0, 1, exclude_max=True), some.integers(0, 12), some.binary(max_size=12))


def spoiled(content, edits):
    """Return the file with bytes taken out and others put in."""
    for place, length, put in edits:
        at = int(place * len(content))
        content = content[:at] + put + content[at + length :]
    return content


def until_fault(rows):
    """Return the rows up to where the file breaks off."""
    found = []
    with suppress(FileFault):
        found.extend(rows)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILES)
@given(edits=some.lists(EDIT, min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_spoiled_file_leaves_no_half_of_a_row(name, edits):
    empty()
    content = spoiled(FILES[name], edits)
    good = {row.external_id: row for row in reversed(until_fault(rows(name, content))) if isinstance(row, Row)}
    rejected, reported = [], []

    with suppress(FileFault):
        look_at_claims(rows=rows(name, content), by=make_editor(), reject=reported.append)
    with suppress(FileFault):
        import_claims(rows=rows(name, content), by=make_editor(), reject=rejected.append)

    assert rejected == reported
    stored = set(Claim.objects.values_list("external_id", flat=True))
    assert stored in (set(), set(good))  # nothing of a batch in which the file breaks off
    assert whole() == ExternalReview.objects.count() == sum(1 for name in stored if good[name].label)


class Ended(BaseException):
    """The process has been told to end."""


def ending_at(number):
    """Return a wrapper under which the statement of that number is the last."""
    count = 0

    def execute(run, sql, params, many, context):
        nonlocal count
        count += 1
        if count > number:
            raise Ended
        return run(sql, params, many, context)

    return execute


@pytest.mark.django_db(transaction=True)
def test_import_that_ends_at_any_statement_leaves_whole_batches(monkeypatch):
    monkeypatch.setattr(action, "BATCH", 2)
    editor, content, number, seen = make_editor(), FILES["c.csv"], 0, set()

    while True:
        try:
            with connection.execute_wrapper(ending_at(number)):
                import_claims(rows=rows("c.csv", content), by=editor)
            break
        except Ended:
            number += 1
        seen.add((Claim.objects.count(), ExternalReview.objects.count(), whole()))
        empty()

    assert number > 10
    assert seen == {(0, 0, 0), (2, 2, 2), (4, 4, 4)}
    assert (Claim.objects.count(), whole()) == (5, 5)
