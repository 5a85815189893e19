"""`claims extract … -o FOLDER`: what it says, with which code it ends, what other commands make of the folder."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from command import run
from stand_in import tree, write


@pytest.mark.usefixtures("snapshot")
def test_a_folder_is_filled() -> None:
    code, out, told = run("extract", "snapshot.json", "-o", "out/", "--workers", "1", "--preview", "2")
    assert code == 3
    assert "set aside: snapshot.json, record 2 at byte " in told
    assert told.endswith("26 papers, 52 claims, 2 set aside in out/quarantine.jsonl\n")
    assert "latency" in out
    before = tree(Path("out"))
    assert run("extract", "snapshot.json", "-o", "out")[0] == 1
    assert run("extract", "snapshot.json", "-o", "out", "--resume", "-q") == (3, "", "")
    assert tree(Path("out")) == before


@pytest.mark.usefixtures("snapshot")
def test_other_commands_read_the_folder() -> None:
    run("extract", "snapshot.json", "-o", "out", "--workers", "1")
    code, out, _ = run("diff", "out", "out")
    assert code == 0
    assert "gained" in out
    assert run("sheet", "out", "-o", "book.xlsx")[0] == 0
    assert Path("book.xlsx").stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "x.csv", "--workers", "2"), "--workers"),
        (("--resume",), "--resume"),
        (("-o", "out", "--table", "papers"), "--table"),
        (("-o", "out", "--format", "csv", "--resume"), "--resume"),
        (("-o", "out", "--metric", "latency"), "--metric"),
        (("-o", "out", "--workers", "2", "--dask", "local:2"), "--dask"),
        (("-o", "out", "--dask", "tcp://host:1"), "--dask"),
        (("-o", "out", "--workers", "0"), "--workers"),
    ],
)
@pytest.mark.usefixtures("snapshot")
def test_options_that_do_not_go_together(arguments: tuple[str, ...], said: str) -> None:
    code, _, told = run("extract", "snapshot.json", *arguments)
    assert code == 2
    assert f"Invalid value for {said}" in told.replace("'", "")
    assert not Path("out").exists()


def test_a_bar_on_a_terminal_and_an_interrupt(tmp_path: Path) -> None:
    write(tmp_path / "snapshot.json", ["is slow"] * 4000)
    command = [sys.executable, "-m", "claims", "extract", "snapshot.json", "-o", "out", "--workers", "1"]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, stderr=theirs, env=os.environ | {"TERM": "xterm", "COLUMNS": "100"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    deadline = time.monotonic() + 120
    while b"reading" not in shown and time.monotonic() < deadline:
        shown += os.read(ours, 1 << 16)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    shown += os.read(ours, 1 << 16)
    os.close(ours)
    assert b"out: not complete. Say the same with --resume to go on." in shown
    assert b"Traceback" not in shown
