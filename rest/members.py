"""Which members an answer has, and those inside of them: a mask that names others is a typing error."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from drf_spectacular.drainage import get_override
from rest_framework.serializers import (
    BaseSerializer,
    DictField,
    JSONField,
    ListField,
    ListSerializer,
    Serializer,
    SerializerMethodField,
)

from rest.field_mask import Mask

Members: TypeAlias = Mapping[str, Any]  # fields by the names that they have in an answer
MORE = "*"


def check_mask(mask: Mask, members: Members, *, where: str = "here") -> None:
    """Raise ``ValueError`` that says what there is, unless each name of the mask is one of the members."""
    for name, below in mask.items():
        if name != MORE and name not in members:
            raise ValueError(f"There is no {name!r} {where}. Known are: {', '.join(members)}.")
        if below and name != MORE:
            inside = members_of(members[name])
            if inside is not None and not inside:
                raise ValueError(f"There are no members in {name!r}: name it alone.")
            check_mask(below, inside or dict.fromkeys(below), where=f"in {name!r}")


def members_of(field: Any) -> Members | None:  # noqa: ANN401  # a field, or the description of one
    """Return the members of a field's value, or of the values in its list; None where it may have any.

    A plain value has none.
    """
    described = get_override(field, "field")
    if described is None and isinstance(field, SerializerMethodField):
        described = get_override(getattr(field.parent, str(field.method_name)), "field")
    if described is not None:
        field = described() if isinstance(described, type) and issubclass(described, BaseSerializer) else described
    if isinstance(field, ListSerializer | ListField):
        return members_of(field.child)
    if isinstance(field, JSONField | DictField):
        return None
    return field.fields if isinstance(field, Serializer) else {}
