"""A file of others' fact-checks in the browser: it goes in piece by piece, by itself."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from claims.actions import import_file
from claims.models import Claim, ImportFile
from tests.e2e.annotation import PASSWORD
from tests.e2e.desk import Desk
from tests.e2e.walking import faults, signed_in
from tests.factories import make_editor

ROWS = "statement,speaker,label,url\n" + "".join(
    f"Мост {number} через Неву открыт.,Ада,Ложь,https://a.example/{number}\n" for number in range(7)
)


@pytest.fixture
def desk(page, transactional_db):
    """The desk, with an editor signed in."""
    user = make_editor()
    user.set_password(PASSWORD)
    user.save()
    Desk(page).sign_in("editor", PASSWORD)
    return page


def test_file_goes_in_by_itself_once_it_is_confirmed(desk, monkeypatch):
    monkeypatch.setattr(import_file, "PIECE", 2)
    desk.goto("/admin/claims/importfile/add/")
    desk.get_by_label("File", exact=False).first.set_input_files(
        {"name": "claims.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    )
    desk.get_by_role("button", name="Show what would be stored").click()
    expect(desk.get_by_role("row", name="a.example Ложь 7")).to_be_visible()

    desk.get_by_role("button", name="Take in 7").click()

    expect(desk.get_by_text("7 of 7 were new; 0 were in already, 0 were not taken.")).to_be_visible()
    assert Claim.objects.filter(status="draft").count() == 7


def test_page_of_a_file_that_is_half_in_is_open_to_everybody(browser, live_server, transactional_db):
    user = User.objects.create_superuser("root")
    file = ImportFile.objects.create(name="утверждения.csv", content=ROWS.encode(), created_by=user)
    import_file.begin_file(file=file, total=7)
    context = signed_in(browser, live_server.url, user)
    waiting = context.new_page()
    # It would go on by itself.
    waiting.route("**/desk/bulk*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))

    found = faults(waiting, f"/admin/claims/importfile/{file.pk}/take/")

    context.close()
    assert found == []
