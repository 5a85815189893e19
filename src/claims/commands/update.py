"""`claims update` and `claims changes`: a store kept up to date, and what its papers claim otherwise since."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.commands.console import SET_ASIDE, TOLD, console, note, progress, render
from claims.commands.fetch import told_when_interrupted
from claims.commands.filtering import filtered
from claims.commands.options import Quiet, patterned
from claims.sheets.filters import Filters

if TYPE_CHECKING:
    from rich.table import Table

    from claims.models import Paper, Rejected
    from claims.updating import Transition, Updated
    from claims.updating.fold import Outcome

_NEWS = {
    "new": "new paper", "version": "new version", "metadata": "changed metadata", "older": "older version",
    "deleted": "deleted",
}  # fmt: skip


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date. Write 2026-11-30.") from None


StoreArgument = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of the store.")]


@patterned
def update(
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
            parser=_date,
            help="Query: what changed since then. Default: since it was last fetched.",
        ),
    ] = None,
    most: Annotated[int | None, typer.Option("--max", metavar="N", min=1, help="Query: the latest N papers.")] = None,
    reextract: Annotated[
        bool, typer.Option("--reextract", help="Also extract anew what other rules or versions extracted.")
    ] = False,
    day: Annotated[
        date | None,
        typer.Option("--date", metavar="DATE", parser=_date, help="Write what is new down as of DATE, not of today."),
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
    from claims.updating import update as bring_up_to_date
    from claims.updating.sources import is_live

    if not sources and not reextract:
        raise typer.BadParameter("is missing. Give the papers to update from, or say --reextract.", param_hint="SOURCE")
    for name, value in (("--since", since), ("--max", most)):
        if value is not None and not any(map(is_live, sources or ())):
            raise typer.BadParameter("needs a query as SOURCE, such as cat:cs.DC", param_hint=name)
    told = 0
    with progress(shown=not quiet and sys.stderr.isatty()) as advance:

        def tell(record: "Paper | Rejected", outcome: "Outcome") -> None:
            nonlocal told
            advance()
            if quiet:
                return
            if outcome == "set_aside":
                told += 1
                if verbose or told <= TOLD:
                    note(_told(record))
            elif verbose and outcome in _NEWS:
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
    if counts.set_aside:
        raise typer.Exit(SET_ASIDE)


@filtered
def changes(
    store: StoreArgument,
    filters: Filters,
    since: Annotated[
        date | None,
        typer.Option("--since", metavar="DATE", parser=_date, help="What the store came to know on DATE or after."),
    ] = None,
    paper: Annotated[str | None, typer.Option("--paper", metavar="ID", help="One paper.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: one version after another.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV: a row for each claim.")] = False,
) -> None:
    """Say which claims papers gained, lost and changed from one version to the next."""
    from claims.updating import changes as found_in

    if filters.sort:
        raise typer.BadParameter("changes are sorted by paper and version", param_hint="--sort")
    if as_json and as_csv:
        raise typer.BadParameter("does not go with --json", param_hint="--csv")
    found = found_in(store, since=since, paper=paper, filters=filters)
    if as_json:
        _print_json(found)
    elif as_csv:
        _print_csv(found)
    else:
        transitions = list(found)
        if any(transition.changes for transition in transitions):
            render(console(), _table(transitions))
        _summary(transitions)


def _read(source: str, since: date | None, limit: int | None) -> "Iterable[Paper | Rejected]":
    from claims.updating.sources import is_live, read

    records = read(source, since, limit)
    return told_when_interrupted(iter(records)) if is_live(source) else records


def _report(store: Path, counts: "Updated") -> None:
    parts = [
        f"{counts.new:,} new", f"{counts.version:,} new versions", f"{counts.metadata:,} with changed metadata",
        f"{counts.unchanged:,} unchanged", f"{counts.deleted:,} deleted", f"{counts.set_aside:,} set aside",
    ]  # fmt: skip
    if counts.older:
        parts.insert(4, f"{counts.older:,} older than what is known")
    if counts.reextracted:
        parts.append(f"{counts.reextracted:,} extracted anew, {counts.differing:,} of them with another result")
    kept = f" in {store / 'quarantine.jsonl'}" if counts.set_aside else ""
    note(f"{', '.join(parts)}{kept}; {counts.papers:,} papers in {store}")
    if counts.outdated:
        note(
            f"{counts.outdated:,} papers are as another program extracted them ({'; '.join(counts.because)}). "
            "Say --reextract to bring them up to date."
        )


def _told(record: "Paper | Rejected") -> str:
    from claims.models import Rejected

    assert isinstance(record, Rejected)
    return f"set aside: {record.source}, record {record.position}: {record.reason}"


def _name(record: "Paper | Rejected") -> str:
    from claims.models import Paper
    from claims.table import reference

    return reference(record) if isinstance(record, Paper) else str(record.id)


def _table(transitions: "list[Transition]") -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from claims.sheets.wording import plain

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for name in ("paper", "versions", "change", "what"):
        table.add_column(name, overflow="fold", no_wrap=name != "what")
    styles = {"gained": "green", "lost": "red", "changed": "yellow"}
    for transition in transitions:
        place = (transition.paper.partition(":")[2], _versions(transition))
        for change in transition.changes:
            what = "" if change.what == "claim" else f"{change.what}: "
            values = "".join(f"\n  {name}: {old} → {new}" for name, old, new in change.attributes)
            cells = (*place, change.kind, f"{what}{change.value}{values}")
            table.add_row(*(Text("\n".join(map(plain, cell.split("\n"))), styles.get(cell, "")) for cell in cells))
            place = ("", "")
    return table


def _versions(transition: "Transition") -> str:
    old, new = (f"v{version}" if version is not None else "?" for version in (transition.old, transition.new))
    match transition.kind:
        case "deleted":
            return f"{old} deleted"
        case "restored":
            return f"{new} restored"
        case "metadata":
            return f"{new} metadata"
        case _:
            return f"{old} → {new}"


def _summary(transitions: "list[Transition]") -> None:
    counts = {
        kind: sum(change.kind == kind and change.what == "claim" for one in transitions for change in one.changes)
        for kind in ("gained", "lost", "changed")
    }
    papers = len({transition.paper for transition in transitions})
    silent = sum(not transition.changes for transition in transitions)
    said = ", ".join(f"{count:,} {kind}" for kind, count in counts.items())
    note(
        f"{len(transitions):,} changes of {papers:,} papers: claims {said}; {silent:,} changed nothing that is claimed"
    )


def _print_json(transitions: "Iterable[Transition]") -> None:
    separator = "["
    for transition in transitions:
        print(separator, json.dumps(transition.to_dict(), ensure_ascii=True, indent=1), sep="\n")
        separator = ","
    print("]" if separator == "," else "[]")


def _print_csv(transitions: "Iterable[Transition]") -> None:
    from claims.sheets import csv

    names = ("paper", "transition", "old_version", "new_version", "updated", "day")
    own = ("change", "what", "field", "start", "text", "value", "attributes", "sentence", "rule")

    def write(*cells: str | int | None) -> None:
        print(csv.line(list(cells)).decode(), end="")

    write(*names, *own)
    for one in transitions:
        place = (one.paper, one.kind, one.old, one.new, one.updated, one.day)
        for change in one.changes:
            values = "; ".join(f"{name}: {old} -> {new}" for name, old, new in change.attributes)
            write(
                *place, change.kind, change.what, change.field, change.start if change.field else None, change.text,
                change.value, values, change.sentence, change.rule,
            )  # fmt: skip
