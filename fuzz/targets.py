"""What is fuzzed: each target takes bytes and raises where the program breaks a promise.

A source gives papers and records set aside, or a `SourceError`, and nothing else ever; each paper is extracted, made
rows of and written as JSON, and every mention stands where it says. tests/hostile/test_fuzz.py runs the same targets
on what hypothesis makes; `python fuzz/feeds.py` and its like run them by atheris, led by coverage.
"""

import io
import json
from collections.abc import Callable

from claims.errors import SourceError
from claims.models import Claim, Extraction, HardwareMention, Paper, Rejected, VenueMention
from claims.pipeline import extract
from claims.sources import read_records
from claims.table import TABLES

Target = Callable[[bytes], None]
KINDS = ("atom", "oai", "rss")


def feeds(data: bytes) -> None:
    """The bytes as an answer of arXiv's: Atom, OAI-PMH or RSS, or whatever they are."""
    source(data)


def jsonl(data: bytes) -> None:
    """The bytes as JSON lines: as a file, and as a line of a long run."""
    source(data)
    from claims.sources.jsonl import read_line

    for line in data.decode("utf-8", "surrogateescape").split("\n")[:20]:
        record = read_line("fuzz", 1, line)
        if isinstance(record, Rejected):
            kept(record)


def abstract(data: bytes) -> None:
    """The bytes as the text of each field of a paper. Wrong ones become U+FFFD: a paper's texts are text."""
    text = data.decode("utf-8", "replace")
    checked(extract(Paper(id="fuzz", title=text[:200], abstract=text, comment=text[-200:], journal_ref=text[:100])))


def source(data: bytes) -> None:
    """Everything that a source gives, extracted."""
    try:
        for record in read_records(io.BytesIO(data)):
            if isinstance(record, Rejected):
                kept(record)
            else:
                checked(extract(record))
    except SourceError as error:
        told = str(error)
    else:
        return
    assert ": " in told, f"not in the form `where: what. What to do.`: {told}"


def kept(record: Rejected) -> None:
    """A record that is set aside has a reason and can be written."""
    assert record.reason
    json.dumps(record.model_dump()).encode()


def checked(extraction: Extraction) -> None:
    """An extraction can be written and read back, and everything in it stands where it says."""
    assert Extraction.model_validate_json(extraction.model_dump_json()) == extraction
    for table in TABLES.values():
        list(table.rows(extraction))
    found: list[Claim | HardwareMention | VenueMention] = [
        *extraction.claims, *extraction.hardware, *extraction.venues
    ]  # fmt: skip
    for mention in found:
        raw = getattr(extraction.paper, mention.field)
        assert raw[mention.start : mention.end] == mention.text, mention
        assert mention.text.strip(), mention


TARGETS: dict[str, Target] = {"feeds": feeds, "jsonl": jsonl, "abstract": abstract}
