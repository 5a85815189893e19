"""Workbooks for the tests: made, worked in as a reviewer would, saved again by LibreOffice."""

import io
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from claims.models import Extraction
from claims.sheets import write_book, xlsx
from claims.sheets.book import Book, tabulate
from claims.table import Cell, reference

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def book_of(*extractions: Extraction) -> Book:
    """The book of some papers."""
    book = Book(sources=("claims.jsonl",))
    book.extractions = {reference(extraction.paper): extraction for extraction in extractions}
    tabulate(book, [])
    return book


def workbook(book: Book) -> bytes:
    """The bytes of its workbook."""
    stream = io.BytesIO()
    xlsx.write(book, stream)
    return stream.getvalue()


def made(path: Path, *extractions: Extraction) -> Path:
    """A workbook in a file."""
    write_book(book_of(*extractions), path)
    return path


def edit(
    source: Path, target: Path, change: Callable[[Worksheet, dict[str, int]], None], sheet: str = "Claims"
) -> Path:
    """A copy of a workbook after `change`, which gets the sheet and the number of each column by its header."""
    book = load_workbook(source)
    page = book[sheet]
    change(page, {str(cell.value): cell.column for cell in page[1] if cell.value is not None})
    book.save(target)
    return target


def fill(source: Path, target: Path, rows: Mapping[int, Mapping[str, Cell]]) -> Path:
    """A copy with cells filled in: by number of the row, then by header."""

    def change(page: Worksheet, columns: dict[str, int]) -> None:
        for number, cells in rows.items():
            for header, value in cells.items():
                write(page, number, columns[header], value)

    return edit(source, target, change)


def write(page: Worksheet, row: int, column: int, value: Any, formula: bool = False) -> None:
    """Types a value into a cell: a text is a text, whatever it begins with, unless it is to be a `formula`."""
    cell = page.cell(row, column)
    cell.value = value
    if isinstance(value, str) and not formula:
        cell.data_type = "s"


def by_office(path: Path, form: str = "xlsx") -> Path:
    """The file as LibreOffice saves it, in a folder of its own."""
    folder = path.parent / f"office-{path.stem}"
    profile = (path.parent / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", form, "--outdir", folder, path],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / path.with_suffix(f".{form}").name
