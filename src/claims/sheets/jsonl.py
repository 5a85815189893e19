"""Extractions as JSON lines: one paper a line in the form that the annotation guide shows, or one row a line."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from claims.errors import SourceError
from claims.table import Table

if TYPE_CHECKING:
    from claims.models import Extraction


@contextmanager
def writing(stream: BinaryIO, table: Table | None = None) -> "Iterator[Callable[[Extraction], None]]":
    """A function that writes one paper: its whole record, or its rows of `table`. UTF-8."""

    def write(extraction: "Extraction") -> None:
        if table is None:
            stream.write(line(extraction.model_dump_json()))
        else:
            stream.write(b"".join(line(json.dumps(row, ensure_ascii=False)) for row in table.rows(extraction)))

    yield write


def read(path: Path) -> "Iterator[Extraction]":
    """The extractions of a file that `writing` wrote without a table. `SourceError` where a line is none."""
    from pydantic import ValidationError

    from claims.models import Extraction

    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                yield Extraction.model_validate_json(line)
            except ValidationError as error:
                fault = error.errors()[0]
                place = ".".join(map(str, (f"line {number}", *fault["loc"])))
                raise SourceError(f"{path}: {place}: {fault['msg']}. Write it again with `claims extract`.") from error


def schema() -> dict[str, Any]:
    """The JSON Schema of a record. It changes its version when a consumer would have to change."""
    from claims.models import SCHEMA_VERSION, Extraction

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:arxiv-claims:extraction:{SCHEMA_VERSION}",
        **Extraction.model_json_schema(mode="serialization"),
    }


# Legal inside JSON, but line ends to many a reader of lines (Python's splitlines among them) or orders to a terminal.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029]")


def line(record: str) -> bytes:
    """A record as one line for every reader of lines. UTF-8."""
    if not record.isascii() or "\x7f" in record:  # Python knows the one of every text, and finds the other at once
        record = _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", record)
    return record.encode() + b"\n"
