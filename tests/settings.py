"""Settings for tools that read the code and ask no database: mypy's Django plugin, an editor."""

import os

os.environ.setdefault("DATABASE_URL", "postgresql:///nowhere")
os.environ.setdefault("SECRET_KEY", "only-for-reading-code")

from claimtrack.settings import *  # noqa: F403  whatever they are
