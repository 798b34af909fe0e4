"""/ratings/: the steps of the scales, and how a rating is shown inside other answers."""

from typing import Any

from rest_framework import serializers

from claims.enums import ClaimKind, Normalised
from claims.models import Rating
from rest.filters import ChoiceFilter, MemberFilter, TextFilter, filter_set
from rest.flat import Columns, address, column
from rest.links import PathField, view_path
from rest.ordering import BY_ID, BY_ID_DESCENDING, Key
from sources.api.logged import LoggedViewSet

API_PATH = view_path("api-rating-detail")
PAGE_PATH = view_path("methodology", fragment="rating-{}")

# A rating's code as `Rating.code` has it, and its class, as words that no program takes for a boolean.
CODE = "'rated-' || replace(lower({0}), ' ', '-')"
CLASS_CODE = "'class-' || {0}"


class RatingSerializer(serializers.ModelSerializer[Rating]):
    """A rating three ways: our label, the number from 1 to 5 or null, and the class true, false, mixture or other.

    `code` is the label as CSV has it, which no program takes for a boolean.
    """

    url = PathField(API_PATH, "pk")
    scale = serializers.CharField(source="scale.name", read_only=True)
    code = serializers.CharField(read_only=True)

    class Meta:
        model = Rating
        fields = ["id", "url", "scale", "label", "value", "normalised", "code"]
        read_only_fields = fields


class RatingStepSerializer(RatingSerializer):
    """A step of a scale with its definition, and the kinds of claims that the scale serves."""

    html_url = PathField(PAGE_PATH, "pk")
    kinds = serializers.ListField(source="scale.kinds", child=serializers.ChoiceField(ClaimKind.choices))

    class Meta(RatingSerializer.Meta):
        fields = [
            "id", "external_id", "url", "html_url", "scale", "kinds", "position", "label", "value", "normalised",
            "code", "definition", "retired_at",
        ]  # fmt: skip
        read_only_fields = fields


FILTERS = filter_set(
    Rating,
    scale=TextFilter("scale__name", help="Name of the scale, such as truth."),
    kind=MemberFilter("scale__kinds", choices=ClaimKind.values, help="Kind of claim that the scale serves."),
    normalised=ChoiceFilter("normalised", choices=Normalised.values, help="The class that the rating maps to."),
)


def rating_columns(path: str, *, named: str = "rating") -> Columns:
    """Return the flat columns of the rating at the lookup ``path``."""
    return (
        column(f"{named}_id", path),
        column(named, f"{path}__label", shown=CODE),
        column(f"{named}_scale", f"{path}__scale__name"),
        column(f"{named}_value", f"{path}__value"),
        column(f"{named}_normalised", f"{path}__normalised", shown=CLASS_CODE),
    )


class RatingViewSet(LoggedViewSet[Rating]):
    """The steps of every scale, retired ones too."""

    noun = "ratings"
    logged_as = "rating"
    queryset = Rating.objects.public().select_related("scale")
    serializer_class = RatingStepSerializer
    filterset_class = FILTERS
    orders = {"scale": (Key("scale_id", int), Key("position", int)), "id": BY_ID, "-id": BY_ID_DESCENDING}
    columns = (
        column("id"),
        column("external_id"),
        address("url", "pk", shown=API_PATH),
        address("html_url", "pk", shown=PAGE_PATH),
        column("scale", "scale__name"),
        column("kinds", "scale__kinds"),
        column("position"),
        column("rating", "label", shown=CODE),
        column("value"),
        column("normalised", shown=CLASS_CODE),
        column("definition"),
        column("retired_at"),
    )


def ids_of_code(code: str) -> list[Any]:
    """Return the ratings that have this code: several scales may have a step of the same name."""
    return [rating.pk for rating in Rating.objects.public() if rating.code == code]


def rating_codes() -> list[str]:
    """Return the codes of all ratings, in their order on the scales."""
    return list(dict.fromkeys(rating.code for rating in Rating.objects.public()))
