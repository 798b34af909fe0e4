"""Keep what the overview shows."""

import datetime

from django.db import transaction
from django.utils import timezone

from claims import overview
from claims.models import OverviewCount


def count_overview(*, now: datetime.datetime | None = None) -> OverviewCount:
    """Count everything that is public and keep the tables in place of the last ones."""
    with transaction.atomic():
        kept = OverviewCount.objects.create(tables=overview.count(), counted_at=now or timezone.now())
        OverviewCount.objects.exclude(pk=kept.pk).delete()
    return kept
