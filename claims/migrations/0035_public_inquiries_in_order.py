"""The few public inquiries are found among those of the desk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0034_tell_of_replies_and_translations"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="inquiry",
            index=models.Index(condition=models.Q(("is_public", True)), fields=["id"], name="inquiry_shown"),
        ),
    ]
