"""How editors narrow the list of claims: by the verdict, by whose work it is, by what is due to be checked again."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.enums import RecheckReason, VerdictState
from claims.models import Claim, Verdict
from claims.recheck import due, due_for_any, reasons_of
from sources.admin.desk import editor


class HasVerdict(admin.SimpleListFilter):
    """Where a claim's verdict stands."""

    title = _("verdict")
    parameter_name = "verdict"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer none, in work and published."""
        return [("none", _("none")), ("open", _("in work")), ("published", _("published"))]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        """Return the claims that the answer asks for."""
        if self.value() == "none":
            return queryset.filter(verdicts__isnull=True)
        if self.value() == "open":
            return queryset.filter(pk__in=Verdict.objects.open().values("claim"))
        return queryset.filter(verdicts__state=VerdictState.PUBLISHED) if self.value() == "published" else queryset


class AssignedTo(admin.SimpleListFilter):
    """Whose work a claim is."""

    title = _("assignee")
    parameter_name = "assigned"

    def lookups(self, request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer oneself, nobody, and everybody else of the desk."""
        others = User.objects.filter(is_staff=True, is_active=True).exclude(pk=editor(request).pk)
        named = [(str(user.pk), user.get_username()) for user in others.order_by("username")]
        return [("me", _("me")), ("nobody", _("nobody")), *named]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        """Return the claims that the answer asks for; one's own only while there is work to do on them."""
        answer = self.value() or ""
        if answer == "me":
            return queryset.filter(pk__in=Claim.objects.assigned_to(editor(request)))
        if answer == "nobody":
            return queryset.filter(assignee__isnull=True)
        return queryset.filter(assignee=int(answer)) if answer.isdecimal() else queryset


class RecheckDue(admin.SimpleListFilter):
    """Why a claim is due to be checked again."""

    title = _("recheck due")
    parameter_name = "recheck"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer any reason, and each."""
        return [("any", _("for any reason")), *RecheckReason.choices]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        """Return the claims that are due for the chosen reason."""
        answer = self.value()
        if answer == "any":
            return queryset.filter(pk__in=due_for_any())
        return queryset.filter(pk__in=due(RecheckReason(answer))) if answer in RecheckReason.values else queryset


class ClaimList(ChangeList):
    """The list of claims; where it was asked which are due, each says why."""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch a page, and the reasons of the claims on it."""
        super().get_results(request)
        if RecheckDue.parameter_name in request.GET:
            reasons = reasons_of(self.result_list)
            for claim in self.result_list:
                claim.due_because = reasons.get(claim.pk, [])
