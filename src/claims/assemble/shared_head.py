"""Counts that share the noun of the next one: "four production | and three perception | prompts"."""

from typing import Final

from claims.assemble.counted_phrase import counted, is_model_size
from claims.assemble.lexicon import is_plural
from claims.assemble.sentence import ADVERB, AMOUNT, COMPARATIVE, NOMINAL, VERB, WORD, Range, Sentence

_MODIFIERS: Final = (WORD, NOMINAL, VERB, ADVERB, COMPARATIVE)
_JOINERS: Final = frozenset({"and", "or", "&", "plus", "+"})
_LONGEST: Final = 4
"""Modifiers of one count."""


def shared_head(sentence: Sentence, index: int) -> tuple[Range, Range] | None:
    """The modifiers of the count at item `index` and the phrase of the next one, whose head they share:
    "four | production | and three | perception prompts"; None where the count has a noun of its own.
    """
    first = last = index + 1
    for item in sentence.items[first : first + _LONGEST]:
        if item.tag not in _MODIFIERS:
            break
        if is_plural(item.text) and item.tag != ADVERB:
            return None
        last += 1
    if last == first:
        return None
    behind = last
    if sentence.lower(last) == "(":
        # "14 general (81% on Foo) and 9 industrial benchmarks"
        close = sentence.next_word(")", last, last + 8)
        if close < 0:
            return None
        behind = close + 1
    behind += sentence.lower(behind) == ","
    joined = sentence.lower(behind) in _JOINERS
    behind += joined
    if behind == last or sentence.tag(behind) != AMOUNT:
        return None
    amount = sentence.amount(behind)
    if amount.kind != "count" or amount.compound or is_model_size(sentence.items[behind].text):
        return None
    phrase = None
    if not joined:
        # "14 safety, 56 value, and 42 cultural domains"
        further = shared_head(sentence, behind)
        phrase = further[1] if further is not None else None
    else:
        phrase = counted(sentence, behind)
        if phrase is not None and (phrase[1] - phrase[0] < 2 or not is_plural(sentence.items[phrase[1] - 1].text)):
            phrase = None
    return ((first, last), phrase) if phrase is not None else None
