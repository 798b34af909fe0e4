"""The change log tells of what is public of them already: else it could not tell it to be gone."""

from django.db import migrations

TELL = """
INSERT INTO changes_pendingchange (object_type, object_id)
SELECT 'inquiry', id FROM changes_state_inquiry WHERE is_public
UNION ALL SELECT 'translation', id FROM changes_state_translation WHERE is_public ORDER BY 1, 2
"""

# Only the database writes the log; the readers of the schema before do not know these objects.
FORGET = """
ALTER TABLE changes_change DISABLE TRIGGER USER;
DELETE FROM changes_change WHERE object_type IN ('inquiry', 'translation');
ALTER TABLE changes_change ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0033_replies_and_translations_in_the_log")]

    operations = [migrations.RunSQL(TELL, FORGET)]
