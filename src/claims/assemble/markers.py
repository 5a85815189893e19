"""The words that introduce what a number is compared with: "than | B", "compared to | B", "over | B"."""

from collections.abc import Callable
from typing import Final

from claims.assemble.comparand import counts_competitors
from claims.assemble.counted_phrase import is_model_size
from claims.assemble.cues import cues
from claims.assemble.equalled import EQUALLING, PAR, REACHING, equalled
from claims.assemble.phrases import noun_right
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    COMPARATIVE,
    DETERMINER,
    NOMINAL,
    NOUNS,
    PREPOSITION,
    VERB,
    WORD,
    Sentence,
)
from claims.mentions.quantity_words import VERSUS

_SETTINGS: Final = frozenset({"by", "for", "from", "in", "on", "under", "using", "with"})
_MEDIA: Final = frozenset({"air", "internet", "lan", "link", "links", "network", "wan", "wire"})
_MOVED: Final = frozenset({"improve", "increase", "decrease", "accelerate"})
_MEASURED_AGAINST: Final = frozenset(
    {"validated", "compared", "evaluated", "measured", "benchmarked", "performance", "superiority", "advantage"}
    | {"advantages", "gains", "improvements"}
)


_EVALUATED: Final = ("evaluat", "compar", "benchmark", "validat")


def _than(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """Not in "more than 3x", "rather than B", nor behind a comparative that has no number of its own."""
    before = range(index - 1, max(-1, index - 9), -1)
    compared = next((step for step in before if sentence.tag(step) == COMPARATIVE), -1)
    # "higher density (5 TOPS/mm2) than B"
    aside = _is_measured_aside(sentence, index - 1)
    if seen_amount and compared >= 0 and not aside and not sentence.has_tag(AMOUNT, max(0, compared - 5), compared + 3):
        # "and slightly lower misalignment than B", but "performs better than | B, offering 3x speedups"
        return 0
    if sentence.lower(index - 1) == "rather":
        return 0
    told = sentence.lower(index + 3) == "of" or sentence.lower(index + 3) in _NEEDED
    valued = seen_amount and told and sentence.tag(index + 1) == DETERMINER
    required = _reference_value(sentence, index + 1) if valued else 0
    if required:
        # "8x less memory than | the 80 GiB required by | B"
        return 1 + required
    if sentence.tag(index + 1) == AMOUNT:
        # "3x higher than | 7B models", "14x faster than | 128 A100 GPUs"
        run = sentence.tag(index - 1) == COMPARATIVE and sentence.tag(index - 2) == AMOUNT
        named = run and sentence.amount(index + 1).kind == "count"
        named = named or is_model_size(sentence.items[index + 1].text)
        return int(seen_amount and named and sentence.tag(index + 2) == WORD)
    if sentence.lower(index + 1) == "when" and sentence.lower(index + 2) in ("using", "running", "applying"):
        # "45% fewer queries than when using | B"
        return 3
    # "3x faster than | with B"
    return 1 + (sentence.lower(index + 1) in _SETTINGS)


def _is_measured_aside(sentence: Sentence, closing: int) -> bool:
    """Whether a parenthesis tells how much a metric before it is bettered: "higher density (3x on A) | than B"."""
    if sentence.lower(closing) != ")":
        return False
    opening = sentence.last_word(("(",), closing, within=8)
    return opening > 0 and sentence.tag(opening - 1) in NOUNS and sentence.has_tag(AMOUNT, opening + 1, opening + 4)


def _over(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "2x over B", "improves over B", "Over baseline B, …", not "over 100 nodes" or "runs over B"."""
    if sentence.tag(index + 1) == AMOUNT and not counts_competitors(sentence, index + 1):
        # "a 2.4x speedup over four RTX4090"
        return int(bool(sentence.amount(index + 1).device) and sentence.tag(index - 1) == NOMINAL)
    if sentence.lower(index - 1) == "even":
        # "overheads of up to 20% even over GPUs"
        return 0
    if sentence.lower(index + 1) == "and" and sentence.lower(index + 2) == "above":
        return 3
    if sentence.tag(index - 1) == VERB and sentence.value(index - 1) == "other":
        return 0
    if sentence.tag(index - 1) == WORD and _is_done(sentence.items[index - 1].text):
        # "tasks multiplexed over a channel"
        return 0
    phrase = noun_right(sentence, index + 1)
    if phrase is not None and sentence.lower(phrase[1] - 1) in _MEDIA:
        # "20% of the energy over the network"
        return 0
    if index == 0 or sentence.lower(index - 1) == "that":
        return int(phrase is not None and any(sentence.lower(step) in cues().competitors for step in range(*phrase)))
    if seen_amount and _is_far(sentence, index):
        return 0
    if seen_amount and not _measures(sentence, index):
        # "evaluation on three models | over a 10-server testbed shows"
        return 0
    if seen_amount or sentence.tag(index - 1) == NOMINAL or sentence.tag(index - 2) == COMPARATIVE:
        return 1
    if sentence.last_word(("superiority", "advantage", "advantages"), index, within=4) >= 0:
        # "the superiority of Kelp over | B, boosting accuracy by 3%"
        return 1
    told = phrase is not None and sentence.lower(phrase[1]) == "by"
    # "improves throughput and latency over | B by 3x"
    before = range(max(0, index - (9 if told else 5)), index)
    # "improved" is a comparative or a verb
    return int(any(sentence.tag(step) in (VERB, COMPARATIVE) and sentence.value(step) in _MOVED for step in before))


def _is_far(sentence: Sentence, index: int) -> bool:
    """Whether a participle apart says what is shown, and nothing in it is compared: ", thereby showing its reach with a
    few UAVs | over | uneven terrain".
    """
    for step in range(index - 1, max(0, index - 14), -1):
        tag, word = sentence.tag(step), sentence.lower(step)
        if word == "," or tag in (AMOUNT, NOMINAL, COMPARATIVE):
            return False
        if tag == VERB and word.endswith("ing") and sentence.lower(step - 1) in (",", "thereby", "thus"):
            return sentence.value(step) == "attain" and any(
                sentence.tag(between) == PREPOSITION for between in range(step, index)
            )
    return False


def _is_done(word: str) -> bool:
    """ "multiplexed", not "ChainFed" or "speed" """
    return word.islower() and word.endswith("ed") and not word.endswith("eed")


def _measures(sentence: Sentence, index: int) -> bool:
    """Whether anything but counts stands before an item: a measure, a word of change, a verb."""
    for item in sentence.items[:index]:
        if item.tag in (COMPARATIVE, NOMINAL, VERB) or (item.amount is not None and item.amount.kind != "count"):
            return True
    return False


def _against(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "Against B, …", "2x against B", "evaluated against B", not "robust against B"."""
    if index == 0:
        return 1
    before = sentence.lower(index - 1)
    evaluated = any(sentence.lower(step).startswith(_EVALUATED) for step in range(max(0, index - 8), index))
    introduced = seen_amount or evaluated or before in _MEASURED_AGAINST or before in cues().studies
    if introduced and counts_competitors(sentence, index + 1):
        # "evaluated against four state-of-the-art systems, …", "a 3x speedup against three systems"
        return 1
    return int(introduced and sentence.tag(index + 1) in (WORD, DETERMINER, COMPARATIVE))


_TO: Final = ("to", "with", "against")


def _compared(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "compared to B", "in contrast to B" """
    if sentence.lower(index + 1) not in _TO:
        return 0 if seen_amount else compares(sentence, index)
    return 2 + _reference_value(sentence, index + 2)


def compares(sentence: Sentence, index: int) -> int:
    """How many items lead to B in "we | compare our method to | B, showing a 2x speedup"; 0 in "compared to B"."""
    if sentence.tag(index) != VERB and sentence.lower(index - 1) != "we":
        return 0
    start = index + 1 + (sentence.lower(index + 1) in ("it", "its", "our"))
    phrase = noun_right(sentence, start)
    end = phrase[1] if phrase is not None and phrase[0] <= start + 1 else start
    return end + 1 - index if end > index + 1 and sentence.lower(end) in ("to", "with") else 0


def _respect(sentence: Sentence, index: int, seen_amount: bool) -> int:
    return 2 if sentence.lower(index - 1) == "with" and sentence.lower(index + 1) == "to" else 0


def _versus(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "versus B", "12 ms versus 18 ms for B", not "12 ms versus 18 ms"."""
    if sentence.tag(index + 1) != AMOUNT:
        return 1
    value = _reference_value(sentence, index + 1)
    return 1 + value if value else 0


def _that_of(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "3x | that of B" """
    if sentence.lower(index + 1) != "of" or sentence.tag(index - 1) != AMOUNT:
        return 0
    amount = sentence.amount(index - 1)
    return 2 if amount.unit in ("x", "%") or amount.kind == "fraction" else 0


_APART: Final = frozenset(
    {"gap", "gaps", "difference", "differences", "deviation", "deviations", "departure", "distance", "regression"}
)


_CHANGED: Final = frozenset({"reduction", "decrease", "drop", "increase", "improvement", "gain"})
_NAMES: Final = frozenset({"baseline", "baselines", "implementation", "version", "variant", "setup", "configuration"})


_MEANS: Final = frozenset({"by", "of", "for", "from", "via", "through", "without", ",", "and"})
_REPLACED_BY: Final = frozenset({"with", "by", "for"})


def _replacing(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "replacing | A | with B reduces latency by 3x", not "… by replacing A with B" """
    if seen_amount or sentence.lower(index - 1) in _MEANS:
        return 0
    number = next((step for step in range(index, len(sentence.items)) if sentence.tag(step) == AMOUNT), index)
    if sentence.next_word(":", index, number) >= 0 or sentence.next_word(";", index, number) >= 0:
        # "replacing A with B does not work: …"
        return 0
    phrase = noun_right(sentence, index + 1)
    return int(phrase is not None and sentence.lower(phrase[1]) in _REPLACED_BY)


def _moving(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "switching from | A | to B reduces latency by 3x", "switching the format from | A | to B" """
    if seen_amount or sentence.lower(index - 1) in _MEANS:
        return 0
    thing = noun_right(sentence, index + 1)
    start = (thing[1] if thing is not None else index + 1) + 1
    to = sentence.next_word("to", start + 1, start + 6)
    if sentence.lower(start - 1) != "from" or to < 0:
        return 0
    return start - index if all(sentence.tag(step) in NOUNS for step in range(start + 1, to)) else 0


def _from(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "a 2% gap from | B", "a deviation of 5% from | B" """
    if sentence.tag(index + 1) not in (WORD, DETERMINER) or not seen_amount:
        return 0
    told = sentence.tag(index - 1) == AMOUNT
    noun = index - 1 if not told else sentence.last_word(("of",), index - 1, within=4) - 1
    if sentence.lower(noun) in _CHANGED and sentence.lower(index + 1) == "the":
        # "a 2% reduction from the original"
        return int(sentence.lower(index + 2) in cues().usual or _ends_in_competitor(sentence, index + 1))
    return int(sentence.lower(noun) in _APART)


def _ends_in_competitor(sentence: Sentence, index: int) -> bool:
    phrase = noun_right(sentence, index)
    return phrase is not None and sentence.lower(phrase[1] - 1) in _NAMES


_NEEDED: Final = frozenset({"required", "needed", "used", "consumed", "achieved", "taken", "incurred", "reported"})


def _reference_value(sentence: Sentence, index: int) -> int:
    """How many items tell what the reference itself attains: "78% compared to | 63% accuracy for | B"."""
    at = index + (sentence.tag(index) in (ADVERB, DETERMINER) or sentence.lower(index) in ("only", "just"))
    if sentence.tag(at) != AMOUNT:
        return 0
    at += 1
    if sentence.tag(index) == DETERMINER and sentence.lower(at) in ("baseline", "baselines"):
        # "compared to | the 32K baseline | for the latter"
        return 0
    while sentence.tag(at) in NOUNS or (sentence.lower(at) in ("and", ",") and sentence.tag(at + 1) == AMOUNT):
        # "compared with | 14.5 min and 37% for | the baseline"
        at += 1 if sentence.tag(at) in NOUNS else 2
    if sentence.lower(at) in _NEEDED and sentence.lower(at + 1) == "by":
        # "compared with | the 80 GiB required by | B"
        at += 1
    if sentence.lower(at) in ("with", "using", "in") and sentence.tag(at - 1) == AMOUNT:
        # "compared to | 81.7% with | SFT", not "versus 18 ms in practice"
        return at + 1 - index if _is_capital(sentence, at + 1) else 0
    return at + 1 - index if sentence.lower(at) in ("for", "by", "of", "from") else 0


def _is_capital(sentence: Sentence, index: int) -> bool:
    """Whether a name stands at an item: "SFT", "ByteDance", not "Europe"."""
    return index < len(sentence.items) and any(map(str.isupper, sentence.items[index].text[1:]))


def _same_as(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "12x faster with the same accuracy as | B" """
    before = range(index - 1, max(-1, index - 5), -1)
    alike = any(sentence.lower(step) in ("same", "equal") for step in before)
    return int(alike and sentence.tag(index + 1) in (WORD, DETERMINER))


def _with_respect_to(sentence: Sentence, index: int, seen_amount: bool) -> int:
    return 1


def _beyond(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "a 7x extra speedup beyond B", not "scales beyond B"."""
    told = sentence.tag(index - 1) in (NOMINAL, AMOUNT)
    return int(told and sentence.tag(index + 1) in (WORD, DETERMINER, ADVERB))


def _matched(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "99% accuracy, nearly matching B", "12 ms, similar to B": behind a level and a comma."""
    if not seen_amount or not is_aside(sentence, index):
        return equalled(sentence, index)
    if sentence.lower(index) in MATCHING:
        return int(sentence.tag(index + 1) in (WORD, DETERMINER))
    if sentence.lower(index) == "comparable":
        # "12 ms, comparable to B": how good that is, no reference it is measured against
        return 0
    return 2 if sentence.lower(index + 1) in ("to", "with") else 0


def is_aside(sentence: Sentence, index: int) -> bool:
    """Whether a word opens an aside behind a comma: "12 ms, | similar to B"."""
    before = index - 2 if sentence.tag(index - 1) == ADVERB or sentence.lower(index - 1).endswith("ly") else index - 1
    return sentence.lower(before) == ","


def _equalled(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "matches | B", "on par with | B" """
    return equalled(sentence, index)


MATCHING: Final = frozenset({"matching", "approaching", "rivaling", "rivalling"})
ALIKE: Final = frozenset({"comparable", "similar", "close", "equivalent", "identical"})
REPLACING: Final = frozenset({"replacing", "swapping"})
MOVING: Final = frozenset({"switching", "transitioning", "moving", "migrating"})
MARKERS: Final[dict[str, Callable[[Sentence, int, bool], int]]] = {
    "than": _than,
    "over": _over,
    "against": _against,
    "respect": _respect,
    "w.r.t.": _with_respect_to,
    "as": _same_as,
    **dict.fromkeys(("compared", "compare", "compares", "comparing", "comparison", "comparisons"), _compared),
    **dict.fromkeys(("relative", "contrast"), _compared),
    **dict.fromkeys(("that", "those"), _that_of),
    **dict.fromkeys((*EQUALLING, *PAR, *REACHING), _equalled),
    "beyond": _beyond,
    "from": _from,
    **dict.fromkeys(REPLACING, _replacing),
    **dict.fromkeys(MOVING, _moving),
    **dict.fromkeys(MATCHING | ALIKE, _matched),
    **dict.fromkeys(VERSUS, _versus),
}
"""What tells, for a word at an item and whether a number stands before it, how many items introduce a baseline there:
"than" 1, "compared to" 2, …; 0 where none does. All else is no such word, which one look-up tells.
"""
