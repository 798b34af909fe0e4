"""Bundles in one file."""

import io
import zipfile

import pytest

from sources.interchange import bundle_archive
from sources.interchange.bundle_archive import unpacked
from sources.interchange.bundle_files import BundleError

WHOLE = {"bundle.json": b"{}", "claims.jsonl": b"{}\n", f"captures/{'a' * 64}": b"bytes"}


def packed(files, top=""):
    """Return a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(top + name, content)
    out.seek(0)
    return out


@pytest.mark.parametrize("top", ["", "seed/", "my bundles/seed/"])
def test_files_are_given_in_a_folder(top):
    with unpacked(packed(WHOLE, top), "b.zip") as folder:
        found = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}

    assert found == WHOLE
    assert not folder.exists()


def test_what_packers_add_is_passed_over():
    with unpacked(packed({**WHOLE, "__MACOSX/._claims.jsonl": b"", ".DS_Store": b""}), "b.zip") as folder:
        assert not (folder / "__MACOSX").exists()


@pytest.mark.parametrize(
    "name",
    ["../outside.jsonl", "/tmp/outside.jsonl", "captures/../../x.jsonl", "notes.txt", "captures/short"],
)
def test_whatever_is_no_part_of_a_bundle_is_refused(name):
    with pytest.raises(BundleError) as refused, unpacked(packed({**WHOLE, name: b""}), "b.zip"):
        pass

    assert str(refused.value) == f"b.zip: “{name}” is no part of a bundle. Take it out of the archive."


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        (io.BytesIO(b"no archive"), "b.zip: this is no ZIP archive that can be read"),
        (
            packed({"claims.jsonl": b""}),
            "b.zip: there is no bundle.json in it. Pack the folder that dump_bundle wrote.",
        ),
    ],
    ids=["no-archive", "no-bundle"],
)
def test_file_that_is_no_bundle_is_refused(stream, message):
    with pytest.raises(BundleError) as refused, unpacked(stream, "b.zip"):
        pass

    assert str(refused.value).startswith(message)


def test_archive_that_would_fill_the_disk_is_refused(monkeypatch):
    monkeypatch.setattr(bundle_archive, "LARGEST", 2**20)

    with pytest.raises(BundleError) as refused, unpacked(packed({**WHOLE, "claims.jsonl": b"0" * 2**21}), "b.zip"):
        pass

    assert str(refused.value).startswith("b.zip: its files have more than 1 MB.")


def test_archive_that_is_damaged_is_refused():
    damaged = bytearray(packed({**WHOLE, "claims.jsonl": bytes(range(256)) * 20}).getvalue())
    damaged[80:90] = b"\xff" * 10

    with pytest.raises(BundleError) as refused, unpacked(io.BytesIO(bytes(damaged)), "b.zip"):
        pass

    assert "this is no ZIP archive that can be read" in str(refused.value)
