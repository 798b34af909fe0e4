from django.db import migrations, models

# Counts of the running minute are worth no write to the journal: after a crash everybody begins anew. The rows are
# changed all the time and in place, so their pages have room for it, and are cleaned early.
UNLOGGED = """
ALTER TABLE rest_usedallowance SET UNLOGGED;
ALTER TABLE rest_usedallowance SET (
    fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000
);
"""


class Migration(migrations.Migration):
    dependencies = [("rest", "0001_api_tokens")]

    operations = [
        migrations.CreateModel(
            name="UsedAllowance",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("until", models.DateTimeField(db_index=True)),
                ("used", models.PositiveIntegerField()),
            ],
        ),
        migrations.RunSQL(UNLOGGED, migrations.RunSQL.noop),
    ]
