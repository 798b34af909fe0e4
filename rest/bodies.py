"""Bodies of requests: strict JSON, and where its faults are."""

from collections.abc import Mapping
from typing import IO, Any

from rest_framework import exceptions
from rest_framework.parsers import JSONParser


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
