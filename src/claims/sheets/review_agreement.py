"""How far two reviewers agree: raw and as Cohen's kappa, per field."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations

from claims.sheets.review_columns import CORRECTIONS
from claims.sheets.review_verdict import Outcome, Verdict, label
from claims.table import Cell, one_line


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree in one field."""

    one: str
    other: str
    field: str
    claims: int
    """On which both say something: a decision, or that it is a claim."""
    agreed: int
    kappa: float | None
    """1 where they agree always, 0 where as often as by chance; None where chance alone would agree always."""

    @property
    def raw(self) -> float | None:
        """Share of claims on which they agree."""
        return self.agreed / self.claims if self.claims else None


def agreements(outcomes: Sequence[Outcome], files: Sequence[str]) -> list[Agreement]:
    """The agreement of every two files, in the decision and in each field of the claims that both keep.

    Files are told apart by name; rows that were added are not counted, since who did not add a row did not judge it.
    """
    found = []
    for one, other in combinations(files, 2):
        both = [
            (outcome, by[one], by[other])
            for outcome in outcomes
            if not outcome.added and one in (by := _by_file(outcome)) and other in by
        ]
        decided = [(first, second) for _, first, second in both if first.decision and second.decision]
        found.append(_agreement(one, other, "decision", [(a.decision, b.decision) for a, b in decided]))
        kept = [found for found in both if _keeps(found[1]) and _keeps(found[2])]
        for column in CORRECTIONS:
            labels = [
                (_nominal(label(a, outcome.claim, column.name)), _nominal(label(b, outcome.claim, column.name)))
                for outcome, a, b in kept
            ]
            found.append(_agreement(one, other, column.name, labels))
    return found


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa (1960) of nominal labels; None without pairs, or where both always give one and the same label.

    >>> round(kappa([("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15), 3)
    0.4
    """
    count = len(pairs)
    if not count:
        return None
    observed = sum(one == other for one, other in pairs) / count
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(ones[label] * others[label] for label in ones) / count**2
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def _agreement(one: str, other: str, field: str, pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    return Agreement(one, other, field, len(pairs), sum(a == b for a, b in pairs), kappa(pairs))


def _by_file(outcome: Outcome) -> dict[str, Verdict]:
    """What each file says; of several rows of one, that which decides."""
    return {said.row.file: said for said in sorted(outcome.verdicts, key=lambda said: said.decision is not None)}


def _keeps(said: Verdict) -> bool:
    return said.decision in ("accept", "correct")


def _nominal(value: Cell) -> Hashable:
    if isinstance(value, str):
        return one_line(value).casefold()
    return None if value is None else float(f"{value:.12g}")
