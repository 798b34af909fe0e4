"""Files as they are downloaded: plain, packed by gzip, inside a ZIP archive, or from standard input."""

import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from claims.interchange.imports.reading import FileFault, has_known_ending
from sources.interchange.bundle_files import MANIFEST

INPUT = Path("-")
SHOWN = 20  # names of an archive in a message


@dataclass(frozen=True)
class Opened:
    """A file to read, and the one on disk by which progress is measured; the same unless it is in an archive."""

    name: str
    content: IO[bytes]
    packed: IO[bytes]

    @property
    def is_compressed(self) -> bool:
        """Tell whether the content is packed by gzip."""
        return self.name.endswith(".gz")


@contextmanager
def opened(path: Path, *, member: str = "") -> Iterator[Opened]:
    """Give the file to read; ``member`` is its name in an archive that holds several. Raises `FileFault`."""
    if path == INPUT:
        yield Opened("stdin", sys.stdin.buffer, sys.stdin.buffer)
        return
    with path.open("rb") as packed:
        if path.suffix.lower() != ".zip":
            yield Opened(path.name, packed, packed)
            return
        with _member(path, packed, member) as content:
            try:
                yield Opened(PurePosixPath(content.name).name, content, packed)
            except zipfile.BadZipFile as error:  # its end tells that it is damaged
                raise _unreadable(path, error) from error


def is_bundle(path: Path) -> bool:
    """Tell whether a folder, or a ZIP archive, is to be loaded as a bundle."""
    if path.is_dir() or path.suffix.lower() != ".zip":
        return path.is_dir()
    try:
        with zipfile.ZipFile(path) as archive:
            return any(PurePosixPath(name).name == MANIFEST for name in archive.namelist())
    except zipfile.BadZipFile:
        return False


def _member(path: Path, packed: IO[bytes], member: str) -> IO[bytes]:
    try:
        archive = zipfile.ZipFile(packed)
        return archive.open(_chosen(archive, member))
    # zipfile raises RuntimeError where a password is wanted, and at a compression that it does not know.
    except (zipfile.BadZipFile, RuntimeError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> FileFault:
    return FileFault(f"{path}: this is no ZIP archive that can be read: {error}.")


def _chosen(archive: zipfile.ZipFile, member: str) -> str:
    """Return which file of an archive is meant."""
    names = [name for name in archive.namelist() if has_known_ending(name) and not name.startswith("__MACOSX/")]
    fitting = [name for name in names if member in ("", name, PurePosixPath(name).name)]
    if len(fitting) == 1:
        return fitting[0]
    held = f"It holds: {', '.join(names[:SHOWN])}." if names else "It holds none that can be read as rows."
    raise FileFault(f"Say by --member which file of the archive is meant. {held}")
