"""How sure a claim, a mention of hardware or a venue is: the probability that all that is scored of it is right.

A logistic model over the traits of `claims.trained.traits`: a sum of weights, one for each trait that holds.

>>> from claims.models import VenueMention
>>> from claims.trained.weights import Weights
>>> found = VenueMention(field="comment", text="ICML 2026", start=0, end=9, name="ICML", kind="conference", year=2026,
...     status="unknown", rule="venue.acronym+status.none")
>>> weights = Weights(venue={"always": 2.0, "year": 1.0})
>>> with_confidence([], [], [found], {"comment": "ICML 2026"}, weights)[2][0].confidence
0.953
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from pydantic import BaseModel

from claims.models import Claim, FieldName, HardwareMention, VenueMention
from claims.trained import traits
from claims.trained.weights import Weights, shipped

Found = TypeVar("Found", bound=BaseModel)
_PLACES: Final = 3
"""Decimals that are given; the figures behind are no better than two."""


def probability(weights: Mapping[str, float], held: Iterable[str]) -> float:
    """The probability that goes with the traits that hold, between 0 and 1.

    >>> probability({"always": 0.0}, ["always", "unheard of"])
    0.5
    """
    summands = [weights[trait] for trait in held if trait in weights]
    # -30 and 30 are as good as never and always; beyond them exp overflows.
    total = max(-30.0, min(30.0, math.fsum(summands)))
    return 1 / (1 + math.exp(-total))


def with_confidence(
    claims: Sequence[Claim],
    hardware: Sequence[HardwareMention],
    venues: Sequence[VenueMention],
    texts: Mapping[FieldName, str],
    weights: Weights | None = None,
) -> tuple[tuple[Claim, ...], tuple[HardwareMention, ...], tuple[VenueMention, ...]]:
    """The same things found, each with its confidence; `texts` are the raw fields that they were found in.

    `weights` are those that come with the program if not given; without any, nothing is changed.
    """
    weights = weights or shipped()
    if weights is None:
        return tuple(claims), tuple(hardware), tuple(venues)
    if not claims and not hardware and not venues:
        return (), (), ()
    beside: dict[tuple[FieldName, int], int] = {}
    for claim in claims:
        sentence = claim.field, claim.sentence_start
        beside[sentence] = beside.get(sentence, 0) + 1
    of_claim, of_hardware, of_venue = weights.claim, weights.hardware, weights.venue
    sure_claims = [
        _sure(claim, of_claim, traits.of_claim(claim, texts[claim.field], beside[claim.field, claim.sentence_start]))
        for claim in claims
    ]
    sure_hardware = [_sure(each, of_hardware, traits.of_hardware(each, texts[each.field])) for each in hardware]
    sure_venues = [_sure(venue, of_venue, traits.of_venue(venue, texts[venue.field])) for venue in venues]
    return tuple(sure_claims), tuple(sure_hardware), tuple(sure_venues)


def _sure(found: Found, weights: Mapping[str, float], held: Iterable[str]) -> Found:
    return found.model_copy(update={"confidence": round(probability(weights, held), _PLACES)})
