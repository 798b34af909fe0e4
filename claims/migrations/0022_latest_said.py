"""What somebody said is read from an index, the latest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0021_log_of_corrections"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="appearance",
            index=models.Index(
                models.F("claimant"),
                models.OrderBy(models.F("said_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("status", "public")),
                name="appearance_latest_said",
            ),
        ),
    ]
