"""What `claims sheet` shows, whatever its format: the four tables, and the papers with their texts where known.

A source is any output of `claims extract` (JSON lines, CSV, Parquet, the folder of a run), a store, or papers, which
are then extracted. A CSV or Parquet file holds no abstracts and no mentions: its tables "papers", "hardware" and
"venues" have what its rows say. The folder of a run has all tables, and no abstracts.
"""

import csv as standard_csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Literal, get_args

from claims.errors import SourceError
from claims.models import Extraction, Paper, Rejected
from claims.sheets.extract import extract_records
from claims.sheets.filters import Filters, in_order, of_claims, selected, wants_claim, wants_paper
from claims.sheets.run_folder import is_run
from claims.store import is_store
from claims.table import TABLES, Cell, Row, TableName, reference

Source = Literal["records", "rows", "csv", "parquet", "papers"]
_HEAD = 1 << 16
_PLACE = ("paper", "field", "start", "name")


@dataclass(slots=True)
class Book:
    """The tables of all papers that are wanted, in the order wanted."""

    claims: list[Row] = field(default_factory=list)
    papers: list[Row] = field(default_factory=list)
    hardware: list[Row] = field(default_factory=list)
    venues: list[Row] = field(default_factory=list)
    extractions: dict[str, Extraction] = field(default_factory=dict)
    """By the cell "paper" of their rows; without those that were read from CSV or Parquet."""
    sources: tuple[str, ...] = ()
    """Names of the files, without their folders."""
    filters: Filters = field(default_factory=Filters)
    set_aside: list[Rejected] = field(default_factory=list)
    repeated: int = 0
    """Papers that came again, or claims of them, and were passed over; the first ones count."""


def read_book(
    sources: Sequence[str],
    filters: Filters | None = None,
    tell: Callable[[Extraction | Row | Rejected], None] = lambda _: None,
) -> Book:
    """The book of all `sources`; `tell` hears of each paper, row or record set aside as it is read.

    Rows are sorted by paper if `filters` does not say otherwise. `SourceError` where a source as a whole is unreadable.
    """
    filters = filters or Filters()
    book = Book(sources=tuple(Path(source).name or source for source in sources), filters=filters)
    rows: list[Row] = []
    others: dict[TableName, list[Row]] = {"papers": [], "hardware": [], "venues": []}
    seen: dict[str, str] = {}
    whole: set[str] = set()
    known: set[tuple[str, Cell]] = set()
    repeated: set[str] = set()
    for source in sources:
        before = len(rows)
        for record in _records(source):
            tell(record)
            if isinstance(record, Rejected):
                book.set_aside.append(record)
                continue
            name = reference(record.paper) if isinstance(record, Extraction) else str(record["paper"])
            if isinstance(record, Extraction):
                again, seen[name] = name in seen, source
                whole.add(name)
            else:  # another file may have other claims of the paper, such as those of another metric
                claim = name, record["claim"]
                again = name in whole or claim in known
                seen.setdefault(name, source)
                known.add(claim)
            if again:
                repeated.add(name)
            elif isinstance(record, Extraction):
                if wanted := selected(record, filters):
                    book.extractions[name] = wanted
            elif wants_paper(filters, record) and wants_claim(filters, record):
                rows.append(record)
        if is_run(source):
            claims = Counter(row["paper"] for row in rows[before:])
            for table, found in _others_of_run(Path(source), filters, claims).items():
                others[table] += [row for row in found if seen.setdefault(str(row["paper"]), source) == source]
    book.repeated = len(repeated)
    tabulate(book, rows, others)
    return book


def paper_of(name: str) -> Paper:
    """The paper that a cell "paper" names, with nothing but its id and version.

    >>> paper_of("arXiv:2401.00010v2").version, paper_of("arXiv:cs/0112017").id, paper_of("id:007").id
    (2, 'cs/0112017', '007')
    """
    scheme, _, rest = name.partition(":")
    found = re.fullmatch(r"(.+?)(?:v([0-9]+))?", rest, re.DOTALL) if scheme == "arXiv" else None
    return Paper(id=found[1], version=int(found[2]) if found[2] else None) if found else Paper(id=rest or name)


def of_newest_versions(rows: Sequence[Row]) -> list[Row]:
    """The rows without those of a version of a paper of which a later one is there too.

    >>> of_newest_versions([{"paper": "arXiv:2401.00010v1"}, {"paper": "arXiv:2401.00010v2"}, {"paper": "id:x"}])
    [{'paper': 'arXiv:2401.00010v2'}, {'paper': 'id:x'}]
    """
    papers = {name: paper_of(name) for name in {str(row["paper"]) for row in rows}}
    newest: dict[str, int] = {}
    for paper in papers.values():
        newest[paper.id] = max(newest.get(paper.id, 0), paper.version or 0)
    of_row = ((row, papers[str(row["paper"])]) for row in rows)
    return [row for row, paper in of_row if (paper.version or 0) == newest[paper.id]]


def tabulate(book: Book, claims: list[Row], others: Mapping[TableName, list[Row]] | None = None) -> None:
    """Fills the tables from the extractions and from the rows of "claims" that came without any.

    `others` are the rows of the other tables of papers of which these are known.
    """
    others = others or {"papers": [], "hardware": [], "venues": []}
    known = {row["paper"] for row in others["papers"]}
    papers: dict[str, list[Row]] = {}
    for row in claims:
        if row["paper"] not in known:
            papers.setdefault(str(row["paper"]), []).append(row)

    def rows(table: TableName, others: Iterable[Row]) -> list[Row]:
        own = chain.from_iterable(map(TABLES[table].rows, book.extractions.values()))
        return in_order(chain(own, others), "paper")

    book.claims = in_order(rows("claims", claims), book.filters.sort)
    book.papers = rows("papers", chain(others["papers"], map(_paper_row, papers.values())))
    book.hardware = rows(
        "hardware", chain(others["hardware"], chain.from_iterable(map(_hardware_rows, papers.values())))
    )
    book.venues = rows("venues", others["venues"])


def _others_of_run(folder: Path, filters: Filters, claims: Mapping[Cell, int]) -> dict[TableName, list[Row]]:
    """The rows of the papers of a run that are wanted, and of their hardware and venues; each has so many `claims`."""
    from claims.sheets import parquet

    papers = {
        row["paper"]: row | {"claims": claims.get(row["paper"], 0)}
        for row in parquet.read(folder, "papers")
        if wants_paper(filters, row) and (row["paper"] in claims or not of_claims(filters))
    }
    tables: dict[TableName, list[Row]] = {"papers": list(papers.values())}
    for table in ("hardware", "venues"):
        of_papers = (row for row in parquet.read(folder, table) if row["paper"] in papers)
        # a run may have a paper twice
        tables[table] = list({tuple(row[name] for name in _PLACE): row for row in of_papers}.values())
    return tables


def _paper_row(group: list[Row]) -> Row:
    version = paper_of(str(group[0]["paper"])).version
    hardware = "; ".join(str(row["name"]) for row in _hardware_rows(group))
    return _row("papers", group[0] | {"claims": len(group), "version": version, "hardware": hardware})


def _hardware_rows(group: list[Row]) -> Iterator[Row]:
    # a claim that names its hardware has that alone
    names = dict.fromkeys(name for row in group for name in str(row["hardware"] or "").split("; "))
    for name in filter(None, names):
        yield _row("hardware", {"paper": group[0]["paper"], "url": group[0]["url"], "name": name})


def _row(table: TableName, known: Row) -> Row:
    """A row of what is known; of the rest, a text is empty and a number missing."""
    columns = TABLES[table].columns
    return {
        column.name: known.get(column.name, "" if column.kind == "text" and not column.nullable else None)
        for column in columns
    }


def _records(source: str) -> Iterator[Extraction | Row | Rejected]:
    path = Path(source)
    match "papers" if source == "-" or not path.exists() else kind(path):
        case "records":
            from claims.sheets import jsonl

            yield from jsonl.read(path)
        case "rows":
            yield from _json_rows(path)
        case "csv":
            from claims.sheets import csv

            yield from csv.read(path)
        case "parquet":
            from claims.sheets import parquet

            yield from parquet.read(path)
        case _:
            # without ids to look for, no record is passed over
            yield from (record for record in extract_records([source]) if record is not None)


def kind(path: Path) -> Source:
    """What a file holds: an output of `claims extract`, or anything else, which is taken for papers.

    `SourceError` where it holds another table than "claims".
    """
    if path.is_dir():
        return "papers" if is_store(path) else "parquet"  # of a long run
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        if head.startswith(b"PAR1"):
            from pyarrow import parquet

            return _of_claims(path, parquet.read_schema(path).names, "parquet")
        # a record may be longer than the head
        line = head.splitlines()[0] + (stream.readline() if b"\n" not in head else b"") if head.strip() else b""
    text = line.decode("utf-8", "replace")
    if not text.startswith("{"):
        return _of_claims(path, next(standard_csv.reader([text]), []), "csv")
    try:
        record = json.loads(text)
    except ValueError:
        return "papers"
    if {"schema_version", "paper", "claims"} <= record.keys():
        return "records"
    return _of_claims(path, list(record), "rows")


def _of_claims(path: Path, names: Sequence[str], source: Source) -> Source:
    if {"paper", "claim", "metric_key", "sentence"} <= set(names):
        return source
    for table in get_args(TableName):
        if list(names) == [column.name for column in TABLES[table].columns]:
            raise SourceError(f"{path}: holds the table {table}. Give the table claims, or JSON lines of whole papers.")
    return "papers" if source != "parquet" else source


def _json_rows(path: Path) -> Iterator[Row]:
    names = {column.name for column in TABLES["claims"].columns}
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                row = json.loads(line)
                if not isinstance(row, dict) or set(row) != names:
                    raise ValueError("is no row of the table claims")
            except ValueError as error:
                fault = f"{path}: line {number}: {error}. Write it again with `claims extract`."
                raise SourceError(fault) from error
            yield row
