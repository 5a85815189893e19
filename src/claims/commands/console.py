"""How every command speaks: exit codes, notes on stderr, a bar that turns, renderables on stdout."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from claims.models import Paper, Rejected

ERROR, USAGE, SET_ASIDE, GATE, UPSTREAM, INTERRUPTED, TERMINATED = 1, 2, 3, 4, 5, 130, 143
"""Exit codes; 0 is success. docs/conventions.md tells what each means."""

TOLD = 10
"""Records set aside that are told one by one without --verbose."""


def note(text: str) -> None:
    """Says it on stderr, without what a terminal would obey."""
    from claims.sheets.wording import plain

    with suppress(BrokenPipeError):  # nobody listens; the work goes on
        print(plain(text), file=sys.stderr)


@contextmanager
def listening(quiet: bool, verbose: bool) -> Iterator[None]:
    """A block in which notes are made of what the log "claims" says: warnings, with `verbose` also what goes on."""
    import logging

    class Notes(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            note(record.getMessage())

    log, notes = logging.getLogger("claims"), Notes()
    before = log.level
    log.setLevel(logging.ERROR if quiet else logging.INFO if verbose else logging.WARNING)
    log.addHandler(notes)
    try:
        yield
    finally:
        log.removeHandler(notes)
        log.setLevel(before)


def in_words(error: Exception) -> str:
    """An error as where: what. What to do."""
    if not isinstance(error, OSError) or error.filename is None:
        return str(error)
    return f"{error.filename}: {error.strerror}. Give another place, or see to this one."


def note_missed(ids: Path, missed: Sequence[str]) -> None:
    """Says which ids of a file no paper has that was read, the first few by name: one may be spelled wrongly."""
    if missed:
        more = ", …" if len(missed) > TOLD else ""
        note(f"{ids}: no paper was read with {len(missed):,} of its ids: {', '.join(missed[:TOLD])}{more}")


class Told:
    """Records set aside, said on stderr and counted: the first ten, all if `every`, none if `quiet`."""

    def __init__(self, quiet: bool, every: bool) -> None:
        self.count = 0
        self.most = 0 if quiet else sys.maxsize if every else TOLD

    def __call__(self, record: "Rejected") -> None:
        self.count += 1
        if self.count <= self.most:
            note(f"set aside: {record.source}, record {record.position}: {record.reason}")


def readable(source: str, told: Told) -> "Iterator[Paper]":
    """The papers of a source; records that cannot be read are told."""
    from claims.sources import read_papers

    rejected: list[Rejected] = []
    for paper in read_papers(source, rejected):
        while rejected:
            told(rejected.pop(0))
        yield paper
    for record in rejected:
        told(record)


def console() -> "Console":
    """Standard output as rich sees it."""
    from rich.console import Console

    return Console()


def render(target: "Console", *renderables: "RenderableType") -> None:
    """Prints renderables on standard output."""
    # By way of a string, since rich ends the program by itself on a broken pipe.
    with target.capture() as capture:
        target.print(*renderables)
    sys.stdout.write(capture.get())


@contextmanager
def progress(shown: bool, total: int | None = None) -> Iterator[Callable[[], None]]:
    """A function to call for each record; if `shown`, a bar on stderr turns with it, towards a known `total`."""
    if not shown:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} papers"), TimeElapsedColumn())
    filling = (BarColumn(),) if total else ()
    with Progress(*filling, *columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("papers", total=total)
        yield lambda: bar.advance(task)
