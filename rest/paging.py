"""Pages of a list by keyset: no page number, no total, exact while rows come and go."""

from typing import Any

from django.db.models import Model, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from rest import cursors
from rest.cursors import Cursor, CursorError
from rest.ordering import Order, Orders

DEFAULT_SIZE = 50
LARGEST_SIZE = 200
PARAMETERS = ("page_size", "cursor")
Json = dict[str, Any]


def chosen_order(request: Request, orders: Orders) -> str:
    """Return the name of the order that the client asks for, the list's first by default."""
    name = request.query_params.get("ordering", next(iter(orders)))
    if name not in orders:
        raise ValidationError({"ordering": [f"There is no order {name!r}. Choose one of: {', '.join(orders)}."]})
    return name


class KeysetPagination(BasePagination):
    """Answers ``results``, ``next`` and ``previous``; the view's ``orders`` say in which orders it can be read."""

    request: Request
    name: str
    order: Order
    cursor: Cursor
    rows: list[Model]
    has_more: bool
    has_less: bool

    def paginate_queryset(  # type: ignore[override]  # the stubs want any sequence
        self, queryset: QuerySet[Model], request: Request, view: APIView | None = None
    ) -> list[Model]:
        """Return the rows of the page; at most one query more than the rows need."""
        orders: Orders = getattr(view, "orders")  # noqa: B009  # declared by the viewset, unknown to APIView
        self.request = request
        self.name = chosen_order(request, orders)
        self.order = orders[self.name]
        self.cursor = self._cursor()
        size = self._size()
        found = self.cursor.nearest(queryset, self.order, most=size + 1)
        self.has_more, self.rows = len(found) > size, found[:size]
        if self.cursor.is_backwards:
            self.rows.reverse()
        self.has_less = self.cursor.values is not None and self._stands_on_rows(queryset)
        return self.rows

    def get_paginated_response(self, data: object) -> Response:
        """Return the page with the addresses of its neighbours, null where there is none."""
        back, forth = (self.has_more, self.has_less) if self.cursor.is_backwards else (self.has_less, self.has_more)
        following = self._link(-1, is_backwards=False) if forth else None
        preceding = self._link(0, is_backwards=True) if back else None
        links = [f'<{link}>; rel="{rel}"' for link, rel in ((following, "next"), (preceding, "prev")) if link]
        return Response(
            {"results": data, "next": following, "previous": preceding},
            headers={"Link": ", ".join(links)} if links else None,
        )

    def get_paginated_response_schema(self, schema: Json) -> Json:
        """Return the schema of a page whose rows have ``schema``."""
        address = {"type": ["string", "null"], "format": "uri"}
        properties = {"results": schema, "next": address, "previous": address}
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_schema_operation_parameters(self, view: APIView) -> list[Json]:
        """Return the parameters of pages and orders."""
        orders: Orders = getattr(view, "orders")  # noqa: B009  # as above
        size = {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": DEFAULT_SIZE}
        return [
            _parameter("page_size", size, "Rows on a page."),
            _parameter("cursor", {"type": "string"}, "Where the page begins; taken from `next` and `previous`."),
            _parameter(
                "ordering",
                {"type": "string", "enum": list(orders), "default": next(iter(orders))},
                "Order of the rows; `-` is descending. Rows without a value come last.",
            ),
        ]

    def _size(self) -> int:
        text = self.request.query_params.get("page_size", str(DEFAULT_SIZE))
        if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= LARGEST_SIZE):
            raise ValidationError({"page_size": [f"Give a whole number from 1 to {LARGEST_SIZE}."]})
        return int(text)

    def _cursor(self) -> Cursor:
        text = self.request.query_params.get("cursor")
        if text is None:
            return Cursor()
        try:
            return cursors.decode(text, self.name, self.order)
        except CursorError as error:
            raise ValidationError({"cursor": [f"{error} Start again without a cursor."]}) from error

    def _stands_on_rows(self, queryset: QuerySet[Model]) -> bool:
        """Whether rows lie on the other side of the page: those it was reached from, if they still exist."""
        edge = self._edge(-1 if self.cursor.is_backwards else 0, is_backwards=not self.cursor.is_backwards)
        return bool(edge.nearest(queryset, self.order, most=1))

    def _edge(self, index: int, *, is_backwards: bool) -> Cursor:
        if not self.rows:
            # Everything beyond the cursor has gone: what is left is reached from the other end of the list.
            return Cursor(None, is_backwards)
        return cursors.at(self.rows[index], self.order, is_backwards=is_backwards)

    def _link(self, index: int, *, is_backwards: bool) -> str:
        text = self._edge(index, is_backwards=is_backwards).encode(self.name, self.order)
        return replace_query_param(self.request.build_absolute_uri(), "cursor", text)


def _parameter(name: str, schema: Json, description: str) -> Json:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
