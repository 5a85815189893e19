"""Several workbooks -> what holds of every claim, as gold; nothing that was typed is lost on the way."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.sheets.evidence import Key
from claims.sheets.review_added import added_claim, paper_name
from claims.sheets.review_cells import typed
from claims.sheets.review_claim import corrected
from claims.sheets.review_read import Fault, ReviewFile, ReviewRow
from claims.sheets.review_verdict import Outcome, Verdict, conflict_faults, decide, same, verdict
from claims.sheets.xlsx_styles import shown
from claims.table import Cell, one_line

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
    faults: list[Fault] = field(default_factory=list)
    """Malformed cells, and rows that do not hold together."""
    conflicts: list[Fault] = field(default_factory=list)
    """Cells in which reviewers differ and no majority decides."""

    def reviewed(self) -> list[str]:
        """The papers of which any row says anything."""
        return [
            name
            for name, outcomes in self.outcomes.items()
            if name in self.unplaced or any(said.row.typed or one.added for one in outcomes for said in one.verdicts)
        ]


def merge(files: Sequence[ReviewFile]) -> Merged:
    """What holds of every claim of `files`."""
    merged = Merged({})
    for file in files:
        merged.faults += file.faults
        _records(merged, file)
    known = {(name, claim["id"]): claim for name, record in merged.records.items() for claim in record["claims"]}
    verdicts: dict[Key, list[Verdict]] = {}
    added: dict[str, list[tuple[dict[str, Any], Verdict]]] = {}
    for file in files:
        for row in _one_per_claim(file.rows, merged.faults):
            key = row.key
            if key in known:
                faults = _mixed_up(row, known[key])
                said = verdict(row, _reviewer(row), merged.faults)
                verdicts.setdefault(key, []).append(Verdict(row, said.reviewer, None, {}) if faults else said)
                merged.faults += faults
            else:
                _add(merged, row, added)
    for name, record in sorted(merged.records.items()):
        outcomes = [decide(claim, verdicts.get((name, claim["id"]), [])) for claim in record["claims"]]
        outcomes += _same_claims(added.get(name, []))
        merged.outcomes[name] = outcomes
        for outcome in outcomes:
            merged.conflicts += conflict_faults(outcome)
    return merged


def gold(merged: Merged, name: str) -> dict[str, Any]:
    """The record of a paper with what reviewers say: claims that hold, those rejected beside them."""
    record = {key: value for key, value in merged.records[name].items() if key not in ("schema_version", "row")}
    outcomes = merged.outcomes[name]
    kept = [_told(one) for one in outcomes if not _left_out(one)]
    order = {field: place for place, field in enumerate(("title", "abstract", "comment", "journal_ref"))}
    kept.sort(key=lambda claim: (order[claim["field"]], claim["start"], claim["end"]))
    return record | {
        "claims": kept,
        "rejected": [_told(one) for one in outcomes if _left_out(one)],
        "unplaced": [told_row(row) for row in merged.unplaced.get(name, [])],
    }


def is_decided(outcome: Outcome) -> bool:
    """Whether reviewers have settled a claim."""
    return outcome.decision in ("accept", "correct", "reject")


def _left_out(outcome: Outcome) -> bool:
    return outcome.decision == "reject" or (outcome.added and not is_decided(outcome))


def _told(outcome: Outcome) -> dict[str, Any]:
    review = {
        "decision": outcome.decision,
        "added": outcome.added,
        "conflicts": list(outcome.conflicts),
        "found": {name: outcome.claim.get(name) for name in outcome.fields},
        "by": [told_row(one.row) | {"reviewer": one.reviewer} for one in outcome.verdicts if one.row.typed],
    }
    return corrected(outcome.claim, outcome.fields) | {"review": review}


def told_row(row: ReviewRow) -> dict[str, Any]:
    """All that was typed into a row; of an added one, its other cells too."""
    said = {} if row.key else {name: typed(value) for name, value in row.said.items()}
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


def _reviewer(row: ReviewRow) -> str:
    return str(row.answers.get("reviewer") or row.file.removesuffix(".xlsx"))


def _add(merged: Merged, row: ReviewRow, added: dict[str, list[tuple[dict[str, Any], Verdict]]]) -> None:
    name = paper_name(row, merged.records)
    problem = None
    if row.key:
        problem = Fault(
            row.place("said claim"), f"{row.key[1]!r} is no claim of {row.key[0]!r}. Empty it for a new one"
        )
    elif name is None:
        said = typed(row.said.get("paper", ""))
        what = f"{said!r} is none of the papers" if said else "no paper"
        problem = Fault(row.place("said paper"), f"{what}. Write it as in the rows above")
    claim = None if problem or name is None else added_claim(row, merged.records[name], merged.faults)
    if claim is None or name is None:
        merged.unplaced.setdefault(name or "", []).append(row)
        if problem and name is None:  # it stands in no record, so what it says is told
            says = ", ".join(f"{name} {cell}" for name, cell in row.typed.items())
            problem = Fault(problem.place, f"{problem.what}. The row says {says or 'nothing more'}")
        if problem:
            merged.faults.append(problem)
        return
    judged = verdict(row, _reviewer(row), [])
    decision = judged.decision if judged.decision in ("reject", "unsure") else "accept"
    added.setdefault(name, []).append((claim, Verdict(row, judged.reviewer, decision, {})))


def _same_claims(added: Sequence[tuple[dict[str, Any], Verdict]]) -> list[Outcome]:
    """Rows that several reviewers added for one claim count as one: overlapping words, equal numbers."""
    groups: list[list[tuple[dict[str, Any], Verdict]]] = []
    for claim, said in added:
        for group in groups:
            if said.row.file not in {other.row.file for _, other in group} and _is_same(group[0][0], claim):
                fields = {name: claim[name] for name in _WRITTEN if name not in ("type", "text")}
                group.append((claim, Verdict(said.row, said.reviewer, said.decision, fields)))
                break
        else:
            groups.append([(claim, said)])
    return [decide(group[0][0], [said for _, said in group], added=True) for group in groups]


def _is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    overlap = min(one["end"], other["end"]) > max(one["start"], other["start"])
    numbers = ("value", "high", "before", "after")
    return one["field"] == other["field"] and overlap and all(same(one[name], other[name]) for name in numbers)
