"""At size the hot queries read an index and a bounded number of rows, whatever is searched."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.matching import find_matches
from claims.models import Claim
from claims.search.answers import claims_that_answer
from claims.search.box import search
from claims.search.documents import CLAIMS
from claims.search.hits import NEWEST, Sought, hits
from claims.search.query import parse
from claims.search.ranking import LONGEST_RANKING
from claims.search.total import COUNTED_UP_TO

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SIZE = 80_000

# Every claim holds "often", every second "half", one in 4,000 "rare"; triggers would take minutes.
FILL = """
SET LOCAL session_replication_role = replica;
INSERT INTO claims_claim (id, external_id, statement, short_statement, language, kind, speaks_of, context, status,
    priority, note, created_at)
SELECT n, 'c' || n, concat_ws(' ', 'often', CASE WHEN n %% 2 = 0 THEN 'half' END,
    CASE WHEN n %% 4000 = 0 THEN 'rare' END, 'word' || n %% 1000), 'often',
    'en', 'fact', '', '', 'public', 'normal', '', now() FROM generate_series(1, %(n)s) n;
INSERT INTO claims_searchdocument (claim_id, vector, length, facets)
SELECT id, setweight(claims_search_vector(language, statement), 'A'), 3,
    claims_facets_of_claim(id) || ARRAY['topic:' || id %% 10, 'year:' || 2000 + id %% 20] FROM claims_claim;
INSERT INTO claims_lexemecount (lexeme, documents, occurrences)
SELECT word, ndoc, nentry FROM ts_stat('SELECT vector FROM claims_searchdocument')
UNION ALL SELECT '', count(*), sum(length) FROM claims_searchdocument;
SET LOCAL session_replication_role = origin;
-- Every row is looked at, not a sample: the plans are the same in every run.
SET LOCAL default_statistics_target = 300;
ANALYZE claims_lexemecount; ANALYZE claims_claim; ANALYZE claims_searchdocument;
"""


@pytest.fixture(scope="module")
def many_claims(django_db_setup, django_db_blocker):
    """Hold many claims for this module, in a transaction of its own that is rolled back."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FILL, {"n": SIZE})
        yield
        transaction.set_rollback(True)


def plans(deed):
    """Return the plans of the queries that ``deed`` asks, as text with the rows that were read."""
    with CaptureQueriesContext(connection) as context:
        deed()
    explained = []
    for query in context.captured_queries:
        if query["sql"].lstrip().upper().startswith(("SELECT", "WITH")):
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) " + query["sql"].replace("%", "%%"), [])
                explained.append("\n".join(line for (line,) in cursor.fetchall()))
    return "\n\n".join(explained)


def most_rows(plan):
    """Return the largest number of rows that any step produced, loops included."""
    return max(float(rows) * int(loops) for rows, loops in re.findall(r"rows=([\d.]+) loops=(\d+)", plan))


@pytest.mark.parametrize("typed", ["often", "half", "rare", "often half", '"often half"', "-half", "ofte*", "nowhere"])
@pytest.mark.parametrize("chosen", [{}, {"topic": "4"}, {"year": "2004", "topic": "4"}])
def test_search_reads_the_index_and_not_the_table(many_claims, typed, chosen):
    def deed():
        done = search(parse(typed), CLAIMS, chosen=chosen, interface="en", is_exact=True)
        done.best()
        assert done.total <= COUNTED_UP_TO
        done.facets(["topic", "year", "kind"])

    plan = plans(deed)

    assert "Seq Scan on claims_" not in plan
    assert most_rows(plan) <= 60_000


def test_count_is_exact_up_to_its_limit_and_the_ranking_ends(many_claims):
    often, rare = (search(parse(typed), CLAIMS, chosen={}, interface="en") for typed in ("often", "rare"))

    assert (often.total, often.is_more, len(often.best())) == (COUNTED_UP_TO, True, LONGEST_RANKING)
    assert (rare.total, rare.is_more) == (SIZE // 4000, False)


@pytest.mark.parametrize(("typed", "chosen"), [("", {}), ("half", {}), ("rare", {}), ("half", {"topic": "4"})])
def test_hits_in_steps_are_those_of_one_plain_query(many_claims, typed, chosen):
    done = search(parse(typed), CLAIMS, chosen=chosen, interface="en")
    rows = Claim.objects.all()
    if typed:
        rows = rows.filter(claims_that_answer(parse(typed), interface="en"))
    if chosen:
        rows = rows.filter(search_document__facets__contains=["topic:4"])
    ids = rows.values_list("pk", flat=True)

    assert done.newest == list(ids.order_by("-pk")[: NEWEST + 1])
    assert done.page(limit=26, beyond=40_000, is_ascending=False) == list(
        ids.filter(pk__lt=40_000).order_by("-pk")[:26]
    )
    assert done.page(limit=26, beyond=40_000, is_ascending=True) == list(ids.filter(pk__gt=40_000).order_by("pk")[:26])


@pytest.mark.parametrize("facets", [[], ["topic:4"], ["topic:4", "year:2004"]])
@pytest.mark.parametrize("beyond", [None, SIZE - 100, SIZE // 2, 500])
def test_page_at_any_depth_reads_a_few_eras(many_claims, facets, beyond):
    def deed():
        assert hits(Sought(CLAIMS, "'half'", facets), limit=26, beyond=beyond)

    plan = plans(deed)

    assert "Seq Scan on claims_" not in plan
    assert most_rows(plan) <= 2 << 14


def test_beyond_the_ends_there_is_nothing(many_claims):
    sought = Sought(CLAIMS, "", [])

    assert hits(sought, limit=5, beyond=1) == []
    assert hits(sought, limit=5, beyond=SIZE, is_ascending=True) == []
    assert hits(sought, limit=5, beyond=-(2**63)) == []
    assert hits(sought, limit=2, beyond=2**63 - 1) == [SIZE, SIZE - 1]


@pytest.mark.parametrize("text", ["often half", "rare often", "word7 word8 often half", "word7 rare nothing like it"])
def test_matching_reads_the_index_of_the_rarest_words(many_claims, text):
    plan = plans(lambda: find_matches(text, language="en", encoders=()))

    assert "Index Scan on search_document_vector" in plan
    assert not re.search("Seq Scan on claims_(searchdocument|claim)", plan)


def test_matching_scores_a_bounded_number_of_claims(many_claims):
    plan = plans(lambda: find_matches("rare often half", language="en", encoders=()))

    assert most_rows(plan) <= 5_000
