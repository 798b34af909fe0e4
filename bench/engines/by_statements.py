"""Engines that are asked by SQL: the same questions, each engine's own statements."""

from abc import ABC, abstractmethod
from typing import ClassVar

from bench.questions import Question

FACETS = ("language", "rating", "topic")


class ByStatements(ABC):
    """An engine that answers every question with one statement, and facets with one more each."""

    ranked: ClassVar[str]
    counted: ClassVar[str]  # with a place for the facet's column
    skipping: ClassVar[str]
    all_counted: ClassVar[str]

    def find(self, question: Question) -> int:
        """Rank all hits as the engine does."""
        return len(self.rows(self.ranked, self.query(question)))

    def find_with_facets(self, question: Question) -> int:
        """Add three GROUP BY over all hits."""
        for facet in FACETS:
            self.rows(self.counted.format(facet=facet), self.query(question))
        return self.find(question)

    def page(self, skipped: int) -> int:
        """Skip by OFFSET."""
        return len(self.rows(self.skipping, skipped))

    def count(self) -> int:
        """Count all rows."""
        return int(self.rows(self.all_counted)[0][0])

    @abstractmethod
    def query(self, question: Question) -> str:
        """Return the question in the engine's own language."""

    @abstractmethod
    def rows(self, statement: str, *values: str | int) -> list[tuple[str, ...]]:
        """Return all rows of a statement."""
