"""A folder that one process writes to at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claims.errors import OutputError


@contextmanager
def locked(folder: Path, who: str) -> Iterator[None]:
    """A block in which no other process works on the folder; `OutputError` that says `who` does where one does already.

    The system ends the lock with its process, however that ends.
    """
    try:
        import fcntl
    except ImportError:  # Windows: two writers into one folder are not told
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputError(f"{folder}: {who} is writing there. Wait for it, or end it.") from None
        yield
    finally:
        os.close(handle)
