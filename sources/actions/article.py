"""Import an article, add a version of its text, publish and withdraw it."""

import datetime
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sources.enums import ArticleKind, Extent
from sources.models import Article, ArticleText, Capture, Outlet
from sources.rules import Refusal, refusing, require_permission


def import_article(
    *,
    outlet: Outlet,
    kind: ArticleKind,
    title: str = "",
    byline: Iterable[str] = (),
    published: str = "",
    language: str = "",
    url: str = "",
    archived_url: str = "",
    by: User,
    now: datetime.datetime | None = None,
) -> Article:
    """Record a publication as a draft, by whatever is known of it; without a text it is a citation.

    ``published`` is EDTF, empty if nothing is known. Raises ``Refusal`` with the field's name as its code if a
    value has not the form of its field.
    """
    require_permission(by, "sources.add_article")
    article = Article(
        outlet=outlet, kind=kind, title=title, byline=list(byline), published=published, language=language,
        url=url, archived_url=archived_url, created_by=by, created_at=now or timezone.now(),
    )  # fmt: skip
    _refuse_malformed(article)
    with refusing(by=by):
        article.save()
    return article


def revise_article(*, article: Article, by: User, **fields: Any) -> Article:
    """Change what is known of an article; raises ``Refusal`` as `import_article` does."""
    require_permission(by, "sources.change_article")
    for name, value in fields.items():
        setattr(article, name, value)
    _refuse_malformed(article)
    with refusing(by=by):
        article.save()
    return article


def add_text(
    *,
    article: Article,
    content: str,
    extent: Extent,
    capture: Capture | None = None,
    start: int | None = None,
    end: int | None = None,
    extractor: str = "",
    retrieved_on: datetime.date | None = None,
    by: User,
) -> ArticleText:
    """Add the next version of the article's text and make it the current one.

    ``content`` is stored in Unicode form NFC; ``start`` and ``end`` are its code points in the capture, where it
    stands there in one piece. Passages of older versions stay where they are and are orphaned from now on.
    """
    require_permission(by, "sources.add_articletext")
    if "\0" in content:
        raise Refusal("text_without_nul", _("The text holds a NUL character. Remove it and add the text again."))
    with refusing(by=by):
        # Two editors at once get two versions: the second waits here for the first.
        locked = Article.objects.select_for_update().get(pk=article.pk)
        newest = locked.texts.aggregate(newest=Max("version"))["newest"] or 0
        text = ArticleText.objects.create(
            article=article, version=newest + 1, content=unicodedata.normalize("NFC", content), extent=extent,
            capture=capture, start=start, end=end, extractor=extractor, retrieved_on=retrieved_on,
        )  # fmt: skip
        article.refresh_from_db(fields=["current_text"])
    return text


def publish_article(*, article: Article, by: User) -> Article:
    """Let the public see the article's citation and what quotes it; its full text stays at the desk."""
    require_permission(by, "sources.change_article")
    with refusing(by=by):
        article.publish()
    return article


def withdraw_article(*, article: Article, by: User) -> Article:
    """Take the article, and whatever rests on it, from the public at every date."""
    require_permission(by, "sources.change_article")
    with refusing(by=by):
        article.withdraw()
    return article


def _refuse_malformed(article: Article) -> None:
    for name in ("title", "byline", "published", "url", "archived_url"):
        if "\0" in "".join(getattr(article, name)):
            raise Refusal(name, _("%(field)s holds a NUL character. Remove it.") % {"field": name})
    try:
        article.clean_fields(exclude=["outlet", "created_by", "current_text"])
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise Refusal(name, f"{name}: {' '.join(messages)}") from error
