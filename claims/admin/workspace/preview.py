"""What readers and machines would see of the version in work: pages for a frame of the workspace."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from claims.admin.workspace.forms import VerdictDraftForm
from claims.admin.workspace.state import open_verdict
from claims.enums import VerdictState
from claims.interchange.claim_review import draft_claim_review
from claims.models import Claim, Verdict
from claims.presentation.draft_page import draft_page
from claims.readiness import cited_by
from claims.views.page import Head


def preview_page(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Render the public page: with what was typed where it was sent along, else with what is stored; stores nothing."""
    verdict, relied_on = typed(request, claim) if request.method == "POST" else stored(claim)
    with translation.override(settings.LANGUAGE_CODE):
        page = draft_page(claim, verdict, relied_on=relied_on)
        head = Head(claim.short_statement, verdict.summary or claim.statement, request.path, is_indexed=False)
        return render(request, "desk/workspace/preview.html", {"head": head, "page": page})


def preview_claim_review(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Render the markup that the stored draft would have, for people to read."""
    verdict, _relied_on = stored(claim)
    markup = draft_claim_review(verdict) if verdict.pk and verdict.state != VerdictState.RETRACTED else None
    text = json.dumps(markup, ensure_ascii=False, indent=2) if markup else ""
    return render(request, "desk/workspace/claim_review.html", {"markup": text, "claim": claim})


def stored(claim: Claim) -> tuple[Verdict, set[int]]:
    """Return the version in work with the ids of what it relies on; where none is, the last one that readers saw."""
    verdict = open_verdict(claim)
    if not verdict.pk:
        rated = Verdict.objects.filter(claim=claim).select_related("rating__scale").order_by("-version")
        verdict = rated.published().first() or rated.public().first() or verdict
    return verdict, set(cited_by(verdict).values_list("pk", flat=True))


def typed(request: HttpRequest, claim: Claim) -> tuple[Verdict, set[int]]:
    """Return the version as it is typed; a field with a fault counts as it is stored."""
    form = VerdictDraftForm(request.POST, instance=open_verdict(claim))
    form.is_valid()
    return form.instance, {one.pk for one in form.cleaned_data.get("relied_on", ())}
