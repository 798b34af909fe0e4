"""A capture holds bytes as they were received."""

import pytest

from sources.models import Capture
from tests.rules import accepted, refused, run, still_referenced
from tests.sources.models.captured import make_capture, make_captured_text

pytestmark = pytest.mark.django_db


def test_capture_with_its_digest_is_accepted():
    with accepted("capture_sha256_matches"):
        capture = make_capture(content=b"\x00\xff as received")

    assert bytes(Capture.objects.get(pk=capture.pk).content) == b"\x00\xff as received"


def test_capture_with_another_digest_is_refused():
    with refused("capture_sha256_matches"):
        make_capture(content=b"as received", sha256=Capture.digest(b"as edited"))


def test_new_capture_beside_an_old_one_is_accepted():
    make_capture(content=b"first")

    with accepted("capture_immutable"):
        make_capture(content=b"second")


@pytest.mark.parametrize(
    "change", [{"origin": "elsewhere.txt"}, {"content": b"edited", "sha256": Capture.digest(b"edited")}]
)
def test_capture_is_never_updated(change):
    capture = make_capture()

    with refused("capture_immutable"):
        Capture.objects.filter(pk=capture.pk).update(**change)


def test_capture_is_not_updated_by_a_statement():
    make_capture()

    with refused("capture_immutable"):
        run("UPDATE sources_capture SET media_type = 'text/html'")


def test_capture_of_a_text_is_not_deleted():
    make_captured_text()

    with still_referenced():
        run("DELETE FROM sources_capture")
