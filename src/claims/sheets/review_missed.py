"""Claims that reviewers say were missed -> those that were, each once; and those that are there already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from claims.sheets.evidence import Key
from claims.sheets.review_added import Added
from claims.sheets.review_claim import corrected
from claims.sheets.review_columns import CORRECTIONS, NONE
from claims.sheets.review_read import Fault, ReviewRow
from claims.sheets.review_verdict import Outcome, Verdict, decide, same


@dataclass(slots=True)
class Missed:
    """A claim that a reviewer says was missed."""

    added: Added
    said: Verdict


@dataclass(frozen=True, slots=True)
class There:
    """What is found of a claim that is there already."""

    told: Fault
    key: Key | None = None
    """Of the claim that it is; None where the two are not the same, and the row is at fault."""
    verdict: Verdict | None = None
    """What the row says of that claim."""


def already(
    missed: Missed, paper: str, claims: Iterable[Mapping[str, Any]], said: Mapping[Key, Verdict]
) -> There | None:
    """Whether a claim that was added is among those of its `paper`, of which the same file has `said` something.

    One of the same words and numbers that says something else is a fault, unless the reviewer keeps the other row too:
    "10x lower latency and cost" makes two claims. Beside a rejected one, it is the same claim put right.
    """
    row = missed.said.row
    for known in claims:
        key = paper, known["id"]
        of_row = said.get(key)
        decision = of_row.decision if of_row else None
        there = corrected(known, of_row.fields) if of_row else known
        if decision == "reject" or not _is_same(there, missed.added.claim):
            continue
        where = f"is already in row {of_row.row.number}" if of_row else "is found already"
        kept = decision in ("accept", "correct")
        if differing := _differing(missed.added, there):
            if kept:
                continue
            what = ", ".join(f"{name} {NONE if there[name] is None else there[name]}" for name in differing)
            return There(_fault(row, f"{where}, with {what}. Correct that row; if both are claims, accept it"))
        # a row that is kept has its voice
        judged = Verdict(row, missed.said.reviewer, None if kept else "accept", {})
        return There(_fault(row, f"{where}, which counts as accepted"), key, judged)
    return None


def again(missed: Missed, others: Iterable[Missed]) -> Fault | None:
    """Whether a claim was added before in the same file; the row then has no voice of its own."""
    row = missed.said.row
    for other in others:
        is_same = other.said.row.file == row.file and _is_same(other.added.claim, missed.added.claim)
        if is_same and not _differing(missed.added, other.added.claim):
            missed.said = Verdict(row, missed.said.reviewer, None, {})
            return _fault(row, f"is already in row {other.said.row.number}")
    return None


def outcomes_of(missed: Sequence[Missed], ids: set[str]) -> list[Outcome]:
    """What holds of the claims that were missed: rows of overlapping words and equal numbers are of one.

    Those of one reviewer are told apart by what else they say. No two claims have one of `ids`, nor the same one.
    """
    groups: list[list[Missed]] = []
    for one in missed:
        for group in groups:
            repeats = one.said.decision is None and not _differing(one.added, group[0].added.claim)
            is_other = one.said.row.file not in {other.said.row.file for other in group}
            if (repeats or is_other) and _is_same(group[0].added.claim, one.added.claim):
                fields = {column.name: one.added.claim[column.name] for column in CORRECTIONS}
                said = Verdict(one.said.row, one.said.reviewer, one.said.decision, fields)
                group.append(Missed(one.added, said))
                break
        else:
            groups.append([one])
    return [_outcome(group, ids) for group in groups]


def _outcome(group: Sequence[Missed], ids: set[str]) -> Outcome:
    claim = group[0].added.claim
    name, numbers = claim["id"], count(2)
    while claim["id"] in ids:
        claim = claim | {"id": f"{name}:{next(numbers)}"}
    ids.add(claim["id"])
    outcome = decide(claim, [one.said for one in group], added=True)
    outcome.typed_in = group[0].added.said
    return outcome


def _fault(row: ReviewRow, what: str) -> Fault:
    return Fault(row.place("said paper"), what)


def _differing(added: Added, claim: Mapping[str, Any]) -> list[str]:
    """The fields that were typed in and that a claim has otherwise."""
    return [
        column.name
        for column in CORRECTIONS
        if column.name in added.said and not same(added.claim[column.name], claim.get(column.name))
    ]


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    overlap = min(one["end"], other["end"]) > max(one["start"], other["start"])
    numbers = ("value", "high", "before", "after")
    return one["field"] == other["field"] and overlap and all(same(one[name], other[name]) for name in numbers)
