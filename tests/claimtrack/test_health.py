"""Whether the program can serve."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


@pytest.mark.django_db
def test_health_of_a_migrated_database_is_ok(client):
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "database": {"reachable": True, "migrations_applied": True, "server_version": version},
        "matching": {"method": "words", "encoders": {}},
    }
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_health_lacking_a_migration_is_503(client):
    MigrationRecorder(connection).record_unapplied("claims", "0006_rating_scales")

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["status"] == "unavailable"
    assert response.json()["database"]["migrations_applied"] is False


def test_health_without_a_database_is_503_and_names_no_secret(client, monkeypatch, django_db_blocker):
    with django_db_blocker.unblock():
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere/secret-directory")
        monkeypatch.setitem(connection.settings_dict, "PASSWORD", "secret-password")
        response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {
        "status": "unavailable",
        "database": {"reachable": False, "migrations_applied": None, "server_version": None},
    }
    assert "secret" not in response.content.decode()


@pytest.mark.django_db
def test_health_is_answered_without_a_redirect_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz").status_code == 200
    assert client.get("/").status_code == 301


@pytest.mark.django_db
def test_health_only_answers_questions(client):
    assert client.head("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405
