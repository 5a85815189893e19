"""The command line: parse, call one function, print. Nothing but this and the modules of `commands` prints.

Heavy imports stand inside the commands, so that `claims --help` is quick.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec, TextIO

import typer

from claims import __version__
from claims.commands.changes import changes
from claims.commands.compare import compare
from claims.commands.console import (
    ERROR,
    GATE,
    INTERRUPTED,
    SET_ASIDE,
    TERMINATED,
    TOLD,
    UPSTREAM,
    USAGE,
    Told,
    console,
    in_words,
    listening,
    note,
    note_missed,
    progress,
    readable,
    render,
)
from claims.commands.doctor import doctor
from claims.commands.exchange import export, import_
from claims.commands.fetch import DAY, fetch, is_live, reader
from claims.commands.filtering import filtered, typed
from claims.commands.options import Quiet, Verbose, applying, patterned
from claims.commands.patterns import check, try_
from claims.commands.review import merge
from claims.commands.run import How, extract_folder, is_folder, read_annotated
from claims.commands.settings import SettingsError, read_settings
from claims.commands.sheet import sheet
from claims.commands.train import train
from claims.commands.trends import trends
from claims.commands.update import update
from claims.errors import ClaimsError, SourceError, UpstreamError
from claims.plural import counted
from claims.sheets import Format
from claims.sheets.filters import Filters, described
from claims.table import TableName

if TYPE_CHECKING:
    from claims.models import Extraction

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

review = typer.Typer(name="review", help="What reviewers typed into a sheet.", no_args_is_help=True)
app.add_typer(review)
patterns = typer.Typer(name="patterns", help="Rules of your own: check them, try them.", no_args_is_help=True)
app.add_typer(patterns)

PaperArgument = Annotated[str, typer.Argument(metavar="PAPER", help="A source file, - for standard input, or a text.")]
IdOption = Annotated[str | None, typer.Option("--id", help="Which paper of the source; the first if not said.")]


def main() -> None:
    """Runs the command line and exits with its code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that unfinished files are removed
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a locale that cannot show "×" is no reason to stop
            stream.reconfigure(errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:  # of help and of the version; commands tell theirs themselves
        note(f"claims: {in_words(error)}")
        _give_up_output()
        sys.exit(ERROR)


def command(function: Callable[Parameters, None], group: typer.Typer = app) -> Callable[Parameters, None]:
    """Makes a function a command of `group`; what goes wrong in it is told on stderr and ends in an exit code."""

    @wraps(function)
    def run(*args: Parameters.args, **options: Parameters.kwargs) -> None:
        try:
            with listening(bool(options.get("quiet")), bool(options.get("verbose"))):
                function(*args, **options)
            _flush_output()
        except BrokenPipeError:
            _give_up_output()  # whoever reads has seen enough
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except (ClaimsError, OSError) as error:
            note(f"claims: {in_words(error)}")
            try:
                _flush_output()
            except OSError:  # a full disk, most likely the error itself
                _give_up_output()
            raise typer.Exit(UPSTREAM if isinstance(error, UpstreamError) else ERROR) from None

    return group.command(function.__name__.rstrip("_"))(run)  # import is a word of Python


def _flush_output() -> None:
    stdout: TextIO | None = sys.stdout  # None where the caller closed it
    if stdout is not None:
        stdout.flush()


def _give_up_output() -> None:
    """What is left of standard output goes nowhere: Python would try again at exit, complain, and end with 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _version(wanted: bool) -> None:
    if wanted:
        print(f"claims {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 -- read by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="TOML", help="Settings, in place of claims.toml here.")
    ] = None,
) -> None:
    try:
        settings = read_settings(context.command, config)
    except SettingsError as error:
        if context.invoked_subcommand == "doctor" or {"-h", "--help"} & set(sys.argv):
            return  # they have to work with faulty settings too; the doctor tells what is wrong
        note(f"claims: {error}")
        raise typer.Exit(USAGE) from None
    for name in settings.unknown:
        note(f"claims: {name}: no option has this variable. See `claims doctor`.")
    context.obj = settings
    context.default_map = settings.default_map()
    settings.export()


@command
@patterned
@filtered
def extract(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Files of papers, - for standard input, or a query of arXiv.")
    ],
    context: typer.Context,
    filters: Filters,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE|FOLDER", help="Where to; stdout if not said."),
    ] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="By default what FILE's extension says, or csv.")
    ] = None,
    table: Annotated[TableName | None, typer.Option("--table", help="One row per what. Default: claims.")] = None,
    ids: Annotated[
        Path | None, typer.Option("--ids-from", metavar="FILE", help="Only papers with an id in FILE.")
    ] = None,
    most: Annotated[int | None, typer.Option("--max", metavar="N", min=1, help="Query: the latest N papers.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--since", metavar="DATE", formats=DAY, help="Query: submitted or revised since then."),
    ] = None,
    preview: Annotated[int, typer.Option("--preview", metavar="N", min=0, help="Show the first N claims of FILE.")] = 0,
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=1, help="FOLDER: processes. All cores if not said.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="FOLDER: go on with a run that was ended.")] = False,
    dask: Annotated[str | None, typer.Option("--dask", metavar="local:N", help="FOLDER: N workers of Dask.")] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="FOLDER: a Dask cluster, tcp://…")
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Extract the papers of every SOURCE into a sheet: CSV, JSON lines or Parquet; millions of them into a FOLDER.

    JSON lines hold one paper a line, unless --table is said. Records that cannot be read are set aside beside FILE, in
    FILE's name with .quarantine.jsonl, each with its reason. A FOLDER (a name without extension) takes JSON lines and
    holds all tables as Parquet; a run into it uses all cores, and goes on with --resume however it was ended.

    A SOURCE such as 'cat:cs.DC AND abs:LLM' that is no file is fetched from arXiv as `claims fetch` does it.
    """
    from claims.models import Rejected
    from claims.sheets.aside import quarantine
    from claims.sheets.extract import extract_files
    from claims.sources.wanted import read_wanted

    folder = output is not None and is_folder(output, form)
    live, of_claims = any(map(is_live, sources)), (table or "claims") == "claims"
    if folder or not of_claims:
        said_now = typed(context, filters)
        filters = said_now if folder else replace(filters, sort=said_now.sort)
    table = applying(context, "table", table, not folder)
    most, since = applying(context, "most", most, live), applying(context, "since", since, live)
    preview = applying(context, "preview", preview, output is not None and of_claims) or 0
    how = How(workers, resume, dask, scheduler).where_it_applies(context, folder)
    if preview and (output is None or not of_claims):
        raise typer.BadParameter("needs -o FILE and the table claims", param_hint="--preview")
    if filters.sort and not of_claims:
        raise typer.BadParameter("needs the table claims", param_hint="--sort")
    read = reader(sources, most, since)
    if folder and live:
        raise typer.BadParameter("takes files. Say `claims fetch … -o papers.jsonl` first.", param_hint="-o FOLDER")
    said = (("--format", form), ("--table", table), (described(filters).partition(" ")[0], filters != Filters()))
    how.check(folder, [name for name, value in said if value])
    if output and folder:
        counts = extract_folder(sources, output, how, ids, quiet, told=sys.maxsize if verbose else TOLD)
        if preview:
            _preview(output, form, preview)
        if counts.set_aside:
            raise typer.Exit(SET_ASIDE)
        return
    told = Told(quiet, every=verbose or output is None)  # without a file they are kept nowhere else
    wanted = read_wanted(ids) if ids else None

    shown = output is not None and not quiet and sys.stderr.isatty()
    with progress(shown, total=most if len(sources) == 1 else None) as advance:

        def tell(record: "Extraction | Rejected") -> None:
            advance()
            if isinstance(record, Rejected):
                told(record)

        counts = extract_files(sources, output, form, table, wanted, tell, filters, read)
    if not quiet:
        kept = f" in {quarantine(output)}" if output and counts.set_aside else ""
        others = f", {counts.passed_over:,} passed over" if ids or counts.passed_over else ""
        found = f"{counted(counts.papers, 'paper')}, {counted(counts.claims, 'claim')}"
        note(f"{found}, {counts.set_aside:,} set aside{kept}{others}")
        if ids and wanted:
            note_missed(ids, wanted.missed)
    if preview and output:
        _preview(output, form, preview)
    if counts.set_aside:
        raise typer.Exit(SET_ASIDE)


@command
@patterned
@filtered
def show(paper: PaperArgument, filters: Filters, paper_id: IdOption = None) -> None:
    """Show one paper with what was found in it coloured, and the rows below."""
    from claims.sheets import terminal
    from claims.sheets.filters import selected

    target = console()
    told = Told(quiet=False, every=False)
    found = _extraction(paper, paper_id, told)
    found = selected(found, filters) or found.model_copy(update={"claims": ()})
    render(target, terminal.paper(found, marks=target.no_color or not target.color_system))
    if told.count:
        raise typer.Exit(SET_ASIDE)


@command
@patterned
def explain(paper: PaperArgument, paper_id: IdOption = None) -> None:
    """Say of each thing found which rules found it, and how the claim was put together."""
    from claims.sheets import terminal

    told = Told(quiet=False, every=False)
    render(console(), terminal.explanation(_extraction(paper, paper_id, told)))
    if told.count:
        raise typer.Exit(SET_ASIDE)


@command
@patterned
def score(
    gold: Annotated[Path | None, typer.Argument(metavar="GOLD", help="Labelled papers; ours if not said.")] = None,
    pred: Annotated[
        Path | None, typer.Option("--pred", metavar="FILE", help="JSON lines, folder or store to score, not a new run.")
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
    predicted = read_annotated(pred) if pred else list(map(scoring.as_annotated, found))
    scores = scoring.score(labelled, predicted)
    fallen = scoring.guard(scores, accepted, path.stem) if accepted else []
    errors = scoring.errors(labelled, predicted) if mistakes else []
    if as_json:
        print(json.dumps(scores.to_dict() | ({"errors": list(map(asdict, errors))} if mistakes else {}), indent=2))
    else:
        print(scoring.render(scores), scoring.render_errors(errors) if mistakes else "", sep="\n", end="")
    if (scores.f1("tuple") or 0.0) < floor:
        fallen.append(
            f"tuple F1: is {scores.f1('tuple') or 0.0:.3f}, the gate is {floor:.3f}. See `claims score --errors`."
        )
    for fault in fallen:
        note(f"claims: {fault}")
    if fallen:
        raise typer.Exit(GATE)


@command
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="JSON lines, folder of an earlier run, or store.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="JSON lines, folder of a later run, or store.")],
    brief: Annotated[bool, typer.Option("--brief", help="Print the counts alone.")] = False,
) -> None:
    """Say what a run gained, lost and changed against an earlier one of the same papers."""
    from claims import score as scoring

    difference = scoring.diff(read_annotated(old), read_annotated(new))
    print(scoring.render_difference(difference, details=not brief), end="")


command(fetch)
command(sheet)
command(train)
command(compare)
command(trends)
command(update)
command(changes)
command(export)
command(import_)
command(merge, review)
command(doctor)
command(check, patterns)
command(try_, patterns)


@command
def schema() -> None:
    """Print the JSON Schema of a record."""
    from claims.sheets import jsonl

    print(json.dumps(jsonl.schema(), indent=2))


def _extraction(paper: str, wanted: str | None, told: Told) -> "Extraction":
    """What was found in the paper that the words on the command line mean; `told` hears of records before it."""
    from claims.pipeline import extract
    from claims.sheets import run_folder
    from claims.sources.wanted import Wanted
    from claims.store import is_store
    from claims.store import read as read_store

    asked = Wanted([wanted]) if wanted else None
    if is_store(paper) or run_folder.is_run(paper):
        for extraction in read_store(paper) if is_store(paper) else run_folder.read(paper):
            if asked is None or asked.takes(extraction.paper):
                return extraction
        raise SourceError(f"{paper}: has no paper {wanted}. Look at its ids with `claims extract {paper}`.")
    if paper != "-" and not os.path.isfile(paper):
        if len(paper.split()) < 2:
            raise SourceError(f"{paper}: no such file, and no text. Give a file, - or the text of an abstract.")
        if wanted:
            raise typer.BadParameter("needs a source of papers, and this is a text", param_hint="--id")
        return extract(paper)
    for found in readable(paper, told):
        if asked is None or asked.takes(found):
            return extract(found)
    raise SourceError(f"{paper}: has no paper{f' {wanted}' if wanted else ''}. Look at its ids with `claims extract`.")


def _preview(output: Path, form: Format | None, count: int) -> None:
    from claims import sheets
    from claims.sheets import terminal

    render(console(), terminal.claims_table(islice(sheets.rows(output, form), count), terminal.OF_PAPERS))
