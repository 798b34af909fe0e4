"""The editors' desk: Django's admin site with this project's names."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class DeskSite(AdminSite):
    """Where editors work."""

    site_header = _("ClaimTrack desk")
    site_title = _("ClaimTrack desk")
    index_title = _("Desk")
    site_url = "/"
