"""What people have typed is not replaced unasked, and where nothing was typed no gold is made."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from claims.cli import app
from claims.errors import OutputError
from claims.sheets.review import merge_files
from samples import ABSTRACT
from sheets.workbooks import by_office, fill, needs_office

RUN = CliRunner()


def test_a_filled_in_sheet_is_not_replaced(sheet: Path) -> None:
    def again(*more: str) -> tuple[int, str]:
        done = RUN.invoke(app, ["sheet", "-", "-o", str(sheet), "-q", *more], input=ABSTRACT)
        return done.exit_code, done.stderr

    fill(sheet, sheet, {2: {"note": "mine"}, 5: {"paper": "2401.00020", "text": "99%"}})
    before = sheet.read_bytes()
    code, said = again()
    assert code == 1
    assert f"{sheet}: holds what reviewers typed into 2 rows, which would be lost." in said
    assert "--force" in said
    assert sheet.read_bytes() == before
    assert again("--force") == (0, "")
    assert again() == (0, "")  # nothing is typed into the new one
    sheet.write_bytes(b"none of ours")
    assert again() == (0, "")


def test_a_consensus_is_replaced_until_somebody_decides(sheet: Path, tmp_path: Path) -> None:
    green = {"paper": "2401.00020", "type": "level", "text": "99%", "corrected value": "99%", "metric": "recall"}
    one = fill(sheet, tmp_path / "a.xlsx", {2: {"decision": "accept"}, 3: {"corrected value": "fast"}, 4: green})
    other = fill(sheet, tmp_path / "b.xlsx", {2: {"decision": "reject"}, 4: green | {"paper": "nowhere"}})
    output, consensus = tmp_path / "out.jsonl", tmp_path / "out.consensus.xlsx"
    merge_files([one, other], output)
    merge_files([other, one], output)
    fill(consensus, consensus, {2: {"decision": "accept"}})
    with pytest.raises(OutputError, match="holds what reviewers typed"):
        merge_files([one, other], output)
    merge_files([one, other], output, force=True)
    merge_files([one, other], output)


@needs_office
def test_a_consensus_saved_by_libreoffice_is_known(sheet: Path, tmp_path: Path) -> None:
    one = fill(sheet, tmp_path / "a.xlsx", {2: {"corrected value": 1 / 3, "note": "two\nlines", "reviewer": "Ann"}})
    other = fill(sheet, tmp_path / "b.xlsx", {2: {"corrected value": 1 / 3}})
    output, consensus = tmp_path / "out.jsonl", tmp_path / "out.consensus.xlsx"
    merge_files([one, other], output)
    consensus.write_bytes(by_office(consensus).read_bytes())
    merge_files([one, other], output)


def test_gold_is_json_lines(sheet: Path, tmp_path: Path) -> None:
    filled = fill(sheet, tmp_path / "a.xlsx", {2: {"decision": "accept"}})
    done = RUN.invoke(app, ["review", "merge", str(filled), "-o", str(tmp_path / "b.xlsx")])
    assert done.exit_code == 1
    assert "b.xlsx: its extension is none of .jsonl, .ndjson" in done.stderr
    assert not (tmp_path / "b.xlsx").exists()


def test_nothing_reviewed_makes_no_gold(sheet: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    done = RUN.invoke(app, ["review", "merge", str(sheet), "-o", str(output)])
    assert done.exit_code == 1
    assert "review.xlsx: nothing was reviewed, no row says anything. No gold is written" in done.stderr
    filled = fill(sheet, tmp_path / "a.xlsx", {2: {"decision": "accept"}})
    done = RUN.invoke(app, ["review", "merge", str(filled), "-o", str(output), "--complete"])
    assert done.exit_code == 1
    assert "no paper is reviewed to its last claim" in done.stderr
    filled = fill(sheet, tmp_path / "b.xlsx", {4: {"paper": "nowhere", "value": 3}})
    done = RUN.invoke(app, ["review", "merge", str(filled), "-o", str(output)])
    assert done.exit_code == 3
    assert "The row says value 3." in done.stderr
    assert "no paper is reviewed: no gold is written" in done.stderr
    assert list(tmp_path.glob("out*")) == []


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [("none.jsonl", 0, "0 papers, 0 claims"), ("none.csv", 1, "none.csv: empty, without even a header. Check")],
)
def test_an_empty_file_of_claims_is_not_blamed_on_arxiv(name: str, code: int, said: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    done = RUN.invoke(app, ["sheet", str(tmp_path / name), "-o", str(tmp_path / "x.xlsx")])
    assert done.exit_code == code
    assert said in done.stderr


def test_years_that_end_before_they_begin(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["sheet", "-", "-o", str(tmp_path / "x.xlsx"), "--year", "2025-2024"], input=ABSTRACT)
    assert done.exit_code == 2
    assert "'2025-2024' ends before it begins" in " ".join(done.stderr.replace("│", " ").split())
