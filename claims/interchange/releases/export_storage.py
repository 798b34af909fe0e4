"""Releases in a storage of Django's, such as an S3 bucket.

One object, the index, says which releases there are and of which objects each is made. Objects are named after their
hash and never written over; a release comes in, or is another, at the moment when the index is.
"""

import functools
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from django.core.cache import cache
from django.core.files import File as DjangoFile
from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from claims.interchange.releases.exports import (
    SUMS,
    Exports,
    File,
    ReleaseError,
    age,
    alone_in,
    as_lines,
    sha256_of,
    sums_of,
    workshop_in,
    writing_to,
)

INDEX, FORMAT = "index.json", 1
CACHED_AS, FRESH = "releases:index", 30  # seconds for which the site may show what was there before
SMALL = 64  # files that are kept in memory, such as descriptors


@dataclass(frozen=True)
class StoredFile:
    """An object of the storage; its key tells its content."""

    storage: Storage
    release: str
    name: str
    size: int
    sha256: str

    @property
    def key(self) -> str:
        """Return the object's name, which no other content has."""
        return f"{self.release}/{self.sha256[:16]}/{self.name}"

    @property
    def address(self) -> str:
        """Return where everybody can take it, perhaps for an hour only."""
        with talking():
            return self.storage.url(self.key)

    def read(self) -> bytes:
        """Return what is in it."""
        with talking():
            return _content(self.storage, self.key)

    def fetch(self, folder: Path) -> None:
        """Put a copy into ``folder``, if it has arrived whole."""
        place = folder / self.name
        with talking():
            source = self.storage.open(self.key)
        with source, place.open("wb") as target:
            for block in source.chunks():
                target.write(block)
        if sha256_of(place) != self.sha256:
            raise ReleaseError(f"{self.key} in the exports' storage is not what was put there. Restore it from a copy.")


@dataclass
class Index:
    """Which releases there are, with their files, and which objects are no part of one (any more)."""

    releases: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    leaving: list[str] = field(default_factory=list)

    def as_json(self) -> str:
        """Return the index as it is stored."""
        return json.dumps({"format": FORMAT, "releases": self.releases, "leaving": self.leaving}, indent=1) + "\n"


class ExportStorage(Exports):
    """Releases in ``storage``; they are made in ``folder`` first, on this machine."""

    def __init__(self, storage: Storage, folder: Path) -> None:
        """Take where releases are and where they are made."""
        self.storage, self.folder = storage, folder
        self._seen: Index | None = None

    def names(self) -> list[str]:
        """Return the releases of the index."""
        return sorted(self._shown().releases, key=age, reverse=True)

    def files(self, release: str) -> dict[str, File]:
        """Return the release's objects."""
        return dict(self._files(release, self._shown()))

    def place(self, release: str) -> str:
        """Return the name of the storage's part that holds the release."""
        return f"{getattr(self.storage, 'bucket_name', 'the storage')}/{release}/"

    @contextmanager
    def reading(self, release: str, ending: str = "") -> Iterator[Path]:
        """Give copies of the release's objects."""
        files = [file for name, file in self._files(release, self._shown()).items() if name.endswith(ending)]
        with workshop_in(self.folder, release) as copies, writing_to(self.folder):
            for file in files:
                file.fetch(copies)
            yield copies

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold this machine's lock, and find out at once whether the storage can be written."""
        with alone_in(self.folder):
            index = self._index()
            self._write(index)
            self._sweep(index)
            yield

    @contextmanager
    def adding(self, release: str) -> Iterator[Path]:
        """Give a folder whose files are put up at the end."""
        before = self._index()
        with workshop_in(self.folder, release) as fresh, writing_to(self.folder):
            yield fresh
            (fresh / SUMS).write_text(as_lines(sums_of(fresh)), encoding="utf-8")
            described = {
                file.name: {"bytes": file.stat().st_size, "sha256": sha256_of(file)} for file in sorted(fresh.iterdir())
            }
            if self._index() != before:
                raise ReleaseError("Another machine changed the releases meanwhile. Begin again when it is done.")
            self._put(fresh, before, Index({**before.releases, release: described}), release)

    def _put(self, fresh: Path, before: Index, after: Index, release: str) -> None:
        """Put up what is new, then say so in the index, then delete what is in no release any more."""
        old = {file.key for file in self._files(release, before).values()}
        new = {file.key: file for file in self._files(release, after).values()}
        arriving = [file for key, file in new.items() if key not in old]
        self._refuse_if_taken(arriving)
        self._write(Index(before.releases, [file.key for file in arriving]))
        try:
            for file in arriving:
                self._upload(fresh / file.name, file.key)
        except ReleaseError:
            self._give_up()
            raise
        after.leaving = sorted(old - new.keys())
        self._write(after)
        self._sweep(after)

    def _refuse_if_taken(self, arriving: Iterable[StoredFile]) -> None:
        """Never write over, nor delete afterwards, what somebody else put there."""
        for file in arriving:
            with talking():
                is_taken = self.storage.exists(file.key)
            if is_taken:
                raise ReleaseError(f"The exports' storage has another {file.key} already. Remove it there.")

    def _upload(self, place: Path, key: str) -> None:
        with talking(), place.open("rb") as content:
            self.storage.save(key, DjangoFile(content, name=place.name))

    def _give_up(self) -> None:
        """Delete what has arrived of a release that did not come in; if that fails too, the next run does it."""
        try:
            self._sweep(self._index())
        except ReleaseError:
            return

    def _sweep(self, index: Index) -> None:
        """Delete the objects that are in no release."""
        if not index.leaving:
            return
        named = {file.key for release in index.releases for file in self._files(release, index).values()}
        for key in index.leaving:
            if key not in named:
                with talking():
                    self.storage.delete(key)
        index.leaving = []
        self._write(index)

    def _files(self, release: str, index: Index) -> dict[str, StoredFile]:
        described = index.releases.get(release, {})
        return {
            name: StoredFile(self.storage, release, name, file["bytes"], file["sha256"])
            for name, file in described.items()
        }

    def _shown(self) -> Index:
        """Return the index as it was within the last half minute."""
        seen: Index = self._seen or cast(Index, cache.get_or_set(CACHED_AS, self._index, FRESH))
        self._seen = seen
        return seen

    def _index(self) -> Index:
        with talking():
            try:
                with self.storage.open(INDEX) as content:
                    found = json.loads(content.read())
            except FileNotFoundError:
                return Index()
        return Index(found["releases"], found["leaving"])

    def _write(self, index: Index) -> None:
        with talking():
            self.storage.save(INDEX, ContentFile(index.as_json().encode()))
        cache.delete(CACHED_AS)
        self._seen = None


@functools.lru_cache(maxsize=SMALL)
def _content(storage: Storage, key: str) -> bytes:
    with storage.open(key) as content:
        return bytes(content.read())


@contextmanager
def talking() -> Iterator[None]:
    """Turn the storage's refusals into a `ReleaseError`."""
    try:
        yield
    except OSError as error:
        raise ReleaseError(
            f"The exports' storage refuses: {error.strerror or error} The releases that were there are as they were."
        ) from error
