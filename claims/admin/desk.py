"""What the desk's pages of claims have in common."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.rules import MESSAGES
from sources.admin.bulk import BulkAdmin
from sources.admin.desk import editor, who
from sources.enums import Publication

M = TypeVar("M", bound=Model)


class ClaimDesk(BulkAdmin[M]):
    """A table of claims at the desk, with the words of its rules."""

    words: ClassVar[Mapping[str, Any]] = MESSAGES

    def formfield_for_foreignkey(self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        """Let work be given to people of the desk only."""
        if db_field.name == "assignee":
            kwargs["queryset"] = User.objects.filter(is_staff=True, is_active=True).order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[arg-type]  # a foreign key


class MayApprove(admin.SimpleListFilter):
    """What waits for the word of whoever is signed in."""

    title = _("approval")
    parameter_name = "approval"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the one question."""
        return [("mine", _("waits for me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the drafts that the user had no part in."""
        if self.value() != "mine":
            return queryset
        rows: Any = queryset.model._default_manager
        return queryset.filter(pk__in=rows.awaiting_approval_by(editor(request)))


EDITED_BY = who("edited_by", _("last edited by"))
APPROVED_BY = who("approved_by", _("approved by"))


class FourEyesDesk(ClaimDesk[M]):
    """Rows that a second person approves: edited and deleted as drafts only."""

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Allow to edit a draft; the buttons lead back to draft."""
        return _is_draft(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Allow to delete a draft; what was public is withdrawn."""
        return _is_draft(obj) and super().has_delete_permission(request, obj)


def _is_draft(row: Model | None) -> bool:
    return row is None or getattr(row, "status", None) == Publication.DRAFT


def add_url(model: type[Model], **values: Any) -> str:
    """Return the address of the page that adds a row, with ``values`` filled in."""
    query = "&".join(f"{name}={value}" for name, value in values.items())
    return f"{reverse(f'admin:{model._meta.app_label}_{model._meta.model_name}_add')}?{query}"
