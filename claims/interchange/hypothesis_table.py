"""The table that Hypothesis exports (CSV): a row an annotation, with the quote but not what stands around it."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from claims.interchange.imports.separated import LONGEST_FIELD

COLUMNS = frozenset({"URL", "Quote", "User", "Body", "Tags"})
LONGEST_HEADER = 1_000
KIND = "Annotation/Reply Type"


def is_hypothesis_table(text: str) -> bool:
    """Tell whether the first line names the columns of that table."""
    return set(next(csv.reader([text[:LONGEST_HEADER].partition("\n")[0]]), ())) >= COLUMNS


def annotations_of_table(text: str) -> Iterator[dict[str, Any]]:
    """Yield the rows in the shape in which Hypothesis' API answers. Raises `ValueError` where it is no table."""
    csv.field_size_limit(LONGEST_FIELD)
    try:
        yield from map(_annotation, csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise ValueError(f"the table cannot be read on: {error}") from error


def _annotation(row: dict[str, Any]) -> dict[str, Any]:
    quoted = [{"type": "TextQuoteSelector", "exact": row["Quote"]}] if row["Quote"] else []
    return {
        "uri": row["URL"],
        "user": row["User"],
        "text": row["Body"],
        "tags": [tag for tag in (row["Tags"] or "").split(",") if tag],
        "target": [{"source": row["URL"], "selector": quoted}],
        "references": [row["URL"]] if row.get(KIND) == "Reply" else [],
    }
