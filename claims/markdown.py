"""Markdown of editors as HTML that is safe to show."""

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

# Pictures are left out: a page asks no other server for anything.
TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
# A rationale stands below a heading of the second rank.
DEEPER = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}

_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def to_html(text: str) -> str:
    """Return ``text`` (CommonMark with tables) as sanitised HTML: no raw HTML, scripts, styles or pictures."""
    tokens = _parser.parse(text)
    for token in tokens:
        _lower(token)
    html: str = _parser.renderer.render(tokens, _parser.options, {})
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener")


def _lower(token: Token) -> None:
    if token.type in ("heading_open", "heading_close"):
        token.tag = DEEPER[token.tag]
