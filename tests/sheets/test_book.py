"""A book is the same whatever it was read from: papers, records, rows, CSV or Parquet."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from claims.cli import app
from claims.errors import SourceError
from claims.models import Rejected
from claims.sheets.book import Book, kind, paper_of, read_book
from claims.sheets.filters import Filters
from claims.table import reference
from samples import sample

PAPERS = (
    '{"id": "2401.00020", "title": "Later", "abstract": "We cut latency by 52% over NCCL on 64 A100 GPUs."}\n'
    '{"id": "2401.00010", "title": "Earlier", "abstract": "It reaches 2.3x higher throughput than vLLM."}\n'
)


@pytest.fixture
def outputs(tmp_path: Path) -> dict[str, str]:
    """The same papers as every kind of source."""
    (tmp_path / "papers.jsonl").write_text(PAPERS, encoding="utf-8")
    made = {"papers": str(tmp_path / "papers.jsonl")}
    for name, more in {"records.jsonl": [], "rows.jsonl": ["--table", "claims"], "x.csv": [], "x.parquet": []}.items():
        made[name] = str(tmp_path / name)
        done = CliRunner().invoke(app, ["extract", made["papers"], "-o", made[name], *more], catch_exceptions=False)
        assert done.exit_code == 0
    return made


def test_every_source_gives_the_same_claims(outputs: dict[str, str]) -> None:
    books = {name: read_book([path]) for name, path in outputs.items()}
    for name, book in books.items():
        assert book.claims == books["papers"].claims, name
        assert [row["paper"] for row in book.papers] == ["arXiv:2401.00010", "arXiv:2401.00020"]
        assert [(row["title"], row["claims"]) for row in book.papers] == [("Earlier", 1), ("Later", 2)]
        assert {(row["paper"], row["name"]) for row in book.hardware} == {("arXiv:2401.00020", "NVIDIA A100")}
    assert set(books["records.jsonl"].extractions) == {"arXiv:2401.00010", "arXiv:2401.00020"}
    assert not books["x.csv"].extractions
    assert [kind(Path(path)) for path in outputs.values()] == ["papers", "records", "rows", "csv", "parquet"]


def test_rows_are_sorted_by_paper_or_as_asked(outputs: dict[str, str]) -> None:
    assert [row["paper"] for row in read_book([outputs["x.csv"]]).claims] == ["arXiv:2401.00010"] + [
        "arXiv:2401.00020"
    ] * 2
    by_factor = read_book([outputs["x.csv"]], Filters(sort="factor")).claims
    assert [row["factor"] for row in by_factor] == [2.3, 2.08333, None]


def test_a_paper_that_comes_again_counts_once(outputs: dict[str, str]) -> None:
    twice = read_book([outputs["records.jsonl"], outputs["x.csv"], outputs["papers"]])
    assert twice.claims == read_book([outputs["papers"]]).claims
    assert twice.repeated == 2
    assert twice.sources == ("records.jsonl", "x.csv", "papers.jsonl")


def test_rows_of_one_paper_may_come_from_several_files(outputs: dict[str, str], tmp_path: Path) -> None:
    head, *lines = Path(outputs["x.csv"]).read_text(encoding="utf-8").splitlines(keepends=True)
    parts = [tmp_path / f"part{number}.csv" for number in range(len(lines))]
    for part, line in zip(parts, lines, strict=True):
        part.write_text(head + line, encoding="utf-8")
    together = read_book(list(map(str, parts)))
    assert (together.claims, together.repeated) == (read_book([outputs["x.csv"]]).claims, 0)
    again = read_book([str(parts[0]), outputs["x.csv"]])
    assert (again.claims, again.repeated) == (together.claims, 1)


def test_what_is_set_aside_is_told(tmp_path: Path) -> None:
    source = tmp_path / "papers.jsonl"
    source.write_text(PAPERS + '{"id": "2401.00030", "title": "no abstract"}\n', encoding="utf-8")
    told: list[object] = []
    book = read_book([str(source)], tell=told.append)
    assert [record.id for record in book.set_aside] == ["2401.00030"]
    assert sum(isinstance(record, Rejected) for record in told) == 1
    done = CliRunner().invoke(app, ["sheet", str(source), "-o", str(tmp_path / "x.xlsx")])
    assert done.exit_code == 3
    assert "no abstract" in done.stderr


@pytest.mark.parametrize("table", ["papers", "hardware", "venues"])
def test_another_table_is_refused(table: str, outputs: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    CliRunner().invoke(app, ["extract", outputs["papers"], "-o", str(path), "--table", table])
    with pytest.raises(SourceError, match=f"holds the table {table}"):
        read_book([str(path)])


def test_a_row_that_is_none_is_told_with_its_line(outputs: dict[str, str]) -> None:
    path = Path(outputs["rows.jsonl"])
    path.write_text(path.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="line 4"):
        read_book([str(path)])


def test_an_empty_book() -> None:
    assert Book().claims == []


@pytest.mark.parametrize("paper", [{}, {"id": "cs/0112017", "version": None}, {"id": "007"}, {"id": "a:b v2"}])
def test_a_reference_is_read_back(paper: dict[str, object]) -> None:
    one = sample(**paper).paper
    known = paper_of(reference(one))
    assert known.id == one.id
    assert known.version == (one.version if reference(one).startswith("arXiv") else None)


def test_the_output_must_be_another_file_and_of_a_known_kind(outputs: dict[str, str], tmp_path: Path) -> None:
    for arguments, told in (
        ([outputs["papers"], "-o", str(tmp_path / "x.xyz")], ".xlsx"),
        ([str(tmp_path / "no.jsonl"), "-o", str(tmp_path / "x.xlsx")], "no.jsonl"),
    ):
        done = CliRunner().invoke(app, ["sheet", *arguments])
        assert done.exit_code == 1
        assert told in done.stderr
        assert not (tmp_path / "x.xlsx").exists()
