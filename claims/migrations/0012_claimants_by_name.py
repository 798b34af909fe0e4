"""An index for the list of claimants."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0011_match_polarity"),
        ("sources", "0003_quotes_are_short"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="claimant",
            index=models.Index(fields=["name", "id"], name="claimant_by_name"),
        ),
    ]
