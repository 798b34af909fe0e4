"""The style sheet of the public pages: tokens, base and all components in one file, named by its content."""

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

FOR_EVER, FOR_NOW = "public, max-age=31536000, immutable", "no-cache"
FIRST = ("tokens.css", "base.css")


class Stylesheet(NamedTuple):
    """What the browser gets, and the name that changes with it."""

    content: str
    name: str


def stylesheet_address() -> str:
    """Return where the style sheet of this program is; no other one will ever be there."""
    return reverse("stylesheet", args=[current().name])


@gzip_page
@require_safe
def stylesheet(request: HttpRequest, name: str) -> HttpResponse:
    """Serve the style sheet; to whoever asks by another version's name, this one, which must not be kept."""
    sheet = current()
    caching = FOR_EVER if name == sheet.name else FOR_NOW
    return HttpResponse(sheet.content, content_type="text/css; charset=utf-8", headers={"Cache-Control": caching})


def current() -> Stylesheet:
    """Return the style sheet; while somebody works on it (DEBUG) it is read afresh each time."""
    return _joined() if settings.DEBUG else _kept()


def _joined() -> Stylesheet:
    folder = Path(settings.STATICFILES_DIRS[0])
    files = [*(folder / name for name in FIRST), *sorted((folder / "components").glob("*.css"))]
    content = "".join(file.read_text() for file in files)
    return Stylesheet(content, hashlib.sha256(content.encode()).hexdigest()[:16])


@cache
def _kept() -> Stylesheet:
    return _joined()
