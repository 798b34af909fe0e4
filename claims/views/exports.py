"""/exports/: the files of the data releases."""

import functools
import logging
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.interchange.releases.export_folder import LocalFile
from claims.interchange.releases.export_storage import StoredFile
from claims.interchange.releases.exports import ReleaseError
from claims.interchange.releases.media_types import TEXT, media_type
from claims.interchange.releases.place import exports
from claims.interchange.releases.writing import DESCRIPTOR
from claims.views.byte_range import file_response

VERSION = 16  # characters of the hash in the address that may be kept for ever
FOR_EVER, A_WHILE = "public, max-age=31536000, immutable", "public, max-age=3600"
SIGNED = "no-store"  # an address that ends soon is not to be kept
OUT_OF_REACH = "The releases cannot be read just now. Ask again in a minute.\n"
View = Callable[..., HttpResponseBase]
logger = logging.getLogger(__name__)


def told_when_out_of_reach(view: View) -> View:
    """Answer 503 where the releases cannot be read just now; the log says why."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, **named: Any) -> HttpResponseBase:
        try:
            return view(request, **named)
        except ReleaseError as error:
            logger.exception("The releases cannot be read: %s", error)
            return open_to_all(HttpResponse(OUT_OF_REACH, TEXT, 503, headers={"Retry-After": "60"}))

    return wrapped


@require_safe
@told_when_out_of_reach
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
@told_when_out_of_reach
def latest(_request: HttpRequest, name: str) -> HttpResponseBase:
    """Lead to a file of the newest release."""
    found = exports()
    release = next((release for release in found.names() if name in found.files(release)), None)
    if release is None:
        raise Http404
    return open_to_all(HttpResponseRedirect(reverse("export-file", args=[release, name])))


@require_safe
@told_when_out_of_reach
def export_file(request: HttpRequest, release: str, name: str) -> HttpResponseBase:
    """Serve a file of a release, whole or in part; the address with its version never changes what it gives."""
    file = exports().files(release).get(name)
    if isinstance(file, LocalFile):
        return open_to_all(from_folder(request, file))
    if isinstance(file, StoredFile):
        return open_to_all(from_storage(request, file))
    raise Http404


def from_folder(request: HttpRequest, file: LocalFile) -> HttpResponseBase:
    """Send the file, whole or in part."""
    response = file_response(request, file.path, etag=file.sha256, media_type=media_type(file.path.name))
    is_version = request.GET.get("v") == file.sha256[:VERSION]
    response.headers["Cache-Control"] = FOR_EVER if is_version else A_WHILE
    return response


def from_storage(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """Lead to where the storage gives it away; say oneself how large it is, as signed addresses are for GET alone."""
    if request.method == "HEAD":
        about = {"Content-Length": str(file.size), "ETag": f'"{file.sha256}"', "Accept-Ranges": "bytes"}
        return HttpResponse(content_type=media_type(file.name), headers=about)
    return HttpResponseRedirect(file.address, headers={"Cache-Control": SIGNED})


def open_to_all(response: HttpResponseBase) -> HttpResponseBase:
    """Let scripts of other sites read the answer: it is public, and no cookie counts."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "Content-Range, ETag, Accept-Ranges"
    return response
