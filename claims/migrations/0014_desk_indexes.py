"""Indexes for what waits at the desk."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0013_claimant_died"),
        ("sources", "0005_desk_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="appearance",
            index=models.Index(condition=models.Q(("status", "draft")), fields=["id"], name="appearance_draft"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(condition=models.Q(("status", "draft")), fields=["id"], name="evidence_draft"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["-created_at", "-id"], name="evidence_newest"),
        ),
        migrations.AddIndex(
            model_name="verdict",
            index=models.Index(
                condition=models.Q(("state", "published")), fields=["review_by"], name="verdict_review_due"
            ),
        ),
    ]
