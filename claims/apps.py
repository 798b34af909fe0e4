"""Claims, appearances, evidence and verdicts as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """What is checked, who said it and what we found."""

    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        """Register the system checks."""
        from claims import checks  # noqa: F401, PLC0415  # needs the settings
