"""The browser of the end-to-end tests: the system's Chromium, never a downloaded one."""

import os
import shutil

ARGUMENTS = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """Return the path of Chromium: CHROMIUM, or the first of its names in PATH; None where there is none."""
    candidates = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in candidates if name and (found := shutil.which(name))), None)


def arguments() -> list[str]:
    """Return Chromium's arguments; root has no sandbox, an ordinary user keeps it."""
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
