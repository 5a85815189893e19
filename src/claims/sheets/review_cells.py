"""What a reviewer typed into one cell -> the value that it means, or why it means none.

>>> value, bound = CORRECTIONS[0], CORRECTIONS[5]
>>> parse("1,250.5", value), parse("none", value), parse("up to", bound)
(1250.5, None, 'up_to')
>>> parse("2,5", value)
Traceback (most recent call last):
claims.sheets.review_cells.MalformedError: '2,5' is no number. Write it as 1234.5, or none
"""

import re
from datetime import date, datetime, time, timedelta

from claims.sheets.review_columns import CORRECTIONS, NONE, ReviewColumn
from claims.sheets.review_units import unit_of
from claims.table import Cell, one_line


class Percentage(float):
    """A number that its cell shows as a percentage: a spreadsheet makes 0.25 of "25%" when it is typed."""

    def __str__(self) -> str:
        return f"{self * 100:.12g}%"


Raw = str | int | float | bool | datetime | date | time | timedelta
"""What a cell of a workbook holds; what is shown as a percentage is a `Percentage`."""

__all__ = ["CORRECTIONS", "MalformedError", "Percentage", "Raw", "is_percentage", "parse", "raw_value", "typed"]


class MalformedError(ValueError):
    """Why a cell means nothing, and what to write instead."""


def raw_value(value: Raw, number_format: str | None) -> Raw:
    """What a cell of a workbook holds, as its number format shows it.

    >>> str(raw_value(0.25, "0.00%")), raw_value(0.25, '0.00" %"'), raw_value("25%", "0%")
    ('25%', 0.25, '25%')
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and number_format and "%" in number_format:
        return Percentage(value) if "%" in _LITERAL.sub("", number_format) else value
    return value


def typed(raw: Raw) -> Cell:
    r"""What stands in a cell as JSON can hold it: text and numbers as they are, anything else as text.

    >>> typed(2.5), typed(True), typed(date(2026, 7, 2)), typed("a_x000D_b"), typed("a_x005F_x000D_b")
    (2.5, 'TRUE', '2026-07-02', 'a\rb', 'a_x000D_b')
    >>> typed(Percentage(0.07)), typed(datetime(2026, 7, 2)), typed(datetime(2026, 7, 2, 8, 30))
    ('7%', '2026-07-02', '2026-07-02T08:30:00')
    """
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, Percentage):
        return str(raw)
    if isinstance(raw, int | float):
        return raw
    if isinstance(raw, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), raw)
    if isinstance(raw, datetime) and raw.timetz() == time.min:
        raw = raw.date()
    return raw.isoformat() if isinstance(raw, date | time) else str(raw)


def parse(raw: Raw, column: ReviewColumn) -> Cell:
    """The value that a cell of `column` means; None for "none". Raises `MalformedError`.

    A percentage means the number before its sign; see `is_percentage`.
    """
    said = typed(raw)
    text = one_line(said) if isinstance(said, str) else f"{said:.15g}"
    if column.nullable and text.casefold() == NONE:
        return None
    if column.kind == "number":
        return _number(raw, text, column)
    if column.name in ("note", "reviewer"):
        return str(said).strip()
    if isinstance(raw, date | time | timedelta):
        raise MalformedError(f"{text!r} is {_A_DATE}. Format the cell as text, and write it again")
    if isinstance(raw, bool):
        raise MalformedError(f"{text!r} is no text. Format the cell as text")
    if column.kind == "choice":
        choice = text.casefold().replace(" ", "_").replace("-", "_")
        if choice not in column.choices:
            more = [NONE] if column.nullable else []
            raise MalformedError(f"{text!r} is none of {', '.join([*column.choices, *more])}. Choose one of them")
        return choice
    return unit_of(text) if column.name == "unit" else text


def is_percentage(raw: Raw, column: ReviewColumn) -> bool:
    """Whether a number is written as a percentage, which holds only of what is measured in per cent.

    >>> is_percentage("41.6 %", CORRECTIONS[0]), is_percentage(Percentage(0.5), CORRECTIONS[0])
    (True, True)
    """
    return column.kind == "number" and str(typed(raw)).rstrip().endswith("%")


def _number(raw: Raw, text: str, column: ReviewColumn) -> float:
    said = f"{text!r} is no number. Write it as 1234.5" + (f", or {NONE}" if column.nullable else "")
    if isinstance(raw, date | time | timedelta):
        raise MalformedError(f"{text!r} is {_A_DATE}. Write one number, and format the cell as a number")
    if isinstance(raw, int | float) and not isinstance(raw, bool | Percentage):
        return float(raw)
    plain = text.replace("−", "-").removesuffix("%").rstrip()
    if isinstance(raw, bool) or not _NUMBER.fullmatch(plain):
        raise MalformedError(said)
    number = float(plain.replace(",", ""))
    if number in (float("inf"), float("-inf")):
        raise MalformedError(said)
    return number


_A_DATE = "a date or time, which the spreadsheet made of what was typed"
# What a number format shows as it is: "…", \x, _x, *x, [Red].
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
# 12, 1.5, .5, 1e9, 20,763,484; not 2,5, which is 2.5 to some and 25 to others.
_NUMBER = re.compile(
    r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?(?<=[0-9])", re.ASCII
)
# How a workbook writes what XML cannot hold: _x000D_ is a carriage return, _x005F_ the underscore of such a text.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
