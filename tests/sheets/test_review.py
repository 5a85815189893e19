"""Merging: what reviewers typed comes back, whatever was done to the rows, and the rest is told cell by cell."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

import claims
from claims.cli import app
from claims.errors import OutputError, SourceError
from claims.score import as_annotated, read_gold, score
from claims.sheets import book_suffix, review_archive, review_read, rows, write_book
from claims.sheets.book import read_book
from claims.sheets.review import Review, merge_files
from claims.sheets.review_columns import COLUMNS
from claims.sheets.review_read import read_review
from claims.table import Cell
from samples import ABSTRACT, sample
from sheets.workbooks import book_of, by_office, edit, fill, made, needs_office, write

LATEX = r"We cut latency by 2.5$\times$ over \emph{vLLM}. A second one cuts it by 2.5$\times$ too, at 99\% recall."
PAPERS = (sample(), sample(id="2401.00020", abstract=LATEX).model_copy(update={"claims": (), "hardware": ()}))


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return made(tmp_path / "review.xlsx", *PAPERS)


def merged(path: Path, *more: Path, **options: Any) -> tuple[Review, list[dict[str, Any]]]:
    output = path.parent / "out.jsonl"
    review = merge_files([path, *more], output, **options)
    return review, [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]


def told(review: Review) -> list[str]:
    return [str(problem) for problem in review.problems]


def test_decisions_make_gold(sheet: Path, tmp_path: Path) -> None:
    filled = fill(sheet, tmp_path / "a.xlsx", {
        2: {"decision": "correct", "corrected baseline": "none", "corrected metric": "tail latency", "reviewer": "Ann"},
        3: {"decision": "reject", "note": "a testbed"},
    })  # fmt: skip
    review, [record] = merged(filled)
    assert told(review) == []
    assert review.decisions == {"accept": 0, "correct": 1, "reject": 1, "undecided": 0}
    assert (review.papers, review.not_reviewed, review.added) == (1, 1, 0)
    [claim], [rejected] = record["claims"], record["rejected"]
    assert (claim["baseline"], claim["metric"], claim["before"]) == (None, "tail latency", 3.3)
    assert claim["review"]["found"] == {"metric": "latency", "baseline": "NCCL"}
    assert [by["reviewer"] for by in claim["review"]["by"]] == ["Ann"]
    assert [by["reviewer"] for by in rejected["review"]["by"]] == ["a"]
    assert rejected["review"]["by"][0]["typed"]["note"] == "a testbed"
    [gold] = read_gold(tmp_path / "out.jsonl")
    assert [one.metric for one in gold.claims] == ["tail latency"]
    assert score([gold], [gold]).f1("tuple") == 1.0
    assert [row["metric"] for row in rows(str(tmp_path / "out.corrected.csv"))] == ["tail latency"]
    assert [row["metric"] for row in read_book([str(tmp_path / "out.corrected.csv")]).claims] == ["tail latency"]


def test_what_is_undecided_stays_as_found(sheet: Path, tmp_path: Path) -> None:
    filled = fill(sheet, tmp_path / "a.xlsx", {2: {"decision": "accept"}})
    review, [record] = merged(filled)
    assert review.decisions == {"accept": 1, "correct": 0, "reject": 0, "undecided": 1}
    assert [claim["review"]["decision"] for claim in record["claims"]] == [None, "accept"]
    review, records = merged(filled, complete=True)
    assert (review.papers, review.not_reviewed, records) == (0, 2, [])


def test_nothing_typed_is_no_review(sheet: Path) -> None:
    review, records = merged(sheet)
    assert records == []
    assert (review.papers, review.not_reviewed) == (0, 2)


def test_rows_are_known_wherever_they_are(sheet: Path, tmp_path: Path) -> None:
    def change(page: Worksheet, columns: dict[str, int]) -> None:
        cells = [[cell.value for cell in row] for row in page.iter_rows(1, 3)]
        page.delete_rows(1, 3)
        cells[1][columns["decision"] - 1] = "accept"  # the first claim, which ends up third, below an empty row
        order = [columns["claim"] - 1, *(place for place in range(len(cells[0])) if place != columns["claim"] - 1)]
        for number, row in enumerate([cells[0], cells[2], [], cells[1]], 3):
            for place, value in enumerate((row[place] for place in order) if row else (), 1):
                write(page, number, place, value)
        page.row_dimensions[5].hidden = True

    review, [record] = merged(edit(sheet, tmp_path / "a.xlsx", change))
    assert told(review) == []
    assert [claim["review"]["decision"] for claim in record["claims"]] == [None, "accept"]
    assert [claim["text"] for claim in record["claims"]] == ["64", "3.3 s to 1.41 s"]
    assert record["claims"][1]["review"]["by"][0]["row"] == 6


def test_a_deleted_row_is_not_reviewed(sheet: Path, tmp_path: Path) -> None:
    filled = fill(sheet, tmp_path / "a.xlsx", {3: {"decision": "accept"}})
    review, [record] = merged(edit(filled, tmp_path / "b.xlsx", lambda page, columns: page.delete_rows(2)))
    assert review.decisions == {"accept": 1, "correct": 0, "reject": 0, "undecided": 1}
    assert len(record["claims"]) == 2


@pytest.mark.parametrize("paper", ["arXiv:2401.00020v1", "2401.00020v1", "2401.00020", 2401.0002])
def test_an_added_row_is_a_claim_that_was_missed(paper: object, sheet: Path, tmp_path: Path) -> None:
    first = {"type": "change", "text": "2.5x", "corrected value": 2.5, "corrected unit": "x", "corrected metric":
             "latency", "corrected direction": "decrease", "evidence": "A second one cuts it by 2.5x too"}  # fmt: skip
    second = {"type": "level", "text": "99% recall", "value": 99, "unit": "%", "metric": "recall", "note": "seen"}
    cells = {4: {"paper": paper} | first, 6: {"paper": paper} | second}
    review, [record] = merged(fill(sheet, tmp_path / "a.xlsx", cells))  # type: ignore[arg-type]
    assert told(review) == []
    assert (review.papers, review.added) == (1, 2)
    change, level = record["claims"]
    assert (change["text"], change["start"]) == (r"2.5$\times", LATEX.rindex("2.5"))
    assert (level["text"], level["value"], level["metric_key"]) == (r"99\% recall", 99.0, "accuracy")
    assert LATEX[level["sentence_start"] : level["sentence_end"]].startswith("A second one")
    assert level["review"]["by"][0]["typed"] == {"note": "seen"}
    [gold] = read_gold(tmp_path / "out.jsonl")
    assert [one.type for one in gold.claims] == ["change", "level"]
    sentences = [str(row["sentence"]) for row in rows(tmp_path / "out.corrected.csv")]
    assert [sentence[:12] for sentence in sentences] == ["A second one"] * 2


@pytest.mark.parametrize(
    ("cells", "cell", "what"),
    [
        ({"decision": "yes"}, "O2", "'yes' is none of accept"),
        ({"corrected value": "fast"}, "P2", "'fast' is no number"),
        ({"corrected bound": "ca."}, "U2", "'ca.' is none of exact"),
        ({"decision": "accept", "corrected unit": "ms"}, "O2", "'accept', but something is corrected (unit)"),
        ({"decision": "correct"}, "O2", "'correct', but nothing is corrected"),
        ({"value": 12}, "G2", "is '12', but was written as ''"),
        ({"text": "64"}, "AM2", "is '64', but was written as '3.3 s to 1.41 s'"),
        ({"claim": "x"}, "AP2", "'x' is no claim of 'arXiv:2401.00010v1'"),
    ],
)
def test_what_does_not_hold_is_told_and_kept(
    cells: dict[str, Any], cell: str, what: str, sheet: Path, tmp_path: Path
) -> None:
    review, [record] = merged(fill(sheet, tmp_path / "a.xlsx", {2: cells | {"note": "mine"}}))
    [problem] = told(review)
    assert problem.startswith(f"a.xlsx: Claims!{cell}: {what}")
    assert review.decisions["undecided"] == 2
    kept = [by["typed"] for claim in record["claims"] for by in claim["review"]["by"]]
    [typed] = kept or [row["typed"] for row in record["unplaced"]]
    assert typed["note"] == "mine"


@pytest.mark.parametrize(
    ("cells", "cell", "what"),
    [
        ({"paper": "2401.99999", "corrected value": 2}, "A4", "'2401.99999' is none of the papers"),
        ({"corrected value": 2}, "A4", "no paper"),
        ({"paper": "2401.00020", "type": "level", "text": "77%", "corrected value": 77}, "AM4", "'77%' stands nowhere"),
        ({"paper": "2401.00020", "type": "level", "text": "99%"}, "P4", "no number"),
        ({"paper": "2401.00020", "text": "99%", "corrected value": 99}, "C4", "no type"),
        ({"paper": "2401.00020", "type": "guess", "text": "99%", "corrected value": 99}, "C4", "'guess' is none of"),
    ],
)
def test_an_added_row_that_makes_no_claim(
    cells: dict[str, Any], cell: str, what: str, sheet: Path, tmp_path: Path
) -> None:
    review, records = merged(fill(sheet, tmp_path / "a.xlsx", {4: cells}))
    [problem] = told(review)
    assert problem.startswith(f"a.xlsx: Claims!{cell}: {what}")
    if records:
        assert [row["row"] for row in records[0]["unplaced"]] == [4]
    else:
        assert problem.endswith("The row says value 2.")


def test_a_formula_is_not_evaluated(sheet: Path, tmp_path: Path) -> None:
    def change(page: Worksheet, columns: dict[str, int]) -> None:
        write(page, 2, columns["corrected value"], "=1+1", formula=True)
        write(page, 3, columns["note"], "=1+1")

    review, [record] = merged(edit(sheet, tmp_path / "a.xlsx", change))
    assert told(review) == ["a.xlsx: Claims!P2: holds a formula, which is not evaluated. Write what it comes to."]
    scale, change_claim = record["claims"]
    assert change_claim["value"] is None
    assert change_claim["review"]["by"][0]["typed"] == {"value": "=1+1"}
    assert scale["review"]["by"][0]["typed"] == {"note": "=1+1"}


def test_two_rows_of_one_claim(sheet: Path, tmp_path: Path) -> None:
    def change(page: Worksheet, columns: dict[str, int]) -> None:
        for place in range(1, page.max_column + 1):
            write(page, 4, place, page.cell(2, place).value)
        for number, header, value in (
            (2, "note", "one"), (4, "note", "two"), (2, "decision", "accept"), (4, "reviewer", "Ann"),
        ):  # fmt: skip
            write(page, number, columns[header], value)

    review, [record] = merged(edit(sheet, tmp_path / "a.xlsx", change))
    assert [line.partition(". ")[0] for line in told(review)] == [
        "a.xlsx: Claims!Y4: 'two', but Y2 says 'one' of the same claim, which counts"
    ]
    assert record["claims"][1]["review"]["by"][0]["typed"] == {
        "decision": "accept", "note": "one", "note (Y4)": "two", "reviewer": "Ann",
    }  # fmt: skip


def test_columns_of_others_come_back(sheet: Path, tmp_path: Path) -> None:
    def change(page: Worksheet, columns: dict[str, int]) -> None:
        for row, place, text in ((1, 1, "my opinion"), (2, 1, "dubious"), (2, 4, "beside")):
            page.cell(row, len(COLUMNS) + place).value = text

    _, [record] = merged(edit(sheet, tmp_path / "a.xlsx", change))
    assert record["claims"][1]["review"]["by"][0]["typed"] == {"my opinion": "dubious", "AU": "beside"}


def test_two_reviewers(sheet: Path, tmp_path: Path) -> None:
    added: dict[str, Cell] = {"paper": "2401.00020", "type": "level", "text": "99%", "corrected value": 99}
    added["corrected unit"] = "%"
    one = fill(sheet, tmp_path / "a.xlsx", {2: {"decision": "accept", "reviewer": "Ann"},
               3: {"corrected value": 65, "reviewer": "Ann"}, 4: added})  # fmt: skip
    other = fill(sheet, tmp_path / "b.xlsx", {2: {"decision": "accept", "reviewer": "Bob"}, 3: {"decision": "accept"},
                 5: added | {"text": "99% recall"}})  # fmt: skip
    review, [first, second] = merged(one, other)
    assert told(review) == ["a.xlsx: Claims!P3: Ann says 65, but b (b.xlsx: Claims!P3) 64. Decide in the consensus."]
    by_field = {found.field: found for found in review.agreements}
    assert (by_field["decision"].claims, by_field["decision"].agreed, by_field["decision"].kappa) == (2, 1, 0.0)
    assert (by_field["value"].claims, by_field["value"].raw) == (2, 0.5)
    assert by_field["unit"].kappa == 1.0
    assert [claim["review"]["decision"] for claim in first["claims"]] == ["unsure", "accept"]
    assert first["claims"][0]["value"] == 64
    assert review.added == 1
    assert [len(claim["review"]["by"]) for claim in second["claims"]] == [2]

    consensus = tmp_path / "out.consensus.xlsx"
    book = load_workbook(consensus)
    assert {"Claims", "Agreement", "Problems", "Source"} <= set(book.sheetnames)
    page = book["Claims"]
    headers = [str(cell.value) for cell in page[1]]
    place = {header: number for number, header in enumerate(headers, 1)}
    marked = {
        (cell.row, header)
        for row in page.iter_rows(2)
        for header, cell in zip(headers, row, strict=False)
        if cell.fill.fgColor.rgb == "FFF4A7A0"
    }
    # claims stand in the order of the text: the second one of the sheet comes first
    assert marked == {(2, "decision"), (2, "corrected value")}
    note = page.cell(2, place["corrected value"]).comment
    assert note is not None
    assert "Ann: 65" in note.text
    assert page.cell(2, place["decision"]).value is None
    assert page.cell(3, place["decision"]).value == "accept"
    # Decided there, and merged again, it is the final gold.
    (tmp_path / "final").mkdir()
    final = fill(consensus, tmp_path / "final" / "c.xlsx", {2: {"decision": "correct", "corrected value": 65}})
    review, [first, second] = merged(final)
    assert told(review) == []
    assert [(claim["value"], claim["review"]["decision"]) for claim in first["claims"]] == [
        (65.0, "correct"), (None, "accept"),
    ]  # fmt: skip
    assert [(claim["text"], claim["value"]) for claim in second["claims"]] == [(r"99\%", 99.0)]


def test_a_majority_of_three_decides(sheet: Path, tmp_path: Path) -> None:
    files = [
        fill(sheet, tmp_path / f"{name}.xlsx", {2: {"decision": decision}})
        for name, decision in (("a", "accept"), ("b", "reject"), ("c", "accept"))
    ]
    review, [record] = merged(*files)
    assert told(review) == []
    assert record["claims"][1]["review"]["decision"] == "accept"
    assert len({(found.one, found.other) for found in review.agreements}) == 3


def test_files_of_one_name_are_told_apart(sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "ann").mkdir()
    copied = fill(sheet, tmp_path / "ann" / "review.xlsx", {2: {"decision": "accept"}})
    filled = fill(sheet, sheet, {2: {"decision": "reject"}})
    review, _ = merged(filled, copied)
    assert [found.claims for found in review.agreements if found.field == "decision"] == [1]
    assert "ann/review.xlsx" in told(review)[0]


@needs_office
def test_saved_by_libreoffice(sheet: Path, tmp_path: Path) -> None:
    added = {"paper": "2401.00020", "type": "level", "text": "99%", "corrected value": 99, "corrected unit": "%"}
    cells: dict[int, dict[str, Any]] = {
        2: {"decision": "correct", "corrected baseline": "none", "note": "=1+1\nline two", "reviewer": "Ann"},
        3: {"corrected value": 65.5, "corrected bound": "about", "note": "2/7"},
        4: added,
    }
    before, _ = fill(sheet, tmp_path / "a.xlsx", cells), None
    plain = merged(before)[1]
    saved = merged(by_office(before))[1]
    assert saved == plain
    assert [by["typed"]["note"] for claim in plain[0]["claims"] for by in claim["review"]["by"]] == [
        "2/7", "=1+1\nline two",
    ]  # fmt: skip


def test_a_sheet_made_of_a_table(tmp_path: Path) -> None:
    CliRunner().invoke(app, ["extract", "-", "-o", str(tmp_path / "x.csv")], input="We cut latency by 52% over NCCL.")
    write_book(read_book([str(tmp_path / "x.csv")]), tmp_path / "x.xlsx")
    review, [record] = merged(fill(tmp_path / "x.xlsx", tmp_path / "a.xlsx", {2: {"corrected baseline": "MPI"}}))
    assert told(review) == []
    assert [claim["baseline"] for claim in record["claims"]] == ["MPI"]
    [row] = rows(tmp_path / "out.corrected.csv")
    assert (row["baseline"], row["sentence"]) == ("MPI", "We cut latency by 52% over NCCL.")
    assert len(read_gold(tmp_path / "out.jsonl")) == 1


def test_the_command(sheet: Path, tmp_path: Path) -> None:
    one = fill(sheet, tmp_path / "a.xlsx", {2: {"decision": "accept"}, 3: {"decision": "accept"}})
    other = fill(sheet, tmp_path / "b.xlsx", {2: {"decision": "accept"}, 3: {"decision": "maybe"}})
    output = tmp_path / "out.jsonl"
    done = CliRunner().invoke(app, ["review", "merge", str(one), "-o", str(output)])
    assert done.exit_code == 0, done.output
    assert "1 papers: 2 accept, 0 correct, 0 reject, 0 undecided, 0 added; 1 papers left out" in done.stderr
    done = CliRunner().invoke(app, ["review", "merge", str(one), str(other), "-o", str(output)])
    assert done.exit_code == 3
    assert "b.xlsx: Claims!O3: 'maybe'" in done.stderr
    assert "decision" in done.stdout
    done = CliRunner().invoke(app, ["score", str(output), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["papers"] == 1


def test_a_workbook_is_never_replaced(sheet: Path, tmp_path: Path) -> None:
    consensus = tmp_path / "out.consensus.xlsx"
    shutil.copy(sheet, consensus)
    with pytest.raises(OutputError, match="is one of the workbooks"):
        merge_files([consensus, sheet], tmp_path / "out.jsonl")
    assert consensus.read_bytes() == sheet.read_bytes()


def test_a_workbook_is_given_once(sheet: Path) -> None:
    with pytest.raises(SourceError, match="given twice"):
        merged(sheet, sheet.parent / ".." / sheet.parent.name / sheet.name)


def test_filters_are_told(tmp_path: Path) -> None:
    path = tmp_path / "seeds.xlsx"
    done = CliRunner().invoke(app, ["sheet", "-", "-o", str(path), "--type", "change"], input=ABSTRACT)
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(app, ["review", "merge", str(path), "-o", str(tmp_path / "out.jsonl")])
    assert "made with --type change" in done.stderr


def rezipped(source: Path, target: Path, change: dict[str, bytes | None]) -> Path:
    """The archive with parts replaced, added, or left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *change]):
            content = change[name] if name in change else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return target


BOMB = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>'
FAR = (b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
       b'<row r="999999999"><c r="A999999999" t="str"><v>x</v></c></row></sheetData></worksheet>')  # fmt: skip


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"xl/sharedStrings.xml": BOMB}, "declares a document type"),
        (
            {"xl/sharedStrings.xml": BOMB.decode().replace("1.0", '1.0" encoding="utf-16').encode("utf-16")},
            "document type",
        ),
        ({"xl/media/zeros.bin": bytes(40 << 20)}, "would unpack into"),
        ({f"xl/{number}.bin": b"" for number in range(1200)}, "would unpack into 1,"),
        ({"xl/workbook.xml": None}, "is no workbook"),
        ({"xl/worksheets/sheet1.xml": FAR}, "no sheet has the headers paper, decision, claim"),
        ({"xl/worksheets/sheet1.xml": b"<worksheet"}, "cannot be read as a workbook"),
        ({"xl/worksheets/sheet7.xml": FAR.replace(b"999999999", b"1")}, "Source!A1 is 'x'"),
        ({"xl/sharedStrings.xml": b"<sst/>"}, "cannot be read as a workbook"),
    ],
)
def test_an_archive_that_is_not_safe_or_none_of_ours(
    change: dict[str, bytes | None], what: str, sheet: Path, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=what):
        read_review(rezipped(sheet, tmp_path / "x.xlsx", change))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"paper,claim\n", b"\xd0\xcf\x11\xe0old"])
def test_what_is_no_archive(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)
    with pytest.raises(SourceError, match="is no workbook"):
        read_review(tmp_path / "x.xlsx")


def test_declared_sizes_are_held_to(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_archive, "MOST_BYTES", 1000)
    with pytest.raises(SourceError, match="would unpack into"):
        read_review(sheet)


def test_no_more_cells_are_read_than_a_sheet_may_have(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_read, "MOST_CELLS", 100)
    with pytest.raises(SourceError, match="over 100 cells"):
        read_review(sheet)


def test_gold_of_the_seeds_scores_as_the_extraction_does(tmp_path: Path) -> None:
    seeds = list(claims.extract_many(list(claims.read_papers(Path(__file__).parents[2] / "gold" / "seeds.jsonl"))[:8]))
    path = made(tmp_path / "seeds.xlsx", *seeds)
    number = len(book_of(*seeds).claims)
    review, _ = merged(fill(path, tmp_path / "a.xlsx", {row: {"decision": "accept"} for row in range(2, number + 2)}))
    assert review.decisions["accept"] == number
    gold = read_gold(tmp_path / "out.jsonl")
    found = [as_annotated(one) for one in seeds if one.claims]
    assert score(gold, sorted(found, key=lambda one: one.paper.id)).f1("tuple") == 1.0
    assert book_suffix(path) == ".xlsx"
