"""Each claim of a paper -> the names of the hardware that it was made on, where the paper says so of the claim itself.

A paper that names an A100 and an H200 does not make each of its claims on both. What a claim names counts alone, for
each sort of hardware: chips, whole machines, and what is between or behind the chips. Of a sort that it does not
name, all that the paper names stays: "1.8x over PCIe" was still measured on some chip.

>>> from claims.models import HardwareMention
>>> said = "It is 147x faster on an A100 and 332x for an H200."
>>> hardware = [
...     HardwareMention(field="abstract", text=name, start=at, end=at + 4, name=name, kind="gpu", rule="")
...     for name, at in (("A100", said.index("A100")), ("H200", said.index("H200")))
... ]
>>> behind(said, said.index("147x") + 4, hardware[0]), behind(said, said.index("147x") + 4, hardware[1])
(True, False)
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import regex

if TYPE_CHECKING:
    from claims.models import Claim, Extraction, HardwareMention, Offsets

_SORTS: Final = {"system": 1, "memory": 2, "storage": 2, "interconnect": 2}
"""The sorts of hardware by kind; all other kinds are chips."""
# "332x | for an | H200", "0.77 mJ | per sample on | XC7Z030", "38.05 TOPS | ( | XDNA2)", "7 | /4 on the | A30"; not
# "2x | over | A100", nor "12x | over code run on | Core 2 processors"
_BEHIND: Final = regex.compile(
    r"[^\s,;:()]{0,6}(?:\s+(?!(?:over|than|versus|vs|against|compared|relative|to)\b)[\w/.'-]+){0,3}?"
    r"\s+(?:on|in|for|using|across|at|atop)\s+(?:(?:an?|the|one|single)\s+){0,2}"
    r"|[^\s,;:()]{0,6}\s*\(\s*(?:(?:on|an?|the)\s+){0,2}"
)
# "Perlmutter | ( | 620.1 Petaflop/s)", "On an A100 GPU | : up to | 3x"
_BEFORE: Final = regex.compile(r"(?:\s+[^\W\d]+)?\s*[(:=]\s*(?:[^\W\d]+\s+){0,2}[<>~≤≥$]?\s*")
# "on | an A100 | and an | H100"
_LISTED: Final = regex.compile(r"(?:\s+[^\W\d]+)?\s*(?:,\s*(?:and|or)?|/|\band|\bor|&)\s*(?:(?:an?|the)\s+)?")
_LONGEST: Final = 60
"""Characters between a number and what it was measured on."""


def hardware_of_claims(extraction: "Extraction") -> list[list[str]]:
    """For each claim the names of its hardware, in the order in which the paper has them."""
    mentions = extraction.hardware
    names = list(dict.fromkeys([mention.name for mention in mentions]))
    if len(names) < 2:
        return [names] * len(extraction.claims)
    return [_of_claim(extraction, claim, names) for claim in extraction.claims]


def behind(text: str, end: int, mention: "HardwareMention") -> bool:
    """Whether a piece of hardware is told directly behind a number that ends somewhere."""
    gap = text[end : mention.start] if end <= mention.start <= end + _LONGEST else None
    return gap is not None and _BEHIND.fullmatch(gap) is not None


def _of_claim(extraction: "Extraction", claim: "Claim", names: list[str]) -> list[str]:
    own = _own(getattr(extraction.paper, claim.field) or "", claim, extraction.hardware)
    if not own:
        return names
    told = {_sort(mention) for mention in own}
    kept = {
        mention.name
        for mention in extraction.hardware
        if _sort(mention) not in told or any(_is(mention, other) for other in own)
    }
    return [name for name in names if name in kept]


def _own(text: str, claim: "Claim", hardware: "Sequence[HardwareMention]") -> "list[HardwareMention]":
    """What a claim names itself: in its own words, its metric or its condition, or beside its number."""
    near = sorted((mention for mention in hardware if mention.field == claim.field), key=lambda mention: mention.start)
    spans = ((claim.start, claim.end), *claim.metric_spans, *claim.condition_spans)
    own: list[HardwareMention] = []
    last: int | None = None  # where what stands beside the number ends
    for mention in near:
        place = mention.start, mention.end
        if _meets(place, claim.baseline_spans):
            continue
        listed = last is not None and _LISTED.fullmatch(text[last : mention.start]) is not None
        if listed or _beside(text, claim, mention):
            own.append(mention)
            last = mention.end
        elif _meets(place, spans):
            own.append(mention)
    return own


def _beside(text: str, claim: "Claim", mention: "HardwareMention") -> bool:
    if not claim.sentence_start <= mention.start < claim.sentence_end:
        return False
    if mention.end <= claim.start <= mention.end + _LONGEST:
        return _BEFORE.fullmatch(text[mention.end : claim.start]) is not None
    return behind(text, claim.end, mention)


def _meets(place: "Offsets", spans: "Sequence[Offsets]") -> bool:
    return any(start < place[1] and place[0] < end for start, end in spans)


def _sort(mention: "HardwareMention") -> int:
    return _SORTS.get(mention.kind, 0)


def _is(mention: "HardwareMention", own: "HardwareMention") -> bool:
    """Whether a piece of hardware is what a claim names: the same, or one of "GPUs" or "AMD GPUs"."""
    if mention.name == own.name:
        return True
    *vendor, last = own.name.split()
    return last.lower() == own.kind == mention.kind and set(vendor) <= set(mention.name.split())
