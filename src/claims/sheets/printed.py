"""Rows of "claims" as tables in a text show them: few columns, a claim in words, clean text on one line."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.sheets.book import Book, paper_of
from claims.sheets.filters import year
from claims.sheets.wording import amount, said_plainly, short
from claims.table import url


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
