"""Releases as folders of this machine, renamed into their place when they are whole."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from claims.interchange.releases.exports import (
    NAME,
    SUMS,
    Exports,
    File,
    age,
    alone_in,
    as_lines,
    sums_of,
    workshop_in,
    writing_to,
)

REPLACED = ".replaced-"


@dataclass(frozen=True)
class LocalFile:
    """A file that lies on this machine."""

    path: Path
    sha256: str

    @property
    def size(self) -> int:
        """Return how many bytes it has."""
        return self.path.stat().st_size

    def read(self) -> bytes:
        """Return what is in it."""
        return self.path.read_bytes()


@dataclass(frozen=True)
class ExportFolder(Exports):
    """The folder with the releases, each a folder of its own."""

    folder: Path

    def names(self) -> list[str]:
        """Return the folders that have their list of hashes."""
        if not self.folder.is_dir():
            return []
        whole = [entry.name for entry in self.folder.iterdir() if NAME.fullmatch(entry.name)]
        return sorted((name for name in whole if (self.folder / name / SUMS).is_file()), key=age, reverse=True)

    def files(self, release: str) -> dict[str, File]:
        """Return the files that the list of hashes names."""
        place = self.folder / release / SUMS
        if not NAME.fullmatch(release) or not place.is_file():
            return {}
        listed = place.read_text(encoding="utf-8")
        sums = {name: sha256 for sha256, _, name in (line.partition("  ") for line in listed.splitlines())}
        sums[SUMS] = hashlib.sha256(listed.encode()).hexdigest()
        return {name: LocalFile(self.folder / release / name, sha256) for name, sha256 in sums.items()}

    def place(self, release: str) -> str:
        """Return the release's path."""
        return str(self.folder / release)

    @contextmanager
    def reading(self, release: str, ending: str = "") -> Iterator[Path]:
        """Give the release's own folder."""
        yield self.folder / release

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the folder's lock."""
        with alone_in(self.folder):
            self._put_back()
            yield

    @contextmanager
    def adding(self, release: str) -> Iterator[Path]:
        """Give a hidden folder, which is renamed at the end."""
        with workshop_in(self.folder, release) as fresh, writing_to(self.folder):
            yield fresh
            seal(fresh)
            self._put(fresh, release)

    def _put(self, fresh: Path, release: str) -> None:
        place, old = self.folder / release, self.folder / f"{REPLACED}{release}"
        if place.exists():
            place.rename(old)
        fresh.rename(place)
        _sync(self.folder)
        shutil.rmtree(old, ignore_errors=True)

    def _put_back(self) -> None:
        for entry in self.folder.glob(f"{REPLACED}*"):
            place = self.folder / entry.name.removeprefix(REPLACED)
            if place.exists():
                shutil.rmtree(entry, ignore_errors=True)
            else:  # killed between the two renames
                entry.rename(place)


def seal(folder: Path) -> None:
    """Write the hashes of all files, let everybody read them, and see that everything is on the disk."""
    folder.chmod(0o755)
    (folder / SUMS).write_text(as_lines(sums_of(folder)), encoding="utf-8")
    for file in folder.iterdir():
        file.chmod(0o644)
        _sync(file)
    _sync(folder)


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
