"""UsedAllowance: how much of what it may do an asker did in the present window, counted by all processes together."""

import datetime
from uuid import UUID

from django.db import connection, models
from django.utils.crypto import salted_hmac

# One statement, and one short lock on one row: requests of the same asker wait for each other for that long. It also
# clears away a few windows that are over, of anybody, unless somebody else is at it: the table stays as small as
# the number of those who ask.
SPEND = """
WITH over AS (
    DELETE FROM rest_usedallowance WHERE key IN (
        SELECT key FROM rest_usedallowance WHERE until <= %(now)s ORDER BY until LIMIT 10 FOR UPDATE SKIP LOCKED
    )
)
INSERT INTO rest_usedallowance AS kept (key, until, used) VALUES (%(key)s, %(until)s, %(cost)s)
ON CONFLICT (key) DO UPDATE SET used = kept.used + EXCLUDED.used WHERE kept.used + EXCLUDED.used <= %(limit)s
RETURNING used
"""


def key_of(who: str, until: datetime.datetime) -> UUID:
    """Return what a count is kept under: it names neither the asker nor the window."""
    digest = salted_hmac("rest.used_allowance", f"{who} {until.timestamp()}", algorithm="sha256").digest()
    return UUID(bytes=digest[:16])


class UsedAllowanceManager(models.Manager["UsedAllowance"]):
    """Counts."""

    def spend(self, cost: int, *, of: int, who: str, until: datetime.datetime, now: datetime.datetime) -> int | None:
        """Count ``cost``, at most ``of``, and return what ``who`` has used up to now, None where it is too much.

        Nothing is counted then. ``until`` is the end of the window.
        """
        key = key_of(who, until)
        with connection.cursor() as cursor:
            cursor.execute(SPEND, {"key": key, "until": until, "now": now, "cost": cost, "limit": of})
            found = cursor.fetchone()
        return int(found[0]) if found else None

    def used_by(self, who: str, *, until: datetime.datetime) -> int:
        """Return what ``who`` has used up to now in the window that ends then."""
        return self.filter(key=key_of(who, until)).values_list("used", flat=True).first() or 0


class UsedAllowance(models.Model):
    """What one asker has used in one window; the key says neither who it is nor when, to whoever has not the secret."""

    key = models.UUIDField(primary_key=True)
    until = models.DateTimeField(db_index=True)
    used = models.PositiveIntegerField()

    objects = UsedAllowanceManager()

    def __str__(self) -> str:
        return f"{self.used} until {self.until:%H:%M:%S}"
