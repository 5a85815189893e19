r"""Tables as CSV that is safe to open in a spreadsheet, and back again.

A spreadsheet runs a cell that begins like a formula. Such a text, and one that begins with an apostrophe, is written
with an apostrophe before it; whoever reads the file takes one leading apostrophe off again and has the text as it was.
Numbers are never text and stay as they are.

>>> guarded("=1+1"), guarded("+12.5%"), guarded("'tis"), guarded("a = b")
("'=1+1", "'+12.5%", "''tis", 'a = b')
>>> unguarded("'=1+1"), unguarded("''tis"), unguarded("a = b")
('=1+1', "'tis", 'a = b')
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from claims.errors import SourceError
from claims.table import TABLES, Cell, Column, Row, Table

if TYPE_CHECKING:
    from claims.models import Extraction


@contextmanager
def writing(stream: BinaryIO, table: Table) -> "Iterator[Callable[[Extraction], None]]":
    """A function that writes the rows of one paper; the header is written at once. UTF-8, one row a line, LF."""
    stream.write(line([column.name for column in table.columns]))

    def write(extraction: "Extraction") -> None:
        # All rows of a paper in one write: a reader of a pipe never sees half of one.
        stream.write(b"".join(map(line, table.cells(extraction))))

    yield write


def read(path: Path) -> Iterator[Row]:
    """The rows of a file that `writing` wrote, with the types they had. Which table it is follows from its header.

    `SourceError` where it is no such file.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream, strict=True)
        rows = _of_any_length(lines)
        try:
            columns = _columns(tuple(map(unguarded, next(rows, []))))
            for cells in rows:
                if len(cells) != len(columns):
                    raise ValueError(f"{len(cells)} cells, not {len(columns)}")
                yield {column.name: _value(cell, column) for cell, column in zip(cells, columns, strict=True)}
        except (csv.Error, ValueError) as error:
            fault = f"{path}: line {lines.line_num}: {error}. Write it again with `claims extract`."
            raise SourceError(fault) from error


def line(cells: Sequence[Cell]) -> bytes:
    r"""One row as bytes. Our own quoting, because `csv` leaves a lone CR bare before Python 3.13.

    >>> line(["a,b", 2.0, None, "lone\rCR", "@a"])
    b'"a,b",2,,"lone\rCR",\'@a\n'
    """
    return (",".join(map(_written, cells)) + "\n").encode()


def guarded(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet might run it or an apostrophe would look like ours."""
    return f"'{text}" if _LIVE.match(text) else text


def unguarded(text: str) -> str:
    """The text that was `guarded`."""
    return text.removeprefix("'")


# What a spreadsheet may take for a formula: the first character that shows is = + - @ (also wide), | or % (old import
# filters), or the cell begins with a control character. "=1", ' "=1', "\t=1"; not "a=1", "(-1)".
_LIVE = re.compile(
    r"""['\t\r\n\x00]
      | [\s"'`‘’“”\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*+[=+\-@|%＝＋－−＠｜％]""",
    re.VERBOSE,
)
_QUOTED = re.compile(r'[",\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|^\s|\s$')


def _of_any_length(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows of a `csv.reader`, whose cells may be longer than its limit."""
    cells: list[str] | None = []
    while cells is not None:
        limit = csv.field_size_limit(2**31 - 1)  # the whole process's: others rely on theirs
        try:
            cells = next(lines, None)
        finally:
            csv.field_size_limit(limit)
        if cells is not None:
            yield cells


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        text = guarded(cell)
        return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else repr(cell)
    return str(cell)


def _value(cell: str, column: Column) -> Cell:
    if not cell and column.nullable:
        return None
    if column.kind == "integer":
        return int(cell)
    if column.kind == "number":
        return float(cell)
    return unguarded(cell)


def _columns(header: tuple[str, ...]) -> tuple[Column, ...]:
    for table in TABLES.values():
        if tuple(column.name for column in table.columns) == header:
            return table.columns
    unknown = sorted(set(header) - {column.name for table in TABLES.values() for column in table.columns})
    raise ValueError(f"the header is none of ours (unknown: {', '.join(unknown) or 'none'})")
