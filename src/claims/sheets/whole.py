"""A file that appears whole or not at all."""

import gzip
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from claims.errors import OutputError


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file open for bytes that takes the place of `path` when the block ends well.

    When the block raises anything, an interrupt included, `path` stays as it was and nothing else is left behind. What
    is no regular file (/dev/null, a pipe) is written to directly: there is nothing to replace. `OutputError` where
    the place cannot be written to.
    """
    target = Path(os.path.realpath(path))  # a link stays a link
    partial = target.parent / f".{secrets.token_hex(8)}.partial"
    try:
        mode = _mode(target, path)
        if mode is not None and not stat.S_ISREG(mode):
            with target.open("wb") as stream:
                yield stream
            return
        with partial.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            partial.chmod(stat.S_IMODE(mode))
        partial.replace(target)
        _sync_folder(target.parent)
    except BaseException as error:
        with suppress(OSError):  # what went wrong before is what is told
            partial.unlink()
        # A full disk tells no name; an error that tells another name is not about this file, nor is a damaged input.
        ours = isinstance(error, OSError) and error.filename in (None, str(target), str(partial))
        if ours and not isinstance(error, BrokenPipeError | gzip.BadGzipFile):
            raise OutputError(f"{path}: {getattr(error, 'strerror', None) or error}. Write somewhere else.") from error
        raise


def _mode(target: Path, path: Path) -> int | None:
    """The mode of what stands there, None where nothing does."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise OutputError(f"{path}: is a folder. Give the name of a file.")
    return mode


def _sync_folder(folder: Path) -> None:
    """Puts the new name itself on the disk, where folders can be opened (not on Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
