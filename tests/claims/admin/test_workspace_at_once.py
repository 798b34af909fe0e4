"""Two editors who save in the same moment: real connections, real commits."""

import pytest
from django.http import QueryDict

from claims.admin.workspace.deeds import Done, Faulty, do
from claims.admin.workspace.forms import VerdictDraftForm, WordingForm
from claims.admin.workspace.state import open_verdict
from claims.models import Claim, Verdict
from tests.committed import at_once, committed_database  # noqa: F401  # a fixture
from tests.factories import make_claim, make_editor, make_reviewer

pytestmark = pytest.mark.usefixtures("committed_database")

CLAIMS = "SELECT 1 FROM claims_claim FOR UPDATE"


def sent(form, **typed):
    """Return what a browser sends of a form."""
    data = QueryDict(mutable=True)
    for name in form.fields:
        value = form[name].value()
        if value not in (None, []):
            data[form.add_prefix(name)] = value
    data.update({form.add_prefix(name): value for name, value in typed.items()})
    return data


def outcomes_of(deed, claim, form, field):
    users = [make_editor(), make_reviewer()]
    for user in users:
        # What a user may is looked up before the moment.
        user.get_all_permissions()
    return at_once(
        *(
            lambda by=user: do(deed, claim, sent_by(form, field, by), by)
            for user in users
        ),
        holding=CLAIMS,
    )  # fmt: skip


def sent_by(form, field, by):
    data = form.copy()
    data[field] = f"Of {by.username}"
    return data


def test_one_wording_is_saved_and_the_other_is_refused():
    claim = make_claim()
    form = sent(WordingForm(instance=claim))

    outcomes = outcomes_of("wording", claim, form, "claim-statement")

    (done,) = [outcome for outcome in outcomes if isinstance(outcome, Done)]
    (refused,) = [outcome for outcome in outcomes if isinstance(outcome, Faulty)]
    kept = Claim.objects.get().statement
    assert kept.startswith("Of ")
    assert refused.form["statement"].value() != kept
    assert str(done.message) == "The claim is saved."


def test_one_draft_is_begun_and_the_other_is_refused():
    claim = make_claim()
    form = sent(VerdictDraftForm(instance=open_verdict(claim)))

    outcomes = outcomes_of("verdict", claim, form, "verdict-title")

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Done", "Faulty"]
    assert Verdict.objects.get().title.startswith("Of ")
