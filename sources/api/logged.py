"""Endpoints whose rows the change log follows: it knows what was public once."""

from typing import ClassVar, TypeVar

from django.db.models import Model
from rest_framework.exceptions import APIException

from changes.models import Change
from rest.errors import Gone
from rest.viewsets import PublicViewSet

Row = TypeVar("Row", bound=Model)


class LoggedViewSet(PublicViewSet[Row]):
    """A list and its details, where a row that the log has told of and that is not public any more is gone."""

    logged_as: ClassVar[str]  # the log's word for the rows

    def missing(self, pk: int) -> APIException:
        """Return 410 for what was public once, else 404."""
        if was_public(self.logged_as, pk):
            return Gone()
        return super().missing(pk)


def was_public(object_type: str, pk: int) -> bool:
    """Say whether the change log has ever told of this row."""
    return Change.objects.filter(object_type=object_type, object_id=pk).exists()
