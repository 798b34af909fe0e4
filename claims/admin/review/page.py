"""The review page and its addresses, as pages of a verdict at the desk."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from claims.admin.desk import ClaimDesk, add_url
from claims.admin.review.compared import compared
from claims.admin.review.deeds import DEEDS, form_class, initial
from claims.admin.review.people import reviewing
from claims.admin.review.rows import reviewed_rows
from claims.admin.review.sections import lead_of, sections
from claims.admin.review.standing import hindrances, readers_see, record_of
from claims.admin.verdict_verbs import VERBS
from claims.markdown import to_html
from claims.models import Verdict
from claims.readiness import advice, missing
from claims.rules import Refusal
from sources.admin.desk import editor
from sources.admin.verbs import Verb


@dataclass(frozen=True)
class Posted:
    """What was sent and not done: the deed, and its form with the reasons."""

    deed: str
    form: forms.Form


@dataclass(frozen=True)
class Decision:
    """A step that whoever reads the page may take now."""

    verb: Verb[Verdict]
    form: forms.Form
    address: str


class ReviewPages(ClaimDesk[Verdict]):
    """Verdicts, with the page on which a reviewer reads all that an approval covers, and decides."""

    def get_urls(self) -> list[Any]:
        """Add the page and what it does."""
        wrap, at = self.admin_site.admin_view, "<path:object_id>/review/"
        own = [
            path(at, wrap(self.review_view), name="claims_verdict_review"),
            path(f"{at}do/<slug:deed>/", wrap(self.deed_view), name="claims_verdict_review_do"),
        ]
        return [*own, *super().get_urls()]

    @method_decorator(require_GET)
    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the page."""
        return self.shown(request, self.reviewed(request, object_id), None)

    def deed_view(self, request: HttpRequest, object_id: str, deed: str) -> HttpResponse:
        """Do one thing and lead back to the page; what is refused is shown on it, with all that was typed."""
        verdict = self.reviewed(request, object_id)
        if deed not in DEEDS:
            raise Http404
        if request.method != "POST":  # the page of something refused, opened again
            return HttpResponseRedirect(review_url(verdict))
        if not request.user.has_perm(DEEDS[deed].permission):
            raise PermissionDenied
        form = form_class(deed, verdict)(request.POST)
        if form.is_valid() and self.done(request, verdict, deed, form):
            return HttpResponseRedirect(f"{review_url(verdict)}#{DEEDS[deed].anchor}")
        return self.shown(request, self.reviewed(request, object_id), Posted(deed, form))

    def done(self, request: HttpRequest, verdict: Verdict, deed: str, form: forms.Form) -> bool:
        """Make the deed's one domain call; a refusal becomes an error of the form."""
        try:
            DEEDS[deed].perform(verdict, by=editor(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
            return False
        self.log_change(request, verdict, str(DEEDS[deed].done))
        self.message_user(request, str(DEEDS[deed].done))
        return True

    def reviewed(self, request: HttpRequest, object_id: str) -> Verdict:
        """Return the verdict for whoever may see verdicts and what they rely on."""
        rows = Verdict.objects.select_related(
            "claim", "author", "reviewer", "rating__scale", "lead_appearance__passage__text__article"
        )
        verdict = rows.filter(pk=unquote(object_id)).first() if object_id.isdecimal() else None
        if verdict is None:
            raise Http404
        if not (self.has_view_permission(request, verdict) and request.user.has_perm("claims.view_evidence")):
            raise PermissionDenied
        return verdict

    def shown(self, request: HttpRequest, verdict: Verdict, posted: Posted | None) -> HttpResponse:
        """Answer the page as it stands now, with what was refused a moment ago."""
        user, lead, comparison = editor(request), lead_of(verdict), compared(verdict, request.GET.get("since", ""))
        comments = list(verdict.comments.select_related("created_by", "resolved_by"))
        context = {
            **self.admin_site.each_context(request),
            "title": _now("Review"), "subtitle": str(verdict), "opts": self.opts, "original": verdict,
            "change_url": self.change_url(verdict.pk), "review_url": review_url(verdict),
            "claim_url": reverse("admin:claims_claim_change", args=[verdict.claim_id]), "posted": posted,
            "comparison": comparison, "difference": comparison.difference,
            "sections": sections(verdict, comparison.difference, comments),
            "comments": [comment for comment in comments if not comment.field],
            "open_comments": sum(1 for comment in comments if not comment.is_resolved),
            "rationale_html": to_html(verdict.rationale), "rows": reviewed_rows(verdict, lead, user),
            "missing": missing(verdict) if verdict.state == "draft" else [],
            "advice": advice(verdict) if verdict.is_open else [],
            "hindrances": hindrances(verdict, lead), "seen": readers_see(verdict), "record": record_of(verdict),
            "reviewing": reviewing(verdict, user), "decisions": self.decisions(verdict, request, posted),
            "next": self.next_to_review(verdict, request), "new_version": self.new_version(verdict, request),
        }  # fmt: skip
        return TemplateResponse(request, "desk/review.html", context)

    def decisions(self, verdict: Verdict, request: HttpRequest, posted: Posted | None) -> list[Decision]:
        """Return the steps that may be taken now, one with what was refused."""
        user = editor(request)
        return [
            Decision(verb, self.form_of(verb.name, verdict, posted), deed_url(verdict, verb.name))
            for verb in VERBS
            if verb.is_open_to(verdict, user)
        ]

    def form_of(self, deed: str, verdict: Verdict, posted: Posted | None) -> forms.Form:
        """Return the form of a step: empty, or as it was sent but bound to what the page shows now."""
        fresh = form_class(deed, verdict)(initial=initial(deed, verdict), auto_id=f"{deed}-%s")
        if posted is None or posted.deed != deed:
            return fresh
        for name, value in posted.form.data.items():
            if name in fresh.fields and not isinstance(fresh.fields[name].widget, forms.HiddenInput):
                fresh.initial[name] = value
        return fresh

    def next_to_review(self, verdict: Verdict, request: HttpRequest) -> str:
        """Return the address of the next verdict that waits for whoever is signed in; empty for none."""
        waiting = Verdict.objects.awaiting_review_by(editor(request)).exclude(pk=verdict.pk)
        following = waiting.order_by("submitted_at", "id").first()
        return review_url(following) if following and request.user.has_perm("claims.review_verdict") else ""

    def new_version(self, verdict: Verdict, request: HttpRequest) -> str:
        """Return where a new version is drafted, of what readers see and nobody is working on."""
        is_open = Verdict.objects.open().filter(claim=verdict.claim_id).exists()
        may = request.user.has_perm("claims.add_verdict") and verdict.claim.merged_into_id is None
        return add_url(Verdict, claim=verdict.claim_id) if may and not is_open else ""

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Lead from the verdict's page to its review."""
        if verdict := context.get("original"):
            context["next_pages"] = [(_("Review"), review_url(verdict)), *context.get("next_pages", ())]
        return super().render_change_form(request, context, *args, **kwargs)

    def get_list_display(self, request: HttpRequest) -> Any:
        """Lead from the list to the page as well."""
        return (*super().get_list_display(request), "review")

    @admin.display(description=_("review"))
    def review(self, verdict: Verdict) -> str:
        """Show the way to the page."""
        return format_html('<a href="{}">{}</a>', review_url(verdict), _("Review"))


def review_url(verdict: Verdict) -> str:
    """Return the address of a verdict's review page."""
    return reverse("admin:claims_verdict_review", args=[verdict.pk])


def deed_url(verdict: Verdict, deed: str) -> str:
    """Return where a deed of the page is done."""
    return reverse("admin:claims_verdict_review_do", args=[verdict.pk, deed])
