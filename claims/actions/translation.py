"""Translate a claim; check a translation."""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import Translation
from claims.rules import refusing, require_permission


def write_translation(*, by: User, now: datetime.datetime | None = None, **fields: Any) -> Translation:
    """Record an unchecked translation; ``fields`` are its columns: claim, language, statement, origin, summary ..."""
    require_permission(by, "claims.add_translation")
    with refusing(by=by):
        return Translation.objects.create(created_by=by, created_at=now or timezone.now(), **fields)


def revise_translation(*, translation: Translation, by: User, **fields: Any) -> Translation:
    """Change a translation; what was checked is unchecked from then on, so readers do not see it until it is again."""
    require_permission(by, "claims.change_translation")
    with refusing(by=by):
        for name, value in fields.items():
            setattr(translation, name, value)
        translation.uncheck()
    return translation


def check_translation(*, translation: Translation, by: User, now: datetime.datetime | None = None) -> Translation:
    """Let readers see the translation, on the word of somebody who knows both languages."""
    require_permission(by, "claims.change_translation")
    with refusing(by=by):
        translation.check_off(by=by, at=now or timezone.now())
    return translation
