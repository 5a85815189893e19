"""The folder of a long run -> what was found in each paper, whole.

Its tables hold no abstracts and no line ends: the texts are read again from the inputs, whose names its manifest has.
Where the words of metric, baseline and condition stand is not in the tables, so that nothing is said of it.
"""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import SourceError
from claims.sheets import parquet
from claims.sources import read_records
from claims.table import OF_PAPER, Cell, Row, TableName, reference

if TYPE_CHECKING:
    from claims.models import Extraction, Paper


def is_run(path: str | Path) -> bool:
    """Whether a path is the folder of a run, complete or not."""
    return os.path.isfile(os.path.join(path, "manifest.json"))


def read(folder: str | Path) -> "Iterator[Extraction]":
    """What a run found, paper by paper, in the order of its inputs.

    `SourceError` where the folder is not that of a complete run, or an input is not where it was, or not what it was.
    """
    from pydantic import ValidationError

    from claims.models import Extraction

    folder = Path(folder)
    claims, hardware, venues = (by_paper(folder, table) for table in ("claims", "hardware", "venues"))
    texts = _papers(folder)
    for row in parquet.read(folder, "papers"):
        name = row["paper"]
        paper = next((paper for paper in texts if reference(paper) == name), None)
        found = {
            "claims": [_claim(claim, paper) for claim in claims(name)],
            "hardware": [_mention(mention) for mention in hardware(name)],
            "venues": [{**_mention(venue), "aliases": parts(venue["aliases"])} for venue in venues(name)],
        }
        if paper is None or not all(
            (getattr(paper, one["field"]) or "")[one["start"] : one["end"]] == one["text"]
            for mentions in found.values()
            for one in mentions
        ):
            raise SourceError(
                f"{folder}: {name} is not in its inputs as it was. Give it the inputs that it was made of."
            )
        try:
            yield Extraction(
                paper=paper, system=row["system"], system_aliases=tuple(parts(row["system_aliases"])), **found
            )
        except ValidationError as error:
            fault = error.errors()[0]
            place = ".".join(map(str, fault["loc"]))
            raise SourceError(
                f"{folder}: {name}: {place}: {fault['msg']}. Make it again with `claims extract`."
            ) from error


def by_paper(folder: Path, table: TableName) -> Callable[[Cell], list[Row]]:
    """A function that gives the rows of a paper, asked for in the order in which every table has them."""
    rows = parquet.read(folder, table)
    waiting = next(rows, None)

    def of(name: Cell) -> list[Row]:
        nonlocal waiting
        found: list[Row] = []
        while waiting and waiting["paper"] == name:
            if found and all(waiting[place] == found[0][place] for place in ("field", "start")):
                break  # the same paper came twice, and none with such rows between
            found.append(waiting)
            waiting = next(rows, None)
        return found

    return of


def parts(cell: Cell) -> list[str]:
    """The values that a cell joins.

    >>> parts("Fast; FAST"), parts("")
    (['Fast', 'FAST'], [])
    """
    return list(filter(None, str(cell or "").split("; ")))


def _papers(folder: Path) -> "Iterator[Paper]":
    """The papers of the inputs, without those that the run set aside."""
    from claims.models import Rejected

    manifest = json.loads((folder / "manifest.json").read_bytes())
    with (folder / "quarantine.jsonl").open("rb") as stream:
        aside = {(record["source"], record["position"]) for record in map(json.loads, stream)}
    before: dict[str, int] = {}
    for known in manifest["identity"]["inputs"]:
        name = known["name"]
        _check(folder, name, known["bytes"])
        position = before.get(name, 0)
        for record in read_records(name):
            position += 1
            if not isinstance(record, Rejected) and (name, position) not in aside:
                yield record
        before[name] = position


def _check(folder: Path, name: str, size: int) -> None:
    try:
        now = os.path.getsize(name)
    except OSError as error:
        raise SourceError(
            f"{folder}: the texts of its papers are in {name}: {error.strerror}. "
            "Put the file there, or say this where the run was said."
        ) from error
    if now != size:
        raise SourceError(
            f"{folder}: {name} had {size:,} bytes and has {now:,}. Give it the input that it was made of."
        )


def _mention(row: Row) -> dict[str, Any]:
    return {name: cell for name, cell in row.items() if name not in ("paper", "url")}


_NOT_OF_CLAIM = frozenset((*OF_PAPER, "sentence", "claim"))


def _claim(row: Row, paper: "Paper | None") -> dict[str, Any]:
    start, end = _sentence(row, str(getattr(paper, str(row["field"])) or "") if paper else "")
    kept = {name: cell for name, cell in row.items() if name not in _NOT_OF_CLAIM}
    return {**kept, "id": row["claim"], "sentence_start": start, "sentence_end": end}


def _sentence(row: Row, text: str) -> tuple[int, int]:
    """Where the sentence of a claim stands in its field, with any line ends; the place of the claim if nowhere."""
    start, end = int(row["start"] or 0), int(row["end"] or 0)
    words = r"\s+".join(map(re.escape, str(row["sentence"]).split()))
    found = (match.span() for match in re.finditer(words, text)) if words else ()
    return next(((first, last) for first, last in found if first <= start and end <= last), (start, end))
