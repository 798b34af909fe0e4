"""Addresses in answers: an object's own, its public page's, and references to other objects."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

Address = Callable[..., str]


class ReferenceSerializer(serializers.Serializer[Any]):
    """Another object: its id, its address in the API (null where it is not public on its own) and its label."""

    id = serializers.IntegerField(read_only=True)
    url = serializers.URLField(read_only=True, allow_null=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]  # the name that the API promises


@extend_schema_field(ReferenceSerializer)
class Reference(serializers.Field[Any, Any, Any, Any]):
    """A reference to the related row, whose label is its ``str()`` unless ``labelled`` makes another.

    The address is null where the row carries ``is_public`` and it is false.
    """

    def __init__(self, view_name: str, *, labelled: Callable[[Any], str] = str, **kwargs: Any) -> None:
        """Point to the detail view ``view_name``."""
        super().__init__(read_only=True, **kwargs)
        self.view_name = view_name
        self.labelled = labelled

    def to_representation(self, value: Model) -> dict[str, Any]:
        """Return id, url and label."""
        request = self.context["request"]
        is_public = getattr(value, "is_public", True)
        path = reverse(self.view_name, args=[value.pk]) if is_public else None
        return {"id": value.pk, "url": path and request.build_absolute_uri(path), "label": self.labelled(value)}


class References(serializers.ListField):
    """References to several rows."""

    def __init__(self, view_name: str, **kwargs: Any) -> None:
        """Point to the detail view ``view_name``."""
        super().__init__(child=Reference(view_name), read_only=True, **kwargs)


@extend_schema_field(OpenApiTypes.URI)
class PathField(serializers.Field[Any, Any, Any, Any]):
    """An absolute address made from attributes of the row."""

    def __init__(self, path: Address, *attributes: str) -> None:
        """Call ``path`` with the row's ``attributes``."""
        super().__init__(source="*", read_only=True)
        self.path = path
        self.attributes = attributes

    def to_representation(self, value: Model) -> str:
        """Return the address."""
        path = self.path(*(getattr(value, name) for name in self.attributes))
        address: str = self.context["request"].build_absolute_uri(path)
        return address


def view_path(view_name: str, *, fragment: str = "", query: str = "") -> Address:
    """Return a function from a view's arguments to its path.

    A ``fragment`` such as ``appearance-{}``, or a ``query`` such as ``claim={}``, takes the last of the values.
    """

    def path(*values: Any) -> str:
        if query:
            return f"{reverse(view_name, args=values[:-1])}?{query.format(values[-1])}"
        if fragment:
            return f"{reverse(view_name, args=values[:-1])}#{fragment.format(values[-1])}"
        return reverse(view_name, args=values)

    return path
