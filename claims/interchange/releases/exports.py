"""The exports folder: which releases it holds, and how one comes in whole or not at all."""

import fcntl
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SUMS = "SHA256SUMS"
NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\.[1-9][0-9]{0,3})?")
LOCK, UNFINISHED, REPLACED = ".lock", ".unfinished-", ".replaced-"


class ReleaseError(Exception):
    """A release cannot be written or changed; the message says why and what to do."""


@dataclass(frozen=True)
class File:
    """A file of a release; ``sha256`` as the release itself has it."""

    path: Path
    sha256: str

    @property
    def size(self) -> int:
        """Return how many bytes it has."""
        return self.path.stat().st_size


@dataclass(frozen=True)
class Exports:
    """The folder with the releases."""

    folder: Path

    def names(self) -> list[str]:
        """Return the releases, the newest first; what is unfinished is none."""
        if not self.folder.is_dir():
            return []
        whole = [entry.name for entry in self.folder.iterdir() if NAME.fullmatch(entry.name)]
        return sorted((name for name in whole if (self.folder / name / SUMS).is_file()), key=age, reverse=True)

    def files(self, release: str) -> dict[str, File]:
        """Return a release's files by name, the list of hashes as well; empty where there is no such release."""
        place = self.folder / release / SUMS
        if not NAME.fullmatch(release) or not place.is_file():
            return {}
        listed = place.read_text(encoding="utf-8")
        sums = {name: sha256 for sha256, _, name in (line.partition("  ") for line in listed.splitlines())}
        sums[SUMS] = hashlib.sha256(listed.encode()).hexdigest()
        return {name: File(self.folder / release / name, sha256) for name, sha256 in sums.items()}

    def next_name(self, date: str) -> str:
        """Return the name of the next release on ``date``, such as 2026-11-22 or 2026-11-22.2."""
        taken = [age(name)[1] for name in self.names() if name.partition(".")[0] == date]
        return f"{date}.{max(taken) + 1}" if taken else date

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Let nobody else change the folder meanwhile, and clear up what a killed process left."""
        with writing_to(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / LOCK).open("w")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise ReleaseError("Another process writes a release just now. Wait until it is done.") from error
            self._clear_up()
            yield

    @contextmanager
    def adding(self, release: str) -> Iterator[Path]:
        """Give an empty folder that becomes the release at the end, or the new state of one that is there."""
        with writing_to(self.folder):
            fresh = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}{release}-", dir=self.folder))
        try:
            with writing_to(self.folder):
                yield fresh
                seal(fresh)
                self._put(fresh, release)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def _put(self, fresh: Path, release: str) -> None:
        place, old = self.folder / release, self.folder / f"{REPLACED}{release}"
        if place.exists():
            place.rename(old)
        fresh.rename(place)
        _sync(self.folder)
        shutil.rmtree(old, ignore_errors=True)

    def _clear_up(self) -> None:
        for entry in list(self.folder.iterdir()):
            if entry.name.startswith(UNFINISHED):
                shutil.rmtree(entry, ignore_errors=True)
            elif entry.name.startswith(REPLACED):
                place = self.folder / entry.name.removeprefix(REPLACED)
                if place.exists():
                    shutil.rmtree(entry, ignore_errors=True)
                else:  # killed between the two renames
                    entry.rename(place)


def age(release: str) -> tuple[str, int]:
    """Return what releases are sorted by: the day, and the number on that day."""
    date, _, number = release.partition(".")
    return date, int(number or 1)


def seal(folder: Path) -> None:
    """Write the hashes of all files, and see that everything is on the disk."""
    folder.chmod(0o755)
    files = sorted(file for file in folder.iterdir() if file.name != SUMS)
    lines = "".join(f"{sha256_of(file)}  {file.name}\n" for file in files)
    (folder / SUMS).write_text(lines, encoding="utf-8")
    for file in (*files, folder / SUMS):
        file.chmod(0o644)
        _sync(file)
    _sync(folder)


def sha256_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Turn the disk's refusals into a `ReleaseError` that names the folder."""
    try:
        yield
    except OSError as error:
        raise ReleaseError(
            f"{folder} cannot be written: {error.strerror or error}. Make room there, or name another folder in "
            "EXPORTS_DIR. The releases that were there are as they were."
        ) from error


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
