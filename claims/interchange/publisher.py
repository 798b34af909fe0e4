"""Who publishes the reviews here, as schema.org knows organisations, and the policies readers may hold them to."""

from django.conf import settings
from django.urls import reverse

from claims.interchange.fact_check_tools import Json, filled

# What the page on how we work tells of every installation.
TOLD = ("publishingPrinciples", "verificationFactCheckingPolicy", "correctionsPolicy")


def publisher() -> Json:
    """Return the installation as an organisation; a policy that is not set and told nowhere is left out."""
    site = settings.SITE_URL.rstrip("/")
    methodology = site + reverse("methodology")
    policies = {
        name: address or (methodology if name in TOLD else "") for name, address in settings.POLICY_URLS.items()
    }
    return filled(
        **{"@type": "Organization", "@id": f"{site}/#publisher"},
        name=settings.SITE_NAME,
        url=f"{site}/",
        email=settings.CONTACT_EMAIL,
        **policies,
    )


def licence_address() -> str:
    """Return the address of the licence of all that is given away, releases and markup alike; empty if none is set."""
    name = settings.DATA_LICENSE
    return settings.DATA_LICENSE_URL or (f"https://spdx.org/licenses/{name}.html" if name else "")
