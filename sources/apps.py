"""Outlets, captures, articles and texts as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """Who published what, in which words, derived from whom."""

    name = "sources"
    verbose_name = _("Sources")
