"""A paper that harms the process that extracts it is set aside, it alone; a process ended by others harms no paper."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import stand_in
from claims import store
from claims.errors import OutputError
from claims.models import Rejected
from claims.runs import Options, apart
from claims.runs.folder import Job
from claims.runs.supervisor import Failure, Worker
from claims.updating import Updated, run, update
from updating.steps import DAY, paper

REASONS = {
    "raises": "RuntimeError at sitecustomize.py:",
    "hangs": "takes longer than 0.5 s of processor time",
    "eats": "needs more than 150 MB of memory",
    "crashes": "ends its worker with SIGSEGV",
    "exits": "ends its worker with exit code 7",
}


@pytest.fixture(autouse=True)
def workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Worker]]:
    """Papers are extracted as users have it, by the stand-in; all processes that were started."""
    monkeypatch.chdir(tmp_path)
    stand_in.install(tmp_path / "site", monkeypatch)
    monkeypatch.setattr(run, "extracting", lambda: apart.extracting(stand_in.SMALL))
    started: list[Worker] = []
    begin = Worker.__init__

    def noted(worker: Worker, what: str) -> None:
        begin(worker, what)  # type: ignore[arg-type]
        started.append(worker)

    monkeypatch.setattr(Worker, "__init__", noted)
    yield started
    assert all(worker.process.poll() is not None for worker in started), "no process is left"


def updated(*titles: str, told: list[str] | None = None, kill: list[Worker] | None = None) -> Updated:
    """An update with a paper of each title, in this order."""
    papers = [paper(1, f"2401.{number:05d}", title=title) for number, title in enumerate(titles, 10)]

    def tell(record: object, _outcome: str) -> None:
        if isinstance(record, Rejected) and told is not None:
            told.append(record.reason)
        if kill:
            kill[-1].process.send_signal(signal.SIGKILL)
            kill[-1].process.wait()

    return update("store", ["papers"], read=lambda *_: papers, day=DAY, tell=tell)


def test_each_is_isolated(workers: list[Worker]) -> None:
    told: list[str] = []
    titles = [title for kind in REASONS for title in ("fine", kind)]
    counts = updated(*titles, "fine", told=told)
    assert (counts.new, counts.set_aside, counts.papers) == (6, 5, 6)
    for reason, start in zip(told, REASONS.values(), strict=True):
        assert reason.startswith(start)
    assert len(Path("store/quarantine.jsonl").read_text(encoding="utf-8").splitlines()) == 5
    assert {found.paper.title for found in store.read("store")} == {"fine"}
    # each that ends a process that has worked before does so twice, once alone
    assert len(workers) == 1 + 2 * 4
    again = updated(*titles, "fine")
    assert (again.unchanged, again.set_aside) == (6, 5)
    assert len(workers) == 9, "nothing is tried again, and no process is started for nothing"


def test_a_process_that_others_end_harms_no_paper(workers: list[Worker]) -> None:
    assert updated(*["fine"] * 3, kill=workers).new == 3
    assert len(workers) == 3


def test_a_paper_that_is_there_whenever_a_process_is_killed_is_set_aside(
    workers: list[Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = {"outside": True, "offset": 0}

    def fail(worker: Worker, _job: Job, _request: object) -> Failure:
        worker.fit = False
        return Failure("ends its worker with SIGKILL", **ended)  # type: ignore[arg-type]

    monkeypatch.setattr(Worker, "answer", fail)
    told: list[str] = []
    assert updated("fine", told=told).set_aside == 1
    assert told == ["ends its worker with SIGKILL"]
    assert len(workers) == apart.TRIES
    ended["offset"] = -1
    with pytest.raises(OutputError, match=r"^2401\.00010: no process comes to extract it, it ends its worker with"):
        update("other", ["papers"], read=lambda *_: [paper()], day=DAY)


def test_a_process_that_has_grown_is_replaced(workers: list[Worker], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "extracting", lambda: apart.extracting(Options(megabytes=400)))
    assert updated(*["stays"] * 12).new == 12
    assert len(workers) > 1 or not Path("/proc").exists()


def test_an_interrupt_ends_the_process(workers: list[Worker]) -> None:
    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(KeyboardInterrupt):
            updated(*["fine", "sleeps"] * 4)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    deadline = time.monotonic() + 120
    while _alive(workers[-1].process.pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _alive(workers[-1].process.pid)


def test_where_there_are_no_such_processes(workers: list[Worker], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_paper: object) -> None:
        raise RuntimeError("cannot do it")

    monkeypatch.setattr(apart, "_SEPARABLE", False)
    monkeypatch.setattr(apart, "extract", fails)
    told: list[str] = []
    assert updated("fine", told=told).set_aside == 1
    assert told[0].startswith("RuntimeError at test_isolation.py:")
    assert not workers


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
