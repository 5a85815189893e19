"""The restriction behind a number: "12 ms | under load", "2x faster than B | on YCSB", "3x (2x on average) | for C"."""

from typing import Final

from claims.assemble.continuation import adjectives_go_on, behind_gloss, is_gapped, list_goes_on
from claims.assemble.counted_phrase import is_model_size
from claims.assemble.cues import cues
from claims.assemble.qualities import is_price, is_quality, is_result
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    DETERMINER,
    PREPOSITION,
    VERB,
    WORD,
    Range,
    Sentence,
)
from claims.assemble.studied import ABOUT, NO_SETTINGS, SHOWS
from claims.patterns import kept

_NOT_SETTINGS: Final = frozenset({"over", "against", "as", "while", "without"})
_WITH_PERIOD: Final = frozenset({"given", "over"})
"""What leads to a setting only where a period or what is given follows."""
_PERIODS: Final = frozenset({"day", "h", "month", "week", "year"})
_LASTING: Final = frozenset({"days", "decades", "hours", "months", "weeks", "years"})
_NOT_WITH: Final = frozenset({"gains", "less", "no", "only", "respect", "substantial", "up"})
"""What is no setting: "with | up to 3x speedup", "with | only a 2% loss"."""
_NOT_IN: Final = frozenset({"terms", "comparison", "average", "total", "addition", "contrast", "spite"})
_ENDS: Final = frozenset(
    {
        ",",
        ";",
        ".",
        ":",
        "—",
        "(",
        ")",
        "while",
        "whereas",
        "compared",
        "than",
        "relative",
        "respectively",
        "versus",
        "vs.",
    }
    | {"but", "despite", "thereby", "without"}
)
_LOOSE_ENDS: Final = frozenset(
    {"and", "as", "at", "by", "even", "for", "from", "in", "just", "on", "only", "or", "over", "to", "up", "when"}
    | {"with", "that", "which", "ranging", "i.e.", "e.g.", "—", ","}
)
_ASIDES: Final = frozenset({"(", ")", "on", ","})
"""How what can be left out before a restriction begins, besides adverbs."""
_STUDIES: Final = frozenset(
    {"comparison", "evaluation", "evaluations", "experiment", "experimentation", "experiments", "simulation"}
    | {"simulations", "study", "studies", "test", "testing", "tests"}
)
"""Nouns that say nothing of what was studied."""
_LONGEST_STUDY: Final = 5
"""Items of a study up to its preposition: "our extensive experiments | on"."""
_LONGEST_PARENTHESIS: Final = 40
_STAYING: Final = frozenset({"hold", "holds", "occur", "occurs", "persist", "persists", "remain", "remains"})
_BEING: Final = frozenset({"are", "is", "was", "were"})
_ATTAINED: Final = frozenset(
    {"achieved", "attained", "found", "measured", "observed", "obtained", "reached", "recorded", "reported", "seen"}
)
_CLAUSES: Final = frozenset({"when", "as", "if"})
_ANOTHER: Final = SHOWS | {"which"}
"""What another clause begins with."""


def trailing_condition(sentence: Sentence, at: int, stop: int) -> Range | None:
    """The restriction that stands right behind the number's construction, which ends before `at`, and before `stop`."""
    at = _behind_predicate(sentence, at)
    if sentence.lower(at) not in _introducing() and sentence.tag(at) != ADVERB:
        return None
    index = _introduced(sentence, at)
    if index < 0 or index >= stop:
        return None
    word = sentence.lower(index)
    end = index + 1
    last = min(stop, len(sentence.items))
    while end < last:
        if sentence.lower(end) == "(":
            behind = behind_gloss(sentence, end)
            if behind < 0 or behind >= last:
                break
            end = behind
        elif not _goes_on(sentence, word, end):
            break
        end += 1
    cut = end == stop
    end = _without_loose_end(sentence, index + 1, end)
    if cut and sentence.lower(end - 1) == "+":
        # "on A and + | 5% on B"
        end = _without_loose_end(sentence, index + 1, end - 1) if sentence.lower(end - 2) == "and" else index
    if cut and sentence.lower(end - 1) == "of":
        # "with a cost of only | 7%" names the next number
        return None
    return (index + 1, end) if end > index + 1 else None


@kept
def _introducing() -> frozenset[str]:
    """The words with which a restriction, or what may stand before it, begins, besides adverbs."""
    return cues().settings | _ASIDES | _WITH_PERIOD | {"even"}


def _behind_predicate(sentence: Sentence, at: int) -> int:
    """Where an item stands when a verb that says but that there is a number is left out: "a gain of 80% | is achieved |
    for UEs", "savings of 81% | persist | at V=0.9".
    """
    word = sentence.lower(at)
    if word in _STAYING:
        return at + 1
    attained = word in _BEING and sentence.lower(at + 1) in _ATTAINED
    return at + 2 if attained and sentence.lower(at + 2) != "by" else at


def _introduced(sentence: Sentence, at: int) -> int:
    """The preposition of a restriction at an item, asides left out; -1 where none stands there."""
    index = _behind_asides(sentence, at)
    word = sentence.lower(index)
    if word == "," and sentence.lower(index + 1) in ("across", "even", "given", "under", "when"):
        index += 1
        word = sentence.lower(index)
    if word == "even":
        index += 1
        word = sentence.lower(index)
    if word in _WITH_PERIOD and _told_of_setting(sentence, index):
        return index
    if word not in cues().settings or word in _NOT_SETTINGS:
        return -1
    following = sentence.lower(index + 1)
    if word == "with" and (following in _NOT_WITH or is_quality(sentence, index + 1)):
        return -1
    if (word == "in" and following in _NOT_IN) or (word == "at" and is_price(sentence, index + 1)):
        return -1
    if word == "at" and following in ("most", "least"):
        return _introduced(sentence, index + 2)
    return index


def _told_of_setting(sentence: Sentence, index: int) -> bool:
    """Whether a period or what is given stands behind an item: "over | 20 years", "given | the same budget"."""
    if sentence.lower(index) == "given":
        return sentence.tag(index + 1) == DETERMINER
    first = index + 1 + (sentence.lower(index + 1) == "the")
    if sentence.tag(first) == AMOUNT:
        return sentence.amount(first).unit in _PERIODS or sentence.lower(first + 1) in _LASTING
    return sentence.lower(first) in ("last", "past")


def _behind_asides(sentence: Sentence, at: int) -> int:
    """Where an item stands when what is in parentheses, "respectively" and adverbs are left out."""
    index = at
    while True:
        lower = sentence.lower(index)
        if lower not in _ASIDES and sentence.tag(index) != ADVERB:
            return index
        if lower == "(":
            close = sentence.next_word(")", index + 1, index + 12)
            if close < 0:
                return index
            index = close + 1
        elif lower == ")":
            index += 1
        elif lower == "on" and sentence.lower(index + 1) == "average":
            index += 2
        elif lower == "," and sentence.lower(index + 1) == "respectively":
            index += 2 + (sentence.lower(index + 2) == ",")
        elif sentence.tag(index) == ADVERB and sentence.lower(index + 1) in cues().settings:
            index += 1
        else:
            return index


def _goes_on(sentence: Sentence, word: str, index: int) -> bool:
    """Whether the item at `index` is part of the restriction that `word` opens."""
    item = sentence.items[index]
    lower = item.lower
    if lower in _ENDS:
        if lower != "," or word == "when":
            return False
        return adjectives_go_on(sentence, index) or list_goes_on(sentence, index)
    if lower == "and" and is_gapped(sentence, index + 1):
        return joins_sizes(sentence, index)
    if lower == "and" and _is_deed(sentence, index + 1):
        return False
    if (lower == "with" and is_result(sentence, index + 1)) or (lower == "at" and is_price(sentence, index + 1)):
        # "on real systems | with no accuracy loss", "on a GPU | at the cost of quality"
        return False
    if item.tag != VERB or word in _CLAUSES or lower.endswith("ing"):
        return True
    return sentence.tag(index - 1) in (WORD, PREPOSITION, DETERMINER, ADVERB)


def _is_deed(sentence: Sentence, index: int) -> bool:
    """Whether another thing done stands at an item: "in the cluster and | further reduce the time"."""
    return sentence.tag(index) == ADVERB and sentence.tag(index + 1) == VERB and sentence.lower(index + 1)[-2:] != "ed"


def joins_sizes(sentence: Sentence, index: int) -> bool:
    """Whether an "and" joins two sizes of models: "for 7B | and | 13B models"."""
    sizes = is_model_size(sentence.items[index - 1].text) and sentence.tag(index + 1) == AMOUNT
    return sizes and is_model_size(sentence.items[index + 1].text)


def whole(sentence: Sentence, phrase: Range, item: int) -> Range:
    """A restriction of the number at an item as it is told: without the study that leads to it and the clause that
    follows, with all of its parentheses, or without one that the number stands in.
    """
    first, last = phrase
    first = _behind_study(sentence, first, last)
    if not _ANOTHER.isdisjoint(sentence.lowers[first + 1 : last]):
        last = next((step for step in range(first + 1, last) if _begins_another(sentence, step)), last)
    opening = sentence.last_word(("(",), last, within=last - first) if "(" in sentence.lowers[first:last] else -1
    if opening >= first and sentence.next_word(")", opening, last) < 0:
        close = sentence.next_word(")", last, last + _LONGEST_PARENTHESIS)
        last = opening if close < 0 or opening < item < close else close + 1
    return first, _without_loose_end(sentence, first, last)


def _behind_study(sentence: Sentence, first: int, last: int) -> int:
    """ "our experiments on | X", "tested on | X", "as on | a CPU", not "MNIST simulation on X" """
    lowers = sentence.lowers
    for at in range(first, min(first + _LONGEST_STUDY, last - 1)):
        if lowers[at] not in ABOUT:
            continue
        led = at == first or lowers[at - 1] in _STUDIES or (at == first + 1 and lowers[first] in cues().tested)
        return at + 1 if led and (at == first or _is_nameless(sentence, first, at)) else first
    return first


def _is_nameless(sentence: Sentence, first: int, at: int) -> bool:
    """Whether a study before its preposition at an item says nothing of what was studied: "our experiments | on"."""
    bare = sentence.words(first, at).islower() and not sentence.has_tag(AMOUNT, first, at)
    return bare and sentence.lowers[at + 1] not in NO_SETTINGS


def _begins_another(sentence: Sentence, index: int) -> bool:
    """Whether a restriction ends where another clause begins: "X | which is", "experiments on X | show that"."""
    word = sentence.lower(index)
    return word == "which" or (word in SHOWS and sentence.lower(index + 1) == "that")


def _without_loose_end(sentence: Sentence, first: int, last: int) -> int:
    items = sentence.items
    while last > first:
        item = items[last - 1]
        if item.lower not in _LOOSE_ENDS and item.tag != AUXILIARY and item.tag != DETERMINER:
            break
        last -= 1
    return last
