"""SQLite: the tables as they are, references that hold, words that are found."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from claims.sheets import sqlite
from claims.table import TABLES
from samples import sample
from sheets.books import book_of, bytes_of, seeds
from sheets.payloads import FORMULAS, SCRIPTS, paper_of


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as found:
        found.deserialize(bytes_of(sqlite.write, seeds()))
        found.row_factory = sqlite3.Row
        yield found


def test_every_row_is_in_its_table(database: sqlite3.Connection) -> None:
    book = seeds()
    for name, rows in (
        ("claims", book.claims),
        ("papers", book.papers),
        ("hardware", book.hardware),
        ("venues", book.venues),
    ):
        found = [dict(row) for row in database.execute(f"SELECT * FROM {name}")]
        wanted = [column.name for column in TABLES[name].columns]  # type: ignore[index]
        assert [{key: row[key] for key in wanted} for row in found] == rows
    [abstract] = database.execute("SELECT abstract FROM papers WHERE paper = 'arXiv:2605.23389v1'").fetchone()
    assert abstract.startswith("High-throughput inference serving")


def test_references_hold_and_are_kept(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    for table in ("claims", "hardware", "venues"):
        [key] = database.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        assert (key["table"], key["from"], key["to"]) == ("papers", "paper", "paper")
    database.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("UPDATE claims SET paper = 'arXiv:0000.00000'")


def test_words_are_found(database: sqlite3.Connection) -> None:
    query = "SELECT system FROM claims WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?)"
    assert {row[0] for row in database.execute(query, ("decoding AND throughput",))} == {"AlignedServe"}
    [made] = database.execute("SELECT sql FROM sqlite_master WHERE name = 'claims_fts'").fetchone()
    assert 'content="claims"' in made  # what datasette looks for
    query = "SELECT count(*) FROM papers_fts WHERE papers_fts MATCH 'abstract:latency'"
    wanted = sum("latency" in one.paper.abstract.lower() for one in seeds().extractions.values())
    assert database.execute(query).fetchone()[0] == wanted


def test_it_says_what_made_it(database: sqlite3.Connection) -> None:
    made = dict(database.execute("SELECT name, said FROM made").fetchall())
    assert made["sources"] == "seeds.jsonl"
    assert made["schema"] == "1.0"


def test_two_runs_give_the_same_bytes() -> None:
    assert bytes_of(sqlite.write, seeds()) == bytes_of(sqlite.write, seeds())


def test_texts_are_kept_as_they_are(tmp_path: Path) -> None:
    papers = [
        paper_of(payload, number) for number, payload in enumerate((*SCRIPTS, *FORMULAS, "\x00'; DROP TABLE claims"), 1)
    ]
    book = book_of([*papers, sample()], tmp_path)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(bytes_of(sqlite.write, book))
        found = [row[0] for row in database.execute("SELECT baseline FROM claims")]
    assert found == [row["baseline"] for row in book.claims]
