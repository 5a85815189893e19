"""The sheets "Papers", "Hardware" and "Venues": the tables as they are, the papers with their abstracts."""

from collections.abc import Iterable

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from claims.sheets.book import Book
from claims.sheets.xlsx_styles import Styles, finish, height, lines_of, put, put_link
from claims.table import TABLES, Cell, Row, TableName, one_line
from claims.text import clean

# A width for each column, in characters.
_WIDTHS = {
    "paper": 17, "version": 7.5, "published": 11, "updated": 11, "categories": 16, "title": 46, "authors": 34,
    "system": 16, "system_aliases": 24, "claims": 7, "hardware": 28, "venues": 28, "doi": 26, "comment": 32,
    "journal_ref": 28, "abstract": 130, "name": 28, "kind": 12, "count": 9, "memory": 9, "workshop": 15, "year": 7,
    "status": 11, "aliases": 44, "confidence": 11, "field": 11, "text": 46, "start": 7, "end": 7, "rule": 34,
}  # fmt: skip
_WRAPPED = (
    "title", "authors", "system_aliases", "hardware", "venues", "comment", "journal_ref", "abstract", "aliases", "text",
)  # fmt: skip
_TALL = tuple(name for name in _WRAPPED if name != "authors")
"""What a row is made high enough for: a paper of a hundred authors need not show them all."""


def add(workbook: Workbook, styles: Styles, book: Book) -> None:
    """Adds the three sheets. Abstracts stand in whole and clean, for those who look for claims that were missed."""
    abstracts = {
        name: one_line(clean("abstract", extraction.paper.abstract).text)
        for name, extraction in book.extractions.items()
    }
    papers = (row | {"abstract": abstracts.get(str(row["paper"]))} for row in book.papers)
    _add(workbook, styles, "papers", papers)
    _add(workbook, styles, "hardware", book.hardware)
    _add(workbook, styles, "venues", book.venues)


def columns(table: TableName) -> list[str]:
    """The columns of a sheet: those of the table, whose address is a link, and of papers the abstract by the title."""
    names = [column.name for column in TABLES[table].columns if column.name != "url"]
    if table == "papers":
        names.insert(names.index("title") + 1, "abstract")
    return names


def _add(workbook: Workbook, styles: Styles, table: TableName, rows: Iterable[Row]) -> None:
    sheet = workbook.add_worksheet(table.capitalize())
    names = columns(table)
    tall = [name for name in names if name in _TALL]
    sheet.set_row(0, height(2))
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, styles.header)
        sheet.set_column(place, place, _WIDTHS[name], styles.text)
    line = 0
    for line, row in enumerate(rows, 1):
        sheet.set_row(line, height(max(lines_of(row[name], _WIDTHS[name]) for name in tall)))
        for place, name in enumerate(names):
            if name == "paper":
                put_link(sheet, line, place, str(row["paper"]), row["url"], styles)
            elif row[name] not in (None, ""):
                put(sheet, line, place, row[name], styles, _style(styles, name, row[name]))
    finish(sheet, len(names), line)


def _style(styles: Styles, name: str, cell: Cell) -> Format | None:
    if name == "confidence":
        return styles.factor
    if isinstance(cell, int):
        return styles.number  # a year and a place are no amounts, and have no thousands
    return styles.wrapped if name in _WRAPPED else None
