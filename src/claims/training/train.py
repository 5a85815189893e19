"""Labelled papers -> weights, with the account of how well they do on papers that they were not trained on."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.errors import GoldError
from claims.plural import counted
from claims.score import Annotated
from claims.sheets.whole import whole
from claims.trained.weights import Weights
from claims.training.calibration import Judged, bins, cross_validated, expected_error, ranking
from claims.training.examples import KINDS, SEEN, Example, Kind, examples
from claims.training.logistic import fit

_PLACES = 3
"""Decimals of a weight: a thousandth changes no probability by more than a quarter of a thousandth."""


@dataclass(frozen=True, slots=True)
class Trained:
    """Weights, and the unseen examples as judged by weights from other papers."""

    weights: Weights
    judged: dict[Kind, list[Judged]]
    papers: int
    seen: int


def train(unseen: Sequence[Annotated], seen: Sequence[Annotated] = ()) -> Trained:
    """The weights that labelled papers give. `seen` are papers that the rules were written with in view.

    `GoldError` where nothing is found in any unseen paper, or where a paper stands twice.
    """
    ids = [record.paper.id for record in (*unseen, *seen)]
    if len(set(ids)) < len(ids):
        twice = sorted({paper for paper in ids if ids.count(paper) > 1})
        raise GoldError(f"labels: {', '.join(twice[:5])}: stands twice. Keep one record of each paper.")
    found = [*examples(unseen, seen=False), *examples(seen, seen=True)]
    if not any(not example.seen for example in found):
        raise GoldError("labels: nothing is found in any of the papers. Name labelled papers with claims.")
    of_kind = {kind: [example for example in found if example.kind == kind] for kind in KINDS}
    weights = Weights.model_validate({kind: _weights(of_kind[kind]) for kind in KINDS})
    judged = {kind: cross_validated(of_kind[kind]) for kind in KINDS}
    return Trained(weights, judged, len(unseen), len(seen))


def write(trained: Trained, path: Path) -> None:
    """Writes the weights, one a line in alphabetical order, so that a change is seen line by line."""
    with whole(path) as stream:
        stream.write(trained.weights.model_dump_json(indent=1).encode() + b"\n")


def render(trained: Trained) -> str:
    """The account as a Markdown table, of each kind and of its bins."""
    lines = [
        f"{counted(trained.papers, 'paper')} not seen by the rules, {trained.seen} seen; cross-validated by paper.",
        "",
        "| | found | right | mean confidence | expected calibration error | right surer than wrong |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for kind, judged in trained.judged.items():
        if judged:
            said = sum(one.sure for one in judged) / len(judged)
            right = sum(one.right for one in judged) / len(judged)
            cells = (_figure(expected_error(judged)), _figure(ranking(judged)))
            lines.append(f"| {kind} | {len(judged)} | {right:.3f} | {said:.3f} | {' | '.join(cells)} |")
    lines += ["", "| | confidence | found | mean confidence | right |", "| --- | --- | --- | --- | --- |"]
    for kind, judged in trained.judged.items():
        for one in bins(judged):
            place = f"{one.low:.1f} to {one.high:.1f}"
            lines.append(f"| {kind} | {place} | {one.count} | {one.said:.3f} | {one.came:.3f} |")
    return "\n".join(lines) + "\n"


def _weights(found: Sequence[Example]) -> dict[str, float]:
    rounded = {trait: round(weight, _PLACES) for trait, weight in fit(found).items() if trait != SEEN}
    return {trait: weight for trait, weight in rounded.items() if weight}


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
