"""In which language the program speaks: on public pages the address decides, at the desk the editor."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

Answer = Callable[[HttpRequest], HttpResponse]

DESK = "/admin/"


class LanguageMiddleware:
    """Answer in the language of the address, and at the desk in the one that its switch or the browser names.

    Public pages are the same for everybody, so that they can be kept by caches: neither a cookie nor the browser's
    preference changes them. What has no language in its address, such as the API, speaks the default one.
    """

    def __init__(self, get_response: Answer) -> None:
        """Wrap the rest of the program."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in one language, and say which."""
        is_desk = request.path_info.startswith(DESK)
        language = _of_editor(request) if is_desk else translation.get_language_from_path(request.path_info)
        language = language or settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        if is_desk:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
            response.headers.setdefault("Content-Language", language)
        return response


def _of_editor(request: HttpRequest) -> str:
    return translation.get_language_from_request(request)
