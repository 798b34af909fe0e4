"""/changes/: what the public record gained, changed and lost, in the order of commits."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from changes.models import Change, ChangeKind
from rest.filters import LARGEST_ID, ChoiceFilter, ParameterFilter, WholeNumberField, filter_set
from rest.flat import column
from rest.ordering import Key
from sources.api.logged import FollowedViewSet

TYPES = [
    "appearance", "article", "claim", "claimant", "derivation", "evidence", "external_review", "inquiry", "outlet",
    "rating", "topic", "translation", "verdict",
]  # fmt: skip


class ChangeSerializer(serializers.ModelSerializer[Change]):
    """A public object was created, changed, withdrawn, merged into another or retracted.

    `url` is the object's address, null where it was withdrawn: remove your copy.
    """

    type = serializers.ChoiceField(source="object_type", choices=TYPES, read_only=True)
    id = serializers.IntegerField(source="object_id", read_only=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Change
        fields = ["seq", "at", "kind", "type", "id", "url"]
        read_only_fields = fields

    def get_url(self, change: Change) -> str | None:
        """Return the address of the object that was touched."""
        if change.kind == ChangeKind.WITHDRAWN:
            return None
        path = reverse(f"api-{change.object_type}-detail", args=[change.object_id])
        address: str = self.context["request"].build_absolute_uri(path)
        return address


class SequenceFilter(ParameterFilter):
    """A number of the log; 0 is before the first."""

    field_class = WholeNumberField
    schema = {"type": "integer", "minimum": 0, "maximum": LARGEST_ID}  # as the other filters' schemas

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        """Take numbers that the database can hold."""
        messages = {"invalid": "Give the number of the last change that you have seen, 0 for none."}
        super().__init__(field_name, min_value=0, max_value=LARGEST_ID, error_messages=messages, **kwargs)


class ChangeViewSet(FollowedViewSet[Change]):
    """Changes of public objects; whoever has read up to a number will never miss a smaller one."""

    noun = "changes"
    parameters = FollowedViewSet.parameters - {"as_of"}
    queryset = Change.objects.all()
    serializer_class = ChangeSerializer
    filterset_class = filter_set(
        Change,
        since=SequenceFilter("seq", lookup_expr="gt", help="Number of the last change that you have seen; 0 for none."),
        type=ChoiceFilter("object_type", choices=TYPES, help="What sort of object."),
        kind=ChoiceFilter("kind", choices=ChangeKind.values, help="What happened to it."),
    )
    orders = {"seq": (Key("seq", int),), "-seq": (Key("seq", int, is_descending=True),)}
    columns = (
        column("seq"),
        column("at"),
        column("kind"),
        column("type", "object_type"),
        column("id", "object_id"),
    )
