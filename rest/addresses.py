"""Addresses under which there is nothing: said in JSON, or led to the address that is meant."""

from typing import Any

from django.http import Http404
from django.urls import resolve
from rest_framework.request import Request

from rest.errors import SlashMissing
from rest.viewsets import PublicApiView


class UnknownAddressView(PublicApiView):
    """Says that there is nothing."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Answer 404 whatever is asked, and however."""
        self.count(request)
        raise Http404


class MissingSlashView(PublicApiView):
    """Leads to the address that ends with a slash, if there is one; pages of other sites may follow."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Answer 404, or where to ask, whatever is asked."""
        self.count(request)
        meant = resolve(f"{request.path_info}/").func
        if getattr(meant, "view_class", None) is UnknownAddressView:
            raise Http404
        raise SlashMissing(request.build_absolute_uri(request.get_full_path(force_append_slash=True)), request.method)
