"""Where tests have their data releases."""

from pathlib import Path
from typing import Any


def releases_in(settings: Any, folder: Path) -> None:
    """Let the installation have its releases in ``folder``."""
    entry = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(folder)}}
    settings.STORAGES = {**settings.STORAGES, "exports": entry}
