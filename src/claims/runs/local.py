"""Shards on the cores of this machine: a thread for each worker, which waits for it."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from claims.runs.folder import Job
from claims.runs.plan import Shard
from claims.runs.supervisor import Crew


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def work(job: Job, shards: Sequence[Shard], workers: int) -> Iterator[Shard]:
    """Has the shards done and gives each when it is. Whatever ends the iteration ends the workers."""
    crew = Crew()
    with ThreadPoolExecutor(workers) as pool:
        try:
            waiting = {pool.submit(crew.finish, job, shard): shard for shard in shards}
            for done in as_completed(waiting):
                done.result()
                yield waiting[done]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            crew.stop()
            raise
        finally:
            crew.close()
