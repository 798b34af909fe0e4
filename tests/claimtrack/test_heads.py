"""HEAD, as a server asks the program."""

import io

import pytest
from django.core.cache import cache

from claimtrack.wsgi import application
from tests.factories import make_claim


def ask(method, path):
    """Return the status, the headers and the body that the program gives its server."""
    told = []
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "HTTP_HOST": "localhost", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
        "REMOTE_ADDR": "192.0.2.77",
    }  # fmt: skip
    chunks = application(environ, lambda status, headers, *_: told.extend((status, dict(headers))))
    try:
        return told[0], told[1], b"".join(chunks)
    finally:
        chunks.close()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/claims/", "/api/v1/claims/", "/annotations/", "/nothing-here/"])
def test_head_says_what_get_says_and_gives_no_body(path):
    cache.clear()
    make_claim()

    status, headers, body = ask("HEAD", path)
    same, whole, content = ask("GET", path)

    assert (status, body) == (same, b"")
    assert int(headers["Content-Length"]) == len(content) > 0
    assert {name: headers.get(name) for name in ("Content-Type", "ETag")} == {
        name: whole.get(name) for name in ("Content-Type", "ETag")
    }
