"""What the workspace sends and is answered, with its script and without."""

from typing import Any

from django.test import Client

from claims.models import Claim
from tests.claims.admin.desk import url

PAGE = "claims_claim_workspace"
JSON = {"headers": {"Accept": "application/json"}}


def page(client: Client, claim: Claim) -> Any:
    """Open the workspace."""
    return client.get(url(PAGE, claim.pk))


def send(client: Client, claim: Claim, deed: str, typed: dict[str, Any], **more: Any) -> Any:
    """Do one thing as a browser without script would."""
    return client.post(url("claims_claim_workspace_do", claim.pk, deed), typed, **more)


def form_of(client: Client, claim: Claim, name: str, **typed: Any) -> dict[str, Any]:
    """Return the fields of a form as the page fills them in, with what is typed over them."""
    form = page(client, claim).context["forms"][name]
    values = {form.add_prefix(field): form[field].value() for field in form.fields}
    filled = {field: value for field, value in values.items() if value is not None}
    return {**filled, **{form.add_prefix(field): value for field, value in typed.items()}}
