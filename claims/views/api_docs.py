"""/api/v1/docs/: the API's reference and examples for people, made of its own description."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator

from claims.api.ratings import rating_codes
from claims.presentation.api_examples import examples_at
from claims.presentation.api_reference import Reference, reference
from claims.views.page import Head, public_page, render_page


@lru_cache(maxsize=2)
def _reference(codes: tuple[str, ...]) -> Reference:
    """Return the reference, which changes with the program and with the ratings' ``codes`` alone."""
    with translation.override(settings.LANGUAGE_CODE):
        return reference(SchemaGenerator().get_schema(request=None, public=True))  # type: ignore[no-untyped-call]  # it has no types


@public_page
def api_reference(request: HttpRequest) -> HttpResponse:
    """Show every operation with its parameters, answers and errors, and every object."""
    head = Head(
        _("Reference of the API"),
        _("Every address of the API with its parameters, answers and errors."),
        request.path,
    )
    return render_page(request, "api_reference.html", head, reference=_reference(tuple(rating_codes())))


@public_page
def api_examples(request: HttpRequest) -> HttpResponse:
    """Show examples to copy, with this installation's address in them."""
    head = Head(
        _("Examples for the API"),
        _("How to find, follow and download claims and verdicts with curl, Python and R."),
        request.path,
    )
    return render_page(request, "api_examples.html", head, examples=examples_at(settings.SITE_URL.rstrip("/")))
