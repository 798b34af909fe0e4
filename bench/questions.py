"""What the engines are asked: words, phrases and beginnings of words that occur in the generated claims."""

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from bench.words import LANGUAGES, invented

# English content words by their rank: stop words end at about 55, words from 300 on are in few of a thousand claims.
FREQUENT = (60, 160)
MIDDLING = (160, 1_500)

RARE = """
SELECT lexeme FROM claims_lexemecount WHERE documents BETWEEN 3 AND 60 AND lexeme ~ '^[a-z]{6,}$' ORDER BY lexeme
"""
STATEMENTS = "SELECT statement FROM claims_claim WHERE id = ANY (%s) AND status = 'public' AND language = 'en'"


@dataclass(frozen=True)
class Question:
    """Words and what is wanted of them: all, any of them, one after the other, or what begins with the only one."""

    kind: str
    words: tuple[str, ...]
    wants: str = "all"


def questions(samples: int, *, claims: int, seed: int) -> dict[str, list[Question]]:
    """Return ``samples`` questions of each kind."""
    draw = random.Random(f"questions {seed}")
    english = invented(LANGUAGES[0])
    frequent, middling = english[slice(*FREQUENT)], english[slice(*MIDDLING)]
    stems = rare_stems()
    found: dict[str, list[Question]] = {}
    kinds: list[tuple[str, Callable[[], tuple[str, ...]], str]] = [
        ("a frequent word", lambda: (draw.choice(frequent),), "all"),
        ("two words", lambda: (draw.choice(frequent), draw.choice(middling)), "all"),
        ("three frequent words, any of them", lambda: tuple(draw.sample(frequent, 3)), "any"),
        ("a rare word", lambda: (draw.choice(stems),), "all"),
        ("the beginning of a word", lambda: (draw.choice(middling + english[13_000:40_000])[:4],), "prefix"),
    ]
    for kind, choose, wants in kinds:
        found[kind] = [Question(kind, choose(), wants) for _ in range(samples)]
    found["a phrase"] = phrases(samples, claims, draw)
    return found


def rare_stems() -> list[str]:
    """Return words that few claims hold, as their stems."""
    with connection.cursor() as cursor:
        cursor.execute(RARE)
        return [lexeme for (lexeme,) in cursor.fetchall()]


def phrases(samples: int, claims: int, draw: random.Random) -> list[Question]:
    """Return pairs of words that stand side by side in English claims."""
    stop_words = set(LANGUAGES[0].stop_words.split())
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS, [[draw.randrange(1, claims + 1) for _ in range(samples * 20)]])
        statements = sorted(statement for (statement,) in cursor.fetchall())
    found = []
    for statement in statements:
        words = statement.rstrip(".").lower().split()
        pairs = [pair for pair in itertools.pairwise(words) if not stop_words & set(pair) and "".join(pair).isalpha()]
        found += [Question("a phrase", draw.choice(pairs), "phrase")] if pairs else []
    return found[:samples]
