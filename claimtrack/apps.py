"""The composition root as a Django app: it only chooses the admin site."""

from django.contrib.admin.apps import AdminConfig


class ClaimTrackAdminConfig(AdminConfig):
    """Django's admin with this desk's site."""

    default_site = "claimtrack.admin_site.DeskSite"
