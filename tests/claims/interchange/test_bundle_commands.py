import io

import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim
from tests.claims.interchange.bundles import empty_database, files
from tests.factories import make_claim
from tests.rules import at_commit

pytestmark = pytest.mark.django_db


def said(*command):
    """Return what a command says."""
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue().splitlines()


def test_commands_carry_the_desk_from_one_database_to_another(tmp_path):
    claim = make_claim()
    at_commit()

    dumped = said("dump_bundle", str(tmp_path / "bundle"))
    empty_database()
    loaded = said("load_bundle", str(tmp_path / "bundle"))

    assert dumped[-1] == f"The bundle is in {tmp_path / 'bundle'}: 24 rows."
    assert "  claims: 1 new, 0 unchanged." in loaded
    assert loaded[-1] == "The bundle is in: 2 rows new."
    assert Claim.objects.get().external_id == claim.external_id


def test_loading_again_says_that_nothing_changed(tmp_path):
    make_claim()
    said("dump_bundle", str(tmp_path))

    loaded = said("load_bundle", str(tmp_path))

    assert loaded[-1] == "The bundle was already in; nothing changed."


def test_load_of_a_bad_bundle_says_where_and_that_nothing_was_loaded(tmp_path):
    make_claim()
    said("dump_bundle", str(tmp_path))
    (tmp_path / "claims.jsonl").write_text("{}\n")

    with pytest.raises(CommandError) as refusal:
        said("load_bundle", str(tmp_path))

    first, second = str(refusal.value).splitlines()
    assert first.startswith(f"{tmp_path / 'claims.jsonl'}:1: the key “external_id” is missing")
    assert second == "Nothing was loaded."


def test_dump_into_a_foreign_folder_says_so_and_writes_nothing(tmp_path):
    (tmp_path / "letters.txt").write_text("Dear editor,")

    with pytest.raises(CommandError, match=r"not empty and holds no bundle.*\nNothing was written\."):
        said("dump_bundle", str(tmp_path))

    assert files(tmp_path) == {"letters.txt": b"Dear editor,"}
