"""Set encoders up, and give every wording its vector."""

import statistics
from collections.abc import Callable
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from claims import vectors
from claims.models import ClaimEncoder, EncodingTask
from encoders.catalogue import load_encoder
from encoders.encoder import Encoder, EncoderUnavailableError

SAMPLE = 25  # texts that are read as questions, to learn how close an encoder puts a text to itself
BATCH = 128  # wordings a transaction: what a killed worker has to do again

# What has neither a vector nor a task: all of it for a new encoder, else what a race may have left.
QUEUE = """
INSERT INTO claims_encodingtask (encoder_id, digest)
SELECT e.id, w.digest FROM claims_claimencoder e JOIN (
    SELECT DISTINCT digest, split_part(language, '-', 1) AS tag FROM claims_claimwording
) w ON e.languages IS NULL OR w.tag = ANY (e.languages)
WHERE e.id = %s AND NOT EXISTS (SELECT FROM {table} v WHERE v.digest = w.digest)
ON CONFLICT DO NOTHING
"""
# Locked, not deleted: a writer of the same words does not wait.
TAKE = """
SELECT id, digest FROM claims_encodingtask WHERE encoder_id = %s ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
"""
TEXTS = """
SELECT DISTINCT ON (length(text), digest) digest, text FROM claims_claimwording w
WHERE digest = ANY (%s) AND NOT EXISTS (SELECT FROM {table} v WHERE v.digest = w.digest)
ORDER BY length(text), digest
"""
FORGET = """
DELETE FROM {table} v WHERE NOT EXISTS (SELECT FROM claims_claimwording w WHERE w.digest = v.digest)
"""

NO_EXTENSION = (
    "The database has no extension vector (pgvector 0.8 or newer). Install it on the server and let an administrator "
    "run CREATE EXTENSION vector in this database."
)


def setup_encoder(*, name: str) -> ClaimEncoder:
    """Make an encoder's table, index and tasks; vectors of another release of the model are dropped.

    Raises ``EncoderUnavailableError``. Setting up twice changes nothing.
    """
    encoder = load_encoder(name)
    with transaction.atomic():
        ensure_extension()
        kept = ClaimEncoder.objects.select_for_update().filter(name=name).first()
        if kept and (kept.identity, kept.dimensions) != (encoder.identity, encoder.dimensions):
            remove_encoder(kept=kept)
            kept = None
        if kept is None:
            kept = ClaimEncoder.objects.create(
                name=name,
                identity=encoder.identity,
                dimensions=encoder.dimensions,
                languages=None if encoder.languages is None else sorted(encoder.languages),
            )
            vectors.create_table(kept)
        queue_missing(kept)
    return kept


def ensure_extension() -> None:
    """Create the extension, which takes a superuser where it is not there yet."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public")
    except DatabaseError as error:
        raise EncoderUnavailableError(NO_EXTENSION) from error


def remove_encoder(*, kept: ClaimEncoder) -> None:
    """Drop an encoder's vectors and tasks."""
    with transaction.atomic():
        vectors.drop_table(kept)
        kept.delete()


def queue_missing(kept: ClaimEncoder) -> None:
    """Queue every wording that has neither vector nor task."""
    with connection.cursor() as cursor:
        cursor.execute(QUEUE.format(table=kept.table), [kept.pk])


def encode_wordings(*, kept: ClaimEncoder, report: Callable[[int, int], None] = lambda _done, _all: None) -> int:
    """Work the tasks of an encoder off, batch by batch, and return how many wordings were read.

    Several workers share the work; one that is stopped loses one batch. ``report`` gets done and all.
    Raises ``EncoderUnavailableError``.
    """
    encoder = load_encoder(kept.name)
    if encoder.identity != kept.identity:
        raise EncoderUnavailableError(
            f"{kept.name} is {encoder.identity} now, its vectors are of {kept.identity}: run setup_encoder again."
        )
    queue_missing(kept)
    waiting = EncodingTask.objects.filter(encoder=kept).count()
    done = 0
    while taken := encode_batch(kept, encoder):
        if done == 0 and kept.floor == 0:
            calibrate(kept, encoder)
        done += taken
        report(done, max(waiting, done))
    with connection.cursor() as cursor:
        cursor.execute(FORGET.format(table=kept.table))
    if done:
        calibrate(kept, encoder)
    return done


def encode_batch(kept: ClaimEncoder, encoder: Encoder) -> int:
    """Read the next wordings, in one transaction; return how many tasks there were."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE, [kept.pk, BATCH])
        tasks: list[tuple[int, UUID]] = cursor.fetchall()
        cursor.execute(TEXTS.format(table=kept.table), [[digest for _, digest in tasks]])
        texts: list[tuple[UUID, str]] = cursor.fetchall()
        if texts:
            found = encoder.passages([text for _, text in texts])
            vectors.store(kept, zip((digest for digest, _ in texts), found, strict=True))
        EncodingTask.objects.filter(pk__in=[task for task, _ in tasks]).delete()
    return len(tasks)


def calibrate(kept: ClaimEncoder, encoder: Encoder) -> None:
    """Measure which cosines this encoder has for unrelated and for equal claims."""
    equal = [vectors.cosine(kept, encoder.query(text), digest) for digest, text in vectors.take_sample(kept, SAMPLE)]
    if not equal:
        return
    kept.floor = vectors.measure_floor(kept)
    kept.ceiling = min(max(statistics.fmean(equal), kept.floor + 0.01), 1.0)
    kept.save(update_fields=["floor", "ceiling"])
