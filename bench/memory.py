"""How much memory a process takes, and at its peak: Linux tells."""

import re
from pathlib import Path

RESET_PEAK = "5"  # proc(5), clear_refs


class Memory:
    """The resident memory of a process, in megabytes."""

    def __init__(self, process: int) -> None:
        """Watch the process."""
        self._folder = Path(f"/proc/{process}")
        self._before = self.now()

    def now(self) -> float:
        """Return what it takes at present."""
        return self._told("VmRSS")

    def begin(self) -> None:
        """Forget earlier peaks."""
        (self._folder / "clear_refs").write_text(RESET_PEAK)
        self._before = self.now()

    def growth(self) -> float:
        """Return by how much it grew at most since the beginning."""
        return self._told("VmHWM") - self._before

    def _told(self, name: str) -> float:
        found = re.search(rf"{name}:\s+(\d+) kB", (self._folder / "status").read_text())
        return int(found[1]) / 1024 if found else 0.0
