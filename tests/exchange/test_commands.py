"""`claims export` and `claims import`, and the lines for Prodigy and doccano."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claims.cli import app
from claims.exchange import span_lines
from claims.exchange.layout import layout
from claims.score.gold import read_gold
from exchange.records import SEEDS, texts


def run(*words: object, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(map(str, words)))
    assert done.exit_code == code, done.output
    return done.output


@pytest.mark.parametrize(("tool", "name"), [("brat", "folder"), ("label-studio", "tasks.json")])
def test_gold_goes_out_and_comes_back(tool: str, name: str, tmp_path: Path) -> None:
    said = run("export", SEEDS, "--for", tool, "-o", tmp_path / name)
    assert "60 papers" in said
    said = run("import", tmp_path / name, "-o", tmp_path / "gold.jsonl")
    assert read_gold(tmp_path / "gold.jsonl") == read_gold(SEEDS)
    assert "without a number" not in said
    # Nothing that a line of gold says is missing in the line that comes back.
    for before, after in zip(lines(SEEDS), lines(tmp_path / "gold.jsonl"), strict=True):
        assert before["paper"].items() <= after["paper"].items()  # type: ignore[attr-defined]
        for kind in ("claims", "hardware", "venues"):
            for one, other in zip(before[kind], after[kind], strict=True):  # type: ignore[call-overload]
                assert one.items() <= other.items()
    run("score", tmp_path / "gold.jsonl", "--pred", SEEDS, "--min-tuple-f1", "1")


def test_papers_go_out_with_what_the_program_finds(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(
        "Fast reduces P99 latency by up to 52% over NCCL on 64 A100 GPUs.", encoding="utf-8"
    )
    run("export", tmp_path / "paper.txt", "--for", "label-studio", "-o", tmp_path / "tasks.json")
    [task] = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    labels = [part["value"]["labels"][0] for part in task["predictions"][0]["result"] if part["type"] == "labels"]
    assert labels == ["Change", "Scale", "Hardware"]
    assert "annotations" not in task
    assert (tmp_path / "tasks.xml").read_text(encoding="utf-8").startswith("<View>")
    run("import", tmp_path / "tasks.json", "-o", tmp_path / "gold.jsonl")
    [record] = read_gold(tmp_path / "gold.jsonl")
    assert [claim.text for claim in record.claims] == ["52%", "64 A100 GPUs"]


@pytest.mark.parametrize("tool", ["prodigy", "doccano"])
def test_lines_hold_every_mark(tool: str, tmp_path: Path) -> None:
    run("export", SEEDS, "--for", tool, "-o", tmp_path / "out.jsonl")
    for gold, line in zip(read_gold(SEEDS), lines(tmp_path / "out.jsonl"), strict=True):
        text = str(line["text"])
        spans = line["spans"] if tool == "prodigy" else line["label"]
        found = [
            text[span["start"] : span["end"]] if tool == "prodigy" else text[span[0] : span[1]]
            for span in spans  # type: ignore[attr-defined]
        ]
        assert sorted(found) == sorted(texts(gold))
        places = [span["start"] if tool == "prodigy" else span[0] for span in spans]  # type: ignore[attr-defined]
        assert places == sorted(places)
        assert text == layout(gold.paper).text


def test_attributes_stand_with_their_spans() -> None:
    gold = next(record for record in read_gold(SEEDS) if record.claims)
    claim = gold.claims[0]
    spans = span_lines.prodigy(gold)["spans"]
    [place] = (place for place, span in enumerate(spans) if span["attributes"].get("value") == claim.value)
    assert spans[place]["label"] == claim.type.capitalize()
    assert span_lines.doccano(gold)["attributes"][place] == spans[place]["attributes"]


def test_marks_without_numbers_are_told(tmp_path: Path) -> None:
    run("export", SEEDS, "--for", "brat", "-o", tmp_path / "brat")
    path = tmp_path / "brat" / "2605.23389v1.ann"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#1\t")]
    path.write_text("\n".join(kept), encoding="utf-8")
    assert "1 of them without a number" in run("import", tmp_path / "brat", "-o", tmp_path / "gold.jsonl")


def test_what_cannot_be_read_ends_in_one_line(tmp_path: Path) -> None:
    assert "Give a folder" in run("import", tmp_path, "-o", tmp_path / "gold.jsonl", code=1)
    assert "Export the project" in run("import", tmp_path / "none.json", "-o", tmp_path / "gold.jsonl", code=1)
    assert not (tmp_path / "gold.jsonl").exists()


def lines(path: Path) -> list[dict[str, object]]:
    """The records of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
