"""A store: papers with what was found in them, kept up to date by `claims update`, as a folder.

    store/store.sqlite        every version of every paper that came, with what was found in it; see `database`
    store/quarantine.jsonl    records set aside, as of the last update

`database` opens it, `states` reads and writes what it knows of one paper, and `read` here gives the papers as they are.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from claims.store.database import connected, database_path
from claims.store.states import extraction_of

if TYPE_CHECKING:
    from claims.models import Extraction

_AT_ONCE = 500


def is_store(path: str | Path) -> bool:
    """Whether a path is the folder of a store."""
    return os.path.isfile(database_path(path))  # a text of any length may be asked about, which is no path at all


def read(folder: str | Path) -> "Iterator[Extraction]":
    """What was found in the newest version of each paper, in the order in which the papers first came.

    `SourceError` where the folder holds no store, or one of another version of claims with other records. An update
    that goes on meanwhile is not waited for, nor does it wait.
    """
    with connected(folder) as base:
        # The rows of a version stay what they are, so that it is enough to know them all at one moment. No lock is held
        # between the reads: whoever reads slowly, into a pipe for instance, must not hold up an update.
        found = base.execute("SELECT current FROM papers WHERE current IS NOT NULL ORDER BY number").fetchall()
        for start in range(0, len(found), _AT_ONCE):
            numbers = [number for (number,) in found[start : start + _AT_ONCE]]
            marks = ",".join("?" * len(numbers))
            records = dict(base.execute(f"SELECT number, record FROM states WHERE number IN ({marks})", numbers))
            yield from (extraction_of(records[number]) for number in numbers)


def programs(folder: str | Path) -> list[tuple[dict[str, str], int]]:
    """Which versions of program, libraries and rules extracted the papers of a store, and how many; most first."""
    with connected(folder) as base:
        rows = base.execute(
            "SELECT programs.program, count(*) FROM papers JOIN states ON states.number = current"
            " JOIN programs ON programs.number = states.program GROUP BY programs.number"
            " ORDER BY count(*) DESC, programs.number"
        )
        return [(json.loads(program), count) for program, count in rows]


def set_aside(folder: str | Path) -> int:
    """How many records are set aside in a store."""
    with connected(folder) as base:
        return int(base.execute("SELECT count(*) FROM set_aside WHERE NOT resolved").fetchone()[0])


__all__ = ["is_store", "programs", "read", "set_aside"]
