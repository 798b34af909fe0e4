"""The change log tells of the derivations that are public already: else it could not tell them to be gone."""

from django.db import migrations

TELL = """
INSERT INTO changes_pendingchange (object_type, object_id)
SELECT 'derivation', id FROM changes_state_derivation WHERE is_public ORDER BY id
"""

# Only the database writes the log; the readers of the schema before do not know these objects.
FORGET = """
ALTER TABLE changes_change DISABLE TRIGGER USER;
DELETE FROM changes_change WHERE object_type = 'derivation';
ALTER TABLE changes_change ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0007_derivations_in_the_log")]

    operations = [migrations.RunSQL(TELL, FORGET)]
