"""Bodies of requests: strict JSON, and where its faults are."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from drf_spectacular.drainage import set_override
from rest_framework import exceptions, serializers
from rest_framework.parsers import JSONParser

from rest.filters import A_TEXT


class StrictJsonParser(JSONParser):
    """Reads strict JSON; what cannot be read is the client's fault, however deep."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:  # noqa: ANN401  # whatever JSON holds
        """Return the value, or raise 400."""
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise exceptions.ParseError("The JSON is nested too deeply.") from error


def take_chunks(request: HttpRequest) -> None:
    """Have a body that came in chunks, of a length that nobody has said, be read like any other.

    Django takes it for none. The server tells where it ends; what is longer than Django reads is refused as well.
    """
    if request.META.get("HTTP_TRANSFER_ENCODING", "").lower() != "chunked":
        return
    if not request.META.get("wsgi.input_terminated"):
        raise exceptions.ParseError("Send the length of the body along, as Content-Length.")
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    body = request.META["wsgi.input"].read(most + 1)
    if len(body) > most:
        raise RequestDataTooBig
    request.META["CONTENT_LENGTH"] = str(len(body))
    request._stream = BytesIO(body)  # where Django's request reads from


class TextField(serializers.CharField):
    """A text with something in it; a number is none."""

    def __init__(self, **kwargs: Any) -> None:
        """Take the text as it is, with the spaces around it."""
        super().__init__(trim_whitespace=False, **kwargs)
        set_override(self, "field", {**A_TEXT, "maxLength": kwargs.get("max_length")})

    def to_internal_value(self, data: Any) -> str:  # noqa: ANN401  # whatever JSON holds
        """Return the text, or refuse."""
        if not isinstance(data, str):
            self.fail("invalid")
        if not data.strip():
            self.fail("blank")
        return super().to_internal_value(data)


class NumberField(serializers.IntegerField):
    """A whole number: one of JSON or, with ``is_text``, of an address, in plain digits."""

    def __init__(self, *, is_text: bool = False, **kwargs: Any) -> None:
        """Say where the number comes from."""
        super().__init__(**kwargs)
        self.is_text = is_text

    def to_internal_value(self, data: Any) -> int:  # noqa: ANN401  # likewise
        """Return the number, or refuse."""
        is_digits = self.is_text and re.fullmatch(r"-?[0-9]{1,20}", str(data))
        is_number = isinstance(data, int | float) and not isinstance(data, bool) and data == data // 1
        if not is_digits and not is_number:
            self.fail("invalid")
        return super().to_internal_value(data)


def flat_errors(errors: Any, path: str = "") -> dict[str, list[str]]:  # noqa: ANN401  # lists in dicts in lists
    """Return a serializer's nested errors by path: ``texts[3].text``; of the whole body as ``body``."""
    if not isinstance(errors, Mapping):
        return {path or "body": [str(message) for message in errors]}
    found: dict[str, list[str]] = {}
    for key, value in errors.items():
        if isinstance(key, int):
            found |= flat_errors(value, f"{path}[{key}]")
        elif key == "non_field_errors":
            found |= flat_errors(value, path)
        else:
            found |= flat_errors(value, f"{path}.{key}" if path else key)
    return found
