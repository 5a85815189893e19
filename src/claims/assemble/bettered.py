"""What a change is made to, where its metric is that of another: "improves the throughput of existing stores"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import Frame
from claims.assemble.phrases import phrase_list
from claims.assemble.sentence import DETERMINER, NOUNS, Range, Sentence

_BETTER: Final = frozenset({"improve", "accelerate", "increase"})


def bettered(sentence: Sentence, found: Frame, count: int) -> list[Range]:
    """The other systems whose metric a verb betters by some numbers: "improves the throughput of | existing stores | by
    3x", "Kelp2 improves | Kelp's | speed by 3x"; none where a metric is only told of what it is measured on.
    """
    if found.region is None or sentence.value(found.verb) not in _BETTER:
        return []
    first, last = found.region
    if sentence.lower(first).endswith("'s"):
        return [(first, first + 1)] if _is_variant(sentence, found.verb - 1, first) else []
    of = sentence.next_word("of", first, last)
    if of < 0:
        return []
    names = phrase_list(sentence, of + 1, last)
    if len(names) == count and all(end - begin == 1 for begin, end in names):
        # "OptKelp improves the rate of | Kelp and Kelp2 | by 4% and 9%"
        return names if _is_variant(sentence, found.verb - 1, names[0][0]) else []
    start = of + 1
    while sentence.tag(start) == DETERMINER:
        start += 1
    usual = sentence.lower(start) in cues().usual or sentence.lower(start).startswith("state")
    alone = last - start > 1 and all(item.tag in NOUNS for item in sentence.items[start:last])
    return [(of + 1, last)] if usual and alone else []


def _is_variant(sentence: Sentence, index: int, other: int) -> bool:
    """Whether a name is made of another: "OptKelp", "Kelp2" and "Kelp-S" of "Kelp"."""
    name, base = sentence.lower(index), sentence.lower(other).removesuffix("'s")
    return len(name) > len(base) > 2 and base in name
