"""Counts that are results, not sizes: parts of what was counted before, what was found, lines of code."""

from collections.abc import Sequence

from claims.assemble.counted import Count, Counted
from claims.assemble.lexicon import counts
from claims.assemble.sentence import AMOUNT, AUXILIARY, PREPOSITION, SIGN, VERB, Sentence
from claims.mentions.quantity_amount import Amount

_PART_LEADS = frozenset({",", ";", "however", "and", "only"})
"""What stands before a count of some of those counted before: "on the 93 test queries, | 14 queries achieve"."""
_AWAY = frozenset({"for", "from", "by", "on", "across", "over", "using", "in"})


def is_part_elided(sentence: Sentence, index: int, amount: Amount, last: Count) -> bool:
    """ "among 31,135 executions, | 2,904 | are labeled": a part whose noun is left out."""
    whole = sentence.items[last.phrase[0] - 1].amount
    if amount.kind != "count" or whole is None or whole.value is None or not (amount.value or 0) < whole.value:
        return False
    return sentence.lower(index - 1) in (",", "and") and sentence.tag(index + 1) in (AUXILIARY, VERB)


def is_part_of_last(sentence: Sentence, index: int, last: Count) -> bool:
    """ "884,110 commit attempts (427,308 under active contention)" """
    opened = sentence.lower(index - 1) == "(" and index - 1 == last.phrase[1]
    return opened and sentence.tag(index + 1) in (PREPOSITION, SIGN)


def is_subset(this: Counted, drafted: Sequence[Count]) -> bool:
    """ "on the 93 test queries, | 14 | queries achieve": fewer of what was counted before attain something."""
    sentence = this.sentence
    if this.value < 2:
        return False
    attains = sentence.tag(this.phrase[1]) in (VERB, AUXILIARY) and this.preceding() in _PART_LEADS
    if not attains and this.preceding() != "including":
        return False
    wholes = (sentence.items[other.phrase[0] - 1].amount for other in drafted if other.unit == this.noun)
    return any(whole is not None and (whole.value or 0) > this.value for whole in wholes)


def is_discovered(this: Counted) -> bool:
    """ "we identify | ten invariant primitives", but "abstracts identified for | 50 markers"."""
    for step in range(this.index - 1, max(-1, this.index - 5), -1):
        if this.sentence.lower(step) in counts().discovering:
            return True
        if this.sentence.lower(step) in _AWAY:
            return False
    return False


def is_attained(this: Counted) -> bool:
    """ "33,000 downloads", "four types were identified", "83 ms (5 frames)"."""
    sentence, end = this.sentence, this.phrase[1]
    if this.noun in counts().reception:
        return True
    if this.preceding() == "(" and sentence.tag(this.index - 2) == AMOUNT and not this.amount.spelled:
        # the same told in another unit
        return sentence.lower(end) == ")" and sentence.amount(this.index - 2).kind == "measure"
    for step in range(end, min(end + 18, len(sentence.items) - 1)):
        if sentence.tag(step) == AMOUNT or sentence.lower(step) in (";", ":"):
            return False
        if sentence.lower(step) in ("were", "are") and sentence.lower(step + 1) in counts().discovering:
            return True
    return False


def code_behind(this: Counted) -> int:
    """ "3,000 lines of code": the item of the "code", -1 where it is not lines of code."""
    behind = range(this.phrase[1], this.phrase[1] + 5) if this.noun in ("line", "loc") else range(0)
    return next((step for step in behind if "code" in this.sentence.lower(step)), -1)
