"""CSV: nothing in it runs in a spreadsheet, and reading gives back what was written."""

import csv as standard_csv
import io
from pathlib import Path

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import SourceError
from claims.models import Extraction
from claims.sheets import csv, writing
from claims.table import TABLES, TableName
from samples import AWKWARD, FILLED, sample

PAYLOADS = [
    "=1+1", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0",
    "\t=1", "\r=1", "\n=1", " =1", "  +1", '"=1', "'=1", '" =1"', "\xa0=1",
    "\u200b=1", "\ufeff@a", "＝1", "＋1", "－1", "＠a", "|calc", "%0A-3+3+cmd|' /C calc'!D2", "\x00=1", "“=1”",
]  # fmt: skip


def written(*extractions: Extraction, table: TableName = "claims") -> bytes:
    stream = io.BytesIO()
    with writing(stream, "csv", table) as write:
        for extraction in extractions:
            write(extraction)
    return stream.getvalue()


def read_back(content: bytes, folder: Path) -> list[dict[str, object]]:
    path = folder / "sheet.csv"
    path.write_bytes(content)
    return list(csv.read(path))  # type: ignore[arg-type]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_begins_like_a_formula(payload: str, tmp_path: Path) -> None:
    extraction = sample(title=payload, comment=payload, doi=payload)
    content = written(extraction, table="papers")
    [_, cells] = standard_csv.reader(io.StringIO(content.decode(), newline=""))
    for cell in cells:
        visible = cell.lstrip(" \t\r\n\x00\"'\xa0\u200b\ufeff“”")
        assert cell.startswith("'") or not visible.startswith(tuple("=+-@|%＝＋－＠")), cell
    # With the apostrophe taken off, every cell is as it was.
    assert read_back(content, tmp_path) == list(TABLES["papers"].rows(extraction))


@given(FILLED)
def test_guarding_can_be_undone(text: str) -> None:
    guarded = csv.guarded(text)
    assert csv.unguarded(guarded) == text
    assert guarded in (text, f"'{text}")
    assert csv.guarded(guarded) != guarded or not guarded.startswith("'")


@given(
    st.lists(
        st.tuples(AWKWARD, FILLED, st.none() | FILLED, st.none() | st.floats(allow_nan=False, allow_infinity=False)),
        max_size=4,
    )
)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, papers: list[tuple[str, str, str | None, float | None]]
) -> None:
    extractions = []
    for title, text, metric, value in papers:
        extraction = sample(title=title)
        claim = extraction.claims[0].model_copy(update={"text": text, "metric": metric, "value": value, "unit": title})
        extractions.append(extraction.model_copy(update={"claims": (claim, *extraction.claims)}))
    rows = [row for extraction in extractions for row in TABLES["claims"].rows(extraction)]
    assert read_back(written(*extractions), tmp_path_factory.mktemp("csv")) == rows


@pytest.mark.parametrize("table", ["claims", "papers", "hardware", "venues"])
def test_every_table_is_read_back(table: TableName, tmp_path: Path) -> None:
    assert read_back(written(sample(), table=table), tmp_path) == list(TABLES[table].rows(sample()))


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_a_line_end_inside_a_cell_breaks_no_row(end: str) -> None:
    broken = sample().claims[0].model_copy(update={"text": f"a{end}b"})
    content = written(sample().model_copy(update={"claims": (broken,)}))
    assert f'"a{end}b"'.encode() in content
    rows = list(standard_csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert [row["text"] for row in rows] == [f"a{end}b"]
    frame = pandas.read_csv(io.BytesIO(content))
    assert frame["text"].tolist() == [f"a{end}b"]


def test_ids_survive_pandas_and_a_second_writing() -> None:
    first = pandas.read_csv(io.BytesIO(written(sample())))
    assert first["paper"].tolist() == ["arXiv:2401.00010v1"] * 2
    second = pandas.read_csv(io.StringIO(first.to_csv(index=False)))
    assert second["paper"].tolist() == first["paper"].tolist()
    assert second["before"].tolist()[0] == 3.3


def test_a_cell_may_be_long_and_the_limit_of_others_stays(tmp_path: Path) -> None:
    limit = standard_csv.field_size_limit()
    [row] = read_back(written(sample(title="x" * 200_000), table="papers"), tmp_path)
    assert row["title"] == "x" * 200_000
    assert standard_csv.field_size_limit() == limit


def test_numbers_are_written_plainly() -> None:
    claims = [
        sample().claims[1].model_copy(update={"value": value}) for value in (2.56e11, 0.1, -3.0, 1e-07, 1e22, 20763484)
    ]
    content = written(sample().model_copy(update={"claims": tuple(claims)})).decode()
    values = [row["value"] for row in standard_csv.DictReader(io.StringIO(content))]
    assert values == ["256000000000", "0.1", "-3", "1e-07", "1e+22", "20763484"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "header"),
        (b"a,b\n1,2\n", "header is none of ours (unknown: a, b)"),
        (written(sample()).replace(b",NCCL,", b",NCCL,x,"), "line 2: 34 cells, not 33"),
        (written(sample()).replace(b"3.3,1.41", b"x,1.41"), "line 2: could not convert"),
        (b"\xff\xfe", "utf-8"),
    ],
)
def test_what_is_no_sheet_of_ours_is_told(content: bytes, fault: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        read_back(content, tmp_path)
    assert fault in str(error.value)
    assert "sheet.csv" in str(error.value)
