"""What the files of a release are, as HTTP says it."""

from pathlib import PurePosixPath

TYPES = {
    ".gz": "application/gzip",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".cff": "application/yaml",
}
OWN_TYPES = {"croissant.json": "application/ld+json"}
TEXT = "text/plain; charset=utf-8"


def media_type(name: str) -> str:
    """Return the media type of a file by its name, which may have a path before it."""
    path = PurePosixPath(name)
    return OWN_TYPES.get(path.name) or TYPES.get(path.suffix, TEXT)
