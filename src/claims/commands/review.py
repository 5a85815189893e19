"""`claims review`: what reviewers typed into a sheet comes back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.commands.console import SET_ASIDE, note
from claims.commands.options import Quiet

if TYPE_CHECKING:
    from claims.sheets.review_agreement import Agreement


def merge(
    workbooks: Annotated[list[Path], typer.Argument(metavar="XLSX", help="Sheets of `claims sheet`, filled in.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Gold, one paper a line, for `claims score`.")
    ],
    complete: Annotated[bool, typer.Option("--complete", help="Only papers of which every claim is decided.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a consensus, even where somebody has decided in it.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Bring back what reviewers typed: gold in FILE, a corrected table beside it, and of several reviewers a consensus.

    FILE.corrected.csv has the claims that hold as rows. FILE.consensus.xlsx has the cells marked in which reviewers
    differ; decide them there and merge it again. Malformed cells and conflicts are told, and the exit code is then 3.
    """
    from claims.errors import SourceError
    from claims.plural import counted
    from claims.sheets.review import merge_files

    review = merge_files(workbooks, output, complete, force)
    for problem in review.problems:
        note(f"{problem}")
    if not quiet:
        for notice in review.notices:
            note(f"{notice}")
        said = ", ".join(f"{count:,} {decision}" for decision, count in review.decisions.items())
        left_out = counted(review.not_reviewed, "paper")
        note(f"{counted(review.papers, 'paper')}: {said}, {review.added:,} added; {left_out} left out")
        for filters in review.filters:
            note(f"made with {filters}: the gold has these claims alone")
        if review.written:
            note(f"written: {', '.join(map(str, review.written))}")
        _agreements(review.agreements)
    kept = f", and {output} stays as it was" if output.exists() else ""
    if review.problems and not review.papers:
        note(f"no paper is reviewed: no gold is written{kept}")
    elif not review.papers:
        names = ", ".join(path.name for path in workbooks)
        what = "no paper is reviewed to its last claim" if complete else "nothing was reviewed, no row says anything"
        advice = "leave out --complete" if complete else "fill in the yellow cells, and save the workbook"
        raise SourceError(f"{names}: {what}. No gold is written{kept}; to have some, {advice}.")
    if review.problems:
        raise typer.Exit(SET_ASIDE)


def _agreements(agreements: "list[Agreement]") -> None:
    if agreements:
        width = max(len(f"{one.one}, {one.other}") for one in agreements)
        print(f"{'agreement':<{width}}  {'field':<10} {'claims':>6} {'raw':>6} {'kappa':>6}")
        for one in agreements:
            raw, kappa = (" -" if share is None else f"{share:.3f}" for share in (one.raw, one.kappa))
            print(f"{f'{one.one}, {one.other}':<{width}}  {one.field:<10} {one.claims:>6} {raw:>6} {kappa:>6}")
