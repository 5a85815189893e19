"""`claims compare`: claims of many papers side by side in the terminal."""

from typing import Annotated

import typer

from claims.commands.console import SET_ASIDE, console, note, render
from claims.commands.filtering import filtered_unsorted
from claims.commands.options import Quiet, Verbose, patterned
from claims.plural import counted
from claims.sheets.filters import Filters


@patterned
@filtered_unsorted
def compare(
    sources: Annotated[
        list[str], typer.Argument(metavar="CLAIMS", help="What `claims extract` wrote, a store, or papers.")
    ],
    filters: Filters,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many claims to show.")] = 20,
    prior: Annotated[bool, typer.Option("--prior", help="Also what papers say of earlier work.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Rank what papers claim, each claim with the sentence that says it.

    Changes come first, by how many times better they made the metric; "≤" stands for "up to". What has no factor
    follows, by type, family of metrics and unit. For example:
    claims compare claims.jsonl --metric throughput --baseline vLLM --hardware H100
    """
    from claims.sheets.book import of_newest_versions, read_book
    from claims.sheets.ranking import ranked
    from claims.sheets.terminal_ranking import ranking

    book = read_book(sources, filters)
    target = console()
    rows = (row for row in of_newest_versions(book.claims) if prior or row["about"] == "this")
    render(target, ranking(ranked(rows), book.extractions, top, marks=target.no_color or not target.color_system))
    if verbose:
        for record in book.set_aside:
            note(f"set aside: {record.source}, record {record.position}: {record.reason}")
    if book.set_aside:
        if not quiet:
            note(f"{counted(len(book.set_aside), 'record')} set aside; `claims extract` keeps them with their reasons")
        raise typer.Exit(SET_ASIDE)
