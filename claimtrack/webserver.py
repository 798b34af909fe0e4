"""gunicorn as a child process that never outlives its parent."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

HOST = "127.0.0.1"
PROJECT = Path(__file__).resolve().parent.parent
STARTUP_SECONDS = 60
SHUTDOWN_SECONDS = 15


def is_taken(port: int) -> bool:
    """Tell whether another program listens on the port."""
    with socket.socket() as probe:
        # As gunicorn does: connections that linger after a stop do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


class WebServer:
    """The application, served on this machine's own address."""

    def __init__(self, port: int, environment: Mapping[str, str]) -> None:
        """Start gunicorn in a session of its own, where the terminal's signals do not reach it."""
        self._port = port
        # gunicorn watches this pipe: its end comes when this process dies, however it dies.
        watched, self._lifeline = os.pipe()
        settings = {"PORT": str(port), "CLAIMTRACK_LIFELINE": str(watched), "WEB_CONCURRENCY": "1"}
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                "claimtrack.wsgi",
                "--config",
                str(PROJECT / "gunicorn.conf.py"),
            ],
            cwd=PROJECT,
            env={"GUNICORN_LOG_LEVEL": "warning", **environment, **settings},
            stdin=subprocess.DEVNULL,
            pass_fds=[watched],
            start_new_session=True,
        )
        os.close(watched)

    def wait_until_ready(self) -> bool:
        """Return whether the application answers, be it an error; False if it ended or takes too long."""
        deadline = time.monotonic() + STARTUP_SECONDS
        while self._process.poll() is None and time.monotonic() < deadline:
            connection = http.client.HTTPConnection(HOST, self._port, timeout=STARTUP_SECONDS)
            try:
                connection.request("GET", "/healthz")
                connection.getresponse()
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
            else:
                return True
            finally:
                connection.close()
        return False

    def worker(self) -> int:
        """Return the number of the process that answers, where Linux tells which one it is."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        return int(children.split()[0])

    def has_ended(self, *, within_seconds: float) -> bool:
        """Wait so long for the end, and return whether it came."""
        try:
            self._process.wait(within_seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def stop(self) -> None:
        """Let requests under way finish, then end."""
        self._process.terminate()
        try:
            self._process.wait(SHUTDOWN_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._lifeline)
