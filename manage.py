#!/usr/bin/env python
"""Django's commands. Without DATABASE_URL they join, or start for their duration, the embedded database."""

import os
import sys

from django.core.management import execute_from_command_line

from claimtrack.local import embedded_unless_given
from claimtrack.postgres import PostgresError


def main() -> None:
    """Run the command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
    try:
        with embedded_unless_given(os.environ) as settings:
            os.environ.update(settings)
            execute_from_command_line(sys.argv)
    except PostgresError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
