"""The OpenAPI description: every format, header and error of each operation."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from rest_framework.renderers import JSONRenderer

from rest.described import (
    AS_OF,
    AS_OF_DETAIL,
    ERRORS,
    ERRORS_OF_DETAILS,
    ERRORS_OF_LISTS,
    ETAG,
    FIELDS,
    HEADERS,
    IDS,
    IF_NONE_MATCH,
    LINK,
    LOCATION,
    MERGED,
    UNCHANGED,
    UPDATED_SINCE,
    error_responses,
)
from rest.formats import LIST_RENDERERS

RETURNS = "Return "  # as docstrings of methods begin


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself by being a subclass
    """The token that raises the allowance."""

    target_class = "rest.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        """Return how the token is sent."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token for a higher allowance; whoever runs this installation gives them. None is needed.",
        }


class PublicAutoSchema(AutoSchema):
    """Describes an operation with its formats, its headers and its errors."""

    def get_response_serializers(self) -> Any:  # noqa: ANN401  # one serializer, or one for each status and format
        """Return the answer in each format, and the errors by status."""
        answer = super().get_response_serializers()
        action = self._action()
        if not action:
            return answer
        responses: dict[Any, Any] = {(200, JSONRenderer.media_type): answer}
        if action == "list":
            responses |= {
                (200, renderer.media_type): OpenApiTypes.STR for renderer in LIST_RENDERERS if renderer != JSONRenderer
            }
        return responses | UNCHANGED | error_responses(self._errors(action))

    def get_override_parameters(self) -> list[Any]:
        """Return the parameters that lists and details share, and the headers of every answer."""
        action = self._action()
        if not action:
            return [*super().get_override_parameters(), *HEADERS]
        has_past = "as_of" in self.view.parameters  # type: ignore[attr-defined]  # of a viewset
        if action == "retrieve":
            moved = [LOCATION] if self._can_be_merged() else []
            return [FIELDS, *([AS_OF_DETAIL] if has_past else []), IF_NONE_MATCH, *HEADERS, ETAG, *moved]
        logged = [IDS, UPDATED_SINCE] if hasattr(self.view, "logged_as") else []
        return [FIELDS, *([AS_OF] if has_past else []), *logged, IF_NONE_MATCH, *HEADERS, ETAG, LINK]

    def get_operation_id(self) -> str:
        """Return such as ``claims_list``."""
        return f"{self.get_tags()[0]}_{getattr(self.view, 'action', 'root')}"

    def get_tags(self) -> list[str]:
        """Return the noun."""
        return [getattr(self.view, "noun", "api")]

    def _action(self) -> str:
        action = getattr(self.view, "action", None)
        return action if action in ("list", "retrieve") else ""

    def _can_be_merged(self) -> bool:
        return getattr(self.view, "can_be_merged", False)

    def _is_list_view(self, serializer: object = None) -> bool:
        return self._action() == "list" and serializer is not OpenApiTypes.STR

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:  # noqa: ANN401  # drf-spectacular's signature
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]  # it has no types
        return {**schema, "additionalProperties": False} if getattr(serializer, "is_strict", False) else schema

    def _map_serializer_field(self, field: Any, direction: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # likewise
        """Say what a member is, where its docstring says what the method returns."""
        schema = super()._map_serializer_field(field, direction, *args, **kwargs)  # type: ignore[no-untyped-call]  # it has no types
        description = schema.get("description", "") if isinstance(schema, dict) else ""
        if description.startswith(RETURNS):
            said = description.removeprefix(RETURNS)
            return {**schema, "description": said[:1].upper() + said[1:]}
        return schema

    def _get_filter_parameters(self) -> list[dict[str, Any]]:
        if not self._is_list_view():
            return []
        filters = self.view.filterset_class.base_filters  # type: ignore[attr-defined]  # of a viewset
        return [
            {"in": "query", "name": name, "schema": one.schema_of(), "description": one.help}
            for name, one in filters.items()
        ]

    def _errors(self, action: str) -> dict[int, str]:
        if action == "list":
            return ERRORS | ERRORS_OF_LISTS
        return ERRORS | ERRORS_OF_DETAILS | (MERGED if self._can_be_merged() else {})
