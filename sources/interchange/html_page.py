"""The text of a web page: its story or stories, with what the page says of title, author and day."""

import re
from collections.abc import Iterator
from importlib.metadata import version
from urllib.parse import urljoin

import lxml.html
from django.utils.translation import gettext as _
from lxml.etree import ParserError
from trafilatura import bare_extraction

from sources.interchange.page_text import Found, Reading
from sources.rules import Refusal

BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
UNREAD = {"script", "style", "template", "noscript", "svg", "iframe", "button", "select", "textarea", "head"}
HEADINGS = ".//h1|.//h2|.//h3"
SHORTEST_STORY = 500  # characters; shorter ones are teasers of other pages
SHORTEST_TEXT = 40  # characters; fewer are what is left of a menu
LOGIN_WALL = 600  # a page with a password's field and no more text than this is one
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_html(markup: str, *, url: str = "", is_whole: bool = False) -> Reading:
    """Return what a page says; ``is_whole`` takes all its text, menus too, where the story was not found.

    Raises ``Refusal`` for a log-in page, and for one without text.
    """
    try:
        page = lxml.html.document_fromstring(_without_declaration(markup), parser=lxml.html.HTMLParser(huge_tree=True))
    except (ParserError, ValueError) as error:
        raise _empty() from error
    reading = _whole(page, url) if is_whole else (_several(page, url) or _one(markup, page, url))
    if len(reading.text) < LOGIN_WALL and page.xpath("//input[@type='password']"):
        raise Refusal(
            "login_wall",
            _("This is a page to sign in, not the article. Open the article in your browser and paste its text, with "
              "the address beside it."),
        )  # fmt: skip
    if not reading.text:
        raise _empty()
    return reading


def _one(markup: str, page: lxml.html.HtmlElement, url: str) -> Reading:
    """Read the page as one story."""
    found = bare_extraction(
        markup, url=url or None, with_metadata=True, include_comments=False, favor_recall=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    facts = found.as_dict() if found is not None and not isinstance(found, dict) else (found or {})
    title = _line(facts.get("title") or "")
    text = _apart(facts.get("text") or "")
    if len(text.removeprefix(title)) < SHORTEST_TEXT:
        text = ""
    if text and title and title not in text[: len(title) + 200]:
        text = f"{title}\n\n{text}"
    authors = tuple(_line(name) for name in (facts.get("author") or "").split(";") if name.strip())
    story = Found(
        begins=1, title=title, byline=authors, published=facts.get("date") or "",
        url=_address(facts.get("url") or "") or url,
    )  # fmt: skip
    return Reading(text, _extractor(), (story,), language=_language(page))


def _several(page: lxml.html.HtmlElement, url: str) -> Reading | None:
    """Read a page of several stories, each an ``article`` of its own with a heading; None if it is not one."""
    outermost = page.xpath("//article[not(ancestor::article)][.//h1|.//h2|.//h3]")
    parts = [(element, text) for element in outermost if len(text := _text(element)) >= SHORTEST_STORY]
    if len(parts) < 2:
        return None
    stories = []
    line = 1
    for element, text in parts:
        stories.append(_story(element, line, url))
        line += text.count("\n") + 2
    return Reading(
        "\n\n".join(text for _element, text in parts), _extractor(), tuple(stories), language=_language(page)
    )


def _story(element: lxml.html.HtmlElement, line: int, url: str) -> Found:
    heading = element.xpath(HEADINGS)[0]
    links = heading.xpath(".//a/@href|ancestor::a/@href")
    days = [day[0] for moment in element.xpath(".//time/@datetime") if (day := DAY.match(moment))]
    names = element.xpath(".//*[@rel='author' or @itemprop='author' or contains(@class, 'byline')]")
    byline = tuple(dict.fromkeys(_line(name.text_content()) for name in names[:3] if name.text_content().strip()))
    return Found(
        begins=line,
        title=_line(heading.text_content()),
        byline=byline[:1],
        published=days[0] if days else "",
        url=_joined(url, links[0]) if links else "",
    )


def _whole(page: lxml.html.HtmlElement, url: str) -> Reading:
    """Read all that the page shows."""
    title = _line(page.findtext(".//title") or "")
    body = page.find("body")
    text = _text(body if body is not None else page)
    return Reading(text, f"{_extractor()}, whole page", (Found(1, title, url=url),), language=_language(page))


def _text(element: lxml.html.HtmlElement) -> str:
    """Return the text of an element, one paragraph a block."""
    blocks = "".join(_pieces(element)).split("\n")
    return "\n\n".join(words for block in blocks if (words := _line(block)))


def _pieces(element: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield texts, and a line feed wherever a block starts or ends; a loop, because pages may nest deeply."""
    walk: list[lxml.html.HtmlElement | str] = [element]
    while walk:
        here = walk.pop()
        if isinstance(here, str):
            yield here
            continue
        if not isinstance(here.tag, str) or here.tag in UNREAD:
            continue
        edge = "\n" if here.tag in BLOCKS else ""
        yield edge + _flat(here.text)
        walk.append(edge)
        for child in reversed(here):
            walk.append(_flat(child.tail))
            walk.append(child)


def _flat(text: str | None) -> str:
    return re.sub(r"\s", " ", text or "").replace("\0", "")


def _line(text: str) -> str:
    return " ".join(text.split())


def _apart(text: str) -> str:
    """Set paragraphs apart by a blank line, entries of a list by none."""
    apart = re.sub(r"\n+", "\n\n", text.replace("\0", "")).strip()
    return re.sub(r"^(- .*)\n\n(?=- )", r"\1\n", apart, flags=re.MULTILINE)


def _joined(url: str, link: str) -> str:
    try:
        return _address(urljoin(url, link))
    except ValueError:  # no address at all
        return ""


def _address(url: str) -> str:
    return url if re.fullmatch(r"https?://\S+", url) else ""


def _language(page: lxml.html.HtmlElement) -> str:
    declared = (page.get("lang") or "").strip().replace("_", "-")
    return declared.split("-")[0].lower() if re.fullmatch(r"[A-Za-z]{2,3}(-\w+)*", declared) else ""


def _without_declaration(markup: str) -> str:
    # Text with an encoding in its declaration is refused by the parser: it has been decoded already.
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)


def _extractor() -> str:
    return f"trafilatura {version('trafilatura')}"


def _empty() -> Refusal:
    return Refusal(
        "empty",
        _("There is no text on this page; a script may put it there. Open it in your browser and paste the text, with "
          "the address beside it."),
    )  # fmt: skip
