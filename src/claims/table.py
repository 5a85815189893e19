"""Extractions -> rows of four tidy tables. The columns are explained in docs/columns.md.

Every sheet, whatever its format, has these columns in this order, so that a CSV, a Parquet file and a data frame of the
same papers hold the same.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas

    from claims.models import Extraction, FieldName, HardwareMention, Paper, VenueMention

TableName = Literal["claims", "papers", "hardware", "venues"]
Kind = Literal["text", "integer", "number"]
Cell = str | int | float | None
Row = dict[str, Cell]
"""The cells of one row by column name, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, what its cells are, and whether a cell may be missing."""

    name: str
    kind: Kind = "text"
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of row: its columns, and the rows that one paper gives."""

    name: TableName
    columns: tuple[Column, ...]
    rows: "Callable[[Extraction], Iterator[Row]]"


def to_frame(extractions: "Iterable[Extraction]", table: TableName = "claims") -> "pandas.DataFrame":
    """A data frame with the columns of `table`: text as "string", whole numbers as "Int64", numbers as "float64"."""
    import pandas

    columns = TABLES[table].columns
    rows = [row for extraction in extractions for row in TABLES[table].rows(extraction)]
    frame = pandas.DataFrame(rows, columns=[column.name for column in columns])
    return frame.astype({column.name: _DTYPES[column.kind] for column in columns})


def reference(paper: "Paper") -> str:
    """The id in a form that no spreadsheet and no `read_csv` takes for a number.

    `2401.00010` alone is read back as 2401.0001 by both.

    >>> from claims.models import Paper
    >>> reference(Paper(id="2401.00010", version=2)), reference(Paper(id="cs/0112017")), reference(Paper(id="007"))
    ('arXiv:2401.00010v2', 'arXiv:cs/0112017', 'id:007')
    """
    if not _ARXIV_ID.fullmatch(paper.id):
        return f"id:{paper.id}"
    return f"arXiv:{paper.id}" + (f"v{paper.version}" if paper.version is not None else "")


def url(paper: "Paper") -> str | None:
    """Address of the abstract page; None for a paper that is not on arXiv.

    >>> from claims.models import Paper
    >>> url(Paper(id="2401.00010", version=2)), url(Paper(id="text"))
    ('https://arxiv.org/abs/2401.00010v2', None)
    """
    return _url(reference(paper))


def _url(reference: str) -> str | None:
    return f"https://arxiv.org/abs/{reference[6:]}" if reference.startswith("arXiv:") else None


def _of_paper(paper: "Paper") -> tuple[str, str | None]:
    """The cells that every table begins with."""
    name = reference(paper)
    return name, _url(name)


def venue_label(venue: "VenueMention") -> str:
    """A venue in one cell, with its status, since "submitted to" is not "appears in".

    >>> from claims.models import VenueMention
    >>> venue_label(VenueMention(field="comment", text="EuroMLSys @ EuroSys '26", start=0, end=23, name="EuroSys",
    ...     workshop="EuroMLSys", kind="workshop", year=2026, status="accepted", rule="venue.workshop"))
    'EuroMLSys at EuroSys 2026 (accepted)'
    """
    name = venue.name if venue.workshop in (None, venue.name) else f"{venue.workshop} at {venue.name}"
    year = f" {venue.year}" if venue.year is not None else ""
    status = f" ({venue.status})" if venue.status != "unknown" else ""
    return name + year + status


def one_line(text: str) -> str:
    """The text with every run of white space as one space, as a cell wants it.

    >>> one_line("over NCCL\\n  on 64 nodes ")
    'over NCCL on 64 nodes'
    """
    return " ".join(text.split())


def _claims(extraction: "Extraction") -> Iterator[Row]:
    if not extraction.claims:
        return
    paper = extraction.paper
    name, address = _of_paper(paper)
    found: Row = {
        "paper": name,
        "url": address,
        "published": paper.published,
        "categories": _joined(paper.categories),
        "title": one_line(paper.title),
        "system": extraction.system,
        "hardware": _hardware_names(extraction),
        "venues": _venue_labels(extraction),
    }
    for claim in extraction.claims:
        sentence = _field(paper, claim.field)[claim.sentence_start : claim.sentence_end]
        found["sentence"] = one_line(sentence)
        found["claim"] = claim.id
        cells = {**vars(claim), **found}
        yield {name: cells[name] for name in _CLAIM_NAMES}


def _papers(extraction: "Extraction") -> Iterator[Row]:
    paper = extraction.paper
    name, address = _of_paper(paper)
    yield {
        "paper": name,
        "url": address,
        "version": paper.version,
        "published": paper.published,
        "updated": paper.updated,
        "categories": _joined(paper.categories),
        "title": one_line(paper.title),
        "authors": _joined(paper.authors),
        "system": extraction.system,
        "system_aliases": _joined(extraction.system_aliases),
        "claims": len(extraction.claims),
        "hardware": _hardware_names(extraction),
        "venues": _venue_labels(extraction),
        "doi": paper.doi,
        "comment": one_line(paper.comment) if paper.comment is not None else None,
        "journal_ref": one_line(paper.journal_ref) if paper.journal_ref is not None else None,
    }


def _hardware(extraction: "Extraction") -> Iterator[Row]:
    yield from _mentions(extraction, extraction.hardware, _HARDWARE_NAMES)


def _venues(extraction: "Extraction") -> Iterator[Row]:
    yield from _mentions(extraction, extraction.venues, _VENUE_NAMES)


def _mentions(
    extraction: "Extraction", mentions: "Sequence[HardwareMention | VenueMention]", names: tuple[str, ...]
) -> Iterator[Row]:
    if not mentions:
        return
    name, address = _of_paper(extraction.paper)
    for mention in mentions:
        row: Row = {"paper": name, "url": address}
        cells = vars(mention)
        for column in names:
            cell = cells[column]
            row[column] = _joined(cell) if isinstance(cell, tuple) else cell
        yield row


def _field(paper: "Paper", field: "FieldName") -> str:
    text: str | None = getattr(paper, field)
    return text or ""


def _joined(values: Iterable[str]) -> str:
    return "; ".join(map(one_line, values))


def _hardware_names(extraction: "Extraction") -> str:
    return _joined(dict.fromkeys(mention.name for mention in extraction.hardware)) if extraction.hardware else ""


def _venue_labels(extraction: "Extraction") -> str:
    return _joined(dict.fromkeys(map(venue_label, extraction.venues))) if extraction.venues else ""


# 2401.00010, 0704.0001; cs/0112017, math.GT/0309136
_ARXIV_ID = re.compile(r"[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}")
_DTYPES: dict[Kind, Literal["string", "Int64", "float64"]] = {"text": "string", "integer": "Int64", "number": "float64"}

_OF_PAPER = (Column("paper"), Column("url", nullable=True))
_OF_PLACE = (Column("field"), Column("text"), Column("start", "integer"), Column("end", "integer"))

_CLAIM_COLUMNS = (
    *_OF_PAPER,
    Column("published", nullable=True),
    Column("categories"),
    Column("title"),
    Column("system", nullable=True),
    Column("about"),
    Column("type"),
    Column("metric", nullable=True),
    Column("metric_key"),
    Column("direction", nullable=True),
    Column("effect", nullable=True),
    Column("bound"),
    Column("value", "number", nullable=True),
    Column("high", "number", nullable=True),
    Column("before", "number", nullable=True),
    Column("after", "number", nullable=True),
    Column("unit"),
    Column("plus_minus", "number", nullable=True),
    Column("aggregate", nullable=True),
    Column("factor", "number", nullable=True),
    Column("baseline", nullable=True),
    Column("condition", nullable=True),
    Column("confidence", "number", nullable=True),
    Column("hardware"),
    Column("venues"),
    *_OF_PLACE,
    Column("sentence"),
    Column("claim"),
    Column("rule"),
)
_PAPER_COLUMNS = (
    *_OF_PAPER,
    Column("version", "integer", nullable=True),
    Column("published", nullable=True),
    Column("updated", nullable=True),
    Column("categories"),
    Column("title"),
    Column("authors"),
    Column("system", nullable=True),
    Column("system_aliases"),
    Column("claims", "integer"),
    Column("hardware"),
    Column("venues"),
    Column("doi", nullable=True),
    Column("comment", nullable=True),
    Column("journal_ref", nullable=True),
)
_HARDWARE_COLUMNS = (
    *_OF_PAPER,
    Column("name"),
    Column("kind"),
    Column("count", "integer", nullable=True),
    Column("memory", nullable=True),
    Column("confidence", "number", nullable=True),
    *_OF_PLACE,
    Column("rule"),
)
_VENUE_COLUMNS = (
    *_OF_PAPER,
    Column("name"),
    Column("workshop", nullable=True),
    Column("kind"),
    Column("year", "integer", nullable=True),
    Column("status"),
    Column("aliases"),
    Column("confidence", "number", nullable=True),
    *_OF_PLACE,
    Column("rule"),
)
_CLAIM_NAMES = tuple(column.name for column in _CLAIM_COLUMNS)
_HARDWARE_NAMES = tuple(column.name for column in _HARDWARE_COLUMNS if column not in _OF_PAPER)
_VENUE_NAMES = tuple(column.name for column in _VENUE_COLUMNS if column not in _OF_PAPER)

TABLES: dict[TableName, Table] = {
    "claims": Table("claims", _CLAIM_COLUMNS, _claims),
    "papers": Table("papers", _PAPER_COLUMNS, _papers),
    "hardware": Table("hardware", _HARDWARE_COLUMNS, _hardware),
    "venues": Table("venues", _VENUE_COLUMNS, _venues),
}
