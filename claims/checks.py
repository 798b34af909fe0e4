"""System checks: by what matching works here, and whether releases can be put where they are wanted."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning, register

from encoders.catalogue import why_not


@register()
def check_encoders(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Warn of encoders that are wanted and cannot be had."""
    reasons = [(name, why_not(name)) for name in settings.CLAIMTRACK_ENCODERS]
    return [
        Warning(
            f"The encoder {name} of CLAIMTRACK_ENCODERS is left out: matching does without it.",
            hint=reason,
            id="claims.W001",
        )
        for name, reason in reasons
        if reason
    ]


@register(deploy=True)
def check_meaning(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Say that matching goes by words alone."""
    if settings.CLAIMTRACK_ENCODERS:
        return []
    return [
        Info(
            "Matching goes by words alone, within one language.",
            hint="docs/matching.md tells how to add an encoder, which knows other words and other languages.",
            id="claims.I001",
        )
    ]


@register()
def check_bucket(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Refuse a bucket that nothing here can speak to."""
    if not settings.EXPORTS_S3_BUCKET or (find_spec("storages") and find_spec("boto3")):
        return []
    return [
        Error(
            "EXPORTS_S3_BUCKET is set, but what speaks to a bucket is not installed.",
            hint="pip install -r requirements-s3.txt, or leave the setting out: releases then lie in EXPORTS_DIR.",
            id="claims.E001",
        )
    ]
