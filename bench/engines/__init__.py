"""What is measured side by side: each answers the same questions about the same claims."""

from typing import Protocol

from bench.questions import Question

SHOWN = 20  # hits on a page


class Engine(Protocol):
    """A search engine over the generated claims."""

    name: str
    version: str

    def find(self, question: Question) -> int:
        """Show the first page of hits, the best first; return how many are on it."""

    def find_with_facets(self, question: Question) -> int:
        """Show the same with the numbers of hits by language, rating and topic."""

    def page(self, skipped: int) -> int:
        """Show a page of all claims, newest first, behind the first ``skipped``; return how many are on it."""

    def count(self) -> int:
        """Return how many claims there are, as far as the engine tells a reader."""
