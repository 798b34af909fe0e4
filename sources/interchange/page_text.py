"""The shape in which every kind of capture is read: one text, and what is known of the stories in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """A story as the page describes it: the line of the text in which it begins, and suggestions for its citation."""

    begins: int
    title: str = ""
    byline: tuple[str, ...] = ()
    published: str = ""
    url: str = ""


@dataclass(frozen=True)
class Reading:
    """The text of a capture, in lines that end with a line feed.

    ``extractor`` says what took it from there; empty where the capture *is* this text, so that places in the one
    are places in the other. ``notes`` tell an editor what may be missing.
    """

    text: str
    extractor: str
    stories: tuple[Found, ...]
    language: str = ""
    notes: tuple[str, ...] = ()
