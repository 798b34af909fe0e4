"""Every version of every editorial row is kept, with who wrote it, and never rewritten."""

import pghistory.models
import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from claims.models import (
    Affiliation,
    AttributionStep,
    Claim,
    ClaimMatch,
    ClaimTopic,
    ExternalReview,
    Inquiry,
    LabelMapping,
    Rating,
    RatingScale,
    Topic,
    Translation,
)
from sources.models import Reading
from tests.factories import (
    NOON,
    make_appearance,
    make_article,
    make_claim,
    make_claimant,
    make_comment,
    make_derivation,
    make_editor,
    make_evidence,
    make_mark,
    make_outlet,
    make_passage,
    make_reviewer,
    make_topic,
    make_verdict,
)
from tests.rules import acting, run

pytestmark = pytest.mark.django_db


def some_link():
    make_claim(topics=[make_topic()])
    return ClaimTopic.objects.get()


def some_step():
    make_appearance(status="draft", steps=[(make_outlet(), "reports")])
    return AttributionStep.objects.get()


def some_citation():
    return make_verdict(state="draft").evidence_links.get()


def some_scale():
    return RatingScale.objects.create(name="weather", kinds=["fact"])


# How a row of each table is made, and a change that it allows; None where it is never changed.
TABLES = {
    "sources.Outlet": (make_outlet, {"name": "Another"}),
    "sources.Article": (make_article, {"title": "Another"}),
    "sources.ArticleText": (lambda: make_article().current_text, None),
    "sources.Mark": (lambda: make_mark(text=make_passage().text, exact="bridge"), {"note": "x"}),
    "sources.Passage": (make_passage, None),
    "sources.Reading": (lambda: Reading.objects.create(text=make_passage().text), None),
    "sources.Derivation": (lambda: make_derivation(article=make_article(), original=make_article()), {"note": "x"}),
    "claims.Claimant": (make_claimant, {"name": "Another"}),
    "claims.Affiliation": (lambda: Affiliation.objects.create(claimant=make_claimant(), title="M"), {"title": "P"}),
    "claims.Topic": (make_topic, {"name": "Another"}),
    "claims.Claim": (make_claim, {"note": "Another"}),
    "claims.ClaimTopic": (some_link, None),
    "claims.Appearance": (lambda: make_appearance(status="draft"), {"occasion": "x"}),
    "claims.AttributionStep": (some_step, {"verb": "writes"}),
    "claims.Evidence": (lambda: make_evidence(status="draft"), {"comment": "x"}),
    "claims.RatingScale": (some_scale, {"description": "x"}),
    "claims.Rating": (
        lambda: Rating.objects.create(scale=some_scale(), label="wet", definition="W", normalised="true", position=1),
        {"definition": "x"},
    ),
    "claims.Verdict": (lambda: make_verdict(state="draft"), {"summary": "x"}),
    "claims.VerdictEvidence": (some_citation, None),
    "claims.VerdictComment": (lambda: make_comment(by=make_editor()), None),
    "claims.Inquiry": (
        lambda: Inquiry.objects.create(claim=make_claim(), addressee=make_claimant(), asked_at=NOON),
        {"is_public": True},
    ),
    "claims.Translation": (
        lambda: Translation.objects.create(claim=make_claim(), language="ru", statement="x", origin="person"),
        {"statement": "y"},
    ),
    "claims.ExternalReview": (
        lambda: ExternalReview.objects.create(
            claim=make_claim(), publisher=make_outlet(), url="https://a.example", label="False"
        ),
        {"label": "True"},
    ),
    "claims.LabelMapping": (
        lambda: LabelMapping.objects.create(publisher=make_outlet(), label="False"),
        {"label": "True"},
    ),
    "claims.ClaimMatch": (
        lambda: ClaimMatch.objects.create(first=make_claim(), second=make_claim(), method="words"),
        {"score": 0.5},
    ),
}


def history_of(row):
    return apps.get_model(row._meta.app_label, f"{row._meta.object_name}History").objects.filter(
        pgh_obj_id=row.pk
    ).order_by("pgh_id")  # fmt: skip


def writers(row):
    contexts = dict(pghistory.models.Context.objects.values_list("id", "metadata"))
    return [(event.pgh_label, contexts.get(event.pgh_context_id, {}).get("user")) for event in history_of(row)]


def test_every_editorial_table_has_a_history():
    kept = {
        model._meta.label.removesuffix("History")
        for app in ("sources", "claims")
        for model in apps.get_app_config(app).get_models()
        if model._meta.object_name.endswith("History")
    }

    assert kept == set(TABLES)


@pytest.mark.parametrize("label", TABLES)
def test_insertion_is_kept_with_its_writer(label):
    make, _ = TABLES[label]
    editor = make_editor("second")

    with acting(editor):
        row = make()

    assert ("insert", editor.pk) in writers(row) or ("insert", make_editor().pk) in writers(row)


@pytest.mark.parametrize("label", [label for label, (_, change) in TABLES.items() if change])
def test_update_of_a_queryset_is_kept_with_its_writer(label):
    make, change = TABLES[label]
    row = make()
    helper = make_reviewer("helper")

    with acting(helper):
        type(row).objects.filter(pk=row.pk).update(**change)

    (name, value), *_ = change.items()
    newest = history_of(row).last()
    assert writers(row)[-1] == ("update", helper.pk)
    assert getattr(newest, name) == value


@pytest.mark.parametrize("label", ["claims.ClaimTopic", "claims.VerdictEvidence", "claims.AttributionStep"])
def test_deletion_of_a_link_is_kept_with_its_writer(label):
    make, _ = TABLES[label]
    kept = make()
    helper = make_reviewer("helper")

    with acting(helper):
        type(kept).objects.filter(pk=kept.pk).delete()

    assert writers(kept)[-1] == ("delete", helper.pk)


def test_rows_made_in_bulk_are_kept_with_their_writer():
    helper = make_reviewer("helper")

    with acting(helper):
        topics = Topic.objects.bulk_create([Topic(name=name, slug=name) for name in ("one", "two")])

    assert [writers(topic) for topic in topics] == [[("insert", helper.pk)]] * 2


def test_action_names_its_user_within_a_request_of_the_same():
    editor = make_editor()

    claim = make_claim(by=editor)

    assert writers(claim) == [("insert", editor.pk)]


def test_older_version_can_be_read():
    claim = make_claim(statement="The bridge is open.")

    Claim.objects.filter(pk=claim.pk).update(statement="The bridge was open.")

    assert [event.statement for event in history_of(claim)] == ["The bridge is open.", "The bridge was open."]


@pytest.mark.parametrize("label", TABLES)
@pytest.mark.parametrize("statement", ["DELETE FROM {table}", "UPDATE {table} SET pgh_label = 'insert'"])
def test_history_is_never_rewritten(label, statement):
    make, _ = TABLES[label]
    table = history_of(make()).model._meta.db_table

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        run(statement.format(table=table))
