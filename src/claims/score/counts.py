"""Counts, and the precision, recall and F1 that they make."""

from collections.abc import Iterable
from typing import NamedTuple


class Counts(NamedTuple):
    """What was wanted, what was given, and how many of each are right.

    The two kinds of right differ in detection by type alone, where the halves of a pair may be of two types.

    >>> Counts(gold=4, predicted=2, gold_right=1, predicted_right=1).f1
    0.3333333333333333
    """

    gold: int = 0
    predicted: int = 0
    gold_right: int = 0
    predicted_right: int = 0

    @property
    def precision(self) -> float | None:
        """Right of the predicted; None when nothing was."""
        return self.predicted_right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Right of the gold; None when there is none."""
        return self.gold_right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None when there is nothing on either side. Of a share, the share."""
        if not self.gold and not self.predicted:
            return None
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def total(column: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    return Counts(*(sum(part) for part in zip(Counts(), *column, strict=True)))
