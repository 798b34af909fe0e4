"""The formats of an answer, and how a client chooses one."""

from collections.abc import Iterable

from django.http.request import MediaType
from rest_framework.exceptions import NotAcceptable, ValidationError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request


class StreamedRenderer(BaseRenderer):
    """Names a format that `rest.streams` writes: a whole list never stands in memory."""

    charset = "utf-8"


class CsvRenderer(StreamedRenderer):
    """The whole filtered list as comma-separated rows under a header."""

    media_type = "text/csv"
    format = "csv"


class JsonLinesRenderer(StreamedRenderer):
    """The whole filtered list as one JSON object a line."""

    media_type = "application/x-ndjson"
    format = "jsonl"


class FormatNegotiation(DefaultContentNegotiation):
    """``format=`` decides; without it the Accept header does, with its qualities."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the renderer and its media type; an unknown ``format`` is a bad parameter."""
        wanted = request.query_params.get("format")
        if wanted is None:
            chosen = preferred(request.headers.get("Accept", ""), list(renderers))
            return chosen, chosen.media_type
        for renderer in renderers:
            if renderer.format == wanted:
                return renderer, renderer.media_type
        formats = ", ".join(dict.fromkeys(renderer.format for renderer in renderers))
        raise ValidationError({"format": [f"There is no format {wanted!r} here. Choose one of: {formats}."]})


def preferred(accept: str, renderers: list[BaseRenderer]) -> BaseRenderer:
    """Return the renderer that the Accept header likes best, of equals the first; raise 406 where it takes none."""
    ranges = [MediaType(part) for part in accept.split(",") if part.strip()] or [MediaType("*/*")]
    best = max(renderers, key=lambda renderer: quality_of(renderer.media_type, ranges))
    if not quality_of(best.media_type, ranges):
        known = ", ".join(dict.fromkeys(renderer.media_type for renderer in renderers))
        raise NotAcceptable(f"None of the formats that the Accept header names exists here. Known are: {known}.")
    return best


def quality_of(media_type: str, ranges: list[MediaType]) -> float:
    """Return how welcome the media type is, 0 for not at all: what the narrowest range says that holds it."""
    main, _, sub = media_type.partition("/")
    holding = [one for one in ranges if one.main_type in ("*", main) and one.sub_type in ("*", sub)]
    return max(holding, key=lambda one: one.specificity).quality if holding else 0


LIST_RENDERERS = [JSONRenderer, CsvRenderer, JsonLinesRenderer]
