"""Inputs made to do harm end in a clear error or in records set aside: in 5 s, with 300 MB, and alone.

All are read by one child, which is begun again where the system ends it. See inputs.py for what they are.
"""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from inputs import SECRET, all_cases

from command import run

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limits are those of Linux")
CHILD = Path(__file__).with_name("child.py")
NAMES = [case.name for case in all_cases("", 0)]
Outcome = dict[str, Any]


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """A server that nobody may ask."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory, listener: socket.socket) -> dict[str, Outcome]:
    """Name -> what became of the case; `ended` is the signal that the child was ended by."""
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    found: dict[str, Outcome] = {}
    while len(found) < len(NAMES):
        arguments = [sys.executable, str(CHILD), str(secret), str(listener.getsockname()[1]), str(len(found))]
        done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
        for line in done.stdout.splitlines():
            outcome = json.loads(line)
            found[outcome["name"]] = outcome
        if len(found) < len(NAMES):
            found[NAMES[len(found)]] = {"ended": done.returncode}
    return found


@pytest.mark.parametrize("name", NAMES)
def test_it_is_told_and_does_no_harm(name: str, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[name]
    assert "ended" not in outcome, f"ended by signal {-outcome['ended']}: over 5 s of processor time or the like"
    assert "crash" not in outcome, outcome["crash"]
    [told] = [case.told for case in all_cases("", 0) if case.name == name]
    said = [f"error: {outcome['error']}"] if "error" in outcome else [f"aside: {why}" for why in outcome["aside"]]
    assert all(re.match(told, one) for one in said or ["fine"]), said
    assert outcome["megabytes"] < 300
    assert outcome["opened"] == []
    assert outcome["asked"] == []
    assert SECRET not in outcome["words"] + outcome.get("error", "")


def test_nobody_was_asked(outcomes: dict[str, Outcome], listener: socket.socket) -> None:
    assert outcomes
    with pytest.raises(TimeoutError):
        listener.accept()


def test_names_are_said_once() -> None:
    assert len(set(NAMES)) == len(NAMES) > 150


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is in a folder besides files."""
    from claims.sources import document

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(document, "PATIENCE", 0.2)
    Path("good.jsonl").write_text('{"id": "2401.00010", "abstract": "We cut latency by 50%."}\n', encoding="utf-8")
    Path("folder").mkdir()
    os.mkfifo("pipe")
    os.symlink("good.jsonl", "link")
    os.symlink("nowhere", "broken")
    os.symlink("round", "round")
    os.symlink("/dev/zero", "zeros")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("folder", "folder: Is a directory."),
        ("pipe", "pipe: a pipe that nobody writes to."),
        ("broken", "broken: No such file or directory."),
        ("round", "round: Too many levels of symbolic links."),
        ("zeros", "zeros: begins with 65,536 blank bytes."),
        ("/dev/urandom", "/dev/urandom: binary data"),
        ("socket", "socket: No such device or address."),
        ("/proc/self/mem", "/proc/self/mem: Input/output error."),
        ("folder/../folder/", "folder/../folder/: Is a directory."),
        ("a" * 5000, "File name too long"),
    ],
)
def test_what_is_no_file_is_told(name: str, told: str, places: Path) -> None:
    for arguments in ((), ("-o", "out.csv"), ("-o", "out/")):
        code, out, err = run("extract", name, *arguments)
        assert code == 1, err
        assert out == "", "not even the names of the columns"
        assert told in err or (arguments and "again after an interruption" in err)
        assert sorted(os.listdir(places)).count("out.csv") == 0


@pytest.mark.usefixtures("places")
def test_a_link_is_what_it_leads_to() -> None:
    assert run("extract", "link")[0] == 0


@pytest.mark.usefixtures("places")
def test_a_pipe_with_a_writer_is_read() -> None:
    line = "sleep 0.4; for n in 1 2 3; do cat good.jsonl; sleep 0.1; done"
    with subprocess.Popen(["bash", "-c", f"exec > pipe; {line}"]):
        code, out, err = run("extract", "pipe", "--table", "papers")
    assert code == 0, err
    assert out.count("2401.00010") == 6, "id and address of each"
