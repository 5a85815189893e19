"""Verbs that are a noun or an adjective where they stand: "the training | cost | of", "the | proposed | method"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.lexicon import Lexicon, is_plural
from claims.assemble.sentence import (
    AMOUNT,
    AUXILIARY,
    COMPARATIVE,
    DETERMINER,
    NOMINAL,
    NOUNS,
    PREPOSITION,
    VERB,
    WORD,
    Item,
    Sentence,
)

_ADJECTIVE_TOO: Final = frozenset({"compact", "elevate", "narrow", "close", "trim", "slow", "better"})
INFLECTED: Final = ("s", "ed", "ing")
_BEFORE_NOUN: Final = frozenset({"of", "in", "and", "for", "on", "per", "by", "with", "at"})
_BEHIND_NOUN: Final = frozenset({"of", "in", "for", "time", "throughput", "latency", "cost", "performance"})
_JOINTS: Final = ("and", "or")
_TIMES: Final = frozenset({"time", "times", "latency", "latencies", "cost", "costs", "overhead", "overheads"})
_BEFORE_PARTICIPLE: Final = frozenset(
    {"of", "in", "for", "on", "with", "over", "from", "under", "than", "to", "against"}
)
ADJECTIVES: Final = frozenset(
    {"maximum", "minimum", "average", "mean", "total", "overall", "peak", "yearly", "annual", "daily"}
)
_SAYING: Final = (
    "show", "demonstrat", "indicat", "suggest", "reveal", "f", "confirm", "report", "prov", "argu", "not", "observ",
    "verif", "ensur", "stat", "believ", "conclud", "requir", "see", "estimat", "measur", "predict", "hold", "illustrat",
)  # fmt: skip
"""Beginnings of verbs that a clause with "that" can follow."""
_MOVING: Final = frozenset({"decrease", "improve", "increase", "worsen"})
_BEFORE_REACHED: Final = frozenset({"+", "a", "an"})
_NAMED_ACTS: Final = frozenset({"covers", "reports", "supports"})
_STATES: Final = frozenset({"holding", "operating", "working", "sustained", "achieved", "attained", "measured"})
"""What a thing does while something is measured of it: "a higher operating frequency"."""
_LEADING: Final = frozenset({"leading", "competing", "remaining", "resulting", "performing", "existing", "underlying"})
_BEHIND_LEADING: Final = (*NOUNS, VERB)
_NO_NOUNS: Final = frozenset(
    {"achieve", "attain", "deliver", "demonstrate", "exhibit", "maintain", "obtain", "provide", "require", "sustain"}
    | {"reach"}
)
_BEFORE_BASE: Final = (WORD, AMOUNT, DETERMINER, COMPARATIVE, NOMINAL)
_DESCRIBED_BY: Final = frozenset({"count", "fraction", "measure", "percent", "ratio"})
_BEFORE_SUBJECT: Final = (WORD, DETERMINER, COMPARATIVE, PREPOSITION)
_BEHIND_SUBJECT: Final = frozenset({"is", "are", "was", "were", "has", "remain", "remains", "stay", "stays"})


def settle_verb(sentence: Sentence, index: int, before: Item, after: Item, words: Lexicon) -> None:
    """Make a verb a noun or an adjective where it can be none."""
    item = sentence.items[index]
    lower = item.lower
    if lower.endswith("ing"):
        _settle_gerund(sentence, index, before, after, words)
    elif after.lower == "that" and lower.startswith(_SAYING):
        # "Evaluations across three models show that …"
        return
    elif after.lower in _BEHIND_SUBJECT and before.tag in _BEFORE_SUBJECT and lower.endswith("s"):
        # "inference speeds are observed to improve", "of both designs remains"
        sentence.become(index, WORD)
    elif before.tag == COMPARATIVE and _is_compared(item, before, after):
        sentence.become(index, WORD)
    elif after.lower == "down" and item.value in ("attain", "other", "decrease"):
        sentence.become(index, VERB, "decrease")
    elif (not lower.endswith(INFLECTED) and _is_base_noun(item, before, words)) or _is_listed_noun(
        item, before, after, words
    ):
        sentence.become(index, WORD)
    elif before.lower == "highly" and lower.endswith("ed") and after.tag in NOUNS:
        # "an already highly optimized engine"
        sentence.become(index, WORD)


def _settle_gerund(sentence: Sentence, index: int, before: Item, after: Item, words: Lexicon) -> None:
    """As `settle_verb`, of a word in -ing."""
    item = sentence.items[index]
    lower = item.lower
    if before.amount is not None and before.amount.kind == "percent":
        # "20% pruning"
        sentence.become(index, WORD)
    elif after.lower == "that" and lower.startswith(_SAYING):
        # "…, showing that …"
        return
    elif item.value in ("attain", "other") and _describes_with(before, after):
        # "equal-risk operating coverage"
        sentence.become(index, WORD)
    elif before.tag == COMPARATIVE and _is_compared(item, before, after):
        sentence.become(index, WORD)
    elif after.lower in _TIMES and _is_modified(before):
        # "reduces reward-model scoring time by"
        sentence.become(index, WORD)
    elif after.lower == "down" and item.value in ("attain", "other", "decrease"):
        sentence.become(index, VERB, "decrease")
    elif (before.lower in _JOINTS or after.lower in _JOINTS) and _names_kinds(sentence, index, after):
        sentence.become(index, WORD)
    elif lower in _LEADING and after.tag in _BEHIND_LEADING and before.tag in (DETERMINER, WORD):
        # "over the current leading model"
        sentence.become(index, WORD)
    elif _is_listed_noun(item, before, after, words):
        sentence.become(index, WORD)


def _is_listed_noun(item: Item, before: Item, after: Item, words: Lexicon) -> bool:
    """Whether a word that the lexicon lists as a noun or as an attribute is one here."""
    if item.lower in cues().nouns:
        return _is_noun(item, before, after)
    return item.lower in words.participles and _is_attributive(item, before, after)


def _names_kinds(sentence: Sentence, index: int, after: Item) -> bool:
    """Whether a gerund beside a joint and another tell of which kinds things are: "existing | partitioning | and |
    routing | strategies".
    """
    first = index if after.lower in _JOINTS else index - 2
    if sentence.lower(index) in _LEADING:
        return False
    if not (sentence.lower(first).endswith("ing") and sentence.lower(first + 2).endswith("ing")):
        return False
    head = sentence.lower(first + 3)
    return sentence.lower(first - 1) in cues().usual | _LEADING and sentence.tag(first + 3) == WORD and is_plural(head)


def _describes_with(before: Item, after: Item) -> bool:
    """Whether a gerund describes a noun together with the compound before it: "equal-risk | operating | coverage"."""
    if before.tag != WORD or after.tag != WORD:
        return False
    return "-" in before.text[1:-1] and before.text.islower()


def _is_compared(item: Item, before: Item, after: Item) -> bool:
    """Whether a verb behind a comparative is the noun that it compares, or belongs to it: "24% more | rewrites | than
    B", "22% higher | operating | frequency".
    """
    if item.lower.endswith("s"):
        return after.lower in ("than", "compared", "over", "and", ",", ".")
    ranked = before.lower in ("higher", "lower", "greater", "larger", "smaller", "better", "faster")
    return ranked and item.lower in _STATES and after.tag == WORD


def _is_modified(before: Item) -> bool:
    """Whether what stands before a gerund makes it part of a noun phrase: "reward-model | scoring time"."""
    return before.tag in (VERB, DETERMINER) or (before.tag == WORD and not is_plural(before.text))


def _is_base_noun(item: Item, before: Item, words: Lexicon) -> bool:
    """Whether a base form stands behind a singular noun, a number or "the": "14.9% register overhead", "parameter
    scale".
    """
    if before.tag == DETERMINER and item.lower in _ADJECTIVE_TOO:
        # "the compact model"
        return True
    if before.tag not in _BEFORE_BASE or item.value in ("decrease", "improve") or item.lower in words.participles:
        return False
    if item.lower in _NO_NOUNS:
        # "A and B 3.2 achieve"
        return False
    if before.tag == WORD:
        return not is_plural(before.text)
    return before.lower not in ("these", "those", "all", "that")


def _is_noun(item: Item, before: Item, after: Item) -> bool:
    """Whether "costs", "run", … is a noun where it stands: "the training cost of", not "it costs $3"."""
    if before.lower in ("to", "can", "we", "and") and after.tag in (DETERMINER, AMOUNT):
        return False
    if item.lower in ("cost", "costs"):
        moved = after.tag in (AUXILIARY, NOMINAL) or (after.tag == VERB and after.value in _MOVING)
        if moved or before.lower == "both":
            # "compared to Fern, | costs | decreased", "relative to Fern, | cost | can be reduced"
            return True
    if item.lower == "report" and before.lower in ("and", "we") and after.tag == NOMINAL:
        # "we evaluate Kelp on math and report gains of 8%"
        return False
    if item.lower == "reach" and before.tag in NOUNS and (after.tag == AMOUNT or after.lower in _BEFORE_REACHED):
        # "approaches such as A reach 95.9%", "the capacity gains reach 150%"
        return False
    if item.lower in ("runs", "ran") and after.lower in ("in", "at") and before.tag == WORD:
        # "the inference runs in 21 ms", but "scaling runs in a cluster"
        return is_plural(before.text)
    if item.lower in _NAMED_ACTS and after.tag == WORD and before.tag == WORD and _is_named(before.text):
        # "BIRCH supports efficient updates"
        return False
    if before.tag in (DETERMINER, COMPARATIVE, NOMINAL, AMOUNT, VERB) or before.lower in _BEFORE_NOUN:
        return True
    listed = before.lower == "," and after.lower in ("by", ",", "and") and not item.lower.endswith("ed")
    if after.lower in _BEHIND_NOUN or listed:
        # "energy by 20%, | cost | by 30%", "energy, | cost |, and memory"
        return True
    if before.tag != WORD:
        return False
    if is_plural(before.text) and not item.lower.endswith(INFLECTED):
        # "the results show competitive speedups"
        return False
    has_object = after.tag in (AMOUNT, DETERMINER) and after.lower != "such"
    return not has_object or not (is_plural(before.text) or item.lower.endswith(INFLECTED))


def _is_named(text: str) -> bool:
    """Whether a word is the name of one system: "BIRCH", "ReCom"; not "GPUs"."""
    return sum(map(str.isupper, text)) > 1 and not is_plural(text)


def _is_attributive(item: Item, before: Item, after: Item) -> bool:
    """Whether a participle describes the noun behind it: "the proposed method", "of measured power", "two simulated
    runs".
    """
    if before.tag == AMOUNT:
        # "2.8x averaged speedups", but "to 3x observed loss"
        noun = after.tag == WORD or after.lower in cues().nouns or after.value in ("improve", "speedup")
        return noun and before.amount is not None and before.amount.kind in _DESCRIBED_BY
    if after.tag not in NOUNS and not (after.lower.endswith("ing") and after.lower in cues().nouns):
        # "in distributed training"
        return False
    if before.tag in (DETERMINER, COMPARATIVE):
        return before.lower not in ("this", "that", "all", "each")
    if before.tag == VERB and item.lower.endswith("ed"):
        # "outperforms optimized baselines", "can reduce wasted energy", but "reduced compared to"
        moves = before.value in _MOVING or before.value == "outperform"
        return before.lower.endswith(("s", "ing")) or (moves and not before.lower.endswith("ed"))
    return before.lower in _BEFORE_PARTICIPLE | ADJECTIVES and (item.lower.endswith("ed") or item.lower == "lost")
