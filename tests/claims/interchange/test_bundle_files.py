import hashlib
import json

import pytest

from claims.interchange.bundle_dump import dump_bundle
from sources.interchange.bundle_files import BundleError
from tests.claims.interchange.bundles import dump, files, refused, rows
from tests.factories import make_claim


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"external_id": }\n', "this is not JSON"),
        (b"\xff\xfe\n", "this is not UTF-8"),
        (b"[1, 2]\n", "here belongs a JSON object"),
        (b"\n", "this is not JSON"),
        (b'{"a": NaN}\n', "NaN is no number"),
        (b'{"a": 1, "a": 2}\n', "the key “a” is given twice"),
        (b'{"a": ' + b"[" * 100_000 + b"\n", "this is nested too deeply"),
        (b'{"a": ' + b"1" * 5000 + b"}\n", "this is not JSON"),
        (b'{"a": 1}', "the file may be cut off"),
    ],
)
def test_line_that_is_no_object_is_refused(bundle, line, message):
    outlets = bundle / "outlets.jsonl"
    outlets.write_bytes(outlets.read_bytes() + line)

    refused(bundle, "outlets.jsonl:2", message)


def test_lost_line_is_noticed(bundle):
    evidence = bundle / "evidence.jsonl"
    evidence.write_bytes(evidence.read_bytes().splitlines(keepends=True)[0])

    refused(bundle, "evidence.jsonl", "it has 1 rows, but bundle.json says 2")


def test_lost_file_is_noticed(bundle):
    (bundle / "evidence.jsonl").unlink()

    refused(bundle, "evidence.jsonl", "it cannot be read: No such file or directory")


def test_file_that_the_manifest_does_not_name_is_refused(bundle):
    (bundle / "claim.jsonl").write_text("{}\n")

    refused(bundle, "claim.jsonl", "bundle.json does not name this file")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "another"}, "this is not a bundle of the format “claimtrack-bundle”, version 1"),
        ({"version": 2}, "this is not a bundle of the format “claimtrack-bundle”, version 1"),
        ({"tables": {"claim": 1}}, "there is no table “claim”"),
        ({"tables": {"claims": 0}}, "claims must give the number of rows"),
        ({"tables": []}, "it has the keys format, version and tables"),
        ({"more": 1}, "it has the keys format, version and tables"),
    ],
)
def test_manifest_that_does_not_fit_is_refused(bundle, change, message):
    manifest = json.loads((bundle / "bundle.json").read_text())
    (bundle / "bundle.json").write_text(json.dumps(manifest | change))

    refused(bundle, "bundle.json", message)


@pytest.mark.django_db
def test_folder_without_a_manifest_is_refused(tmp_path):
    refused(tmp_path, "bundle.json", "it cannot be read")


def test_capture_with_other_bytes_is_refused(bundle):
    content = b"A page."
    sha256 = hashlib.sha256(content).hexdigest()
    capture = {
        "external_id": "page", "sha256": sha256, "media_type": "text/plain", "origin": "page.txt",
        "archived_url": "", "retrieved_at": None,
    }  # fmt: skip
    (bundle / "captures.jsonl").write_text(json.dumps(capture) + "\n")
    name_in_manifest(bundle, captures=1)
    (bundle / "captures").mkdir()
    (bundle / "captures" / sha256).write_bytes(content + b" ")

    refused(bundle, "captures.jsonl:1", f"the bytes of captures/{sha256} have another SHA-256")


@pytest.mark.parametrize("sha256", ["../../../etc/passwd", "", "A" * 64])
def test_capture_of_another_folder_is_refused(bundle, sha256):
    capture = {
        "external_id": "page", "sha256": sha256, "media_type": "text/plain", "origin": "page.txt",
        "archived_url": "", "retrieved_at": None,
    }  # fmt: skip
    (bundle / "captures.jsonl").write_text(json.dumps(capture) + "\n")
    name_in_manifest(bundle, captures=1)

    refused(bundle, "captures.jsonl:1", "sha256: ")


def name_in_manifest(bundle, **counts):
    """Let the manifest name more tables."""
    manifest = json.loads((bundle / "bundle.json").read_text())
    manifest["tables"] |= counts
    (bundle / "bundle.json").write_text(json.dumps(manifest))


@pytest.mark.django_db
def test_dump_takes_the_place_of_an_older_bundle(tmp_path):
    make_claim(external_id="first")
    dump(tmp_path / "bundle")
    make_claim(external_id="second")

    dump(tmp_path / "bundle")

    assert [claim["external_id"] for claim in rows(tmp_path / "bundle", "claims")] == ["first", "second"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["bundle"]


@pytest.mark.django_db
def test_dump_leaves_a_folder_of_other_things_alone(tmp_path):
    (tmp_path / "letters.txt").write_text("Dear editor,")

    with pytest.raises(BundleError, match="this folder is not empty and holds no bundle"):
        dump(tmp_path)

    assert [entry.name for entry in tmp_path.iterdir()] == ["letters.txt"]


@pytest.mark.django_db
def test_dump_leaves_a_bundle_with_other_things_alone(tmp_path):
    before = dump(tmp_path)
    (tmp_path / "README.md").write_text("Ours.")
    make_claim()

    with pytest.raises(BundleError, match=r"beside a bundle it holds README\.md"):
        dump(tmp_path)

    (tmp_path / "README.md").unlink()
    assert files(tmp_path) == before


@pytest.mark.django_db
def test_dump_that_fails_leaves_the_older_bundle(tmp_path):
    make_claim()
    before = dump(tmp_path / "bundle")
    make_claim()

    with pytest.raises(RuntimeError):
        dump_bundle(tmp_path / "bundle", report=stumble)

    assert files(tmp_path / "bundle") == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["bundle"]


def stumble(line):
    """Fail when the claims are reported."""
    if line.startswith("claims"):
        raise RuntimeError(line)


@pytest.mark.django_db
def test_dump_over_a_file_is_refused(tmp_path):
    (tmp_path / "bundle").write_text("")

    with pytest.raises(BundleError, match="this is a file"):
        dump(tmp_path / "bundle")
