"""Forms of the desk as a browser would send them."""

from typing import Any

from django.test import Client
from django.urls import reverse


def url(name: str, *args: Any) -> str:
    """Return an address of the desk: ``claims_claim_change``."""
    return reverse(f"admin:{name}", args=args)


def verb_url(row: Any, verb: str) -> str:
    """Return the address at which ``verb`` is done to ``row``."""
    return url(f"{row._meta.app_label}_{row._meta.model_name}_verb", row.pk, verb)


def do(client: Client, row: Any, verb: str, **typed: Any) -> Any:
    """Press the button and confirm; follow to the page that answers."""
    return client.post(verb_url(row, verb), typed, follow=True)


def told(response: Any) -> list[str]:
    """Return the messages that the page shows."""
    return [str(message) for message in response.context["messages"]]


def errors(response: Any) -> str:
    """Return all that the form objects to."""
    form = response.context["adminform"].form
    return str(form.errors.as_text())


def inline(prefix: str, *rows: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    """Return the fields of rows below a form."""
    fields: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        fields.update({f"{prefix}-{number}-{name}": value for name, value in row.items()})
    return fields
