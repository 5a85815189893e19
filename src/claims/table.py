"""Extractions -> rows of four tidy tables. The columns are explained in docs/columns.md.

Every sheet, whatever its format, has these columns in this order, so that a CSV, a Parquet file and a data frame of the
same papers hold the same.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import pandas

    from claims.models import Extraction, Paper, VenueMention

TableName = Literal["claims", "papers", "hardware", "venues"]
Kind = Literal["text", "integer", "number"]
Cell = str | int | float | None
Cells = tuple[Cell, ...]
"""The cells of one row in the order of the columns."""
Row = dict[str, Cell]
"""The same by column name."""


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
    cells: "Callable[[Extraction], list[Cells]]"

    def rows(self, extraction: "Extraction") -> Iterator[Row]:
        """The rows of `cells` by column name."""
        names = _names(self.columns)
        for cells in self.cells(extraction):
            yield dict(zip(names, cells, strict=True))


def cells_of_all(extraction: "Extraction") -> "dict[TableName, list[Cells]]":
    """The rows that one paper gives in each table; what several of them say of it is put together once."""
    shared = _of_paper(extraction)
    return {
        "claims": _claims(extraction, shared),
        "papers": _papers(extraction, shared),
        "hardware": _hardware(extraction, shared),
        "venues": _venues(extraction, shared),
    }


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


def venue_label(venue: "VenueMention") -> str:
    """A venue in one cell, with its status, since "submitted to" is not "appears in".

    >>> from claims.models import VenueMention
    >>> venue_label(VenueMention(field="comment", text="EuroMLSys @ EuroSys '26", start=0, end=23, name="EuroSys",
    ...     workshop="EuroMLSys", kind="workshop", year=2026, status="accepted", rule="venue.workshop"))
    'EuroMLSys at EuroSys 2026 (accepted)'
    """
    name, workshop, year, status = _LABEL_CELLS(vars(venue))
    if workshop not in (None, name):
        name = f"{workshop} at {name}"
    if year is not None:
        name = f"{name} {year}"
    return f"{name} ({status})" if status != "unknown" else name


def one_line(text: str) -> str:
    """The text with every run of white space as one space, as a cell wants it.

    >>> one_line("over NCCL\\n  on 64 nodes ")
    'over NCCL on 64 nodes'
    """
    return " ".join(text.split())


class _OfPaper(NamedTuple):
    """What rows of several tables say of their paper."""

    paper: str
    url: str | None
    published: str | None
    categories: str
    title: str
    system: str | None
    hardware: str
    venues: str


# Below, `vars` stands where much of a model is wanted: its attributes take ten times as long to read.


def _of_paper(extraction: "Extraction") -> _OfPaper:
    paper = extraction.paper
    name = reference(paper)
    return _OfPaper(
        name,
        _url(name),
        paper.published,
        _joined(paper.categories),
        one_line(paper.title),
        extraction.system,
        _joined(dict.fromkeys([mention.name for mention in extraction.hardware])),
        _joined(dict.fromkeys(map(venue_label, extraction.venues))),
    )


def _claims(extraction: "Extraction", shared: _OfPaper | None = None) -> list[Cells]:
    if not extraction.claims:
        return []
    *of_paper, hardware, venues = shared or _of_paper(extraction)
    texts = vars(extraction.paper)
    own: Iterable[str] = repeat(hardware, len(extraction.claims))
    if "; " in hardware:  # most papers name one piece of hardware or none, on which all of their claims are
        from claims.claim_hardware import hardware_of_claims

        own = map(_joined, hardware_of_claims(extraction))
    rows = []
    for claim, made_on in zip(extraction.claims, own, strict=True):
        cells = vars(claim)
        text = texts[cells["field"]] or ""
        sentence = one_line(text[cells["sentence_start"] : cells["sentence_end"]])
        rows.append(
            (
                *of_paper,
                *_CLAIM_CELLS(cells),
                made_on,
                venues,
                *_PLACE_CELLS(cells),
                sentence,
                cells["id"],
                cells["rule"],
            )
        )
    return rows


def _papers(extraction: "Extraction", shared: _OfPaper | None = None) -> list[Cells]:
    name, address, published, categories, title, system, hardware, venues = shared or _of_paper(extraction)
    paper = vars(extraction.paper)
    comment, journal_ref = paper["comment"], paper["journal_ref"]
    row = (
        name,
        address,
        paper["version"],
        published,
        paper["updated"],
        categories,
        title,
        _joined(paper["authors"]),
        system,
        _joined(extraction.system_aliases),
        len(extraction.claims),
        hardware,
        venues,
        paper["doi"],
        one_line(comment) if comment is not None else None,
        one_line(journal_ref) if journal_ref is not None else None,
    )
    return [row]


def _hardware(extraction: "Extraction", shared: _OfPaper | None = None) -> list[Cells]:
    if not extraction.hardware:
        return []
    name, address, *_ = shared or _of_paper(extraction)
    return [(name, address, *_HARDWARE_CELLS(vars(mention))) for mention in extraction.hardware]


def _venues(extraction: "Extraction", shared: _OfPaper | None = None) -> list[Cells]:
    if not extraction.venues:
        return []
    name, address, *_ = shared or _of_paper(extraction)
    return [
        (name, address, *_VENUE_CELLS({**vars(mention), "aliases": _joined(mention.aliases)}))
        for mention in extraction.venues
    ]


def _joined(values: Iterable[str]) -> str:
    return "; ".join(map(one_line, values)) if values else ""


def _names(columns: Iterable[Column]) -> list[str]:
    return [column.name for column in columns]


# 2401.00010, 0704.0001; cs/0112017, math.GT/0309136
_ARXIV_ID = re.compile(r"[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}")
_DTYPES: dict[Kind, Literal["string", "Int64", "float64"]] = {"text": "string", "integer": "Int64", "number": "float64"}

_OF_PAPER = (Column("paper"), Column("url", nullable=True))
_OF_PLACE = (Column("field"), Column("text"), Column("start", "integer"), Column("end", "integer"))
_OF_CLAIM = (
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
)

_CLAIM_COLUMNS = (
    *_OF_PAPER,
    Column("published", nullable=True),
    Column("categories"),
    Column("title"),
    Column("system", nullable=True),
    *_OF_CLAIM,
    Column("hardware"),
    Column("venues"),
    *_OF_PLACE,
    Column("sentence"),
    Column("claim"),
    Column("rule"),
)
OF_PAPER = ("paper", "url", "published", "categories", "title", "system", "hardware", "venues")
"""Cells of a row of "claims" that belong to its paper."""
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
_LABEL_CELLS = itemgetter("name", "workshop", "year", "status")
_CLAIM_CELLS, _PLACE_CELLS, _HARDWARE_CELLS, _VENUE_CELLS = (
    itemgetter(*(column.name for column in columns if column not in _OF_PAPER))
    for columns in (_OF_CLAIM, _OF_PLACE, _HARDWARE_COLUMNS, _VENUE_COLUMNS)
)

TABLES: dict[TableName, Table] = {
    "claims": Table("claims", _CLAIM_COLUMNS, _claims),
    "papers": Table("papers", _PAPER_COLUMNS, _papers),
    "hardware": Table("hardware", _HARDWARE_COLUMNS, _hardware),
    "venues": Table("venues", _VENUE_COLUMNS, _venues),
}
