"""`claims sheet`: claims in, one file that people work in out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.commands.console import SET_ASIDE, Told, note, progress
from claims.commands.filtering import filtered
from claims.commands.options import Quiet, Verbose, patterned
from claims.sheets.filters import Filters

if TYPE_CHECKING:
    from claims.models import Extraction, Rejected
    from claims.table import Row


@patterned
@filtered
def sheet(
    sources: Annotated[
        list[str], typer.Argument(metavar="CLAIMS", help="What `claims extract` wrote, a store, or papers.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Where to; its extension says what it is.")
    ],
    filters: Filters,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a workbook, even where a reviewer has filled it in.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Put the claims of every source into one file: a workbook to review in (.xlsx), a page to read and filter (.html),
    a table for a text (.md, .tex), the papers as references (.bib, .ris), or a database (.sqlite).

    Reviewers fill in the yellow columns; `claims review merge` brings back what they typed.
    """
    from claims.models import Rejected
    from claims.plural import counted
    from claims.sheets import book_suffix, write_book
    from claims.sheets.book import read_book
    from claims.sheets.extract import refuse_own_input

    refuse_own_input(sources, output)
    if book_suffix(output) == ".xlsx" and not force:
        from claims.sheets.review_kept import refuse_answers

        refuse_answers(output)
    told = Told(quiet, verbose)
    with progress(shown=not quiet and sys.stderr.isatty()) as advance:

        def tell(record: "Extraction | Row | Rejected") -> None:
            advance()
            if isinstance(record, Rejected):
                told(record)

        book = read_book(sources, filters, tell)
    write_book(book, output)
    if not quiet:
        again = f", {counted(book.repeated, 'paper')} given twice" if book.repeated else ""
        found = f"{counted(len(book.papers), 'paper')}, {counted(len(book.claims), 'claim')}"
        note(f"{found}, {len(book.set_aside):,} set aside{again}")
    if book.set_aside:
        raise typer.Exit(SET_ASIDE)
