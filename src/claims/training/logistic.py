"""Examples -> the weights of a logistic model, by Newton's method. Dense, since there are few hundred traits."""

from collections import Counter
from collections.abc import Sequence

from claims.trained.traits import ALWAYS
from claims.training.examples import SEEN, Example

PENALTY = 8.0
"""Of the squared weights: the larger, the nearer everything stays to the share that is right on the whole."""
LEAST = 5
"""Examples that a trait must hold of; of a rarer one nothing is learned."""

_SHARE_PENALTY = 0.01
"""Of the weights that say what share is right on the whole, which are not drawn to nought; a little all the same, so
that there is an answer where all examples are right."""
_STEPS = 50
_CLOSE = 1e-10


def fit(examples: Sequence[Example], penalty: float = PENALTY, least: int = LEAST) -> dict[str, float]:
    """The weight of each trait, in alphabetical order; empty where there are no examples.

    >>> def example(right, *traits):
    ...     return Example("2401.00001", "claim", ("always", *traits), right, seen=False)
    >>> weights = fit([example(True, "good"), example(False, "bad")] * 20)
    >>> weights["good"] > 0 > weights["bad"]
    True
    """
    import numpy

    held = Counter(trait for example in examples for trait in set(example.traits))
    names = sorted(trait for trait, count in held.items() if count >= least or trait == ALWAYS)
    if not names:
        return {}
    place = {name: column for column, name in enumerate(names)}
    table = numpy.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        table[row, [place[trait] for trait in example.traits if trait in place]] = 1.0
    right = numpy.array([float(example.right) for example in examples])
    penalties = numpy.array([_SHARE_PENALTY if name in (ALWAYS, SEEN) else penalty for name in names])
    weights = numpy.zeros(len(names))
    for _ in range(_STEPS):
        sure = 1 / (1 + numpy.exp(-table @ weights))
        slope = table.T @ (right - sure) - penalties * weights
        curve = (table.T * (sure * (1 - sure))) @ table + numpy.diag(penalties)
        step = numpy.linalg.solve(curve, slope)
        weights = weights + step
        if float(numpy.abs(step).max()) < _CLOSE:
            break
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}
