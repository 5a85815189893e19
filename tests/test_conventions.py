"""How every command behaves: codes, streams, quiet, pipes, colours, completion. Settings are in test_settings.py."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from claims.cli import app
from claims.models import Paper
from command import run
from sheets.workbooks import fill

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "claims"]
TEXT = "Fast cuts P99 latency by up to 52% over NCCL on 64 A100 GPUs."
BAD = '{"id": "2401.00099", "title": "no abstract"}\n'


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    good = Paper(id="2401.00010", abstract=TEXT, published="2024-01-01T00:00:00Z").model_dump_json() + "\n"
    Path("good.jsonl").write_text(good, encoding="utf-8")
    Path("some.jsonl").write_text(good + BAD * 12, encoding="utf-8")
    Path("refused.xml").write_text("Rate exceeded.", encoding="utf-8")


def test_the_documented_codes_are_those_of_the_help() -> None:
    text = (ROOT / "docs" / "conventions.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| (\d+) \|", text, re.M)
    assert documented == ["0", "1", "2", "3", "4", "5", "130", "143"]
    told = re.search(r"Exit codes: (.*)", " ".join(run("--help")[1].split()))
    assert told
    assert re.findall(r"(\d+) [a-z]", told[1]) == documented[:-1]


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (0, ("extract", "good.jsonl")),
        (1, ("extract", "missing.jsonl")),
        (1, ("extract", "good.jsonl", "--patterns", "missing")),
        (2, ("extract",)),
        (2, ("extract", "good.jsonl", "--nonsense")),
        (2, ("nonsense",)),
        (2, ("patterns", "nonsense")),
        (3, ("extract", "some.jsonl")),
        (3, ("sheet", "some.jsonl", "-o", "out.md")),
        (3, ("compare", "some.jsonl")),
        (3, ("trends", "some.jsonl")),
        (3, ("export", "some.jsonl", "--for", "prodigy", "-o", "out.jsonl")),
        (4, ("score", "--min-tuple-f1", "1.01")),
        (5, ("extract", "refused.xml")),
        (5, ("show", "refused.xml")),
        (5, ("sheet", "refused.xml", "-o", "out.md")),
    ],
)
def test_exit_codes(code: int, arguments: tuple[str, ...]) -> None:
    found, _, err = run(*arguments)
    assert found == code, err
    assert "Traceback" not in err
    if code in (1, 5):
        [line] = err.splitlines()
        assert re.fullmatch(r"claims: [^:]+: .+\.", line), "where: what. What to do."


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract",),
        ("sheet", "-o", "out.md"),
        ("compare",),
        ("trends",),
        ("export", "--for", "prodigy", "-o", "out.jsonl"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_quiet_and_verbose(arguments: tuple[str, ...]) -> None:
    """-q takes every word from standard error, -v tells every record; standard output is the same in any case."""
    usual, quiet, verbose = (run(*arguments, "some.jsonl", *more) for more in ((), ("-q",), ("-v",)))
    assert quiet[2] == ""
    assert verbose[2].count("set aside: some.jsonl, record ") == 12
    assert usual[2]
    assert usual[2].count("no abstract") <= 12
    assert usual[:2] == quiet[:2] == verbose[:2]
    assert "2401.00099" not in usual[1]


@pytest.mark.parametrize(
    ("name", "content", "warning"),
    [
        ("none.csv", b"id,title,abstract\n", "none.csv: a valid table with no rows"),
        ("none.json", b"[]", "none.json: a valid JSON array with no entries"),
        (
            "latin.jsonl",
            b'{"id": "2401.00010", "abstract": "A caf\xe9."}',
            "latin.jsonl: not UTF-8; read as Windows-1252",
        ),
    ],
)
def test_a_warning_about_a_source_is_no_error(name: str, content: bytes, warning: str) -> None:
    Path(name).write_bytes(content)
    for command in (("extract",), ("sheet", "-o", "out.md"), ("export", "--for", "prodigy", "-o", "out.jsonl")):
        usual, quiet, verbose = (run(*command, name, *more) for more in ((), ("-q",), ("-v",)))
        assert quiet[2] == ""
        for told in (usual[2], verbose[2]):
            assert told.splitlines()[0] == warning
        assert usual[:2] == quiet[:2] == verbose[:2]
    assert run("extract", name, CLAIMS_QUIET="1")[2] == ""
    assert run("update", "store", name, "-q")[2] == ""


def test_records_before_the_paper_that_is_shown_are_told() -> None:
    Path("bad.jsonl").write_text(BAD + Path("good.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    for command in ("show", "explain"):
        code, out, err = run(command, "bad.jsonl")
        assert (code, err) == (3, "set aside: bad.jsonl, record 1: no abstract\n")
        assert (0, out, "") == run(command, "good.jsonl")


def test_quiet_where_only_counts_are_told() -> None:
    run("sheet", "good.jsonl", "-o", "review.xlsx")
    fill(Path("review.xlsx"), Path("review.xlsx"), {2: {"decision": "accept"}})
    run("export", "good.jsonl", "--for", "brat", "-o", "brat")
    for arguments in (("review", "merge", "review.xlsx", "-o", "gold.jsonl"), ("import", "brat", "-o", "gold.jsonl")):
        assert run(*arguments)[2]
        assert run(*arguments, "-q") == (0, "", "")


def leaves() -> dict[str, set[str]]:
    """Every command with its options."""

    def walk(group: object, path: tuple[str, ...]) -> None:
        for name, command in group.commands.items():  # type: ignore[attr-defined]
            if hasattr(command, "commands"):
                walk(command, (*path, name))
            else:
                found[" ".join((*path, name))] = {one for option in command.params for one in option.opts}

    found: dict[str, set[str]] = {}
    walk(typer.main.get_command(app), ())
    return found


def test_every_command_has_the_options_that_mean_something_in_it() -> None:
    commands = leaves()
    silent = {"show", "explain", "score", "diff", "changes", "schema", "train", "patterns try"}
    assert {name for name, options in commands.items() if "--quiet" not in options} == silent
    assert all({"-q", "--quiet"} <= options for name, options in commands.items() if name not in silent)
    extracting = {
        "extract",
        "show",
        "explain",
        "score",
        "sheet",
        "compare",
        "trends",
        "export",
        "update",
        "patterns try",
    }
    assert extracting <= {name for name, options in commands.items() if "--patterns" in options}


def test_a_pipe_that_is_closed_early_is_no_error() -> None:
    Path("many.jsonl").write_text(Path("good.jsonl").read_text(encoding="utf-8") * 80, encoding="utf-8")
    line = f'"{sys.executable}" -m claims compare many.jsonl --top 9999'
    script = f"{line} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"


def test_closed_streams_are_no_traceback() -> None:
    for redirection in ("2>&-", "2>/dev/full"):
        script = f'"{sys.executable}" -m claims extract some.jsonl {redirection} | head -c 20'
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout.startswith("paper,"), redirection
        assert "Traceback" not in done.stderr
    script = f'"{sys.executable}" -m claims extract missing.jsonl >&-'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    script = f'"{sys.executable}" -m claims extract good.jsonl > /dev/full'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr


@pytest.mark.parametrize("command", ["show", "explain", "compare", "trends"])
def test_colours_go_where_they_are_wanted(command: str) -> None:
    forced = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    colour = re.compile(r"\x1b\[[0-9;]*3[0-7]m")
    assert "\x1b" not in run(command, "good.jsonl")[1]
    coloured = run(command, "good.jsonl", **forced)[1]
    assert "\x1b" in coloured
    assert not colour.search(run(command, "good.jsonl", **forced, NO_COLOR="1")[1])
    if command == "show":
        assert colour.search(coloured)
        assert colour.search(run(command, "good.jsonl", **forced, NO_COLOR="")[1]), "set but empty is not set"


def complete(line: str, shell: str = "bash") -> set[str]:
    """What the shell would be offered at the end of the line."""
    words = line.split(" ")
    environment = {
        "_CLAIMS_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }  # fmt: skip
    program = Path(sys.executable).with_name("claims")
    if not program.exists():
        pytest.skip("the command is not installed beside this Python")
    done = subprocess.run([program], env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return set(done.stdout.split("\n"))


def test_completion_knows_commands_options_and_values() -> None:
    assert {"extract", "explain", "export"} <= complete("claims ex")
    assert "--patterns" in complete("claims extract --pat")
    assert {"csv", "jsonl", "parquet"} <= complete("claims extract --format ")
    assert {"check", "try"} <= complete("claims patterns ")


def test_completion_is_not_stopped_by_faulty_settings() -> None:
    Path("claims.toml").write_text("nonsense = 1\n", encoding="utf-8")
    assert "extract" in complete("claims extr")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_shown_and_installed(shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")
    program = Path(sys.executable).with_name("claims")
    if not program.exists():
        pytest.skip("the command is not installed beside this Python")
    home = tmp_path / "home"
    home.mkdir()
    environment = os.environ | {"HOME": str(home), "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("XDG_CONFIG_HOME", None)

    def ask(script: str) -> str:
        done = subprocess.run([shell, "-c", script], env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    # not the last command of the script: the shell must still be there to be seen
    shown = ask(f"claims --show-completion {shell}; true")
    assert f"complete_{shell}" in shown
    ask(f"claims --install-completion {shell}; true")
    installed = [path.read_text(encoding="utf-8") for path in home.rglob("*") if path.is_file()]
    assert any(f"complete_{shell}" in text for text in installed)
    if shell == "bash":
        script = (
            'source ~/.bashrc; COMP_WORDS=(claims ext); COMP_CWORD=1; _claims_completion claims; echo "${COMPREPLY[@]}"'
        )
        assert ask(script) == "extract\n"
