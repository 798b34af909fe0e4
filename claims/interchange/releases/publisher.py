"""Who publishes, and under which licence, as the settings say."""

from pathlib import Path

from django.conf import settings

from claims.interchange.releases.about import Licence, Publisher
from claims.interchange.releases.exports import ReleaseError


def publisher() -> Publisher:
    """Return whose data these are; a licence's file that cannot be read raises `ReleaseError`."""
    name = settings.DATA_LICENSE
    if not name:
        raise ReleaseError(
            "Nobody could use a release without a licence: set DATA_LICENSE, such as CC-BY-4.0, and DATA_LICENSE_URL."
        )
    words = ""
    if settings.DATA_LICENSE_FILE:
        try:
            words = Path(settings.DATA_LICENSE_FILE).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ReleaseError(
                f"DATA_LICENSE_FILE: {settings.DATA_LICENSE_FILE} cannot be read as UTF-8 text ({error}). "
                "Correct the setting, or leave it out."
            ) from error
    address = settings.DATA_LICENSE_URL or f"https://spdx.org/licenses/{name}.html"
    licence = Licence(name, settings.DATA_LICENSE_TITLE or name, address, words)
    return Publisher(settings.SITE_NAME, settings.SITE_URL.rstrip("/"), licence, settings.IS_WORKED_EXAMPLE)
