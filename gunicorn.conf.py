"""gunicorn's settings, in production and in `make run`, from the environment (docs/settings.md)."""

import os
import signal
import threading
from typing import Any

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT', '8000')}"
# Requests mostly wait for the database: a few processes with some threads each.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 60
graceful_timeout = 10
# A statement that is checked stands in the address, where a letter beyond ASCII takes six bytes or more.
limit_request_line = 8190
# Workers are replaced after a while, not all at once, so that no leak grows for ever.
max_requests = 5000
max_requests_jitter = 500
# The program logs each request itself, without query strings.
accesslog = None
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "info")
# No second way in.
control_socket_disable = True


def when_ready(_server: Any) -> None:  # noqa: ANN401  gunicorn's arbiter has no public type
    """Stop when the process that started this one is gone, where it gave a pipe to watch."""
    lifeline = os.environ.get("CLAIMTRACK_LIFELINE")
    if lifeline:
        threading.Thread(target=_stop_at_end_of, args=[int(lifeline)], daemon=True).start()


def _stop_at_end_of(pipe: int) -> None:
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGTERM)
