"""`claims extract … -o FOLDER`: a long run, with a bar that says how fast it goes and how long it will take."""

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import typer

from claims.commands.console import note, note_missed
from claims.commands.options import applying
from claims.plural import counted

if TYPE_CHECKING:
    from claims.runs import Engine
    from claims.score import Annotated
    from claims.sheets import Format
    from claims.sheets.extract import Counts
    from claims.sources.wanted import Wanted

Tell = Callable[[int, int, int, bool], None]


@dataclass(frozen=True, slots=True)
class How:
    """Who does the work, and whether it has begun already: the options that only a run into a folder has."""

    workers: int | None = None
    resume: bool = False
    dask: str | None = None
    scheduler: str | None = None

    def where_it_applies(self, context: typer.Context, folder: bool) -> "How":
        """Without what only settings say and this output does not have."""
        distributed = self.dask or self.scheduler
        return How(
            applying(context, "workers", self.workers, folder and not distributed),
            bool(applying(context, "resume", self.resume, folder)),
            applying(context, "dask", self.dask, folder),
            applying(context, "scheduler", self.scheduler, folder),
        )

    def check(self, folder: bool, others: Sequence[str]) -> None:
        """Raises `typer.BadParameter` where the options do not go together; `others` are those said that files have."""
        said = [f"--{name}" for name in ("workers", "resume", "dask", "scheduler") if getattr(self, name)]
        who = [name for name in said if name != "--resume"]
        if said and not folder:
            raise typer.BadParameter("needs -o FOLDER", param_hint=said[0])
        if len(who) > 1:
            raise typer.BadParameter(f"does not go with {who[0]}", param_hint=who[1])
        if folder and others:
            raise typer.BadParameter(
                "does not go with -o FOLDER, which holds all tables. Say it to `claims sheet`.", param_hint=others[0]
            )


def is_folder(output: Path, form: "Format | None") -> bool:
    """Whether an output is meant to be a folder: it is one, or there is nothing yet and the name has no extension."""
    return output.is_dir() or (form is None and not output.suffix and not output.exists())


def extract_folder(
    sources: Sequence[str], folder: Path, how: How, ids: Path | None, quiet: bool, told: int
) -> "Counts":
    """Does the run; on stderr go a bar if that is a terminal, and unless `quiet` the first `told` records set aside."""
    from claims.runs import Options, extract_run
    from claims.runs.folder import quarantine_path
    from claims.sources.wanted import read_wanted

    wanted = read_wanted(ids) if ids else None
    try:
        with _bar(shown=not quiet and sys.stderr.isatty()) as tell:
            counts = extract_run(sources, folder, _engine(how), Options(ids), how.resume, tell)
    except (KeyboardInterrupt, SystemExit):
        note(f"{folder}: not complete. Say the same with --resume to go on.")
        raise
    if not quiet:
        with quarantine_path(folder).open("rb") as stream:
            for record in map(json.loads, islice(stream, told)):
                place = f"record {record['position']} at byte {record['offset']}"
                note(f"set aside: {record['source']}, {place}: {record['reason']}")
        kept = f" in {quarantine_path(folder)}" if counts.set_aside else ""
        others = f", {counts.passed_over:,} passed over" if ids else ""
        found = f"{counted(counts.papers, 'paper')}, {counted(counts.claims, 'claim')}"
        note(f"{found}, {counts.set_aside:,} set aside{kept}{others}")
        if ids and wanted:
            note_missed(ids, _missed(wanted, folder))
    return counts


def _missed(wanted: "Wanted", folder: Path) -> list[str]:
    """The ids wanted that none of the papers of a run has."""
    from claims.sheets import parquet
    from claims.sheets.book import paper_of

    for row in parquet.read(folder, "papers"):
        wanted.takes(paper_of(str(row["paper"])))
    return wanted.missed


def read_annotated(path: Path) -> "list[Annotated]":
    """The papers of a file of annotated papers, of a store or of the folder of a run, to be scored or compared."""
    from claims import score, store

    if store.is_store(path):
        return list(map(score.as_annotated, store.read(path)))
    if not path.is_dir():
        return score.read_gold(path)
    from claims.runs import annotated

    return list(annotated.read(path))


def _engine(how: How) -> "Engine":
    if address := how.scheduler or how.dask:
        from claims.runs import cluster

        if how.dask and not re.fullmatch("local:[1-9][0-9]{0,3}", how.dask, re.ASCII):
            raise typer.BadParameter("is local:N, N workers. A cluster is --scheduler.", param_hint="--dask")
        if how.scheduler:
            cluster.reach(how.scheduler)  # before there is a folder, which the next try would find
        return lambda job, shards: cluster.work(job, shards, address)
    from claims.runs import local

    workers = how.workers or local.cores()
    return lambda job, shards: local.work(job, shards, workers)


@contextmanager
def _bar(shown: bool) -> Iterator[Tell]:
    """A function that hears of each shard that is done; see `extract_run`."""
    if not shown:
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    begun, count, fresh, size_fresh = monotonic(), 0, 0, 0
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def tell(size: int, total: int, records: int, new: bool) -> None:
            nonlocal begun, count, fresh, size_fresh
            count += records
            if new:
                fresh += records
                size_fresh += size
            else:
                begun = monotonic()
            bar.update(task, total=total, advance=size)
            passed = monotonic() - begun
            left = bar.tasks[0].remaining or 0
            pace = (
                f", {fresh / passed:,.0f}/s, {timedelta(seconds=round(left * passed / size_fresh))} left"
                if fresh
                else ""
            )
            bar.update(task, description=f"{counted(count, 'paper')}{pace}")

        yield tell
