"""Addresses that mean the same whoever asks: ids in exports, permalinks, canonical URLs in other people's formats."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def permalink(view_name: str, *args: Any) -> str:
    """Return the full address of a public page with the interface in the default language, also under ``/ru/``."""
    with translation.override(settings.LANGUAGE_CODE):
        return settings.SITE_URL.rstrip("/") + reverse(view_name, args=args)
