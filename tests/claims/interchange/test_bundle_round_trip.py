import json

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from claims.interchange.bundle_tables import TABLES
from claims.models import Evidence, Rating, VerdictContributor, VerdictEvent
from sources.models import ArticleText, Capture
from tests.claims.interchange.bundles import dump, empty_database, leave, load, rewrite, rows
from tests.claims.interchange.desk import PAGE, work
from tests.factories import make_claim, make_editor, make_evidence, make_reviewer, make_verdict, rating

pytestmark = pytest.mark.django_db


def test_dump_load_dump_gives_identical_files(tmp_path):
    work()
    first = dump(tmp_path / "first")
    empty_database()

    load(tmp_path / "first")

    assert dump(tmp_path / "second") == first


def test_bundle_of_the_desk_has_rows_of_every_table(tmp_path):
    work()

    dump(tmp_path)

    counts = json.loads((tmp_path / "bundle.json").read_text())["tables"]
    assert list(counts) == [table.name for table in TABLES]


def test_loading_twice_changes_nothing(tmp_path):
    work()
    dump(tmp_path)
    empty_database()
    load(tmp_path)
    before = history()

    new = load(tmp_path)

    assert new == {}
    assert history() == before


def history():
    """Return how many versions of rows are kept, by table."""
    models = [model for app in ("sources", "claims") for model in apps.get_app_config(app).get_models()]
    return {model.__name__: model.objects.count() for model in models if model.__name__.endswith("History")}


def test_capture_travels_byte_for_byte(tmp_path):
    work()

    written = dump(tmp_path)
    empty_database()
    load(tmp_path)

    assert written[f"captures/{Capture.digest(PAGE)}"] == PAGE
    assert bytes(Capture.objects.get().content) == PAGE


def test_writers_become_accounts_that_cannot_sign_in(tmp_path):
    make_verdict(state="published")
    dump(tmp_path)
    empty_database()

    load(tmp_path)

    accounts = User.objects.order_by("username")
    assert [account.username for account in accounts] == ["editor", "reviewer"]
    assert [list(account.groups.values_list("name", flat=True)) for account in accounts] == [["editors"], ["reviewers"]]
    assert not any(account.is_active or account.is_staff or account.has_usable_password() for account in accounts)


def test_account_that_is_there_keeps_its_groups_and_password(tmp_path):
    make_verdict(state="published")
    dump(tmp_path)
    empty_database()
    account = User.objects.create_user("editor", password="a-long-password", is_staff=True)

    load(tmp_path)

    account.refresh_from_db()
    assert (account.is_active, account.has_usable_password(), account.groups.count()) == (True, True, 0)


def test_each_step_is_in_history_in_the_name_of_who_took_it(tmp_path):
    make_verdict(state="published")
    dump(tmp_path)
    empty_database()

    load(tmp_path)

    versions = apps.get_model("claims", "VerdictHistory").objects.order_by("pgh_id")
    steps = versions.values_list("state", "pgh_context__metadata__user")
    editor, reviewer = (User.objects.get(username=name).pk for name in ("editor", "reviewer"))
    assert list(steps) == [("draft", editor), ("submitted", editor), ("approved", reviewer), ("published", reviewer)]


def test_four_eyes_hold_after_a_load(tmp_path):
    work()
    helpers = set(VerdictContributor.objects.values_list("verdict__external_id", "user__username"))
    dump(tmp_path)
    empty_database()

    load(tmp_path)

    assert set(VerdictContributor.objects.values_list("verdict__external_id", "user__username")) == helpers
    helper = User.objects.get(username="helper")
    assert Evidence.objects.get(comment="Another hand.").editor_ids == [helper.pk]


def test_events_keep_their_order_and_digests(tmp_path):
    work()
    columns = ("verdict__external_id", "kind", "by__username", "at", "note", "digest")
    dump(tmp_path)
    before = list(VerdictEvent.objects.in_chain_order().values_list(*columns))
    empty_database()

    load(tmp_path)

    dump(tmp_path / "again")  # the chain is written at the end of the transaction
    assert list(VerdictEvent.objects.in_chain_order().values_list(*columns)) == before


def test_newest_text_is_current_after_a_load(tmp_path):
    work()
    dump(tmp_path)
    empty_database()

    load(tmp_path)

    later = ArticleText.objects.get(version=2)
    assert later.article.current_text == later


def test_part_of_a_bundle_joins_rows_that_are_there(tmp_path):
    claim = make_claim()
    evidence = make_evidence(claim=claim)
    dump(tmp_path)
    leave(tmp_path, "evidence")
    Evidence.objects.filter(pk=evidence.pk).update(status="withdrawn")
    empty_evidence = evidence.external_id

    def rename(objects):
        objects[0]["external_id"] = "another"

    rewrite(tmp_path, "evidence", rename)

    new = load(tmp_path)

    added = Evidence.objects.get(external_id="another")
    assert new == {"evidence": 1}
    assert (added.claim, added.status, added.approved_by) == (claim, "public", make_reviewer())
    assert Evidence.objects.filter(external_id=empty_evidence).exists()


def test_scales_changed_before_anything_was_rated_are_taken_over(tmp_path):
    Rating.objects.filter(external_id="truth-mixed").update(definition="Half and half.", created_by=make_editor())
    first = dump(tmp_path / "first")
    Rating.objects.filter(external_id="truth-mixed").update(definition="As shipped.", created_by=None)

    load(tmp_path / "first")

    assert rating("truth-mixed").definition == "Half and half."
    assert dump(tmp_path / "second") == first


def test_dump_holds_no_mail_address_and_no_password(tmp_path):
    make_verdict(state="published")
    User.objects.update(email="editor@example.org", password="pbkdf2_sha256$secret")

    written = dump(tmp_path)

    assert not [name for name, content in written.items() if b"example.org" in content or b"pbkdf2" in content]
    assert rows(tmp_path, "users")[0] == {"username": "editor", "groups": ["editors"]}
