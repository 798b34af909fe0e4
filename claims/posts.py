"""Posts of social networks as text that can be compared with a claim."""

import re
import unicodedata

LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+", re.IGNORECASE)
TAG = re.compile(r"[#@](\w+)")
HUMP = re.compile(r"(?<=[^\W\d_A-ZА-ЯЁ])(?=[A-ZА-ЯЁ])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[A-ZА-ЯЁ])")


def plain_words(post: str) -> str:
    """Return the words of ``post``: links dropped, #HashTags and @handle_names taken apart, fancy letters plain."""
    text = LINK.sub(" ", unicodedata.normalize("NFKC", post.replace("\x00", " ")))
    return TAG.sub(lambda tag: f" {HUMP.sub(' ', tag[1]).replace('_', ' ')} ", text)
