"""One comparison -> the counts of that paper, by figure."""

from collections import defaultdict

from claims.score.comparison import Comparison, hardware_right, venue_right
from claims.score.counts import Counts
from claims.score.equality import ATTRIBUTES, TUPLE, right_attributes
from claims.score.gold import AnnotatedClaim

Tally = defaultdict[str, list[int]]
"""Figure -> gold, predicted, right of the gold, right of the predicted."""


def tally(comparison: Comparison) -> dict[str, Counts]:
    """The counts of one paper, by the names in `figures.FIGURES`; figures with nothing to count are left out."""
    counts: Tally = defaultdict(lambda: [0, 0, 0, 0])
    _claims(comparison, counts)
    gold, predicted = comparison.gold, comparison.predicted
    hardware = predicted.hardware if predicted else ()
    venues = predicted.venues if predicted else ()
    _add(
        counts,
        "hardware",
        len(gold.hardware),
        len(hardware),
        sum(hardware_right(*p) for p in comparison.hardware.pairs),
    )
    names, given = {mention.name for mention in gold.hardware}, {mention.name for mention in hardware}
    _add(counts, "hardware_set", len(names), len(given), len(names & given))
    _add(counts, "venue", len(gold.venues), len(venues), sum(venue_right(*p) for p in comparison.venues.pairs))
    if comparison.system_right is not None:
        _add(counts, "system", 1, 1, comparison.system_right)
    return {name: Counts(*numbers) for name, numbers in counts.items() if any(numbers)}


def _claims(comparison: Comparison, counts: Tally) -> None:
    for wanted, got in comparison.claims.pairs:
        right = right_attributes(wanted, got)
        all_right = right.issuperset(TUPLE)
        _wanted(counts, wanted, paired=True, all_right=all_right)
        _got(counts, got, paired=True, all_right=all_right)
        for name in ATTRIBUTES:
            _add(counts, f"attribute.{name}", 1, 1, name in right)
    for wanted in comparison.claims.left:
        _wanted(counts, wanted, paired=False, all_right=False)
    for got in comparison.claims.right:
        _got(counts, got, paired=False, all_right=False)


def _add(counts: Tally, name: str, gold: int, predicted: int, right: int) -> None:
    counts[name] = [sum(part) for part in zip(counts[name], (gold, predicted, right, right), strict=True)]


def _wanted(counts: Tally, claim: AnnotatedClaim, *, paired: bool, all_right: bool) -> None:
    for name, right in _figures(claim, paired, all_right):
        counts[name][0] += 1
        counts[name][2] += right


def _got(counts: Tally, claim: AnnotatedClaim, *, paired: bool, all_right: bool) -> None:
    for name, right in _figures(claim, paired, all_right):
        counts[name][1] += 1
        counts[name][3] += right


def _figures(claim: AnnotatedClaim, paired: bool, all_right: bool) -> list[tuple[str, bool]]:
    splits = ("", f".type.{claim.type}", f".field.{claim.field}")
    return [(f"detection{split}", paired) for split in splits] + [(f"tuple{split}", all_right) for split in splits]
