"""One page under several addresses: how the same one may be written."""

from urllib.parse import urlsplit

# What senders of links add to see who followed them; it leads to the same page.
TRACKING = ("utm_", "fbclid", "gclid", "yclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "_openstat")


def spellings_of(address: str) -> list[str]:
    """Return the addresses that name the same page, as given first; empty for what is no address.

    They differ in scheme, ``www.``, the last slash, and what only tells who followed a link.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.netloc or "").lower().removeprefix("www.")
    except ValueError:
        return []
    path = parts.path.rstrip("/")
    telling = [pair for pair in parts.query.split("&") if pair and not pair.lower().startswith(TRACKING)]
    queries = dict.fromkeys(f"?{query}" if query else "" for query in (parts.query, "&".join(telling)))
    spelled = [
        f"{scheme}://{www}{host}{path}{slash}{query}"
        for query in queries for scheme in ("https", "http") for www in ("", "www.") for slash in ("", "/")
    ]  # fmt: skip
    return list(dict.fromkeys([address, *spelled]))
