"""Whether a trigger is to be passed over, asked by every trigger of django-pgtrigger for every row."""

from typing import Any

from django.db import connections

# As the library defines it, but without the error that it raises and catches where nothing is set: that took longer
# than most triggers themselves. The library puts its own back with each migration of a trigger.
SHOULD_IGNORE = """
CREATE OR REPLACE FUNCTION "public"._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT trigger_name = ANY (COALESCE(NULLIF(current_setting('pgtrigger.ignore', true), ''), '{}')::text[])
$$
"""


def ask_at_once(using: str, **_sent: Any) -> None:
    """Let the question cost next to nothing; called after every migration."""
    with connections[using].cursor() as cursor:
        cursor.execute(SHOULD_IGNORE)
