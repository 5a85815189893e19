"""Papers as JSON lines, as `claims.read_papers` reads them back: what `claims fetch` writes."""

import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from claims.errors import OutputError
from claims.models import Paper, Rejected
from claims.sheets.aside import setting_aside
from claims.sheets.jsonl import line
from claims.sheets.whole import whole
from claims.sources.oai import DELETED


@dataclass(slots=True)
class Fetched:
    """How many papers were written, and records set aside; of these, how many because arXiv has deleted them."""

    papers: int = 0
    set_aside: int = 0
    deleted: int = 0


def write_papers(
    records: Iterable[Paper | Rejected],
    output: Path | None = None,
    tell: Callable[[Paper | Rejected], None] = lambda _: None,
) -> Fetched:
    """Writes the papers of `records` to `output` (standard output if None), one a line; `tell` hears of each record.

    Others go to the quarantine beside `output`. Both files appear whole or not at all. `OutputError` where the name of
    `output` is that of something else than JSON lines.
    """
    if output and output.suffix not in ("", ".jsonl", ".ndjson", ".json"):
        raise OutputError(f"{output}: papers are written as JSON lines. Name it .jsonl, or use `claims extract`.")
    fetched = Fetched()
    to: AbstractContextManager[BinaryIO] = whole(output) if output else nullcontext(sys.stdout.buffer)
    with setting_aside(output) as set_aside, to as stream:
        for record in records:
            if isinstance(record, Paper):
                stream.write(line(record.model_dump_json()))
                fetched.papers += 1
            else:
                fetched.set_aside += 1
                fetched.deleted += record.reason == DELETED
                set_aside(record)
            tell(record)
        stream.flush()
    return fetched
