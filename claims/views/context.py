"""What every page knows of its installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from claims.views.stylesheet import stylesheet_address


def site(request: HttpRequest | None = None) -> dict[str, Any]:
    """Give templates ``site``: name, address, contact, style sheet, and whether this is the worked example."""
    return {
        "site": {
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL.rstrip("/"),
            "contact_email": settings.CONTACT_EMAIL,
            "stylesheet": stylesheet_address(),
            "is_worked_example": settings.IS_WORKED_EXAMPLE,
        }
    }
