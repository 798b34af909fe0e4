"""Words of the OpenAPI description that many operations share: parameters, headers, errors."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

ERRORS = {
    400: "A parameter is unknown, given twice or has a value that cannot be; `fields` names it.",
    401: "The token of the Authorization header is unknown, has expired or was revoked.",
    406: "None of the formats that the Accept header names exists here.",
    429: "Too many requests; `Retry-After` says for how many seconds to wait.",
    500: "Something went wrong on the server.",
}
ERRORS_OF_LISTS = {404: "Nothing is known of the day that `as_of` names."}
ERRORS_OF_DETAILS = {
    404: "There is nothing public under this id.",
    410: "This was public once and has been withdrawn.",
}
MERGED = {301: "The claim was merged into another; `Location` is that one's address."}
UNCHANGED = {304: OpenApiResponse(None, "What `If-None-Match` names is still what there is.")}

# Names, with members of members in brackets or behind a slash.
MASK: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 500, "pattern": r"^[A-Za-z0-9_*,()/ ]+$"}
ID_LIST: dict[str, Any] = {"type": "string", "pattern": r"^[0-9]{1,18}(,[0-9]{1,18}){0,199}$"}

FIELDS = OpenApiParameter(
    "fields",
    MASK,
    description="Members that are wanted, such as `id,statement,verdict(title,rating/label)`; of flat rows, columns.",
)
AS_OF = OpenApiParameter(
    "as_of",
    OpenApiTypes.DATE,
    description="The public state at the end of this day (UTC); not together with `q` or `updated_since`.",
)
AS_OF_DETAIL = OpenApiParameter(
    "as_of", OpenApiTypes.DATE, description="The public state at the end of this day (UTC)."
)
IDS = OpenApiParameter("id", ID_LIST, description="Ids of the rows that are wanted, at most 200, with commas between.")
UPDATED_SINCE = OpenApiParameter(
    "updated_since", OpenApiTypes.DATETIME, description="What readers have seen change at this moment or later."
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="The `ETag` of the copy that the client has."
)


def header(
    name: str, description: str, schema: dict[str, Any], *statuses: int, required: bool = True
) -> OpenApiParameter:
    """Return a header of the answers with these statuses."""
    return OpenApiParameter(
        name,
        schema,
        OpenApiParameter.HEADER,
        required=required,
        description=description,
        response=list(statuses),
    )


# All but 414, which the web server says before this program is asked.
COUNTED = (200, 301, 304, 400, 401, 404, 406, 410, 413, 415, 429, 500)
NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}
A_STRING: dict[str, Any] = {"type": "string"}
HEADERS = [
    header("RateLimit-Limit", "Requests that are welcome between two resets.", NUMBER, *COUNTED),
    header("RateLimit-Remaining", "How many of them are left.", NUMBER, *COUNTED),
    header("RateLimit-Reset", "Seconds until they are counted anew.", NUMBER, *COUNTED),
    header("Retry-After", "Seconds to wait.", NUMBER, 429),
    header("WWW-Authenticate", "The scheme that is understood, `Bearer`.", A_STRING, 401),
]
ETAG = header("ETag", "Names this very answer; ask with `If-None-Match`.", A_STRING, 200, 304)
LOCATION = header("Location", "The claim's address now.", {"type": "string", "format": "uri"}, 301)
LINK = header("Link", "The neighbouring pages, as `next` and `prev`.", A_STRING, 200, required=False)


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


def error_responses(errors: dict[int, str]) -> dict[Any, OpenApiResponse]:
    """Return the answers to errors by status, in JSON whatever format was asked for."""
    return {(status, "application/json"): OpenApiResponse(ErrorSerializer, errors[status]) for status in sorted(errors)}
