"""`claims update`: a store kept up to date."""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims import days
from claims.commands.console import SET_ASIDE, Told, note, progress
from claims.commands.fetch import told_when_interrupted
from claims.commands.options import Quiet, applying, patterned
from claims.errors import SourceError
from claims.plural import counted

if TYPE_CHECKING:
    from claims.models import Paper, Rejected
    from claims.updating import Updated
    from claims.updating.fold import Outcome

_NEWS = {
    "new": "new paper", "version": "new version", "metadata": "changed metadata", "older": "older version",
    "deleted": "deleted",
}  # fmt: skip


def day_of(text: str) -> date:
    """The value of an option that is a date."""
    try:
        return days.read(text)
    except SourceError as error:
        raise typer.BadParameter(str(error)) from None


StoreArgument = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of the store.")]


@patterned
def update(
    context: typer.Context,
    store: StoreArgument,
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE", help="Files, - for standard input, or what arXiv has: cat:cs.DC."),
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(
            "--since",
            metavar="DATE",
            parser=day_of,
            help="Query: what changed since then. Default: since it was last fetched.",
        ),
    ] = None,
    most: Annotated[int | None, typer.Option("--max", metavar="N", min=1, help="Query: the latest N papers.")] = None,
    reextract: Annotated[
        bool, typer.Option("--reextract", help="Also extract anew what other rules or versions extracted.")
    ] = False,
    day: Annotated[
        date | None,
        typer.Option("--date", metavar="DATE", parser=day_of, help="Write what is new down as of DATE, not of today."),
    ] = None,
    quiet: Quiet = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Tell every paper that is new or changed.")] = False,
) -> None:
    """Bring the store up to date with every SOURCE: new papers, new versions, metadata added later, deletions.

    A record that was there before is not extracted again, and an older version never takes the place of a newer one.
    Of a query such as 'cat:cs.DC', or a set of OAI-PMH such as oai:cs:cs:DC, what changed since the last time is
    fetched.

    The update may be ended at any moment; say the same again to go on. Records that cannot be read are in
    STORE/quarantine.jsonl, and the exit code is then 3. `sheet`, `compare`, `trends`, `diff`, `score --pred`, `export`
    and `extract` read the store where they read a file.
    """
    from claims.models import Rejected
    from claims.updating import update as bring_up_to_date
    from claims.updating.sources import is_live

    if not sources and not reextract:
        raise typer.BadParameter("is missing. Give the papers to update from, or say --reextract.", param_hint="SOURCE")
    live = any(map(is_live, sources or ()))
    since, most = applying(context, "since", since, live), applying(context, "most", most, live)
    for name, value in (("--since", since), ("--max", most)):
        if value is not None and not live:
            raise typer.BadParameter("needs a query as SOURCE, such as cat:cs.DC", param_hint=name)
    told = Told(quiet, verbose)
    with progress(shown=not quiet and sys.stderr.isatty()) as advance:

        def tell(record: "Paper | Rejected", outcome: "Outcome") -> None:
            advance()
            if outcome == "set_aside" and isinstance(record, Rejected):
                told(record)
            elif verbose and not quiet and outcome in _NEWS:
                note(f"{_NEWS[outcome]}: {_name(record)}")

        try:
            counts = bring_up_to_date(
                store, sources or (), since=since, limit=most, day=day, reextract=reextract, read=_read, tell=tell
            )
        except (KeyboardInterrupt, SystemExit):
            note(f"{store}: not up to date. Say the same again to go on.")
            raise
    if not quiet:
        _report(store, counts)
        if verbose:
            _programs(store)
    if counts.set_aside:
        raise typer.Exit(SET_ASIDE)


def _read(source: str, since: date | None, limit: int | None) -> "Iterable[Paper | Rejected]":
    from claims.updating.sources import is_live, read

    records = read(source, since, limit)
    return told_when_interrupted(iter(records)) if is_live(source) else records


def _report(store: Path, counts: "Updated") -> None:
    parts = [
        f"{counts.new:,} new", counted(counts.version, "new version"), f"{counts.metadata:,} with changed metadata",
        f"{counts.unchanged:,} unchanged", f"{counts.deleted:,} deleted", f"{counts.set_aside:,} set aside",
    ]  # fmt: skip
    if counts.older:
        parts.insert(4, f"{counts.older:,} older than what is known")
    if counts.reextracted:
        parts.append(f"{counts.reextracted:,} extracted anew, {counts.differing:,} of them with another result")
    kept = f" in {store / 'quarantine.jsonl'}" if counts.set_aside else ""
    note(f"{', '.join(parts)}{kept}; {counted(counts.papers, 'paper')} in {store}")
    if counts.outdated:
        note(
            f"{counted(counts.outdated, 'paper is', 'papers are')} as another program extracted them "
            f"({'; '.join(counts.because)}). Say --reextract to bring them up to date."
        )


def _programs(store: Path) -> None:
    from claims.store import programs

    for program, count in programs(store):
        said = ", ".join(f"{name} {version[:12]}" for name, version in program.items())
        note(f"{counted(count, 'paper')} extracted by {said}")


def _name(record: "Paper | Rejected") -> str:
    from claims.models import Paper
    from claims.table import reference

    return reference(record) if isinstance(record, Paper) else str(record.id)
