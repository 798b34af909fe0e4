"""Types of an OpenAPI description: in words with links to the objects, and what a value may look like."""

from typing import Any, TypeAlias

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Json = dict[str, Any]
Schemas: TypeAlias = dict[str, Json]

DEEPEST = 5  # objects inside of each other that an example shows
LARGEST_NUMBER = 2**63 - 1
SAMPLES: dict[str, Any] = {
    "date": "2018-07-16",
    "date-time": "2018-07-16T12:00:00Z",
    "uri": "https://example.org/",
    "string": "text",
    "integer": 1,
    "number": 1.5,
    "boolean": True,
    "null": None,
}


def type_words(schema: Json) -> SafeString:
    """Return a type as a reader takes it in: ``integer, 1 to 200``, ``list of Claim``, ``a`` or ``b``."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return format_html('<a href="#object-{}">{}</a>', name, name)
    if "enum" in schema:
        return format_html_join(", ", "<code>{}</code>", ((value,) for value in schema["enum"]))
    for joined in ("allOf", "oneOf", "anyOf"):
        if joined in schema:
            return format_html_join(" or ", "{}", ((type_words(part),) for part in schema[joined]))
    if schema.get("type") == "array":
        return format_html("list of {}", type_words(schema.get("items", {})))
    return format_html("{}{}", _named(schema), _limits(schema))


def sample(schema: Json, schemas: Schemas, depth: int = 0) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Return a value that fits the schema."""
    if "$ref" in schema:
        return sample(schemas[schema["$ref"].rpartition("/")[2]], schemas, depth)
    if "enum" in schema:
        return schema["enum"][0]
    for joined in ("allOf", "oneOf", "anyOf"):
        if joined in schema:
            return sample(schema[joined][0], schemas, depth)
    kind = _kinds(schema)[0]
    if kind == "array":
        return [] if depth >= DEEPEST else [sample(schema["items"], schemas, depth + 1)]
    if kind == "object":
        return _object(schema, schemas, depth)
    return schema.get("default", SAMPLES[schema.get("format", kind) if schema.get("format") in SAMPLES else kind])


def _object(schema: Json, schemas: Schemas, depth: int) -> Json:
    if depth >= DEEPEST:
        return {}
    more = schema.get("additionalProperties")
    members = schema.get("properties", {"name": more} if isinstance(more, dict) else {})
    return {name: sample(told, schemas, depth + 1) for name, told in members.items()}


def _kinds(schema: Json) -> list[str]:
    kinds = schema.get("type", "object")
    return kinds if isinstance(kinds, list) else [kinds]


def _named(schema: Json) -> str:
    kinds = _kinds(schema)
    form = {"date": "day", "date-time": "moment", "uri": "address"}.get(schema.get("format", ""))
    return " or ".join([form, *kinds[1:]] if form else kinds)


def _limits(schema: Json) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if most is not None and most < LARGEST_NUMBER:
        return f", {least} to {most}"
    if least is not None:
        return f", {least} or more"
    return f", at most {schema['maxLength']:,} characters" if "maxLength" in schema else ""
