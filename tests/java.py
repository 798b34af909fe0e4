"""Java, for the HTML checker: the system's own."""

import os
import shutil


def java() -> str | None:
    """Return the path of Java: of JAVA_HOME, or the first in PATH; None where there is none."""
    home = os.environ.get("JAVA_HOME")
    return (shutil.which("java", path=f"{home}/bin") if home else None) or shutil.which("java")
