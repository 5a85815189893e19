"""The files that people open: CSV, JSON lines and Parquet, written as the papers come and read back."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from claims.errors import OutputError
from claims.table import TABLES, Row, TableName

if TYPE_CHECKING:
    from claims.models import Extraction

Format = Literal["csv", "jsonl", "parquet"]

EXTENSIONS: dict[str, Format] = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


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


def rows(path: Path, form: Format | None = None) -> Iterator[Row]:
    """The rows of a sheet; of whole records in JSON lines, those of the table "claims"."""
    form = form or format_of(path)
    if form == "jsonl":
        from claims.sheets import jsonl

        return (row for extraction in jsonl.read(path) for row in TABLES["claims"].rows(extraction))
    if form == "parquet":
        from claims.sheets import parquet

        return parquet.read(path)
    from claims.sheets import csv

    return csv.read(path)
