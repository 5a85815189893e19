"""`claims trends`: claimed factors over the years, in the terminal and as a picture."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.commands.console import SET_ASIDE, console, note, render
from claims.commands.filtering import filtered_unsorted
from claims.commands.options import Quiet, Verbose, patterned
from claims.plural import counted
from claims.sheets.filters import Filters

if TYPE_CHECKING:
    from rich.table import Table

    from claims.sheets.trends import Spread, Year

_BAR = 24
"""Characters of the bar that stands for a factor of 100."""


@patterned
@filtered_unsorted
def trends(
    sources: Annotated[
        list[str], typer.Argument(metavar="CLAIMS", help="What `claims extract` wrote, a store, or papers.")
    ],
    filters: Filters,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="A picture as well: .svg, .png or .pdf.")
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Show how large the claimed factors were over the years, "up to" told apart from what is stated as it is.

    The picture needs matplotlib: pip install arxiv-claims[plot]
    """
    from claims.sheets.book import of_newest_versions, read_book
    from claims.sheets.extract import refuse_own_input
    from claims.sheets.filters import in_words
    from claims.sheets.trends import by_year, points
    from claims.sheets.trends_plot import format_of_plot, write_plot
    from claims.sheets.whole import whole

    form = format_of_plot(output) if output else ""
    if output:
        refuse_own_input(sources, output)
    book = read_book(sources, filters)
    claims = of_newest_versions(book.claims)
    years, found = by_year(claims), points(claims)
    if output:
        said = ": ".join(filter(None, ("Claimed factors over time", in_words(filters))))
        with whole(output) as stream:
            write_plot(found, years, said, stream, form)
    if years:
        render(console(), _table(years))
    else:
        note("No claim with a factor and a year is left. Leave out a filter.")
    undated = sum(bool(row["factor"]) and row["about"] == "this" for row in claims) - len(found)
    if undated and not quiet:
        note(f"Left out: {counted(undated, 'claim')} of papers of which no year is known")
    if verbose:
        for record in book.set_aside:
            note(f"set aside: {record.source}, record {record.position}: {record.reason}")
    if book.set_aside:
        if not quiet:
            note(f"{counted(len(book.set_aside), 'record')} set aside; `claims extract` keeps them with their reasons")
        raise typer.Exit(SET_ASIDE)


def _table(years: "list[Year]") -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for name in ("year", "papers", "stated", "claims", "median", "quarters"):
        table.add_column(name, justify="left" if name == "stated" else "right", no_wrap=True)
    table.add_column("1× to 100×", no_wrap=True)  # the median as a bar
    for year in years:
        table.add_row(str(year.year), f"{year.papers:,}", *_cells("as it is", year.said), _bar(year.said, "█"))
        table.add_row("", "", *_cells("up to", year.up_to), _bar(year.up_to, "░"), end_section=True)
    return table


def _cells(name: str, spread: "Spread") -> tuple[str, ...]:
    from claims.sheets.wording import short

    quarters = f"{short(spread.low)}-{short(spread.high)}" if spread.low is not None else ""
    return name, f"{spread.count:,}", short(spread.median), quarters


def _bar(spread: "Spread", mark: str) -> str:
    from math import log10

    if not spread.median or spread.median <= 0:
        return ""
    return mark * max(1, min(_BAR, round(_BAR * log10(spread.median) / 2)))
