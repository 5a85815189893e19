"""The sheets "Papers", "Hardware" and "Venues": the tables as they are, the papers with their abstracts."""

from collections.abc import Iterable

from xlsxwriter import Workbook

from claims.sheets.book import Book
from claims.sheets.xlsx_styles import Styles, finish, put, put_link
from claims.table import TABLES, Row, TableName, one_line

_WIDTHS = {"paper": 17, "title": 60, "authors": 40, "name": 26, "text": 30, "hardware": 30, "venues": 26, "rule": 24}
_WIDTH = 13
_ABSTRACT = 120


def add(workbook: Workbook, styles: Styles, book: Book) -> None:
    """Adds the three sheets."""
    abstracts = {name: one_line(extraction.paper.abstract) for name, extraction in book.extractions.items()}
    papers = (row | {"abstract": abstracts.get(str(row["paper"]))} for row in book.papers)
    _add(workbook, styles, "papers", papers, ("abstract",))
    _add(workbook, styles, "hardware", book.hardware)
    _add(workbook, styles, "venues", book.venues)


def _add(workbook: Workbook, styles: Styles, table: TableName, rows: Iterable[Row], more: tuple[str, ...] = ()) -> None:
    sheet = workbook.add_worksheet(table.capitalize())
    names = [*(column.name for column in TABLES[table].columns if column.name != "url"), *more]
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, styles.header)
        sheet.set_column(place, place, _ABSTRACT if name == "abstract" else _WIDTHS.get(name, _WIDTH), styles.text)
    line = 0
    for line, row in enumerate(rows, 1):
        for place, name in enumerate(names):
            if name == "paper":
                put_link(sheet, line, place, str(row["paper"]), row["url"], styles)
            elif name == "year":  # a year is no amount, and has no thousands
                put(sheet, line, place, row[name], styles, styles.number)
            else:
                put(sheet, line, place, row[name], styles)
    finish(sheet, len(names), line)
