"""Where releases lie, and how one comes in whole or not at all."""

import fcntl
import hashlib
import re
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

SUMS = "SHA256SUMS"
NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\.[1-9][0-9]{0,3})?")
LOCK, UNFINISHED = ".lock", ".unfinished-"


class ReleaseError(Exception):
    """A release cannot be written, changed or read; the message says why and what to do."""


class File(Protocol):
    """A file of a release; ``sha256`` as the release itself has it."""

    @property
    def size(self) -> int:
        """Return how many bytes it has."""

    @property
    def sha256(self) -> str:
        """Return its hash."""

    def read(self) -> bytes:
        """Return what is in it; for the small ones."""


class Exports(ABC):
    """All releases. What cannot be read or written raises `ReleaseError`."""

    @abstractmethod
    def names(self) -> list[str]:
        """Return the releases, the newest first; what is unfinished is none."""

    @abstractmethod
    def files(self, release: str) -> dict[str, File]:
        """Return a release's files by name, the list of hashes as well; empty where there is no such release."""

    @abstractmethod
    def place(self, release: str) -> str:
        """Return where a release is, for whoever wrote it."""

    @abstractmethod
    def reading(self, release: str, ending: str = "") -> AbstractContextManager[Path]:
        """Give a folder that holds the release's files, at least those whose names end so."""

    @abstractmethod
    def changing(self) -> AbstractContextManager[None]:
        """Let nobody else change the releases meanwhile, and clear up what a killed process left."""

    @abstractmethod
    def adding(self, release: str) -> AbstractContextManager[Path]:
        """Give an empty folder that becomes the release at the end, or the new state of one that is there."""

    def next_name(self, date: str) -> str:
        """Return the name of the next release on ``date``, such as 2026-11-22 or 2026-11-22.2."""
        taken = [age(name)[1] for name in self.names() if name.partition(".")[0] == date]
        return f"{date}.{max(taken) + 1}" if taken else date


def age(release: str) -> tuple[str, int]:
    """Return what releases are sorted by: the day, and the number on that day."""
    date, _, number = release.partition(".")
    return date, int(number or 1)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Make the folder, let no other process of this machine work in it, and clear away what a killed one left."""
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ReleaseError("Another process writes a release just now. Wait until it is done.") from error
        for entry in folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(entry, ignore_errors=True)
        yield


@contextmanager
def workshop_in(folder: Path, release: str) -> Iterator[Path]:
    """Give an empty folder inside ``folder`` that is gone afterwards, unless it was moved."""
    with writing_to(folder):
        fresh = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}{release}-", dir=folder))
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def sums_of(folder: Path) -> dict[str, str]:
    """Return the hashes of all files by name, the list of hashes not among them."""
    return {file.name: sha256_of(file) for file in sorted(folder.iterdir()) if file.name != SUMS}


def as_lines(sums: dict[str, str]) -> str:
    """Return hashes as `sha256sum -c` reads them."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items())


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


@contextmanager
def talking() -> Iterator[None]:
    """Turn the storage's refusals into a `ReleaseError`."""
    try:
        yield
    except OSError as error:
        raise ReleaseError(
            f"The exports' storage refuses: {error.strerror or error} The releases that were there are as they were."
        ) from error
