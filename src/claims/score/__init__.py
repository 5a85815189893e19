"""Predictions against gold, and one run against another. Never sees the rules that it judges."""

from claims.score.differences import Change, Difference, diff
from claims.score.figures import FIGURES, RESAMPLES, SEED, Figure, Scores, score
from claims.score.gold import Annotated, as_annotated, default_gold, read_gold
from claims.score.guard import guard
from claims.score.mistakes import ErrorLine, errors
from claims.score.report import render, render_difference, render_errors
from claims.score.versions import between

__all__ = [
    "FIGURES", "RESAMPLES", "SEED", "Annotated", "Change", "Difference", "ErrorLine", "Figure", "Scores",
    "as_annotated", "between", "default_gold", "diff", "errors", "guard", "read_gold", "render", "render_difference",
    "render_errors", "score",
]  # fmt: skip
