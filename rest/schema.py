"""The OpenAPI description: every format and every error of each operation."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer

from rest.formats import LIST_RENDERERS

ERRORS = {
    400: "A parameter is unknown, given twice or has a value that cannot be; `fields` names it.",
    406: "None of the formats that the Accept header names exists here.",
    429: "Too many requests from this address; `Retry-After` says for how many seconds to wait.",
    500: "Something went wrong on the server.",
}
ERRORS_OF_LISTS = {404: "Nothing is known of the day that `as_of` names."}
ERRORS_OF_DETAILS = {
    404: "There is nothing public under this id.",
    410: "This was public once and has been withdrawn.",
}
MERGED = {301: "The claim was merged into another; `Location` is that one's address."}


FIELDS = OpenApiParameter(
    "fields",
    str,
    description="Members that are wanted, such as `id,statement,verdict(title,rating/label)`; of flat rows, columns.",
)
AS_OF = OpenApiParameter(
    "as_of", OpenApiTypes.DATE, description="The public state at the end of this day (UTC); not together with `q`."
)
IDS = OpenApiParameter("id", str, description="Ids of the rows that are wanted, at most 200, with commas between.")
UPDATED_SINCE = OpenApiParameter(
    "updated_since", OpenApiTypes.DATETIME, description="What readers have seen change at this moment or later."
)


class ErrorContentSerializer(serializers.Serializer[Any]):
    """What went wrong, for programs (`code`, `fields`) and for people (`message`)."""

    status = serializers.IntegerField()
    code = serializers.CharField()
    message = serializers.CharField()
    fields = serializers.DictField(  # type: ignore[assignment]  # the word that the API promises; read as an attribute nowhere
        child=serializers.ListField(child=serializers.CharField())
    )


class ErrorSerializer(serializers.Serializer[Any]):
    """An error."""

    error = ErrorContentSerializer()


class PublicAutoSchema(AutoSchema):
    """Describes an operation with its formats and its errors."""

    def get_response_serializers(self) -> Any:  # noqa: ANN401  # one serializer, or one for each status and format
        """Return the answer in each format, and the errors by status."""
        answer = super().get_response_serializers()
        action = getattr(self.view, "action", None)
        if action not in ("list", "retrieve"):
            return answer
        responses: dict[Any, Any] = {(200, JSONRenderer.media_type): answer}
        if action == "list":
            responses |= {
                (200, renderer.media_type): OpenApiTypes.STR for renderer in LIST_RENDERERS if renderer != JSONRenderer
            }
        return responses | {
            (status, JSONRenderer.media_type): OpenApiResponse(ErrorSerializer, description)
            for status, description in sorted(self._errors(action).items())
        }

    def get_override_parameters(self) -> list[Any]:
        """Return the parameters that lists and details share."""
        action = getattr(self.view, "action", None)
        if action not in ("list", "retrieve"):
            return list(super().get_override_parameters())
        own = [] if "as_of" not in self.view.parameters else [AS_OF]  # type: ignore[attr-defined]  # of a viewset
        own += [IDS, UPDATED_SINCE] if action == "list" and hasattr(self.view, "logged_as") else []
        return [FIELDS, *own]

    def get_operation_id(self) -> str:
        """Return such as ``claims_list``."""
        return f"{self.get_tags()[0]}_{getattr(self.view, 'action', 'root')}"

    def get_tags(self) -> list[str]:
        """Return the noun."""
        return [getattr(self.view, "noun", "api")]

    def _is_list_view(self, serializer: object = None) -> bool:
        return getattr(self.view, "action", None) == "list" and serializer is not OpenApiTypes.STR

    def _errors(self, action: str) -> dict[int, str]:
        if action == "list":
            return ERRORS | ERRORS_OF_LISTS
        return ERRORS | ERRORS_OF_DETAILS | (MERGED if getattr(self.view, "can_be_merged", False) else {})
