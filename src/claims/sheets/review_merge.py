"""Several workbooks -> what holds of every claim, as gold; nothing that was typed is lost on the way."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.sheets.evidence import Key
from claims.sheets.review_added import added_claim, paper_name
from claims.sheets.review_cells import typed
from claims.sheets.review_claim import Texts, corrected
from claims.sheets.review_missed import Missed, again, already, outcomes_of
from claims.sheets.review_read import Fault, ReviewFile, ReviewRow
from claims.sheets.review_verdict import Outcome, Verdict, conflict_faults, decide, same, verdict
from claims.sheets.xlsx_styles import shown
from claims.table import Cell, one_line
from claims.text import clean

_WRITTEN = ("type", "metric", "direction", "bound", "value", "high", "before", "after", "unit", "baseline", "text")
"""Cells of the program by which a row is seen to be mixed up with another."""


@dataclass(slots=True)
class Merged:
    """What all reviewers together say."""

    records: dict[str, dict[str, Any]]
    """As they were extracted, by paper."""
    outcomes: dict[str, list[Outcome]] = field(default_factory=dict)
    """Of every claim and of every row that was added, by paper, in the order of the text."""
    unplaced: dict[str, list[ReviewRow]] = field(default_factory=dict)
    """Rows that no claim could be made of or found for; under "" where the paper is not known."""
    notices: list[Fault] = field(default_factory=list)
    """What is as good as right, but was perhaps not meant: claims that were added although they are there."""
    faults: list[Fault] = field(default_factory=list)
    """Malformed cells, and rows that do not hold together."""
    conflicts: list[Fault] = field(default_factory=list)
    """Cells in which reviewers differ and no majority decides."""

    def reviewed(self) -> list[str]:
        """The papers of which any row says anything."""
        return [
            name
            for name, outcomes in self.outcomes.items()
            if name in self.unplaced
            or any(said.row.typed or not said.row.key for one in outcomes for said in one.verdicts)
        ]


def merge(files: Sequence[ReviewFile]) -> Merged:
    """What holds of every claim of `files`."""
    merged = Merged({})
    for file in files:
        merged.faults += file.faults
        _records(merged, file)
    known = {(name, claim["id"]): claim for name, record in merged.records.items() for claim in record["claims"]}
    verdicts: dict[Key, list[Verdict]] = {}
    added: dict[str, list[Missed]] = {}
    for file in files:
        said: dict[Key, Verdict] = {}
        others = []
        for row in _one_per_claim(file.rows, merged.faults):
            key = row.key
            if key in known:
                faults = _mixed_up(row, known[key])
                found = verdict(row, known[key], reviewer_of(row), merged.faults)
                said[key] = Verdict(row, found.reviewer, None, {}) if faults else found
                verdicts.setdefault(key, []).append(said[key])
                merged.faults += faults
            else:
                others.append(row)
        for row in others:
            _add(merged, row, said, verdicts, added)
    for name, record in sorted(merged.records.items()):
        outcomes = [decide(claim, verdicts.get((name, claim["id"]), [])) for claim in record["claims"]]
        outcomes += outcomes_of(added.get(name, []), {claim["id"] for claim in record["claims"]})
        merged.outcomes[name] = outcomes
        for outcome in outcomes:
            merged.conflicts += conflict_faults(outcome)
    return merged


def gold(merged: Merged, name: str) -> dict[str, Any]:
    """The record of a paper with what reviewers say: claims that hold, those rejected beside them."""
    record = {key: value for key, value in merged.records[name].items() if key not in ("schema_version", "row")}
    outcomes = merged.outcomes[name]
    paper = record["paper"]
    kept = [_told(one, paper) for one in outcomes if not _left_out(one)]
    order = {field: place for place, field in enumerate(("title", "abstract", "comment", "journal_ref"))}
    kept.sort(key=lambda claim: (order[claim["field"]], claim["start"], claim["end"]))
    return record | {
        "claims": kept,
        "rejected": [_told(one, paper) for one in outcomes if _left_out(one)],
        "unplaced": [told_row(row, placed=False) for row in merged.unplaced.get(name, [])],
    }


def is_decided(outcome: Outcome) -> bool:
    """Whether reviewers have settled a claim."""
    return outcome.decision in ("accept", "correct", "reject")


def _left_out(outcome: Outcome) -> bool:
    return outcome.decision == "reject" or (outcome.added and not is_decided(outcome))


def _told(outcome: Outcome, paper: dict[str, Any]) -> dict[str, Any]:
    review = {
        "decision": outcome.decision,
        "added": outcome.added,
        "conflicts": list(outcome.conflicts),
        "found": {name: outcome.claim.get(name) for name in outcome.fields},
        "by": [
            told_row(one.row) | {"reviewer": one.reviewer}
            for one in outcome.verdicts
            if one.row.typed or not one.row.key
        ],
    }
    claim = outcome.claim
    texts = _texts(claim, paper) if outcome.fields else ("", "")
    return corrected(claim, outcome.fields, texts) | {"review": review}


def _texts(claim: dict[str, Any], paper: dict[str, Any]) -> Texts:
    """The sentence of a claim and its field, as they are read; of a paper known from rows, the sentence alone."""
    field = paper.get(claim["field"]) or ""
    if "sentence_start" not in claim:
        return clean(claim["field"], claim.get("sentence") or "").text, ""
    start, end = claim["sentence_start"], claim["sentence_end"]
    return clean(claim["field"], field[start:end]).text, clean(claim["field"], field).text


def told_row(row: ReviewRow, placed: bool = True) -> dict[str, Any]:
    """All that was typed into a row; of an added one and of one that was not `placed`, its other cells too."""
    said = {} if row.key and placed else {name: typed(value) for name, value in row.said.items()}
    return {"file": row.file, "sheet": row.sheet, "row": row.number, "typed": row.typed} | (
        {"said": said} if said else {}
    )


def _records(merged: Merged, file: ReviewFile) -> None:
    for name, record in file.records.items():
        known = merged.records.setdefault(name, {**record, "claims": []})
        ids = {claim["id"] for claim in known["claims"]}
        # a sheet with other filters may hold others
        known["claims"] += [claim for claim in record["claims"] if claim["id"] not in ids]
        known["claims"].sort(
            key=lambda claim: (claim["field"] != "title", claim["field"], claim["start"], claim["end"])
        )


def _one_per_claim(rows: Iterable[ReviewRow], faults: list[Fault]) -> list[ReviewRow]:
    """The rows, those of one claim put together: a copied row may say what the first one does not, and no other."""
    first: dict[Key, ReviewRow] = {}
    kept = []
    for row in rows:
        if row.key is None or row.key not in first:
            kept.append(row)
            if row.key:
                first[row.key] = row
            continue
        one = first[row.key]
        for name, cell in row.typed.items():
            if name not in one.typed:
                one.typed[name] = cell
                if name in row.answers:
                    one.answers[name] = row.answers[name]
                    one.percentages += (name,) * (name in row.percentages)
            elif not same(one.typed[name], cell):
                one.typed[f"{name} ({row.place(name).cell})"] = cell
                what = f"{cell!r}, but {one.place(name).cell} says {one.typed[name]!r} of the same claim"
                faults.append(Fault(row.place(name), f"{what}, which counts. Leave one; for a new claim, empty its id"))
        one.malformed += row.malformed
    return kept


def _mixed_up(row: ReviewRow, claim: dict[str, Any]) -> list[Fault]:
    """The program's cells that are no longer as they were written; the row then says nothing."""
    faults = []
    for name in _WRITTEN:
        said, wanted = row.said.get(name), claim.get(name)
        if f"said {name}" not in row.letters or _as_written(said) == _as_written(wanted):
            continue
        if isinstance(said, int | float) and isinstance(wanted, int | float) and math.isclose(said, wanted):
            continue
        row.typed[f"said {name}"] = None if said is None else typed(said)
        what = f"is {_as_written(said)[:60]!r}, but was written as {_as_written(wanted)[:60]!r}"
        advice = "Correct in the yellow cells; if only some columns were sorted, sort whole rows"
        faults.append(Fault(row.place(f"said {name}"), f"{what}. {advice}"))
    return faults


def _as_written(cell: Any) -> str:
    if cell is None:
        return ""
    said: Cell = typed(cell)
    return one_line(shown(said)) if isinstance(said, str) else f"{said:.15g}"


def reviewer_of(row: ReviewRow) -> str:
    """Who filled a row in: as it says, else the name of the file."""
    return str(row.answers.get("reviewer") or row.file.removesuffix(".xlsx"))


def _add(
    merged: Merged,
    row: ReviewRow,
    said: Mapping[Key, Verdict],
    verdicts: dict[Key, list[Verdict]],
    added: dict[str, list[Missed]],
) -> None:
    """Takes a row of no known claim for one that was missed. `said` is what its file says of the known ones."""
    name = paper_name(row, merged.records)
    if row.key:
        what = f"{row.key[1]!r} is no claim of {row.key[0]!r}. Empty it for a new one"
        _leave(merged, row, name, Fault(row.place("said claim"), what))
        return
    if name is None:
        cell = typed(row.said.get("paper", ""))
        what = f"{cell!r} is none of the papers" if cell else "no paper"
        _leave(merged, row, name, Fault(row.place("said paper"), f"{what}. Write it as in the rows above"))
        return
    record = merged.records[name]
    found = added_claim(row, record, merged.faults)
    if found is None:
        _leave(merged, row, name)
        return
    judged = verdict(row, found.claim, reviewer_of(row), [])
    decision = judged.decision if judged.decision in ("reject", "unsure") else "accept"
    missed = Missed(found, Verdict(row, judged.reviewer, decision, {}))
    there = already(missed, name, record["claims"], said) if decision == "accept" else None
    if there is None:
        others = added.setdefault(name, [])
        if repeated := again(missed, others):
            merged.notices.append(repeated)
        others.append(missed)
    elif there.key is None or there.verdict is None:
        _leave(merged, row, name, there.told)
    else:
        merged.notices.append(there.told)
        verdicts.setdefault(there.key, []).append(there.verdict)


def _leave(merged: Merged, row: ReviewRow, paper: str | None, fault: Fault | None = None) -> None:
    """Keeps a row as it was typed; what it says of no known paper stands in no record, and so is told."""
    merged.unplaced.setdefault(paper or "", []).append(row)
    if fault and paper is None:
        cells = {name: typed(cell) for name, cell in row.said.items() if name != "paper"} | row.typed
        says = ", ".join(f"{name} {cell}" for name, cell in cells.items())
        fault = Fault(fault.place, f"{fault.what}. The row says {says or 'nothing more'}")
    if fault:
        merged.faults.append(fault)
