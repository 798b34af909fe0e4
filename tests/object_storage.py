"""An S3 server that is not ours: moto, as a process of its own, which checks keys and signatures."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import boto3
import requests

BUCKET = "releases"
FREE_REQUESTS = 3  # that make the user, before keys are looked at
CONDITIONS, DROPPED = {"If-Match", "If-None-Match"}, {"Expect", "Content-Length", "Connection"}
UNKNOWN_HEADER = b"<Error><Code>NotImplemented</Code><Message>A header is not implemented.</Message></Error>"
EVERYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}


@dataclass(frozen=True)
class ObjectStorage:
    """Where it listens, and the one key that it knows."""

    address: str
    key: str
    secret: str

    @property
    def client(self) -> Any:
        """Return Amazon's own client with that key."""
        return client("s3", self.address, self.key, self.secret)

    def objects(self) -> dict[str, bytes]:
        """Return what is in the bucket."""
        found = self.client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
        return {one["Key"]: self.client.get_object(Bucket=BUCKET, Key=one["Key"])["Body"].read() for one in found}

    def empty(self) -> None:
        """Leave the bucket without objects."""
        for key in self.objects():
            self.client.delete_object(Bucket=BUCKET, Key=key)

    @contextlib.contextmanager
    def refusing(self, action: str, name: str) -> Iterator[None]:
        """Let nobody do this to objects of that name until the block ends."""
        iam = client("iam", self.address, self.key, self.secret)
        no = {"Effect": "Deny", "Action": action, "Resource": f"arn:aws:s3:::{BUCKET}/*{name}"}
        iam.put_user_policy(UserName="releases", PolicyName="all", PolicyDocument=policy(EVERYTHING, no))
        yield
        iam.put_user_policy(UserName="releases", PolicyName="all", PolicyDocument=policy(EVERYTHING))

    def ask_for_keys(self, *, after: int = 0) -> None:
        """Look at keys from the request on that comes after so many."""
        requests.post(f"{self.address}/moto-api/reset-auth", data=str(after), timeout=10).raise_for_status()


def policy(*statements: dict[str, str]) -> str:
    """Return a policy as the server reads it."""
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def client(service: str, address: str, key: str, secret: str) -> Any:
    """Return a client of Amazon's that speaks to ``address``."""
    return boto3.client(
        service, endpoint_url=address, region_name="us-east-1", aws_access_key_id=key, aws_secret_access_key=secret
    )


@contextlib.contextmanager
def serving_objects() -> Iterator[ObjectStorage]:
    """Serve an empty bucket until the block ends."""
    address = f"http://127.0.0.1:{free_port()}"
    # Its log goes nowhere: a pipe that nobody reads would stop it when it is full.
    process = subprocess.Popen(
        [Path(sys.executable).with_name("moto_server"), "-H", "127.0.0.1", "-p", address.rpartition(":")[2]],
        env={**os.environ, "INITIAL_NO_AUTH_ACTION_COUNT": str(FREE_REQUESTS)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_until_it_answers(address)
        iam = client("iam", address, "anybody", "anything")
        iam.create_user(UserName="releases")
        iam.put_user_policy(UserName="releases", PolicyName="all", PolicyDocument=policy(EVERYTHING))
        made = iam.create_access_key(UserName="releases")["AccessKey"]
        storage = ObjectStorage(address, made["AccessKeyId"], made["SecretAccessKey"])
        storage.client.create_bucket(Bucket=BUCKET)
        yield storage
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def wait_until_it_answers(address: str) -> None:
    """Return when the server is up."""
    for _ in range(300):
        with contextlib.suppress(requests.ConnectionError):
            requests.get(f"{address}/moto-api/", timeout=10)
            return
        time.sleep(0.1)
    raise TimeoutError(f"moto_server does not answer at {address}")


@contextlib.contextmanager
def without_conditions(storage: ObjectStorage, *, are_refused: bool) -> Iterator[str]:
    """Serve the same bucket at another address, whose server refuses or overlooks the conditions of writes."""

    class Forwarding(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def forward(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name: text for name, text in self.headers.items() if name not in DROPPED | CONDITIONS}
            if are_refused and self.command == "PUT" and CONDITIONS & set(self.headers):
                self.answer(501, UNKNOWN_HEADER, {})
            else:
                url = storage.address + self.path
                answer = requests.request(self.command, url, headers=headers, data=body, timeout=10)
                self.answer(answer.status_code, answer.content, dict(answer.headers))

        def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name in ("ETag", "Content-Type", "Last-Modified"):
                if name in headers:
                    self.send_header(name, headers[name])
            self.send_header("Content-Length", headers["Content-Length"] if self.command == "HEAD" else str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = forward  # noqa: N815  # the names that the server calls

    storage.ask_for_keys(after=100_000)  # what was signed is changed on the way
    server = ThreadingHTTPServer(("127.0.0.1", 0), Forwarding)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        storage.ask_for_keys()
