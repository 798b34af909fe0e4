"""A bundle in one file: a ZIP archive of its folder."""

import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from sources.interchange.bundle_files import MANIFEST, BundleError

LARGEST = 200 * 2**20  # bytes of all files, unpacked
OF_A_BUNDLE = re.compile(r"bundle\.json|[a-z_]+\.jsonl|captures/[0-9a-f]{64}")
OF_THE_PACKER = re.compile(r"(.*/)?(__MACOSX/.*|\.DS_Store|Thumbs\.db)")


@contextmanager
def unpacked(stream: IO[bytes], name: str) -> Iterator[Path]:
    """Give a folder with the files of the bundle in the archive ``name``, for as long as it is needed.

    Raises `BundleError` if it is no archive of a bundle; whatever else it holds is refused, and nothing is written
    outside of the folder.
    """
    with tempfile.TemporaryDirectory(prefix="claimtrack-bundle-") as place:
        folder = Path(place)
        try:
            with zipfile.ZipFile(stream) as archive:
                _unpack(archive, folder, Path(name))
        # zipfile raises RuntimeError where a password is wanted, and at a compression that it does not know.
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise BundleError(Path(name), None, f"this is no ZIP archive that can be read: {error}.") from error
        yield folder


def _unpack(archive: zipfile.ZipFile, folder: Path, name: Path) -> None:
    entries = [one for one in archive.infolist() if not one.is_dir() and not OF_THE_PACKER.fullmatch(one.filename)]
    if sum(one.file_size for one in entries) > LARGEST:
        raise BundleError(name, None, f"its files have more than {LARGEST >> 20} MB. Load its folder by load_bundle.")
    manifest = min(
        (one.filename for one in entries if PurePosixPath(one.filename).name == MANIFEST), default="", key=len
    )
    if not manifest:
        raise BundleError(name, None, f"there is no {MANIFEST} in it. Pack the folder that dump_bundle wrote.")
    top = manifest.removesuffix(MANIFEST)
    for entry in entries:
        inner = entry.filename.removeprefix(top)
        if not (entry.filename.startswith(top) and OF_A_BUNDLE.fullmatch(inner)):
            raise BundleError(name, None, f"“{entry.filename}” is no part of a bundle. Take it out of the archive.")
        target = folder / inner
        target.parent.mkdir(exist_ok=True)
        with archive.open(entry) as packed, target.open("wb") as file:
            shutil.copyfileobj(packed, file)
