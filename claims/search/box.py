"""A search as readers make it: hits in order, how many there are, facets, and another spelling where nothing fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claims.search.documents import Documents
from claims.search.facets import Counts, count_facets, written
from claims.search.hits import Sought, hits
from claims.search.query import Query
from claims.search.ranking import best_first
from claims.search.spelling import respelt
from claims.search.wording import Wording, understood

COUNTED_UP_TO = 10_000
ANYTHING = Wording("", "", "", is_common=False)


@dataclass(frozen=True)
class Search:
    """What was found for ``query``; where that is another spelling, ``instead_of`` is what was typed.

    ``newest`` are the ids of up to 10,001 hits; ``total`` is exact unless ``is_more`` says that there are more.
    """

    documents: Documents
    query: Query
    wording: Wording
    chosen: Mapping[str, str]
    newest: Sequence[int]
    instead_of: Query | None = field(default=None)

    @property
    def total(self) -> int:
        """Return the number of hits, 10,000 at most."""
        return min(len(self.newest), COUNTED_UP_TO)

    @property
    def is_more(self) -> bool:
        """Say whether there are more hits than were counted."""
        return len(self.newest) > COUNTED_UP_TO

    @property
    def is_common(self) -> bool:
        """Say whether nothing was found because every word is too frequent to be searched."""
        return self.wording.is_common and not self.newest

    def best(self) -> list[int]:
        """Return the ids of the best hits, the best first, 1,000 at most."""
        return best_first(self.newest, self.wording.rank, self.documents)

    def page(self, *, limit: int, beyond: int | None, is_ascending: bool) -> list[int]:
        """Return the ids of the hits next to ``beyond``, however deep in the list that is."""
        return hits(
            _sought(self.documents, self.wording, self.chosen), limit=limit, beyond=beyond, is_ascending=is_ascending
        )

    def facets(self, names: Sequence[str]) -> dict[str, Counts]:
        """Return how many hits there are of the values of each facet."""
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
    return Search(documents, query, wording, chosen, hits(_sought(documents, wording, chosen), limit=COUNTED_UP_TO + 1))


def _sought(documents: Documents, wording: Wording, chosen: Mapping[str, str]) -> Sought:
    return Sought(documents, wording.condition, written(chosen))
