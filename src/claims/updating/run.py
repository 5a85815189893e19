"""Sources in, a store brought up to date: what `claims update` does."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from claims.errors import OutputError
from claims.locks import locked
from claims.models import Paper, Rejected
from claims.runs import identity
from claims.sheets.whole import whole
from claims.sources import read_records
from claims.store import states
from claims.store.database import Connection, database_path, opened, transaction
from claims.updating.fold import Fold, Outcome

BATCH = 100
"""Records whose changes are made at once. An interruption costs the work on so many at most."""
HELD = timedelta(days=7)
"""How long arXiv may hold a paper back before it announces it, under the day on which it was sent in. By so much the
answers to a query overlap those of the last time."""
Record = Paper | Rejected
Read = Callable[[str, date | None, int | None], Iterable[Record]]
"""Gives the records of a source; of a query at most so many, submitted or revised on a day or later."""


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


def read(source: str, since: date | None, limit: int | None) -> Iterable[Record]:
    """The records of a file; or where that is none, but a query of arXiv, the papers that it has."""
    if not is_query(source):
        return read_records(source)
    from claims import live

    return live.fetch(source, limit=limit, since=since)


def update(
    folder: str | Path,
    sources: Sequence[str] = (),
    *,
    since: date | None = None,
    limit: int | None = None,
    day: date | None = None,
    reextract: bool = False,
    read: Read = read,
    tell: Callable[[Record, Outcome], None] = lambda record, outcome: None,
) -> Updated:
    """Brings the store in `folder` up to date with `sources`, in their order; it is made if it is not there.

    A source is a file of papers, or a query of arXiv ("cat:cs.DC"). Of a query at most `limit` papers are fetched, and
    those submitted or revised since the day `since`, by default since it was last fetched to its end.

    Each record is extracted once, however often it comes. What is new is written down as of `day`, by default today.
    With `reextract`, papers that another version of the program or of the rules extracted are extracted anew.
    `tell` hears of each record what it was; a record set aside is told as that.

    Killed at any moment, the store is that of some records less; the same update then makes it what it would have been.
    `SourceError` where a source as a whole is unreadable: what came before it is kept. `OutputError` where the folder
    holds anything but a store, or where another update is at work there.
    """
    folder = Path(folder)
    _prepare(folder)
    counts = Updated()
    with locked(folder, "another update"), opened(folder) as base:
        _sweep(folder)
        fold = Fold(base, (day or datetime.now(UTC).date()).isoformat(), _program(base))
        for source in sources:
            query = _Query(base, source, since, limit) if is_query(source) else None
            records = query.heard(read(source, query.since, limit)) if query else read(source, None, None)
            for batch in _batches(enumerate(records, 1)):
                with transaction(base):
                    for position, record in batch:
                        outcome = fold.add(record, source, position)
                        setattr(counts, outcome, getattr(counts, outcome) + 1)
                        tell(fold.aside[-1] if fold.aside else record, outcome)
            if query:
                query.done()
        if reextract:
            _reextract(fold, counts)
        _look(fold, counts)
        _write_quarantine(base, folder)
    return counts


def is_query(source: str) -> bool:
    """Whether a source is no file but a query of arXiv."""
    from claims.live import is_query as looks_like_one

    return source != "-" and looks_like_one(source) and not Path(source).exists()


class _Query:
    """A query of arXiv, and what the store has seen of it."""

    def __init__(self, base: Connection, query: str, since: date | None, limit: int | None) -> None:
        from claims.live.query import checked

        self._base, self._name, self._limit = base, checked(query), limit
        found = base.execute("SELECT last FROM queries WHERE query = ?", (self._name,)).fetchone()
        self._last: str = found[0] if found else ""
        self._latest, self._papers = self._last, 0
        self.since = since or (date.fromisoformat(self._last) - HELD if self._last else None)

    def heard(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records as they come."""
        for record in records:
            if isinstance(record, Paper):
                self._papers += 1
                self._latest = max(self._latest, record.updated or record.published or "")
            yield record

    def done(self) -> None:
        """Writes down what was seen, unless later papers than `since` were left out: those are to come next time."""
        cut_short = self.since and self._limit is not None and self._papers >= self._limit
        if self._latest > self._last and not cut_short:
            with transaction(self._base):
                self._base.execute("INSERT OR REPLACE INTO queries VALUES (?, ?)", (self._name, self._latest))


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
                found = fold.again(states.state(fold.base, number))
                counts.reextracted += found is not None
                counts.differing += found is not None and found[0] != found[1]


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
