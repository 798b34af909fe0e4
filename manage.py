#!/usr/bin/env python
"""Django's commands. Without DATABASE_URL they join, or start for their duration, the embedded database."""

import os
import sys
from contextlib import ExitStack

from django.core.management import execute_from_command_line

from claimtrack.local import add_missing, embedded_settings
from claimtrack.postgres import Cluster, PostgresError, data_directory


def main() -> None:
    """Run the command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
    with ExitStack() as resources:
        if not os.environ.get("DATABASE_URL"):
            home = data_directory()
            add_missing(os.environ, embedded_settings(resources.enter_context(Cluster(home)), home))
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except PostgresError as error:
        sys.exit(str(error))
