"""How sure a claim, a mention of hardware or a venue is: the probability that all that is scored of it is right.

A logistic model over the traits of `claims.trained.traits`: a sum of weights, one for each trait that holds.

>>> from claims.models import VenueMention
>>> from claims.trained.weights import Weights
>>> found = VenueMention(field="comment", text="ICML 2026", start=0, end=9, name="ICML", kind="conference", year=2026,
...     status="unknown", rule="venue.acronym+status.none")
>>> weights = Weights(venue={"always": 2.0, "year": 1.0})
>>> set_confidence([], [], [found], {"comment": "ICML 2026"}, weights)
>>> found.confidence
0.953
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Final

from pydantic import BaseModel

from claims.models import Claim, FieldName, HardwareMention, VenueMention
from claims.trained import traits
from claims.trained.weights import Weights, shipped

_PLACES: Final = 3
"""Decimals that are given; the figures behind are no better than two."""


def probability(weights: Mapping[str, float], held: Iterable[str]) -> float:
    """The probability that goes with the traits that hold, between 0 and 1.

    >>> probability({"always": 0.0}, ["always", "unheard of"])
    0.5
    """
    total = math.fsum(map(weights.get, held, repeat(0.0)))
    # -30 and 30 are as good as never and always; beyond them exp overflows.
    total = -30.0 if total < -30.0 else 30.0 if total > 30.0 else total
    return 1 / (1 + math.exp(-total))


def set_confidence(
    claims: Sequence[Claim],
    hardware: Sequence[HardwareMention],
    venues: Sequence[VenueMention],
    texts: Mapping[FieldName, str],
    weights: Weights | None = None,
) -> None:
    """Tells each thing found in a paper how sure it is; `texts` are the raw fields that they were found in.

    `weights` are those that come with the program if not given; without any, nothing is changed.
    """
    weights = weights or shipped()
    if weights is None:
        return
    if claims:
        beside: dict[tuple[FieldName, int], int] = {}
        sentences = [(claim.field, claim.sentence_start) for claim in claims]
        for sentence in sentences:
            beside[sentence] = beside.get(sentence, 0) + 1
        for claim, sentence in zip(claims, sentences, strict=True):
            _set(claim, weights.claim, traits.of_claim(claim, texts[sentence[0]], beside[sentence]))
    for mention in hardware:
        _set(mention, weights.hardware, traits.of_hardware(mention, texts[mention.field]))
    for venue in venues:
        _set(venue, weights.venue, traits.of_venue(venue, texts[venue.field]))


def _set(found: BaseModel, weights: Mapping[str, float], held: Iterable[str]) -> None:
    # They are frozen for whoever gets them, and nobody has got them yet. A copy takes ten times as long.
    object.__setattr__(found, "confidence", round(probability(weights, held), _PLACES))
    found.model_fields_set.add("confidence")
