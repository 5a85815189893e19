"""Sizes of models whose "parameters" are left out: "1.3 B active of 6.9 B total", "a 135M and a 7B model"."""

from claims.assemble.counted import Counted, counted, is_model_size
from claims.assemble.lexicon import counts, is_plural, singular
from claims.assemble.sentence import AMOUNT, DETERMINER, SIGN, Range, Sentence

_SHARES = frozenset({"active", "activated", "total", "dense"})
_LIST_SIGNS = frozenset({",", "and", "or", "/", "to"})


def model_size(sentence: Sentence, index: int, value: float, phrase: Range | None) -> Range | None:
    """What the number at item `index` sizes, where it is the size of a model though no parameters are counted."""
    if value < 1e6 or not is_model_size(sentence.items[index].text):
        return None
    if phrase is not None and singular(sentence.items[phrase[1] - 1].text) == "parameter":
        return None
    if sentence.lower(index + 1) in _SHARES:
        return index + 1, index + 2
    if phrase is not None:
        return None
    if sentence.lower(index - 1) == "(" and sentence.lower(index + 1) == ")":
        return _before_parenthesis(sentence, index)
    return _shared(sentence, index)


def _before_parenthesis(sentence: Sentence, index: int) -> Range | None:
    """ "four MoE models (200B-1000B)", "models released in 2025 (7B)"."""
    for step in range(index - 2, max(-1, index - 7), -1):
        if sentence.tag(step) in (AMOUNT, SIGN):
            break
        if singular(sentence.items[step].text) in counts().models:
            return step, step + 1
    return None


def _shared(sentence: Sentence, index: int) -> Range | None:
    """The noun of the next size in a list: "a 135M and a 7B | model"."""
    behind = index + 1
    if sentence.lower(behind) not in _LIST_SIGNS:
        return None
    while sentence.lower(behind) in _LIST_SIGNS or sentence.tag(behind) == DETERMINER:
        behind += 1
    if sentence.tag(behind) != AMOUNT or not is_model_size(sentence.items[behind].text):
        return None
    phrase = counted(sentence, behind)
    if phrase is None:
        return _shared(sentence, behind)
    named = any(singular(item.text) in (*counts().models, "parameter") for item in sentence.items[slice(*phrase)])
    return phrase if named else None


def sizes_model(this: Counted) -> bool:
    """ "a 7B model"; a number spelled with a magnitude word ("four billion particle run") counts things."""
    if this.value < 1e8 or "illion" in this.text():
        return False
    return any(singular(item.text) in counts().models for item in this.sentence.items[slice(*this.phrase)])


def is_class_of_models(this: Counted) -> bool:
    """ "small models (under 4 billion parameters)": sizes that define a class and were not run."""
    if this.noun != "parameter" or this.preceding() != "(" or this.sentence.lower(this.phrase[1]) != ")":
        return False
    named = this.sentence.items[this.index - 2].text
    return this.amount.high is None and is_plural(named) and singular(named) in counts().models
