"""Gold and predictions -> one line for each miss, extra and wrong attribute."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from claims.models import Paper
from claims.score.comparison import Comparison, compare_all
from claims.score.equality import ATTRIBUTES, right_attributes
from claims.score.evidence import describe, sentence, show
from claims.score.gold import Annotated, AnnotatedClaim, AnnotatedHardware
from claims.score.pairing import Mention, Pairing

Kind = Literal["miss", "extra", "wrong"]
What = Literal["claim", "hardware", "venue", "system"]


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One thing that is not as in the gold."""

    kind: Kind
    what: What
    paper: str
    field: str
    """Empty for the system's name."""
    start: int
    text: str
    """The words of the mention."""
    attribute: str | None
    """What is wrong; None for a miss and an extra."""
    wanted: str | None
    got: str | None
    sentence: str
    rule: str
    """Ids of the rules that made the prediction; empty for a miss."""


def errors(gold: Sequence[Annotated], predicted: Iterable[Annotated]) -> list[ErrorLine]:
    """Every miss, extra and wrong attribute, by paper and place. Raises `GoldError` where a paper stands twice."""
    return [line for comparison in compare_all(gold, predicted) for line in _of_paper(comparison)]


def _of_paper(comparison: Comparison) -> Iterator[ErrorLine]:
    gold, predicted = comparison.gold, comparison.predicted
    # The prediction's rule and offsets go with the prediction's text, where it brings its own.
    given = predicted.paper if predicted and (predicted.paper.abstract or predicted.paper.title) else gold.paper
    yield from _lines("claim", comparison.claims, gold.paper, given)
    yield from _lines("hardware", comparison.hardware, gold.paper, given)
    yield from _lines("venue", comparison.venues, gold.paper, given)
    if comparison.system_right is False:
        wanted, got = gold.system, predicted.system if predicted else None
        kind: Kind = "miss" if got is None else "extra" if wanted is None else "wrong"
        if wanted is not None or got is not None:
            attribute = "name" if kind == "wrong" else None
            yield ErrorLine(kind, "system", gold.paper.id, "", 0, wanted or got or "", attribute, wanted, got, "", "")


def _lines(what: What, pairing: Pairing[Mention], gold: Paper, given: Paper) -> list[ErrorLine]:
    def line(
        kind: Kind, paper: Paper, mention: Mention, attribute: str | None, wanted: str | None, got: str | None
    ) -> ErrorLine:
        place = (gold.id, mention.field, mention.start, mention.text)
        rule = "" if kind == "miss" else mention.rule
        return ErrorLine(kind, what, *place, attribute, wanted, got, sentence(paper, mention), rule)

    lines = [line("miss", gold, wanted, None, describe(wanted), None) for wanted in pairing.left]
    lines += [line("extra", given, got, None, None, describe(got)) for got in pairing.right]
    for wanted, got in pairing.pairs:
        for name in wrong_attributes(wanted, got):
            lines.append(line("wrong", given, got, name, show(getattr(wanted, name)), show(getattr(got, name))))
    return sorted(lines, key=attrgetter("field", "start"))


def wrong_attributes(wanted: Mention, got: Mention) -> list[str]:
    """Names of the attributes that make a pair of one kind wrong."""
    if isinstance(wanted, AnnotatedClaim) and isinstance(got, AnnotatedClaim):
        right = right_attributes(wanted, got)
        return [name for name in ATTRIBUTES if name not in right]
    judged = ("count",) if isinstance(wanted, AnnotatedHardware) else ("year", "status")
    return [name for name in judged if getattr(wanted, name) != getattr(got, name)]
