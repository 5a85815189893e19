"""`claims fetch`: papers from arXiv, and what a query means as a source of other commands."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.commands.console import SET_ASIDE, TOLD, note, progress
from claims.commands.options import Quiet, Verbose
from claims.errors import SourceError
from claims.plural import counted

if TYPE_CHECKING:
    from claims.models import Paper, Rejected

DAY = ["%Y-%m-%d"]


def fetch(
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="As the API of arXiv has it: 'cat:cs.DC AND abs:LLM'.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="JSON lines; stdout if not said.")
    ] = None,
    most: Annotated[int | None, typer.Option("--max", metavar="N", min=1, help="The latest N papers.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--since", metavar="DATE", formats=DAY, help="QUERY: submitted or revised on that day or later."),
    ] = None,
    ids: Annotated[
        list[str] | None, typer.Option("--ids", metavar="ID,…", help="Papers by id, 2401.00010 or 2401.00010v2.")
    ] = None,
    ids_from: Annotated[
        Path | None, typer.Option("--ids-from", metavar="FILE", help="The papers with an id in FILE.")
    ] = None,
    oai: Annotated[
        str | None, typer.Option("--oai", metavar="SET", help="A whole category by OAI-PMH: cs:cs:DC.")
    ] = None,
    begin: Annotated[
        datetime | None, typer.Option("--from", metavar="DATE", formats=DAY, help="SET: changed on that day or later.")
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--until", metavar="DATE", formats=DAY, help="SET: changed on that day or before."),
    ] = None,
    rss: Annotated[
        str | None, typer.Option("--rss", metavar="CATEGORY", help="What is announced today: cs.DC, cs.DC+cs.OS.")
    ] = None,
    contact: Annotated[
        str | None, typer.Option("--contact", metavar="WHO", help="Your address, told to arXiv. CLAIMS_CONTACT.")
    ] = None,
    size: Annotated[
        int | None,
        typer.Option("--slice", metavar="N", min=1, max=2000, help="QUERY: papers a request, 500 if not said."),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Ask again what was asked today.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Fetch the metadata of papers from arXiv: of a QUERY, of ids, of a whole category or of today's announcements.

    As arXiv wants it: one request in three seconds by all processes of this machine, and the same one once a day. What
    was interrupted or refused goes on, when said again, with the answers that it has.
    """
    from claims import live
    from claims.models import Rejected
    from claims.sheets.aside import quarantine
    from claims.sheets.papers import write_papers

    names = [name.strip() for some in ids or () for name in some.split(",") if name.strip()]
    if ids_from:
        from claims.sources.wanted import read_ids

        names += read_ids(ids_from)
    begins, ends, changed = (day and day.date() for day in (begin, until, since))
    try:
        request = live.Request(query, tuple(names), oai, rss, most, changed, begins, ends)
    except SourceError as error:
        raise typer.BadParameter(str(error).partition(": ")[2]) from None
    service = live.from_environment()
    who = service.contact if contact is None else contact or None
    service = replace(service, contact=who, slice=size or service.slice)
    told = 0
    with progress(shown=output is not None and not quiet and sys.stderr.isatty(), total=most) as advance:

        def tell(record: "Paper | Rejected") -> None:
            nonlocal told
            advance()
            if isinstance(record, Rejected) and not quiet:
                told += 1
                if verbose or output is None or told <= TOLD:  # without a file they are kept nowhere else
                    note(f"set aside: {record.id or record.source}: {record.reason}")

        fetched = write_papers(told_when_interrupted(live.records(request, service, fresh)), output, tell)
    if not quiet:
        if rss:
            note(
                "RSS has no comments and no dates of papers: venues and hardware that only a comment tells are missing."
            )
        place = f" in {quarantine(output)}" if output and fetched.set_aside else ""
        deleted = f", {fetched.deleted:,} of them deleted from arXiv" if fetched.deleted else ""
        note(f"{counted(fetched.papers, 'paper')}, {fetched.set_aside:,} set aside{place}{deleted}")
    if fetched.set_aside:
        raise typer.Exit(SET_ASIDE)


def is_live(source: str) -> bool:
    """Whether a source on the command line is no file but a query of arXiv."""
    from claims.live.query import is_query

    return source != "-" and is_query(source) and not os.path.exists(source)


def reader(
    sources: Sequence[str], most: int | None, since: datetime | None
) -> "Callable[[str], Iterator[Paper | Rejected]]":
    """What reads a source of `sources`, a file or a query; `most` and `since` are of queries."""
    from claims import live
    from claims.sources import read_records

    for name, value in (("--max", most), ("--since", since)):
        if value is not None and not any(map(is_live, sources)):
            raise typer.BadParameter("needs a query as SOURCE, such as cat:cs.DC", param_hint=name)

    def read(source: str) -> "Iterator[Paper | Rejected]":
        if not is_live(source):
            return read_records(source)
        return told_when_interrupted(live.fetch(source, limit=most, since=since and since.date()))

    return read


def told_when_interrupted(records: "Iterator[Paper | Rejected]") -> "Iterator[Paper | Rejected]":
    """The records; an interruption while arXiv is waited for is told to have lost nothing."""
    count = 0
    try:
        for record in records:
            count += 1
            yield record
    except (KeyboardInterrupt, SystemExit):
        if count:
            came = counted(count, "record that came is", "records that came are")
            note(f"interrupted: the {came} kept for today. Say the same again to go on.")
        raise
