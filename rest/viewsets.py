"""What every endpoint does alike: lists by keyset or as a stream, details, and nothing else."""

import datetime
from typing import Any, ClassVar, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from rest import paging
from rest.conditional import CORS, PREFLIGHT, with_etag
from rest.field_mask import Mask, parse, pick
from rest.filters import ParameterBackend, ParameterFilterSet
from rest.flat import Columns
from rest.formats import LIST_RENDERERS
from rest.members import Members, check_mask, members_of
from rest.ordering import Orders
from rest.past import Past, Present, day_of
from rest.streams import stream
from rest.throttles import Refused

Row = TypeVar("Row", bound=Model)
Renderers = list[BaseRenderer]  # here, because `list` is a method of a viewset
LANGUAGE = "en"  # of messages, whatever the client's browser prefers


class PublicApiView(APIView):
    """Answers in one language, and its errors always in JSON."""

    parameters: ClassVar[frozenset[str]] = frozenset({"format"})
    is_counted = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer in the API's language."""
        if request.method == "OPTIONS":
            return self.preflight()
        with translation.override(LANGUAGE):
            response = super().dispatch(request, *args, **kwargs)
        response.headers.setdefault("Content-Language", LANGUAGE)
        for name, value in CORS.items():
            response.headers.setdefault(name, value)
        if isinstance(response, Response):
            response.add_post_render_callback(lambda rendered: with_etag(request, rendered))
        return response

    def preflight(self) -> HttpResponseBase:
        """Say what may be asked: a browser wants to know before it sends a token, whatever the parameters.

        Nothing is looked up, so that nothing is counted: the browser asks without the token that will be sent.
        """
        allowed = ", ".join(self.allowed_methods)
        methods = {"Allow": allowed, "Access-Control-Allow-Methods": allowed}
        answer = HttpResponse(status=204, headers=CORS | PREFLIGHT | methods)
        del answer.headers["Content-Type"]
        return answer

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse methods and parameters that mean nothing here, so that a typing error is not taken for an answer."""
        self.count(request)
        if request.method not in self.allowed_methods:
            self.http_method_not_allowed(request, *args, **kwargs)
        super().initial(request, *args, **kwargs)
        self.check_query(request)

    def count(self, request: Request) -> None:
        """Count the request before anything is said of it: whoever tries wrong tokens or addresses is counted too."""
        try:
            self.perform_authentication(request)
        finally:
            self.check_throttles(request)

    def check_throttles(self, request: Request) -> None:
        """Count a request once."""
        if not self.is_counted:
            self.is_counted = True
            super().check_throttles(request)

    def check_query(self, request: Request) -> None:
        """Refuse what the query string must not hold."""
        check_parameters(request, self.known_parameters())

    def known_parameters(self) -> frozenset[str]:
        """Return the names that the query string may hold."""
        return self.parameters

    def handle_exception(self, exc: Exception) -> Response:
        """Answer an error in JSON whatever format was asked for, with the allowance that was exceeded."""
        if isinstance(exc, Refused):
            self.headers |= exc.allowance.headers()
        response = super().handle_exception(exc)
        self.request.accepted_renderer = JSONRenderer()
        self.request.accepted_media_type = JSONRenderer.media_type
        return response


def check_parameters(request: Request, known: frozenset[str]) -> None:
    """Refuse unknown, repeated and empty parameters, naming each."""
    faults = {}
    for name, values in request.query_params.lists():
        if name not in known:
            faults[name] = [f"There is no such parameter here. Known are: {', '.join(sorted(known))}."]
        elif len(values) > 1:
            faults[name] = ["Give this parameter once."]
        elif not values[0].strip():
            faults[name] = ["Give a value, or leave the parameter out."]
    if faults:
        raise ValidationError(faults)


class PublicViewSet(PublicApiView, ReadOnlyModelViewSet[Row]):
    """A list and its details.

    ``queryset`` is public rows only. A subclass says by ``listed`` and ``detailed`` what else is fetched with
    them, by ``columns`` how a row looks when it is flat, and by ``orders`` how the list may be read.
    """

    noun: ClassVar[str]  # in the plural, of the address and of the file that a stream is saved as
    orders: ClassVar[Orders]
    columns: ClassVar[Columns]
    filterset_class: ClassVar[type[ParameterFilterSet]]
    filter_backends = (ParameterBackend,)
    renderer_classes = tuple(LIST_RENDERERS)
    pagination_class = paging.KeysetPagination
    detail_serializer_class: ClassVar[type[BaseSerializer[Any]] | None] = None
    parameters = PublicApiView.parameters | {"fields", "as_of"}
    past: Past = Present()
    mask: Mask
    day: datetime.date | None

    def listed(self, queryset: QuerySet[Row]) -> QuerySet[Row]:
        """Return ``queryset`` with what a list shows of each row."""
        return queryset

    def detailed(self, queryset: QuerySet[Row]) -> QuerySet[Row]:
        """Return ``queryset`` with what a row's own page shows."""
        return self.listed(queryset)

    def missing_then(self, pk: int) -> APIException:
        """Return the error that says why there is no such row on the day that was asked for."""
        if self.day and super().get_queryset().filter(pk=pk).exists():
            return NotFound(f"This was not public on {self.day}, or is not known of that day.")
        return self.missing(pk)

    def missing(self, pk: int) -> APIException:
        """Return the error that says why there is no public row ``pk``."""
        return NotFound("There is nothing public under this id.")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # a stream is no Response of REST framework
        """Answer one page as JSON, or the whole filtered list as a stream."""
        with self.past.as_of(self.day):
            if request.accepted_renderer.format == "json":
                response = super().list(request, *args, **kwargs)
                response.data["results"] = pick(response.data["results"], self.mask)
                return response
            order = self.orders[paging.chosen_order(request, self.orders)]
            rows = self.filter_queryset(self.get_queryset()).order_by(*(key.order_by() for key in order))
        return self.streamed(rows)

    def streamed(self, rows: QuerySet[Row]) -> HttpResponseBase:
        """Answer all rows as a stream, or that the client has them."""
        columns = tuple(column for column in self.columns if not self.mask or column.name in self.mask)
        return stream(
            rows, columns, self.request, name=self.noun, prepared=lambda query: self.past.as_it_was(query, self.day)
        )

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer one object, or say why there is none."""
        try:
            with self.past.as_of(self.day):
                response = super().retrieve(request, *args, **kwargs)
        except Http404:
            raise self.missing_then(int(self.kwargs["pk"])) from None
        response.data = pick(response.data, self.mask)
        return response

    def get_queryset(self) -> QuerySet[Row]:
        """Return the public rows, fetched as the answer needs them."""
        queryset = super().get_queryset()
        if self.action == "retrieve":
            return self.detailed(queryset)
        return self.listed(queryset) if self.request.accepted_renderer.format == "json" else queryset

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Filter lists; a detail takes no filter."""
        return queryset if self.action == "retrieve" else super().filter_queryset(queryset)

    def get_serializer_class(self) -> type[BaseSerializer[Row]]:
        """Return the detail's serializer where it shows more than the list."""
        if self.action == "retrieve" and self.detail_serializer_class:
            return self.detail_serializer_class
        return super().get_serializer_class()

    def get_renderers(self) -> Renderers:
        """Offer streams of lists only."""
        return [renderer() for renderer in (LIST_RENDERERS if self.action == "list" else [JSONRenderer])]

    def check_query(self, request: Request) -> None:
        """Refuse what the query string must not hold, and keep what it says of all lists and details."""
        super().check_query(request)
        self.mask = self._mask()
        self.day = day_of(request, self.past) if "as_of" in request.query_params else None

    def _mask(self) -> Mask:
        text = self.request.query_params.get("fields", "")
        try:
            mask = parse(text) if text else {}
            if mask:
                check_mask(mask, self._members())
        except ValueError as error:
            raise ValidationError({"fields": [str(error)]}) from error
        return {} if "*" in mask and not mask["*"] else mask

    def _members(self) -> Members:
        if self.request.accepted_renderer.format != "json":
            return dict.fromkeys(column.name for column in self.columns)
        serializer: Any = self.get_serializer()
        return members_of(serializer) or {}

    def known_parameters(self) -> frozenset[str]:
        """Return filters, order and, where there are pages, their parameters."""
        if self.action != "list":
            return self.parameters
        known = self.parameters.union({"ordering"}, self.filterset_class.base_filters)
        is_paged = self.request.accepted_renderer.format == "json"
        return known.union(paging.PARAMETERS) if is_paged else known
