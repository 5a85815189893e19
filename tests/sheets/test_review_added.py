"""Rows that reviewers add: what follows from them, claims that are there already, and what no claim is made of."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from claims.sheets import rows
from claims.sheets.book import read_book
from claims.table import Cell
from sheets.reviews import merged, told
from sheets.workbooks import fill

PAPER = "2401.00020"
CHANGE: dict[str, Cell] = {
    "paper": PAPER, "type": "change", "text": "2.5x", "corrected value": 2.5, "corrected unit": "×",
    "corrected metric": "latency", "corrected direction": "decrease",
}  # fmt: skip
SCALE: dict[str, Cell] = {
    "paper": "2401.00010",
    "type": "scale",
    "text": "64",
    "value": 64,
    "unit": "GPUs",
    "metric": "A100 GPUs",
}


def test_an_added_change_has_family_effect_and_factor(sheet: Path, tmp_path: Path) -> None:
    review, [record] = merged(fill(sheet, tmp_path / "a.xlsx", {4: CHANGE}))
    assert told(review) == []
    [claim] = record["claims"]
    assert (claim["metric_key"], claim["effect"], claim["factor"]) == ("latency", "improvement", 2.5)
    assert [row["factor"] for row in rows(tmp_path / "out.corrected.csv")] == [2.5]


@pytest.mark.parametrize(
    ("cells", "follows"),
    [
        ({"corrected metric": "throughput"}, ("throughput", "regression", 0.4)),
        ({"corrected direction": "none"}, ("latency", None, None)),
        ({"effect": "neutral", "family": "speed"}, ("speed", "neutral", 2.5)),
        ({"factor": 7}, ("latency", "improvement", 7.0)),
        ({"corrected value": None, "before": 5, "after": 2, "corrected direction": None, "corrected unit": "s"},
         ("latency", "improvement", 2.5)),
        ({"type": "scale", "corrected direction": None}, ("size", None, None)),
    ],
)  # fmt: skip
def test_what_a_reviewer_says_wins(
    cells: dict[str, Any], follows: tuple[Any, ...], sheet: Path, tmp_path: Path
) -> None:
    review, [record] = merged(fill(sheet, tmp_path / "a.xlsx", {4: CHANGE | cells}))
    assert told(review) == []
    [claim] = record["claims"]
    assert (claim["metric_key"], claim["effect"], claim["factor"]) == follows


@pytest.mark.parametrize(
    ("cells", "cell", "what"),
    [
        ({"corrected high": 2}, "Q4", "the high end 2 is below the value 2.5"),
        ({"corrected direction": None}, "C4", "a change has a direction"),
        ({"type": "level"}, "W4", "a level has no direction"),
        ({"corrected before": 3}, "P4", "there is no number after"),
        ({"corrected value": "2.5%"}, "P4", "a percentage, but the unit is 'x'"),
    ],
)
def test_no_claim_is_like_that(cells: dict[str, Any], cell: str, what: str, sheet: Path, tmp_path: Path) -> None:
    review, [record] = merged(fill(sheet, tmp_path / "a.xlsx", {4: CHANGE | cells}))
    [problem] = told(review)
    assert problem.startswith(f"a.xlsx: Claims!{cell}: {what}")
    assert [row["row"] for row in record["unplaced"]] == [4]


def test_a_claim_that_is_there_already_is_accepted(sheet: Path, tmp_path: Path) -> None:
    review, [record] = merged(fill(sheet, tmp_path / "a.xlsx", {4: SCALE}))
    assert told(review) == []
    assert [str(one) for one in review.notices] == ["a.xlsx: Claims!A4: is already in row 3, which counts as accepted."]
    assert [(claim["text"], claim["review"]["decision"]) for claim in record["claims"]] == [
        ("64", "accept"), ("3.3 s to 1.41 s", None),
    ]  # fmt: skip
    assert record["claims"][0]["review"]["by"][0]["said"]["metric"] == "A100 GPUs"
    assert len(read_book([str(tmp_path / "out.corrected.csv")]).claims) == 2


def test_a_claim_that_is_there_otherwise_is_told(sheet: Path, tmp_path: Path) -> None:
    review, [record] = merged(fill(sheet, tmp_path / "a.xlsx", {4: SCALE | {"metric": "nodes"}}))
    assert [line.partition(". ")[0] for line in told(review)] == [
        "a.xlsx: Claims!A4: is already in row 3, with metric A100 GPUs"
    ]
    assert len(record["claims"]) == 2
    assert [row["said"]["metric"] for row in record["unplaced"]] == ["nodes"]


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_beside_a_claim_that_is_kept_or_rejected_it_is_another(decision: str, sheet: Path, tmp_path: Path) -> None:
    filled = fill(sheet, tmp_path / "a.xlsx", {3: {"decision": decision}, 4: SCALE | {"metric": "nodes"}})
    review, [record] = merged(filled)
    assert told(review) == []
    assert review.added == 1
    claims = [*record["claims"], *record["rejected"]]
    assert len({claim["id"] for claim in claims}) == len(claims) == 3
    book = read_book([str(tmp_path / "out.corrected.csv")])
    assert (len(book.claims), book.repeated) == (len(record["claims"]), 0)


def test_the_same_row_twice_is_one_claim(sheet: Path, tmp_path: Path) -> None:
    review, [record] = merged(fill(sheet, tmp_path / "a.xlsx", {4: CHANGE, 6: CHANGE | {"note": "again"}}))
    assert told(review) == []
    assert [str(one) for one in review.notices] == ["a.xlsx: Claims!A6: is already in row 4."]
    [claim] = record["claims"]
    assert [by["row"] for by in claim["review"]["by"]] == [4, 6]
    two, [record] = merged(fill(sheet, tmp_path / "b.xlsx", {4: CHANGE, 6: CHANGE | {"corrected metric": "cost"}}))
    assert told(two) == []
    assert sorted(claim["metric"] for claim in record["claims"]) == ["cost", "latency"]


def test_nothing_is_missing_in_the_consensus(sheet: Path, tmp_path: Path) -> None:
    one = fill(sheet, tmp_path / "a.xlsx", {
        2: {"corrected before": "fast", "corrected metric": "tail latency", "note": "hm"},
        4: CHANGE | {"text": "9x", "corrected high": "?"},
        5: CHANGE | {"paper": "2401.77777", "reviewer": "Ann"},
    })  # fmt: skip
    other = fill(sheet, tmp_path / "b.xlsx", {2: {"decision": "accept"}})
    merged(one, other)
    page = load_workbook(tmp_path / "out.consensus.xlsx")["Claims"]
    headers = [str(cell.value) for cell in page[1]]
    red = {
        (cell.row, header): (cell.value, cell.comment and cell.comment.text)
        for row in page.iter_rows(2)
        for header, cell in zip(headers, row, strict=False)
        if cell.fill.fgColor.rgb == "FFF4A7A0"
    }
    assert set(red) == {
        (3, "corrected before"), (3, "corrected metric"), (4, "corrected high"), (5, "paper"),
    }  # fmt: skip
    assert red[3, "corrected before"] == (None, "a: fast ('fast' is no number. Write it as 1234.5, or none)")
    assert red[3, "corrected metric"] == (None, "a: tail latency")
    assert red[4, "corrected high"][0] == "?"
    assert red[5, "paper"][0] == "2401.77777"
    assert str(red[5, "paper"][1]).startswith("Ann: 2401.77777 ('2401.77777' is none of the papers")
    cells = {number: dict(zip(headers, (cell.value for cell in page[number]), strict=True)) for number in (3, 4, 5)}
    assert cells[3]["decision"] == "accept"
    assert (cells[4]["text"], cells[4]["corrected unit"], cells[4]["reviewer"]) == ("9x", "×", "a")
    assert not page.cell(4, headers.index("text") + 1).protection.locked
    # put right there, they come back as claims
    (tmp_path / "final").mkdir()
    final = fill(tmp_path / "out.consensus.xlsx", tmp_path / "final" / "c.xlsx", {
        4: {"text": "2.5x", "corrected high": None}, 5: {"paper": PAPER, "text": "2.5x", "corrected metric": "cost"},
    })  # fmt: skip
    review, _ = merged(final)
    assert told(review) == []
    assert review.added == 2
