"""Find a quote of an older text in a newer one: exactly, and only where there is no doubt which place is meant."""

from sources.quotes import find, quote_at


def same_place(older: str, newer: str, start: int, end: int) -> int | None:
    """Return where in ``newer`` the words at ``start``..``end`` of ``older`` start; None where that is open.

    They must stand once in both texts, by themselves or between the words that stand around them. What is merely
    similar is never found.
    """
    quote = quote_at(older, start, end)
    for prefix, suffix in (("", ""), (quote.prefix, quote.suffix)):
        places = find(newer, quote.exact, prefix, suffix)
        if len(places) == 1 and len(find(older, quote.exact, prefix, suffix)) == 1:
            return places[0]
    return None
