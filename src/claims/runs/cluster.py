"""Shards on a Dask cluster, each done just as on this machine: a worker of Dask has processes of ours do them.

So a record that ends its process does not end a worker of Dask, and one that is lost has its shards done by others.
Input and output have to be where every machine sees them under the same path.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from logging import ERROR
from secrets import token_hex
from typing import TYPE_CHECKING

from claims.errors import OutputError, SourceError
from claims.runs.folder import Job
from claims.runs.plan import Shard
from claims.runs.supervisor import Crew

if TYPE_CHECKING:
    from distributed import Client, Future

LOST = 8
"""How often a shard is begun again, beyond what Dask does by itself, when the workers that do it are lost."""
PATIENCE = 60
"""Seconds until a scheduler has to answer and to have a worker."""


def reach(address: str) -> None:
    """Raises `SourceError` where there is no cluster at an address, or none with a worker."""
    with _client(address):
        pass


def work(job: Job, shards: Sequence[Shard], address: str) -> Iterator[Shard]:
    """Has the shards done by the scheduler at `address`, or by "local:4", a cluster of so many processes here.

    Gives each shard when it is done. `SourceError` where there is no such cluster.
    """
    with _client(address) as client:
        from distributed import KilledWorker, as_completed

        waiting = {_submit(client, job, shard, 0): (shard, 0) for shard in shards}
        try:
            queue = as_completed(list(waiting))
            for done in queue:
                shard, times = waiting.pop(done)
                try:
                    done.result()
                except KilledWorker as error:
                    if times == LOST:
                        raise OutputError(
                            f"{shard.name}, byte {shard.begin:,}: {error}. Look at the cluster."
                        ) from error
                    again = _submit(client, job, shard, times + 1)
                    waiting[again] = shard, times + 1
                    queue.add(again)
                else:
                    yield shard
        finally:
            client.cancel(list(waiting))


def _submit(client: "Client", job: Job, shard: Shard, times: int) -> "Future[None]":
    # A key of its own: Dask would otherwise take what another run once did for this one.
    return client.submit(_finish, job, shard, key=f"claims-{token_hex(4)}-{shard.number}-{times}", pure=False)


def _finish(job: Job, shard: Shard) -> None:
    _crew().finish(job, shard)


@cache
def _crew() -> Crew:
    """The processes of ours in one worker of Dask. They end with it."""
    return Crew()


@contextmanager
def _client(address: str) -> "Iterator[Client]":
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise SourceError(f"dask: {error}. Install it with `pip install 'arxiv-claims[distributed]'`.") from error
    kind, _, count = address.partition(":")
    if kind == "local":
        if not count.isdecimal() or not int(count):
            raise SourceError(f"{address}: is no number of workers. Write local:4, for instance.")
        with (
            LocalCluster(
                n_workers=int(count), threads_per_worker=1, dashboard_address=None, silence_logs=ERROR
            ) as here,
            Client(here) as client,
        ):
            yield client
        return
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise SourceError(f"{address}: {error}. Give the address that the scheduler says.") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise SourceError(f"{address}: the scheduler has no workers. Start some.") from error
        yield client
