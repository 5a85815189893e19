"""A workbook that reviewers worked in -> what they typed, row by row, and the records that it was made from.

Rows are known by their cells "paper" and "claim", columns by their headers, so that it does not matter what was sorted,
filtered, moved or deleted, nor which program saved the file. No formula is evaluated: one in a cell is malformed.
"""

import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from claims.errors import SourceError
from claims.sheets import review_archive
from claims.sheets.evidence import Key
from claims.sheets.review_cells import MalformedError, Raw, is_percentage, parse, raw_value, typed
from claims.sheets.review_columns import ASKED, COLUMNS, FORM, SOURCE, ReviewColumn
from claims.table import Cell

MOST_ROWS, MOST_CELLS = 1_048_576, 20_000_000
_HEADERS_WITHIN = 20
"""Rows at the top in which the headers are looked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a workbook."""

    file: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.file}: {self.sheet}!{self.cell}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell, and what to do."""

    place: Place
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}."


@dataclass(slots=True)
class ReviewRow:
    """One row of a sheet that is worked in."""

    file: str
    sheet: str
    number: int
    letters: dict[str, str]
    """Letter of each column by its name; the program's own columns have "said " before theirs."""
    said: dict[str, Raw]
    """The cells that the program wrote, or that were typed in for a claim that it missed."""
    typed: dict[str, Cell]
    """All that stands in the reviewers' cells, and below headers that are not ours, as it was typed."""
    answers: dict[str, Cell] = field(default_factory=dict)
    """What the reviewers' cells mean; without those that are empty or malformed."""
    malformed: tuple[str, ...] = ()
    percentages: tuple[str, ...] = ()
    """Numbers among the answers that are written as percentages."""

    @property
    def key(self) -> Key | None:
        """Which claim it is about; None for one that the program missed."""
        claim = self.said.get("claim")
        return (str(typed(self.said.get("paper", ""))), str(typed(claim))) if claim is not None else None

    def place(self, name: str) -> Place:
        """The cell of a column; the row where there is no such column."""
        return Place(self.file, self.sheet, f"{self.letters.get(name, '')}{self.number}")


@dataclass(slots=True)
class ReviewFile:
    """One workbook."""

    name: str
    made: dict[str, Any]
    """With which filters and by which version it was made."""
    records: dict[str, dict[str, Any]]
    rows: list[ReviewRow]
    faults: list[Fault]


def read_review(path: Path, name: str | None = None) -> ReviewFile:
    """What a workbook holds, told of under `name` (that of the file if None).

    `SourceError` where it is none of ours, or unsafe to open.
    """
    review_archive.check(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl passes over: styles, extensions of other programs
            workbook = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            return _read(path, workbook, name or path.name)
        finally:
            workbook.close()
    except SourceError:
        raise
    # Of a broken workbook openpyxl raises whatever its parts run into.
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, OSError) as error:
        fault = f"{path}: cannot be read as a workbook ({type(error).__name__}: {error}). Save it again as .xlsx."
        raise SourceError(fault) from error


def _read(path: Path, workbook: Workbook, name: str) -> ReviewFile:
    made, records = _source(path, workbook)
    found = ReviewFile(name, made, records, [], [])
    sheets = 0
    for sheet in workbook.worksheets:
        if sheet.title != SOURCE:
            sheets += _sheet(found, sheet)
    if not sheets:
        headers = ", ".join(_NEEDED)
        raise SourceError(f"{path}: no sheet has the headers {headers}. Give them back their names.")
    return found


def _source(path: Path, workbook: Workbook) -> tuple[dict[str, Any], dict[str, Any]]:
    advice = "Give a workbook that `claims sheet` wrote, with its hidden sheet"
    if SOURCE not in workbook.sheetnames:
        raise SourceError(f"{path}: has no sheet {SOURCE}. {advice}.")
    rows = ([cell.value for cell in row] for _, row in _rows(workbook[SOURCE]))
    form, made, *_ = [*next(rows, []), None, None]
    if form != FORM:
        raise SourceError(f"{path}: {SOURCE}!A1 is {str(form)[:40]!r}, not {FORM!r}. {advice}.")
    pieces: dict[str, dict[int, str]] = {}
    for name, number, piece in (row for row in rows if len(row) == 3 and row[0] is not None):
        pieces.setdefault(json.loads(name), {})[int(number)] = piece
    return json.loads(made or "{}"), {
        name: json.loads("".join(text for _, text in sorted(texts.items()))) for name, texts in pieces.items()
    }


def _sheet(found: ReviewFile, sheet: Any) -> bool:
    """Reads one sheet; false where it is none that is worked in."""
    columns: dict[int, str] = {}
    letters: dict[str, str] = {}
    for number, row in _rows(sheet):
        if not columns:
            headers = {cell.column: " ".join(str(cell.value).split()) for cell in row}
            if set(_NEEDED) <= set(headers.values()):
                columns = _columns(found, sheet.title, number, headers)
                letters = {name: get_column_letter(place) for place, name in columns.items()}
            elif number > _HEADERS_WITHIN:
                return False
            continue
        if read := _row(found, sheet.title, number, row, columns, letters):
            found.rows.append(read)
    return bool(columns)


def _columns(found: ReviewFile, sheet: str, number: int, headers: dict[int, str]) -> dict[int, str]:
    """The name of each column: a field of ours, or the header of somebody else."""
    columns: dict[int, str] = {}
    for place, header in headers.items():
        name = _NAMES.get(header, f"{_OTHER}{header}")
        if name in columns.values():
            cell = Place(found.name, sheet, f"{get_column_letter(place)}{number}")
            found.faults.append(Fault(cell, f"a second column {header!r}. Only the first one counts; remove one"))
            name = f"{_OTHER}{header} ({get_column_letter(place)})"
        columns[place] = name
    return columns


def _row(
    found: ReviewFile, sheet: str, number: int, cells: list[Any], columns: dict[int, str], letters: dict[str, str]
) -> ReviewRow | None:
    row = ReviewRow(found.name, sheet, number, letters, {}, {})
    malformed, percentages = [], []
    for cell in cells:
        name = columns.get(cell.column, f"{_OTHER}{get_column_letter(cell.column)}")
        if isinstance(cell.value, str) and not cell.value.strip():
            continue
        value: Raw = cell.value if isinstance(cell.value, Raw) else str(getattr(cell.value, "text", cell.value))
        value = raw_value(value, cell.number_format)
        column = _ASKED.get(name)
        if column is None and not name.startswith(_OTHER):
            row.said[name.removeprefix(_SAID)] = f"={value}" if cell.data_type == "f" else value
            continue
        row.typed[name.removeprefix(_OTHER)] = typed(value)
        try:
            if cell.data_type == "f":
                raise MalformedError("holds a formula, which is not evaluated. Write what it comes to")
            if cell.data_type == "e":
                raise MalformedError(f"{value!r} is an error. Write a value")
            if column:
                row.answers[name] = parse(value, column)
                if is_percentage(value, column):
                    percentages.append(name)
        except MalformedError as error:
            malformed.append(name.removeprefix(_OTHER))
            place = Place(found.name, sheet, f"{get_column_letter(cell.column)}{number}")
            found.faults.append(Fault(place, str(error)))
    row.malformed, row.percentages = tuple(malformed), tuple(percentages)
    return row if row.said or row.typed else None


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """The number and the cells, without empty ones, of each row that has any."""
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    seen = 0
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS), 1):
        seen += len(row)  # up to the last cell of the row, which may stand far to the right
        if seen > MOST_CELLS:
            raise SourceError(f"{sheet.title}: over {MOST_CELLS:,} cells, which no sheet of claims has. Make it again.")
        if cells := [cell for cell in row if cell.value is not None]:
            yield number, cells


_SAID, _OTHER = "said ", "other "
"""Before the names of columns that are not the reviewers', so that a corrected "value" is not the program's."""
_ASKED = {column.name: column for column in ASKED}
_NAMES = {
    column.header: column.name if isinstance(column, ReviewColumn) else f"{_SAID}{column.name}" for column in COLUMNS
}
_NEEDED = ("paper", "decision", "claim")
