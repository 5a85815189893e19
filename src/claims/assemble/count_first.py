"""Whether a definite count is told for the first time: "handles all | eight | jobs", where no eight was told yet."""

import re
from typing import Final

from claims.amounts import word
from claims.assemble.counted import Counted
from claims.assemble.lexicon import counts

_FEW: Final = 3
"""From where on a definite count tells more than what was named just before: "A and B; the two systems"."""


def is_first_told(this: Counted) -> bool:
    """Whether all or "the" things of a kind that is evaluated are counted here, and not in what stands before.

    "It handles all | eight | stranded jobs", "The | five | mature systems agree"; no "six models … all six models".
    """
    if this.value < _FEW or this.amount.high is not None or this.amount.bound != "exact":
        return False
    if this.noun not in counts().evaluated:
        return False
    before = this.sentence.text[: this.sentence.starts[this.index]]
    digits = str(int(this.value))
    return all(told != digits and word(told.lower()) != this.value for told in re.findall(r"\w+", before))
