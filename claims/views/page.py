"""What all public pages have in common: their head, their language, and that they only answer questions."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from claims.views import errors
from claims.views.conditional import conditional

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class Alternate(NamedTuple):
    """The same page with another interface: language code, the language's own name, address."""

    code: str
    name: str
    path: str


@dataclass(frozen=True)
class Head:
    """What a page says of itself to browsers and search engines; ``path`` is its one canonical address.

    ``is_indexed`` is false where search engines had better forget it.
    """

    title: str
    description: str
    path: str
    is_indexed: bool = True

    @property
    def section(self) -> str:
        """Return the first part of the address, under which the navigation shows where the reader is."""
        return without_language(self.path).partition("/")[2].partition("/")[0]

    @property
    def alternates(self) -> list[Alternate]:
        """Return the page in each language of the interface, the default first."""
        return [Alternate(code, name, in_language(self.path, code)) for code, name in settings.LANGUAGES]


def without_language(path: str) -> str:
    """Return the address of the same page in the default language."""
    code = translation.get_language_from_path(path)
    return path.removeprefix(f"/{code}") if code else path


def in_language(path: str, code: str) -> str:
    """Return the address of the same page with an interface in the language ``code``."""
    bare = without_language(path)
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"


def public_page(view: View[P]) -> View[P]:
    """Serve GET and HEAD in the language of the address; whatever is withdrawn is gone, the rest is not allowed."""

    # Nothing is accepted here: a POST gets 405, not a complaint about a missing token. And there is no secret that
    # the length of a packed page could give away, neither a token nor anything of a session.
    @gzip_page
    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return errors.method_not_allowed(request)
        try:
            response = view(request, *args, **kwargs)
        except errors.Gone:
            response = errors.gone(request)
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return conditional(request, response)

    return wrapped


def render_page(request: HttpRequest, template: str, head: Head, **context: Any) -> HttpResponse:
    """Render ``templates/pages/<template>`` with its head."""
    return render(request, f"pages/{template}", {"head": head, **context})
