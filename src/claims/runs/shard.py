"""One shard, from its lines to its tables. Runs in a process of its own, which a record may take down with it."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from claims.errors import ClaimsError
from claims.models import Extraction, Paper, Rejected
from claims.pipeline import LOT, tried
from claims.runs.folder import Job, summary_path, table_path
from claims.runs.lines import lines
from claims.runs.plan import Shard
from claims.runs.warm_up import between_lots, collecting_between_lots
from claims.sheets import parquet
from claims.sheets.extract import rejected
from claims.sheets.whole import whole
from claims.sources import jsonl
from claims.sources.record import MAX_RECORD, shown
from claims.sources.wanted import Wanted, read_wanted
from claims.table import TABLES, Cells, TableName, cells_of_all

Rows = dict[TableName, list[Cells]]
Found = Rows | Rejected | None
"""Of a record: its rows, or the record set aside, or None where it is not among the ids wanted."""
Watch = Callable[[int, int], AbstractContextManager[None]]
"""A block around the work on so many records that are done together, the first of them at an offset."""
_LOT_BYTES = 1 << 19
"""After which a lot is full: records that are long do not gain, and each adds to what the worker holds at once."""


class _Line(NamedTuple):
    """One record as it stands in the source."""

    offset: int
    position: int
    text: str | None
    """None for a line that is too long."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is asked to do: a shard, without the records that are known to end a worker."""

    shard: Shard
    skip: Mapping[int, str]
    """Offset -> the reason why the record there is set aside unread."""
    singly: frozenset[int] = frozenset()
    """Offsets of the first records of lots that are done record by record, so that it is known which does harm."""
    careful: bool = False
    """Each record is done and put into the form of the file by itself, so that what cannot be is known."""
    dry: bool = False
    """Nothing is written: the task is only to see whether it can be done."""


def do(job: Job, task: Task, watch: Watch) -> None:
    """Writes the tables of the shard, then its summary, which says that it is done; each whole or not at all."""
    folder, number = job.folder, task.shard.number
    papers = claims = records = passed_over = 0
    aside: list[dict[str, Any]] = []
    with ExitStack() as files:
        files.enter_context(collecting_between_lots())
        writers = {}
        for name, table in TABLES.items() if not task.dry else ():
            stream = files.enter_context(whole(table_path(folder, name, number)))
            writers[name] = files.enter_context(parquet.writing_rows(stream, table))
        for offset, found in _records(job, task, watch):
            records += 1
            if isinstance(found, dict):
                papers += 1
                claims += len(found["claims"])
                for name, write in writers.items():
                    if rows := found[name]:
                        write(rows)
            elif found is None:
                passed_over += 1
            else:
                aside.append({"offset": offset, **found.model_dump()})
    if task.dry:
        return
    summary = {
        "source": task.shard.name, "begin": task.shard.begin, "end": task.shard.end,
        "records": records, "papers": papers, "claims": claims, "passed_over": passed_over, "set_aside": aside,
        "files": {name: _file(folder, name, number) for name in TABLES},
    }  # fmt: skip
    with whole(summary_path(folder, number)) as stream:
        stream.write(json.dumps(summary).encode())


def _records(job: Job, task: Task, watch: Watch) -> Iterator[tuple[int, Found]]:
    """Offset of each record, and what becomes of it."""
    for lot in _lots(task.shard):
        singly = task.careful or lot[0].offset in task.singly
        for part in [[line] for line in lot] if singly else [lot]:
            with watch(part[0].offset, len(part)):
                found = _found(job, task, part)
            yield from zip([line.offset for line in part], found, strict=True)
            del found
            between_lots()


def _lots(shard: Shard) -> Iterator[list[_Line]]:
    """The records of a shard, some at a time, which takes less time (see `pipeline.LOT`).

    The same lots whatever the task, so that one is known by its first record.
    """
    lot: list[_Line] = []
    position = size = 0
    for offset, line in lines(shard.lines, shard.begin, shard.end):
        text = None if line is None else line.decode(shard.encoding, "surrogateescape")
        if text is not None and not text.strip("\ufeff \t\r\n"):
            continue
        position += 1
        lot.append(_Line(offset, position, text))
        size += len(text or "")
        if len(lot) == LOT or size > _LOT_BYTES:
            yield lot
            lot, size = [], 0
    if lot:
        yield lot


def _found(job: Job, task: Task, lot: Sequence[_Line]) -> list[Found]:
    records = [_read(job, task, line) for line in lot]
    extractions = tried(record for record in records if isinstance(record, Paper))
    return [
        _result(record, task, line, next(extractions)) if isinstance(record, Paper) else record
        for line, record in zip(lot, records, strict=True)
    ]


def _read(job: Job, task: Task, line: _Line) -> Paper | Rejected | None:
    """The paper, or why it is set aside unread, or None where it is not wanted."""
    name, offset, position, text = task.shard.name, *line
    if offset in task.skip:
        record = shown((text or "").strip("\r\n"))
        return Rejected(source=name, position=position, reason=task.skip[offset], record=record)
    if text is None:
        return Rejected(source=name, position=position, reason=f"a line of over {MAX_RECORD:,} bytes")
    paper = jsonl.read_line(name, position, text)
    return None if isinstance(paper, Paper) and job.ids and not _wanted(job.ids).takes(paper) else paper


def _result(paper: Paper, task: Task, line: _Line, found: Extraction | Exception) -> Rows | Rejected:
    try:
        if isinstance(found, Exception):
            raise found
        return _rows(found, task.careful)
    except (ClaimsError, MemoryError):
        raise  # our own files are at fault, or the worker has to go
    except Exception as error:  # noqa: BLE001
        return rejected(paper, task.shard.name, line.position, error)


def _rows(extraction: Extraction, careful: bool) -> Rows:
    rows = cells_of_all(extraction)
    if careful:
        for name, table in TABLES.items():
            parquet.arrow(rows[name], parquet.schema(table))
    return rows


@cache
def _wanted(path: str) -> Wanted:
    return read_wanted(Path(path))


def _file(folder: str, table: TableName, number: int) -> dict[str, Any]:
    from pyarrow.parquet import read_metadata

    from claims.runs.identity import of_file

    path = table_path(folder, table, number)
    return {"rows": read_metadata(path).num_rows, "bytes": os.path.getsize(path), "sha256": of_file(path)}
