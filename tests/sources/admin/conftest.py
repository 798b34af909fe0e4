"""An editor who is signed in, and a web server from which alone pages may be fetched."""

import ipaddress

import pytest

from tests.factories import make_editor
from tests.web_server import serving


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


@pytest.fixture
def web(settings):
    """A web server on this machine, from which alone pages may be fetched."""
    with serving() as server:
        settings.FETCH_NETWORKS = [ipaddress.ip_network("127.0.0.1/32")]
        settings.FETCH_PORTS = [server.port]
        yield server
