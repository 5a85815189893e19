"""The commands `update` and `changes`, and a store where other commands read a file."""

import csv
import json
import shutil
from pathlib import Path

import pytest

import claims
from claims.models import Paper
from command import run
from updating.steps import paper
from updating.test_changes import NEW, OLD

ROOT = Path(__file__).parents[2]
ONE = (paper(1, abstract=OLD), paper(1, "2401.00020", abstract=OLD))


@pytest.fixture(autouse=True)
def _empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, *papers: Paper | str) -> str:
    lines = (line if isinstance(line, str) else line.model_dump_json() for line in papers)
    Path(name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return name


def test_an_update_says_what_was_new() -> None:
    first = write("first.jsonl", *ONE)
    second = write("second.jsonl", paper(2, abstract=NEW), ONE[1], '{"id": "2401.00030"}', paper(1, "2401.00040"))
    done = run("update", "store", first)
    assert (done.returncode, done.stdout) == (0, "")
    said = "0 with changed metadata, {} unchanged, 0 deleted, {} set aside"
    assert done.stderr == f"2 new, 0 new versions, {said.format(0, 0)}; 2 papers in store\n"
    done = run("update", "store", second, "-v")
    assert done.returncode == 3
    *lines, program = done.stderr.splitlines()
    assert program.startswith("3 papers extracted by claims 0.")
    assert ", patterns " in program
    assert lines == [
        "new version: arXiv:2401.00010v2",
        "set aside: second.jsonl, record 3: no abstract",
        "new paper: arXiv:2401.00040v1",
        f"1 new, 1 new version, {said.format(1, 1)} in store/quarantine.jsonl; 3 papers in store",
    ]
    assert run("update", "store", first, second, "-q").stderr == ""
    assert json.loads(Path("store/quarantine.jsonl").read_text())["id"] == "2401.00030"


def test_changes_as_a_table_as_json_and_as_csv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    run("update", "store", write("a.jsonl", *ONE, paper(2, abstract=NEW)), "--date", "2026-11-02")
    done = run("changes", "store")
    shown = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "2401.00010 v1 → v2 changed change up_to 2.1 x, decoding throughput, increase, over vLLM" in shown
    assert "number: 1.98 x → 2.1 x" in shown
    assert "lost change 12 %, Memory use, decrease" in shown
    assert done.stderr == "1 change of 1 paper: claims 1 gained, 1 lost, 3 changed; 0 changed nothing that is claimed\n"
    [found] = json.loads(run("changes", "store", "--json", "--since", "2026-11-02").stdout)
    assert (found["old"], found["new"], len(found["changes"])) == (1, 2, 6)
    assert json.loads(run("changes", "store", "--json", "--since", "2026-11-03").stdout) == []
    rows = list(csv.DictReader(run("changes", "store", "--csv", "--metric", "energy").stdout.splitlines()))
    assert [(row["paper"], row["change"], row["value"]) for row in rows if row["what"] == "claim"] == [
        ("arXiv:2401.00010", "gained", "change 3 x, Energy, decrease")
    ]
    assert run("changes", "store", "--paper", "2401.00020").stdout == ""


def test_every_output_reads_a_store_as_the_file_of_the_same_papers() -> None:
    run("extract", str(ROOT / "gold" / "seeds.jsonl"), "-o", "all.jsonl")
    lines = Path("all.jsonl").read_text(encoding="utf-8").splitlines()[:25]
    file = write("file.jsonl", *lines)
    run("update", "store", file)
    for name, *options in (
        ("sheet", "-o", "out.html"), ("sheet", "--metric", "latency", "--year", "2026", "-o", "out.xlsx"),
        ("sheet", "--sort", "factor", "-o", "out.md"), ("export", "--for", "label-studio", "-o", "out.json"),
        ("extract", "-o", "out.csv"), ("extract", "--type", "scale", "-o", "out.jsonl"),
        ("extract", "--table", "venues", "-o", "out.parquet"),
    ):  # fmt: skip
        outputs = []
        for source in (file, "store"):
            assert run(name, source, *options).returncode == 0
            # the name of the source is shown
            outputs.append(Path(options[-1]).read_bytes().replace(b"file.jsonl", b"store"))
        if options[-1] != "out.xlsx":
            assert outputs[0] == outputs[1], (name, options)
    for words in (("compare", "--top", "3", "--hardware", "H100"), ("trends",), ("score", "--pred")):
        assert run(*words, file) == run(*words, "store")
    same = run("diff", "file.jsonl", "store").stdout
    assert same.startswith("25 papers in both runs")
    assert "changed:" not in same
    assert run("show", "store", "--id", "2605.23389v1").stdout.startswith("arXiv:2605.23389v1")
    assert run("show", "store", "--id", "2605.99999").returncode == 1


def test_what_is_no_store_is_refused() -> None:
    source = write("a.jsonl", *ONE)
    for name in ("full", "empty", "half", "other"):
        Path(name).mkdir()
    shutil.copy(source, "full")
    Path("half/store.sqlite").touch()
    Path("other/store.sqlite").write_bytes(b"x" * 5000)
    for folder, said in {
        "full": "full: is not empty, and holds no store. Give a new folder.",
        "a.jsonl": "a.jsonl: is a file. Give a folder for the store.",
        "other": "other/store.sqlite: file is not a database. Restore it",
    }.items():
        done = run("update", folder, source)
        assert done.returncode == 1
        assert done.stderr.startswith(f"claims: {said}")
    assert "empty: is not a store. Give the folder" in run("changes", "empty").stderr
    assert "half: holds nothing yet. Run `claims update`." in run("changes", "half").stderr
    assert run("update", "half", source).returncode == 0
    assert run("update", "empty", source).returncode == 0
    assert run("update", "store").returncode == 2
    assert run("update", "store", source, "--date", "yesterday").returncode == 2
    assert run("changes", "half", "--json", "--csv").returncode == 2
    # a text is no folder, however long
    assert "«52%»" in run("show", "Fast cuts latency by 52% over NCCL. " * 200).stdout


def test_a_source_that_breaks_keeps_what_came_before() -> None:
    source = write("a.jsonl", *ONE)
    Path("b.xml").write_text("<feed", encoding="utf-8")
    done = run("update", "store", source, "b.xml")
    assert done.returncode == 1
    assert [found.paper.id for found in claims.read_store("store")] == ["2401.00010", "2401.00020"]


def test_in_python() -> None:
    source = write("a.jsonl", *ONE, paper(2, abstract=NEW))
    assert claims.update("store", [source]).new == 2
    assert claims.update("store", [source]).unchanged == 3
    assert [len(found.claims) for found in claims.read_store("store")] == [4, 4]
    [found] = claims.changes("store")
    assert found.new == 2
