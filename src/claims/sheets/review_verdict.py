"""What reviewers say of one claim -> what holds, and in what they differ.

More than half decide. Where there is no such majority the claim stays as the program found it, undecided, and the cells
that differ are named.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from claims.sheets.review_claim import corrected, impossible
from claims.sheets.review_columns import CORRECTIONS, DECISIONS, Decision
from claims.sheets.review_read import Fault, Place, ReviewRow
from claims.table import Cell, one_line

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one reviewer says of one claim."""

    row: ReviewRow
    reviewer: str
    decision: Decision | None
    """None where the row says nothing, or nothing that holds together."""
    fields: Mapping[str, Cell]
    """Corrections by field; None for what is not there."""


@dataclass(slots=True)
class Outcome:
    """What all reviewers together say of one claim."""

    claim: dict[str, Any]
    """As the program found it, or as the first reviewer added it."""
    verdicts: list[Verdict]
    decision: Decision | None = None
    fields: dict[str, Cell] = field(default_factory=dict)
    """The corrections that hold."""
    differing: dict[str, list[Verdict]] = field(default_factory=dict)
    """Columns in which reviewers differ, with those that say something there."""
    conflicts: tuple[str, ...] = ()
    """Those of them that no majority decides."""
    added: bool = False
    typed_in: tuple[str, ...] = ()
    """Of an added claim, the fields that were typed in."""


def verdict(row: ReviewRow, claim: Mapping[str, Any], reviewer: str, faults: list[Fault]) -> Verdict:
    """What a row says of its claim; a row that does not hold together says nothing, and `faults` tell why.

    A correction to what the program says already is none.
    """
    typed_in = {column.name: row.answers[column.name] for column in CORRECTIONS if column.name in row.answers}
    fields = {name: cell for name, cell in typed_in.items() if not same(_full(name, cell), claim.get(name))}
    said = row.answers.get("decision")
    decision: Decision | None = next((known for known in DECISIONS if known == said), None)
    nothing = Verdict(row, reviewer, None, {})
    if row.malformed:
        return nothing
    if decision is None and typed_in:
        decision = "correct"
    problems = []
    if fields and decision in ("accept", "reject"):
        what = f"{decision!r}, but something is corrected ({', '.join(fields)}). Choose correct, or empty those cells"
        problems.append(Fault(row.place("decision"), what))
    elif decision == "correct" and not typed_in:
        what = "'correct', but nothing is corrected. Fill in what is right, or choose accept"
        problems.append(Fault(row.place("decision"), what))
    if row.percentages:
        problems += not_per_cent(row, corrected(claim, fields)["unit"], row.percentages)
    if fields and not problems:
        problems += _impossible(row, claim, fields)
    if problems:
        faults += problems
        return nothing
    if decision == "correct" and not fields:
        decision = "accept"
    return Verdict(row, reviewer, decision, fields)


def decide(claim: dict[str, Any], verdicts: Sequence[Verdict], added: bool = False) -> Outcome:
    """What holds of a claim."""
    outcome = Outcome(claim, list(verdicts), added=added)
    said = [one for one in verdicts if one.decision]
    if len({one.decision for one in said}) > 1:
        outcome.differing["decision"] = said
    decisive = [one for one in said if one.decision != "unsure"]
    keeping = [one for one in decisive if one.decision != "reject"]
    if not decisive:
        outcome.decision = "unsure" if said else None
    elif 2 * len(keeping) == len(decisive):
        outcome.decision, outcome.conflicts = "unsure", ("decision",)
    elif 2 * len(keeping) < len(decisive):
        outcome.decision = "reject"
    else:
        _fields(outcome, keeping)
    return outcome


def label(verdict: Verdict, claim: Mapping[str, Any], name: str) -> Cell:
    """What a reviewer holds a field of the claim to be: the correction, else what the program says."""
    return _full(name, verdict.fields.get(name, claim.get(name)))


def not_per_cent(row: ReviewRow, unit: Any, percentages: Sequence[str]) -> list[Fault]:
    """The `percentages` of a row, if what they are numbers of is measured in something else."""
    if unit in ("%", "pp"):
        return []
    measured = f"the unit is {unit!r}" if unit else "there is no unit"
    what = f"a percentage, but {measured}. Format the cell as a number and write it again, or correct the unit"
    return [Fault(row.place(name), what) for name in percentages]


def same(one: Cell, other: Cell) -> bool:
    """Whether two cells say the same: numbers to twelve digits, text whatever its case and spaces.

    >>> same(0.1 + 0.2, 0.3), same("P99  latency", "p99 latency"), same(None, ""), same("1", 1)
    (True, True, False, False)
    """
    if isinstance(one, str) and isinstance(other, str):
        return one_line(one).casefold() == one_line(other).casefold()
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-12)
    return one is None and other is None


def conflict_faults(outcome: Outcome) -> list[Fault]:
    """The conflicts of a claim, each named by the cells that are in it."""
    faults = []
    for name in outcome.conflicts:
        first, *others = outcome.differing[name]
        said = f"{first.reviewer} says {_said(first, outcome, name)}, but " + ", ".join(
            f"{_reviewer(one, name)} {_said(one, outcome, name)}" for one in others
        )
        faults.append(Fault(_place(first, name), f"{said}. Decide in the consensus"))
    return faults


def who_said_what(outcome: Outcome, name: str) -> str:
    """What each reviewer says in a column, a line each."""
    return "\n".join(f"{one.reviewer}: {_said(one, outcome, name)}" for one in outcome.differing[name])


def _full(name: str, cell: Cell) -> Cell:
    return "" if name == "unit" and cell is None else cell


def _impossible(row: ReviewRow, claim: Mapping[str, Any], fields: Mapping[str, Cell]) -> list[Fault]:
    """Why the claim cannot be as it is corrected, unless the program had found it like that."""
    found = impossible(corrected(claim, fields), row.answers)
    if found is None or found == impossible(claim):
        return []
    names, what = found
    return [Fault(row.place(next((name for name in names if name in fields), names[0])), what)]


def _fields(outcome: Outcome, keeping: list[Verdict]) -> None:
    conflicts = []
    for column in CORRECTIONS:
        labels = [label(one, outcome.claim, column.name) for one in keeping]
        value, votes = _most(labels, same)
        if votes < len(keeping):
            outcome.differing[column.name] = keeping
        if 2 * votes <= len(keeping):
            conflicts.append(column.name)
        elif not same(value, outcome.claim.get(column.name)):
            outcome.fields[column.name] = value
    outcome.conflicts = tuple(conflicts)
    outcome.decision = "unsure" if conflicts else "correct" if outcome.fields else "accept"


def _most(items: Sequence[Item], equal: Callable[[Item, Item], bool]) -> tuple[Item, int]:
    """The first of the items that most are equal to, and how many."""
    votes = [sum(equal(one, other) for other in items) for one in items]
    return items[votes.index(max(votes))], max(votes)


def _said(one: Verdict, outcome: Outcome, name: str) -> str:
    if name == "decision":
        return str(one.decision)
    value = label(one, outcome.claim, name)
    return "none" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)


def _place(one: Verdict, name: str) -> Place:
    return one.row.place(name)


def _reviewer(one: Verdict, name: str) -> str:
    return f"{one.reviewer} ({_place(one, name)})"
