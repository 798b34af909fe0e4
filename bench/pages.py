"""Public pages and API details beside the cheapest query that could answer them."""

from collections.abc import Callable

from django.db import connection
from django.test import Client

from bench.timing import medians, report
from claims.models import Claim


def one_row() -> None:
    """Read one claim by its id: what a round trip costs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM claims_claim WHERE id = (SELECT max(id) FROM claims_claim)")
        cursor.fetchall()


def getting(client: Client, path: str, parameters: dict[str, str] | None = None) -> Callable[[], None]:
    """Return a call that reads ``path`` and insists on its success."""

    def get() -> None:
        status = client.get(path, parameters).status_code
        if status != 200:
            raise SystemExit(f"{path} answered {status}")

    return get


def run() -> None:
    """Measure each kind of page."""
    client = Client(SERVER_NAME="127.0.0.1")
    claim = Claim.objects.public().latest("pk")
    paths = [
        "/", "/claims/", claim.get_absolute_url(), "/claimants/", "/articles/", "/outlets/", "/topics/",
        "/api/v1/claims/", f"/api/v1/claims/{claim.pk}/", "/api/v1/verdicts/",
    ]  # fmt: skip
    subjects = {"one row by its id, no page": one_row, **{path: getting(client, path) for path in paths}}
    report("Pages, in process", medians(subjects))
