"""Where data releases lie, as an entry of STORAGES."""

from typing import Any


def exports_storage(
    folder: str, *, bucket: str = "", endpoint: str = "", region: str = "", public_host: str = ""
) -> dict[str, Any]:
    """Return the entry: the folder, or the bucket if one is named.

    The bucket's keys are read from the environment by its client. Without ``public_host`` addresses are signed, for an
    hour; with it they are plain ones of that host.
    """
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "region_name": region or None,
        "custom_domain": public_host or None,
        "querystring_auth": not public_host,
    }
    return {"BACKEND": "claims.interchange.releases.bucket.ReleaseBucket", "OPTIONS": options}
