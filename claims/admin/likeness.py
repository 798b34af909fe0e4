"""Before a claim is made: which claims are like it? A warning on saving, and suggestions while it is typed."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.admin.desk import ClaimDesk
from claims.closeness import Near, find_near
from claims.models import Claim, Verdict
from sources.admin.forms import DeskForm

LEAST_LIKE = 0.45  # from here on an editor is stopped once
LEAST_SHOWN = 0.2  # from here on it is shown beside what is being typed
SHOWN = 5
# Deferred, so that the form is there when it runs; the stubs know scripts as text only.
SCRIPT: Any = forms.Script("desk/claim_like.js", defer=True)
LONGEST = 1_000  # characters that are looked at while typing


def like(statement: str, language: str, *, least: float) -> list[Near]:
    """Return the claims that can be worked on, drafts too, and are at least so close to ``statement``."""
    published = Verdict.objects.published().select_related("rating")
    among = Claim.objects.unmerged().prefetch_related(Prefetch("verdicts", published, to_attr="standing"))
    return find_near(statement, language=language, among=among, least=least, limit=SHOWN)


class UnlikeOthersForm(DeskForm[Claim]):
    """A claim's form that shows once which claims are like a new one, and then believes the editor."""

    anyway = forms.BooleanField(
        label=gettext_lazy("None of them says it: create anyway"), label_suffix="", required=False
    )
    likes: ClassVar[list[Near]] = []

    def clean(self) -> dict[str, Any] | None:
        """Stop a new claim that others are like, until whoever types says that it is another."""
        cleaned = super().clean()
        statement, language = self.cleaned_data.get("statement"), self.cleaned_data.get("language")
        if self.instance.pk or not statement or not language:
            return cleaned
        self.likes = like(statement, language, least=LEAST_LIKE)  # type: ignore[misc]  # of this form alone
        if self.likes and not self.cleaned_data.get("anyway"):
            raise ValidationError(
                _("Claims like this one are here already. Look at them, and tick the box if none of them says it."),
                code="alike",
            )
        return cleaned


class LikenessDesk(ClaimDesk[Claim]):
    """The table of claims with an address for suggestions while a claim is typed."""

    change_form_template = "desk/claim_form.html"

    def get_urls(self) -> list[Any]:
        """Add the address."""
        own = path("like/", self.admin_site.admin_view(self.like_view), name="claims_claim_like")
        return [own, *super().get_urls()]

    def like_view(self, request: HttpRequest) -> JsonResponse:
        """Answer the claims that are like ``statement``, for whoever may add claims; no cache keeps it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        statement = request.GET.get("statement", "").replace("\0", "")[:LONGEST]
        near = like(statement, request.GET.get("language", ""), least=LEAST_SHOWN)
        return JsonResponse({"claims": [self.told(one) for one in near]}, headers={"Cache-Control": "no-store"})

    def told(self, near: Near) -> dict[str, Any]:
        """Return what the form shows of a claim."""
        claim = near.claim
        verdicts = [str(verdict.rating) for verdict in getattr(claim, "standing", ())]
        return {
            "id": claim.pk,
            "statement": claim.statement,
            "language": claim.language,
            "status": claim.get_status_display(),
            "verdict": verdicts[0] if verdicts else None,
            "score": round(near.score, 3),
            "polarity": near.polarity,
            "url": self.change_url(claim.pk),
        }

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Give a new claim's form the claims that stopped it, and the address for suggestions."""
        if context.get("original") is None:
            form = context["adminform"].form
            context["like_url"] = reverse("admin:claims_claim_like")
            context["likes"] = [self.told(one) for one in form.likes]
        return super().render_change_form(request, context, *args, **kwargs)

    @property
    def media(self) -> forms.Media:
        """Add the script of the suggestions."""
        return super().media + forms.Media(js=[SCRIPT])
