"""What all public pages have in common: their head, their language, and that they only answer questions."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from claims.views import errors

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


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
        return self.path.partition("/")[2].partition("/")[0]


def public_page(view: View[P]) -> View[P]:
    """Serve GET and HEAD in the interface's language; whatever is withdrawn is gone, the rest is not allowed."""

    # Nothing is accepted here: a POST gets 405, not a complaint about a missing token.
    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return errors.method_not_allowed(request)
        # The address decides on the language, not the browser: half a page in each would help nobody.
        with translation.override(settings.LANGUAGE_CODE):
            try:
                response = view(request, *args, **kwargs)
            except errors.Gone:
                response = errors.gone(request)
        response.headers.setdefault("Content-Language", settings.LANGUAGE_CODE)
        return response

    return wrapped


def render_page(request: HttpRequest, template: str, head: Head, **context: Any) -> HttpResponse:
    """Render ``templates/pages/<template>`` with its head."""
    return render(request, f"pages/{template}", {"head": head, **context})
