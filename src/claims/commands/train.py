"""`claims train`: labelled papers -> the weights behind `confidence`."""

from pathlib import Path
from typing import Annotated

import typer

from claims.commands.console import Told, readable

Files = Annotated[list[Path], typer.Argument(metavar="LABELS", help="Labelled papers that no rule was written with.")]


def train(
    labels: Files,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where the weights go.")],
    seen: Annotated[
        list[Path] | None,
        typer.Option("--seen", metavar="LABELS", help="Labelled papers that rules were written with."),
    ] = None,
    papers: Annotated[
        Path | None, typer.Option("--papers", metavar="SOURCE", help="The text of labels that hold none.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="SVG", help="Draw what was said and what came true.")
    ] = None,
    bare: Annotated[
        Path | None, typer.Option("--bare", metavar="FILE", help="Write LABELS without any text, to be passed on.")
    ] = None,
) -> None:
    """Learn from labelled papers how sure a thing found is, and say how well that holds on papers left out."""
    from claims.sheets.whole import whole
    from claims.training import render, write
    from claims.training import train as learn
    from claims.training.labels import read_labels, write_bare
    from claims.training.reliability import picture

    texts = {paper.id: paper for paper in readable(str(papers), Told(quiet=False, every=False))} if papers else {}
    unseen = read_labels(labels, texts)
    if bare:
        write_bare(unseen, bare)
    trained = learn(unseen, read_labels(seen or (), texts))
    write(trained, output)
    if plot:
        with whole(plot) as stream:
            stream.write(picture(trained.judged).encode())
    print(render(trained), end="")
