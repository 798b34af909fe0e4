"""Claimants by name, for a box that finds everything."""

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from claims.models import Claimant

# The index knows stand-ins of the letters, which may be those of other letters: the name itself decides.
NAMED = """
SELECT id FROM claims_claimant
WHERE claims_stand_ins(lower(name)) LIKE claims_stand_ins(lower(%s)) AND lower(name) LIKE lower(%s)
"""
WILD = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_", "\x00": ""})


def claimants_named(words: str, among: QuerySet[Claimant]) -> QuerySet[Claimant]:
    """Return the claimants in whose name every one of the words occurs, whatever the case."""
    for word in words.split():
        pattern = f"%{word.translate(WILD)}%"
        among = among.filter(pk__in=RawSQL(NAMED, [pattern, pattern]))  # noqa: S611  # words are parameters
    return among
