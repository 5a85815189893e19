"""A book as a workbook: Claims to review in, Comparison, Papers, Hardware, Venues, Legend.

Nothing in it runs: every text is written as text, whatever it looks like. The same book gives the same bytes.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO

from xlsxwriter import Workbook

from claims.sheets import xlsx_claims, xlsx_comparison, xlsx_legend, xlsx_source, xlsx_tables
from claims.sheets.book import Book
from claims.sheets.evidence import Key
from claims.sheets.xlsx_styles import Styles


def write(book: Book, stream: BinaryIO) -> None:
    """Writes the workbook that reviewers start from."""
    with making(stream) as (workbook, styles):
        add_sheets(workbook, styles, book, xlsx_claims.add(workbook, styles, book, {}))


@contextmanager
def making(stream: BinaryIO) -> Iterator[tuple[Workbook, Styles]]:
    """An empty workbook, which is written when the block ends."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        # A new dictionary each time: XlsxWriter takes out of it what it has read.
        "default_format_properties": {"font_name": "Arial", "font_size": 9, "valign": "top"},
    }
    with _no_collection(), Workbook(stream, options) as workbook:
        # The time of making is in no file of ours: the same claims are the same bytes on any day.
        workbook.set_properties({"title": "Claims", "created": datetime(2000, 1, 1)})
        workbook.set_size(2400, 1500)
        yield workbook, Styles(workbook)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keeps Python from looking for cycles among the cells, of which there are none: a sixth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def add_sheets(
    workbook: Workbook, styles: Styles, book: Book, places: Mapping[Key, int], answers: str | None = None
) -> None:
    """Adds all sheets but the one that is worked in, in which the claims stand at `places`.

    `answers` is the fingerprint of what the program has filled in there.
    """
    xlsx_comparison.add(workbook, styles, book, places)
    xlsx_tables.add(workbook, styles, book)
    xlsx_legend.add(workbook, styles, book)
    xlsx_source.add(workbook, book, answers)
