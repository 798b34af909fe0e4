"""Answering with a file, or with the part of it that was asked for (RFC 9110, one range)."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

CHUNK = 256 * 1024
RANGE = re.compile(r"bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))")


def file_response(request: HttpRequest, file: Path, *, etag: str, media_type: str) -> HttpResponseBase:
    """Return the file, a part of it, 304 where the client has it, or 416 where there is no such part."""
    quoted = f'"{etag}"'
    if unchanged := get_conditional_response(request, etag=quoted):
        return unchanged
    size = file.stat().st_size
    wanted = _range(request, quoted, size)
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=media_type, headers={"Content-Length": str(size)})
    elif wanted is None:
        response = FileResponse(file.open("rb"), content_type=media_type)
        response.headers["Content-Length"] = str(size)
    elif wanted.start >= wanted.stop:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        response = StreamingHttpResponse(_part(file, wanted), status=206, content_type=media_type)
        response.headers["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{size}"
        response.headers["Content-Length"] = str(len(wanted))
    response.headers["ETag"] = quoted
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _range(request: HttpRequest, etag: str, size: int) -> range | None:
    """Return the bytes that were asked for, an empty range where there are none; None where all are wanted."""
    if request.headers.get("If-Range", etag) != etag:
        return None
    found = RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if not found:
        return None
    first, last, final = found.groups()
    if final:
        return range(max(size - int(final), 0), size) if int(final) else range(0)
    return range(int(first), min(int(last) + 1, size) if last else size)


def _part(file: Path, wanted: range) -> Iterator[bytes]:
    with file.open("rb") as content:
        content.seek(wanted.start)
        left = len(wanted)
        while left and (block := content.read(min(CHUNK, left))):
            left -= len(block)
            yield block
