"""`claims export` and `claims import`: labelled papers to annotation tools and back."""

from pathlib import Path
from typing import Annotated

import typer

from claims.commands.console import SET_ASIDE, Told, note
from claims.commands.options import Quiet, Verbose, patterned
from claims.exchange.tools import Tool
from claims.plural import counted


@patterned
def export(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Gold, JSON lines of `claims extract`, a store, or papers.")
    ],
    tool: Annotated[Tool, typer.Option("--for", help="The annotation tool.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to; for brat a new folder.")],
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write labelled papers for an annotation tool, to correct them or to label by hand.

    For Label Studio, the labelling interface is written beside FILE as .xml: paste it into the settings of the project.
    """
    from claims.exchange.files import export as write
    from claims.exchange.files import interface

    told = Told(quiet, verbose)
    papers = write(sources, output, tool, told)
    beside = f" and {interface(output)}" if tool == "label-studio" else ""
    if not quiet:
        note(f"{counted(papers, 'paper')} in {output}{beside}, {told.count:,} set aside")
    if told.count:
        raise typer.Exit(SET_ASIDE)


def import_(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="A folder of brat, or a JSON export of Label Studio.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Gold, for `claims score`.")],
    reviewer: Annotated[
        str | None, typer.Option("--reviewer", metavar="WHO", help="Whose annotations, where several people labelled.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Bring what people labelled in brat or Label Studio back as gold."""
    from claims.exchange.files import bring_back

    records = bring_back(source, output, reviewer)
    claims = [claim for record in records for claim in record.claims]
    bare = sum(claim.value is None and claim.before is None for claim in claims)
    without = f", {bare:,} of them without a number" if bare else ""
    if not quiet:
        note(f"{counted(len(records), 'paper')}, {counted(len(claims), 'claim')}{without}, in {output}")
