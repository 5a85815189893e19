"""Books for the tests of their writers."""

from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from claims.models import Extraction
from claims.sheets import jsonl
from claims.sheets.book import Book, read_book
from claims.sheets.filters import Filters

SEEDS = Path(__file__).parents[2] / "gold" / "seeds.jsonl"


def book_of(extractions: Iterable[Extraction], folder: Path, filters: Filters | None = None) -> Book:
    """The book of these extractions, by way of a file as users have it."""
    path = folder / "claims.jsonl"
    with path.open("wb") as stream, jsonl.writing(stream) as write:
        for extraction in extractions:
            write(extraction)
    return read_book([str(path)], filters)


@cache
def seeds() -> Book:
    """The book of the papers that are part of the project."""
    return read_book([str(SEEDS)])


def bytes_of(write: Callable[[Book, BinaryIO], None], book: Book) -> bytes:
    """What a writer writes."""
    stream = BytesIO()
    write(book, stream)
    return stream.getvalue()
