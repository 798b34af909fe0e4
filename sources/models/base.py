"""What every table that a bundle carries has in common."""

import uuid
from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
import pgtrigger
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)

EXTERNAL_ID = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9._:-]*$",
    _("Use letters, digits, dots, colons, hyphens and underscores, starting with a letter or digit."),
)


def new_external_id() -> str:
    """Return a random UUID as text, the id of a row that no bundle has named."""
    return str(uuid.uuid4())


class ExternallyIdentified(models.Model):
    """A row that keeps its name when it travels; database ids never do."""

    external_id = models.CharField(
        _("external id"), max_length=120, unique=True, default=new_external_id, validators=[EXTERNAL_ID]
    )

    class Meta:
        abstract = True


class Editorial(ExternallyIdentified):
    """A row that somebody wrote: by whom, when, and when it last changed."""

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    updated_at = models.DateTimeField(_("updated at"), db_default=Now(), editable=False)

    class Meta:
        abstract = True


UPDATED_AT = pgtrigger.Trigger(
    name="updated_at",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="NEW.updated_at := clock_timestamp(); RETURN NEW;",
)


def tracked(model_name: str, *, comes_in_bulk: bool = False, but: Sequence[str] = ()) -> Callable[[type[M]], type[M]]:
    """Keep every version of a model's rows, with who wrote it, in the table ``model_name``.

    Of a table whose rows ``comes_in_bulk``, those of one statement are kept by one statement. What the database works
    out from other rows is left out by ``but``.
    """
    decorator: Callable[[type[M]], type[M]] = pghistory.track(
        pghistory.InsertEvent(level=pgtrigger.Statement if comes_in_bulk else pgtrigger.Row),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=model_name,
        append_only=True,
        exclude=list(but) or None,
    )
    return decorator
