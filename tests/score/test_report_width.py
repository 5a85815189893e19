"""Counts of many papers stand apart in the table."""

from claims.score.counts import Counts
from claims.score.figures import Figure
from claims.score.report import _row


def test_the_two_kinds_of_right_do_not_touch_what_was_found() -> None:
    figure = Figure(Counts(gold=1597, predicted=1577, gold_right=1536, predicted_right=1524), None)
    assert _row("detection.change", figure).split()[1:4] == ["1597", "1577", "1536/1524"]
