"""Releases in a storage of Django's, such as an S3 bucket.

One object, the index, says which releases there are and of which objects each is made. Objects are named after their
hash and never written over; a release comes in, or is another, at the moment when the index is.
"""

import functools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File as DjangoFile

from claims.interchange.releases.export_index import Described, Index, StoredIndex
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
    talking,
    workshop_in,
    writing_to,
)
from claims.interchange.releases.object_storage import ObjectStorage

SMALL = 128  # files that are kept in memory: the descriptors of all releases that a page shows


@dataclass(frozen=True)
class StoredFile:
    """An object of the storage; its key tells its content."""

    storage: ObjectStorage
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


class ExportStorage(Exports):
    """Releases in ``storage``; they are made in ``folder`` first, on this machine."""

    def __init__(self, storage: ObjectStorage, folder: Path) -> None:
        """Take where releases are and where they are made."""
        self.storage, self.folder, self.index = storage, folder, StoredIndex(storage)

    def names(self) -> list[str]:
        """Return the releases of the index."""
        return sorted(self.index.shown().releases, key=age, reverse=True)

    def files(self, release: str) -> dict[str, File]:
        """Return the release's objects."""
        return dict(self._files(release, self.index.shown()))

    def place(self, release: str) -> str:
        """Return the name of the storage's part that holds the release."""
        return f"{self.storage.bucket_name}/{release}/"

    @contextmanager
    def reading(self, release: str, ending: str = "") -> Iterator[Path]:
        """Give copies of the release's objects."""
        files = [file for name, file in self._files(release, self.index.shown()).items() if name.endswith(ending)]
        with workshop_in(self.folder, release) as copies, writing_to(self.folder):
            for file in files:
                file.fetch(copies)
            yield copies

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold this machine's lock, and find out at once whether the storage can be written."""
        with alone_in(self.folder):
            self._sweep(self.index.hold())
            yield

    @contextmanager
    def adding(self, release: str) -> Iterator[Path]:
        """Give a folder whose files are put up at the end."""
        with workshop_in(self.folder, release) as fresh, writing_to(self.folder):
            yield fresh
            sums = sums_of(fresh)
            (fresh / SUMS).write_text(as_lines(sums), encoding="utf-8")
            sums[SUMS] = sha256_of(fresh / SUMS)
            described = {
                name: {"bytes": (fresh / name).stat().st_size, "sha256": sha256} for name, sha256 in sums.items()
            }
            self._put(fresh, release, described)

    def _put(self, fresh: Path, release: str, described: Described) -> None:
        """Put up what is new, then say so in the index, then delete what is in no release any more."""
        before = self.index.held
        after = Index({**before.releases, release: described})
        old = {file.key for file in self._files(release, before).values()}
        new = {file.key: file for file in self._files(release, after).values()}
        arriving = [file for key, file in new.items() if key not in old]
        self.index.verify()
        self._refuse_if_taken(arriving)
        self.index.write(Index(before.releases, [file.key for file in arriving]))
        try:
            for file in arriving:
                self._upload(fresh / file.name, file.key)
            after.leaving = sorted(old - new.keys())
            self.index.write(after)
        except ReleaseError:
            self._give_up(arriving)
            raise
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

    def _give_up(self, arriving: Iterable[StoredFile]) -> None:
        """Delete what has arrived of a release that did not come in; if that fails too, the next run does it."""
        with suppress(ReleaseError):
            now = self.index.read()
            if now == self.index.held:
                self._sweep(now)
            else:  # the index is another machine's, which may be putting up the same
                theirs = self._named(now) | set(now.leaving)
                self._delete(file.key for file in arriving if file.key not in theirs)

    def _sweep(self, index: Index) -> None:
        """Delete the objects that are in no release."""
        if index.leaving:
            named = self._named(index)
            self._delete(key for key in index.leaving if key not in named)
            self.index.write(Index(index.releases))

    def _delete(self, keys: Iterable[str]) -> None:
        for key in keys:
            with talking():
                self.storage.delete(key)

    def _named(self, index: Index) -> set[str]:
        return {file.key for release in index.releases for file in self._files(release, index).values()}

    def _files(self, release: str, index: Index) -> dict[str, StoredFile]:
        described = index.releases.get(release, {})
        return {
            name: StoredFile(self.storage, release, name, file["bytes"], file["sha256"])
            for name, file in described.items()
        }


@functools.lru_cache(maxsize=SMALL)
def _content(storage: ObjectStorage, key: str) -> bytes:
    with storage.open(key) as content:
        return bytes(content.read())
