"""Rows of "claims" as tables in a text show them: few columns, a claim in words, clean text on one line."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.sheets.book import Book, paper_of
from claims.sheets.filters import year
from claims.sheets.terminal import number, plain
from claims.table import Cell, Row, one_line, url
from claims.text import clean

_ARROWS = {"increase": "↑ ", "decrease": "↓ "}


@dataclass(frozen=True, slots=True)
class Printed:
    """A row: its paper by cell, short name and address, and its texts by header."""

    reference: str
    name: str
    """The name of its system, else its id, with the year."""
    url: str | None
    cells: dict[str, str]


def printed(book: Book) -> Iterator[Printed]:
    """The rows of a book in their order. The header "Confidence" is there if a confidence is known of any of them."""
    sure = any(row.get("confidence") is not None for row in book.claims)
    for row in book.claims:
        reference = str(row["paper"])
        said = year(row)
        name = said_plainly(row["system"]) or reference.partition(":")[2]
        cells = {
            "Metric": said_plainly(row["metric"]) or f"({row['metric_key']})",
            "Claim": amount(row),
            "Factor": short(row["factor"]),
            "Compared with": said_plainly(row["baseline"]),
            "Condition": said_plainly(row["condition"]),
            "Hardware": said_plainly(row["hardware"]),
            "Venue": said_plainly(row["venues"]),
            **({"Confidence": short(row.get("confidence"))} if sure else {}),
        }
        yield Printed(reference, f"{name} ({said})" if said else name, url(paper_of(reference)), cells)


def amount(row: Row) -> str:
    """Which way and how much, with marks of earlier work.

    >>> amount({"direction": "decrease", "value": 7.4, "unit": "x", "bound": "up_to", "about": "this"})
    '↓ ≤ 7.4×'
    """
    said = number(row)
    if row["unit"] == "x":
        said = said.removesuffix(" x") + "×"
    return f"{_ARROWS.get(str(row['direction']), '')}{said}{' (earlier work)' if row['about'] == 'prior' else ''}"


def short(cell: Cell) -> str:
    """A number with three digits, "" for none.

    >>> short(2.0833), short(1234.5), short(None)
    ('2.08', '1230', '')
    """
    return f"{float(f'{float(cell):.3g}'):.15g}" if isinstance(cell, int | float) else ""


def said_plainly(cell: Cell) -> str:
    r"""The text as people read it: LaTeX undone, one line, nothing that a terminal or an editor would obey.

    >>> said_plainly("2.3$\\times$ \n over\x1b NCCL"), said_plainly(None)
    ('2.3x over NCCL', '')
    """
    return one_line(plain(clean("abstract", str(cell)).text)) if cell is not None else ""
