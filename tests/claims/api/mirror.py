"""A client of the public addresses alone: it begins with the newest release and follows the changes after it."""

import csv
import gzip
import io
import json
from collections import defaultdict
from typing import Any

from rest_framework.test import APIClient

from claims.api.routes import ENDPOINTS
from sources.api.logged import LoggedViewSet
from tests.claims.api.asking import flat, results

# From what the changes call an object to its list.
LISTS = {noun: name for name, (noun, viewset) in ENDPOINTS.items() if issubclass(viewset, LoggedViewSet)}
NOUNS = {name: noun for noun, name in LISTS.items()}
Rows = dict[str, dict[str, dict[str, str]]]


class Mirror:
    """A copy of every list."""

    def __init__(self) -> None:
        """Take the files of the newest release, and the retracted verdicts, which are in none."""
        self.api = APIClient()
        newest = json.loads(self.taken("/exports/index.json"))["releases"][0]
        described = json.loads(self.taken(newest["url"]))
        self.seq = described["changes"]["seq"]
        sheets = {file["name"]: file["path"] for file in described["resources"] if file["format"] == "csv"}
        self.rows = {
            NOUNS[name]: self.sheet(newest["url"].replace("datapackage.json", path)) for name, path in sheets.items()
        }
        self.rows["verdict"] |= by_id(flat(self.api, "verdicts", state="retracted"))

    def taken(self, address: str) -> bytes:
        """Return what is at an address."""
        response: Any = self.api.get(address)
        assert response.status_code == 200, address
        return b"".join(response) if response.streaming else bytes(response.content)

    def sheet(self, address: str) -> dict[str, dict[str, str]]:
        """Return the rows of a gzipped CSV file by id."""
        return by_id(csv.DictReader(io.StringIO(gzip.decompress(self.taken(address)).decode(), newline="")))

    def follow(self) -> None:
        """Read the changes since, and fetch the rows that they name."""
        touched = defaultdict(set)
        while page := results(self.api, "changes", since=self.seq, page_size=200):
            self.seq = page[-1]["seq"]
            for change in page:
                touched[change["type"]].add(change["id"])
        for noun, ids in touched.items():
            wanted = sorted(ids)
            for begin in range(0, len(wanted), 200):
                self.replace(noun, wanted[begin : begin + 200])

    def replace(self, noun: str, ids: list[int]) -> None:
        """Put the rows as they are now in the place of those that are held."""
        kept = self.rows[noun]
        for pk in ids:
            kept.pop(str(pk), None)
        kept |= by_id(flat(self.api, LISTS[noun], id=",".join(map(str, ids))))


def by_id(rows: Any) -> dict[str, dict[str, str]]:
    """Return rows by their id."""
    return {row["id"]: row for row in rows}


def current(api: APIClient) -> Rows:
    """Return every list as it is now."""
    return {noun: by_id(flat(api, name)) for noun, name in LISTS.items()}


def faults(mirror: Mirror) -> list[str]:
    """Return every cell that the mirror holds otherwise than the lists, rows that it lacks or has too many."""
    wanted = current(mirror.api)
    return [
        f"{noun} {pk} {name}: {mirror.rows[noun].get(pk, {}).get(name)!r}, not {row.get(name)!r}"
        for noun in LISTS
        for pk in mirror.rows[noun] | wanted[noun]
        for row in [wanted[noun].get(pk, {})]
        for name in {**row, **mirror.rows[noun].get(pk, {})}
        if mirror.rows[noun].get(pk, {}).get(name) != row.get(name)
    ]
