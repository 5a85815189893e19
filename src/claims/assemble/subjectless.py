"""The metric without the clause that leads to it, where the verb looks like a noun: "Kelp-DB limits | performance"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.lexicon import is_plural
from claims.assemble.sentence import WORD, Range, Sentence

_REACH: Final = 4
"""Words of a metric that are looked at for a verb."""


def without_subject(sentence: Sentence, metric: Range) -> Range:
    """The metric behind a verb that a name does ("AVR projects | inference cost") or results do ("results show |
    variance"); as it is where it has none.
    """
    for step in range(metric[0] + 1, min(metric[1] - 1, metric[0] + _REACH)):
        word, before = sentence.lowers[step], sentence.items[step - 1]
        if sentence.items[step].tag != WORD:
            continue
        done = word in cues().named_acts and _is_name(sentence, step - 1)
        if done or (word in cues().showing and (is_plural(before.text) or word == "reveal")):
            return step + 1, metric[1]
    return metric


def _is_name(sentence: Sentence, index: int) -> bool:
    """Whether a word is the name of one system: "ReCom"; "Kelp" where no sentence begins with it."""
    text = sentence.items[index].text
    capitals = sum(map(str.isupper, text))
    return not is_plural(text) and (capitals > 1 or (capitals == 1 and index > 0 and text[0].isupper()))
