"""The API's list of other desks' reviews is read along indexes of those alone that are public."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0031_reviews_are_shown")]

    operations = [
        migrations.RemoveIndex(
            model_name="externalreview",
            name="external_review_first",
        ),
        migrations.RemoveIndex(
            model_name="externalreview",
            name="external_review_last",
        ),
        migrations.AddIndex(
            model_name="externalreview",
            index=models.Index(condition=models.Q(("is_shown", True)), fields=["id"], name="external_review_shown"),
        ),
        migrations.AddIndex(
            model_name="externalreview",
            index=models.Index(
                models.OrderBy(models.F("reviewed_on"), nulls_last=True),
                models.OrderBy(models.F("id")),
                condition=models.Q(("is_shown", True)),
                name="external_review_first",
            ),
        ),
        migrations.AddIndex(
            model_name="externalreview",
            index=models.Index(
                models.OrderBy(models.F("reviewed_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("is_shown", True)),
                name="external_review_last",
            ),
        ),
    ]
