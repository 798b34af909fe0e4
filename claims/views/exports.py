"""/exports/: the files of the data releases."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.interchange.releases.exports import Exports
from claims.interchange.releases.writing import DESCRIPTOR
from claims.views.byte_range import file_response

TYPES = {
    ".gz": "application/gzip",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".cff": "application/yaml",
}
OWN_TYPES = {"croissant.json": "application/ld+json"}
TEXT = "text/plain; charset=utf-8"
VERSION = 16  # characters of the hash in the address that may be kept for ever
FOR_EVER, A_WHILE = "public, max-age=31536000, immutable", "public, max-age=3600"


def exports() -> Exports:
    """Return the folder with the releases."""
    return Exports(Path(settings.EXPORTS_DIR))


@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """List all releases for machines, the newest first."""
    found = exports()
    releases = [
        {
            "release": name,
            "url": request.build_absolute_uri(reverse("export-file", args=[name, DESCRIPTOR])),
            "bytes": sum(file.size for file in files.values()),
        }
        for name in found.names()
        if (files := found.files(name))
    ]
    return open_to_all(JsonResponse({"releases": releases}, headers={"Cache-Control": A_WHILE}))


@require_safe
def latest(_request: HttpRequest, name: str) -> HttpResponseBase:
    """Lead to a file of the newest release."""
    found = exports()
    release = next((release for release in found.names() if name in found.files(release)), None)
    if release is None:
        raise Http404
    return open_to_all(HttpResponseRedirect(reverse("export-file", args=[release, name])))


@require_safe
def export_file(request: HttpRequest, release: str, name: str) -> HttpResponseBase:
    """Serve a file of a release, whole or in part; the address with its version never changes what it gives."""
    file = exports().files(release).get(name)
    if file is None:
        raise Http404
    media_type = OWN_TYPES.get(name) or TYPES.get(file.path.suffix, TEXT)
    response = file_response(request, file.path, etag=file.sha256, media_type=media_type)
    is_version = request.GET.get("v") == file.sha256[:VERSION]
    response.headers["Cache-Control"] = FOR_EVER if is_version else A_WHILE
    return open_to_all(response)


def open_to_all(response: HttpResponseBase) -> HttpResponseBase:
    """Let scripts of other sites read the answer: it is public, and no cookie counts."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "Content-Range, ETag, Accept-Ranges"
    return response
