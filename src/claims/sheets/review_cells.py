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
from claims.table import Cell, one_line

Raw = str | int | float | bool | datetime | date | time | timedelta
"""What a cell of a workbook holds."""

__all__ = ["CORRECTIONS", "MalformedError", "Raw", "parse", "typed"]


class MalformedError(ValueError):
    """Why a cell means nothing, and what to write instead."""


def typed(raw: Raw) -> Cell:
    r"""What stands in a cell as JSON can hold it: text and numbers as they are, anything else as text.

    >>> typed(2.5), typed(True), typed(date(2026, 7, 2)), typed("a_x000D_b"), typed("a_x005F_x000D_b")
    (2.5, 'TRUE', '2026-07-02', 'a\rb', 'a_x000D_b')
    """
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, int | float):
        return raw
    if isinstance(raw, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), raw)
    return raw.isoformat() if isinstance(raw, date | time) else str(raw)


def parse(raw: Raw, column: ReviewColumn) -> Cell:
    """The value that a cell of `column` means; None for "none". Raises `MalformedError`."""
    said = typed(raw)
    text = one_line(said) if isinstance(said, str) else f"{said:.15g}"
    if column.nullable and text.casefold() == NONE:
        return None
    if column.kind == "number":
        return _number(raw, text, column)
    if column.name in ("note", "reviewer"):
        return str(said).strip()
    if not isinstance(raw, str | int | float) or isinstance(raw, bool):
        raise MalformedError(f"{text!r} is {'a date' if isinstance(raw, date) else 'no text'}. Format the cell as text")
    if column.kind == "choice":
        choice = text.casefold().replace(" ", "_").replace("-", "_")
        if choice not in column.choices:
            more = [NONE] if column.nullable else []
            raise MalformedError(f"{text!r} is none of {', '.join([*column.choices, *more])}. Choose one of them")
        return choice
    return text


def _number(raw: Raw, text: str, column: ReviewColumn) -> float:
    said = f"{text!r} is no number. Write it as 1234.5" + (f", or {NONE}" if column.nullable else "")
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return float(raw)
    if isinstance(raw, date | time | timedelta):
        raise MalformedError(f"{text!r} is a date, which the spreadsheet made of it. Format the cell as a number")
    plain = text.replace("−", "-")
    if not isinstance(raw, str) or not _NUMBER.fullmatch(plain):
        raise MalformedError(said)
    number = float(plain.replace(",", ""))
    if number in (float("inf"), float("-inf")):
        raise MalformedError(said)
    return number


# 12, 1.5, .5, 1e9, 20,763,484; not 2,5, which is 2.5 to some and 25 to others.
_NUMBER = re.compile(
    r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?(?<=[0-9])", re.ASCII
)
# How a workbook writes what XML cannot hold: _x000D_ is a carriage return, _x005F_ the underscore of such a text.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
