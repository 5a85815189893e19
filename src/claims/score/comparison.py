"""One paper, by hand and predicted -> what belongs together; figures and lists of mistakes are both made from this."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.errors import GoldError
from claims.score.equality import may_pair, right_attributes, same_name
from claims.score.gold import Annotated, AnnotatedClaim, AnnotatedHardware, AnnotatedVenue
from claims.score.pairing import Pairing, pair


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pairs of one paper: gold left, predicted right."""

    gold: Annotated
    predicted: Annotated | None
    """None where the paper is not among the predictions: all is missed then, the system's name too."""
    claims: Pairing[AnnotatedClaim]
    hardware: Pairing[AnnotatedHardware]
    venues: Pairing[AnnotatedVenue]
    system_right: bool | None
    """None where the gold does not say whether there is a system."""


def compare(gold: Annotated, predicted: Annotated | None) -> Comparison:
    """The pairs of one paper, by the guide's conditions; what the gold has not `labelled` is left out."""
    left_out = {part: () for part in ("claims", "hardware", "venues") if part not in gold.labelled}
    if predicted and left_out:
        predicted = predicted.model_copy(update=left_out)
    named = (predicted is not None and system_right(gold, predicted)) if "system" in gold.labelled else None
    return Comparison(
        gold,
        predicted,
        pair(gold.claims, predicted.claims if predicted else (), _claims_agree),
        pair(gold.hardware, predicted.hardware if predicted else (), _hardware_agree),
        pair(gold.venues, predicted.venues if predicted else (), _venues_agree),
        named,
    )


def compare_all(gold: Sequence[Annotated], predicted: Iterable[Annotated]) -> list[Comparison]:
    """The comparison of every gold paper, by paper id. Raises `GoldError` where a paper stands twice on one side."""
    predictions = by_paper(predicted, "predictions")
    return [compare(record, predictions.get(paper)) for paper, record in sorted(by_paper(gold, "gold").items())]


def by_paper(records: Iterable[Annotated], side: str) -> dict[str, Annotated]:
    """The records by paper id. Raises `GoldError` where a paper stands twice."""
    found: dict[str, Annotated] = {}
    for record in records:
        if record.paper.id in found:
            raise GoldError(f"{side}: paper {record.paper.id} stands twice. Keep one record of it.")
        found[record.paper.id] = record
    return found


def system_right(gold: Annotated, predicted: Annotated) -> bool:
    """Whether the system's name is the gold one or an alias of it, or null on both sides."""
    if gold.system is None or predicted.system is None:
        return gold.system is predicted.system
    return any(same_name(predicted.system, name) for name in (gold.system, *gold.system_aliases))


def hardware_right(gold: AnnotatedHardware, predicted: AnnotatedHardware) -> bool:
    """Whether a pair of hardware mentions is right: equal count."""
    return gold.count == predicted.count


def venue_right(gold: AnnotatedVenue, predicted: AnnotatedVenue) -> bool:
    """Whether a pair of venues is right: equal year and status."""
    return gold.year == predicted.year and gold.status == predicted.status


def _claims_agree(gold: AnnotatedClaim, predicted: AnnotatedClaim) -> int | None:
    return len(right_attributes(gold, predicted)) if may_pair(gold, predicted) else None


def _hardware_agree(gold: AnnotatedHardware, predicted: AnnotatedHardware) -> int | None:
    if gold.name != predicted.name:
        return None
    return 4 * hardware_right(gold, predicted) + (gold.memory == predicted.memory) + (gold.kind == predicted.kind)


def _venues_agree(gold: AnnotatedVenue, predicted: AnnotatedVenue) -> int | None:
    if not any(same_name(predicted.name, name) for name in (gold.name, *gold.aliases)):
        return None
    equal = (gold.year == predicted.year) + (gold.status == predicted.status) + (gold.kind == predicted.kind)
    return 4 * venue_right(gold, predicted) + equal
