"""Papers extracted one by one in a process apart, whatever they do to it: for what is no run but has to go on.

As in a run, the paper that a process ends at is tried alone, in a new one. If that ends too, the paper is to blame.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from claims import patterns
from claims.errors import ClaimsError, OutputError
from claims.models import Extraction, Paper
from claims.pipeline import extract
from claims.runs import identity
from claims.runs.folder import Job
from claims.runs.run import Options
from claims.runs.supervisor import Failure, Worker
from claims.runs.worker import NOWHERE
from claims.sheets.extract import reason_of

TRIES = 3
"""How many new processes may end at a paper by what looks like somebody else's doing."""
_SEPARABLE = os.name == "posix"
"""Whether there are processes that can be watched as a worker is."""


class FailedError(Exception):
    """Nothing can be found in a paper, for the reason that is its text."""


@contextmanager
def extracting(options: Options | None = None) -> Iterator[Callable[[Paper], Extraction]]:
    """A function that gives what is found in a paper, by the rules that are wanted where the block begins.

    It raises `FailedError` where the extraction raises, takes more time or memory than a record of a run may, or ends
    its process (where there are processes of this kind, not on Windows); `OutputError` where processes end before they
    come to a paper. The process is started for the first paper, and ends with the block.
    """
    if not _SEPARABLE:
        yield _here
        return
    with closing(_Apart(options or Options())) as apart:
        yield apart.extract


def _here(paper: Paper) -> Extraction:
    try:
        return extract(paper)
    except ClaimsError:
        raise  # our own files are at fault, not the paper
    except Exception as error:
        raise FailedError(reason_of(error)) from error


class _Apart:
    """The process, and another one when that has ended."""

    def __init__(self, options: Options) -> None:
        own = patterns.current().folder
        rules = str(own) if own else None
        self._job = Job("", None, rules, options.seconds, options.megabytes, identity.of_program())
        self._worker: Worker | None = None

    def extract(self, paper: Paper) -> Extraction:
        """What is found in the paper; raises as `extracting` says."""
        tries = 0
        while True:
            alone = self._worker is None
            answer = self._asked(paper)
            if not isinstance(answer, Failure):
                if "failed" in answer:
                    raise FailedError(answer["failed"])
                return Extraction.model_validate_json(answer["found"])
            tries += alone
            if alone and not ((answer.outside or answer.offset == NOWHERE) and tries < TRIES):
                break
        if answer.offset == NOWHERE:
            raise OutputError(f"{paper.id}: no process comes to extract it, it {answer.reason}. Look at the machine.")
        raise FailedError(answer.reason)

    def _asked(self, paper: Paper) -> dict[str, Any] | Failure:
        self._worker = self._worker or Worker("papers")
        try:
            answer = self._worker.answer(self._job, {"paper": paper.model_dump()})
        finally:
            if not self._worker.fit:
                self.close()
        return answer

    def close(self) -> None:
        """Ends the process."""
        if self._worker:
            self._worker.close()
        self._worker = None
