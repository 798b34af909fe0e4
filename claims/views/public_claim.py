"""The public claim that an address names, whatever is shown of it."""

from django.http import Http404

from claims.models import Claim
from claims.views.errors import Gone
from sources.enums import Publication


def find_claim(pk: int) -> Claim:
    """Return the public claim with this id, or the one it was merged into; 404 or 410 if there is none."""
    found = Claim.objects.select_related("merged_into").filter(pk=pk).first()
    if found and found.merged_into:
        found = found.merged_into
    if found and found.status == Publication.WITHDRAWN:
        raise Gone
    if found is None or found.status != Publication.PUBLIC:
        raise Http404
    return found
