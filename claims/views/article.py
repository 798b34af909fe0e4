"""Articles: the list, and one with what is quoted of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from claims.presentation.article_page import MOST, article_page, with_derivations
from claims.search.documents import ARTICLES
from claims.views.errors import Gone
from claims.views.facets import OF_ARTICLES
from claims.views.list_data import PUBLISHED, list_data
from claims.views.listing import NEWEST_ARTICLES, listed
from claims.views.page import Head, public_page, render_page
from claims.views.search import found_of, listed_best, listed_by_age
from sources.enums import Publication
from sources.models import Article


@public_page
def article_list(request: HttpRequest) -> HttpResponse:
    """Show the public articles, the newest first, those of unknown date last, or what a search finds."""
    found = found_of(request, ARTICLES, OF_ARTICLES)
    articles = with_derivations(Article.objects.public())
    if found.is_ranked:
        page = listed_best(request, articles, found)
    elif found.is_narrowed:
        page = listed_by_age(request, articles, found)
    else:
        page = listed(request, articles, NEWEST_ARTICLES)
    head = Head(_("Articles"), _("Articles and documents that claims and evidence are quoted from."), request.path)
    return render_page(
        request,
        "article_list.html",
        head,
        page=page,
        found=found,
        words=found.words,
        kept=found.kept,
        facets=found.facets,
        is_narrowed=found.is_narrowed,
        data=list_data("api-article-list", found.words, found.search, day=PUBLISHED),
    )


@public_page
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article's citation, what is quoted of it, what it was made from and what was made from it."""
    found = with_derivations(Article.objects.filter(pk=pk), most=MOST).first()
    if found and found.status == Publication.WITHDRAWN:
        raise Gone
    if found is None or found.status != Publication.PUBLIC:
        raise Http404
    head = Head(
        str(found),
        _("What is quoted here from %(outlet)s: %(article)s.") % {"outlet": found.outlet, "article": found},
        found.get_absolute_url(),
    )
    return render_page(request, "article.html", head, page=article_page(found))
