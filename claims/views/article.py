"""Articles: the list, and one with what is quoted of it."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from claims.presentation.article_page import article_page, with_derivations
from claims.views.errors import Gone
from claims.views.listing import NEWEST_ARTICLES, listed, search_words
from claims.views.page import Head, public_page, render_page
from sources.enums import Publication
from sources.models import Article


@public_page
def article_list(request: HttpRequest) -> HttpResponse:
    """Show the public articles, the newest first, those of unknown date last."""
    words = search_words(request)
    articles = with_derivations(Article.objects.public())
    if words:
        articles = articles.filter(Q(title__icontains=words) | Q(outlet__name__icontains=words))
    head = Head(_("Articles"), _("Articles and documents that claims and evidence are quoted from."), request.path)
    page = listed(request, articles, NEWEST_ARTICLES)
    return render_page(request, "article_list.html", head, page=page, words=words, is_narrowed=bool(words))


@public_page
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article's citation, what is quoted of it, what it was made from and what was made from it."""
    found = with_derivations(Article.objects.filter(pk=pk)).first()
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
