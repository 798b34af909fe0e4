"""Topics: the list, and one with its claims."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from claims.models import Claim, Topic
from claims.presentation.claim_card import with_card
from claims.views.listing import BY_NAME, NEWEST_ROWS, listed, search_words
from claims.views.page import Head, public_page, render_page


@public_page
def topic_list(request: HttpRequest) -> HttpResponse:
    """Show the topics of public claims, by name."""
    words = search_words(request)
    topics = Topic.objects.public().filter(name__icontains=words) if words else Topic.objects.public()
    head = Head(_("Topics"), _("What the claims are about."), request.path)
    page = listed(request, topics, BY_NAME)
    return render_page(request, "topic_list.html", head, page=page, words=words, is_narrowed=bool(words))


@public_page
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the claims on a topic, the newest first."""
    found = get_object_or_404(Topic.objects.public(), pk=pk)
    claims = with_card(Claim.objects.public().filter(topics=found))
    head = Head(found.name, _("Claims on %(topic)s.") % {"topic": found.name}, found.get_absolute_url())
    return render_page(request, "topic.html", head, topic=found, page=listed(request, claims, NEWEST_ROWS))
