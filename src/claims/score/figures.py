"""Gold and predictions -> the figures of the guide's "Scoring", with counts and 95 % bootstrap intervals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from claims.models import ClaimType, FieldName
from claims.score.bootstrap import intervals
from claims.score.comparison import compare_all
from claims.score.counts import Counts, total
from claims.score.equality import ATTRIBUTES
from claims.score.gold import Annotated
from claims.score.tally import tally

RESAMPLES = 1000
SEED = 20260522

_SPLITS = (*(f"type.{name}" for name in get_args(ClaimType)), *(f"field.{name}" for name in get_args(FieldName)))
FIGURES = (
    "tuple", *(f"tuple.{split}" for split in _SPLITS), "detection", *(f"detection.{split}" for split in _SPLITS),
    "hardware", "hardware_set", "venue", "system", *(f"attribute.{name}" for name in ATTRIBUTES),
)  # fmt: skip
SHARES = frozenset(("system", *(f"attribute.{name}" for name in ATTRIBUTES)))
"""Figures that are a share right of a total; the others are precision, recall and F1."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts, and the 95 % interval of their F1 or share."""

    counts: Counts
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of one comparison."""

    papers: int
    missing: tuple[str, ...]
    """Gold papers without a prediction: all that they hold is counted as missed."""
    ignored: tuple[str, ...]
    """Predicted papers that are not in the gold."""
    resamples: int
    seed: int
    figures: dict[str, Figure]
    """By name, in the order of `FIGURES`."""

    def f1(self, name: str) -> float | None:
        """F1 of a figure of `FIGURES`, or its share if it is one; None where there is nothing to count."""
        return self.figures[name].counts.f1

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain data, for JSON."""
        return {
            "papers": self.papers,
            "missing": list(self.missing),
            "ignored": list(self.ignored),
            "resamples": self.resamples,
            "seed": self.seed,
            "figures": {name: _plain(name, figure) for name, figure in self.figures.items()},
        }


def score(
    gold: Sequence[Annotated], predicted: Iterable[Annotated], *, resamples: int = RESAMPLES, seed: int = SEED
) -> Scores:
    """The figures of predictions against gold; without intervals when `resamples` is 0.

    Papers are matched by id; the order of papers and of mentions does not matter. Raises `GoldError` where a paper
    stands twice on one side.
    """
    predicted = list(predicted)
    comparisons = compare_all(gold, predicted)
    tallies = [tally(comparison) for comparison in comparisons]
    columns = {name: [counts.get(name, Counts()) for counts in tallies] for name in FIGURES}
    bounds = intervals(columns, resamples, seed)
    known = {comparison.gold.paper.id for comparison in comparisons}
    return Scores(
        papers=len(comparisons),
        missing=tuple(comparison.gold.paper.id for comparison in comparisons if comparison.predicted is None),
        ignored=tuple(sorted(record.paper.id for record in predicted if record.paper.id not in known)),
        resamples=resamples,
        seed=seed,
        figures={name: Figure(total(column), bounds.get(name)) for name, column in columns.items()},
    )


def _plain(name: str, figure: Figure) -> dict[str, Any]:
    counts = figure.counts
    interval = list(figure.interval) if figure.interval else None
    if name in SHARES:
        return {"right": counts.gold_right, "total": counts.gold, "share": counts.f1, "interval": interval}
    return {
        **counts._asdict(),
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "interval": interval,
    }
