"""The three scales that ship: truth, utterance, outcome."""

import datetime

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SCALES = {
    "truth": (
        "Whether the proposition was right, by the facts of the day it was said.",
        ["fact", "quantity", "cause", "rule"],
        [
            ("true", 5, "true", "The claim is right and nothing that matters is missing."),
            ("mostly true", 4, "true", "The claim is right in substance; a detail is wrong or missing."),
            ("mixed", 3, "mixture", "The claim joins what is right and what is wrong, and neither outweighs the other."),
            ("mostly false", 2, "false", "A kernel is right; the claim as a whole is not."),
            ("false", 1, "false", "The claim is wrong."),
            ("misleading", None, "mixture", "What is said may be right, but what it gives to understand is wrong."),
            ("unproven", None, "other", "The evidence found neither supports nor contradicts the claim sufficiently."),
        ],
    ),
    "utterance": (
        "Whether somebody said what they are said to have said.",
        ["utterance"],
        [
            ("accurate", None, "true", "The words, or their sense in translation, are those of the speaker."),
            ("altered", None, "mixture", "The words were changed in a way that changes their sense."),
            ("inverted", None, "false", "The report says the opposite of what was said."),
            ("out of context", None, "mixture", "The words are right, but what stood around them changes their sense."),
            ("misattributed", None, "false", "The words were said, but by somebody else."),
            ("fabricated", None, "false", "The words were never said."),
            ("unproven", None, "other", "Neither a record of the words nor a denial that settles it was found."),
        ],
    ),
    "outcome": (
        "What became of a prediction or a promise.",
        ["prediction", "promise"],
        [
            ("came about", None, "true", "What was predicted or promised happened, within the time named."),
            ("partly", None, "mixture", "A part of what was predicted or promised happened."),
            ("did not", None, "false", "It did not happen within the time named."),
            ("open", None, "other", "The time named has not passed yet."),
            ("void", None, "other", "The condition of the prediction or promise never arose."),
        ],
    ),
}  # fmt: skip


# The same in every database, so that a bundle of one fits another.
SINCE = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


def add_scales(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the scales with their steps in order."""
    scale_model = apps.get_model("claims", "RatingScale")
    rating_model = apps.get_model("claims", "Rating")
    for name, (description, kinds, steps) in SCALES.items():
        scale = scale_model.objects.create(
            external_id=name, name=name, description=description, kinds=kinds, created_at=SINCE
        )
        for position, (label, value, normalised, definition) in enumerate(steps, start=1):
            rating_model.objects.create(
                external_id=f"{name}-{label.replace(' ', '-')}",
                scale=scale,
                label=label,
                definition=definition,
                value=value,
                normalised=normalised,
                position=position,
                created_at=SINCE,
            )


def remove_scales(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the scales; refused by the database while a verdict uses one."""
    apps.get_model("claims", "Rating").objects.filter(scale__external_id__in=SCALES).delete()
    apps.get_model("claims", "RatingScale").objects.filter(external_id__in=SCALES).delete()


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_groups")]

    operations = [migrations.RunPython(add_scales, remove_scales)]
