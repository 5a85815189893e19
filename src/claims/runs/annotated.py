"""The folder of a run -> papers in the form that is scored and compared, put together from its four tables."""

from collections.abc import Iterator
from pathlib import Path

from claims.score import Annotated
from claims.sheets import parquet
from claims.sheets.book import paper_of
from claims.sheets.run_folder import by_paper, parts


def read(folder: Path) -> Iterator[Annotated]:
    """The papers in the order of the run, each with its id alone: the tables do not hold its texts.

    `SourceError` where the folder is not that of a complete run.
    """
    claims, hardware, venues = (by_paper(folder, table) for table in ("claims", "hardware", "venues"))
    for paper in parquet.read(folder, "papers"):
        name = paper["paper"]
        record = {
            "paper": paper_of(str(name)).model_dump(),
            "system": paper["system"],
            "system_aliases": parts(paper["system_aliases"]),
            "claims": claims(name),
            "hardware": hardware(name),
            "venues": [{**venue, "aliases": parts(venue["aliases"])} for venue in venues(name)],
        }
        yield Annotated.model_validate(record)
