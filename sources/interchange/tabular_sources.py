"""The sheets of outlets and articles."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from sources.actions.article import import_article, revise_article
from sources.actions.plain_row import record_row, revise_row
from sources.interchange.tabular import Sheet, fields
from sources.models import Article, Outlet


def add_outlet(*, by: User, **values: Any) -> Model:
    """Add an outlet."""
    return record_row(Outlet, by=by, **values)


def change_outlet(*, row: Outlet, by: User, **values: Any) -> Model:
    """Change an outlet."""
    return revise_row(row, by=by, **values)


def change_article(*, row: Article, by: User, **values: Any) -> Model:
    """Change what is known of an article."""
    return revise_article(article=row, by=by, **values)


OUTLETS = Sheet(
    model=Outlet,
    columns=fields(Outlet, "name", "domain", "kind", "country", "language", "wikidata_id", "description"),
    create=add_outlet,
    revise=change_outlet,
    shown={},
)
ARTICLES = Sheet(
    model=Article,
    columns=fields(
        Article, "outlet", "kind", "title", "byline", "published", "language", "url", "archived_url"
    ),
    create=import_article,
    revise=change_article,
    shown={"outlet_name": lambda row: row.outlet.name, "status": lambda row: row.status},
    along=("outlet",),
)  # fmt: skip
