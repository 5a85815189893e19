"""A unit as a reviewer wrote it -> the unit as the program writes it, by the extractor's own table of units."""

import re

from claims.assemble.lexicon import singular
from claims.mentions.quantity import quantities
from claims.mentions.quantity_words import words

_NUMBER = 3.5
"""A number before the unit, by which the extractor sees one; its decimals keep it from being a count or a year."""


def unit_of(said: str) -> str:
    """The unit that is meant; of what no table knows, the singular of the noun, and what is no noun as it is.

    >>> [unit_of(said) for said in ("×", "times", "percent", "milliseconds", "requests/day", "GB per second")]
    ['x', 'x', '%', 'ms', 'req/day', 'GB/s']
    >>> [unit_of(said) for said in ("GPUs", "commit attempts", "of 9", "mAh", "x faster", "$")]
    ['gpu', 'attempt', 'of 9', 'mAh', 'x', '$']
    """
    known = words().exact_units
    if said in known or said in known.values():
        return known.get(said, said)
    match quantities(f"{_NUMBER} {said}"):
        case [found] if found.unit and found.value == _NUMBER and found.start == 0:
            return found.unit
    *_, noun = said.split() or [""]
    # "GPU", "GPUs", "vCPUs", "nodes"; not "dBFS", in which small and large letters differ in meaning
    return singular(noun) if _NOUN.fullmatch(noun) and _WORDS.fullmatch(said) else said


_WORDS = re.compile(r"[\w-]+(?: [\w-]+)*")
_NOUN = re.compile(r"(?:[A-Za-z]+-)*(?:[A-Z]?[a-z]+|[A-Z]{2,}s?|v?[A-Z]{2,}s)")
