"""Answers of today, kept: the same request is sent once a day, and a fetch that was ended goes on where it was."""

import gzip
import hashlib
import secrets
import shutil
import zlib
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from claims.errors import OutputError
from claims.live.service import Service, today


class Cache:
    """The answers of one day, by the address they were asked for with. The day is that on which the fetch began."""

    def __init__(self, service: Service) -> None:
        self.all = service.folder / "answers"
        day = today()
        self.folder, self.yesterday = self.all / day.isoformat(), (day - timedelta(1)).isoformat()

    def read(self, address: str) -> bytes | None:
        """The answer, None where there is none that can be read."""
        try:
            return gzip.decompress(self._path(address).read_bytes())
        except (OSError, EOFError, zlib.error):
            return None

    def write(self, address: str, data: bytes) -> None:
        """Keeps the answer, whole or not at all, and takes away those of days long past."""
        partial = self.folder / f".{secrets.token_hex(8)}.partial"
        try:
            if not self.folder.exists():
                self._begin_day()
            partial.write_bytes(gzip.compress(data, 6, mtime=0))
            partial.replace(self._path(address))
        except OSError as error:
            reason = error.strerror or error
            raise OutputError(f"{self.folder}: {reason}. Say another folder in CLAIMS_CACHE.") from error
        finally:
            with suppress(OSError):  # what went wrong before is what is told
                partial.unlink(missing_ok=True)

    def _begin_day(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for folder in self.all.iterdir():
            if folder.name < self.yesterday:  # a fetch that began yesterday may be at it still
                shutil.rmtree(folder, ignore_errors=True)

    def _path(self, address: str) -> Path:
        return self.folder / f"{hashlib.sha256(address.encode()).hexdigest()[:40]}.xml.gz"
