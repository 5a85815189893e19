"""Counts bound to a noun by a hyphen: "a 64-GPU cluster", "a 1,000-event log", but no "three-agent architecture"."""

from typing import Final

from claims.assemble.counted import Count, Counted
from claims.assemble.lexicon import counts, singular
from claims.assemble.modifiers import sizes_data
from claims.assemble.sentence import Sentence
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_words import words

_UNITS: Final = frozenset(
    {"card", "cards", "board", "boards", "package", "packages", "module", "modules", "blade", "blades"}
)
"""What is one unit, whatever it is made of: "an eight-chip card"."""
_STUDIES: Final = frozenset({"comparison", "evaluation", "ablation", "isolation", "benchmark", "testbed"})
"""What is sized by even a few: "a six-model comparison"."""
_MAGNITUDES: Final = frozenset({"hundred", "thousand", "million", "billion", "trillion"})


def spelled_compound(sentence: Sentence, index: int, amount: Amount) -> Count | None:
    """ "a thousand-satellite constellation", "a 2-billion-request trace", but no "three-agent architecture"."""
    noun = singular(sentence.items[index].text.rpartition("-")[2])
    if not _is_numbered(sentence, index) or sentence.lower(index + 1) in _UNITS:
        return None
    if amount.value == 0:
        return Count((index, index + 1), noun, "level", "claim.zero")
    if sentence.lower(index + 1) == "scale" and (amount.value or 0) >= 1e6:
        # "at trillion-edge scale"
        return Count((index, index + 1), noun, "scale", "claim.count-compound")
    few = (amount.value or 0) < 10 and singular(sentence.lower(index + 1)) not in _STUDIES
    sizes = not few and sizes_data(noun, amount.value or 0, _behind(sentence, index + 1))
    if not sizes and (noun not in words().compounds or _is_designed(sentence, index, amount, noun)):
        return None
    return Count((index, index + 1), noun, "scale", "claim.count-compound")


def _is_numbered(sentence: Sentence, index: int) -> bool:
    """Whether it is more than a magnitude: "a thousand-satellite constellation", but no "billion-edge graphs"."""
    head = sentence.items[index].text.partition("-")[0].lower()
    named = sentence.lower(index - 1) in ("a", "one", "the") or sentence.lower(index + 1) == "scale"
    return head not in _MAGNITUDES or named


def compound(this: Counted) -> Count | None:
    """ "a 64-GPU cluster", "5000-item pools" """
    noun = this.noun.partition("-")[0].partition("/")[0]
    if this.sentence.lower(this.phrase[1]) in _UNITS:
        return None
    listed = noun in words().compounds and this.value >= (1e4 if noun == "parameter" else 2)
    if not listed and not sizes_data(noun, this.value, _behind(this.sentence, this.phrase[1])):
        return None
    return Count(this.phrase, noun, "scale", "claim.count-compound")


def _behind(sentence: Sentence, first: int) -> list[str]:
    return [item.lower for item in sentence.items[first : first + 8]]


def _is_designed(sentence: Sentence, index: int, amount: Amount, noun: str) -> bool:
    """ "a three-agent architecture": a part of the design, unless a study is named."""
    if noun == "parameter" and ((amount.value or 0) < 1e4 or not sentence.items[index].text[0].isdigit()):
        # "a billion-parameter model" is vague, "at billion-parameter scale" is not
        return sentence.lower(index + 1) != "scale"
    if noun not in counts().ambiguous or (amount.value or 0) >= 10:
        return False
    return any(sentence.lower(index + step) in counts().designs for step in range(1, 4))
