"""Whether two wordings of much the same words agree or contradict each other."""

import re
from enum import StrEnum

NEGATIONS = {
    "de": {"nicht", "kein", "keine", "keinen", "keiner", "keines", "nie", "niemals", "nichts"},
    "en": {
        "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "cannot", "without", "false", "fake",
        "hoax", "untrue", "denies", "denied", "deny", "didnt", "doesnt", "dont", "isnt", "wasnt", "arent", "werent",
        "wont", "cant", "couldnt", "wouldnt", "shouldnt", "hasnt", "havent", "hadnt", "aint",
    },
    "es": {"no", "nunca", "jamás", "nada", "nadie", "ningún", "ninguna", "ninguno", "falso", "falsa"},
    "fr": {"ne", "pas", "jamais", "aucun", "aucune", "rien", "personne", "faux", "fausse"},
    "pl": {"nie", "nigdy", "żaden", "żadna", "nikt", "nic", "fałsz"},
    "ru": {"не", "нет", "никогда", "никто", "ничего", "ни", "нельзя", "без", "ложь", "фейк", "опроверг", "отрицает"},
    "uk": {"не", "ні", "ніколи", "ніхто", "нічого", "немає", "без", "брехня", "фейк", "заперечує"},
}  # fmt: skip
APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")


class Polarity(StrEnum):
    """What a match is worth: the same statement, its opposite, or not to be told by the words alone."""

    SAME = "same"
    OPPOSITE = "opposite"
    UNKNOWN = "unknown"


def primary_tag(language: str) -> str:
    """Return the language of a BCP 47 tag without script and region."""
    return language.partition("-")[0]


def negations(text: str, language: str) -> int:
    """Count the words of ``text`` that negate, in the language of the BCP 47 tag; unknown languages have none."""
    known = NEGATIONS.get(primary_tag(language), set())
    return sum(word in known for word in re.findall(r"\w+", APOSTROPHES.sub("", text.lower())))


def compare(text: str, language: str, statement: str, statement_language: str, *, coverage: float) -> Polarity:
    """Compare by the parity of negations, where ``coverage`` (0-1) of the statement's words stands in the text.

    Below 0.6 too little is shared to say anything. The result is a hint for a person, never a decision.
    """
    if coverage < 0.6 or not {primary_tag(language), primary_tag(statement_language)} <= NEGATIONS.keys():
        return Polarity.UNKNOWN
    same = negations(text, language) % 2 == negations(statement, statement_language) % 2
    return Polarity.SAME if same else Polarity.OPPOSITE
