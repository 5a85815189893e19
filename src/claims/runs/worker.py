"""The process that does shards, or single papers: `python -m claims.runs.worker TRACE shards`, or `… papers`.

It is made to be ended at any moment.

It reads a request a line on standard input, writes an answer a line on standard output, and keeps in the open file with
the number TRACE the offset of the record that it is at, or of the first of those that it does together, and how many
they are, which whoever asked can read when it has come to an end.
"""

import json
import mmap
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from claims import patterns
from claims.errors import ClaimsError, SourceError
from claims.patterns import Patterns
from claims.runs import identity, papers
from claims.runs.folder import Job
from claims.runs.plan import Shard
from claims.runs.shard import Task, Watch, do
from claims.runs.warm_up import warm_up, without_command_line, without_pandas

NOWHERE = -1
"""The offset in the trace while no record is worked on."""
TRACE = 16
"""Bytes of the trace: two signed numbers, the offset and how many records."""
WAITING = 10
"""How many times its time of the processor a record may take if it waits."""
RETIRE = 80
"""Megabytes of growth after which a worker is replaced, in case that something keeps what it has seen."""
Work = Callable[[Job, dict[str, Any], Watch], dict[str, Any]]
"""Does what a request asks for; what the answer holds besides that it is done."""


def main(trace_file: int, what: str) -> None:
    """Answers requests for `what`, "shards" or "papers", until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; who asked decides what becomes of us
    wire = os.fdopen(os.dup(1), "wb", 0)
    os.dup2(2, 1)  # whatever prints must not answer
    without_pandas()
    without_command_line()
    trace = memoryview(mmap.mmap(trace_file, TRACE)).cast("q")
    trace[0], trace[1] = NOWHERE, 1
    for request in _requests():
        answer = _answer(request, trace, _WORK[what])
        wire.write(json.dumps(answer).encode() + b"\n")
        if "done" not in answer:
            return


def memory() -> int:
    """Megabytes of memory of its own that the process has asked for; 0 where the system does not tell."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmData:")) // 1024
    except OSError:
        return 0


def _requests() -> Iterator[dict[str, Any]]:
    """The requests as they come. The end of standard input ends the process at once, in the middle of a shard too.

    Whoever asked is gone then, and may be back already with another worker.
    """
    waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()

    def listen() -> None:
        for line in sys.stdin.buffer:
            waiting.put(json.loads(line))
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        yield waiting.get()


def _answer(request: dict[str, Any], trace: "memoryview[int]", work: Work) -> dict[str, Any]:
    job = Job(**request["job"])
    try:
        rules = _rules(job.patterns)
        with patterns.using(rules):
            _check(job)
            base = _ready(rules)
            _limit(base, job.megabytes)
            found = work(job, request, _watching(trace, job.seconds))
    except MemoryError:
        return {"memory": job.megabytes}
    except (ClaimsError, OSError) as error:
        return {"refused": str(error)}
    except Exception as error:  # noqa: BLE001 - told to who asked, who finds the record
        return {"raised": f"{type(error).__name__}: {error}"}
    return {"done": True, "retire": memory() - base > RETIRE} | found


def _shard(job: Job, request: dict[str, Any], watch: Watch) -> dict[str, Any]:
    """Does a shard; its files are the answer."""
    if not os.path.exists(os.path.join(job.folder, "manifest.json")):
        raise SourceError(f"{job.folder}: not seen by a worker. Put input and output where every worker sees them.")
    skip = {int(offset): reason for offset, reason in request["skip"].items()}
    singly = frozenset(request["singly"])
    do(job, Task(Shard(**request["shard"]), skip, singly, request["careful"], request["dry"]), watch)
    return {}


_WORK: dict[str, Work] = {"shards": _shard, "papers": papers.work}


_known: dict[str, Patterns] = {}
"""Of each folder of rules that runs asked for, the rules as they were last."""


def _rules(folder: str | None) -> Patterns:
    """The rules with those of the user's folder as it is now."""
    if folder is None:
        return patterns.SHIPPED
    fresh = patterns.own(Path(folder))
    if folder not in _known or _known[folder].digest != fresh.digest:
        _known[folder] = fresh
    return _known[folder]


_bases: dict[Patterns, int] = {}


def _ready(rules: Patterns) -> int:
    """Megabytes of memory with all rules read: what the process grows by from then on is the records' doing."""
    if rules not in _bases:
        warm_up()
        _bases[rules] = memory()
    return max(_bases.values())


def _check(job: Job) -> None:
    """`SourceError` where this machine cannot do what another one asks for."""
    if changed := identity.differences({"program": job.program}, {"program": identity.of_program()}):
        raise SourceError(f"worker: {'; '.join(changed)}. Install the same everywhere, and change nothing in a run.")


def _limit(base: int, megabytes: int) -> None:
    """Lets the process grow by so much; what asks for more gets a `MemoryError` or ends it."""
    if base:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = (base + megabytes) << 20
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _watching(trace: "memoryview[int]", seconds: float) -> Watch:
    # Both timers end the process, even in the middle of a regular expression. The time of the processor is the same on
    # a machine with other work; a record that waits for something takes none. Records that are done together have the
    # time of one: where that is too short, they are done again, each by itself.
    limits = {"ITIMER_PROF": seconds, "ITIMER_REAL": seconds * WAITING}
    timers = [(getattr(signal, name), limit) for name, limit in limits.items() if hasattr(signal, name)]

    @contextmanager
    def watch(offset: int, records: int) -> Iterator[None]:
        trace[0], trace[1] = offset, records
        for timer, limit in timers:
            signal.setitimer(timer, limit)
        yield
        for timer, _ in timers:
            signal.setitimer(timer, 0)
        trace[0], trace[1] = NOWHERE, 1

    return watch


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
    os._exit(0)  # the thread that listens would hold up an orderly end
