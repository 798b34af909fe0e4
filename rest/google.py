"""Endpoints in the manner of Google's APIs: camelCase, blank parameters count as left out, errors in their envelope.

Google's clients send a GET whose address would exceed 2,048 characters as a form by POST, and say so in a header.
"""

import re
from http import HTTPStatus
from typing import Any, ClassVar

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from rest_framework import serializers
from rest_framework.exceptions import MethodNotAllowed, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from rest.field_mask import FieldMaskError, Mask, parse, pick
from rest.viewsets import PublicApiView

LARGEST_INTEGER = 2**31 - 1

# What every client of those APIs may send. A key is not needed; ``fields`` says which members of the answer are wanted,
# ``alt`` can only be json, and the others change nothing.
SYSTEM = frozenset(
    {
        "$.xgafv", "access_token", "alt", "fields", "key", "oauth_token", "prettyPrint", "quotaUser", "uploadType",
        "upload_protocol",
    }
)  # fmt: skip

# Names of google.rpc.Code by HTTP status.
STATUSES = {
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "UNIMPLEMENTED",
    410: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
}
OTHERWISE = "INVALID_ARGUMENT"
FORM = "application/x-www-form-urlencoded"
VIOLATIONS = "type.googleapis.com/google.rpc.BadRequest"


def camel(name: str) -> str:
    """Return ``page_size`` as ``pageSize``."""
    return re.sub(r"_([a-z])", lambda match: match[1].upper(), name)


def whole_number(**limits: int) -> serializers.IntegerField:
    """Return an optional parameter of 32 bits, at least 0 and by default 0."""
    return serializers.IntegerField(**{"default": 0, "min_value": 0, "max_value": LARGEST_INTEGER, **limits})  # type: ignore[arg-type]  # all of them integers


class GoogleApiView(PublicApiView):
    """Answers GET; ``parameters_class`` has the parameters, named as in Python."""

    parameters_class: ClassVar[type[serializers.Serializer[Any]]] = serializers.Serializer

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Read a question that was too long for an address where the client has put it."""
        self.count(request)
        sent: HttpRequest = request._request  # what REST framework wraps, and asks for method and query
        if sent.method == "POST" and sent.content_type == FORM and sent.headers.get("X-HTTP-Method-Override") == "GET":
            sent.GET = in_address_or_form(sent)  # type: ignore[assignment]  # a QueryDict of its own, not frozen
            sent.method = "GET"
        super().initial(request, *args, **kwargs)

    def known_parameters(self) -> frozenset[str]:
        """Return the names that the query string may hold."""
        return SYSTEM.union(map(camel, self.parameters_class().fields))

    def check_query(self, request: Request) -> None:
        """Refuse unknown and repeated parameters, and formats other than JSON."""
        known = self.known_parameters()
        faults = {}
        for name, values in request.query_params.lists():
            if name not in known:
                names = ", ".join(sorted(known - SYSTEM)) or "none but the general ones, such as key"
                faults[name] = [f"There is no such parameter here. Known are: {names}."]
            elif len(values) > 1:
                faults[name] = ["Give this parameter once."]
        if request.query_params.get("alt") not in (None, "", "json"):
            faults["alt"] = ["Answers are in JSON only: give json, or leave the parameter out."]
        try:
            self.wanted_members(request)
        except FieldMaskError as error:
            faults.setdefault("fields", [str(error)])
        if faults:
            raise ValidationError(faults)

    def wanted_members(self, request: Request) -> Mask:
        """Return which members of the answer the client wants; empty for all."""
        text = request.query_params.get("fields", "")
        return parse(text) if text.strip() else {}

    def asked(self, request: Request) -> dict[str, Any]:
        """Return the parameters by their names in Python, or raise 400 with the names that the client knows."""
        names = {camel(name): name for name in map(str, self.parameters_class().fields)}
        given = request.query_params
        asked = self.parameters_class(data={names[key]: given[key] for key in names if given.get(key, "").strip()})
        if not asked.is_valid():
            raise ValidationError({camel(str(name)): messages for name, messages in asked.errors.items()})
        values: dict[str, Any] = asked.validated_data
        return values

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # any of Django's
        """Leave out of an answer what the client does not want; errors stay whole."""
        if request.method == "GET" and response.status_code == HTTPStatus.OK:
            response.data = pick(response.data, self.wanted_members(request))
        return super().finalize_response(request, response, *args, **kwargs)

    def http_method_not_allowed(self, request: HttpRequest | Request, *args: Any, **kwargs: Any) -> Response:
        """Refuse to write."""
        raise MethodNotAllowed(request.method or "", "Nothing can be written here, only read: ask by GET.")

    def handle_exception(self, exc: Exception) -> Response:
        """Answer an error in Google's envelope."""
        response = super().handle_exception(exc)
        response.data = {"error": envelope(response.data["error"])}
        return response


def in_address_or_form(request: HttpRequest) -> QueryDict:
    """Return the parameters of both; raises 400 for more than anybody needs."""
    given = request.GET.copy()
    try:
        given.update(request.POST)
    except TooManyFieldsSent as error:
        raise ValidationError("The form has too many fields.") from error
    return given


def envelope(error: dict[str, Any]) -> dict[str, Any]:
    """Return an error of this program as Google's clients read it."""
    status = error["status"]
    told = {"code": status, "message": error["message"], "status": STATUSES.get(status, OTHERWISE)}
    violations = [{"field": name, "description": texts[0]} for name, texts in error["fields"].items()]
    return {**told, "details": [{"@type": VIOLATIONS, "fieldViolations": violations}]} if violations else told
