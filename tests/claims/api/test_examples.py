"""Every example of the API's documentation is run as a reader would run it, against a server."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from claims.actions.lexemes import fold_lexemes
from claims.presentation.api_examples import FOLDER, LANGUAGES, TITLES, examples_at
from tests.claims.api.cast import make_story
from tests.factories import make_appearance, make_claim, make_claimant

CLAIM = "Russia interfered in the 2016 US presidential election."
# What each example must bring to light of the claims below.
SHOWN = {
    "find": CLAIM,
    "claim": "false",
    "claimant": "Aaron Clerk",
    "pages": CLAIM,
    "day": "Second",
    "since": CLAIM,
    "match": CLAIM,
    "follow": "created",
    "download": CLAIM,
}
# Where another sign tells that it worked: a table that is too wide, or a number of lines.
OTHERWISE = {("claimant", "curl"): "asserts", ("download", "curl"): "claims.csv", ("download", "R"): "rated-false"}
INTERPRETERS = {"curl": ["bash", "-eu"], "Python": [sys.executable], "R": ["Rscript"]}
HAS_R = shutil.which("Rscript") is not None
RUN = [language for _ending, language in LANGUAGES if language != "R" or HAS_R]


@pytest.fixture
def server(live_server: LiveServer) -> LiveServer:
    """Return a server with claims that the examples find."""
    make_story()
    make_appearance(claim=make_claim(statement=CLAIM), claimant=make_claimant(name="Aaron Clerk"))
    fold_lexemes()
    return live_server


@pytest.mark.parametrize("language", RUN)
def test_examples_show_what_they_say(server: LiveServer, tmp_path: Path, language: str) -> None:
    for example in examples_at(server.url):
        (program,) = [program for program in example.programs if program.language == language]

        done = subprocess.run(
            [*INTERPRETERS[language], "/dev/stdin"], input=program.text, cwd=tmp_path, capture_output=True, text=True,
            check=False, timeout=60, env={**os.environ, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip

        assert done.returncode == 0, (example.name, done.stderr)
        assert OTHERWISE.get((example.name, language), SHOWN[example.name]) in done.stdout, (example.name, done.stdout)


def test_every_file_is_shown_on_the_page() -> None:
    files = {file.name for file in FOLDER.iterdir()}

    assert files == {f"{name}.{ending}" for name in TITLES for ending, _language in LANGUAGES}


def test_page_has_every_example_with_the_installations_address(client, db, settings) -> None:
    settings.SITE_URL = "https://facts.example.org"

    page = client.get("/api/v1/docs/examples/").content.decode()

    assert page.count("<pre") == len(TITLES) * len(LANGUAGES)
    assert "https://facts.example.org/api/v1/claims/" in page
    assert "127.0.0.1:8000" not in page
