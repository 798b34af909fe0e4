"""What every endpoint does alike: lists by keyset or as a stream, details, and nothing else."""

from typing import Any, ClassVar, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
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
from rest.filters import ParameterBackend, ParameterFilterSet
from rest.flat import Columns
from rest.formats import LIST_RENDERERS
from rest.ordering import Orders
from rest.streams import stream

Row = TypeVar("Row", bound=Model)
Renderers = list[BaseRenderer]  # here, because `list` is a method of a viewset
LANGUAGE = "en"  # of messages, whatever the client's browser prefers


class PublicApiView(APIView):
    """Answers in one language, and its errors always in JSON."""

    parameters: ClassVar[frozenset[str]] = frozenset({"format"})

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer in the API's language."""
        with translation.override(LANGUAGE):
            response = super().dispatch(request, *args, **kwargs)
        response.headers.setdefault("Content-Language", LANGUAGE)
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse parameters that mean nothing here, so that a typing error is not taken for an answer."""
        super().initial(request, *args, **kwargs)
        self.check_query(request)

    def check_query(self, request: Request) -> None:
        """Refuse what the query string must not hold."""
        check_parameters(request, self.known_parameters())

    def known_parameters(self) -> frozenset[str]:
        """Return the names that the query string may hold."""
        return self.parameters

    def handle_exception(self, exc: Exception) -> Response:
        """Answer an error in JSON whatever format was asked for."""
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

    def listed(self, queryset: QuerySet[Row]) -> QuerySet[Row]:
        """Return ``queryset`` with what a list shows of each row."""
        return queryset

    def detailed(self, queryset: QuerySet[Row]) -> QuerySet[Row]:
        """Return ``queryset`` with what a row's own page shows."""
        return self.listed(queryset)

    def missing(self, pk: int) -> APIException:
        """Return the error that says why there is no public row ``pk``."""
        return NotFound("There is nothing public under this id.")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # a stream is no Response of REST framework
        """Answer one page as JSON, or the whole filtered list as a stream."""
        if request.accepted_renderer.format == "json":
            return super().list(request, *args, **kwargs)
        order = self.orders[paging.chosen_order(request, self.orders)]
        rows = self.filter_queryset(self.get_queryset()).order_by(*(key.order_by() for key in order))
        return stream(rows, self.columns, request, name=self.noun)

    def get_queryset(self) -> QuerySet[Row]:
        """Return the public rows, fetched as the answer needs them."""
        queryset = super().get_queryset()
        if self.action == "retrieve":
            return self.detailed(queryset)
        return self.listed(queryset) if self.request.accepted_renderer.format == "json" else queryset

    def get_object(self) -> Row:
        """Return the row of the address, or say why there is none."""
        try:
            return super().get_object()
        except Http404:
            raise self.missing(int(self.kwargs["pk"])) from None

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

    def known_parameters(self) -> frozenset[str]:
        """Return filters, order and, where there are pages, their parameters."""
        if self.action != "list":
            return self.parameters
        known = self.parameters.union({"ordering"}, self.filterset_class.base_filters)
        is_paged = self.request.accepted_renderer.format == "json"
        return known.union(paging.PARAMETERS) if is_paged else known
