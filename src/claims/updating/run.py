"""Sources in, a store brought up to date: what `claims update` does."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from claims.days import day_of
from claims.errors import OutputError
from claims.locks import locked
from claims.runs import identity
from claims.runs.apart import extracting
from claims.sheets.whole import whole
from claims.store import states
from claims.store.database import Connection, database_path, opened, transaction
from claims.updating.fold import Fold, Outcome
from claims.updating.sources import Followed, Read, Record, is_live, read

BATCH = 100
"""Records whose changes are made at once. An interruption costs the work on so many at most."""


@dataclass(slots=True)
class Updated:
    """What an update did: of the records that came, how many were what; see `fold.Outcome`."""

    new: int = 0
    version: int = 0
    metadata: int = 0
    older: int = 0
    unchanged: int = 0
    deleted: int = 0
    set_aside: int = 0
    reextracted: int = 0
    """Versions of papers that were extracted anew because another program had done it."""
    differing: int = 0
    """How many of them hold something else now."""
    outdated: int = 0
    """Papers whose newest version is still as another program extracted it."""
    because: tuple[str, ...] = ()
    """How that program differs from this one."""
    papers: int = 0
    """In the store, without deleted ones."""


def update(
    folder: str | Path,
    sources: Sequence[str] = (),
    *,
    since: date | str | None = None,
    limit: int | None = None,
    day: date | str | None = None,
    reextract: bool = False,
    read: Read = read,
    tell: Callable[[Record, Outcome], None] = lambda *_: None,
) -> Updated:
    """Brings the store in `folder` up to date with `sources`, in their order; it is made if it is not there.

    Papers are extracted in a process of their own, so that one that ends it is set aside and the rest goes on.
    A source is a file of papers, a query of arXiv ("cat:cs.DC"), or a set of its OAI-PMH ("oai:cs:cs:DC"). Of the
    latter two at most `limit` papers are fetched, those that changed since the day `since`, by default since they were
    last fetched to their end.

    Each record is extracted once, however often it comes. What is new is written down as of `day`, by default today.
    With `reextract`, papers that another version of the program or of the rules extracted are extracted anew.
    `tell` hears of each record what it was; a record set aside is told as that.

    Killed at any moment, the store is that of some records less; the same update then makes it what it would have been.
    `SourceError` where a source as a whole is unreadable: what came before it is kept. `OutputError` where the folder
    holds anything but a store, or where another update is at work there.
    """
    folder, since, day = Path(folder), day_of(since), day_of(day)
    _prepare(folder)
    counts = Updated()
    with locked(folder, "another update"), opened(folder) as base, extracting() as extract:
        _sweep(folder)
        fold = Fold(base, (day or datetime.now(UTC).date()).isoformat(), _program(base), extract)
        for source in sources:
            live = Followed(base, source, since, limit) if is_live(source) else None
            records = live.heard(read(source, live.since, limit)) if live else read(source, None, None)
            for batch in _batches(enumerate(records, 1)):
                with transaction(base):
                    for position, record in batch:
                        outcome = fold.add(record, source, position)
                        setattr(counts, outcome, getattr(counts, outcome) + 1)
                        tell(fold.aside[-1] if fold.aside else record, outcome)
            if live:
                live.done()
        if reextract:
            _reextract(fold, counts)
        _look(fold, counts)
        _write_quarantine(base, folder)
    return counts


def _prepare(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: is a file. Give a folder for the store.")
    if folder.is_dir() and not database_path(folder).exists() and any(folder.iterdir()):
        raise OutputError(f"{folder}: is not empty, and holds no store. Give a new folder.")
    folder.mkdir(parents=True, exist_ok=True)


def _batches(records: Iterable[tuple[int, Record]]) -> Iterator[list[tuple[int, Record]]]:
    # By their number in the source: the same transactions then make the same bytes, whatever was there already.
    waiting = iter(records)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _program(base: Connection) -> int:
    """The number of the program that runs."""
    program = json.dumps(identity.of_program(), sort_keys=True)
    found = base.execute("SELECT number FROM programs WHERE program = ?", (program,)).fetchone()
    if not found:
        with transaction(base):
            number = base.execute("INSERT INTO programs (program) VALUES (?)", (program,)).lastrowid
        assert number is not None
        return number
    return int(found[0])


def _reextract(fold: Fold, counts: Updated) -> None:
    """Extracts anew whatever another program extracted."""
    others = fold.base.execute(
        "SELECT number FROM states WHERE record IS NOT NULL AND program != ? ORDER BY number", (fold.program,)
    ).fetchall()
    for start in range(0, len(others), BATCH):
        with transaction(fold.base):
            for (number,) in others[start : start + BATCH]:
                differs = fold.again(states.state(fold.base, number))
                counts.reextracted += differs is not None
                counts.differing += bool(differs)


def _look(fold: Fold, counts: Updated) -> None:
    counts.papers = fold.base.execute("SELECT count(current) FROM papers").fetchone()[0]
    others = fold.base.execute(
        "SELECT program, count(*) FROM papers JOIN states ON states.number = current WHERE program != ?"
        " GROUP BY program ORDER BY count(*) DESC, program",
        (fold.program,),
    ).fetchall()
    counts.outdated = sum(count for _, count in others)
    if others:
        (program,) = fold.base.execute("SELECT program FROM programs WHERE number = ?", (others[0][0],)).fetchone()
        changed = identity.differences({"program": json.loads(program)}, {"program": identity.of_program()})
        counts.because = tuple(changed)


def _write_quarantine(base: Connection, folder: Path) -> None:
    with whole(folder / "quarantine.jsonl") as stream:
        for (record,) in base.execute("SELECT record FROM set_aside WHERE NOT resolved ORDER BY number"):
            stream.write(record.encode() + b"\n")


def _sweep(folder: Path) -> None:
    """Takes away a quarantine that an ended process left half written."""
    for left in folder.glob(".*.partial"):
        with suppress(FileNotFoundError):
            left.unlink()
