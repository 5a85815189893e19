"""What is counted only as the parts of a text or a design, or was told before."""

from collections.abc import Sequence
from typing import Final

from claims.assemble.counted import Counted
from claims.assemble.lexicon import counts, singular
from claims.assemble.sentence import AMOUNT, Sentence

_CASES: Final = frozenset(
    {"case", "condition", "prediction", "question", "regime", "scenario", "setting", "signal", "situation"}
)
"""What a text can go through one by one."""
_KNOWN: Final = frozenset({"the", "all", "these", "those"})
_NEAR: Final = 7
"""Items behind a number among which its noun stands."""
_FIRST: Final = frozenset({"1", "i", "a", "first"})


def is_case_listed(this: Counted) -> bool:
    """ "a model of migration in two scenarios: (1) …", "five questions: (1) …": what a text goes through."""
    sentence, end = this.sentence, this.phrase[1]
    if this.following != ":" or this.noun not in _CASES:
        return False
    first = end + 1 + (sentence.lower(end + 1) == "(")
    begun = first < len(sentence.items) and sentence.items[first].text in _FIRST
    return begun and all(item.lower not in counts().studying for item in sentence.items)


def is_research_question(this: Counted) -> bool:
    """ "we investigate five research questions": what a text goes through, whatever is evaluated."""
    return this.noun == "question" and this.sentence.lower(this.phrase[1] - 2) == "research"


def is_of_known(this: Counted) -> bool:
    """ "three of these kernels": some of what was told before; "the distance between two sequences": any two."""
    if this.preceding == "between":
        return this.amount.spelled and this.value < 13
    return this.sentence.lower(this.index + 1) == "of" and this.sentence.lower(this.index + 2) in ("these", "those")


def is_fault(this: Counted) -> bool:
    """ "suffers from three limitations", "conflates two concerns": what is wrong with something."""
    if not this.amount.spelled:
        return False
    # "suffers from | three limitations"
    verb = this.before[-2] if this.leading == "from" and len(this.before) > 1 else this.leading
    return verb in counts().failing


def is_split(this: Counted) -> bool:
    """Whether what something spans is what a design is divided into: "separates concerns across | four agents"."""
    split = not counts().splitting.isdisjoint(this.before[-7:])
    return split and (this.noun in counts().designed or this.noun == "agent")


def is_told_before(sentences: Sequence[Sentence], sentence: Sentence, index: int, noun: str) -> bool:
    """Whether a count of known things, item `index` of one of the sentences, was told before, claim or not: "Among the
    | 13 | priority clusters" behind "we identify 13 clusters", "all | five | methods" behind "compare five methods".
    """
    if sentence.lower(index - 1) not in _KNOWN:
        return False
    amount = sentence.amount(index)
    for other in sentences:
        last = index if other is sentence else len(other.items)
        for step, item in enumerate(other.items[:last]):
            if item.tag != AMOUNT or (known := other.amount(step)).kind != "count" or known.value != amount.value:
                continue
            if known.high == amount.high and any(
                singular(near.text) == noun for near in other.items[step + 1 : step + _NEAR]
            ):
                return True
        if other is sentence:
            break
    return False
