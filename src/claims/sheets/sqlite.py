"""A book as an SQLite database for datasette and SQL: four tables that refer to each other, and an index of words."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import BinaryIO

from claims import __version__
from claims.models import SCHEMA_VERSION
from claims.sheets.book import Book
from claims.sheets.filters import described
from claims.table import TABLES, Cell, Column, Row, TableName, one_line

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL"}
_KEYS = {"papers": ("paper",), "claims": ("paper", "claim")}
_INDEXES = ("metric_key", "factor", "type")
_SEARCHED = {"claims": ("metric", "baseline", "condition", "sentence", "title"), "papers": ("title", "abstract")}


def write(book: Book, stream: BinaryIO) -> None:
    """Writes the database: "papers" with their abstracts, "claims", "hardware", "venues" and "made"."""
    with closing(sqlite3.connect(":memory:")) as database:
        abstracts = {name: one_line(found.paper.abstract) for name, found in book.extractions.items()}
        papers = (row | {"abstract": abstracts.get(str(row["paper"]))} for row in book.papers)
        _table(database, "papers", papers, (Column("abstract", nullable=True),))
        _table(database, "claims", book.claims)
        _table(database, "hardware", book.hardware)
        _table(database, "venues", book.venues)
        for name in _INDEXES:
            database.execute(f"CREATE INDEX claims_{name} ON claims ({name})")
        for table, columns in _SEARCHED.items():
            _search(database, table, columns)
        _made(database, book)
        database.commit()
        stream.write(database.serialize())


def _table(database: sqlite3.Connection, table: TableName, rows: Iterable[Row], more: tuple[Column, ...] = ()) -> None:
    columns = (*TABLES[table].columns, *more)
    lines = [f"{column.name} {_TYPES[column.kind]}{'' if column.nullable else ' NOT NULL'}" for column in columns]
    if table in _KEYS:
        lines.append(f"PRIMARY KEY ({', '.join(_KEYS[table])})")
    if table != "papers":
        lines.append("FOREIGN KEY (paper) REFERENCES papers (paper)")
    database.execute(f"CREATE TABLE {table} ({', '.join(map(_quoted, lines))}) STRICT")
    names = [column.name for column in columns]
    marks = ", ".join("?" * len(names))
    database.executemany(
        f"INSERT INTO {table} VALUES ({marks})", ([_cell(row.get(name)) for name in names] for row in rows)
    )


def _quoted(line: str) -> str:
    """The line of a column, its name in quotation marks: "end" is a word of SQL."""
    name, _, rest = line.partition(" ")
    return line if name.isupper() else f'"{name}" {rest}'


def _search(database: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
    """An index of the words of a table. Datasette knows it by the double quotes."""
    names = ", ".join(columns)
    database.execute(f'CREATE VIRTUAL TABLE {table}_fts USING fts5 ({names}, content="{table}")')
    database.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")


def _made(database: sqlite3.Connection, book: Book) -> None:
    made = {
        "program": f"claims {__version__}",
        "schema": SCHEMA_VERSION,
        "sources": ", ".join(book.sources),
        "filters": described(book.filters),
    }
    database.execute("CREATE TABLE made (name TEXT PRIMARY KEY, said TEXT NOT NULL) STRICT, WITHOUT ROWID")
    database.executemany("INSERT INTO made VALUES (?, ?)", made.items())


def _cell(cell: Cell) -> Cell:
    # Half of a surrogate pair cannot be stored.
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell
