"""Say that an article is annotated, or that it is not after all."""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from sources.models import Article, Reading
from sources.rules import Refusal, refusing, require_permission


def finish_reading(*, article: Article, by: User, now: datetime.datetime | None = None) -> Reading:
    """Record that nothing is left to find in the article's current text; said twice, the first word stands.

    A later text of the article is to be read again.
    """
    require_permission(by, "sources.change_article")
    with refusing(by=by):
        # Whoever adds a text waits, so that the word is about the text that is current when it counts.
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if locked.current_text_id is None:
            raise Refusal("reading_of_text", _("This article has no text, so there is nothing to annotate in it."))
        reading, _is_new = Reading.objects.get_or_create(
            text_id=locked.current_text_id, defaults={"created_by": by, "created_at": now or timezone.now()}
        )
    return reading


def resume_reading(*, article: Article, by: User) -> None:
    """Take back that the article's current text is done; the history keeps who had said so."""
    require_permission(by, "sources.change_article")
    with refusing(by=by):
        locked = Article.objects.select_for_update().get(pk=article.pk)
        Reading.objects.filter(text=locked.current_text_id).delete()
