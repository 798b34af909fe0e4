"""A search as readers make it: hits in order, how many there are, facets, and another spelling where nothing fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from claims.search.documents import Documents
from claims.search.facets import Counts, count_facets, written
from claims.search.hits import NEWEST, Sought, hits
from claims.search.planning import short_queries
from claims.search.query import Query
from claims.search.ranking import best_first
from claims.search.spelling import respelt
from claims.search.total import total_of
from claims.search.wording import Wording, understood

ANYTHING = Wording("", "", "", is_common=False)


@dataclass(frozen=True)
class Search:
    """What was found for ``query``; where that is another spelling, ``instead_of`` is what was typed.

    ``newest`` are the ids of up to 2,001 hits, among which the best are sought and facets are counted.
    """

    documents: Documents
    query: Query
    wording: Wording
    chosen: Mapping[str, str]
    newest: Sequence[int]
    instead_of: Query | None = field(default=None)

    @property
    def total(self) -> int:
        """Return the number of hits, or how many there are at least if ``is_more``."""
        return self._total[0]

    @property
    def is_more(self) -> bool:
        """Say whether there are more hits than were counted."""
        return self._total[1]

    @cached_property
    def _total(self) -> tuple[int, bool]:
        if len(self.newest) <= NEWEST:
            return len(self.newest), False
        with short_queries():
            return total_of(self._sought, self.query, self.wording.stems, NEWEST)

    @property
    def _sought(self) -> Sought:
        return _sought(self.documents, self.wording, self.chosen)

    @property
    def is_common(self) -> bool:
        """Say whether nothing was found because every word is too frequent to be searched."""
        return self.wording.is_common and not self.newest

    def best(self) -> list[int]:
        """Return the ids of the best hits, the best first, 1,000 at most."""
        with short_queries():
            return best_first(self.newest, self.wording.rank, self.documents)

    def page(self, *, limit: int, beyond: int | None, is_ascending: bool) -> list[int]:
        """Return the ids of the hits next to ``beyond``, however deep in the list that is."""
        with short_queries():
            return hits(self._sought, limit=limit, beyond=beyond, is_ascending=is_ascending)

    def facets(self, names: Sequence[str]) -> dict[str, Counts]:
        """Return how many hits there are of the values of each facet."""
        with short_queries():
            return count_facets(self.newest, self.documents, self.wording.condition, self.chosen, names)


def search(
    query: Query,
    documents: Documents,
    *,
    chosen: Mapping[str, str],
    interface: str,
    is_exact: bool = False,
) -> Search:
    """Return what is public and answers ``query`` with the ``chosen`` facets.

    Where nothing does, words that no document holds are spelt like the nearest that one does, unless ``is_exact``.
    """
    with short_queries():
        return _found(query, documents, chosen, interface, is_exact=is_exact)


def _found(query: Query, documents: Documents, chosen: Mapping[str, str], interface: str, *, is_exact: bool) -> Search:
    found = _search(query, documents, chosen, interface)
    if found.newest or is_exact or not query.wanted:
        return found
    other = respelt(query, documents)
    if other is None:
        return found
    again = _search(other, documents, chosen, interface)
    return Search(documents, other, again.wording, chosen, again.newest, query) if again.newest else found


def _search(query: Query, documents: Documents, chosen: Mapping[str, str], interface: str) -> Search:
    wording = ANYTHING
    if query.terms:
        wording = understood(query, documents, interface=interface, language=chosen.get("language", ""))
    if query.terms and not wording.condition:
        return Search(documents, query, wording, chosen, [])
    return Search(documents, query, wording, chosen, hits(_sought(documents, wording, chosen), limit=NEWEST + 1))


def _sought(documents: Documents, wording: Wording, chosen: Mapping[str, str]) -> Sought:
    return Sought(documents, wording.condition, written(chosen))
