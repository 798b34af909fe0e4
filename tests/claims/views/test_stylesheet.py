"""One style sheet for all public pages, kept for ever under a name that changes with it."""

import re
from pathlib import Path

from django.conf import settings

from claims.views.stylesheet import current, stylesheet_address

STATIC = Path(settings.STATICFILES_DIRS[0])
NAME = re.compile(r"/style/[0-9a-f]{16}\.css")


def test_stylesheet_holds_tokens_base_and_every_component(client):
    content = client.get(stylesheet_address()).content.decode()

    for file in [STATIC / "tokens.css", STATIC / "base.css", *(STATIC / "components").glob("*.css")]:
        assert file.read_text() in content, file.name
    assert content.startswith((STATIC / "tokens.css").read_text())


def test_stylesheet_may_be_kept_for_ever(client):
    response = client.get(stylesheet_address())

    assert NAME.fullmatch(stylesheet_address())
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Vary"] == "Accept-Encoding"


def test_page_of_another_version_gets_this_stylesheet_for_now(client):
    response = client.get("/style/0123456789abcdef.css")

    assert response.content == client.get(stylesheet_address()).content
    assert response["Cache-Control"] == "no-cache"


def test_stylesheet_has_another_name_as_soon_as_it_changes(settings, tmp_path):
    settings.DEBUG = True
    settings.STATICFILES_DIRS = [tmp_path]
    (tmp_path / "tokens.css").write_text(":root { --ink: black; }")
    (tmp_path / "base.css").write_text("html { color: var(--ink); }")
    before = current()
    (tmp_path / "base.css").write_text("html { color: red; }")

    assert current().name != before.name


def test_stylesheet_asks_for_no_other_file():
    assert not re.search(r"@import|url\(", current().content)
