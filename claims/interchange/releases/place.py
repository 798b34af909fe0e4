"""Where the settings want the releases."""

from pathlib import Path
from typing import cast

from django.conf import settings
from django.core.files.storage import FileSystemStorage, InvalidStorageError, storages

from claims.interchange.releases.export_folder import ExportFolder
from claims.interchange.releases.export_storage import ExportStorage
from claims.interchange.releases.exports import Exports, ReleaseError
from claims.interchange.releases.object_storage import ObjectStorage

INSTALL = "EXPORTS_S3_BUCKET is set, but what speaks to it is not installed: pip install -r requirements-s3.txt"


def exports() -> Exports:
    """Return the releases of this installation, in a folder or in another storage of Django's."""
    try:
        storage = storages["exports"]
    except InvalidStorageError as error:
        raise ReleaseError(INSTALL) from error
    if isinstance(storage, FileSystemStorage):
        return ExportFolder(Path(storage.location))
    return ExportStorage(cast(ObjectStorage, storage), Path(settings.EXPORTS_DIR))
