"""Lists of the desk as spreadsheets, and spreadsheets that change them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from claims.actions.claim import revise_claim
from claims.models import Claim
from tests.claims.admin.desk import told, url
from tests.factories import make_appearance, make_claim, make_editor, make_reviewer, make_user

pytestmark = pytest.mark.django_db
SHEET = "claims_claim_sheet"


def saved(client, table="claims_claim", **query) -> str:
    response = client.get(reverse(f"admin:{table}_csv"), query)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return b"".join(response.streaming_content).decode("utf-8-sig")


def upload(client, text: str, name="claims.csv"):
    return client.post(url(SHEET), {"file": SimpleUploadedFile(name, text.encode())})


def test_filtered_list_is_saved_and_nothing_else(client):
    kept, _other = make_claim(priority="high"), make_claim()
    client.force_login(make_editor())

    lines = saved(client, priority__exact="high").splitlines()

    assert lines[0].startswith("external_id,statement,short_statement")
    assert [line.split(",")[0] for line in lines[1:]] == [kept.external_id]


def test_list_leads_to_the_file_with_its_filters(client):
    client.force_login(make_editor())

    page = client.get(url("claims_claim_changelist"), {"priority__exact": "high"})

    assertContains(page, f'href="{reverse("admin:claims_claim_csv")}?priority__exact=high"')
    assertContains(page, reverse(f"admin:{SHEET}"))


def test_every_list_is_saved_in_the_columns_that_it_shows(client):
    appearance = make_appearance()
    client.force_login(make_editor())

    header, row = saved(client, "claims_appearance").splitlines()

    assert header == "external_id,claim,claimant,stance,passage,said,status"
    assert row.startswith(f"{appearance.external_id},")
    assert row.endswith("asserts,the bridge is open,,public")


def test_wrong_filter_saves_nothing(client):
    client.force_login(make_editor())

    response = client.get(reverse("admin:claims_claim_csv"), {"created_at__gte": "yesterday"}, follow=True)

    assert "nothing was exported" in told(response)[0]


def test_uploaded_sheet_is_shown_then_stored(client):
    claim = make_claim(priority="low")
    client.force_login(make_editor())

    shown = upload(client, saved(client).replace(",low,", ",high,"))
    before = Claim.objects.get().priority
    stored = client.post(url(SHEET), {"kept": shown.context["kept"]})

    assertContains(shown, "<del>low</del>", html=True)
    assertContains(shown, "<ins>high</ins>", html=True)
    assertRedirects(stored, url("claims_claim_changelist"), fetch_redirect_response=False)
    claim.refresh_from_db()
    assert (before, claim.priority) == ("low", "high")
    assert told(client.get(url("claims_topic_changelist"))) == ["1 row was stored."]


def test_preview_of_somebody_else_or_another_table_is_not_stored(client):
    make_claim(priority="low")
    client.force_login(make_editor())
    kept = upload(client, saved(client).replace(",low,", ",high,")).context["kept"]

    other_table = client.post(url("claims_topic_sheet"), {"kept": kept})
    client.force_login(make_reviewer())
    other_user = client.post(url(SHEET), {"kept": kept})

    assert [told(page) for page in (other_table, other_user)] == [
        ["This preview has expired. Upload the file again."]
    ] * 2
    assert Claim.objects.get().priority == "low"


def test_preview_is_shown_anew_where_a_row_has_moved_on(client):
    claim = make_claim(priority="low")
    client.force_login(make_editor())
    kept = upload(client, saved(client).replace(",low,", ",high,")).context["kept"]
    revise_claim(claim=claim, note="Mine.", by=make_reviewer())

    again = client.post(url(SHEET), {"kept": kept})

    assertContains(again, "Somebody has changed the row since it was exported.")
    assertContains(again, "There is nothing to store.")
    assert Claim.objects.get().priority == "low"


def test_problem_is_shown_with_the_number_of_its_line(client):
    make_claim(priority="low")
    client.force_login(make_editor())

    shown = upload(client, saved(client).replace(",low,", ",urgent,"))

    assertContains(shown, "<td>2</td>", html=True)
    assertContains(shown, "“urgent” is unknown. Write one of: low, normal, high.")


def test_file_that_cannot_be_used_is_refused_at_its_field(client):
    client.force_login(make_editor())

    page = upload(client, "colour\nred\n")

    assertContains(page, "Unknown columns in the first line: colour.")
    assertContains(page, 'class="errorlist"')


def test_upload_without_a_file_asks_for_one(client):
    client.force_login(make_editor())

    page = client.post(url(SHEET), {"x": "y"})

    assertContains(page, "This field is required.")


def test_onlooker_may_neither_save_nor_change(client):
    client.force_login(make_user(username="onlooker"))

    assert client.get(reverse("admin:claims_claim_csv")).status_code == 403
    assert client.get(url(SHEET)).status_code == 403


def test_words_of_the_file_are_not_run_on_the_preview(client):
    make_claim(note="<script>alert(1)</script>", priority="low")
    client.force_login(make_editor())

    shown = upload(client, saved(client).replace("alert(1)", "alert(2)"))

    assertNotContains(shown, "<script>alert")
    assertContains(shown, "&lt;script&gt;alert(2)")
