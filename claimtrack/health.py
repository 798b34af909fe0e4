"""Whether the program can serve: for whoever watches it."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claims.meaning import encoder_states


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 with the state of database and matching, 503 where the database cannot be used."""
    database = database_state()
    is_well = database["reachable"] is True and database["migrations_applied"] is True
    answer = {"status": "ok" if is_well else "unavailable", "database": database}
    if is_well:
        answer["matching"] = matching_state()
    return JsonResponse(answer, status=200 if is_well else 503)


def database_state() -> dict[str, object]:
    """Return whether the database answers, has every migration, and its server's version; never why not."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = cursor.fetchone()[0]
    except DatabaseError:
        return {"reachable": False, "migrations_applied": None, "server_version": None}
    return {
        "reachable": True,
        "migrations_applied": known_migrations() <= set(applied),
        "server_version": version,
    }


def matching_state() -> dict[str, object]:
    """Return by what matching works: words alone, or each encoder and how many wordings wait for it."""
    state = encoder_states()
    serves = any(encoder["serves"] for encoder in state.values())
    return {"method": "words+meaning" if serves else "words", "encoders": state}


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    """Return app and name of each migration that came with this program; read once."""
    return frozenset(MigrationLoader(None).graph.nodes)
