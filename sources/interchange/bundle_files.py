"""A bundle on disk: ``bundle.json``, one JSON Lines file a table, and the captures' bytes beside them."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = "claimtrack-bundle"
VERSION = 1
MANIFEST = "bundle.json"
CAPTURES = "captures"
SUFFIX = ".jsonl"
SHA256 = re.compile(r"[0-9a-f]{64}")


class BundleError(ValueError):
    """The bundle does not fit; the message names file, line and what to correct."""

    def __init__(self, file: Path, line: int | None, message: str) -> None:
        """Say ``message`` of a line, counted from 1, or of the whole file."""
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")


@dataclass(frozen=True, eq=False)
class Line:
    """One object of a JSON Lines file, and where it stands."""

    file: Path
    number: int
    given: dict[str, Any]

    def refuse(self, message: str) -> BundleError:
        """Return the error that says ``message`` of this line."""
        return BundleError(self.file, self.number, message)


def read_manifest(directory: Path, tables: Iterable[str]) -> dict[str, int]:
    """Return how many rows the bundle says it has of each table, or raise `BundleError`."""
    file = directory / MANIFEST
    given = _object(file, None, _bytes(file))
    if given.get("format") != FORMAT or given.get("version") != VERSION:
        raise BundleError(file, None, f"this is not a bundle of the format “{FORMAT}”, version {VERSION}.")
    counts = given.get("tables")
    if set(given) != {"format", "version", "tables"} or not isinstance(counts, dict):
        raise BundleError(file, None, "it has the keys format, version and tables, the rows of each file.")
    known = set(tables)
    for name, count in counts.items():
        if name not in known:
            raise BundleError(file, None, f"there is no table “{name}”. The tables are: {', '.join(tables)}.")
        if type(count) is not int or count < 1:
            raise BundleError(file, None, f"{name} must give the number of rows in {name}{SUFFIX}, 1 or more.")
    for other in sorted(directory.glob(f"*{SUFFIX}")):
        if other.stem not in counts:
            raise BundleError(other, None, f"{MANIFEST} does not name this file: add it there, or remove the file.")
    return counts


def read_lines(directory: Path, table: str, count: int) -> list[Line]:
    """Return the objects of a table's file, which holds ``count`` of them."""
    file = directory / f"{table}{SUFFIX}"
    content = _bytes(file)
    if not content.endswith(b"\n"):
        raise BundleError(file, content.count(b"\n") + 1, "the last line does not end; the file may be cut off.")
    raw = content[:-1].split(b"\n")
    lines = [Line(file, number, _object(file, number, line)) for number, line in enumerate(raw, start=1)]
    if len(lines) != count:
        raise BundleError(file, None, f"it has {len(lines)} rows, but {MANIFEST} says {count}. Correct what is wrong.")
    return lines


def capture_bytes(directory: Path, sha256: str) -> bytes:
    """Return the bytes of a capture; a missing file raises `BundleError`."""
    return _bytes(directory / CAPTURES / sha256)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BundleError(file, None, f"it cannot be read: {error.strerror}.") from error


def _object(file: Path, number: int | None, raw: bytes) -> dict[str, Any]:
    try:
        given = json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise BundleError(file, number, "this is not UTF-8.") from error
    except RecursionError as error:
        raise BundleError(file, number, "this is nested too deeply.") from error
    except ValueError as error:
        raise BundleError(file, number, f"this is not JSON: {error}.") from error
    if not isinstance(given, dict):
        raise BundleError(file, number, "here belongs a JSON object, in braces.")
    return given


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    given = dict(pairs)
    if len(given) != len(pairs):
        twice = next(key for key, _ in pairs if [other for other, _ in pairs].count(key) > 1)
        raise ValueError(f"the key “{twice}” is given twice")
    return given


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


@contextmanager
def writing(directory: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of ``directory`` at the end; after an error nothing has changed.

    Raises `BundleError` where ``directory`` holds anything that is not a bundle's.
    """
    directory = directory.resolve()
    refuse_foreign(directory)
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{directory.name}.", dir=directory.parent))
    except OSError as error:
        raise BundleError(directory, None, f"it cannot be written: {error.strerror}.") from error
    try:
        yield fresh
        fresh.chmod(0o755)
        _replace(directory, fresh)
    except OSError as error:
        raise BundleError(directory, None, f"it cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def refuse_foreign(directory: Path) -> None:
    """Refuse to write where something else than a bundle lies."""
    if not directory.exists():
        return
    if not directory.is_dir():
        raise BundleError(directory, None, "this is a file. Name a folder.")
    there = list(directory.iterdir())
    if there and not (directory / MANIFEST).is_file():
        raise BundleError(directory, None, "this folder is not empty and holds no bundle. Name another.")
    foreign = sorted(entry.name for entry in there if not _is_of_a_bundle(entry))
    if foreign:
        raise BundleError(directory, None, f"beside a bundle it holds {', '.join(foreign[:5])}. Name another folder.")


def _is_of_a_bundle(entry: Path) -> bool:
    if entry.name == CAPTURES and entry.is_dir():
        return all(SHA256.fullmatch(file.name) for file in entry.iterdir())
    return entry.is_file() and (entry.name == MANIFEST or entry.suffix == SUFFIX)


def _replace(directory: Path, fresh: Path) -> None:
    if not directory.exists():
        fresh.rename(directory)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{directory.name}.old.", dir=directory.parent))
    directory.rename(old)
    try:
        fresh.rename(directory)
    except OSError:
        old.rename(directory)
        raise
    shutil.rmtree(old)


def write_table(directory: Path, table: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write a table's rows, one object a line, and return how many; no file where there is none."""
    file, count = directory / f"{table}{SUFFIX}", 0
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for count, row in enumerate(rows, start=1):  # noqa: B007  # the last number is the count
            out.write(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")
    if not count:
        file.unlink()
    return count


def write_capture(directory: Path, sha256: str, content: bytes) -> None:
    """Write a capture's bytes under the name of their digest."""
    folder = directory / CAPTURES
    folder.mkdir(exist_ok=True)
    (folder / sha256).write_bytes(content)


def write_manifest(directory: Path, counts: Mapping[str, int]) -> None:
    """Write format, version and how many rows each table has."""
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "tables": {name: count for name, count in counts.items() if count},
    }
    (directory / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
