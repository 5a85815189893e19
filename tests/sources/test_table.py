"""CSV and TSV: columns by any usual name, ids as text, and bad rows set aside."""

import csv
import io

import pytest
from feeds import only, papers, read
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import SourceError
from claims.models import Paper, Rejected


def table(*rows: list[str], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_ids_keep_their_zeros(delimiter: str) -> None:
    text = table(
        ["arxiv_id", "title", "abstract"], ["2401.00010", "T", "We cut, by 10%; yes | no."], delimiter=delimiter
    )
    assert only(text) == Paper(id="2401.00010", title="T", abstract="We cut, by 10%; yes | no.")


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\r\t\",;'"), max_size=40
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_what_was_written_is_read(cells: list[tuple[str, str]]) -> None:
    rows = [[f"2401.{number:05d}", title, f"x{abstract}."] for number, (title, abstract) in enumerate(cells, 1)]
    found = papers(table(["id", "title", "abstract"], *rows))
    assert [[paper.id, paper.title, paper.abstract] for paper in found] == [
        [name, title.strip(), abstract.strip()] for name, title, abstract in rows
    ]


def test_all_columns() -> None:
    names = [
        "URL",
        "Title",
        "Summary",
        "Comments",
        "Journal-Ref",
        "DOI",
        "Categories",
        "Authors",
        "Published",
        "Version",
    ]
    cells = [
        "https://arxiv.org/pdf/2401.00010v2.pdf",
        "A title",
        "We cut\ncost.",
        "12 pages",
        "J. Foo 1 (2024)",
        "10.1000/1",
        "['cs.DC', 'cs.OS']",
        "Ada Lovelace and Alan Turing",
        "2024-01-01T00:00:00Z",
        "7",
    ]
    assert only(table(names, cells)) == Paper(
        id="2401.00010",
        version=2,
        title="A title",
        abstract="We cut\ncost.",
        comment="12 pages",
        journal_ref="J. Foo 1 (2024)",
        doi="10.1000/1",
        categories=("cs.DC", "cs.OS"),
        published="2024-01-01",
        authors=("Ada Lovelace", "Alan Turing"),
    )


@pytest.mark.parametrize(
    ("name", "wanted"), [("paper_id", "W-17"), ("doi", "row-1"), ("link", "https://example.org/a")]
)
def test_papers_that_are_not_on_arxiv(name: str, wanted: str) -> None:
    assert only(table([name, "title", "abstract"], [wanted, "T", "A"])).id == wanted


def test_a_table_of_abstracts_alone() -> None:
    assert [paper.id for paper in papers('abstract\n"One, two."\n"Three, four."\n')] == ["row-1", "row-2"]


def test_a_pandas_index_is_no_id() -> None:
    assert only(",arxiv_id,abstract\n0,2401.00010,We cut.\n").id == "2401.00010"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2401.0001,T,We cut.", "id 2401.0001 lost a digit: YYMM from 1501 on has five digits"),
        (",T,We cut.", "no id"),
        ("2401.00010,T,", "no abstract"),
        ("2401.00010,T", "2 cells where the first row has 3"),
        ("2401.00010,T,We cut, indeed.", "4 cells where the first row has 3"),
        ('2401.00010,"T" x,We cut.', "not valid CSV"),
        (f"2401.00010,T,{'x' * 140_000}", "field larger than field limit"),
        (f"2401.00010,T,{'x' * 10_000_001}", "a line of over 10,000,000 characters"),
    ],
)
def test_a_bad_row_among_good_ones_is_set_aside(row: str, why: str) -> None:
    good = "2401.00001,T,We cut.\n"
    records = read(f"id,title,abstract\n{good}{row}\n\n{good}")
    assert [type(record) for record in records] == [Paper, Rejected, Paper]
    rejected = records[1]
    assert isinstance(rejected, Rejected)
    assert why in rejected.reason
    assert rejected.position == 2
    last = read(f"id,title,abstract\n{good}{row}\n")[-1]
    assert isinstance(last, Rejected)
    assert why in last.reason


def test_an_open_quote_costs_few_rows() -> None:
    rows = [f'2401.{number:05d},"T","We cut, yes."' for number in range(1, 9)]
    rows[2] = '2401.00003,"T,"We cut, yes."'
    records = read("\n".join(["id,title,abstract", *rows]))
    assert [record.id for record in records if isinstance(record, Paper)][-4:] == [
        f"2401.0000{n}" for n in (5, 6, 7, 8)
    ]
    assert any(isinstance(record, Rejected) for record in records)


def test_bytes_that_are_not_utf_8_cost_their_row_only() -> None:
    text = "id,abstract\n2401.00001,Größe\n".encode() + "2401.00002,Größe\n".encode("latin-1") + b"2401.00003,x\n"
    assert [type(record) for record in read(text)] == [Paper, Rejected, Paper]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert only("id,abstract\r\n2401.00010,Größe\r\n".encode(encoding)).abstract == "Größe"


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("paper,title,metric,value,unit,bound,baseline,sentence", "a table of claims"),
        ("id,title,comment", "no column of abstracts among id, title, comment"),
        ("name,year,text", "no column of abstracts"),
    ],
)
def test_a_table_without_abstracts_is_an_error(header: str, why: str) -> None:
    row = ",".join("x" for _ in header.split(","))
    with pytest.raises(SourceError, match=why):
        read(f"{header}\n{row}\n{row}\n")
