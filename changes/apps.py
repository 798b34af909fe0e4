"""The change log as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ChangesConfig(AppConfig):
    """What the public record gained, changed and lost, in the order of commits."""

    name = "changes"

    def ready(self) -> None:
        """Keep the triggers fast after each migration."""
        from changes.ignoring import ask_at_once  # noqa: PLC0415  # apps come before what they hold

        post_migrate.connect(ask_at_once, sender=self)
