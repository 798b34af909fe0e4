"""File locks that the kernel releases when their holder dies, however it dies."""

import fcntl
import os
from pathlib import Path
from types import TracebackType


class FileLock:
    """An advisory lock on a file, shared or exclusive; the file stays when the lock goes."""

    def __init__(self, path: Path, *, is_shared: bool = False) -> None:
        """Prepare the lock; nothing is touched before ``acquire``."""
        self._path = path
        self._mode = fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX
        self._file: int | None = None

    def acquire(self, *, wait: bool = True) -> bool:
        """Take the lock and return True; with ``wait=False`` return False at once where another holds it."""
        if self._file is not None:
            return True
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, self._mode | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            os.close(file)
            return False
        except BaseException:
            os.close(file)
            raise
        self._file = file
        return True

    def release(self) -> None:
        """Let the lock go; nothing happens where it is not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def write(self, text: str) -> None:
        """Leave a note for whoever finds the lock held; only the holder writes."""
        if self._file is None:
            raise RuntimeError("A note can only be left under a lock that is held.")
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, text.encode(), 0)

    def __enter__(self) -> "FileLock":
        """Take the lock, waiting for it."""
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the lock go."""
        self.release()


def is_locked(path: Path) -> bool:
    """Tell whether some process holds a lock on the file, which need not exist."""
    if not path.exists():
        return False
    lock = FileLock(path)
    is_free = lock.acquire(wait=False)
    lock.release()
    return not is_free
