"""The same bytes from a cluster of Dask, also when a worker of it is killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.errors import SourceError
from claims.runs import Options, extract_run
from claims.runs.folder import Job
from claims.runs.plan import Shard
from claims.sheets.extract import Counts
from stand_in import engine, tree, write

distributed = pytest.importorskip("distributed")
cluster = pytest.importorskip("claims.runs.cluster")

OPTIONS = Options(shard_bytes=1000, seconds=5)


@pytest.fixture
def address() -> Iterator[str]:
    """Two workers of Dask in processes of their own. Dask gives up a task as soon as one of them is lost with it."""
    dask = pytest.importorskip("dask")
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as here,
    ):
        yield here.scheduler_address


def test_a_worker_is_killed_and_nothing_is_lost(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    submit = cluster._submit

    def noted(client: object, job: Job, shard: Shard, times: int) -> object:
        begun.append(times)
        return submit(client, job, shard, times)

    monkeypatch.setattr(cluster, "_submit", noted)
    titles = ["is slow", "{", "crashes"] + ["is slow"] * 120
    write(tmp_path / "snapshot.json", titles)
    extract_run(["snapshot.json"], Path("here"), engine(2), OPTIONS)
    with distributed.Client(address) as client:
        [victim, _] = client.run(os.getpid).values()
    done: list[bool] = []

    def tell(_size: int, _total: int, _records: int, new: bool) -> None:
        done.append(new)
        if len(done) == 3:
            os.kill(victim, signal.SIGKILL)

    counts = extract_run(
        ["snapshot.json"], Path("there"), lambda job, shards: cluster.work(job, shards, address), OPTIONS, tell=tell
    )
    assert counts == Counts(papers=121, claims=242, set_aside=2)
    assert len(done) > 5
    assert max(begun) > 0, "what Dask gave up was begun again"
    with distributed.Client(address) as client:
        assert victim not in client.run(os.getpid).values()
    assert tree(Path("here")) == tree(Path("there"))


@pytest.mark.usefixtures("snapshot")
def test_what_goes_wrong_there_is_told_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def work(address: str) -> object:
        return extract_run(["snapshot.json"], Path("out"), lambda *job: cluster.work(*job, address), resume=True)

    with pytest.raises(SourceError, match="local:many: is no number of workers"):
        work("local:many")
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    with pytest.raises(SourceError, match=r"tcp://127\.0\.0\.1:9: .*Give the address"):
        work("tcp://127.0.0.1:9")
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=None, processes=False) as empty,
        pytest.raises(SourceError, match="the scheduler has no workers"),
    ):
        work(empty.scheduler_address)
