"""The database of a store: its tables, and how it is opened so that it is whole whenever the program is ended.

Everything that is written about a record is written in one transaction, with a rollback journal: after a kill at any
moment, whoever opens the database next finds it as the last transaction left it. No time of day is written anywhere,
so that the same records in the same order give the same bytes.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection

from claims.errors import OutputError, SourceError

__all__ = ["Connection", "connected", "database_path", "opened", "transaction"]

FORMAT = 1
_APPLICATION = 0x636C6D73
"""Tells the database of a store from any other: "clms"."""
_PATIENCE = 60.0
"""Seconds to wait for another process that is at a transaction."""
_TABLES = """
CREATE TABLE papers (
    -- a paper, in the order in which papers first came
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    current INTEGER -- its newest state; NULL where it was deleted
);
CREATE TABLE states (
    -- a version of a paper, or other metadata of one
    number INTEGER PRIMARY KEY,
    paper INTEGER NOT NULL,
    place INTEGER NOT NULL, -- 0 is the oldest
    version INTEGER,
    updated TEXT, -- date of the version; of a deletion, its own
    day TEXT NOT NULL, -- when it came into the store
    program INTEGER, -- what extracted it
    record TEXT -- what was found in it, see `claims schema`; NULL where the paper was deleted
);
CREATE INDEX states_of_paper ON states (paper, place);
CREATE TABLE seen (
    -- digests of the records that came, each of which is worked on once
    paper INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (paper, digest)
) WITHOUT ROWID;
CREATE TABLE programs (
    -- versions and digests of program, libraries and rules, as JSON
    number INTEGER PRIMARY KEY,
    program TEXT NOT NULL UNIQUE
);
CREATE TABLE set_aside (
    -- records that could not be read or extracted
    number INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    paper TEXT,
    program INTEGER, -- what failed to extract it; NULL where it could not be read
    day TEXT NOT NULL,
    resolved INTEGER NOT NULL DEFAULT 0, -- 1 once a good record of the paper came
    record TEXT NOT NULL
);
CREATE INDEX set_aside_of_paper ON set_aside (paper);
CREATE TABLE queries (
    -- queries that were fetched to their end, with the latest date of a paper among the answers
    query TEXT PRIMARY KEY,
    last TEXT NOT NULL
) WITHOUT ROWID;
"""


def database_path(folder: str | Path) -> Path:
    return Path(folder) / "store.sqlite"


@contextmanager
def connected(folder: str | Path) -> Iterator[Connection]:
    """The database of a store, to be read. `SourceError` where there is none, or one of another program."""
    path = database_path(folder)
    if not path.is_file():
        raise SourceError(f"{folder}: is not a store. Give the folder of `claims update`.")
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as base:
            base.execute("PRAGMA query_only = ON")
            _check(base, folder)
            yield base
    except sqlite3.DatabaseError as error:
        raise SourceError(f"{path}: {error}. {_advice(error)}") from error


@contextmanager
def opened(folder: Path) -> Iterator[Connection]:
    """The database of a store, to be written to; it is made where there is none. Hold the lock of the folder."""
    path = database_path(folder)
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as base:
            if base.execute("PRAGMA application_id").fetchone() == (0,) and not _tables(base):
                with transaction(base):
                    for statement in filter(str.strip, _TABLES.split(";\n")):
                        base.execute(statement)
                    base.execute(f"PRAGMA application_id = {_APPLICATION}")
                    base.execute(f"PRAGMA user_version = {FORMAT}")
            _check(base, folder)
            yield base
    except sqlite3.DatabaseError as error:
        raise OutputError(f"{path}: {error}. {_advice(error)}") from error


@contextmanager
def transaction(base: Connection) -> Iterator[None]:
    """A block whose changes are all made or none, whatever ends it."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
        base.execute("COMMIT")
    except BaseException:
        if base.in_transaction:
            base.execute("ROLLBACK")
        raise


def _tables(base: Connection) -> int:
    return int(base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _check(base: Connection, folder: str | Path) -> None:
    (application,), (form,) = (base.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version"))
    if application != _APPLICATION:
        said = "holds nothing yet. Run" if not application and not _tables(base) else "is not a store. Give one of"
        raise SourceError(f"{folder}: {said} `claims update`.")
    if form != FORMAT:
        raise SourceError(
            f"{folder}: is a store of format {form}, not {FORMAT}. Use the version of claims that made it."
        )


def _advice(error: sqlite3.Error) -> str:
    if "locked" in str(error):
        return "Try again when the other process is done."
    if "full" in str(error) or "readonly" in str(error):
        return "Make room, or see to your rights there."
    return "Restore it from a copy, or make a new store from the sources."
