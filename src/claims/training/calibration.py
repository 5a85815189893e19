"""How far probabilities can be trusted: cross-validated by paper, and put beside what came true."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from claims.trained.confidence import probability
from claims.training.examples import SEEN, Example
from claims.training.logistic import fit

FOLDS = 10
BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of an example by weights that had not seen its paper, and what was so."""

    sure: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Things that were given about the same probability."""

    low: float
    high: float
    count: int
    said: float
    """Mean of the probabilities."""
    came: float
    """Share that is right."""


def cross_validated(examples: Sequence[Example], folds: int = FOLDS) -> list[Judged]:
    """Each unseen example, judged by weights from the papers of the other folds; seen papers only help to train."""
    fold = {example.paper: crc32(example.paper.encode()) % folds for example in examples}
    judged: list[Judged] = []
    for number in range(folds):
        out = [example for example in examples if fold[example.paper] == number and not example.seen]
        if out:
            weights = fit([example for example in examples if fold[example.paper] != number])
            judged += [Judged(probability(_told(weights), example.traits), example.right) for example in out]
    return judged


def _told(weights: dict[str, float]) -> dict[str, float]:
    return {trait: weight for trait, weight in weights.items() if trait != SEEN}


def bins(judged: Sequence[Judged], count: int = BINS) -> list[Bin]:
    """The non-empty ones of equally wide bins, from unsure to sure.

    >>> [(one.count, one.said, one.came) for one in bins([Judged(0.5, True), Judged(0.5, False), Judged(0.98, True)])]
    [(2, 0.5, 0.5), (1, 0.98, 1.0)]
    """
    found = []
    for number in range(count):
        low, high = number / count, (number + 1) / count
        inside = [one for one in judged if low <= one.sure < high or (one.sure == 1.0 and number == count - 1)]
        if inside:
            said = sum(one.sure for one in inside) / len(inside)
            found.append(Bin(low, high, len(inside), said, sum(one.right for one in inside) / len(inside)))
    return found


def expected_error(judged: Sequence[Judged]) -> float | None:
    """Expected calibration error: how far off the bins are, each by its share of all; None of nothing.

    >>> expected_error([Judged(0.75, True), Judged(0.75, True), Judged(0.75, True), Judged(0.75, False)])
    0.0
    """
    if not judged:
        return None
    return sum(one.count * abs(one.said - one.came) for one in bins(judged)) / len(judged)


def ranking(judged: Sequence[Judged], fewest: int = 5) -> float | None:
    """How often a right thing is surer than a wrong one (area under the ROC curve); None where either is too rare.

    >>> ranking([Judged(0.9, True), Judged(0.4, False), Judged(0.9, False)], fewest=1)
    0.75
    """
    right = [one.sure for one in judged if one.right]
    wrong = [one.sure for one in judged if not one.right]
    if min(len(right), len(wrong)) < fewest:
        return None
    won = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    return won / (len(right) * len(wrong))
