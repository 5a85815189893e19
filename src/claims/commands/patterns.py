"""`claims patterns`: rules of the user's own, checked, and which rules fire on a text."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.commands.console import ERROR, console, note, render
from claims.commands.options import Quiet, patterned

if TYPE_CHECKING:
    from claims.cases import Placed

FIELDS = ("title", "abstract", "comment", "journal_ref")
"""Those of `models.FieldName`, which takes long to import."""


def _field(text: str) -> str:
    if text not in FIELDS:
        raise typer.BadParameter(f"{text!r} is none of {', '.join(FIELDS)}.")
    return text


def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Rules of your own; the shipped ones if not said.")
    ] = None,
    shipped: Annotated[
        bool, typer.Option("--shipped", help="Also tell which of the shipped cases come out otherwise with them.")
    ] = False,
    quiet: Quiet = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Tell every case that comes out right too.")] = False,
) -> None:
    """Check rules: that every file holds, and that every case in DIR's cases.toml comes out. Exits with 1 if not.

    All faults are told at once, each with its file and rule.
    """
    from claims.cases import read_cases
    from claims.ruleset import use_patterns

    with use_patterns(folder):
        failed, count = _run(read_cases(folder), verbose)
        if shipped and folder is not None:
            changed, of = _run(read_cases(), verbose)
            note(f"{changed:,} of {of:,} shipped cases come out otherwise with these rules")
    if not quiet:
        right = f"{count - failed:,} of {count:,} cases come out right"
        note(f"{folder or 'the shipped rules'}: all files hold; {right}")
    if failed:
        raise typer.Exit(ERROR)


@patterned
def try_(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="An abstract, or another field of a paper.")],
    field: Annotated[
        str, typer.Option("--field", metavar="|".join(FIELDS), parser=_field, help="What TEXT is.")
    ] = "abstract",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Show which rules fire on a text: the id of each, where, and what it gives.

    Numbers of which no claim is made are shown too. For example: claims patterns try "halves latency on 64 A100 GPUs"
    """
    from claims.mentions.quantity import quantities
    from claims.models import Paper
    from claims.pipeline import extract
    from claims.sheets import terminal_rules

    paper = Paper.model_validate({"id": "text", field: text.strip()})
    rows = terminal_rules.fired(extract(paper), {field: quantities(text.strip())})
    if as_json:
        for row in rows:
            print(json.dumps(row._asdict(), ensure_ascii=False))
    else:
        render(console(), terminal_rules.table(rows))


def _run(cases: "list[Placed]", verbose: bool) -> tuple[int, int]:
    """How many cases fail, and of how many; each that does is told."""
    from claims.cases import failures

    failed = 0
    for placed in cases:
        told = failures(placed)
        failed += bool(told)
        for failure in told:
            note(f"{placed}: {failure.rstrip('.')}. Mend the rule or the case.")
        if verbose and not told:
            note(f"{placed}: right{', it is known to fail' if placed.case.known_failure else ''}")
    return failed, len(cases)
