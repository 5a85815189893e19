"""A source, opened: its name, its first bytes, the rest as a stream. Compression and encoding are told by content."""

import codecs
import gzip
import io
import logging
import os
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from claims.errors import SourceError, UpstreamError
from claims.models import Rejected
from claims.sources.record import MAX_RECORD, shown

log = logging.getLogger("claims")
HEAD = 65_536
"""Bytes from which the kind and the encoding of a document are told."""
_OF_LINES = (".jsonl", ".ndjson")
"""What files of JSON lines are called: one without a line is a list of no papers, and no answer that got lost."""
MAX_DOCUMENT = 32_000_000
"""Bytes beyond which a document that must be read as a whole is refused; arXiv's answers are below 10 million. One sign
outside of Latin-1 makes a text of as many bytes four times as large in memory."""
PATIENCE = 5.0
"""Seconds that a named pipe may be without anybody who writes to it."""
_PACKED = {
    b"PK\x03\x04": "a ZIP archive (or a spreadsheet). Unpack it, or save the sheet as CSV",
    b"BZh": "packed with bzip2. Unpack it first",
    b"\xfd7zXZ": "packed with xz. Unpack it first",
    b"\x28\xb5\x2f\xfd": "packed with zstd. Unpack it first",
    b"PAR1": "a Parquet file. Convert it to JSON lines or CSV",
    b"%PDF": "a PDF. Give the metadata of the paper instead",
    b"SQLite format 3": "a SQLite database. Export the table to CSV",
}
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(slots=True)
class Document:
    """What a reader gets. `stream` begins at the first byte of the unpacked content."""

    name: str
    """As the source was given; "-" for standard input."""
    stem: str
    """Id of a source that is one bare text: the file's name without its endings, "text" where it has none."""
    head: bytes
    stream: BinaryIO

    def whole(self) -> bytes:
        """All bytes; raises `SourceError` beyond `MAX_DOCUMENT`."""
        data = self.stream.read(MAX_DOCUMENT + 1)
        if len(data) > MAX_DOCUMENT:
            raise SourceError(
                f"{self.name}: over {MAX_DOCUMENT:,} bytes in one document. Split it, or give JSON lines."
            )
        return data

    def text(self) -> io.TextIOWrapper:
        """The content as a stream of text, line ends kept. Bytes that cannot be decoded become lone surrogates."""
        encoding = encoding_of(self.head)
        self._say_what_is_guessed(encoding)
        return io.TextIOWrapper(self.stream, encoding, errors=_on_error(encoding), newline="")

    def whole_text(self) -> str:
        """All of the content as text."""
        self._say_what_is_guessed(encoding_of(self.head))
        return decoded(self.whole()).removeprefix("\ufeff")

    def _say_what_is_guessed(self, encoding: str) -> None:
        if encoding == "cp1252":
            log.warning("%s: not UTF-8; read as Windows-1252", self.name)

    def rejected(self, position: int, reason: str, *, record: object = None, id: str | None = None) -> Rejected:  # noqa: A002
        """A record of this document, set aside."""
        return Rejected(
            source=self.name, position=position, reason=reason, id=id, record=None if record is None else shown(record)
        )


@contextmanager
def opened(source: str | Path | BinaryIO) -> Iterator[Document]:
    """The source ready to be read: a path, "-" for standard input, or a binary file object (which is left open)."""
    name, stem, stream, close = _stream(source)
    try:
        try:
            content = _unpacked(_Chained(b"", stream), name)
            head = _read_up_to(content, HEAD)
            _refuse_what_is_no_text(head, name)
            yield Document(name, stem, head, cast(BinaryIO, io.BufferedReader(_Chained(head, content), HEAD)))
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise SourceError(f"{name}: the gzip file is damaged or cut off ({error}). Fetch it again.") from error
        except OSError as error:
            raise SourceError(f"{name}: {error.strerror or error}. Check the source.") from error
    finally:
        if close:
            stream.close()


def _stream(source: str | Path | BinaryIO) -> tuple[str, str, BinaryIO, bool]:
    if isinstance(source, str | Path) and str(source) == "-":
        return "-", "text", cast(BinaryIO, sys.stdin.buffer), False
    if not isinstance(source, str | Path):
        name = getattr(source, "name", None)
        if isinstance(source, io.TextIOBase):
            raise SourceError(f"{name or 'source'}: opened as text. Open it in binary mode.")
        if not isinstance(name, str) or not name:
            return "stream", "text", source, False
        return name, _stem(Path(name)), source, False
    if str(source).startswith(("http://", "https://")):
        raise SourceError(f"{source}: is an address, not a file. Give a file, such as `claims fetch` writes.")
    path = Path(source)
    try:
        stream = _opened_pipe(path) if path.is_fifo() else path.open("rb")
        return str(source), _stem(path), stream, True
    except OSError as error:
        raise SourceError(
            f"{source}: {error.strerror or error}. Give the path of a file, or - for standard input."
        ) from error
    except ValueError as error:  # a NUL in the path
        raise SourceError(f"{str(source)!r}: {error}. Give the path of a file, or - for standard input.") from error


def _opened_pipe(path: Path) -> BinaryIO:
    """A named pipe as a stream; `SourceError` where nobody writes to it: opening it would wait for ever."""
    file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    end = time.monotonic() + PATIENCE
    head = b""
    try:
        while not head:
            try:
                head = os.read(file, HEAD)
            except BlockingIOError:  # there is a writer, who has written nothing yet
                break
            if not head and time.monotonic() > end:
                raise SourceError(f"{path}: a pipe that nobody writes to. Start what writes to it, or give a file.")
            if not head:
                time.sleep(0.02)
        os.set_blocking(file, True)
    except BaseException:
        os.close(file)
        raise
    return cast(BinaryIO, _Pipe(head, os.fdopen(file, "rb", 0)))


def _stem(path: Path) -> str:
    """The name without the endings of its format; the dots of an id stay: "2401.00010.txt.gz" -> "2401.00010"."""
    name = path.name.removesuffix(".gz")
    for ending in (".txt", ".text", ".md"):
        name = name.removesuffix(ending)
    return name.strip()[:200] or "text"


class _Chained(io.RawIOBase):
    """Bytes already read, then the rest of the stream they came from."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head, self.rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if self.head:
            piece, self.head = self.head[: len(buffer)], self.head[len(buffer) :]
        else:
            piece = self.rest.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


class _Pipe(_Chained):
    """A pipe of which a part is read already; closes it."""

    def close(self) -> None:
        self.rest.close()
        super().close()


def _unpacked(raw: _Chained, name: str) -> BinaryIO:
    """The stream, gunzipped as often as it was gzipped (a download of a .gz may be packed once more on the way)."""
    stream = cast(BinaryIO, io.BufferedReader(raw, HEAD))
    for _ in range(3):
        magic = _read_up_to(stream, 2)
        stream = cast(BinaryIO, io.BufferedReader(_Chained(magic, stream), HEAD))
        if magic != b"\x1f\x8b":
            return stream
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))
    raise SourceError(f"{name}: packed with gzip more than twice. Unpack it.")


def _read_up_to(stream: BinaryIO, size: int) -> bytes:
    pieces = b""
    while len(pieces) < size and (piece := stream.read(size - len(pieces))):
        pieces += piece
    return pieces


def _refuse_what_is_no_text(head: bytes, name: str) -> None:
    for magic, what in _PACKED.items():
        if head.startswith(magic):
            raise SourceError(f"{name}: {what}.")
    start = decoded(head)
    if not start.strip("\ufeff\0 \t\r\n"):
        if len(head) < HEAD:
            if name.lower().removesuffix(".gz").endswith(_OF_LINES):
                return  # as a query without hits leaves it
            if name.lower().removesuffix(".gz").endswith(".csv"):
                raise SourceError(f"{name}: empty, without even a header. Check what wrote it.")
            raise UpstreamError(f"{name}: empty. Fetch it again, or check what wrote it.")
        raise SourceError(f"{name}: begins with {HEAD:,} blank bytes. Check the file.")
    # Packed or coded data has a tenth of such characters and is no UTF-8; other binary data has mostly zeros.
    odd = sum(1 for char in start[:4096] if char < " " and char not in "\t\r\n\f\v\x1b") / len(start[:4096])
    if odd > 0.3 or (odd > 0.05 and encoding_of(head) in ("utf-8", "cp1252") and not _is_utf_8(head)):
        raise SourceError(f"{name}: binary data, not text. Give Atom, OAI, RSS, JSON, CSV or plain text.")


def encoding_of(head: bytes) -> str:
    """The encoding of text that begins with these bytes: by mark, by zero bytes, UTF-8, else Windows-1252."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    even, odd = head[:400:2].count(0), head[1:400:2].count(0)
    if max(even, odd) > 0.4 * len(head[:400:2]) and min(even, odd) == 0:
        return "utf-16-be" if even > odd else "utf-16-le"
    if _is_utf_8(head):
        return "utf-8"
    # One bad record in a UTF-8 file is set aside; a file without a single UTF-8 character is of the other kind.
    lenient = head.decode("utf-8", "surrogateescape")
    return "utf-8" if any("\x7f" < char < "\udc80" or char > "\udcff" for char in lenient) else "cp1252"


def _is_utf_8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # which allows for a character cut off at the end
    except UnicodeDecodeError:
        return False
    return True


def decoded(data: bytes) -> str:
    """All of `data` as text; bytes that fit no encoding become lone surrogates or U+FFFD."""
    encoding = encoding_of(data[:HEAD])
    return data.decode(encoding, _on_error(encoding))


def _on_error(encoding: str) -> str:
    """Wrong bytes are kept apart as lone surrogates, so that their record can be rejected; UTF-16 has no such way."""
    return "surrogateescape" if encoding.startswith(("utf-8", "cp")) else "replace"


def bounded_lines(text: io.TextIOWrapper) -> Iterator[str | None]:
    """The lines with their ends; None for one of more than `MAX_RECORD` characters, which is read past in pieces."""
    while line := text.readline(MAX_RECORD + 1):
        if len(line) <= MAX_RECORD:
            yield line
            continue
        while line and line[-1] not in "\r\n":
            line = text.readline(HEAD)
        yield None
