"""Counts that are results, not sizes: parts of what was counted before, what was found, lines of code."""

from collections.abc import Sequence
from typing import Final

from claims.assemble.counted import Count, Counted
from claims.assemble.counted_phrase import is_model_size
from claims.assemble.lexicon import counts, is_plural
from claims.assemble.sentence import ADVERB, AMOUNT, AUXILIARY, NOMINAL, PREPOSITION, SIGN, VERB, WORD, Sentence
from claims.mentions.quantity_amount import Amount

_PART_LEADS: Final = frozenset({",", ";", "however", "and", "only"})
"""What stands before a count of some of those counted before: "on the 93 test queries, | 14 queries achieve"."""
_WITH_PART: Final = frozenset({",", "and", "with", "("})
_BEFORE_PART: Final = frozenset({",", "and", "that", "which", ";"})
_BEFORE_SETTLED: Final = frozenset({",", "and", "with", ":", "(", "including"})
_BEHIND_SETTLED: Final = frozenset({",", ".", "", ";", ")", "and", "by", "as", "so", "in", "upstream"})
_TELLING: Final = frozenset({";", ":", "were", "are"})
_FEW: Final = 10
_ORDERED: Final = frozenset({"taxonomy", "typology"})
_HOLDING: Final = frozenset({"of", "comprising", "encompassing", "with", "spanning", "covering"})
_PLACED: Final = frozenset({"in", "from", "for", "on", "with", "at", "by"})
_AWAY: Final = frozenset({"for", "from", "by", "on", "across", "over", "using", "in", "between", "which", "whether"})
_MODALS: Final = frozenset({"can", "could", "may", "might", "must", "should"})


CODE: Final = frozenset({"line", "loc"})
"""What is counted of code."""


def is_part_elided(sentence: Sentence, index: int, amount: Amount, last: Count) -> bool:
    """ "among 31,135 executions, | 2,904 | are labeled", "with | 36 | confirmed": a part whose noun is left out."""
    if amount.kind != "count" or not (amount.value or 0) < _whole(sentence, last):
        return False
    behind = index + 1
    if sentence.lower(behind) == "(":
        # "48 (74%) are monotonic"
        close = sentence.next_word(")", behind, behind + 8)
        if close < 0:
            return False
        behind = close + 1
    if sentence.lower(behind) == "of" and sentence.lower(behind + 1) in ("which", "them", "these"):
        return True
    behind += sentence.tag(behind) == ADVERB
    if sentence.lower(behind) in counts().settled and sentence.lower(index - 1) in _BEFORE_SETTLED:
        # "40 bugs, with | 36 | confirmed and | 26 | already fixed"
        return sentence.lower(behind + 1) in _BEHIND_SETTLED
    before = index - 1 - (sentence.lower(index - 1) == "only")
    return sentence.lower(before) in _BEFORE_PART and sentence.tag(behind) in (AUXILIARY, VERB)


def is_settled_part(sentence: Sentence, index: int, amount: Amount, last: Count) -> bool:
    """ "40 bugs, with | 36 | confirmed and | 26 | already fixed": a part of those before and what became of it."""
    behind = index + 1 + (sentence.tag(index + 1) == ADVERB)
    if sentence.lower(behind) not in counts().settled or not (amount.value or 0) < _whole(sentence, last):
        return False
    before = sentence.lower(index - 1)
    return before in _WITH_PART and sentence.tag(behind + 1) not in (WORD, NOMINAL, VERB)


def _whole(sentence: Sentence, last: Count) -> float:
    """The number of what was counted before."""
    amount = sentence.items[last.phrase[0] - 1].amount
    return (amount.value or 0) if amount is not None else 0


def is_part_listed(sentence: Sentence, index: int, amount: Amount, last: Count) -> bool:
    """ "237 datapoints were submitted: | 175 | in one track and | 62 | in another": the parts of what was counted."""
    if amount.kind != "count" or not 2 <= (amount.value or 0) < _whole(sentence, last):
        return False
    if sentence.tag(index + 1) != PREPOSITION or sentence.lower(index + 1) not in _PLACED:
        return False
    opened = sentence.last_word((":", "("), index, within=12)
    return opened > last.phrase[1] - 1 and sentence.lower(index - 1) in (":", "(", ",", "and")


def is_parallel(sentence: Sentence, index: int, last: Count) -> bool:
    """ "31 bugs in A, | 30 | in B, and | 23 | in C": what is counted is named with the first."""
    link = sentence.lower(index + 1)
    if sentence.lower(index - 1) not in (",", "and") or link not in _PLACED or link != sentence.lower(last.phrase[1]):
        return False
    return last.head is None and sentence.tag(last.phrase[0] - 1) == AMOUNT


def kind_behind(sentence: Sentence, index: int, amount: Amount, last: Count) -> int:
    """The item behind the kind that a count of some of those before names, -1 where it names none: "5,712 sentences
    (| 2,414 | ambiguous, | 3,298 | unambiguous)", "(8 hospitals, | 2 | adversarial)".
    """
    if amount.kind != "count" or not 2 <= (amount.value or 0) < _whole(sentence, last):
        return -1
    opened = sentence.last_word(("(",), index, within=10)
    inside = opened == last.phrase[0] - 2 and last.phrase[1] == index - 1 and sentence.lower(index - 1) == ","
    # "(64 experts, 8 active)" are parts of a design
    inside = inside and last.head is None and last.unit not in counts().ambiguous
    if not inside and (opened != last.phrase[1] or sentence.last_word((")",), index, 10) > last.phrase[1]):
        return -1
    behind = index + 1
    while (
        behind < index + 3
        and sentence.tag(behind) in (WORD, NOMINAL, VERB)
        and not is_plural(sentence.items[behind].text)
    ):
        behind += 1
    ended = sentence.lower(behind) in ((")", ",") if inside else (",", ")", "and", ";"))
    return behind if behind > index + 1 and ended else -1


def is_part_of_last(sentence: Sentence, index: int, last: Count) -> bool:
    """ "884,110 commit attempts (427,308 under active contention)" """
    if sentence.lower(index - 1) != "(" or index - 1 != last.phrase[1] or is_model_size(sentence.items[index].text):
        return False
    return sentence.tag(index + 1) in (PREPOSITION, SIGN) or sentence.lower(index + 1) == "each"


def is_subset(this: Counted, drafted: Sequence[Count]) -> bool:
    """ "on the 93 test queries, | 14 | queries achieve": fewer of what was counted before attain something."""
    if this.value < 2:
        return False
    sentence = this.sentence
    if this.preceding == "and" and drafted[-1].phrase[1] == this.index - 1:
        # "four general and three special benchmarks show": a coordination
        return False
    attains = this.preceding in _PART_LEADS and sentence.tag(this.phrase[1]) in (VERB, AUXILIARY)
    if not attains and this.preceding != "including":
        return False
    wholes = (sentence.items[other.phrase[0] - 1].amount for other in drafted if other.unit == this.noun)
    return any(whole is not None and (whole.value or 0) > this.value for whole in wholes)


def is_discovered(this: Counted) -> bool:
    """ "we identify | ten invariant primitives", but "abstracts identified for | 50 markers"."""
    lists, items = counts(), this.sentence.items
    for step in range(this.index - 1, max(-1, this.index - 5), -1):
        item = items[step]
        word = item.lower
        if word in _ORDERED and this.preceding in _HOLDING:
            # "a taxonomy of | 34 symptoms" was found, "a taxonomy of three classes" designed
            return this.value > _FEW
        if word in lists.discovering:
            # a service "exposes 24 tools"
            return not word.startswith("expos") or this.noun not in lists.exposed
        if word in _AWAY or item.tag in (SIGN, VERB):
            # "identify and correct 412 samples"
            return False
    return False


def is_attained(this: Counted) -> bool:
    """ "33,000 downloads", "four types were identified", "83 ms (5 frames)"."""
    sentence, end = this.sentence, this.phrase[1]
    lists = counts()
    if this.noun in lists.reception:
        return True
    if not lists.outcomes.isdisjoint(sentence.lowers[this.phrase[0] : end - 1]):
        return True
    if this.noun in lists.frugal and this.preceding == "only":
        return True
    if this.preceding == "(" and sentence.tag(this.index - 2) == AMOUNT and not this.amount.spelled:
        # the same told in another unit
        return sentence.lower(end) == ")" and sentence.amount(this.index - 2).kind == "measure"
    if this.preceding in lists.spanning:
        # "Across six models, crashes are missed"
        return False
    if sentence.lower(end) == "(":
        # "193 of these patches (86%) were accepted"
        end = max(end, sentence.next_word(")", end, end + 5) + 1)
    items = sentence.items
    for step, item in enumerate(items[end : min(end + 18, len(items) - 1)], end):
        word, tag = item.lower, item.tag
        if tag != AUXILIARY and tag != AMOUNT and word not in _TELLING:
            continue
        if tag == AMOUNT or word in (";", ":"):
            return False
        if items[step + 1].lower in lists.discovering and word in ("were", "are"):
            return True
        if tag == AUXILIARY:
            return _is_settled(sentence, step)
    return False


def _is_settled(sentence: Sentence, step: int) -> bool:
    """ "29 cases | have been confirmed", but no "two filters can be merged" """
    if sentence.lower(step) in _MODALS:
        return False
    while sentence.tag(step) in (AUXILIARY, ADVERB):
        step += 1
    return sentence.lower(step) in counts().settled


def code_behind(this: Counted) -> int:
    """ "3,000 lines of code": the item of the "code", -1 where lines are not those of code."""
    end = this.phrase[1]
    code = next((step for step in range(end, end + 5) if "code" in this.sentence.lower(step)), -1)
    new = any(this.sentence.lower(step) in ("new", "additional", "extra") for step in range(this.phrase[0], end))
    if code >= 0 or not (new or this.sentence.lower(end) in ("added", "changed", "modified")):
        return code
    return min(end + (this.sentence.lower(end) == "of"), len(this.sentence.items) - 1)
