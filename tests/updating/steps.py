"""Papers in several versions and from several kinds of source, and a store's content, for the tests of updates."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from claims.models import Extraction, Paper, Rejected
from claims.sources.oai import DELETED
from claims.updating import Updated, update

DAY = date(2026, 11, 30)
TEXTS = {
    1: "Fast improves decoding throughput by up to 1.98x over vLLM. It cuts P99 latency by 30% over NCCL.",
    2: "We present Fast, which improves decoding throughput by up to 2.1x over vLLM. It needs 64 A100 GPUs.",
    3: "Fast improves decoding throughput by up to 2.1x over vLLM.",
}
Record = Paper | Rejected


def paper(version: int | None = 1, id: str = "2401.00010", **fields: object) -> Paper:  # noqa: A002
    """A version of a paper, of the month with its number."""
    number = version or 1
    known = {"title": "Fast: a system", "abstract": TEXTS[number], "updated": f"2024-0{number}-01"}
    return Paper.model_validate({"id": id, "version": version} | known | fields)


def deleted(id: str = "2401.00010", day: str = "2025-01-01") -> Rejected:  # noqa: A002
    """What an OAI answer says of a paper that was deleted."""
    name = f"oai:arXiv.org:{id}"
    return Rejected(source="oai.xml", position=1, reason=DELETED, id=name, record=f"{name} {day} cs:cs")


def unreadable(id: str = "2401.00010") -> Rejected:  # noqa: A002
    return Rejected(source="a.jsonl", position=1, reason="no abstract", id=id, record="{}")


def fed(folder: Path, *records: Record, **options: object) -> Updated:
    """One update with these records."""
    return update(folder, ["records"], read=lambda *_: records, day=DAY, **options)  # type: ignore[arg-type]


def content(folder: Path) -> list[str]:
    """All that is in a store, but for where the records set aside stood."""
    with closing(sqlite3.connect(folder / "store.sqlite")) as base:
        return list(base.iterdump())


def bare(paper: Paper) -> Extraction:
    """A quick extractor: nothing is found."""
    return Extraction(paper=paper)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """One of few papers in few versions, so that they meet; from a source that says all, or one that does not."""
    name = draw(st.sampled_from(["2401.00010", "2401.00020", "x"]))
    match draw(st.integers(0, 9)):
        case 0:
            return deleted(name, draw(st.sampled_from(["2024-02-15", "2025-01-01"])))
        case 1:
            return unreadable(name)
        case _:
            made = paper(draw(st.integers(1, 3)), name)
            changed = {
                "comment": draw(st.sampled_from([None, "ICML 2026", "10 pages"])),
                "journal_ref": draw(st.sampled_from([None, None, "TPDS 2026"])),
                "doi": draw(st.sampled_from([None, "10.1/2"])),
                "version": draw(st.sampled_from([made.version, made.version, None])),
                "updated": draw(st.sampled_from([made.updated, made.updated, None])),
            }
            return made.model_copy(update=changed)
