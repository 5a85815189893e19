"""Workbooks that reviewers worked in -> gold, a corrected table, and a consensus: what `claims review merge` does."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.errors import OutputError, SourceError
from claims.models import Claim, Extraction
from claims.sheets import EXTENSIONS, csv, review_consensus
from claims.sheets.review_agreement import Agreement, agreements
from claims.sheets.review_kept import refuse_answers
from claims.sheets.review_merge import gold, is_decided, merge, told_row
from claims.sheets.review_read import Fault, read_review
from claims.sheets.whole import whole
from claims.table import TABLES, Row

_GOLD = tuple(suffix for suffix, form in EXTENSIONS.items() if form == "jsonl")


@dataclass(frozen=True, slots=True)
class Review:
    """What came of a merge."""

    papers: int
    """In the gold."""
    not_reviewed: int
    """Papers of which no row says anything, or, with `complete`, not every row; they are not in the gold."""
    decisions: dict[str, int]
    """Number of claims of the gold's papers by what was decided of them; "undecided" for the others."""
    added: int
    agreements: list[Agreement]
    unplaced: list[dict[str, Any]]
    """Rows of papers that are not known: file, sheet, row, and what was typed. They stand in no record."""
    problems: list[Fault]
    """Malformed cells, then conflicts."""
    notices: list[Fault]
    """Rows that were added for claims that are there already."""
    written: list[Path]
    """The files; none where nothing was reviewed."""
    filters: tuple[str, ...]
    """With which the workbooks were made: the gold then has these claims alone."""


def merge_files(paths: Sequence[Path], output: Path, complete: bool = False, force: bool = False) -> Review:
    """Merges workbooks into `output` (gold, one paper a line), the corrected table and, of several, the consensus.

    With `complete`, only papers of which every claim is decided. Without any paper, neither gold nor table is written.
    A consensus in which somebody decided is replaced by `force` alone. `SourceError` where a workbook is none of ours,
    `OutputError` where a file cannot be written.
    """
    if output.suffix.lower() not in _GOLD:
        raise OutputError(f"{output}: its extension is none of {', '.join(_GOLD)}. Use one of them.")
    written = (output, corrected_table(output), consensus(output))
    for path in paths:
        for target in written:
            if target.is_file() and path.is_file() and target.samefile(path):
                raise OutputError(f"{target}: is one of the workbooks, and would be replaced. Write to another file.")
    if len({path.resolve() for path in paths}) < len(paths):
        raise SourceError(f"{paths[0].name}: a workbook is given twice. Give each reviewer's once.")
    if len(paths) > 1 and not force:
        refuse_answers(consensus(output))
    names = _names(paths)
    files = [read_review(path, name) for path, name in zip(paths, names, strict=True)]
    merged = merge(files)
    wanted = [name for name in merged.reviewed() if not complete or all(map(is_decided, merged.outcomes[name]))]
    records = {name: gold(merged, name) for name in wanted}
    found = agreements([one for outcomes in merged.outcomes.values() for one in outcomes], names)
    done = []
    if records:
        with whole(output) as stream:
            for record in records.values():
                stream.write(json.dumps(record).encode() + b"\n")
        with whole(corrected_table(output)) as stream:
            stream.write(csv.line([column.name for column in TABLES["claims"].columns]))
            for name, record in records.items():
                stream.write(b"".join(csv.line(list(row.values())) for row in _rows(merged.records[name], record)))
        done += [output, corrected_table(output)]
    if len(files) > 1 and (merged.reviewed() or merged.unplaced):
        with whole(consensus(output)) as stream:
            review_consensus.write(merged, found, names, stream)
        done.append(consensus(output))
    outcomes = [one for name in wanted for one in merged.outcomes[name]]
    counts = dict.fromkeys(("accept", "correct", "reject", "undecided"), 0)
    for outcome in outcomes:
        if not outcome.added:
            counts[str(outcome.decision) if is_decided(outcome) else "undecided"] += 1
    return Review(
        papers=len(records),
        not_reviewed=len(merged.records) - len(records),
        decisions=counts,
        added=sum(outcome.added and outcome.decision == "accept" for outcome in outcomes),
        agreements=found,
        unplaced=[told_row(row, placed=False) for row in merged.unplaced.get("", [])],
        problems=merged.faults + merged.conflicts,
        notices=merged.notices,
        written=done,
        filters=tuple(dict.fromkeys(filter(None, (file.made.get("filters") for file in files)))),
    )


def corrected_table(output: Path) -> Path:
    """Where the corrected table goes.

    >>> corrected_table(Path("out/reviewed.jsonl")).as_posix()
    'out/reviewed.corrected.csv'
    """
    return output.with_suffix(".corrected.csv")


def consensus(output: Path) -> Path:
    """Where the consensus goes.

    >>> consensus(Path("reviewed.jsonl")).as_posix()
    'reviewed.consensus.xlsx'
    """
    return output.with_suffix(".consensus.xlsx")


def _names(paths: Sequence[Path]) -> list[str]:
    """What each file is called in what is told: its name, with its folder where two have the same."""
    names = [path.name for path in paths]
    return [path.as_posix() if names.count(path.name) > 1 else path.name for path in paths]


def _rows(extracted: dict[str, Any], record: dict[str, Any]) -> list[Row]:
    """The rows of the table "claims" for the claims that hold."""
    fields = Claim.model_fields
    claims = [
        {name: claim[name] for name in claim if name in fields or name == "sentence"} for claim in record["claims"]
    ]
    if "row" in extracted:
        names = [column.name for column in TABLES["claims"].columns]
        made = [extracted["row"] | claim | {"claim": claim["id"]} for claim in claims]
        return [{name: row.get(name) for name in names} for row in made]
    return list(TABLES["claims"].rows(Extraction.model_validate({**extracted, "claims": claims})))
