"""Merging sheets of several reviewers: agreement, consensus, and which files may be given."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from claims.cli import app
from claims.errors import OutputError, SourceError
from claims.sheets.review import merge_files
from claims.table import Cell
from sheets.reviews import merged, told
from sheets.workbooks import fill


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


@pytest.mark.parametrize("name", ["unit", "baseline", "metric"])
def test_what_reviewers_agree_is_not_there_stays_so_in_the_consensus(name: str, sheet: Path, tmp_path: Path) -> None:
    answer = {3: {"decision": "correct", f"corrected {name}": "none"}}
    files = [fill(sheet, tmp_path / f"{one}.xlsx", answer) for one in "ab"]
    merge_files(files, tmp_path / "agreed.jsonl")
    _, first = merged(*files)
    review, again = merged(tmp_path / "agreed.consensus.xlsx")
    assert told(review) == []
    claims = [claim for record in first for claim in record["claims"]]
    repeated = [claim for record in again for claim in record["claims"]]
    assert [claim[name] for claim in repeated] == [claim[name] for claim in claims]
    assert any(not claim[name] for claim in repeated)


def test_files_of_one_name_are_told_apart(sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "ann").mkdir()
    copied = fill(sheet, tmp_path / "ann" / "review.xlsx", {2: {"decision": "accept"}})
    filled = fill(sheet, sheet, {2: {"decision": "reject"}})
    review, _ = merged(filled, copied)
    assert [found.claims for found in review.agreements if found.field == "decision"] == [1]
    assert "ann/review.xlsx" in told(review)[0]


def test_the_command(sheet: Path, tmp_path: Path) -> None:
    one = fill(sheet, tmp_path / "a.xlsx", {2: {"decision": "accept"}, 3: {"decision": "accept"}})
    other = fill(sheet, tmp_path / "b.xlsx", {2: {"decision": "accept"}, 3: {"decision": "maybe"}})
    output = tmp_path / "out.jsonl"
    done = CliRunner().invoke(app, ["review", "merge", str(one), "-o", str(output)])
    assert done.exit_code == 0, done.output
    assert "1 paper: 2 accept, 0 correct, 0 reject, 0 undecided, 0 added; 1 paper left out" in done.stderr
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
