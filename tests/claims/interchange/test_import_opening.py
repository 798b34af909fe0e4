"""Files in archives: what cannot be read is said to be so, and only that."""

import zipfile
from pathlib import Path

import pytest

from claims.interchange.imports.opening import opened
from claims.interchange.imports.reading import FileFault

LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive with a table."""
    path = tmp_path / "claims.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("claims.csv", "statement\nThe bridge was open.\n")
    return path


def mark(path: Path, place: int, value: int) -> None:
    """Write a byte into both headers of the archive's file; ``place`` counts from the first one's beginning."""
    content = bytearray(path.read_bytes())
    for header, start in ((LOCAL, 0), (CENTRAL, 2)):
        content[content.index(header) + start + place] = value
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("place", "value"), [(6, 1), (8, 97)], ids=["that wants a password", "compressed as nobody knows"]
)
def test_archive_that_cannot_be_read_is_named(archive: Path, place: int, value: int) -> None:
    mark(archive, place, value)

    with pytest.raises(FileFault, match=r"claims\.zip: this is no ZIP archive that can be read"), opened(archive):
        pass


def test_archive_that_is_damaged_inside_is_named(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes().replace(b"bridge", b"fridge"))

    with pytest.raises(FileFault, match="this is no ZIP archive that can be read: Bad CRC"), opened(archive) as file:
        file.content.read()


def test_fault_of_whoever_reads_is_not_said_to_be_the_archives(archive: Path) -> None:
    with pytest.raises(RuntimeError, match="of the reader"), opened(archive):
        raise RuntimeError("A fault of the reader.")
