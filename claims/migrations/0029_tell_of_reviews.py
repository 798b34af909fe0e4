"""The change log tells of the reviews that are public already: what it never told of, it could not tell to be gone."""

from django.db import migrations

TELL = """
INSERT INTO changes_pendingchange (object_type, object_id)
SELECT 'external_review', id FROM changes_state_external_review WHERE is_public ORDER BY id
"""

# Only the database writes the log; the readers of the schema before do not know these objects.
FORGET = """
ALTER TABLE changes_change DISABLE TRIGGER USER;
DELETE FROM changes_change WHERE object_type = 'external_review';
ALTER TABLE changes_change ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0028_reviews_in_the_log")]

    operations = [migrations.RunSQL(TELL, FORGET)]
