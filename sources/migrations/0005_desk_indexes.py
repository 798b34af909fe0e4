"""Indexes for what waits at the desk."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0004_readings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(condition=models.Q(("status", "withdrawn")), fields=["id"], name="article_withdrawn"),
        ),
        migrations.AddIndex(
            model_name="articletext",
            index=models.Index(condition=models.Q(("version__gte", 2)), fields=["article"], name="text_later_version"),
        ),
    ]
