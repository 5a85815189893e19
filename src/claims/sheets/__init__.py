"""The files that people open: CSV, JSON lines and Parquet, written as the papers come and read back; and books, which
hold all papers at once: a workbook, a page, a table for a text.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from claims.errors import OutputError
from claims.store import is_store
from claims.table import TABLES, Row, TableName

if TYPE_CHECKING:
    from claims.models import Extraction
    from claims.sheets.book import Book

Format = Literal["csv", "jsonl", "parquet"]

EXTENSIONS: dict[str, Format] = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


BOOKS: dict[str, str] = {
    ".xlsx": "claims.sheets.xlsx",
    ".html": "claims.sheets.page",
    ".md": "claims.sheets.markdown",
    ".tex": "claims.sheets.latex",
    ".bib": "claims.sheets.bibtex",
    ".ris": "claims.sheets.ris",
    ".sqlite": "claims.sheets.sqlite",
}
"""Extension -> the module whose `write(book: Book, stream: BinaryIO) -> None` writes such a file, imported at use."""


def write_book(book: "Book", output: Path) -> None:
    """Writes a book into a file, which appears whole or not at all; `OutputError` where that cannot be."""
    from importlib import import_module

    from claims.sheets.whole import whole

    module = import_module(BOOKS[book_suffix(output)])
    with whole(output) as stream:
        module.write(book, stream)


def book_suffix(path: Path) -> str:
    """The extension of a book, in lower case; `OutputError` where it is none of `BOOKS`.

    >>> book_suffix(Path("review.XLSX"))
    '.xlsx'
    """
    if (suffix := path.suffix.lower()) not in BOOKS:
        raise OutputError(f"{path}: its extension is none of {', '.join(BOOKS)}. Use one of them.")
    return suffix


def format_of(path: Path) -> Format:
    """The format that a file's extension stands for; `OutputError` where it stands for none.

    >>> format_of(Path("claims.CSV"))
    'csv'
    """
    try:
        return EXTENSIONS[path.suffix.lower()]
    except KeyError:
        raise OutputError(
            f"{path}: its extension is none of {', '.join(EXTENSIONS)}. Use one of them, or say --format."
        ) from None


def writing(
    stream: BinaryIO, form: Format, table: TableName | None = None
) -> "AbstractContextManager[Callable[[Extraction], None]]":
    """A block in which the function it gives writes one paper after another to `stream`.

    Without a table, JSON lines hold whole records, one a paper; CSV and Parquet hold the table "claims".
    """
    if form == "jsonl":
        from claims.sheets import jsonl

        return jsonl.writing(stream, TABLES[table] if table else None)
    if form == "parquet":
        from claims.sheets import parquet

        return parquet.writing(stream, TABLES[table or "claims"])
    from claims.sheets import csv

    return csv.writing(stream, TABLES[table or "claims"])


def rows(path: str | Path, form: Format | None = None) -> Iterator[Row]:
    """The rows of a sheet; of whole records in JSON lines, of a store and of the folder of a run, those of "claims"."""
    path = Path(path)
    if is_store(path):
        from claims import store

        return (row for extraction in store.read(path) for row in TABLES["claims"].rows(extraction))
    form = "parquet" if path.is_dir() else form or format_of(path)
    if form == "jsonl":
        from claims.sheets import jsonl

        return (row for extraction in jsonl.read(path) for row in TABLES["claims"].rows(extraction))
    if form == "parquet":
        from claims.sheets import parquet

        return parquet.read(path)
    from claims.sheets import csv

    return csv.read(path)
