"""Counts of papers -> 95 % intervals: the papers are drawn anew with replacement, each time the figure is made again.

Papers and not claims are drawn, because the claims of one paper are right and wrong together.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import mul
from random import Random
from statistics import quantiles

from claims.score.counts import Counts


def intervals(columns: Mapping[str, Sequence[Counts]], resamples: int, seed: int) -> dict[str, tuple[float, float]]:
    """The 2.5 and 97.5 percentiles of each figure's F1; `columns` has one `Counts` a paper, papers in one order.

    Resamples in which a figure is not defined are left out of it; a figure that is defined in fewer than two of them
    has no interval. The same papers, seed and number of resamples give the same intervals.
    """
    random = Random(seed)
    papers = max((len(column) for column in columns.values()), default=0)
    drawn = [Counter(random.choices(range(papers), k=papers)) for _ in range(resamples if papers else 0)]
    weights = [[times[paper] for paper in range(papers)] for times in drawn]
    found = {}
    for name, column in columns.items():
        parts = list(zip(*column, strict=True)) if any(map(any, column)) else []
        if not parts:
            continue
        values = []
        for weight in weights:
            f1 = Counts(*(sum(map(mul, weight, part)) for part in parts)).f1
            if f1 is not None:
                values.append(f1)
        if len(values) > 1:
            cuts = quantiles(values, n=40, method="inclusive")
            found[name] = (cuts[0], cuts[-1])
    return found
