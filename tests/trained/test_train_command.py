"""`claims train` as it is typed."""

from pathlib import Path

from typer.testing import CliRunner

from claims.cli import app
from claims.score import default_gold


def test_labels_with_and_without_text_give_one_file(tmp_path: Path) -> None:
    gold = str(default_gold())
    bare, plot = str(tmp_path / "bare.jsonl"), tmp_path / "plot.svg"
    told = CliRunner().invoke(app, ["train", gold, "-o", str(tmp_path / "a.json"), "--bare", bare, "--plot", str(plot)])
    assert told.exit_code == 0, told.output
    assert "60 papers not seen by the rules, 0 seen" in told.output
    assert plot.read_text(encoding="utf-8").startswith("<svg")
    again = CliRunner().invoke(app, ["train", bare, "--papers", gold, "-o", str(tmp_path / "b.json")])
    assert again.exit_code == 0, again.output
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_labels_without_their_papers_are_refused(tmp_path: Path) -> None:
    gold, bare = str(default_gold()), str(tmp_path / "bare.jsonl")
    CliRunner().invoke(app, ["train", gold, "-o", str(tmp_path / "a.json"), "--bare", bare])
    refused = CliRunner().invoke(app, ["train", bare, "-o", str(tmp_path / "b.json")])
    assert refused.exit_code == 1
    assert not (tmp_path / "b.json").exists()
