"""The formats of an answer, and how a client chooses one."""

from collections.abc import Iterable

from rest_framework.exceptions import ValidationError
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
    """``format=`` decides; without it the Accept header does."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the renderer and its media type; an unknown ``format`` is a bad parameter."""
        wanted = request.query_params.get("format")
        if wanted is None:
            chosen: tuple[BaseRenderer, str] = super().select_renderer(request, renderers, format_suffix)
            return chosen
        for renderer in renderers:
            if renderer.format == wanted:
                return renderer, renderer.media_type
        formats = ", ".join(renderer.format for renderer in renderers)
        raise ValidationError({"format": [f"There is no format {wanted!r} here. Choose one of: {formats}."]})


LIST_RENDERERS = [JSONRenderer, CsvRenderer, JsonLinesRenderer]
