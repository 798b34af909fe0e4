"""Uncertain dates come twice: as EDTF, and as the first day that they may mean."""

import datetime

from sources.edtf import parse

# The same in SQL: the first, or of a choice the earliest, of the points; unknown digits are the lowest.
LOWER_BOUND = r"""
CASE WHEN {0} <> '' THEN (
    SELECT min(left(translate(replace(rtrim(point, '~?%'), '-XX', '-01'), 'X', '0') || '-01-01', 10)::date)
    FROM unnest(string_to_array(split_part(split_part(btrim({0}, '[]'), '/', 1), '..', 1), ',')) AS point
    WHERE point <> ''
) END
"""


def lower_bound(edtf: str) -> datetime.date | None:
    """Return the first possible day, None where there is none."""
    return parse(edtf).lower if edtf else None
