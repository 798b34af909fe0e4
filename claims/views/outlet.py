"""Outlets: the list, and one with its articles."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from claims.presentation.article_page import with_derivations
from claims.presentation.derivation_picture import picture_of
from claims.presentation.outlet_page import record_of
from claims.views.listing import BY_NAME, NEWEST_ARTICLES, listed, search_words
from claims.views.page import Head, public_page, render_page
from sources.models import Article, Outlet


@public_page
def outlet_list(request: HttpRequest) -> HttpResponse:
    """Show the outlets with public articles, by name."""
    words = search_words(request)
    outlets = Outlet.objects.public()
    if words:
        outlets = outlets.filter(Q(name__icontains=words) | Q(domain__icontains=words))
    head = Head(
        _("Outlets"), _("Newspapers, agencies, broadcasters, sites and official bodies cited here."), request.path
    )
    page = listed(request, outlets, BY_NAME)
    return render_page(request, "outlet_list.html", head, page=page, words=words, is_narrowed=bool(words))


@public_page
def outlet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an outlet and its articles, the newest first, with what they copy and who copies them."""
    found = get_object_or_404(Outlet.objects.public(), pk=pk)
    articles = with_derivations(Article.objects.public().filter(outlet=found))
    head = Head(
        found.name,
        found.description or _("Articles of %(name)s that are cited here.") % {"name": found.name},
        found.get_absolute_url(),
    )
    page = listed(request, articles, NEWEST_ARTICLES)
    return render_page(
        request,
        "outlet.html",
        head,
        outlet=found,
        page=page,
        record=record_of(found) if page.is_first else None,
        picture=picture_of(row.pk for row in page.rows),
    )
