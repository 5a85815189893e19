"""What a spreadsheet makes of what is typed: percentages, dates, text that looks like a number; and units in words."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from claims.sheets.review_cells import Percentage, parse
from claims.sheets.review_columns import ADDED_ROWS, ASKED, COLUMNS
from claims.sheets.review_units import unit_of
from claims.table import Cell
from sheets.reviews import merged, told
from sheets.workbooks import by_office, edit, fill, needs_office

COLUMN = {column.name: column for column in ASKED}
LEVEL: dict[str, Cell] = {"paper": "2401.00020", "type": "level", "text": "99%", "metric": "recall"}


def shown_as(source: Path, target: Path, row: int, header: str, value: object, form: str) -> Path:
    """A copy in which a cell holds a value that it shows in some form, as a spreadsheet makes it of what is typed."""

    def change(page: Worksheet, columns: dict[str, int]) -> None:
        cell = page.cell(row, columns[header])
        cell.value = value  # type: ignore[assignment]
        cell.number_format = form

    return edit(source, target, change)


@pytest.mark.parametrize(("value", "form"), [(0.78, "0.00%"), (0.78, "0%"), ("78%", "General"), ("78 %", "@")])
@pytest.mark.parametrize("unit", ["%", "percent", None])
def test_a_percentage_is_the_number_before_its_sign(
    value: object, form: str, unit: str | None, sheet: Path, tmp_path: Path
) -> None:
    filled = fill(sheet, tmp_path / "a.xlsx", {4: LEVEL | {"corrected unit": unit}})
    review, [record] = merged(shown_as(filled, tmp_path / "b.xlsx", 4, "corrected value", value, form))
    assert told(review) == []
    [claim] = record["claims"]
    assert (claim["value"], claim["unit"]) == (78.0, "%")


@pytest.mark.parametrize(("value", "form"), [(0.25, "0.00%"), ("25%", "General")])
def test_a_percentage_of_what_is_in_another_unit_is_told(value: object, form: str, sheet: Path, tmp_path: Path) -> None:
    path = shown_as(sheet, tmp_path / "a.xlsx", 3, "corrected value", value, form)
    review, [record] = merged(path)
    assert [line.partition(". ")[0] for line in told(review)] == [
        "a.xlsx: Claims!P3: a percentage, but the unit is 'gpu'"
    ]
    assert record["claims"][0]["value"] == 64
    assert record["claims"][0]["review"]["by"][0]["typed"] == {"value": "25%"}
    review, [record] = merged(fill(path, path, {3: {"corrected unit": "per cent"}}))
    assert told(review) == []
    assert (record["claims"][0]["value"], record["claims"][0]["unit"]) == (25.0, "%")


def test_a_percentage_in_a_column_of_text_is_its_text(sheet: Path, tmp_path: Path) -> None:
    filled = fill(sheet, tmp_path / "a.xlsx", {4: LEVEL | {"text": "", "corrected value": 99}})
    review, [record] = merged(shown_as(filled, tmp_path / "b.xlsx", 4, "text", 0.99, "0%"))
    assert told(review) == []
    assert record["claims"][0]["text"] == r"99\%"


@pytest.mark.parametrize(("raw", "number"), [(0.07, 7.0), (1.1, 110.0), (0.416, 41.6), (0.29, 29.0)])
def test_no_binary_dust_in_percentages(raw: float, number: float) -> None:
    assert parse(Percentage(raw), COLUMN["value"]) == number


def test_a_date_is_no_number(sheet: Path, tmp_path: Path) -> None:
    path = shown_as(sheet, tmp_path / "a.xlsx", 3, "corrected value", datetime(2026, 7, 2), "dd/mm/yy")
    review, [record] = merged(path)
    assert told(review) == [
        "a.xlsx: Claims!P3: '2026-07-02' is a date or time, which the spreadsheet made of what was typed. "
        "Write one number, and format the cell as a number."
    ]
    assert record["claims"][0]["review"]["decision"] is None


def test_cells_for_text_keep_what_is_typed(sheet: Path) -> None:
    page = load_workbook(sheet)["Claims"]
    formats = {
        place: column.number_format
        for column in page.column_dimensions.values()
        for place in range(column.min or 0, (column.max or 0) + 1)
    }
    for place, column in enumerate(COLUMNS, 1):
        wanted = "General" if column.kind == "number" else "@"
        if column in ASKED:
            assert formats[place] == wanted, column.header
        for row in (4, 3 + ADDED_ROWS):
            assert page.cell(row, place).number_format == wanted, column.header


@needs_office
def test_libreoffice_keeps_the_formats(sheet: Path, tmp_path: Path) -> None:
    filled = fill(sheet, tmp_path / "a.xlsx", {4: LEVEL})
    path = by_office(shown_as(filled, tmp_path / "b.xlsx", 4, "corrected value", 0.99, "0.00%"))
    review, [record] = merged(path)
    assert told(review) == []
    assert (record["claims"][0]["value"], record["claims"][0]["unit"]) == (99.0, "%")


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("×", "x"), ("X", "x"), ("times", "x"), ("fold", "x"), ("percent", "%"), ("Per cent", "%"), ("pp", "pp"),
        ("percentage points", "pp"), ("milliseconds", "ms"), ("µs", "us"), ("requests/day", "req/day"),
        ("Gb/s", "Gbps"), ("tokens per second", "tokens/s"), ("GPU hours", "GPU-hour"), ("mm²", "mm2"), ("USD", "$"),
        ("x faster", "x"), ("% of peak", "%"), ("nodes", "node"), ("GPU", "gpu"), ("vCPUs", "vcpu"),
        ("commit attempts", "attempt"), ("x86 cores", "core"), ("of 9", "of 9"), ("m", "m"), ("B", "B"),
        ("mAh", "mAh"), ("dBFS", "dBFS"), ("漢字", "漢字"), ("7", "7"), ("=1+1", "=1+1"),
    ],
)  # fmt: skip
def test_units_are_those_of_the_extractor(said: str, unit: str) -> None:
    assert unit_of(said) == parse(said, COLUMN["unit"]) == unit
    assert unit_of(unit) == unit


def test_a_corrected_unit_is_as_the_program_writes_it(sheet: Path, tmp_path: Path) -> None:
    cells: dict[int, dict[str, Any]] = {
        2: {"decision": "accept", "corrected unit": "seconds"},
        3: {"corrected unit": "Accelerators"},
    }
    review, [record] = merged(fill(sheet, tmp_path / "a.xlsx", cells))
    assert told(review) == []
    assert [(claim["unit"], claim["review"]["decision"]) for claim in record["claims"]] == [
        ("accelerator", "correct"), ("s", "accept"),
    ]  # fmt: skip
