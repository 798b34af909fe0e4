"""Vectors of wordings in PostgreSQL: for each encoder a table of its own, in half precision, with an HNSW index.

Unit vectors, compared by inner product. Source: the README of pgvector 0.8 (https://github.com/pgvector/pgvector).
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from claims.models import Claim, ClaimEncoder

NEAREST = 60  # how many wordings the index is asked for

CREATE = """
CREATE TABLE {table} (digest uuid PRIMARY KEY, embedding halfvec({dimensions}) NOT NULL);
CREATE INDEX {table}_nearest ON {table} USING hnsw (embedding halfvec_ip_ops)
"""
STORE = "INSERT INTO {table} (digest, embedding) VALUES (%s, %s::halfvec) ON CONFLICT (digest) DO NOTHING"
# The index goes on until it has found enough that may be seen.
SEARCHING = "SELECT set_config('hnsw.ef_search', '60', true), set_config('hnsw.iterative_scan', 'strict_order', true)"
FIND = """
WITH nearest AS MATERIALIZED (
    SELECT v.digest FROM {table} v
    WHERE EXISTS (
        SELECT FROM claims_claimwording w WHERE w.digest = v.digest AND w.claim_id IN ({visible})
    )
    ORDER BY v.embedding <#> %(query)s::halfvec LIMIT {limit}
)
SELECT DISTINCT w.claim_id FROM nearest JOIN claims_claimwording w USING (digest) WHERE w.claim_id IN ({visible})
"""
# The wording that is closest counts; rounding keeps half precision from deciding between equal ones.
COMPARE = """
SELECT w.claim_id, round(max(-(v.embedding <#> %(query)s::halfvec))::numeric, 4)::float8
FROM claims_claimwording w JOIN {table} v USING (digest)
WHERE w.claim_id = ANY (%(claims)s) GROUP BY w.claim_id
"""
# Neighbours in the order of digests, which are as good as random, have nothing to do with each other.
FLOOR = """
SELECT COALESCE(avg(-(embedding <#> following)), 0)
FROM (
    SELECT embedding, lead(embedding) OVER (ORDER BY digest) AS following
    FROM (SELECT * FROM {table} ORDER BY digest LIMIT 2000) sample
) pairs
"""

SAMPLE = """
SELECT DISTINCT ON (digest) digest, text FROM (SELECT digest FROM {table} ORDER BY digest LIMIT %s) v
JOIN claims_claimwording USING (digest)
"""
COSINE = "SELECT -(embedding <#> %s::halfvec) FROM {table} WHERE digest = %s"


def create_table(encoder: ClaimEncoder) -> None:
    """Create the table of an encoder; the extension ``vector`` must be there."""
    with connection.cursor() as cursor:
        cursor.execute(CREATE.format(table=encoder.table, dimensions=encoder.dimensions))


def drop_table(encoder: ClaimEncoder) -> None:
    """Drop the table of an encoder."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {encoder.table}")


def store(encoder: ClaimEncoder, vectors: Iterable[tuple[UUID, Sequence[float]]]) -> None:
    """Store the vectors of texts, by the texts' digests."""
    with connection.cursor() as cursor:
        cursor.executemany(STORE.format(table=encoder.table), [(digest, literal(vector)) for digest, vector in vectors])


def find_nearest(encoder: ClaimEncoder, vector: Sequence[float], among: QuerySet[Claim]) -> list[int]:
    """Return the ids of the claims with the wordings closest to a vector, in no order; needs a transaction."""
    inner, parameters = among.order_by().values("pk").query.sql_with_params()
    names = {f"visible_{number}": value for number, value in enumerate(parameters)}
    visible = inner % tuple(f"%({name})s" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(SEARCHING)
        cursor.execute(
            FIND.format(table=encoder.table, visible=visible, limit=NEAREST), {"query": literal(vector), **names}
        )
        return [claim for (claim,) in cursor.fetchall()]


def cosines(encoder: ClaimEncoder, vector: Sequence[float], claims: Iterable[int]) -> dict[int, float]:
    """Return how close (-1 to 1) each claim's closest wording is; claims without a vector are not in it."""
    with connection.cursor() as cursor:
        cursor.execute(COMPARE.format(table=encoder.table), {"query": literal(vector), "claims": list(claims)})
        return dict(cursor.fetchall())


def measure_floor(encoder: ClaimEncoder) -> float:
    """Return the mean cosine of wordings that have nothing to do with each other."""
    with connection.cursor() as cursor:
        cursor.execute(FLOOR.format(table=encoder.table))
        floor: float = cursor.fetchone()[0]
    return min(max(floor, 0.0), 0.99)


def take_sample(encoder: ClaimEncoder, size: int) -> list[tuple[UUID, str]]:
    """Return the digests and texts of some wordings that have a vector, the same ones each time."""
    with connection.cursor() as cursor:
        cursor.execute(SAMPLE.format(table=encoder.table), [size])
        sample: list[tuple[UUID, str]] = cursor.fetchall()
    return sample


def cosine(encoder: ClaimEncoder, vector: Sequence[float], digest: UUID) -> float:
    """Return how close a vector is to that of a wording."""
    with connection.cursor() as cursor:
        cursor.execute(COSINE.format(table=encoder.table), [literal(vector), digest])
        found: float = cursor.fetchone()[0]
    return found


def literal(vector: Sequence[float]) -> str:
    """Write a vector as pgvector reads it."""
    return f"[{','.join(f'{number:.6g}' for number in vector)}]"
