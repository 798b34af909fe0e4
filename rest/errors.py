"""Every error as ``{"error": {"status", "code", "message", "fields"}}``, and never with a detail of the program."""

import logging
import math
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.signals import got_request_exception
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

logger = logging.getLogger(__name__)


class Gone(exceptions.APIException):
    """What was public once and is not any more."""

    status_code = 410
    default_detail = "This was public once and has been withdrawn."
    default_code = "gone"


class Moved(exceptions.APIException):
    """What now stands under another address."""

    status_code = 301
    default_detail = "This has been merged into another; see the Location header."
    default_code = "merged"

    def __init__(self, location: str) -> None:
        """Point to ``location``, an absolute address."""
        super().__init__()
        self.location = location


class SlashMissing(Moved):
    """What stands under the same address with a slash at its end."""

    default_detail = "Addresses end with a slash; see the Location header."
    default_code = "slash_missing"

    def __init__(self, location: str, method: str | None) -> None:
        """Point to ``location``; a body is to be sent there again."""
        super().__init__(location)
        self.status_code = 301 if method in ("GET", "HEAD") else 308


class TooManyRequests(exceptions.APIException):
    """More requests than an address, or a token, may make."""

    status_code = 429
    default_code = "throttled"

    def __init__(self, wait: float | None) -> None:
        """Say after how many seconds the next request is welcome."""
        self.seconds = max(1, math.ceil(wait or 1))
        super().__init__(f"Too many requests. Come back in {self.seconds} seconds.")


class BodyTooLarge(exceptions.APIException):
    """More than the server reads."""

    status_code = 413
    default_detail = "The body is larger than this server reads. Send fewer texts at once."
    default_code = "too_large"


class ServerError(exceptions.APIException):
    """Whatever went wrong; said to the log, not to the client."""

    default_detail = "Something went wrong on our side. It has been logged; please try again later."
    default_code = "server_error"


def handle(exception: Exception, context: dict[str, Any]) -> Response:
    """Return the answer to an exception that a view raised."""
    error = _public_error(exception, context)
    set_rollback()
    return Response(body(error), status=error.status_code, headers=_headers(error))


def body(error: exceptions.APIException) -> dict[str, Any]:
    """Return what the client reads; ``fields`` names the parameters at fault and is empty otherwise."""
    fields = _fields(error)
    message = " ".join(f"{name}: {messages[0]}" for name, messages in fields.items()) or str(error.detail)
    code = "invalid" if fields else _code(error)
    return {"error": {"status": error.status_code, "code": code, "message": message, "fields": fields}}


def _public_error(exception: Exception, context: dict[str, Any]) -> exceptions.APIException:
    if isinstance(exception, exceptions.Throttled):
        return TooManyRequests(getattr(exception, "wait", None))
    if isinstance(exception, exceptions.APIException):
        return exception
    if isinstance(exception, Http404):
        return exceptions.NotFound("There is nothing public under this address.")
    if isinstance(exception, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(exception, RequestDataTooBig):
        return BodyTooLarge()
    request = context["request"]
    logger.error("The API failed on %s", request.path, exc_info=exception)
    got_request_exception.send(sender=type(context["view"]), request=request)
    return ServerError()


def _fields(error: exceptions.APIException) -> dict[str, list[str]]:
    detail = error.detail
    if not isinstance(error, exceptions.ValidationError) or not isinstance(detail, dict):
        return {}
    return {
        str(name): [str(message) for message in (messages if isinstance(messages, list) else [messages])]
        for name, messages in detail.items()
    }


def _code(error: exceptions.APIException) -> str:
    codes = error.get_codes()
    return codes if isinstance(codes, str) else error.default_code


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if isinstance(error, Moved):
        headers["Location"] = error.location
    if isinstance(error, exceptions.AuthenticationFailed):
        headers["WWW-Authenticate"] = getattr(error, "auth_header", "Bearer")
    if isinstance(error, TooManyRequests):
        headers["Retry-After"] = str(error.seconds)
    return headers
