"""Sources -> shards: ranges of bytes that are the same whoever computes them, and however many."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.errors import SourceError
from claims.sheets.whole import whole
from claims.sources import jsonl
from claims.sources.document import decoded, encoding_of, opened

SMALLEST, LARGEST, AIM = 1 << 20, 1 << 23, 64
"""Bytes of a shard at least and at most, and how many shards there should be. At most some 10 s of work are lost when
a worker ends, and the 5 GB of the snapshot become 600 shards."""
_ENCODINGS = ("utf-8", "utf-8-sig", "cp1252")


@dataclass(frozen=True, slots=True)
class Source:
    """A file of JSON lines: its name as it was given, and how its lines are to be read."""

    name: str
    encoding: str
    packed: bool


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the work: the lines that begin in a range of bytes of the file `lines`, an absolute path."""

    number: int
    name: str
    """Of the source, as it was given."""
    lines: str
    encoding: str
    begin: int
    end: int


def look(name: str) -> Source:
    """A source, its first bytes looked at. `SourceError` where it is not JSON lines, which alone can be divided."""
    if name == "-":
        raise SourceError("-: standard input cannot be read again after an interruption. Write it to a file first.")
    if os.path.exists(name) and not os.path.isfile(name):
        raise SourceError(f"{name}: is no file that can be read again after an interruption. Write it to a file first.")
    with opened(name) as document:
        encoding, head = encoding_of(document.head), decoded(document.head)
    if not (jsonl.is_json(head) and jsonl.is_lines(head)):
        raise SourceError(f"{name}: is not JSON lines, which a folder is for. Give JSON lines, or -o FILE.")
    if encoding not in _ENCODINGS:
        raise SourceError(f"{name}: is {encoding.upper()}, which cannot be divided. Save it as UTF-8.")
    with open(name, "rb") as stream:
        return Source(name, encoding, packed=stream.read(2) == b"\x1f\x8b")


def unpacked(source: Source, place: Path) -> Path:
    """The file that the lines of a source are in: its own, or a copy at `place` if it is packed, made if not there.

    A gzip file cannot be read from its middle.
    """
    if not source.packed:
        return Path(source.name).resolve()
    if not place.exists():
        with opened(source.name) as document, whole(place) as copy:
            shutil.copyfileobj(document.stream, copy, 1 << 20)
    return place.resolve()


def shards(parts: Sequence[tuple[Source, str, Path]], size: int | None = None) -> list[Shard]:
    """The shards of sources, each with the name to give it and the file its lines are in, in the order of the records.

    Each source has at least one. Their `size` in bytes follows from that of the files and from nothing else.
    """
    sizes = [path.stat().st_size for _, _, path in parts]
    size = size or min(max(sum(sizes) // AIM, SMALLEST), LARGEST)
    ranges = [
        (name, str(path), source.encoding, begin, min(begin + size, total))
        for (source, name, path), total in zip(parts, sizes, strict=True)
        for begin in range(0, max(total, 1), size)
    ]
    return [Shard(number, *part) for number, part in enumerate(ranges)]


def stamp(path: str | Path) -> tuple[int, int]:
    """Size and time of last change, which tell that somebody writes to a file while it is read."""
    status = os.stat(path)
    return status.st_size, status.st_mtime_ns
