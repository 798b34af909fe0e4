"""What a storage must do to hold releases."""

from typing import IO, Any, Protocol


class ObjectStorage(Protocol):
    """Objects by name, none of which is written over, but for one that says which releases there are.

    What it refuses raises `OSError`: `FileExistsError` where something else is, `FileNotFoundError` where nothing is.
    """

    bucket_name: str

    def __hash__(self) -> int:
        """Return what is kept of its objects by."""

    def open(self, name: str) -> Any:  # noqa: ANN401  # Django's File, whose stubs know no bytes
        """Return an object to be read."""

    def save(self, name: str, content: IO[bytes]) -> str:
        """Write a new object."""

    def exists(self, name: str) -> bool:
        """Return whether there is such an object."""

    def delete(self, name: str) -> None:
        """Delete an object; one that is not there is no error."""

    def url(self, name: str) -> str:
        """Return where everybody can take an object, perhaps for an hour only."""

    def marked(self, name: str) -> tuple[bytes, str]:
        """Return what is in a small object, and the mark of that state; nothing and no mark where there is none."""

    def replace(self, name: str, content: bytes, *, mark: str) -> str:
        """Write an object in the place of that state, or of nothing, and return the mark of the new one."""
