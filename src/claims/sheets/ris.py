"""The papers of a book as RIS, which every reference manager reads."""

from collections.abc import Iterator
from typing import BinaryIO

from claims.sheets.bibliography import Entry, entries
from claims.sheets.book import Book

_TYPES = {"proceedings": "CPAPER", "journal": "JOUR", "preprint": "UNPB"}


def write(book: Book, stream: BinaryIO) -> None:
    """Writes a record for every paper. UTF-8; lines end in CR LF, as the format has it."""
    for entry in entries(book):
        lines = "".join(f"{tag}  - {value}\r\n" for tag, value in _lines(entry) if value)
        stream.write(f"TY  - {_TYPES[entry.kind]}\r\n{lines}ER  - \r\n\r\n".encode("utf-8", "replace"))


def _lines(entry: Entry) -> Iterator[tuple[str, str | None]]:
    yield "ID", entry.key
    yield "TI", entry.title
    for author in entry.authors:
        yield "AU", author
    yield "PY", str(entry.year) if entry.year else None
    yield "DA", entry.date.replace("-", "/") if entry.date else None
    yield "T2", entry.container
    yield "AB", entry.abstract
    yield "DO", entry.doi
    yield "UR", entry.url
    yield "AN", f"arXiv:{entry.arxiv}" if entry.arxiv else None
    yield "DB", "arXiv" if entry.arxiv else None
