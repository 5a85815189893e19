"""kill -9 at any moment of an update, and the same again: the same bytes. Of two updates at once one is refused."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

import stand_in
from claims.errors import OutputError
from claims.models import Paper
from claims.runs import apart
from updating.steps import bare, fed, paper, unreadable

# An extractor that is quick to start, some milliseconds a record and three records a transaction: any moment of the
# making of a store, too. The process that extracts has a stand-in of its own, see stand_in.py.
PROGRAM = """
import sys, time, types
from datetime import date

pipeline = types.ModuleType("claims.pipeline")
pipeline.FIELDS = ("title", "abstract", "comment", "journal_ref")
pipeline.LOT = pipeline.extract = pipeline.tried = pipeline.lots = None
sys.modules["claims.pipeline"] = pipeline
from claims.updating import update
sys.modules["claims.updating.run"].BATCH = 3
seconds = float(sys.argv[2])

def tell(record, outcome):
    print(outcome, flush=True)
    time.sleep(seconds)

print("begun", flush=True)
update(sys.argv[1], ["papers.jsonl"], day=date(2026, 11, 30), tell=tell)
"""


def program(folder: str, seconds: float) -> list[str]:
    return [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{PROGRAM}", folder, str(seconds)]


def tree(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


@pytest.fixture
def _papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    stand_in.install(tmp_path / "site", monkeypatch)
    names = [f"2401.000{number:02d}" for number in range(10, 40)]
    records = [
        paper(version, name, comment=comment) for version, comment in ((1, None), (3, "x"), (2, None)) for name in names
    ]
    lines = [record.model_dump_json() for record in records]
    lines[5:5] = ['{"id": "2401.00099"}', "{"]
    Path("papers.jsonl").write_text("".join(line + "\n" for line in lines), encoding="utf-8")


@pytest.mark.usefixtures("_papers")
def test_killed_at_any_moment_and_said_again() -> None:
    subprocess.run(program("calm", 0), check=True, stdout=subprocess.DEVNULL)
    moments = random.Random(7)
    killed = 0
    for number in range(6):
        process = subprocess.Popen(program("wild", 0.01), stdout=subprocess.PIPE)
        assert process.stdout
        process.stdout.readline()
        if number % 2:  # the first paper is extracted: its process has started
            process.stdout.readline()
        time.sleep(moments.uniform(0, 0.4))
        killed += process.poll() is None
        process.kill()
        process.wait()
        process.stdout.close()
    assert killed > 2
    subprocess.run(program("wild", 0), check=True, stdout=subprocess.DEVNULL)
    assert tree("calm") == tree("wild")


@pytest.mark.usefixtures("_papers")
def test_one_update_at_a_time_while_others_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from claims import store

    monkeypatch.setattr(apart, "extract", bare)
    fed(Path("store"), paper(1))
    process = subprocess.Popen(program("store", 0.1), stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    waiting = time.monotonic() + 120
    while not (Path("store") / "store.sqlite-journal").exists() and time.monotonic() < waiting:
        time.sleep(0.01)
    with pytest.raises(OutputError, match=r"^store: another update is writing there\. Wait for it, or end it\.$"):
        fed(Path("store"), unreadable("x"))
    assert process.poll() is None
    assert next(iter(store.read("store"))).paper == paper(1)
    process.kill()
    process.wait()
    process.stdout.close()
    assert fed(Path("store"), paper(2)).version in (0, 1)  # the lock went with its process


def test_a_slow_reader_holds_up_no_update_and_sees_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from claims import store

    monkeypatch.setattr(apart, "extract", bare)
    monkeypatch.setattr(store, "_AT_ONCE", 1)
    names = ["2401.00010", "2401.00020", "2401.00030"]
    fed(tmp_path / "store", *(paper(1, name) for name in names))
    reader = store.read(tmp_path / "store")
    found: list[Paper] = [next(reader).paper]
    fed(tmp_path / "store", *(paper(2, name) for name in names), paper(1, "2401.00040"))
    found += [extraction.paper for extraction in reader]
    assert found == [paper(1, name) for name in names]
