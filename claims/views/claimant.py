"""Claimants: the list, and one with what they said."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from claims.models import Claimant
from claims.presentation.appearance import shown_appearances
from claims.presentation.claimant_page import LATEST_SAID, nearest_said, public_appearances, roles_of
from claims.presentation.scorecard import scorecard_of
from claims.search.claimants import claimants_named
from claims.views.listing import BY_NAME, listed, search_words
from claims.views.page import Head, public_page, render_page
from sources.date_words import in_words
from sources.enums import Publication
from sources.models import Outlet


@public_page
def claimant_list(request: HttpRequest) -> HttpResponse:
    """Show everybody who publicly made or relayed a claim, by name."""
    words = search_words(request)
    claimants = claimants_named(words, Claimant.objects.public())
    head = Head(_("Claimants"), _("People, organisations and sources whose claims are on record here."), request.path)
    page = listed(request, claimants, BY_NAME)
    return render_page(request, "claimant_list.html", head, page=page, words=words, is_narrowed=bool(words))


@public_page
def claimant(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who it is and what they said, the newest first."""
    found = get_object_or_404(Claimant.objects.public().select_related("article__outlet"), pk=pk)
    page = listed(request, public_appearances(), LATEST_SAID, nearest=nearest_said(found))
    head = Head(
        found.name,
        found.description or _("What %(name)s said, where, and what became of it.") % {"name": found.name},
        found.get_absolute_url(),
    )
    article = found.article
    return render_page(
        request,
        "claimant.html",
        head,
        claimant=found,
        died=in_words(found.died),
        roles=roles_of(found),
        scorecard=scorecard_of(found) if page.is_first else None,
        outlet=Outlet.objects.public().filter(pk=found.outlet_id).first() if found.outlet_id else None,
        article=article if article and article.status == Publication.PUBLIC else None,
        page=page,
        appearances=shown_appearances(page.rows),
    )
