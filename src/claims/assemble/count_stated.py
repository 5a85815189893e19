"""What is counted only as the parts of a text or a design, or was told before."""

from claims.assemble.counted import Counted
from claims.assemble.lexicon import counts

_CASES = frozenset(
    {"case", "condition", "prediction", "question", "regime", "scenario", "setting", "signal", "situation"}
)
"""What a text can go through one by one."""
_FIRST = frozenset({"1", "i", "a", "first"})


def is_case_listed(this: Counted) -> bool:
    """ "a model of migration in two scenarios: (1) …", "five research questions": what a text goes through."""
    sentence, end = this.sentence, this.phrase[1]
    if this.noun == "question":
        return sentence.lower(end - 2) == "research"
    if this.noun not in _CASES or sentence.lower(end) != ":":
        return False
    first = end + 1 + (sentence.lower(end + 1) == "(")
    begun = first < len(sentence.items) and sentence.items[first].text in _FIRST
    return begun and all(item.lower not in counts().studying for item in sentence.items)


def is_of_known(this: Counted) -> bool:
    """ "three of these kernels": some of what was told before; "the distance between two sequences": any two."""
    if this.preceding == "between":
        return this.amount.spelled and this.value < 13
    return this.sentence.lower(this.index + 1) == "of" and this.sentence.lower(this.index + 2) in ("these", "those")


def is_fault(this: Counted) -> bool:
    """ "suffers from three limitations", "conflates two concerns": what is wrong with something."""
    before = this.before[-2:-1] if this.before[-1:] == ["from"] else this.before[-1:]
    return this.amount.spelled and bool(before) and before[0] in counts().failing


def is_split(this: Counted) -> bool:
    """ "separates concerns across | four agents": what a design is divided into."""
    split = this.preceding in counts().spanning and not counts().splitting.isdisjoint(this.before[-7:])
    return split and (this.noun in counts().designed or this.noun == "agent")
