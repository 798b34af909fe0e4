"""Files of others at the desk: handed in, looked at, taken in."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from claims.actions import import_file as action
from claims.models import Claim, Evidence, ExternalReview, ImportFile, LabelMapping
from sources.models import Outlet
from tests.claims.admin.desk import told, url
from tests.factories import make_administrator, make_article, make_editor, make_user, rating

pytestmark = pytest.mark.django_db
ROWS = "statement,label,url\nOpen.,Wrong,https://a.example/1\nClosed.,Four Pinocchios,https://a.example/2\n,Wrong,\n"


@pytest.fixture
def desk(client):
    """Return a client in which an editor is signed in."""
    client.force_login(make_editor())
    return client


def hand_in(desk, content=ROWS, name="claims.csv", **typed):
    """Hand a file in, and follow to the page that answers."""
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return desk.post(url("claims_importfile_add"), {"file": file, **typed}, follow=True)


def take(desk, **typed):
    """Confirm the newest file."""
    return desk.post(url("claims_importfile_take", ImportFile.objects.first().pk), typed, follow=True)


def test_file_is_shown_before_anything_is_stored(desk):
    page = hand_in(desk).content.decode()

    assert Claim.objects.count() == 0
    assert "There is no statement. A row says what was claimed." in page
    assert "Four Pinocchios" in page
    assert "Take in 2" in page


def test_labels_come_with_a_guess_or_with_what_was_confirmed(desk):
    hand_in(desk)
    take(desk, **{"label-0": rating("truth-false").pk, "label-1": rating("truth-unproven").pk})

    form = hand_in(desk).context["form"]

    assert [(one.label, field.value()) for one, field in form.rows()] == [
        ("Four Pinocchios", rating("truth-false").pk), ("Wrong", rating("truth-unproven").pk)
    ]  # fmt: skip


def test_letters_and_days_are_read_as_the_editor_says(desk):
    table = "statement;label;url;said\nМост открыт.;Ложь;https://a.example/1;16/07/2018\n".encode("cp1251")

    page = hand_in(desk, table, encoding="windows-1251", dates="%d/%m/%Y").content.decode()
    take(desk)

    assert "Ложь" in page
    review = ExternalReview.objects.get()
    assert (review.claim.statement, review.label, review.said) == ("Мост открыт.", "Ложь", "2018-07-16")


def test_file_is_taken_in_with_the_labels_as_confirmed(desk):
    form = hand_in(desk).context["form"]
    assert [field.value() for _, field in form.rows()] == [None, rating("truth-false").pk]

    response = take(desk, **{"label-0": rating("truth-mostly-false").pk, "label-1": ""})

    assert told(response) == ["2 of 3 were new; 0 were in already, 1 were not taken."]
    assert [str(one.rating or "") for one in ExternalReview.objects.order_by("url")] == ["", "mostly false"]
    assert LabelMapping.objects.count() == 2
    assert ImportFile.objects.get().outcome["counts"]["new"] == 2


def test_rejected_rows_are_given_as_csv(desk):
    hand_in(desk, "statement,label,url\n,=1+1,\n")

    response = desk.get(url("claims_importfile_rejected", ImportFile.objects.get().pk))

    assert response.content.decode().splitlines()[1].startswith("1,There is no statement.")


def test_annotations_are_taken_in(desk):
    article = make_article()
    quotes = [{"id": "1", "target": {"selector": {"exact": "The minister"}}}]

    hand_in(desk, json.dumps(quotes), "a.json", shape="annotations", article=article.pk)
    take(desk)

    assert Evidence.objects.get().passage.exact == "The minister"


def bundle_of_an_outlet():
    """Return the bytes of a packed bundle that holds an outlet."""
    row = {"external_id": "paper", "name": "The Paper", "domain": "paper.example", "kind": "newspaper", "country": "",
           "language": "en", "wikidata_id": "", "description": "", "created_by": None,
           "created_at": "2026-01-01T12:00:00.000000Z"}  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        manifest = {"format": "claimtrack-bundle", "version": 1, "tables": {"outlets": 1}}
        archive.writestr("bundle.json", json.dumps(manifest))
        archive.writestr("outlets.jsonl", json.dumps(row) + "\n")
    return out.getvalue()


def test_bundle_is_shown_and_then_taken_in_by_an_administrator(client):
    client.force_login(make_administrator())
    file = SimpleUploadedFile("b.zip", bundle_of_an_outlet())

    client.post(url("claims_importfile_add"), {"file": file})
    before = Outlet.objects.count()
    response = take(client)

    assert (before, Outlet.objects.get().name) == (0, "The Paper")
    assert told(response) == ["1 of 1 were new; 0 were in already, 0 were not taken."]


def test_bundle_is_nothing_for_an_editor(desk):
    file = SimpleUploadedFile("b.zip", bundle_of_an_outlet())

    page = desk.post(url("claims_importfile_add"), {"file": file}).content.decode()

    assert "editor may not do this (auth.add_user). Ask an administrator." in page
    assert (ImportFile.objects.count(), Outlet.objects.count()) == (0, 0)


def test_bundle_that_does_not_fit_is_refused_with_file_and_line(client):
    client.force_login(make_administrator())
    file = SimpleUploadedFile("b.zip", bundle_of_an_outlet().replace(b"newspaper", b"newspapyr"))

    page = client.post(url("claims_importfile_add"), {"file": file}).content.decode()

    assert "b.zip: this is no ZIP archive that can be read: Bad CRC-32" in page.replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("content", "typed", "message"),
    [
        ("a,b\n", {}, "No column is the statement."),
        ("a\nx\n", {"columns": "statement:a"}, "Write each line as MEANING=COLUMN"),
        ("a\nx\n", {"columns": "who=a"}, "There is no meaning who."),
        ("id\nx\n", {"columns": "id=id"}, "Name the data set"),
        ("{}", {"shape": "annotations"}, "There are no annotations in the file"),
        ("a\n", {"article": 99}, "There is no article of this number."),
    ],
)
def test_file_that_cannot_be_read_is_refused(desk, content, typed, message):
    response = hand_in(desk, content, **typed)

    assert message in response.content.decode()
    assert ImportFile.objects.count() == 0


def test_long_file_is_for_the_command(desk, monkeypatch):
    monkeypatch.setattr(action, "MOST_ROWS", 3)

    response = hand_in(desk, "statement\n" + "Open.\n" * 4)

    assert "The file has more than 50,000 rows." in response.content.decode()


def long_file(desk, monkeypatch):
    """Hand in a file of five rows, of which a request takes two, and begin it."""
    monkeypatch.setattr(action, "PIECE", 2)
    rows = "".join(f"Bridge {number} is open.\n" for number in range(4))
    hand_in(desk, f"statement\n{rows}{'x' * 2_001}\n")
    return desk.post(url("claims_importfile_take", ImportFile.objects.get().pk))


def test_long_file_is_taken_in_piece_by_piece(desk, monkeypatch):
    address = long_file(desk, monkeypatch).url

    pages, seen = [], []
    while address.endswith("/take/"):
        pages.append(desk.get(address).content.decode())
        seen.append(Claim.objects.count())
        address = desk.post(address, {"goes_on": "1"}).url

    assert seen == [2, 4]
    assert [f"{number} of 5 rows are dealt with." in page for number, page in zip((2, 4), pages, strict=True)] == [
        True, True
    ]  # fmt: skip
    assert "data-goes-on" in pages[0]
    assert ImportFile.objects.get().outcome["counts"] == {"read": 5, "new": 4, "known": 0, "rejected": 1}
    assert ImportFile.objects.get().finished_at is not None


def test_file_that_is_half_in_is_listed_as_such(desk, monkeypatch):
    long_file(desk, monkeypatch)

    page = desk.get(url("claims_importfile_changelist")).content.decode()

    assert "2 of 5 rows are dealt with" in page


def test_button_pressed_after_the_end_takes_nothing_twice(desk):
    hand_in(desk)
    take(desk)

    response = take(desk, goes_on="1")

    assert told(response) == ["2 of 3 were new; 0 were in already, 1 were not taken."]
    assert Claim.objects.count() == 2


def test_button_pressed_before_the_labels_are_confirmed_stores_nothing(desk):
    hand_in(desk)

    page = take(desk, goes_on="1", **{"label-0": "nonsense"}).content.decode()

    assert Claim.objects.count() == 0
    assert "Take in 2" in page


def test_row_that_the_database_refuses_is_told_with_its_reason(desk):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_claim ADD CONSTRAINT claim_not_closed CHECK (statement <> 'Closed.')")
    hand_in(desk, "statement\nOpen.\nClosed.\n")
    take(desk)

    response = desk.get(url("claims_importfile_rejected", ImportFile.objects.get().pk))

    assert Claim.objects.count() == 1
    assert [line.split(",")[0] for line in response.content.decode().splitlines()] == ["row", "2"]


def test_somebody_without_permission_is_refused(client, desk):
    hand_in(desk)
    client.force_login(make_user(username="outsider"))
    pk = ImportFile.objects.get().pk

    assert [
        client.get(url("claims_importfile_add")).status_code,
        client.post(url("claims_importfile_take", pk)).status_code,
        client.get(url("claims_importfile_rejected", pk)).status_code,
    ] == [403, 403, 404]


def test_list_says_what_became_of_each_file(desk):
    hand_in(desk)
    take(desk)

    page = desk.get(url("claims_importfile_changelist")).content.decode()

    assert "3 read, 2 new, 0 in already, 1 not taken" in page
