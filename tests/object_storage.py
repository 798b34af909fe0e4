"""An S3 server that is not ours: moto, as a process of its own, which checks keys and signatures."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import requests

BUCKET = "releases"
FREE_REQUESTS = 3  # that make the user, before keys are looked at
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
