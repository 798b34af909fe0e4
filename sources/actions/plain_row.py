"""Record and revise rows of tables without a life of their own: outlets, claimants, topics."""

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from sources.models.base import Editorial
from sources.rules import MESSAGES, Refusal, refusing, require_permission

M = TypeVar("M", bound=Editorial)


def record_row(
    model: type[M],
    *,
    by: User,
    words: Mapping[str, Any] = MESSAGES,
    now: datetime.datetime | None = None,
    **values: Any,
) -> M:
    """Add a row; raises `Refusal` with the field's name as its code if a value has not the form of its field."""
    require_permission(by, f"{model._meta.app_label}.add_{model._meta.model_name}")
    row = model(created_by=by, created_at=now or timezone.now(), **values)
    _refuse_malformed(row)
    with refusing(by=by, messages=words):
        row.save()
    return row


def revise_row(row: M, *, by: User, words: Mapping[str, Any] = MESSAGES, **values: Any) -> M:
    """Change columns of a row; raises `Refusal` as `record_row` does."""
    require_permission(by, f"{row._meta.app_label}.change_{row._meta.model_name}")
    for name, value in values.items():
        setattr(row, name, value)
    _refuse_malformed(row)
    with refusing(by=by, messages=words):
        row.save(update_fields=[*values])
    return row


def _refuse_malformed(row: Editorial) -> None:
    try:
        row.clean_fields(exclude=["created_by"])
        row.validate_unique()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise Refusal(name, f"{name}: {' '.join(messages)}") from error
