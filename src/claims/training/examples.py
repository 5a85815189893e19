"""Labelled papers -> examples: the traits of each thing that the program finds, and whether it is right."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from claims.pipeline import extract
from claims.score import Annotated, as_annotated
from claims.score.comparison import compare, hardware_right, venue_right
from claims.score.equality import TUPLE, right_attributes
from claims.trained import traits

Kind = Literal["claim", "hardware", "venue"]
KINDS: tuple[Kind, ...] = get_args(Kind)

SEEN = "seen"
"""Holds where the rules were written with the paper in view. It takes up how much better they are there, so that the
other weights say what holds of papers that nobody has looked at; it is never given out."""


@dataclass(frozen=True, slots=True)
class Example:
    """One thing found in a labelled paper."""

    paper: str
    kind: Kind
    traits: tuple[str, ...]
    right: bool
    """Of a claim the whole tuple, of hardware name and count, of a venue name, year and status."""
    seen: bool


def examples(gold: Sequence[Annotated], seen: bool) -> list[Example]:
    """What the program finds in labelled papers, in their order; `seen` as in `SEEN`."""
    return [example for record in gold for example in _of_paper(record, seen)]


def _of_paper(record: Annotated, seen: bool) -> Iterator[Example]:
    extraction = extract(record.paper)
    predicted = as_annotated(extraction)
    pairs = compare(record, predicted)
    # By identity, since two predictions may be equal.
    right = {id(got) for wanted, got in pairs.claims.pairs if right_attributes(wanted, got).issuperset(TUPLE)}
    right |= {id(got) for wanted, got in pairs.hardware.pairs if hardware_right(wanted, got)}
    right |= {id(got) for wanted, got in pairs.venues.pairs if venue_right(wanted, got)}
    paper = record.paper
    more = (SEEN,) if seen else ()

    def example(kind: Kind, found: list[str], judged: object) -> Example:
        return Example(paper.id, kind, (*found, *more), id(judged) in right, seen)

    if "claims" in record.labelled:
        beside = Counter((claim.field, claim.sentence_start) for claim in extraction.claims)
        for claim, judged in zip(extraction.claims, predicted.claims, strict=True):
            held = traits.of_claim(claim, getattr(paper, claim.field), beside[claim.field, claim.sentence_start])
            yield example("claim", held, judged)
    if "hardware" in record.labelled:
        for mention, judged_mention in zip(extraction.hardware, predicted.hardware, strict=True):
            yield example("hardware", traits.of_hardware(mention, getattr(paper, mention.field)), judged_mention)
    if "venues" in record.labelled:
        for venue, judged_venue in zip(extraction.venues, predicted.venues, strict=True):
            yield example("venue", traits.of_venue(venue, getattr(paper, venue.field)), judged_venue)
