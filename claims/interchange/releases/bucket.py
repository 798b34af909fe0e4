"""An S3 bucket, or one of a server that speaks the same protocol, as a storage of Django's (requirements-s3.txt)."""

import errno
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError, NoCredentialsError
from django.core.files import File
from storages.backends.s3 import S3Storage

from claims.interchange.releases.export_index import INDEX
from claims.interchange.releases.media_types import media_type

KEYS = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
WHAT_TO_DO = {
    "InvalidAccessKeyId": f"It knows no such key. Correct {KEYS}.",
    "SignatureDoesNotMatch": f"The secret does not fit the key. Correct {KEYS}.",
    "403": f"The key may not do that, or it is a wrong one. Look at {KEYS}.",
    "AccessDenied": "The key may not do that: it needs ListBucket, GetObject, PutObject and DeleteObject.",
    "NoSuchBucket": "It has no such bucket. Make it there, or correct EXPORTS_S3_BUCKET.",
    "PermanentRedirect": "The bucket is in another region. Correct EXPORTS_S3_REGION.",
}
NOT_IMPLEMENTED = 501
TAKEN = {"PreconditionFailed", "ConditionalRequestConflict"}
IN_MEMORY = 8 * 2**20  # bytes of an object; larger ones are held on the disk on their way
UNCHANGING, CHANGING = "public, max-age=31536000, immutable", "no-cache"


class ReleaseBucket(S3Storage):  # type: ignore[misc]  # it ships no annotations
    """A bucket whose objects are never written over, but for the index, and whose refusals are `OSError`.

    The server itself sees to that by the condition that each write carries, if it knows conditions.
    """

    knows_conditions = True  # until it says that it does not

    def __init__(self, **options: Any) -> None:
        """Take django-storages' options; a server that doesn't answer is given up soon."""
        super().__init__(client_config=_client(is_aws=not options.get("endpoint_url")), **options)

    @property
    def connection(self) -> Any:  # noqa: ANN401  # likewise
        """Return the client, which writes nothing over."""
        found = super().connection
        for write in ("PutObject", "CompleteMultipartUpload"):
            event = f"provide-client-params.s3.{write}"
            found.meta.client.meta.events.register(event, self._condition, unique_id=event)  # once, however often
        return found

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        """Say what an object is: gzipped tables are files, which no client is to unpack on the way."""
        return {"ContentType": media_type(name), "CacheControl": CHANGING if name.endswith(INDEX) else UNCHANGING}

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Return the same name; what is there is not written over."""
        return name

    def exists(self, name: str) -> bool:
        """Return whether there is such an object."""
        with _explained():
            return bool(super().exists(name))

    def delete(self, name: str) -> None:
        """Delete an object; one that is not there is no error."""
        with _explained():
            super().delete(name)

    def url(self, name: str, **options: Any) -> str:
        """Return the object's public or signed address."""
        with _explained():
            return str(super().url(name, **options))

    def marked(self, name: str) -> tuple[bytes, str]:
        """Return what is in a small object, and its ETag; nothing and no ETag where there is none."""
        try:
            with _explained():
                found = self._fetched(name)
                return found["Body"].read(), found["ETag"]
        except FileNotFoundError:
            return b"", ""

    def replace(self, name: str, content: bytes, *, mark: str) -> str:
        """Write an object if its ETag is ``mark``, or if there is none yet, and return its ETag."""
        condition = {"IfMatch": mark} if mark else {"IfNoneMatch": "*"}
        told = {"Bucket": self.bucket_name, "Key": self._normalize_name(name), **self.get_object_parameters(name)}
        put = self.connection.meta.client.put_object

        def write() -> str:
            return str(put(**told, Body=content, **(condition if self.knows_conditions else {}))["ETag"])

        return self._with_conditions(write)

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        """Fetch an object; asked for whole, for the answer to a question about it does not say why it is refused."""
        with _explained():
            content = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # whoever reads it closes it
            shutil.copyfileobj(self._fetched(name)["Body"], content)
            content.seek(0)
            return File(content, name)

    def _fetched(self, name: str) -> Any:  # noqa: ANN401  # the client ships no annotations
        client = self.connection.meta.client
        return client.get_object(Bucket=self.bucket_name, Key=self._normalize_name(name))

    def _save(self, name: str, content: File[bytes]) -> str:
        return self._with_conditions(lambda: str(super(ReleaseBucket, self)._save(name, content)))

    def _with_conditions(self, write: Callable[[], str]) -> str:
        """Write; again without conditions if the server says that it knows none."""
        with _explained():
            try:
                return write()
            except ClientError as error:
                if not self.knows_conditions or error.response["ResponseMetadata"]["HTTPStatusCode"] != NOT_IMPLEMENTED:
                    raise
            self.knows_conditions = False
            return write()

    def _condition(self, params: dict[str, Any], **_: Any) -> None:
        """Let a write carry its condition: by default, that there is no such object."""
        if self.knows_conditions and "IfMatch" not in params:
            params["IfNoneMatch"] = "*"


def _client(*, is_aws: bool) -> Config:
    return Config(
        signature_version="s3v4",
        s3={"addressing_style": "auto" if is_aws else "path"},
        connect_timeout=5,
        read_timeout=60,
        retries={"max_attempts": 3},
        # Other servers than Amazon's often know no checksums at the end of an upload.
        request_checksum_calculation="when_supported" if is_aws else "when_required",
    )


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what the S3 client raises into an `OSError` that says what to do."""
    try:
        yield
    except ClientError as error:
        said = error.response.get("Error", {})
        code = said.get("Code", "")
        if code == "NoSuchKey":
            raise FileNotFoundError(errno.ENOENT, "It has no such object.") from error
        if code in TAKEN:
            raise FileExistsError(errno.EEXIST, "It has another object of that name.") from error
        raise OSError(errno.EACCES, WHAT_TO_DO.get(code) or f"{code}: {said.get('Message', '')}") from error
    except NoCredentialsError as error:
        raise OSError(errno.EACCES, f"There are no keys for it. Set {KEYS}.") from error
    except EndpointConnectionError as error:
        raise OSError(errno.EHOSTUNREACH, f"{error} Correct EXPORTS_S3_ENDPOINT, or wait until it answers.") from error
    except BotoCoreError as error:
        raise OSError(errno.EIO, f"{error}.".replace("..", ".")) from error
