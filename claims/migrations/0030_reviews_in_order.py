"""The API's list of other desks' reviews is read along an index by their day, each way."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0029_tell_of_reviews")]

    operations = [
        migrations.AddIndex(
            model_name="externalreview",
            index=models.Index(
                models.OrderBy(models.F("reviewed_on"), nulls_last=True),
                models.OrderBy(models.F("id")),
                name="external_review_first",
            ),
        ),
        migrations.AddIndex(
            model_name="externalreview",
            index=models.Index(
                models.OrderBy(models.F("reviewed_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="external_review_last",
            ),
        ),
    ]
