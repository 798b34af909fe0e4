"""ApiToken: somebody outside who may ask more often than an unknown address."""

import datetime
import hashlib
import secrets
import string

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PREFIX = "claimtrack_"  # by which scanners of code find a token that leaked
LENGTH = 40  # letters and digits after it, 238 bits
SHOWN = len(PREFIX) + 6  # characters that are kept to recognise a token by
ALPHABET = string.ascii_letters + string.digits


def digest_of(token: str) -> str:
    """Return what is stored of a token: enough to know it again, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def day_in_a_year() -> datetime.date:
    """Return the last day of a token for which nobody chose one."""
    return timezone.now().date() + datetime.timedelta(days=365)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Questions about tokens."""

    def known_as(self, token: str) -> "ApiToken | None":
        """Return the row of a token, be it valid or not."""
        return self.filter(digest=digest_of(token)).first()


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="ApiTokenHistory",
    append_only=True,
    exclude=["digest", "last_used_on"],
)
class ApiToken(models.Model):
    """A token, of which only the hash is kept, and what it allows until it expires or is revoked."""

    name = models.CharField(
        _("name"), max_length=100, unique=True, help_text=_("Who uses it and what for, such as: Mirror of the archive.")
    )
    contact = models.CharField(
        _("contact"),
        max_length=200,
        help_text=_("Whom to write to when something goes wrong, such as an e-mail address."),
    )
    requests_per_minute = models.PositiveIntegerField(
        _("requests a minute"), default=30_000, validators=[MinValueValidator(1)]
    )
    texts_per_minute = models.PositiveIntegerField(
        _("texts matched a minute"), default=3_000, validators=[MinValueValidator(1)]
    )
    expires_on = models.DateField(
        _("valid until"), default=day_in_a_year, help_text=_("The last day on which it is valid, in UTC.")
    )
    prefix = models.CharField(_("begins with"), max_length=SHOWN, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)
    last_used_on = models.DateField(_("last used on"), null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        constraints = [
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="api_token_only_as_a_hash"),
            models.CheckConstraint(
                condition=Q(requests_per_minute__gt=0, texts_per_minute__gt=0), name="api_token_allows_something"
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(contact=""), name="api_token_has_somebody_behind_it"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_expired(self, *, today: datetime.date) -> bool:
        """Say whether its last day is over."""
        return self.expires_on < today

    def issue(self) -> str:
        """Return a new token, which nobody can ever read again, and keep its hash; the row is not saved."""
        token = PREFIX + "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
        self.prefix, self.digest = token[:SHOWN], digest_of(token)
        return token

    def revoke(self, *, now: datetime.datetime) -> None:
        """Let it not be used from now on, for ever."""
        self.revoked_at = self.revoked_at or now
        self.save(update_fields=["revoked_at"])

    def used(self, *, today: datetime.date) -> None:
        """Note the day, once a day."""
        if self.last_used_on != today:
            self.last_used_on = today
            self.save(update_fields=["last_used_on"])
