"""The reference of the API, read out of its OpenAPI description: operations by noun, and the objects they answer."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.presentation.api_types import Schemas, sample, type_words

Json = dict[str, Any]
METHODS = ("get", "post")
FIRST_ERROR = "4"  # with which the statuses of errors begin
PLACES = {"path": 0, "query": 1, "header": 2}


@dataclass(frozen=True)
class Parameter:
    """What a client may send along: of which type, whether it must, and what it means."""

    name: str
    type: SafeString
    meaning: SafeString


@dataclass(frozen=True)
class Member:
    """A member of an object."""

    name: str
    type: SafeString
    meaning: SafeString


@dataclass(frozen=True)
class Described:
    """An object that answers are made of."""

    name: str
    meaning: SafeString
    members: list[Member]


@dataclass(frozen=True)
class Answer:
    """One kind of answer: its status, the object in it, what it means with formats and headers, and an example."""

    status: str
    type: SafeString
    meaning: SafeString
    details: SafeString
    example: str


@dataclass(frozen=True)
class Operation:
    """What can be asked at one address by one method."""

    id: str
    method: str
    path: str
    meaning: SafeString
    parameters: list[Parameter]
    body: SafeString | str
    body_example: str
    answers: list[Answer]
    errors: list[Answer]


@dataclass(frozen=True)
class Noun:
    """The operations on one sort of thing."""

    name: str
    operations: list[Operation]


@dataclass(frozen=True)
class Reference:
    """Everything that the description tells."""

    nouns: list[Noun]
    objects: list[Described]


def reference(description: Json) -> Reference:
    """Return the reference of a described API; the operations keep their order."""
    schemas: Schemas = description["components"]["schemas"]
    by_noun: dict[str, list[Operation]] = {}
    for path, methods in description["paths"].items():
        for method in METHODS:
            if method in methods:
                tag = methods[method]["tags"][0]
                by_noun.setdefault(tag, []).append(_operation(path, method, methods[method], schemas))
    objects = [_object(name, schema) for name, schema in schemas.items()]
    return Reference([Noun(name, operations) for name, operations in by_noun.items()], objects)


def in_words(text: str) -> SafeString:
    """Return a text of the description with what stands between backticks as code."""
    parts = text.split("`")
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", p) if n % 2 else p,) for n, p in enumerate(parts))
    )


def _operation(path: str, method: str, told: Json, schemas: Schemas) -> Operation:
    answers = [_answer(status, answer, schemas) for status, answer in told["responses"].items()]
    parameters = sorted(told.get("parameters", []), key=lambda one: PLACES[one["in"]])
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        meaning=in_words(told.get("description", "")),
        parameters=[_parameter(one) for one in parameters],
        body=format_html("{} as <code>application/json</code>", type_words(body)) if body else "",
        body_example=_written(sample(body, schemas)) if body else "",
        answers=[answer for answer in answers if answer.status < FIRST_ERROR],
        errors=[answer for answer in answers if answer.status >= FIRST_ERROR],
    )


def _parameter(told: Json) -> Parameter:
    schema = told["schema"]
    remarks = [type_words(schema)]
    if told["in"] != "query":
        remarks.append(format_html("in the {}", told["in"]))
    if told.get("required"):
        remarks.append(in_words("required"))
    if "default" in schema:
        remarks.append(format_html("<code>{}</code> unless given", schema["default"]))
    return Parameter(told["name"], _joined("; ", remarks), in_words(told.get("description", "")))


def _answer(status: str, told: Json, schemas: Schemas) -> Answer:
    content = told.get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    is_error = status >= FIRST_ERROR
    details = [_listed(words, names) for words, names in (("As", content), ("With", told.get("headers", {}))) if names]
    return Answer(
        status=status,
        type=type_words(schema),
        meaning=in_words(told.get("description", "")),
        details=_joined(" ", [] if is_error else details),
        example="" if is_error or not schema else _written(sample(schema, schemas)),
    )


def _listed(words: str, names: Json) -> SafeString:
    return format_html("{} {}.", words, _joined(", ", [format_html("<code>{}</code>", name) for name in names]))


def _joined(between: str, parts: list[SafeString]) -> SafeString:
    return format_html_join(between, "{}", ((part,) for part in parts))


def _object(name: str, schema: Json) -> Described:
    members = [
        Member(member, type_words(told), in_words(told.get("description", "")))
        for member, told in schema.get("properties", {}).items()
    ]
    meaning = in_words(schema.get("description", ""))
    if not members:
        meaning = format_html("{} {}", meaning, type_words(schema))
    return Described(name, meaning, members)


def _written(value: Any) -> str:  # noqa: ANN401  # whatever JSON holds
    return json.dumps(value, indent=2, ensure_ascii=False)
