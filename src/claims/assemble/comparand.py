"""The thing compared with: what stands behind "than", "compared to" or "outperforms"."""

from typing import Final

from claims.assemble.comparand_tail import tail_end
from claims.assemble.continuation import NAMING, describes, is_gapped, list_goes_on
from claims.assemble.cues import cues
from claims.assemble.phrases import noun_right
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    COMPARATIVE,
    CONJUNCTION,
    DETERMINER,
    NOMINAL,
    PREPOSITION,
    SIGN,
    VERB,
    WORD,
    Range,
    Sentence,
)
from claims.assemble.small_words import ENDS

_BOUND: Final = frozenset({"&", "-", "/", "+"})
"""Signs within a name: "R&D", "2-row activation"."""

_AGAIN: Final = frozenset({"to", "with", "over", "than", "against"})
"""What introduces the second of two things compared with once more."""
_WHOSE: Final = frozenset({"by", "from"})
_TAIL_OPENERS: Final = frozenset({"of", "like", "such", "as", "without"})
_BEHIND_OPENER: Final = (*NAMING, PREPOSITION)
_TAIL_PARTICIPLES: Final = frozenset(
    {"adopted", "applied", "built", "configured", "deployed", "employed", "equipped", "found", "implied", "proposed"}
    | {"reported", "used", "observed", "optimized", "designed", "tailored", "tuned"}
)
_PARTICIPLE_ENDS: Final = ("ed", "built", "found")
"""Ends of these, and of all that can stand before a "by"."""
_JOINTS: Final = (SIGN, PREPOSITION, CONJUNCTION)
_ADJECTIVES: Final = (
    "-based",
    "-grained",
    "-aware",
    "-precision",
    "-efficient",
    "-driven",
    "-optimized",
    "-free",
    "-scale",
)
"""Ends of adjectives, behind which a comma only leads to another: "a fine-grained | , memory-aware accelerator"."""
_SMALL: Final = frozenset(
    {"negligible", "low", "minimal", "comparable", "high", "little", "better", "similar", "marginal"} | {"good"}
)
_EXPLAINS: Final = frozenset(
    {"e.g.", "i.e.", "e.g", "i.e", "including", "which", "using", "with", "representative", "such"}
)
_LOOSE_ENDS: Final = frozenset(
    {"and", "-", ",", "or", "the", "such", "as", "of", "like", "while", "on", "average", "respectively", "also"}
    | {"without"}
)


def comparand(sentence: Sentence, first: int, shared: bool = False) -> Range | None:
    """The thing compared with from item `first` on: a noun phrase, its coordination, its "such as" or "of" tail.

    `shared` where a "by 3x" behind it is said of the whole coordination: "outperforms A and B by 3x".
    """
    start = _behind_quantifiers(sentence, first)
    if not 0 <= start < len(sentence.items):
        return None
    index, goes_on = start, True
    while goes_on and index < len(sentence.items):
        if sentence.lowers[index] == "(":
            index, goes_on = _behind_parenthesis(sentence, index, shared)
        else:
            goes_on = _goes_on(sentence, start, index, shared)
            index += goes_on
    if sentence.lower(index) == "=" and len(sentence.lower(index - 1)) == 1:
        # "approaching the r = 0.81 of B"
        return None
    end = tail_end(sentence, (start, _without_loose_end(sentence, start, index)))
    for item in sentence.items[start:end]:
        if any(map(str.isalpha, item.text)):
            return start, end
    return None


def counts_competitors(sentence: Sentence, index: int) -> bool:
    """Whether a count of things to compare with stands here: "over | three SOTA baselines"."""
    if not _is_count(sentence, index):
        return False
    noun = noun_right(sentence, index + 1)
    return noun is not None and sentence.lower(noun[1] - 1) in cues().competitors


def _is_count(sentence: Sentence, index: int) -> bool:
    amount = sentence.items[index].amount if index < len(sentence.items) else None
    return amount is not None and amount.kind == "count"


def _behind_quantifiers(sentence: Sentence, first: int) -> int:
    """ "both | A and B", "that of | A"; -1 where a "that" begins a clause."""
    while sentence.lower(first) in ("both", "all", "that", "those", "either"):
        if sentence.lower(first) in ("that", "those"):
            if sentence.lower(first + 1).endswith("ed") and sentence.lower(first + 2) == "by":
                # "compared with that required by | B"
                return first + 3
            if _is_tail_participle(sentence, first + 1):
                # "those | used in B"
                return first
            if sentence.lower(first + 1) in _WHOSE and sentence.tag(first + 2) in NAMING:
                # "than those | by B"
                return first + 2
            if sentence.lower(first + 1) != "of":
                return -1
            first += 1
        first += 1
    return first + (sentence.lower(first) == "solely")


def _goes_on(sentence: Sentence, first: int, index: int, shared: bool) -> bool:
    """Whether the item at `index` is part of the comparand that begins at `first`."""
    item = sentence.items[index]
    tag, word = item.tag, item.lower
    if tag in NAMING or word in _BOUND:
        return True
    inside, following = index > first, sentence.tag(index + 1)
    if tag in (COMPARATIVE, ADVERB) and inside and following in (WORD, NOMINAL, COMPARATIVE):
        return True
    before = sentence.items[index - 1] if inside else None
    if before is not None and (
        (word.endswith(_PARTICIPLE_ENDS) and _is_tail_participle(sentence, index))
        or (before.lower.endswith(_PARTICIPLE_ENDS) and _is_tail_participle(sentence, index - 1))
    ):
        # "B | used | in C"
        return True
    if (tag == ADVERB and _is_qualified(sentence, index)) or (
        before is not None and before.tag == ADVERB and _is_qualified(sentence, index - 1)
    ):
        return True
    if tag in _JOINTS:
        return inside and _leads_on(sentence, first, index, shared)
    ends = following in ("", SIGN, PREPOSITION, CONJUNCTION) and sentence.lower(index + 1) != "-"
    if tag == VERB and not inside and ends and word.endswith("s"):
        # "compared to | benchmarks |, …"
        return True
    opens = tag in (COMPARATIVE, VERB, ADVERB) and not inside
    if tag == VERB and inside and _is_descriptive(sentence, first, index):
        # "the official | optimized | fused | kernel"
        return True
    if inside and _is_compound(sentence, index):
        return True
    if tag == VERB and inside and word.endswith("ing") and _is_last(sentence, index):
        # "relative to standard single-criterion | pruning |."
        return sentence.tag(index - 1) == WORD
    if tag == VERB and index == first + 1 and sentence.tag(first) == ADVERB:
        # "natively | compiled | code", "always | using | the largest model"
        return following in (WORD, NOMINAL, DETERMINER)
    if tag == ADVERB and index == first + 1 and sentence.tag(first) == VERB:
        # "executing | exclusively"
        return True
    if opens or (tag == VERB and sentence.tag(index - 1) == DETERMINER):
        done = word.endswith("ing") and following in (DETERMINER, PREPOSITION)
        return tag != VERB or done or following in (WORD, NOMINAL, VERB, ADVERB)
    if (inside and describes(sentence, index)) or _numbers(sentence, index, inside):
        return True
    return inside and _leads_on(sentence, first, index, shared)


def _leads_on(sentence: Sentence, first: int, index: int, shared: bool) -> bool:
    """Whether more of the comparand follows a joint: "A | and B", "A and | to B", "systems | such as A"."""
    word = sentence.lower(index)
    if word in _AGAIN and sentence.lower(index - 1) == "and":
        return word == sentence.lower(first - 1)
    return _opens_tail(sentence, index) or _joins(sentence, first, index, shared)


def _is_compound(sentence: Sentence, index: int) -> bool:
    """Whether a verb is a part of a name: "existing | load | balancers", "the Least | Recently Used | policy"."""
    behind = sentence.lower(index + 1)
    if sentence.lower(index) == "load" and behind.startswith("balanc"):
        return True
    if sentence.lower(index) == "operating" and behind.startswith(("system", "point")):
        return True
    if sentence.tag(index) not in (VERB, ADVERB):
        return False
    return sentence.items[index].text[:1].isupper() and sentence.items[index - 1].text[:1].isupper()


def _is_last(sentence: Sentence, index: int) -> bool:
    """Whether a phrase ends at an item: before a sign or the next number ("over spatial | partitioning | and 33%")."""
    behind = sentence.lower(index + 1)
    return behind in ENDS or (behind == "and" and sentence.tag(index + 2) == AMOUNT)


def _is_qualified(sentence: Sentence, index: int) -> bool:
    """Whether an adverb qualifies a participle that describes the noun behind it: "the | commonly | used heuristic"."""
    before = sentence.lower(index - 1)
    # "the best | previously | reported method"
    superlative = before.endswith("est") and sentence.tag(index - 2) == DETERMINER
    if sentence.tag(index) != ADVERB or not (sentence.tag(index - 1) == DETERMINER or superlative):
        return False
    return sentence.lower(index + 1).endswith("ed") and sentence.tag(index + 2) in (WORD, NOMINAL)


def _is_descriptive(sentence: Sentence, first: int, index: int) -> bool:
    """Whether participles describe the noun behind them: "the official | optimized fused Mamba-2 kernel"."""
    opened = sentence.tag(first) == DETERMINER or sentence.lower(first).endswith("'s")
    if not (opened or sentence.lower(first) in cues().usual) or index - first > 3:
        return False
    step = index
    while sentence.tag(step) == VERB and sentence.lower(step).endswith("ed"):
        step += 1
    return step > index and sentence.tag(step) in (WORD, NOMINAL)


def _numbers(sentence: Sentence, index: int, inside: bool) -> bool:
    """ "two | baselines", "a single | GPU", "the | 54 Mbps | cap" """
    if sentence.tag(index) == AMOUNT:
        amount = sentence.amount(index)
        if inside and sentence.lower(index + 1) == "-":
            # "the previous | 48-qubit | record"
            return sentence.tag(index + 2) == WORD
        describes = amount.compound or (amount.kind == "measure" and sentence.tag(index - 1) == DETERMINER)
        return (describes or amount.kind == "count") and sentence.tag(index + 1) in (WORD, NOMINAL)
    return sentence.lower(index) == "single" or (sentence.lower(index) == "only" and not inside)


def _is_tail_participle(sentence: Sentence, index: int) -> bool:
    """ "the designs | deployed | in clusters", not "B | measured | on D", which restricts the number."""
    if sentence.lower(index).endswith("ed") and sentence.lower(index + 1) == "by":
        # "the overheads | imposed | by B", not "B | reduced | by 3%"
        return sentence.tag(index) in (VERB, WORD) and sentence.tag(index + 2) in NAMING
    return sentence.lower(index) in _TAIL_PARTICIPLES and sentence.tag(index + 1) == PREPOSITION


def _opens_tail(sentence: Sentence, index: int) -> bool:
    """ "systems | such as A", "the latency | of B" """
    word = sentence.lower(index)
    if word == "with":
        # "the same platform | with no fault tolerance"
        return sentence.lower(index + 1) == "no" and sentence.tag(index + 2) in (WORD, NOMINAL)
    if sentence.lower(index + (word == ",")) == "including":
        # "other engines | , including A, B, and C"
        return list_goes_on(sentence, index + (word == ","))
    if word not in _TAIL_OPENERS or (word == "as" and sentence.lower(index - 1) != "such"):
        return False
    return sentence.tag(index + 1) in _BEHIND_OPENER or counts_competitors(sentence, index + 1)


def _joins(sentence: Sentence, first: int, index: int, shared: bool) -> bool:
    """ "A | and B" """
    word = sentence.lower(index)
    if word in ("and", "or"):
        again = sentence.lower(index + 1) in _AGAIN and sentence.lower(index + 1) == sentence.lower(first - 1)
        # "compared to A | and to B"
        index += again
        return not is_gapped(sentence, index + 1, shared) and not _is_effect(sentence, index + 1)
    if word == "," and sentence.lower(index - 1).endswith(_ADJECTIVES) and sentence.tag(index + 1) == WORD:
        # "a WASM-based | , ecosystem-incompatible hypervisor", not "compared to a WASM-based, Kelp saves"
        return sentence.tag(first) == DETERMINER and "-" in sentence.lower(index + 1)
    return word == "," and list_goes_on(sentence, index, shared)


def _is_effect(sentence: Sentence, index: int) -> bool:
    """Whether what an "and" adds is another effect: "over the baseline and | negligible quality loss"."""
    index += sentence.tag(index) == ADVERB
    if sentence.tag(index) == WORD and sentence.lower(index + 1) in ("comparable", "similar"):
        # "over baselines and | throughput comparable to C"
        return True
    return sentence.lower(index) in _SMALL or sentence.tag(index) == COMPARATIVE


def _behind_parenthesis(sentence: Sentence, opening: int, shared: bool) -> tuple[int, bool]:
    """Where the comparand ends that a "(" follows, and whether it goes on there; a long parenthesis is no part."""
    close = sentence.next_word(")", opening + 1, opening + 9)
    if _is_score(sentence, opening, close, shared):
        # "outperforming A | (50.0%) | and B (21.5%)"
        return close + 1, True
    if close > 0 and sentence.lower(opening - 1) == "o" and sentence.tag(close + 1) == WORD:
        # "the best O(1) | baseline"
        return close + 1, True
    if close < 0 or sentence.has_tag(AMOUNT, opening + 1, close) or sentence.has_tag(VERB, opening + 1, close):
        return opening, False
    acronym = sentence.items[opening + 1].text
    if close == opening + 2 and acronym[-1:].isupper() and sentence.tag(close + 1) == WORD:
        # "State of the Art (SoA) | chips"
        return close + 1, True
    coordinated = sentence.lower(close + 1) in ("and", ",") and sentence.tag(close + 2) == WORD
    if coordinated and not is_gapped(sentence, close + 2):
        return close + 1, True
    return (close + 1 if close - opening <= 4 or _lists_names(sentence, opening, close) else opening), False


def _lists_names(sentence: Sentence, opening: int, close: int) -> bool:
    """Whether a longer parenthesis names the members of a class, and does not tell what the thing is."""
    told = sentence.tag(opening + 1) != WORD or sentence.lower(opening + 1) in _EXPLAINS
    return close - opening <= 8 and not told


def _is_score(sentence: Sentence, opening: int, close: int, shared: bool) -> bool:
    """Whether a parenthesis tells what a member of a list of competitors attains, its own number, no gain over it."""
    scored = close == opening + 2 and sentence.tag(opening + 1) == AMOUNT and sentence.lower(close + 1) == "and"
    if not scored or is_gapped(sentence, close + 2, shared):
        return False
    return sentence.amount(opening + 1).kind == "measure" or (shared and sentence.tag(close + 2) in NAMING)


def _without_loose_end(sentence: Sentence, first: int, last: int) -> int:
    """The end without words that belong to what follows: "B | on average"."""
    while last > first:
        word = sentence.lower(last - 1)
        if word not in _LOOSE_ENDS and sentence.tag(last - 1) != DETERMINER:
            break
        if word == "average" and sentence.lower(last - 2) != "on":
            break
        last -= 1
    return last
