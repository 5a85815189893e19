"""What each ambiguous word of a sentence is, settled by its neighbours: "drops by 3%", "a 3% drop in"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.lexicon import Lexicon, is_plural, lexicon, singular
from claims.assemble.metric import family
from claims.assemble.phrases import noun_right
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    COMPARATIVE,
    CONJUNCTION,
    DETERMINER,
    NOMINAL,
    NOUNS,
    PRONOUN,
    SIGN,
    VERB,
    WORD,
    Item,
    Sentence,
)
from claims.assemble.verbs_or_nouns import ADJECTIVES, INFLECTED, settle_verb
from claims.patterns import kept

_EDGE: Final = Item("", "", "", "", False)
"""Stands before the first item and behind the last."""

_SURPASSED: Final = ("reach", "exceed", "surpass")
_OBJECT_OPENERS: Final = frozenset({"by", "from", "its", "the", "our"})
_BEFORE_CLAUSE: Final = frozenset({"but", "that", "to", "which", "yet"})
_COMING_TO: Final = frozenset({"exceed", "range", "ranged", "reach", "reached", "span", "spanned"})
"""What a noun of change in the plural does to its number, and no verb of change takes as its object."""
_TOLD_WITH: Final = frozenset({"costs", "ranges", "records", "runs", "scores", "speeds", "spans"})
_BOUNDING: Final = ("below", "under", "above", "over", "beyond", "between", "up to")
_IN_USE: Final = frozenset({"operating", "working", "holding", "running"})
_ODD: Final = _IN_USE | {"approaches", "extra"}
"""Words with conditions of their own, see `_settle_odd`."""
_OF_USE: Final = frozenset(
    {"condition", "cost", "current", "expenditure", "expense", "frequency", "memory", "power", "range"}
    | {"set", "speed", "temperature", "voltage"}
)
"""What a thing has while it works, so that a gerund before it is part of its name: "operating | frequency"."""
_BEFORE_LOWER: Final = frozenset({"to", "we", "can", "and", "also", "it"})
_LOST: Final = frozenset({"loss", "losses", "lost", "gap", "gaps", "degradation", "drop", "deficit", "waste", "wasted"})
_MEASURED_LOSSES: Final = frozenset({
    "training", "train", "validation", "test", "testing", "evaluation", "eval", "entropy", "cross-entropy", "packet",
    "frame", "path", "insertion", "final", "lowest",
})  # fmt: skip
"""What a loss is of that is a measure and no change."""
_MOVED: Final = frozenset({"increased", "improved", "reduced"})
_RANKING: Final = frozenset({"average", "maximum", "mean", "median", "peak", "relative"})
_BEFORE_BY: Final = (WORD, NOMINAL, DETERMINER)
_PLACED: Final = frozenset({"for", "of", "in", "on", "across", "under"})
_BEHIND_MOVED: Final = frozenset({"by", "from", "to", "the", "its", "our"})


def settle(sentence: Sentence) -> None:
    """Settle, left to right, what each ambiguous word of the sentence is."""
    items, words, both, particular = sentence.items, lexicon(), cues().both, _particular()
    last = len(items) - 1
    for index in [index for index, item in enumerate(items) if item.ambiguous]:
        item = items[index]
        if item.tag == VERB and item.lower not in particular:
            # as most are
            before = items[index - 1] if index else _EDGE
            settle_verb(sentence, index, before, items[index + 1] if index < last else _EDGE, words)
            continue
        changes = item.lower in both and item.lower in words.verbs
        if item.lower in _ODD and _settle_odd(sentence, index, item):
            continue
        if not changes and item.tag not in (VERB, COMPARATIVE) and item.lower != "relative":
            if item.tag == NOMINAL and item.lower == "loss" and index and items[index - 1].lower in _MEASURED_LOSSES:
                # "a validation loss of 3.08", "3% packet loss"
                sentence.become(index, WORD)
            continue
        before = items[index - 1] if index else _EDGE
        after = items[index + 1] if index < last else _EDGE
        if changes:
            if _is_changing(item, before, after, words) and not _is_limited(items, index, after):
                sentence.become(index, VERB, words.verbs[item.lower])
        elif item.lower == "relative":
            if after.lower != "to":
                sentence.become(index, WORD, item.value)
        elif item.lower == "added" and before.tag == AMOUNT and after.tag == WORD:
            # "3.4% added area"
            sentence.become(index, COMPARATIVE, "increase")
        elif item.lower.startswith("recover") and item.tag == VERB and _is_kept(sentence, index):
            sentence.become(index, VERB, "attain")
        elif item.tag == VERB:
            if item.lower in _TOLD_WITH and after.tag == AMOUNT and _is_told_with(sentence, index, after):
                sentence.become(index, WORD)
            else:
                settle_verb(sentence, index, before, after, words)
        elif item.lower == "lower":
            if _is_lowering(before) and after.tag in (DETERMINER, WORD):
                sentence.become(index, VERB, "decrease")
        elif item.lower in _MOVED and (_moves_by(items, index) or _has_moved(before, after)):
            sentence.become(index, VERB, words.verbs[item.lower])
    sentence.settled = True


@kept
def _particular() -> frozenset[str]:
    """The verbs that have conditions of their own in `settle`."""
    both = cues().both
    return frozenset([
        verb
        for verb in lexicon().verbs
        if verb in both or verb in _ODD or verb in _TOLD_WITH or verb in ("added", "relative")
        or verb.startswith("recover")
    ])  # fmt: skip


def _settle_odd(sentence: Sentence, index: int, item: Item) -> bool:
    """Settle a word with conditions of its own; whether one holds."""
    items, last = sentence.items, len(sentence.items) - 1
    if item.lower == "extra" and 0 < index < last and _is_share(items[index - 1]) and items[index + 1].tag == WORD:
        # "with less than 20% extra resources"
        sentence.become(index, COMPARATIVE, "increase")
    elif item.lower == "running" and index < last and items[index + 1].lower in ("time", "times"):
        # "a 20% running time reduction", not "accelerators running Kelp"
        sentence.become(index, WORD)
    elif item.lower in _IN_USE and index < last and singular(items[index + 1].lower) in _OF_USE:
        # "the maximum operating frequency", "40% lower operating costs"
        sentence.become(index, WORD)
    elif item.lower == "approaches" and 0 < index < last and _is_reached(items, index):
        # "the speedup across six kernels approaches 3x"
        sentence.become(index, VERB, "attain")
    else:
        return False
    return True


def _is_told_with(sentence: Sentence, index: int, after: Item) -> bool:
    """Whether "scores" is what a "with" leads to: "schemes with attack impact | scores below 0.1"."""
    if not after.text.lower().startswith(_BOUNDING):
        return False
    first = index
    while sentence.tag(first - 1) == WORD and index - first < 4:
        first -= 1
    return sentence.lower(first - 1) == "with"


def _is_reached(items: list[Item], index: int) -> bool:
    """Whether a number is approached: "the speedup across six kernels | approaches | 3x"."""
    return items[index - 1].tag in NOUNS and _is_share(items[index + 1])


def _is_share(item: Item) -> bool:
    return item.amount is not None and item.amount.kind in ("percent", "ratio")


def _is_kept(sentence: Sentence, verb: int) -> bool:
    """Whether "recovers" tells what is reached: "recovers 93% of the accuracy", not "recovers 93% of the loss"."""
    at = sentence.next_word("of", verb + 1, verb + 6)
    amount = sentence.items[at - 1].amount if at > 0 else None
    if amount is None or amount.kind != "percent":
        return False
    phrase = noun_right(sentence, at + 1)
    if phrase is None or family(sentence.words(*phrase))[1] == "lower":
        return False
    return all(sentence.lower(step) not in _LOST for step in range(*phrase))


def _is_changing(item: Item, before: Item, after: Item, words: Lexicon) -> bool:
    """Whether a word such as "drops" is a verb: "latency drops by 3%", not "a 3% drop in latency"."""
    if after.lower == "to" and before.tag == WORD and not before.lower.endswith("ance"):
        # "hallucination drops to 73.6%"
        return True
    if after.lower == "down":
        # "Kelp cuts down energy use"
        return True
    if after.tag == AUXILIARY or (item.lower == "saving" and after.lower in ("reaches", "exceeds", "averages")):
        # "the gains are 4%"
        return False
    if after.value == "attain" and after.lower in _COMING_TO:
        # "the capacity | gains | reach 150%"
        return False
    if item.lower == "saving" and before.lower in ("while", "by", "when", "and") and after.tag in NOUNS:
        # "while saving production cost by 2.7x"
        return True
    if after.tag == AMOUNT and before.lower in _RANKING:
        # "with peak gains up to 11%"
        return False
    if item.lower == "saving" and before.tag == WORD and after.tag in NOUNS:
        # "a power saving gain"
        return False
    if item.lower in words.nominals and after.lower == "by" and _is_head(item, before):
        return False
    if _has_object(before, after) and not _is_measured_noun(before, after):
        return True
    if before.tag == AMOUNT and item.lower.endswith("s") and after.tag == WORD and after.lower.endswith("'s"):
        # "heating from 50 to 90 degrees decreases A's entropy"
        return True
    if before.tag in (DETERMINER, AMOUNT, COMPARATIVE, WORD) and item.lower in words.nominals:
        # "Rust gains traction", but "performance gains traction"
        objects = (WORD, DETERMINER, VERB, NOMINAL, COMPARATIVE)
        return before.tag == WORD and after.tag in objects and not before.lower.endswith("ance")
    opens = before.tag in ("", PRONOUN, AUXILIARY, CONJUNCTION, SIGN, ADVERB) or before.lower in _BEFORE_CLAUSE
    return opens and after.lower not in ("in", "of")


def _is_head(item: Item, before: Item) -> bool:
    """Whether a base form ends the noun phrase of a singular noun: "improving system | gain | by 35%"."""
    return before.tag == WORD and not item.lower.endswith(INFLECTED) and not is_plural(before.text)


_LIMITS: Final = ("limit", "restrict", "confin", "bound", "keep", "kept", "hold", "contain")


def _is_limited(items: list[Item], index: int, after: Item) -> bool:
    """Whether a verb limits what falls: "restricts the average accuracy | drop to 2 points"."""
    if after.lower != "to":
        return False
    step = index - 1
    while step > 0 and items[step].tag in (WORD, DETERMINER):
        step -= 1
    return items[step].lower.startswith(_LIMITS)


def _has_object(before: Item, after: Item) -> bool:
    """Whether "by", an article or a quantity follows, as it does a verb; "gains exceeding 3x" has a noun."""
    if after.tag != AMOUNT:
        return after.lower in _OBJECT_OPENERS
    return before.tag not in ("", DETERMINER, AMOUNT, COMPARATIVE) and not after.text.startswith(_SURPASSED)


def _is_measured_noun(before: Item, after: Item) -> bool:
    """ "a drop from", "significant drops by": a noun all the same."""
    named = before.tag in (DETERMINER, AMOUNT) or before.lower in ("significant", "substantial", "performance")
    return named and after.lower in ("from", "by")


def _is_lowering(before: Item) -> bool:
    """Whether "lower" is a verb: "to lower the cost", not "is lower"."""
    if before.lower in _BEFORE_LOWER:
        return True
    return before.tag == AUXILIARY and before.lower not in ("is", "are", "was", "were")


def _moves_by(items: list[Item], index: int) -> bool:
    """Whether a participle has its own "by" and quantity behind a noun phrase: "simulating increased throughput by
    75%".
    """
    aside = False
    for step in range(index + 1, min(index + 12, len(items) - 1)):
        if items[step].lower == "," and (aside or items[step + 1].lower in ("relative", "compared")):
            # "reduced runtime, relative to exhaustive search, by 25%"
            aside = not aside
            continue
        if aside:
            continue
        if items[step].lower == "by":
            return items[step + 1].tag == AMOUNT
        if items[step].tag not in _BEFORE_BY and items[step].lower not in ADJECTIVES | _PLACED:
            # "improved accuracy for GPU workloads by 50%"
            return False
    return False


def _has_moved(before: Item, after: Item) -> bool:
    """Whether "increased", "improved", "reduced" is said of what stands before: "has improved", "IPW improved by"."""
    if after.tag in ("", AMOUNT, DETERMINER) or after.lower in _BEHIND_MOVED:
        return True
    return before.tag in (AUXILIARY, PRONOUN) or before.lower in ("that", "has", "have")
