"""Uncertain dates come twice: as EDTF, and as the first day that they may mean."""

import datetime

from sources.edtf import parse


def lower_bound(edtf: str) -> datetime.date | None:
    """Return the first possible day, None where there is none."""
    return parse(edtf).lower if edtf else None
