"""The change log as a Django app."""

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    """What the public record gained, changed and lost, in the order of commits."""

    name = "changes"
