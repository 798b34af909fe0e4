"""ClaimTrack itself, through the calls that its pages and its API make."""

from importlib.metadata import version

from bench.engines import SHOWN
from bench.questions import Question
from claims.matching import find_matches
from claims.models import Claim
from claims.search.box import Search, search
from claims.search.documents import CLAIMS
from claims.search.query import Query, parse
from rest.cursors import Cursor, at
from rest.ordering import BY_ID_DESCENDING

FACETS = ("language", "rating", "topic")


class ClaimTrack:
    """Search by eras; "any of the words" is what matching answers."""

    name = "ClaimTrack"

    def __init__(self, *, edges: dict[int, int]) -> None:
        """Take the ids behind which pages begin, by depth: what the page before would have named."""
        self.version = f"Django {version('Django')}"
        claims = Claim.objects.in_bulk(edges.values())
        self._cursors = {
            depth: at(claims[edge], BY_ID_DESCENDING, is_backwards=False) for depth, edge in edges.items()
        } | {0: Cursor()}

    def find(self, question: Question) -> int:
        """Return the first page of the best hits."""
        if question.wants == "any":
            return len(find_matches(" ".join(question.words), language="en", limit=SHOWN))
        return self._shown(self._found(question))

    def find_with_facets(self, question: Question) -> int:
        """Add the facets; matching has none."""
        found = self._found(question)
        found.facets(FACETS)
        return self._shown(found)

    def page(self, skipped: int) -> int:
        """Read the list by keyset."""
        rows = self._cursors[skipped].read(Claim.objects.public(), BY_ID_DESCENDING)
        return len(rows.values_list("pk", "statement")[:SHOWN])

    def count(self) -> int:
        """Count as far as a list does: up to 10,000."""
        return search(Query(), CLAIMS, chosen={}, interface="en").total

    def _found(self, question: Question) -> Search:
        return search(parse(typed(question)), CLAIMS, chosen={}, interface="en")

    def _shown(self, found: Search) -> int:
        best = found.best()[:SHOWN]
        return len(Claim.objects.filter(pk__in=best).values_list("pk", "statement"))


def typed(question: Question) -> str:
    """Return the question as a reader would type it."""
    words = " ".join(question.words)
    return {"phrase": f'"{words}"', "prefix": f"{words}*"}.get(question.wants, words)
