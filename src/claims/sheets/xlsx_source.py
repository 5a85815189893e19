"""The hidden sheet "Source": the records as they were extracted, so that a workbook alone is enough to make gold of it.

A record is JSON in plain ASCII, in pieces, which every program that saves the workbook keeps as it is.
"""

import json
from itertools import groupby
from typing import Any

from xlsxwriter import Workbook

from claims import __version__
from claims.models import SCHEMA_VERSION
from claims.sheets.book import Book, paper_of
from claims.sheets.filters import described
from claims.sheets.review_columns import FORM, SOURCE
from claims.table import OF_PAPER, Row

PIECE = 30_000
"""Characters of a record in one cell."""


def add(workbook: Workbook, book: Book, answers: str | None = None) -> None:
    """Adds the sheet: a row that says what made it, then paper, number of the piece, piece.

    `answers` is the fingerprint of those that the program has filled in.
    """
    sheet = workbook.add_worksheet(SOURCE)
    made = {"version": __version__, "schema_version": SCHEMA_VERSION, "filters": described(book.filters)}
    if answers:
        made["answers"] = answers
    sheet.write_string(0, 0, FORM)
    sheet.write_string(0, 1, json.dumps(made))
    line = 1
    for name, record in records(book).items():
        text = json.dumps(record)
        for number, start in enumerate(range(0, len(text), PIECE)):
            sheet.write_string(line, 0, json.dumps(name))
            sheet.write_number(line, 1, number)
            sheet.write_string(line, 2, text[start : start + PIECE])
            line += 1
    sheet.protect()
    sheet.very_hidden()


def records(book: Book) -> dict[str, Any]:
    """The record of each paper by its cell "paper"; of a paper that is known from rows, what they say."""
    made: dict[str, Any] = {}
    known = [row for row in book.claims if row["paper"] not in book.extractions]
    known.sort(key=lambda row: (str(row["paper"]), str(row["field"]), int(row["start"] or 0)))
    for name, rows in groupby(known, lambda row: str(row["paper"])):
        made[name] = _of_rows(name, list(rows))
    for name, extraction in book.extractions.items():
        made[name] = extraction.model_dump(mode="json")
    return dict(sorted(made.items()))


def _of_rows(name: str, rows: list[Row]) -> dict[str, Any]:
    # The title stands in "row" alone: its white space is changed there, so that spans would not hold.
    paper = paper_of(name).model_dump(mode="json") | {"published": rows[0]["published"]}
    claims = [
        {"id": row["claim"], **{cell: row[cell] for cell in row if cell not in (*OF_PAPER, "claim")}} for row in rows
    ]
    of_paper = {cell: rows[0][cell] for cell in OF_PAPER}
    return {
        "paper": paper,
        "system": rows[0]["system"],
        "claims": claims,
        "hardware": [],
        "venues": [],
        "row": of_paper,
    }
