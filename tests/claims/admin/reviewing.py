"""The review page as a browser would ask for it and send its forms."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from claims.models import Verdict
from tests.claims.admin.desk import url
from tests.factories import make_reviewer


def opened(client: Client, verdict: Verdict, by: User | None = None) -> Any:
    """Open the page of a verdict as that user, the reviewer unless said otherwise."""
    client.force_login(by or make_reviewer())
    return client.get(url("claims_verdict_review", verdict.pk))


def done(client: Client, verdict: Verdict, deed: str, **typed: Any) -> Any:
    """Send one form of the page; follow to the page that answers."""
    return client.post(url("claims_verdict_review_do", verdict.pk, deed), typed, follow=True)


def offered(page: Any) -> list[str]:
    """Return the names of the steps that the page offers."""
    return [decision.verb.name for decision in page.context["decisions"]]


def objections(page: Any) -> list[str]:
    """Return why what was sent was not done."""
    posted = page.context["posted"]
    return [error for errors in posted.form.errors.values() for error in errors] if posted else []
