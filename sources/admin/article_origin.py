"""The roots of articles at the desk: kept by the database, to be read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from changes.admin import ReadOnly
from sources.admin.desk import DeskAdmin
from sources.models import ArticleOrigin


@admin.register(ArticleOrigin)
class ArticleOriginAdmin(ReadOnly, DeskAdmin[ArticleOrigin]):
    """Where an article's story ultimately comes from."""

    list_display = ("article", "root")
    list_filter = ("article__kind", "article__published_on")
    list_select_related = ("article", "root")
    search_fields = ("article__title", "root__title")
    search_help_text = _("Title of the article or of its root")
    ordering = ("article", "root")
    readonly_fields = ()
