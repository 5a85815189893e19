"""`claims changes`: which claims papers gained, lost and changed from version to version."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from claims.commands.console import console, note, render
from claims.commands.filtering import filtered, typed
from claims.commands.update import StoreArgument, day_of
from claims.plural import counted
from claims.sheets.filters import Filters

if TYPE_CHECKING:
    from rich.table import Table

    from claims.updating import Transition


@filtered
def changes(
    context: typer.Context,
    store: StoreArgument,
    filters: Filters,
    since: Annotated[
        date | None,
        typer.Option("--since", metavar="DATE", parser=day_of, help="What the store came to know on DATE or after."),
    ] = None,
    paper: Annotated[str | None, typer.Option("--paper", metavar="ID", help="One paper.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: one version after another.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV: a row for each claim.")] = False,
) -> None:
    """Say which claims papers gained, lost and changed from one version to the next."""
    from claims.updating import changes as found_in

    if typed(context, filters).sort:
        raise typer.BadParameter("changes are sorted by paper and version", param_hint="--sort")
    if as_json and as_csv:
        raise typer.BadParameter("does not go with --json", param_hint="--csv")
    found = found_in(store, since=since, paper=paper, filters=replace(filters, sort=None))
    if as_json:
        _print_json(found)
    elif as_csv:
        _print_csv(found)
    else:
        transitions = list(found)
        if any(transition.changes for transition in transitions):
            render(console(), _table(transitions))
        _summary(transitions)


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
        f"{counted(len(transitions), 'change')} of {counted(papers, 'paper')}: claims {said}; "
        f"{silent:,} changed nothing that is claimed"
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
