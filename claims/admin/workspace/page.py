"""The workspace and its addresses, as pages of a claim at the desk."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from claims.admin.claim import ClaimAdmin
from claims.admin.workspace.changes import changed_since
from claims.admin.workspace.deeds import DEEDS, Done, Faulty, do
from claims.admin.workspace.forms import InquiryForm, VerdictDraftForm, WordingForm
from claims.admin.workspace.preview import preview_claim_review, preview_page
from claims.admin.workspace.state import before, columns, open_verdict, parts_of, returned, said, words_of_state
from claims.admin.workspace.words import WORDS
from claims.markdown import to_html
from claims.models import Claim, Verdict
from claims.readiness import unasked
from claims.rules import Refusal
from sources.admin.desk import editor

PARTS = ("missing", "similar", "inquiries", "actions")  # swapped in place after a step
FRAMED = {"frame-ancestors": [SELF]}

admin.site.unregister(Claim)


@admin.register(Claim)
class WorkspaceClaimAdmin(ClaimAdmin):
    """A claim, with the page on which it is weighed and decided."""

    def get_urls(self) -> list[Any]:
        """Add the workspace, what it writes, and its previews."""
        wrap, at = self.admin_site.admin_view, "<path:object_id>/workspace/"
        own = [
            path(at, wrap(self.workspace_view), name="claims_claim_workspace"),
            path(f"{at}do/<slug:deed>/", wrap(self.deed_view), name="claims_claim_workspace_do"),
            path(f"{at}rationale/", wrap(self.rationale_view), name="claims_claim_workspace_rationale"),
            path("<path:object_id>/preview/", wrap(self.preview_view), name="claims_claim_preview"),
            path("<path:object_id>/preview/claim-review/", wrap(self.markup_view), name="claims_claim_preview_markup"),
        ]
        return [*own, *super().get_urls()]

    def get_list_display(self, request: HttpRequest) -> Any:
        """Lead from the list to the workspace."""
        return (*super().get_list_display(request), "workspace")

    @admin.display(description=_("workspace"))
    def workspace(self, claim: Claim) -> str:
        """Show the way to the workspace."""
        return format_html('<a href="{}">{}</a>', workspace_of(claim), _("Weigh"))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Lead from the claim's page to the workspace first."""
        response = super().render_change_form(request, context, *args, **kwargs)
        claim = context.get("original")
        if claim is not None and claim.merged_into_id is None:
            shown = response.context_data
            shown["next_pages"] = [(_("Workspace"), workspace_of(claim)), *shown.get("next_pages", ())]
        return response

    @method_decorator(ensure_csrf_cookie)
    @method_decorator(csp_replace({"frame-src": [SELF]}))
    def workspace_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the workspace; a merged claim leads to the one that it was merged into."""
        claim = self.weighed(request, object_id)
        if claim.merged_into is not None:
            self.message_user(request, _now("This claim has been merged; here is the one that stayed."), "warning")
            return HttpResponseRedirect(workspace_of(claim.merged_into))
        return self.show(request, claim)

    @method_decorator(require_POST)
    @method_decorator(csp_replace({"frame-src": [SELF]}))
    def deed_view(self, request: HttpRequest, object_id: str, deed: str) -> HttpResponse:
        """Do one thing; scripts are answered with the parts of the page that changed, browsers are led back."""
        claim = self.weighed(request, object_id)
        if deed not in DEEDS:
            raise Http404
        try:
            done = do(deed, claim, request.POST, editor(request))
        except Faulty as fault:
            return self.tell_fault(request, object_id, fault)
        except Refusal as refusal:
            done = Done(refusal.message, "top", is_refused=True)
        if not done.is_refused:
            self.log_change(request, claim, str(done.message))
        if wants_json(request):
            shown = {"message": str(done.message), "errors": {}, **self.renewed(request, object_id)}
            return answer(shown, status=422 if done.is_refused else 200)
        messages.add_message(request, messages.ERROR if done.is_refused else messages.SUCCESS, str(done.message))
        return HttpResponseRedirect(f"{workspace_of(claim)}#{done.part}")

    def tell_fault(self, request: HttpRequest, object_id: str, fault: Faulty) -> HttpResponse:
        """Say what is wrong with a form, and keep what was typed; of a row that somebody else changed also what."""
        claim = self.weighed(request, object_id)
        meanwhile = changed_since(fault.form)
        if not wants_json(request):
            return self.show(request, claim, fault=fault, meanwhile=meanwhile)
        seen = fault.form["seen"].value() if "seen" in fault.form.fields else ""
        shown = {
            "message": _now("Nothing was saved yet. Look at the fields with a remark."),
            "errors": fault.messages(), "seen": {fault.name: seen} if seen else {},
            "meanwhile": render_to_string("desk/workspace/meanwhile.html", {"meanwhile": meanwhile}, request),
        }  # fmt: skip
        return answer(shown, status=422)

    @method_decorator(require_POST)
    def rationale_view(self, request: HttpRequest, object_id: str) -> JsonResponse:
        """Answer how the reasons will look; stores nothing."""
        self.weighed(request, object_id)
        return answer({"html": to_html(request.POST.get("verdict-rationale", ""))})

    @method_decorator(xframe_options_sameorigin)
    @method_decorator(csp_replace(FRAMED))
    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the public page with the draft."""
        return preview_page(request, self.weighed(request, object_id))

    @method_decorator(xframe_options_sameorigin)
    @method_decorator(csp_replace(FRAMED))
    def markup_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the ClaimReview of the draft."""
        return preview_claim_review(request, self.weighed(request, object_id))

    def weighed(self, request: HttpRequest, object_id: str) -> Claim:
        """Return the claim for whoever may see claims and verdicts at the desk."""
        claim = self.get_object(request, unquote(object_id))
        if claim is None:
            raise Http404
        if not (self.has_view_permission(request, claim) and request.user.has_perm("claims.view_verdict")):
            raise PermissionDenied
        return claim

    def show(
        self, request: HttpRequest, claim: Claim, *, fault: Faulty | None = None, meanwhile: Any = ()
    ) -> HttpResponse:
        """Render the page, with the form that has faults in the place of its own."""
        verdict = open_verdict(claim)
        shown_forms = forms_of(claim, verdict)
        if fault and fault.name in shown_forms:
            shown_forms[fault.name] = fault.form
        elif fault:
            messages.error(request, " ".join(text for listed in fault.messages().values() for text in listed))
        context = {
            **self.admin_site.each_context(request), **parts_of(claim, verdict),
            "title": _now("Workspace"), "subtitle": claim.short_statement, "opts": self.opts,
            "change_url": self.change_url(claim.pk),
            "forms": shown_forms, "fault": fault, "meanwhile": meanwhile, "words": WORDS,
            "settings": settings_of(request, claim), "state_words": words_of_state(verdict),
            "appearances": said(claim), "columns": columns(claim), "ticked": shown_forms["verdict"].ticked,
            "standing": Verdict.objects.published().filter(claim=claim).select_related("rating").first(),
            "may": permissions(request), "returned": returned(verdict),
        }  # fmt: skip
        return TemplateResponse(request, "desk/workspace.html", context, status=422 if fault else 200)

    def renewed(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        """Return the parts as they are now, and the versions of the rows that the forms edit."""
        claim = self.weighed(request, object_id)
        verdict = open_verdict(claim)
        context = {**parts_of(claim, verdict), "may": permissions(request), "forms": forms_of(claim, verdict)}
        return {
            "parts": {name: render_to_string(f"desk/workspace/{name}.html", context, request) for name in PARTS},
            "seen": {name: form["seen"].value() for name, form in seen_forms(context["forms"])},
            "state": words_of_state(verdict),
        }


def forms_of(claim: Claim, verdict: Verdict) -> dict[str, Any]:
    """Return the forms of the page; a first draft of a later version begins with the words of the one before."""
    return {
        "wording": WordingForm(instance=claim),
        "verdict": VerdictDraftForm(instance=verdict, initial=before(claim) if not verdict.pk else {}),
        "inquiry": InquiryForm(claim=claim, initial={"addressee": unasked(claim).first()}),
    }


def seen_forms(shown: dict[str, forms.BaseForm]) -> list[tuple[str, forms.BaseForm]]:
    """Return the forms that edit a row which somebody else may change meanwhile."""
    return [(name, form) for name, form in shown.items() if "seen" in form.fields]


def settings_of(request: HttpRequest, claim: Claim) -> dict[str, Any]:
    """Return what the page's script must know beforehand."""
    address = workspace_of(claim)
    return {
        "key": f"workspace:{claim.pk}", "user": editor(request).pk, "address": address,
        "login": f"{reverse('admin:login')}?next={address}",
    }  # fmt: skip


def permissions(request: HttpRequest) -> dict[str, bool]:
    """Return what whoever is signed in may do here."""
    codes = ("change_claim", "change_verdict", "submit_verdict", "add_inquiry", "change_claimmatch", "merge_claim")
    return {code: request.user.has_perm(f"claims.{code}") for code in codes}


def workspace_of(claim: Claim) -> str:
    """Return the address of a claim's workspace."""
    return reverse("admin:claims_claim_workspace", args=[claim.pk])


def wants_json(request: HttpRequest) -> bool:
    """Say whether the page's script asks, rather than a browser without it."""
    return request.headers.get("Accept", "").startswith("application/json")


def answer(shown: dict[str, Any], status: int = 200) -> JsonResponse:
    """Return JSON that no cache keeps."""
    return JsonResponse(shown, status=status, headers={"Cache-Control": "no-store"})
