"""How many sources are behind some articles: copies of one story are one source."""

from collections.abc import Iterable

from sources.models import ArticleOrigin


def independent_sources(articles: Iterable[int]) -> list[frozenset[int]]:
    """Return the ids of ``articles`` in groups that share no root, the group of the smallest id first; one query.

    The same components that the database counts for the public, of whatever articles one asks about.
    """
    wanted = set(articles)
    roots: dict[int, set[int]] = {article: {article} for article in wanted}
    for article, root in ArticleOrigin.objects.filter(article__in=wanted).values_list("article", "root"):
        roots[article].add(root)
    groups: list[tuple[set[int], set[int]]] = []
    for article in sorted(wanted):
        members, shared = {article}, set(roots[article])
        for group in [group for group in groups if group[1] & shared]:
            groups.remove(group)
            members |= group[0]
            shared |= group[1]
        groups.append((members, shared))
    return sorted((frozenset(members) for members, _ in groups), key=min)
