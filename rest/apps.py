"""The API's own tables as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RestConfig(AppConfig):
    """Who may ask how often."""

    name = "rest"
    verbose_name = _("API")
