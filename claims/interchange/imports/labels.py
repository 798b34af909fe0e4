"""What others' labels may mean on our scales: guesses for an editor to confirm, and what was confirmed."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from claims.interchange.imports.reading import FileFault
from claims.models import LabelMapping, Rating

Key = tuple[str, str]  # the publisher's domain, the label in small letters
HEADER = ("publisher", "label", "rows", "rating")

# Words that fact-checkers use, by the step of the scale of truth that they come closest to.
_WORDS = {
    "truth-true": "true, correct, accurate, verdadero, verdadeiro, vrai, richtig, prawda, doğru, правда",
    "truth-mostly-true": "mostly true, mostly correct, largely true, mostly accurate",
    "truth-mixed": "half true, half-true, mixture, mixed, partly false, partly true, partially true, in-between",
    "truth-mostly-false": "mostly false, barely true, mostly incorrect, mostly inaccurate",
    "truth-false": "false, pants on fire, pants fire, fake, hoax, incorrect, wrong, fiction, not true, falso, faux, "
    "falsch, fałsz, yanlış, ложь, неправда, фейк",
    "truth-misleading": "misleading, missing context, out of context, distorts the facts, spins the facts, "
    "engañoso, enganoso, trompeur, irreführend",
    "truth-unproven": "unproven, unsupported, unverified, no evidence, unknown, not the whole story",
}
_GUESSES = {word.strip().replace("-", " "): rating for rating, words in _WORDS.items() for word in words.split(",")}


@dataclass(frozen=True)
class LabelCount:
    """A label of a publisher, in how many rows it stands, and what it is thought to mean."""

    domain: str
    label: str
    rows: int
    guess: str  # external id of a rating, or nothing

    @property
    def key(self) -> Key:
        """Return under what the label is known."""
        return key_of(self.domain, self.label)


def key_of(domain: str, label: str) -> Key:
    """Return under what a label is known: small and capital letters mean the same."""
    return domain, label.lower()


def guess(label: str) -> str:
    """Return the external id of the rating that the words come closest to; empty where they say too little."""
    return _GUESSES.get(" ".join(label.lower().strip(" !.").replace("-", " ").split()), "")


def confirmed_labels() -> dict[Key, int | None]:
    """Return the ratings' ids by what editors have confirmed."""
    rows = LabelMapping.objects.values_list("publisher__domain", "label", "rating")
    return {key_of(domain or "", label): rating for domain, label, rating in rows}


def write_table(path: Path, counts: Iterable[LabelCount]) -> None:
    """Write the table of labels with guesses, for an editor to correct and hand back."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEADER)
        lines.writerows([one.domain, one.label, one.rows, one.guess] for one in counts)


def read_table(path: Path) -> dict[Key, str]:
    """Return the ratings' external ids by label from a table that an editor confirmed. Raises `FileFault`."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.DictReader(file)
            if not {"publisher", "label", "rating"} <= set(lines.fieldnames or ()):
                raise FileFault(f"{path}: the first line names the columns publisher, label and rating.")
            return {key_of(row["publisher"], row["label"]): (row["rating"] or "").strip() for row in lines}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise FileFault(f"{path}: {error}.") from error


def ratings_by_name(table: Mapping[Key, str]) -> dict[Key, Rating | None]:
    """Return the ratings that a table names. Raises `FileFault` for a name that there is not."""
    known = {rating.external_id: rating for rating in Rating.objects.in_use()}
    for name in table.values():
        if name and name not in known:
            raise FileFault(f"There is no rating {name!r}. Known are: {', '.join(sorted(known))}.")
    return {key: known[name] if name else None for key, name in table.items()}
