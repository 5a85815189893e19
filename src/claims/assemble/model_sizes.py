"""Sizes of models whose "parameters" are left out: "1.3 B active of 6.9 B total", "a 135M and a 7B model"."""

from typing import Final

from claims.assemble.counted import Counted
from claims.assemble.counted_phrase import counted, is_model_size
from claims.assemble.lexicon import counts, is_plural, lexicon, singular
from claims.assemble.sentence import AMOUNT, DETERMINER, SIGN, Range, Sentence
from claims.assemble.small_words import JOINERS
from claims.mentions.quantity_amount import is_year

_SHARES: Final = frozenset({"active", "activated", "total", "dense"})
_SPANNING: Final = frozenset({"from", "of", "between", "ranging", "at", "spanning", "sized", ":"})
_COUNTING: Final = _SPANNING | {"(", "varying"}
_COUNTS: Final = frozenset({"count", "number", "range", "scale", "size"})
_SIZES: Final = frozenset({"size", "scale"})
_RANGES: Final = frozenset({"range", "regime"})
_CLASSES: Final = frozenset({"class", "regime", "range", "tier", "category"})
_SIZED: Final = frozenset({"model", "parameter", "llm", "network"})
_LIST_SIGNS: Final = JOINERS | {"to"}


def model_size(sentence: Sentence, index: int, phrase: Range | None) -> Range | None:
    """What the number at item `index`, a million or more, sizes, where it is the size of a model though no parameters
    are counted.
    """
    if not is_model_size(sentence.items[index].text):
        return _of_parameters(sentence, index) if phrase is None else None
    if phrase is not None and singular(sentence.items[phrase[1] - 1].text) == "parameter":
        return None
    if sentence.lower(index + 1) in _SHARES:
        return _parameters(sentence, index + 2) or (index + 1, index + 2)
    if phrase is not None:
        return None
    ranged = _of_models(sentence, index)
    if ranged is not None:
        return ranged
    opened = _opened(sentence, index)
    if opened >= 0:
        if sentence.amount(index).bound == "about":
            # "mid-scale models (about 1.5-3B)": a class
            return None
        return _before_parenthesis(sentence, opened)
    return _shared(sentence, index)


def _opened(sentence: Sentence, index: int) -> int:
    """The "(" of a parenthesis that holds nothing but sizes of models, -1 where a size stands in none."""
    first, last = index, index + 1
    while sentence.lower(first - 1) in _LIST_SIGNS or _is_size(sentence, first - 1):
        first -= 1
    while sentence.lower(last) in _LIST_SIGNS or _is_size(sentence, last):
        last += 1
    return first - 1 if sentence.lower(first - 1) == "(" and sentence.lower(last) == ")" else -1


def _is_size(sentence: Sentence, index: int) -> bool:
    return sentence.tag(index) == AMOUNT and is_model_size(sentence.items[index].text)


def _of_parameters(sentence: Sentence, index: int) -> Range | None:
    """The parameters of which a number is said behind: "| parameters | between 1 and 3 billion", "| parameter counts |
    of 2 billion".
    """
    step = index - 1
    while sentence.lower(step) in _COUNTING:
        step -= 1
    if step == index - 1:
        return None
    head = singular(sentence.lower(step))
    first = step - 1 if head in _COUNTS else step
    return (first, step + 1) if step >= 0 and singular(sentence.lower(first)) == "parameter" else None


def _parameters(sentence: Sentence, first: int) -> Range | None:
    """The "parameters" behind a list of shares: "3.8B activated and 25.2B total | parameters"."""
    for step in range(first, min(first + 6, len(sentence.items))):
        if singular(sentence.items[step].text) == "parameter":
            return step, step + 1
        if sentence.lower(step) not in _SHARES | _LIST_SIGNS and sentence.tag(step) != AMOUNT:
            break
    return None


def _of_models(sentence: Sentence, index: int) -> Range | None:
    """The models that are said to have the sizes: "LLMs from 3B to 70B", "model sizes of 1.7B, 4B, and 8B"."""
    step = index - 1
    while step >= 0 and (
        sentence.lower(step) in _LIST_SIGNS | _SPANNING
        or (sentence.tag(step) == AMOUNT and is_model_size(sentence.items[step].text))
    ):
        step -= 1
    if step < 0 or step == index - 1 or sentence.tag(step) == AMOUNT:
        return None
    noun = singular(sentence.items[step].text)
    return (step, step + 1) if noun in counts().models or _is_of_sizes(sentence, step) else None


def _is_of_sizes(sentence: Sentence, step: int) -> bool:
    """ "model | sizes", "models with | sizes", "two | scales"."""
    if singular(sentence.items[step].text) not in _SIZES:
        return False
    before = step - 2 if sentence.lower(step - 1) in ("of", "with") else step - 1
    return sentence.tag(before) == AMOUNT or singular(sentence.lower(before)) in _SIZED


def _before_parenthesis(sentence: Sentence, opened: int) -> Range | None:
    """ "four MoE models (200B-1000B)", "models released in 2025 (7B)", "two model scales (12B, 31B)"."""
    if _is_of_sizes(sentence, opened - 1) and sentence.items[opened + 1].text.endswith("B"):
        return opened - 1, opened
    listed = sentence.lower(opened + 2) != ")"
    for step in range(opened - 1, max(-1, opened - 6), -1):
        if sentence.tag(step) == SIGN or (sentence.tag(step) == AMOUNT and not is_year(sentence.amount(step).value)):
            break
        if singular(sentence.items[step].text) in counts().models and (not listed or is_plural(sentence.lower(step))):
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
    words = {singular(item.text) for item in sentence.items[slice(*phrase)]}
    named = "parameter" in words or not words.isdisjoint(counts().models)
    return phrase if named else None


def sized_model(this: Counted) -> Range | None:
    """The model that the number, a million or more, sizes: "a 7B | model"; a number spelled with a magnitude word
    ("four billion particle run") counts things, and millions may.
    """
    if "illion" in this.text:
        return None
    first = this.phrase[0]
    if "B" in this.text and this.noun in _SIZES and singular(this.sentence.items[first].text) != "token":
        # "trained at the 3B and 12B scales"
        return this.phrase
    if "B" in this.text and this.noun in _RANGES and this.sentence.lower(this.index - 2) == "in":
        # "open models in the 4B-14B range"
        return this.phrase if singular(this.sentence.lower(this.index - 3)) in counts().models else None
    for step in range(first, min(this.phrase[1] + 1, len(this.sentence.items))):
        named = singular(this.sentence.items[step].text) in counts().models
        if named and (this.value >= 1e8 or not is_plural(this.sentence.items[step].text)):
            cut = step + 1 < this.phrase[1] and this.sentence.lower(step + 1) in lexicon().verbs
            return first, step + 1 if cut or step >= this.phrase[1] else this.phrase[1]
    return None


def is_class_of_models(this: Counted) -> bool:
    """ "small models (under 4 billion parameters)": sizes that define a class and were not run."""
    if this.amount.bound == "less_than":
        if this.noun in counts().models and is_model_size(this.text):
            # "sub-1B models"
            return True
        if this.noun == "parameter" and this.preceding == "with":
            # "all models with fewer than 500M parameters"
            return this.amount.high is None
        if this.amount.high is None and _defines(this):
            return True
    if this.noun != "parameter" or this.preceding != "(" or this.following != ")":
        return False
    named = this.sentence.items[this.index - 2].text
    return this.amount.high is None and is_plural(named) and singular(named) in counts().models


def _defines(this: Counted) -> bool:
    """ "beats models below | 4B | parameters", "the | sub-50B | parameter regime", no "tested on models below | 1B |
    parameters".
    """
    if this.noun in _CLASSES:
        return any(item.lower == "parameter" for item in this.sentence.items[slice(*this.phrase)])
    if this.noun != "parameter" or singular(this.preceding) not in counts().models:
        return False
    return counts().evaluating.isdisjoint(this.before[-6:])
