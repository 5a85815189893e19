"""JSON lines, arrays and objects: whose field names are known, what is rejected, and that memory stays flat."""

import io
import json
import logging
import tracemalloc
from collections.abc import Iterator
from email.utils import parsedate
from pathlib import Path

import pytest
from feeds import only, papers, read, reason
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import UpstreamError
from claims.models import Extraction, Paper, Rejected
from claims.sources import read_records
from claims.sources.record import date

KAGGLE = {
    "id": "0704.0010", "submitter": "Ada Lovelace", "authors": "Ada Lovelace, Alan M. Turing",
    "title": "A title that is\n  wrapped", "comments": "12 pages", "journal-ref": "J. Foo 1 (2007)", "doi": "10.1000/1",
    "report-no": None, "categories": "cs.DC cs.OS", "license": None, "abstract": "  We cut cost\nby 10%.\n",
    "versions": [
        {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
        {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"},
    ],
    "update_date": "2008-11-26", "authors_parsed": [["Lovelace", "Ada", ""], ["Turing", "Alan M.", "Jr"]],
}  # fmt: skip
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GOOD = '{"id": "2401.00001", "abstract": "x"}'


def test_kaggle_snapshot() -> None:
    assert only(json.dumps(KAGGLE)) == Paper(
        id="0704.0010", version=2, title="A title that is\n  wrapped", abstract="We cut cost\nby 10%.",
        comment="12 pages", journal_ref="J. Foo 1 (2007)", doi="10.1000/1", categories=("cs.DC", "cs.OS"),
        published="2007-04-02", updated="2007-07-24", authors=("Ada Lovelace", "Alan M. Turing Jr"),
    )  # fmt: skip


SAVED = st.builds(
    Paper,
    id=st.sampled_from(["2401.00010", "cs/0112017", "paper-7"]),
    version=st.none() | st.integers(1, 99),
    title=st.text(st.characters(codec="utf-8"), max_size=30).map(str.strip),
    abstract=st.text(st.characters(codec="utf-8"), max_size=60).map(lambda text: f"x{text}.".strip()),
    comment=st.none() | st.text(st.characters(codec="utf-8"), max_size=20).map(lambda text: f"c{text}.".strip()),
    categories=st.sampled_from([(), ("cs.DC",), ("cs.DC", "cs.OS")]),
    published=st.none() | st.dates().map(str),
    updated=st.none() | st.dates().map(str),
    authors=st.sampled_from([(), ("Ada Lovelace", "King, B.")]),
)


@given(st.lists(SAVED, min_size=1, max_size=4), st.sampled_from([None, 2]), st.booleans())
def test_our_own_output_is_input(saved: list[Paper], indent: int | None, ascii_only: bool) -> None:
    records = [Extraction(paper=paper).model_dump(mode="json") for paper in saved]
    lines = "".join(json.dumps(record, indent=indent, ensure_ascii=ascii_only) + "\n" for record in records)
    assert papers(lines) == saved
    assert papers(json.dumps([record["paper"] for record in records], indent=indent)) == saved


def test_names_that_clients_use() -> None:
    record = {
        "entry_id": "http://arxiv.org/abs/2401.00010v3", "summary": "We cut.", "published": "2024-01-01 00:00:00+00:00",
        "authors": [{"name": "Ada Lovelace"}], "journal_ref": None, "primary_category": "cs.DC", "Comment": "ICML 2026",
    }  # fmt: skip
    assert only(json.dumps(record)) == Paper(
        id="2401.00010", version=3, abstract="We cut.", comment="ICML 2026", categories=("cs.DC",),
        published="2024-01-01", authors=("Ada Lovelace",),
    )  # fmt: skip


def test_a_key_means_what_a_column_means() -> None:
    keys = {"arxiv_id": " ", "id": "2401.00010", "abstract": "  ", "summary": "Fast is 2x faster.", "version": 2.0}
    paper = only(json.dumps(keys | {"submitted": "2024-01-02", "lastUpdated": "2025-01-02", "title": "Fast"}))
    table = (
        "id,summary,version,submitted,lastUpdated,title\n2401.00010,Fast is 2x faster.,2.0,2024-01-02,2025-01-02,Fast"
    )
    assert only(table) == paper
    assert (paper.id, paper.version, paper.published, paper.updated) == ("2401.00010", 2, "2024-01-02", "2025-01-02")


def test_a_file_of_lines_may_hold_none(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "today.jsonl").touch()
    assert list(read_records(tmp_path / "today.jsonl")) == []
    assert "holds no records" in caplog.text
    (tmp_path / "answer.xml").touch()
    with pytest.raises(UpstreamError, match=r"answer\.xml: empty"):
        list(read_records(tmp_path / "answer.xml"))


def test_of_keys_with_the_same_name_the_last_that_holds_anything_counts() -> None:
    record = {"id": "2401.00010", "Title": "A", "title": "B", "TITLE": None, "abstract": "x", "Abstract": ""}
    assert "no abstract" in reason(json.dumps(record))
    assert only(json.dumps(record | {"summary": "y"})) == Paper(id="2401.00010", title="B", abstract="y")


@pytest.mark.parametrize(
    "day", ["2026-02-31", "0000-01-01", "2026-99-99", "２０２６-05-22", "Mon, 31 Feb 2007 19:18:42 GMT"]
)
def test_a_day_that_no_calendar_has_is_no_date(day: str) -> None:
    assert date(day) is None


@pytest.mark.parametrize("created", [["2024-01-01"], True, {}, 5, None])
def test_the_date_of_a_version_that_is_no_text_is_none(created: object) -> None:
    record = {"id": "2401.00010", "abstract": "x", "published": "2024-02-02", "versions": [{"created": created}]}
    published = None if created == 5 else "2024-02-02"  # a number is kept as it is written
    assert only(json.dumps(record)) == Paper(id="2401.00010", abstract="x", published=published)


@given(
    st.sampled_from(["Mon", "Tue", "Xyz", "Mo", "mon"]),
    st.integers(0, 33).flatmap(lambda day: st.sampled_from([str(day), f"{day:02d}"])),
    st.sampled_from([*MONTHS, "jan", "May."]),
    st.integers(900, 3100),
    st.sampled_from(["GMT", "+0000", "GMT "]),
)
def test_a_date_of_the_snapshot_is_what_the_library_reads(day: str, of: str, month: str, year: int, zone: str) -> None:
    text = f"{day}, {of} {month} {year} 19:18:42 {zone}"
    parts = parsedate(text)
    right = parts and 1 <= parts[2] <= 31 and f"{parts[0]:04d}-{parts[1]:02d}-{parts[2]:02d}"
    assert date(text) == (right or None)


@pytest.mark.parametrize("written", ["2401.00010", '"2401.00010"'])
def test_an_id_keeps_its_zeros_even_as_a_number(written: str) -> None:
    assert only(f'{{"id": {written}, "abstract": "x"}}').id == "2401.00010"


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ('{"id": 2401.0001, "abstract": "x"}', "id 2401.0001 lost a digit: YYMM from 1501 on has five digits"),
        ('{"abstract": "x"}', "no id"),
        ('{"id": "  ", "abstract": "x"}', "no id"),
        ('{"id": "2401.00010", "title": "x"}', "no abstract"),
        ('{"id": "2401.00010", "abstract": null}', "no abstract"),
        ('{"id": "2401.00010", "abstract": NaN}', "no abstract"),
        ('{"id": "2401.00010", "abstract": ["x"]}', "abstract is not text but list"),
        ('{"id": "2401.00010", "abstract": "\\ud83d"}', "lone surrogate"),
        ('{"id": "2401.00010", "abstract": "x", "comment": "\\udc00"}', "lone surrogate"),
        ('{"id": "2401.00010", "abstract": "x", "authors": ["\\udfff"]}', "lone surrogate"),
        ('{"id": "2401.00010", "abstract": "x}', "not valid JSON"),
        ('{"id": "2401.00010" "abstract": "x"}', "not valid JSON"),
        ("{'id': '2401.00010', 'abstract': 'x'}", "not valid JSON"),
        (f'{{"id": "{"x" * 201}", "abstract": "x"}}', "longer than 200"),
        (f'{{"id": "x", "abstract": {"[" * 100_000}}}', "nested too deep"),
        (f'{{"id": {"9" * 5000}, "abstract": "x"}}', "longer than 200"),
    ],
)
def test_a_bad_record_among_good_ones_is_set_aside(record: str, why: str) -> None:
    records = read(f"{GOOD}\n{record}\n\n{GOOD}\n")
    assert [type(found) for found in records] == [Paper, Rejected, Paper]
    rejected = records[1]
    assert isinstance(rejected, Rejected)
    assert why in rejected.reason
    assert rejected.position == 2
    assert rejected.record == record[:2000]
    rejected.model_dump_json()
    assert why in reason(record)


def test_a_surrogate_pair_is_no_lone_surrogate() -> None:
    assert only('{"id": "2401.00010", "abstract": "\\ud83d\\ude00"}').abstract == "\U0001f600"


def test_control_characters_stay() -> None:
    assert only('{"id": "x", "abstract": "a\\u0000b\\u001fc\\u2028d"}').abstract == "a\0b\x1fc\u2028d"
    assert only('{"id": "x", "abstract": "a\u2028b\x85c"}').abstract == "a\u2028b\x85c"


def test_bytes_that_are_not_utf_8_cost_their_record_only() -> None:
    bad = '{"id": "2401.00002", "abstract": "Größe"}'.encode("latin-1")
    text = GOOD.replace("x", "é").encode() + b"\n" + bad + b"\n" + GOOD.encode()
    first, second, third = read(text)
    assert isinstance(first, Paper)
    assert isinstance(third, Paper)
    assert isinstance(second, Rejected)
    assert "not UTF-8" in second.reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str, caplog: pytest.LogCaptureFixture) -> None:
    text = '{"id": "2401.00010", "abstract": "Größe – ja"}\n' * 3
    with caplog.at_level(logging.WARNING, "claims"):
        assert [paper.abstract for paper in papers(text.encode(encoding))] == ["Größe – ja"] * 3
    assert ("read as Windows-1252" in caplog.text) == (encoding == "cp1252")


@pytest.mark.parametrize("text", [f"[{GOOD}, {GOOD}]", f"[\n  {GOOD},\n  {GOOD}\n]\n", f"\ufeff {GOOD}\r\n{GOOD}"])
def test_arrays_and_rows_of_objects(text: str) -> None:
    assert [paper.id for paper in papers(text)] == ["2401.00001"] * 2


def test_quotes_and_braces_in_strings_do_not_count() -> None:
    text = json.dumps([{"id": "x", "abstract": 'a "}{][" \\ \\" b'}, {"id": "y", "abstract": "\\"}], indent=1)
    assert [paper.abstract for paper in papers(text)] == ['a "}{][" \\ \\" b', "\\"]


@pytest.mark.parametrize("padding", range(65_500, 65_540, 3))
def test_an_array_may_be_cut_anywhere_between_two_reads(padding: int) -> None:
    first = {"id": "x", "abstract": "w", "notes": "y" * padding + '\\"}'}
    assert [paper.id for paper in papers(json.dumps([first, {"id": "z", "abstract": "w"}]))] == ["x", "z"]


def test_an_array_without_entries_says_so(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "claims"):
        assert read(" [ ] ") == []
    assert "no entries" in caplog.text


def test_what_is_no_object_in_an_array_is_set_aside() -> None:
    records = read(f'[{GOOD}, 12, "text", {GOOD}]')
    assert isinstance(records[0], Paper)
    assert isinstance(records[-1], Paper)
    assert all(isinstance(record, Rejected) for record in records[1:-1])
    assert len(records) > 2


def test_an_array_cut_off_is_noticed() -> None:
    first, second = read(f"[{GOOD}, {GOOD[:-6]}")
    assert isinstance(first, Paper)
    assert isinstance(second, Rejected)
    assert "not valid JSON" in second.reason


class Endless(io.RawIOBase):
    """Lines made as they are read, `size` bytes in all."""

    def __init__(self, lines: Iterator[bytes], size: int) -> None:
        self.lines, self.left, self.rest = lines, size, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while len(self.rest) < len(buffer) and self.left > 0:
            line = next(self.lines)
            self.rest += line
            self.left -= len(line)
        piece, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def peak(lines: Iterator[bytes], size: int) -> int:
    tracemalloc.start()
    for _ in read_records(io.BufferedReader(Endless(lines, size))):
        pass
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return highest


@pytest.mark.parametrize("form", ["lines", "array", "csv"])
def test_memory_does_not_grow_with_the_records(form: str) -> None:
    def lines() -> Iterator[bytes]:
        if form == "csv":
            yield b"id,abstract\n"
        elif form == "array":
            yield b"["
        number = 0
        while True:
            number += 1
            if form == "csv":
                yield f"2401.{number:05d},{'x' * 1000}\n".encode()
            else:
                yield f'{{"id": "2401.{number:05d}", "abstract": "{"x" * 1000}"}}'.encode()
                yield b"," if form == "array" else b"\n"

    short, long = peak(lines(), 1_000_000), peak(lines(), 4_000_000)
    assert long < short + 500_000


def test_a_line_too_long_is_set_aside_unread() -> None:
    def lines() -> Iterator[bytes]:
        yield GOOD.encode() + b'\n{"id": "2401.00002", "abstract": "'
        for _ in range(1200):
            yield b"x" * 50_000
        yield b'"}\n' + GOOD.encode() + b"\n"
        while True:
            yield b"\n"

    assert peak(lines(), 60_000_200) < 40_000_000
    first, second, third = read_records(io.BufferedReader(Endless(lines(), 60_000_200)))
    assert isinstance(first, Paper)
    assert isinstance(second, Rejected)
    assert (second.position, second.reason) == (2, "a line of over 10,000,000 characters")
    assert isinstance(third, Paper)
