"""The folder of a run -> papers in the form that is scored and compared, put together from its four tables."""

from collections.abc import Callable, Iterator
from pathlib import Path

from claims.score import Annotated
from claims.sheets import parquet
from claims.sheets.book import paper_of
from claims.table import Cell, Row, TableName


def read(folder: Path) -> Iterator[Annotated]:
    """The papers in the order of the run, each with its id alone: the tables do not hold its texts.

    `SourceError` where the folder is not that of a complete run.
    """
    claims, hardware, venues = (_by_paper(folder, table) for table in ("claims", "hardware", "venues"))
    for paper in parquet.read(folder, "papers"):
        name = paper["paper"]
        record = {
            "paper": paper_of(str(name)).model_dump(),
            "system": paper["system"],
            "system_aliases": _parts(paper["system_aliases"]),
            "claims": claims(name),
            "hardware": hardware(name),
            "venues": [{**venue, "aliases": _parts(venue["aliases"])} for venue in venues(name)],
        }
        yield Annotated.model_validate(record)


def _by_paper(folder: Path, table: TableName) -> Callable[[Cell], list[Row]]:
    """A function that gives the rows of a paper, asked for in the order in which every table has them."""
    rows = parquet.read(folder, table)
    waiting = next(rows, None)

    def of(name: Cell) -> list[Row]:
        nonlocal waiting
        found = []
        while waiting and waiting["paper"] == name:
            found.append(waiting)
            waiting = next(rows, None)
        return found

    return of


def _parts(cell: Cell) -> list[str]:
    return list(filter(None, str(cell or "").split("; ")))
