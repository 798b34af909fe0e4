"""Datasette on SQLite's file, in a process and an environment of its own, timed inside that process."""

import json
import subprocess
from pathlib import Path
from urllib.parse import urlencode

from bench.engines import SHOWN
from bench.engines.by_statements import FACETS
from bench.engines.sqlite import query
from bench.questions import Question
from claimtrack.install import install

ROOT = Path(__file__).resolve().parent.parent.parent
REQUIREMENTS = ROOT / "bench" / "requirements.txt"
ENVIRONMENT = ROOT / ".venv" / "bench"
SERVER = Path(__file__).with_name("datasette_server.py")


class Datasette:
    """Its table page as JSON: searched, newest first, with facets; it does not rank."""

    name = "Datasette"

    def __init__(self, path: Path, *, edges: dict[int, int]) -> None:
        """Install it where it is missing, and start it; ``edges`` are the ids behind which pages begin, by depth."""
        self._edges = edges
        install(REQUIREMENTS, ENVIRONMENT)
        command = [str(ENVIRONMENT / "bin" / "python"), "-I", str(SERVER), str(path)]
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.table = f"/{path.stem}/claims.json"
        self.version = f"Datasette {self._answer()['version']}"
        self.milliseconds = 0.0

    def find(self, question: Question) -> int:
        """Search the table."""
        return self._rows({"_search": query(question)})

    def find_with_facets(self, question: Question) -> int:
        """Search the table with three facets."""
        return self._rows({"_search": query(question), "_facet": list(FACETS)})

    def page(self, skipped: int) -> int:
        """Read the list by its own keyset."""
        after = {"_next": f"{self._edges[skipped]},{self._edges[skipped]}"} if skipped else {}
        return self._rows({"_sort_desc": "id", **after})

    def count(self) -> int:
        """Return the count that the table page shows."""
        return int(self._ask({"_size": 0})["count"])

    def close(self) -> None:
        """End the process."""
        self._server.communicate()

    def _rows(self, parameters: dict[str, object]) -> int:
        return int(self._ask({**parameters, "_size": SHOWN})["rows"])

    def _ask(self, parameters: dict[str, object]) -> dict[str, float]:
        raw = {"_searchmode": "raw"} if "_search" in parameters else {}
        print(f"{self.table}?{urlencode({**parameters, **raw}, doseq=True)}", file=self._server.stdin, flush=True)
        answer = self._answer()
        if answer["status"] != 200:
            raise SystemExit(f"Datasette answered {answer['status']} to {parameters}")
        self.milliseconds = answer["ms"]
        return answer

    def _answer(self) -> dict[str, float]:
        line = self._server.stdout.readline() if self._server.stdout else ""
        if not line:
            raise SystemExit("Datasette has ended: see what it said above.")
        answer: dict[str, float] = json.loads(line)
        return answer
