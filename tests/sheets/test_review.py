"""Merging: what reviewers typed comes back, whatever was done to the rows, and the rest is told cell by cell."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

import claims
from claims.cli import app
from claims.score import as_annotated, read_gold, score
from claims.sheets import book_suffix, rows, write_book
from claims.sheets.book import read_book
from claims.sheets.review_columns import COLUMNS
from samples import ABSTRACT
from sheets.reviews import LATEX, merged, told
from sheets.workbooks import book_of, by_office, edit, fill, made, needs_office, write


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
    review, [record] = merged(edit(filled, tmp_path / "b.xlsx", lambda page, _columns: page.delete_rows(2)))
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
    assert (change["text"], change["start"]) == (r"2.5$\times$", LATEX.rindex("2.5"))
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
        ({"text": "64"}, "AQ2", "is '64', but was written as '3.3 s to 1.41 s'"),
        ({"claim": "x"}, "AT2", "'x' is no claim of 'arXiv:2401.00010v1'"),
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
        ({"paper": "2401.00020", "type": "level", "text": "77%", "corrected value": 77}, "AQ4", "'77%' stands nowhere"),
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
        "a.xlsx: Claims!AC4: 'two', but AC2 says 'one' of the same claim, which counts"
    ]
    assert record["claims"][1]["review"]["by"][0]["typed"] == {
        "decision": "accept", "note": "one", "note (AC4)": "two", "reviewer": "Ann",
    }  # fmt: skip


def test_columns_of_others_come_back(sheet: Path, tmp_path: Path) -> None:
    def change(page: Worksheet, _columns: dict[str, int]) -> None:
        for row, place, text in ((1, 1, "my opinion"), (2, 1, "dubious"), (2, 4, "beside")):
            page.cell(row, len(COLUMNS) + place).value = text

    _, [record] = merged(edit(sheet, tmp_path / "a.xlsx", change))
    assert record["claims"][1]["review"]["by"][0]["typed"] == {"my opinion": "dubious", "AY": "beside"}


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


def test_filters_are_told(tmp_path: Path) -> None:
    path = tmp_path / "seeds.xlsx"
    done = CliRunner().invoke(app, ["sheet", "-", "-o", str(path), "--type", "change"], input=ABSTRACT)
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(app, ["review", "merge", str(path), "-o", str(tmp_path / "out.jsonl")])
    assert "made with --type change" in done.stderr


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
