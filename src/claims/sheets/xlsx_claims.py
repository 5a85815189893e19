"""The sheet "Claims": a row per claim, what the program says on the left, the reviewers' cells in yellow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from claims.sheets.book import Book
from claims.sheets.evidence import Key, Parts, all_parts, key
from claims.sheets.review_columns import (
    ADDED_ROWS,
    ASKED,
    CLAIMS,
    COLUMNS,
    NONE,
    PLACED,
    SAID,
    TYPES,
    ReviewColumn,
    SheetColumn,
)
from claims.sheets.xlsx_styles import Styles, finish, height, lines_of, put, put_link, shown
from claims.table import Cell, Row


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands in the reviewers' cells of one row."""

    cells: Mapping[str, Cell] = field(default_factory=dict)
    """By the name of the column."""
    differing: Mapping[str, str] = field(default_factory=dict)
    """Columns in which reviewers differ or are not understood, with what each of them says. They are red."""


def add(
    workbook: Workbook,
    styles: Styles,
    book: Book,
    answers: Mapping[Key, Answer],
    added: Sequence[tuple[Row, Answer]] = (),
) -> dict[Key, int]:
    """Adds the sheet; returns the row of each claim, from 0. Rows that reviewers `added` stand below the others."""
    sheet = workbook.add_worksheet(CLAIMS)
    sheet.set_tab_color("#F5C242")
    _headers(sheet, styles)
    places: dict[Key, int] = {}
    for number, (row, parts) in enumerate(zip(book.claims, all_parts(book.claims, book.extractions), strict=True), 1):
        places[key(row)] = number
        _row(sheet, styles, number, row, parts, answers.get(key(row), Answer()))
    filled = len(book.claims) + len(added)
    for number, (row, answer) in enumerate(added, len(book.claims) + 1):
        _added_row(sheet, styles, number, row, answer)
    last = filled + ADDED_ROWS
    for number in range(filled + 1, last + 1):
        sheet.set_row(number, None, styles.added["number"])
        for place in _TEXTS:
            sheet.write_blank(number, place, None, styles.added["text"])
    _choices(sheet, last, filled)
    _colours(workbook, sheet, last)
    finish(sheet, len(COLUMNS), filled, across=len(SAID) + len(ASKED))
    return places


def _headers(sheet: Worksheet, styles: Styles) -> None:
    sheet.set_row(0, 38)
    for place, column in enumerate(COLUMNS):
        asked = isinstance(column, ReviewColumn)
        sheet.write_string(0, place, column.header, styles.asked if asked else styles.header)
        style = styles.answer[_kind(column)] if asked else styles.text
        sheet.set_column(place, place, column.width, style)


def _row(sheet: Worksheet, styles: Styles, number: int, row: Row, parts: Parts, answer: Answer) -> None:
    sheet.set_row(number, _height(row))
    for place, column in _SAID:
        cell = row.get(column.name)
        if cell is None or cell == "":
            continue  # most cells are empty
        if column.name == "paper":
            put_link(sheet, number, place, str(cell), row["url"], styles)
        elif column.name == "sentence":
            _evidence(sheet, styles, number, place, parts)
        elif column.name in ("factor", "confidence"):
            put(sheet, number, place, cell, styles, styles.factor)
        else:
            put(sheet, number, place, cell, styles, styles.wrapped if column.wrapped else None, column.width)
    if answer.cells or answer.differing:
        for place, asked in _ASKED:
            _answer(sheet, styles, number, place, asked, answer)


def _added_row(sheet: Worksheet, styles: Styles, number: int, row: Row, answer: Answer) -> None:
    """A row that a reviewer added: every cell of it can be put right."""
    sheet.set_row(number, _height(row), styles.added["number"])
    for place, column in enumerate(COLUMNS):
        if isinstance(column, ReviewColumn):
            cell, name = answer.cells.get(column.name), column.name
        else:
            cell, name = row.get(column.name), f"said {column.name}"
        style = (styles.differing if name in answer.differing else styles.added)[_kind(column)]
        if cell is None or cell == "":
            sheet.write_blank(number, place, None, style)
        else:
            put(sheet, number, place, cell, styles, style)
        _comment(sheet, number, place, answer.differing.get(name))


def _height(row: Row) -> float:
    return height(max(lines_of(row.get(column.name), column.width) for column in _WRAPPED))


def _kind(column: SheetColumn | ReviewColumn) -> Literal["number", "text"]:
    return "number" if column.kind == "number" else "text"


def _evidence(sheet: Worksheet, styles: Styles, number: int, place: int, parts: Parts) -> None:
    before, text, after = map(shown, parts)
    if not text or len(before) + len(text) + len(after) > len(shown("".join(parts))):
        put(sheet, number, place, "".join(parts), styles, styles.wrapped)
    elif not before and not after:
        put(sheet, number, place, text, styles, styles.wrapped)
    else:
        # What follows has a format of its own: LibreOffice shows a later piece without one in another font.
        pieces = [*([before] if before else []), styles.bold, text, *([styles.said, after] if after else [])]
        sheet.write_rich_string(number, place, *pieces, styles.wrapped)


def _answer(sheet: Worksheet, styles: Styles, number: int, place: int, column: ReviewColumn, answer: Answer) -> None:
    differing = answer.differing.get(column.name)
    style = (styles.differing if differing else styles.answer)[_kind(column)]
    if differing:
        sheet.write_blank(number, place, None, style)
    put(sheet, number, place, answer.cells.get(column.name), styles, style)
    _comment(sheet, number, place, differing)


def _comment(sheet: Worksheet, number: int, place: int, said: str | None) -> None:
    if said:
        sheet.write_comment(number, place, shown(said), {"x_scale": 2, "author": "claims"})


def _choices(sheet: Worksheet, last: int, claims: int) -> None:
    """Drop-downs, and what to type where no list says it."""
    for place, column in enumerate(COLUMNS):
        if isinstance(column, ReviewColumn):
            message = column.about + (f'. "{NONE}" where there is none' if column.nullable else "")
            told = {"input_title": column.header[:32], "input_message": message[:255]}
            if column.choices:
                source = [*column.choices, *((NONE,) if column.nullable else ())]
                rule = {"validate": "list", "source": source, "error_title": column.header[:32],
                        "error_message": f"One of {', '.join(source)}."}  # fmt: skip
                sheet.data_validation(1, place, last, place, rule | told)
            else:
                sheet.data_validation(1, place, last, place, {"validate": "any"} | told)
        elif column.name == "type":
            rule = {"validate": "list", "source": list(TYPES)}
            sheet.data_validation(claims + 1, place, last, place, rule)
        elif column.name == "paper":
            told = {"input_title": "A claim that was missed", "input_message": "Paper as in the rows above, type, text "
                    "(its words, as in the abstract), and its numbers in the yellow cells."}  # fmt: skip
            sheet.data_validation(claims + 1, place, last, place, {"validate": "any"} | told)


def _colours(workbook: Workbook, sheet: Worksheet, last: int) -> None:
    """A decided row is told from the others by the colour of its decision."""
    place = next(place for place, column in enumerate(COLUMNS) if column.name == "decision")
    for decision, colour in (
        ("accept", "#C9E7CB"),
        ("correct", "#CFE2F7"),
        ("reject", "#D9D9D9"),
        ("unsure", "#F9D9B0"),
    ):
        style = workbook.add_format({"bg_color": colour, "bold": True})
        rule = {"type": "cell", "criteria": "==", "value": f'"{decision}"', "format": style}
        sheet.conditional_format(1, place, last, place, rule)


_SAID = tuple((place, column) for place, column in enumerate(COLUMNS) if not isinstance(column, ReviewColumn))
_ASKED = tuple((place, column) for place, column in enumerate(COLUMNS) if isinstance(column, ReviewColumn))
_TEXTS = tuple(place for place, column in enumerate(COLUMNS) if column.kind != "number")
_WRAPPED = tuple(column for column in (*SAID, *PLACED) if column.wrapped)
