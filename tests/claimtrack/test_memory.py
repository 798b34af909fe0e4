"""What every process of the web server holds in memory."""

import json
import os
import subprocess
import sys

READS_CAPTURES = {"pypdf", "trafilatura", "numpy"}
LOADED = """
import json, sys
from django.urls import get_resolver
from claimtrack.wsgi import application
get_resolver().url_patterns
print(json.dumps(sorted(sys.modules)))
"""


def test_web_server_does_not_load_what_only_captures_need():
    environment = {**os.environ, "SECRET_KEY": "kept", "DATABASE_URL": "postgres://nobody@localhost/never-asked"}

    answer = subprocess.run([sys.executable, "-c", LOADED], env=environment, capture_output=True, check=True)

    loaded = set(json.loads(answer.stdout.splitlines()[-1]))
    assert "claims.views.public_claim" in loaded
    assert not loaded & READS_CAPTURES
