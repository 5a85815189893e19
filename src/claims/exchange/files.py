"""Files of labelled papers for annotation tools, written and read back: the two functions that the commands call."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from claims.errors import GoldError
from claims.exchange import brat, label_studio, span_lines
from claims.exchange.tools import Tool
from claims.models import Extraction, Rejected
from claims.score.gold import Annotated, as_annotated, read_gold
from claims.sheets.extract import extract_records
from claims.sheets.whole import whole


def export(sources: Sequence[str], output: Path, tool: Tool, tell: Callable[[Rejected], None] = lambda _: None) -> int:
    """Writes the labelled papers of `sources` for a tool and counts them; `tell` hears of records set aside.

    Gold and the output of `claims extract` keep their labels, papers get those of the program. brat gets a folder; for
    Label Studio the labelling interface is written beside `output`, with the extension .xml.
    """
    records: list[Annotated] = []
    predicted = False
    for source in sources:
        found, by_program = _labelled(source, tell)
        records += found
        predicted = predicted or by_program
    if tool == "brat":
        return brat.write(records, output)
    with whole(output) as stream:
        if tool == "label-studio":
            stream.write(json.dumps(label_studio.tasks(records, predicted), ensure_ascii=False, indent=1).encode())
        else:
            made = span_lines.prodigy if tool == "prodigy" else span_lines.doccano
            stream.write(b"".join(span_lines.line(made(record)) for record in records))
    if tool == "label-studio":
        with whole(interface(output)) as stream:
            stream.write(label_studio.interface().encode())
    return len(records)


def bring_back(source: Path, output: Path, reviewer: str | None = None) -> list[Annotated]:
    """Writes what people labelled in brat (a folder) or Label Studio (a JSON export) as gold, and returns it."""
    records = brat.read(source) if source.is_dir() else label_studio.read(source, reviewer)
    if not records:
        raise GoldError(f"{source}: holds no paper. Give a folder of brat or a JSON export of Label Studio.")
    with whole(output) as stream:
        for record in records:
            stream.write(json.dumps(record.model_dump(mode="json"), ensure_ascii=False).encode() + b"\n")
    return records


def interface(output: Path) -> Path:
    """Where the labelling interface of tasks goes.

    >>> interface(Path("out/tasks.json")).as_posix()
    'out/tasks.xml'
    """
    return output.with_suffix(".xml")


def _labelled(source: str, tell: Callable[[Rejected], None]) -> tuple[list[Annotated], bool]:
    """The labelled papers of a source, and whether a program labelled them."""
    path = Path(source)
    if path.is_file() and (keys := _first_keys(path)) >= {"paper", "claims"}:
        return read_gold(path), "schema_version" in keys
    records = []
    for record in extract_records([source]):
        if isinstance(record, Extraction):
            records.append(as_annotated(record))
        elif record is not None:
            tell(record)
    return records, True


def _first_keys(path: Path) -> set[str]:
    with path.open("rb") as stream:
        line = stream.readline()
    try:
        record = json.loads(line)
    except ValueError:
        return set()
    return set(record) if isinstance(record, dict) else set()
