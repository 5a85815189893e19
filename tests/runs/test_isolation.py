"""A record that harms its process is set aside, it alone; a process that ends for another reason harms no record."""

import json
import os
import threading
from pathlib import Path

import pytest

from claims.errors import OutputError
from claims.runs import Options, extract_run
from claims.runs.folder import Job
from claims.runs.shard import Task
from claims.runs.supervisor import TRIES, Failure, Worker
from claims.runs.worker import NOWHERE
from claims.sheets.extract import Counts
from stand_in import SMALL, engine, tree, write

REASONS = {
    "raises": "RuntimeError at sitecustomize.py:",
    "overflows": "OverflowError at ",
    "hangs": "takes longer than 2 s of processor time",
    "sleeps": "takes longer than 5 s",
    "eats": "needs more than 150 MB of memory",
    "crashes": "ends its worker with SIGSEGV",
    "exits": "ends its worker with exit code 7",
}


@pytest.mark.parametrize(
    ("kinds", "seconds"),
    # the first record of a worker pays for what is imported, in a fresh checkout for compiling it as well
    [(("raises", "overflows", "exits"), 20.0), (("hangs", "eats"), 2.0), (("sleeps", "crashes"), SMALL.seconds)],
)
def test_each_is_isolated(kinds: tuple[str, ...], seconds: float, tmp_path: Path) -> None:
    titles = [title for kind in kinds for title in ("fine", kind)] + ["fine"]
    write(tmp_path / "snapshot.json", titles)
    options = Options(seconds=seconds, megabytes=SMALL.megabytes)
    counts = extract_run(["snapshot.json"], Path("out"), engine(1), options)
    assert counts == Counts(papers=len(kinds) + 1, claims=2 * len(kinds) + 2, set_aside=len(kinds))
    lines = (tmp_path / "snapshot.json").read_bytes()
    aside = [json.loads(line) for line in Path("out/quarantine.jsonl").read_text(encoding="utf-8").splitlines()]
    for record, kind in zip(aside, kinds, strict=True):
        assert record["reason"].startswith(REASONS[kind])
        assert json.loads(lines[record["offset"] :].splitlines()[0])["title"] == kind
        assert kind in record["record"]


def test_workers_ended_from_outside_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "snapshot.json", ["is slow"] * 120)
    options = Options(shard_bytes=1500)
    extract_run(["snapshot.json"], Path("calm"), engine(2), options)
    started: list[Worker] = []
    begin = Worker.__init__

    def noted(worker: Worker) -> None:
        begin(worker)
        started.append(worker)

    monkeypatch.setattr(Worker, "__init__", noted)
    killed: list[int] = []

    def kill() -> None:
        # Twice, because a record that is there three times is taken for the reason.
        seen = -1
        while len(killed) < 2 and not over.wait(0.02):
            newest, done = started[-1].process if started else None, len(list(Path("wild").glob("papers/*")))
            if newest is not None and newest.pid not in killed and done > seen:
                killed.append(newest.pid)
                newest.kill()
                seen = done

    over = threading.Event()
    killer = threading.Thread(target=kill)
    killer.start()
    try:
        counts = extract_run(["snapshot.json"], Path("wild"), engine(2), options)
    finally:
        over.set()
        killer.join()
    assert len(killed) == 2
    assert counts == Counts(papers=120, claims=240)
    assert tree(Path("calm")) == tree(Path("wild"))


@pytest.mark.usefixtures("snapshot")
def test_a_shard_that_no_worker_survives_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Task] = []

    def fail(worker: Worker, _job: Job, task: Task) -> Failure:
        asked.append(task)
        worker.fit = False
        return Failure("ends its worker with SIGKILL", NOWHERE)

    monkeypatch.setattr(Worker, "do", fail)
    with pytest.raises(OutputError, match=r"snapshot\.json, bytes 0 to 200: no worker survives this part"):
        extract_run(["snapshot.json"], Path("out"), engine(1), SMALL)
    assert [task.shard.number for task in asked].count(0) == TRIES


@pytest.mark.usefixtures("snapshot")
def test_a_worker_ends_with_whoever_asked() -> None:
    worker = Worker()
    assert worker.process.stdin is not None
    assert worker.process.stdout is not None
    worker.process.stdin.close()
    assert worker.process.wait(20) == 0
    worker.process.stdout.close()
    worker.trace.close()


@pytest.mark.skipif(not Path("/proc").exists(), reason="the system tells no memory")
def test_a_worker_that_has_grown_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    begin = Worker.__init__

    def noted(worker: Worker) -> None:
        begin(worker)
        started.append(worker.process.pid)

    monkeypatch.setattr(Worker, "__init__", noted)
    write(tmp_path / "snapshot.json", ["stays"] * 24)
    extract_run(["snapshot.json"], Path("out"), engine(1), Options(shard_bytes=400, megabytes=400))
    assert len(started) > 2
    assert not any(_alive(pid) for pid in started)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
