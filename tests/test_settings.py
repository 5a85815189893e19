"""What options are when they are not said: files, variables, and which of them counts."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
import typer

import command
from claims.cli import app
from claims.commands import settings
from claims.commands.settings import SettingsError, read_settings
from command import Done

GROUP = typer.main.get_command(app)
TEXT = "Fast cuts P99 latency by up to 52% over NCCL on 64 A100 GPUs."
EXTRACT = ("extract",)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, and a home without settings; the user's file."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(settings, "user_file", lambda: tmp_path / "home" / "claims.toml")
    (tmp_path / "home").mkdir()
    for name in list(os.environ):
        if name.startswith("CLAIMS_"):
            monkeypatch.delenv(name)
    return tmp_path / "home" / "claims.toml"


def run(*arguments: str, stdin: str = TEXT, **environment: str) -> Done:
    return command.run(*arguments, stdin=stdin, **environment)


def read(environment: Mapping[str, str] | None = None) -> dict[str, object]:
    """The settings of `claims extract`."""
    found = read_settings(GROUP, environment=environment or {})
    return {one.option: one.value for (command, _), one in found.found.items() if command == EXTRACT}


def test_what_is_said_comes_before_variables_before_files_before_the_users(home: Path) -> None:
    def form() -> str:
        first = run("extract", "-", "--table", "claims")[1]
        return "jsonl" if first.startswith("{") else "csv"

    def table(*said: str, **environment: str) -> str:
        return run("extract", "-", "--format", "csv", *said, **environment)[1].splitlines()[0]

    assert form() == "csv"
    home.write_text('[extract]\nformat = "jsonl"\ntable = "venues"\n', encoding="utf-8")
    assert form() == "jsonl"
    assert "status" in table()
    Path("pyproject.toml").write_text('[tool.claims.extract]\ntable = "hardware"\n', encoding="utf-8")
    assert "memory" in table()
    assert form() == "jsonl", "what the nearer file does not say, the user's does"
    Path("claims.toml").write_text('[extract]\ntable = "papers"\n', encoding="utf-8")
    assert "system_aliases" in table(), "claims.toml stands for pyproject.toml"
    assert "memory" in table(CLAIMS_TABLE="hardware")
    assert "status" in table(CLAIMS_TABLE="hardware", CLAIMS_EXTRACT_TABLE="venues")
    assert "metric" in table("--table", "claims", CLAIMS_TABLE="hardware")
    assert "system_aliases" in table(CLAIMS_TABLE=""), "an empty variable says nothing"


def test_another_file_can_be_named(tmp_path: Path) -> None:
    Path("claims.toml").write_text('[extract]\ntable = "papers"\n', encoding="utf-8")
    (tmp_path / "other.toml").write_text('[extract]\ntable = "hardware"\n', encoding="utf-8")
    other = str(tmp_path / "other.toml")
    assert "memory" in run("--config", other, "extract", "-")[1]
    assert "memory" in run("extract", "-", CLAIMS_CONFIG=other)[1]
    code, out, err = run("--config", "gone.toml", "extract", "-")
    assert (code, out) == (2, "")
    assert "gone.toml" in err


def test_a_key_at_the_top_is_of_every_command_that_has_it() -> None:
    Path("claims.toml").write_text(
        'quiet = true\nmin-confidence = 0.5\nyear = 2024\nmetric = ["latency", "job completion time"]\n'
        "[extract]\nquiet = false\nmin_confidence = 0\n[review.merge]\ncomplete = true\n",
        encoding="utf-8",
    )
    assert read() == {
        "quiet": False,
        "min-confidence": "0",
        "year": ["2024"],
        "metric": ["latency", "job completion time"],
    }
    found = read_settings(GROUP, environment={}).default_map()
    assert found["review"]["merge"] == {"quiet": True, "complete": True}
    assert found["compare"]["min_confidence"] == "0.5"
    assert "score" not in found


def test_variables_hold_several_values_and_truths() -> None:
    assert read({"CLAIMS_METRIC": "latency, throughput"}) == {"metric": ["latency", "throughput"]}
    assert read({"CLAIMS_QUIET": "Yes", "CLAIMS_EXTRACT_RESUME": "0"}) == {"quiet": True, "resume": False}
    assert run("extract", "-", CLAIMS_QUIET="1")[2] == ""
    Path("claims.toml").write_text("quiet = true\n", encoding="utf-8")
    assert run("extract", "-")[2] == ""
    assert run("extract", "-", CLAIMS_QUIET="no")[2] != ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("wrokers = 2", "claims.toml: wrokers: no command has an option wrokers. Perhaps workers is meant."),
        ("[extract]\nfromat = 1", "claims.toml: extract.fromat: `claims extract` has no option fromat. Perhaps format"),
        ("[extrakt]\na = 1", "claims.toml: extrakt: no command has an option extrakt. Perhaps extract is meant."),
        ("[review.merge]\nx = 1", "claims.toml: review.merge.x: `claims review merge` has no option x."),
        ("[extract]\nworkers = 0", "claims.toml: extract.workers: Input should be greater than or equal to 1."),
        ("[extract]\nworkers = true", "claims.toml: extract.workers: True is no value of --workers."),
        ("[extract]\nformat = 'doc'", "claims.toml: extract.format: 'doc' is not one of"),
        ("[extract]\nquiet = 'yes'", "claims.toml: extract.quiet: 'yes' is neither true nor false."),
        ("[extract]\nmetric = [[1]]", "claims.toml: extract.metric: [1] is no value of --metric."),
        ("[extract]\nhelp = true", "claims.toml: extract.help: `claims extract` has no option help."),
        ("contact = 3", "claims.toml: contact: 3 is no text."),
        ("[extract", "claims.toml: "),
    ],
)
def test_a_fault_is_told_with_file_and_key(text: str, told: str) -> None:
    Path("claims.toml").write_text(text, encoding="utf-8")
    code, out, err = run("extract", "-")
    assert (code, out) == (2, "")
    assert told in err
    assert run("extract", "--help")[0] in (0, 2)


def test_all_faults_are_told_at_once(home: Path) -> None:
    home.write_text("abc = 1\n", encoding="utf-8")
    Path("pyproject.toml").write_text("[tool.claims]\nfoo = 1\n[tool.claims.score]\nbar = 2\n", encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read_settings(GROUP, environment={"CLAIMS_WORKERS": "many"})
    lines = str(error.value).splitlines()
    for start in (f"{home}: abc:", "pyproject.toml: tool.claims.foo:", "pyproject.toml: tool.claims.score.bar:"):
        assert any(line.startswith(start) for line in lines), lines
    assert any(line.startswith("CLAIMS_WORKERS: Input should be a valid integer") for line in lines)
    assert len(lines) == 4


def test_a_variable_that_nothing_reads_is_told() -> None:
    code, out, err = run("extract", "-", CLAIMS_WROKERS="2")
    assert code == 0
    assert "claims: CLAIMS_WROKERS: no option" in err
    assert out


def test_a_path_in_a_file_begins_at_that_file(home: Path) -> None:
    home.write_text('cache = "answers"\n[extract]\nids-from = "ids.txt"\noutput = "-"\n', encoding="utf-8")
    found = read_settings(GROUP, environment={})
    assert found.found[EXTRACT, "ids"].value == str(home.parent / "ids.txt")
    assert found.found[EXTRACT, "output"].value == "-"
    assert found.service["cache"].value == str(home.parent / "answers")


def test_the_settings_in_the_manual_are_settings() -> None:
    manual = (Path(__file__).parents[1] / "docs" / "conventions.md").read_text(encoding="utf-8")
    Path("claims.toml").write_text(manual.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    assert read() == {
        "patterns": "our-rules", "quiet": True, "workers": "4", "metric": ["latency", "job completion time"],
    }  # fmt: skip


def test_what_does_not_apply_gives_way_when_settings_say_it() -> None:
    Path("claims.toml").write_text(
        '[extract]\nworkers = 1\nmetric = ["latency"]\nmax = 5\nsince = "2026-01-01"\npreview = 2\nsort = "factor"\n'
        'table = "hardware"\nresume = false\n[changes]\nsort = "factor"\n',
        encoding="utf-8",
    )
    Path("papers.jsonl").write_text(
        '{"id": "2401.00010", "abstract": "Fast cuts latency by 52% over B and reaches 2x throughput on an A100."}\n',
        encoding="utf-8",
    )
    for output in (["-o", "out.csv"], ["-o", "out.jsonl"], ["-o", "folder"], []):
        code, _, err = run("extract", "papers.jsonl", *output)
        assert code == 0, err
    assert json.loads(Path("folder/manifest.json").read_bytes())["counts"]["claims"] == 2, "a folder holds everything"
    assert Path("out.csv").read_text(encoding="utf-8").count("NVIDIA A100") == 1
    for said in (["--workers", "2"], ["--max", "3"], ["--table", "papers", "--sort", "factor"]):
        code, _, err = run("extract", "papers.jsonl", "-o", "out.csv", *said)
        assert (code, said[-2] in err) == (2, True), err
    assert run("extract", "papers.jsonl", "-o", "folder2", "--metric", "latency")[0] == 2
    assert run("update", "store", "papers.jsonl")[0] == 0
    assert run("changes", "store")[0] == 0
    assert run("changes", "store", "--sort", "factor")[0] == 2


def test_a_pyproject_of_something_else_says_nothing() -> None:
    for text in ("", "[tool]\n", "[tool.other]\na = 1\n", "tool = 1\n"):
        Path("pyproject.toml").write_text(text, encoding="utf-8")
        assert read() == {}


def test_the_doctor_and_help_work_with_faulty_settings() -> None:
    Path("claims.toml").write_text("[extract]\nwrokers = 1\n", encoding="utf-8")
    code, out, err = run("doctor")
    assert code == 1
    assert "FAULT settings       claims.toml: extract.wrokers: `claims extract` has no option wrokers." in out
    assert err == "claims: 1 fault. Each line that begins with FAULT says what to do.\n"


def test_the_doctor_tells_what_is_in_force(tmp_path: Path) -> None:
    Path("claims.toml").write_text("[extract]\nworkers = 2\n", encoding="utf-8")
    code, out, err = run("doctor", CLAIMS_QUIET="1")
    assert (code, err) == (0, "")
    assert out == "", "-q by a variable"
    code, out, err = run("doctor")
    assert (code, err) == (0, "")
    lines = dict(line[6:].split(maxsplit=1) for line in out.splitlines())
    told = {"claims", "form", "python", "library", "rules", "weights", "extraction", "terminal", "encoding"}
    assert told <= lines.keys()
    assert lines["setting"] == "claims extract: workers = '2', from claims.toml: extract.workers"
    assert "identity" in lines["rules"]
    assert "spacy 3." in out
    (tmp_path / "own" / "hardware").mkdir(parents=True)
    (tmp_path / "own" / "hardware" / "x.toml").write_text("[[family]]\nid = 1\n", encoding="utf-8")
    code, out, _ = run("doctor", "-q", CLAIMS_PATTERNS=str(tmp_path / "own"))
    assert code == 1
    assert all(line.startswith("FAULT") for line in out.splitlines())
    assert "hardware/x.toml" in out


def test_the_doctor_tells_of_the_cache_and_its_lock(tmp_path: Path) -> None:
    from filelock import FileLock

    cache = tmp_path / "cache"
    assert "lock, free" in run("doctor", CLAIMS_CACHE=str(cache))[1]
    cache.mkdir()
    (cache / "answer").write_bytes(b"x" * 2_000_000)
    with FileLock(cache / "arxiv.lock"):
        out = run("doctor", CLAIMS_CACHE=str(cache))[1]
    assert f"{cache}, 2 files of 2.0 MB" in out
    assert "arxiv.lock, held: a process is asking arXiv" in out
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, out, _ = run("doctor", "-q", CLAIMS_CACHE=str(tmp_path / "file"))
    assert code == 1
    assert "FAULT cache" in out


def test_what_is_no_option_reaches_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAIMS_CACHE", "")  # so that it is as it was after the test
    Path("claims.toml").write_text(f"cache = '{tmp_path / 'elsewhere'}'\n", encoding="utf-8")
    code, out, _ = run("doctor")
    assert code == 0
    assert str(tmp_path / "elsewhere" / "arxiv.lock") in out
    assert f"arXiv: cache = '{tmp_path / 'elsewhere'}', from claims.toml: cache" in out
