"""Shards in, finished shards out, whatever the records do to the processes that work on them.

Records are done some at a time. Where a worker ends meanwhile, the shard is done again with those record by record.
The record that a worker then ends at is tried alone, in a worker of its own. If that ends too, the record is to blame:
it is set aside, and the shard is done without it. If not, somebody else ended the worker: the shard is done again.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from struct import Struct
from tempfile import TemporaryFile
from typing import Any, Literal

from claims.errors import ClaimsError, OutputError
from claims.runs.folder import Job
from claims.runs.plan import Shard
from claims.runs.shard import Task
from claims.runs.worker import NOWHERE, TRACE, WAITING

TRIES = 12
"""How often the worker of a shard may end without a record to blame."""
_PLACE = Struct("=qq")
_SENT = ("SIGKILL", "SIGTERM", "SIGHUP")
# One thread a worker: the cores are shared out already. Arrow's own allocator keeps what was freed.
_ENVIRONMENT = {
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Failure:
    """How a worker ended before its task did."""

    reason: str
    offset: int
    """Of the record that it was at, or of the first of several; `NOWHERE` if at none."""
    records: int = 1
    """How many it did together."""
    raised: bool = False
    """Whether it was an exception, which says more when every record is handled with care."""
    outside: bool = False
    """Whether it was a signal that processes send each other."""


class Worker:
    """A process that does tasks, one after the other, until it fails at one or has grown too large.

    `what` it does: "shards" or single "papers".
    """

    def __init__(self, what: Literal["shards", "papers"] = "shards") -> None:
        self.trace = TemporaryFile()  # noqa: SIM115 - closed with the process
        self.trace.write(_PLACE.pack(NOWHERE, 1))
        self.trace.flush()
        self.fit = True
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "claims.runs.worker", str(self.trace.fileno()), what],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | _ENVIRONMENT,
            pass_fds=[self.trace.fileno()],
        )  # fmt: skip

    def do(self, job: Job, task: Task) -> Failure | None:
        """Does the task; None where it succeeds. `OutputError` where the worker refuses and another would too."""
        request = {
            "shard": asdict(task.shard), "skip": dict(task.skip), "singly": sorted(task.singly),
            "careful": task.careful, "dry": task.dry,
        }  # fmt: skip
        answer = self.answer(job, request)
        return answer if isinstance(answer, Failure) else None

    def answer(self, job: Job, request: dict[str, Any]) -> dict[str, Any] | Failure:
        """What the worker answers when it is done; `OutputError` as in `do`."""
        answer = self._ask(json.dumps({"job": asdict(job)} | request).encode())
        self.fit = bool(answer.get("done")) and not answer.get("retire")
        if "refused" in answer:
            raise OutputError(answer["refused"])
        if "memory" in answer:
            return Failure(f"needs more than {answer['memory']:,} MB of memory", *self._place())
        if "raised" in answer:
            return Failure(answer["raised"], *self._place(), raised=True)
        return answer if "done" in answer else self._ended(job)

    def _ask(self, request: bytes) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(request + b"\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
            return dict(json.loads(line)) if line.endswith(b"\n") else {}
        except (BrokenPipeError, ValueError):  # it has ended; closed by `close` in the second case
            return {}

    def _place(self) -> tuple[int, int]:
        """The offset of the record that the process was at, and how many it did together."""
        self.trace.seek(0)
        offset, records = _PLACE.unpack(self.trace.read(TRACE))
        return offset, records

    def _ended(self, job: Job) -> Failure:
        code, place = self.process.wait(), self._place()
        if code >= 0:
            return Failure(f"ends its worker with exit code {code}", *place)
        number = signal.Signals(-code)
        if number == signal.SIGPROF:
            return Failure(f"takes longer than {job.seconds:g} s of processor time", *place)
        if number == signal.SIGALRM:
            return Failure(f"takes longer than {job.seconds * WAITING:g} s", *place)
        return Failure(f"ends its worker with {number.name}", *place, outside=number.name in _SENT)

    def close(self) -> None:
        """Ends the process, whatever it is at."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            with suppress(BrokenPipeError):  # half a request was left
                stream.close()
        self.trace.close()


@dataclass(slots=True)
class Crew:
    """Workers that are kept for the next shard. Used by several threads at once."""

    idle: list[Worker] = field(default_factory=list)
    all: set[Worker] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    stopped: bool = False

    def finish(self, job: Job, shard: Shard) -> None:
        """Has a shard done, with the records set aside that no worker survives."""
        task = Task(shard, {})
        blameless: Counter[int] = Counter()
        while failure := self._try(job, task):
            if failure.offset == NOWHERE and failure.raised and not task.careful:
                task = replace(task, careful=True)
                continue
            if failure.records > 1:
                # one of a lot: which, is known once they are done record by record
                task = replace(task, singly=task.singly | {failure.offset})
                blameless[NOWHERE] += failure.outside
            else:
                culprit = self._culprit(job, task, failure)
                blameless[failure.offset] += culprit is None
                if culprit or (failure.offset != NOWHERE and blameless[failure.offset] > 2):
                    # Three times at the same record is no chance, though alone it does no harm.
                    task = replace(task, skip={**task.skip, failure.offset: (culprit or failure).reason})
                    continue
            if blameless.total() >= TRIES:
                place = f"{shard.name}, bytes {shard.begin:,} to {shard.end:,}"
                raise OutputError(f"{place}: no worker survives this part, it {failure.reason}. Look at the machine.")

    def _culprit(self, job: Job, task: Task, failure: Failure) -> Failure | None:
        """How the record that a worker ended at ends one alone; None where it does not."""
        if failure.offset == NOWHERE:
            return None
        culprit = self._try(job, _alone(task, failure.offset))
        if culprit and culprit.outside:  # whoever ends workers may have ended this one too
            culprit = self._try(job, _alone(task, failure.offset))
        return culprit

    def stop(self) -> None:
        """Ends all workers at once; threads that wait for them get an error."""
        with self.lock:
            self.stopped = True
            workers = list(self.all)
        for worker in workers:
            worker.process.kill()

    def _try(self, job: Job, task: Task) -> Failure | None:
        with self._hired(new=task.dry) as worker:
            failure = worker.do(job, task)
        if self.stopped:
            raise StoppedError("stopped")
        return failure

    @contextmanager
    def _hired(self, new: bool) -> Iterator[Worker]:
        """An idle worker, or a new one, which stays if it is fit for more. A new one that is asked for goes again."""
        with self.lock:
            if self.stopped:
                raise StoppedError("stopped")
            worker = self.idle.pop() if self.idle and not new else Worker()
            self.all.add(worker)
        stays = False
        try:
            yield worker
            stays = worker.fit and not new
        finally:
            with self.lock:
                stays = stays and not self.stopped
                if stays:
                    self.idle.append(worker)
                else:
                    self.all.discard(worker)
            if not stays:
                worker.close()

    def close(self) -> None:
        """Ends the workers that are idle."""
        with self.lock:
            workers, self.idle = self.idle, []
            self.all.difference_update(workers)
        for worker in workers:
            worker.close()


class StoppedError(ClaimsError):
    """The run was interrupted while a worker was at a shard."""


def _alone(task: Task, offset: int) -> Task:
    """The record at an offset and nothing else, written nowhere."""
    return Task(replace(task.shard, begin=offset, end=offset + 1), {}, careful=True, dry=True)
