"""Sources in, one sheet out, as the papers come: what `claims extract` does."""

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from claims.errors import ClaimsError, OutputError
from claims.models import Extraction, Paper, Rejected
from claims.pipeline import lots, tried
from claims.sheets import Format, format_of, run_folder, writing
from claims.sheets.aside import quarantine, setting_aside
from claims.sheets.filters import Filters, claim_by_claim, selected
from claims.sheets.whole import whole
from claims.sources import read_records
from claims.sources.wanted import Wanted
from claims.store import is_store
from claims.store import read as read_store
from claims.table import TableName


@dataclass(slots=True)
class Counts:
    """How many papers were written, claims found in them, records set aside, and papers passed over as not wanted."""

    papers: int = 0
    claims: int = 0
    set_aside: int = 0
    passed_over: int = 0


def extract_files(
    sources: Sequence[str],
    output: Path | None = None,
    form: Format | None = None,
    table: TableName | None = None,
    only: Wanted | None = None,
    tell: Callable[[Extraction | Rejected], None] = lambda _: None,
    filters: Filters | None = None,
    read: Callable[[str], Iterator[Paper | Rejected]] = read_records,
) -> Counts:
    """Extracts the papers of `sources` into `output` (standard output if None) and counts them; `tell` hears of each.

    `read` gives the records of a source.
    With `only`, other papers are passed over, and with `filters` those that they do not want. Sorted rows are
    written when the last paper is read; JSON lines of whole papers are sorted within each paper alone.
    Records that cannot be read or extracted go to the quarantine beside `output`, each with its reason. Both files
    appear whole or not at all. `SourceError` where a source as a whole is unreadable, `OutputError` where the
    output is.
    """
    form = form or (format_of(output) if output else "csv")
    if output:
        refuse_own_input(sources, output)
    filters = filters or Filters()
    sort = filters.sort if table == "claims" or (table is None and form != "jsonl") else None
    waiting: list[Extraction] = []
    counts = Counts()
    records = extract_records(sources, only, read)
    first = list(islice(records, 1))  # a source that is not there is told before a table's head is written
    with ExitStack() as open_files:
        set_aside = open_files.enter_context(setting_aside(output))
        stream = open_files.enter_context(whole(output) if output else _standard_output(form))
        write = open_files.enter_context(writing(stream, form, table))
        for record in chain(first, records):
            if isinstance(record, Extraction):
                record = selected(record, filters)
            if record is None:
                counts.passed_over += 1
                continue
            if isinstance(record, Extraction):
                if sort:
                    waiting.append(record)
                else:
                    write(record)
                counts.papers += 1
                counts.claims += len(record.claims)
            else:
                counts.set_aside += 1
                set_aside(record)
            tell(record)
        for claim in claim_by_claim(waiting, sort) if sort else ():
            write(claim)
    return counts


def extract_records(
    sources: Sequence[str],
    only: Wanted | None = None,
    read: Callable[[str], Iterator[Paper | Rejected]] = read_records,
) -> Iterator[Extraction | Rejected | None]:
    """In order, of every record of `sources`: its extraction, or the record with the reason why there is none.

    None stands for a paper that is not among `only`. A store and the folder of a run give what is in them; nothing is
    extracted again.
    """
    for source in sources:
        if is_store(source):
            yield from (found if only is None or only.takes(found.paper) else None for found in read_store(source))
            continue
        if run_folder.is_run(source):
            found_there = run_folder.read(source)
            yield from (found if only is None or only.takes(found.paper) else None for found in found_there)
            continue
        yield from _in_turn(source, read(source), only)


def _in_turn(
    source: str, records: Iterator[Paper | Rejected], only: Wanted | None
) -> Iterator[Extraction | Rejected | None]:
    """The same of one source. What stands between the papers of a lot waits with them for its turn."""
    for lot in lots(enumerate(records, 1)):
        wanted = [
            None if only is not None and isinstance(record, Paper) and not only.takes(record) else record
            for _, record in lot
        ]
        found = tried(record for record in wanted if isinstance(record, Paper))
        for (position, _), record in zip(lot, wanted, strict=True):
            yield _kept(next(found), record, source, position) if isinstance(record, Paper) else record


def _kept(found: Extraction | Exception, paper: Paper, source: str, position: int) -> Extraction | Rejected:
    """One paper must not end a run of thousands: whatever goes wrong with it is kept as its reason."""
    if isinstance(found, ClaimsError):
        raise found  # our own files are at fault, not the paper
    if isinstance(found, Exception):
        return rejected(paper, source, position, found)
    try:
        found.model_dump_json()
    except Exception as error:  # noqa: BLE001
        return rejected(paper, source, position, error)
    return found


def rejected(paper: Paper, source: str, position: int, error: Exception) -> Rejected:
    """A paper that the extractor failed on, set aside with the error as its reason."""
    return put_aside(paper, source, position, reason_of(error))


def reason_of(error: Exception) -> str:
    """Why a paper is set aside that the extractor failed on with this error."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}: {error}. Report it with the record."


def put_aside(paper: Paper, source: str, position: int, reason: str) -> Rejected:
    """A paper as a record set aside for a reason."""
    record = json.dumps(paper.model_dump())[:2000]
    return Rejected(source=source, position=position, reason=reason, id=paper.id, record=record)


def refuse_own_input(sources: Sequence[str], output: Path) -> None:
    """Raises `OutputError` where `output`, or the quarantine beside it, is one of the sources."""
    for source in sources:
        for written in (output, quarantine(output)):
            if source != "-" and written.is_file() and os.path.exists(source) and written.samefile(source):
                raise OutputError(f"{written}: is one of the sources, and would be replaced. Write to another file.")


@contextmanager
def _standard_output(form: Format) -> Iterator[BinaryIO]:
    stream = sys.stdout.buffer
    if form != "parquet":
        yield stream
        stream.flush()
        return
    if stream.isatty():
        raise OutputError("standard output: is a terminal, and Parquet is not text. Say -o FILE.")
    with TemporaryFile() as file:  # Parquet asks for its position, which a pipe does not know
        yield file
        file.seek(0)
        while piece := file.read(1 << 20):
            stream.write(piece)
    stream.flush()
