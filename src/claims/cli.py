"""The command line: parse, call one function, print. The only place that prints.

Heavy imports stand inside the commands, so that `claims --help` is quick.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec

import typer

from claims import __version__
from claims.errors import ClaimsError, SourceError, UpstreamError
from claims.sheets import Format
from claims.table import TableName

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from claims.models import Extraction, Paper

ERROR, SET_ASIDE, GATE, UPSTREAM, INTERRUPTED, TERMINATED = 1, 3, 4, 5, 130, 143
"""Exit codes; 0 is success and 2 wrong usage, which typer sees to."""
TOLD = 10
"""Records set aside that are told one by one without --verbose."""

Parameters = ParamSpec("Parameters")

app = typer.Typer(
    name="claims",
    help="Quantitative claims, hardware and venues from the metadata of computer-systems papers.",
    epilog="Exit codes: 0 done, 1 error, 2 wrong usage, 3 some records set aside, 4 score below the gate, "
    "5 upstream refused, 130 interrupted.",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich doubles the time to --help
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

PaperArgument = Annotated[str, typer.Argument(metavar="PAPER", help="A source file, - for standard input, or a text.")]
IdOption = Annotated[str | None, typer.Option("--id", help="Which paper of the source; the first if not said.")]


def main() -> None:
    """Runs the command line and exits with its code."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(TERMINATED))  # so that unfinished files are removed
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a locale that cannot show "×" is no reason to stop
            stream.reconfigure(errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def command(function: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """Makes a function a command; what goes wrong in it is told on stderr and ends in an exit code."""

    @wraps(function)
    def run(*args: Parameters.args, **options: Parameters.kwargs) -> None:
        try:
            function(*args, **options)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever reads has seen enough. Python would complain when it flushes at exit, so it flushes to nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except (ClaimsError, OSError) as error:
            _note(f"claims: {error}")
            raise typer.Exit(UPSTREAM if isinstance(error, UpstreamError) else ERROR) from None

    return app.command()(run)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"claims {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    pass


@command
def extract(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="Files of papers; - is standard input.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to; stdout if not said.")
    ] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="By default what FILE's extension says, or csv.")
    ] = None,
    table: Annotated[TableName | None, typer.Option("--table", help="One row per what. Default: claims.")] = None,
    ids: Annotated[
        Path | None, typer.Option("--ids-from", metavar="FILE", help="Only papers with an id in FILE.")
    ] = None,
    preview: Annotated[int, typer.Option("--preview", metavar="N", min=0, help="Show the first N claims of FILE.")] = 0,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Tell every record that is set aside.")] = False,
) -> None:
    """Extract the papers of every SOURCE into a sheet: CSV, JSON lines or Parquet.

    JSON lines hold one paper a line, unless --table is said. Records that cannot be read are set aside beside FILE, in
    FILE's name with .quarantine.jsonl, each with its reason.
    """
    from claims.models import Rejected
    from claims.sheets.extract import extract_files, quarantine, read_ids

    if preview and (output is None or (table or "claims") != "claims"):
        raise typer.BadParameter("needs -o FILE and the table claims", param_hint="--preview")
    told = 0

    with _progress(shown=output is not None and not quiet and sys.stderr.isatty()) as advance:

        def tell(record: "Extraction | Rejected") -> None:
            nonlocal told
            advance()
            if isinstance(record, Rejected) and not quiet:
                told += 1
                if verbose or output is None or told <= TOLD:  # without a file they are kept nowhere else
                    _note(f"set aside: {record.source}, record {record.position}: {record.reason}")

        counts = extract_files(sources, output, form, table, read_ids(ids) if ids else None, tell)
    if not quiet:
        kept = f" in {quarantine(output)}" if output and counts.set_aside else ""
        others = f", {counts.passed_over:,} passed over" if ids else ""
        _note(f"{counts.papers:,} papers, {counts.claims:,} claims, {counts.set_aside:,} set aside{kept}{others}")
    if preview and output:
        _preview(output, form, preview)
    if counts.set_aside:
        raise typer.Exit(SET_ASIDE)


@command
def show(paper: PaperArgument, paper_id: IdOption = None) -> None:
    """Show one paper with what was found in it coloured, and the rows below."""
    from claims.sheets import terminal

    console = _console()
    _print(console, terminal.paper(_extraction(paper, paper_id), marks=console.no_color or not console.color_system))


@command
def explain(paper: PaperArgument, paper_id: IdOption = None) -> None:
    """Say of each thing found which rules found it, and how the claim was put together."""
    from claims.sheets import terminal

    _print(_console(), terminal.explanation(_extraction(paper, paper_id)))


@command
def score(
    gold: Annotated[Path | None, typer.Argument(metavar="GOLD", help="Labelled papers; ours if not said.")] = None,
    pred: Annotated[
        Path | None, typer.Option("--pred", metavar="FILE", help="JSON lines to score, not a new run.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    mistakes: Annotated[bool, typer.Option("--errors", help="Print every mistake too.")] = False,
    floor: Annotated[float, typer.Option("--min-tuple-f1", metavar="X", help="Exit with 4 below this.")] = 0.0,
    accepted: Annotated[
        Path | None, typer.Option("--accepted", metavar="TOML", help="Exit with 4 below these.")
    ] = None,
) -> None:
    """Score the extractor, or the predictions in FILE, against labelled papers."""
    from claims import score as scoring
    from claims.pipeline import extract_many

    path = gold or scoring.default_gold()
    labelled = scoring.read_gold(path)
    found = extract_many(record.paper for record in labelled)
    predicted = scoring.read_gold(pred) if pred else list(map(scoring.as_annotated, found))
    scores = scoring.score(labelled, predicted)
    errors = scoring.errors(labelled, predicted) if mistakes else []
    if as_json:
        print(json.dumps(scores.to_dict() | ({"errors": list(map(asdict, errors))} if mistakes else {}), indent=2))
    else:
        print(scoring.render(scores), scoring.render_errors(errors) if mistakes else "", sep="\n", end="")
    fallen = scoring.guard(scores, accepted, path.stem) if accepted else []
    if (scores.f1("tuple") or 0.0) < floor:
        fallen.append(
            f"tuple F1: is {scores.f1('tuple') or 0.0:.3f}, the gate is {floor:.3f}. See `claims score --errors`."
        )
    for fault in fallen:
        _note(f"claims: {fault}")
    if fallen:
        raise typer.Exit(GATE)


@command
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="JSON lines of an earlier run.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="JSON lines of a later run.")],
    brief: Annotated[bool, typer.Option("--brief", help="Print the counts alone.")] = False,
) -> None:
    """Say what a run gained, lost and changed against an earlier one of the same papers."""
    from claims import score as scoring

    difference = scoring.diff(scoring.read_gold(old), scoring.read_gold(new))
    print(scoring.render_difference(difference, details=not brief), end="")


@command
def schema() -> None:
    """Print the JSON Schema of a record."""
    from claims.sheets import jsonl

    print(json.dumps(jsonl.schema(), indent=2))


def _extraction(paper: str, wanted: str | None) -> "Extraction":
    """What was found in the paper that the words on the command line mean."""
    from claims.pipeline import extract
    from claims.sources import read_papers

    if paper != "-" and not os.path.isfile(paper):
        if len(paper.split()) < 2:
            raise SourceError(f"{paper}: no such file, and no text. Give a file, - or the text of an abstract.")
        return extract(paper)
    for found in read_papers(paper):
        if wanted is None or _names(wanted, found):
            return extract(found)
    raise SourceError(f"{paper}: has no paper{f' {wanted}' if wanted else ''}. Look at its ids with `claims extract`.")


def _names(wanted: str, paper: "Paper") -> bool:
    from claims.table import reference

    full = reference(paper)
    return wanted in (full, full.partition(":")[2], paper.id, f"arXiv:{paper.id}")


def _preview(output: Path, form: Format | None, count: int) -> None:
    from claims import sheets
    from claims.sheets import terminal

    _print(_console(), terminal.claims_table(islice(sheets.rows(output, form), count), terminal.OF_PAPERS))


@contextmanager
def _progress(shown: bool) -> Iterator[Callable[[], None]]:
    """A function to call for each record; a bar on stderr turns with it if `shown`."""
    if not shown:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} papers"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("papers", total=None)
        yield lambda: progress.advance(task)


def _console() -> "Console":
    from rich.console import Console

    return Console()


def _print(console: "Console", *renderables: "RenderableType") -> None:
    # By way of a string, since rich ends the program by itself on a broken pipe.
    with console.capture() as capture:
        console.print(*renderables)
    sys.stdout.write(capture.get())


def _note(text: str) -> None:
    from claims.sheets.terminal import plain

    with suppress(BrokenPipeError):  # nobody listens; the work goes on
        print(plain(text), file=sys.stderr)
