"""Where the verb of a change and its object are, left of the quantity."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import MOVES
from claims.assemble.lexicon import is_plural, singular
from claims.assemble.metric import family
from claims.assemble.phrases import is_metric, noun_right, skip_parentheses_left
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
    Range,
    Sentence,
)

_DESCRIBED: Final = (*NOUNS, VERB)
_SET_OFF: Final = (*NOUNS, ADVERB)
_OPENERS: Final = frozenset({"both", "average", "the", "median", "overall", "in"})
_LIST_SIGNS: Final = frozenset({"and", ",", "or"})
_GAP_SIGNS: Final = frozenset({",", ";", ":", "and", "while", "but", "("})
_BASELINE_STOPS: Final = frozenset(
    {"in", "by", "on", "with", "for", "across", "under", "(", ",", "when", "while", "at"}
)


def verb_left(sentence: Sentence, at: int) -> int | None:
    """The verb of change that governs the phrase before item `at`, not beyond another quantity or clause."""
    index = at - 1
    while index >= 0:
        item = sentence.items[index]
        if item.lower == ")":
            opening = skip_parentheses_left(sentence, index)
            if opening == index:
                # closes nothing: "a) the cost"
                return None
            index = opening
            continue
        if item.tag == VERB:
            if item.value in MOVES:
                return index
            if item.value == "attain" and at - index < 3 and sentence.lower(index - 1) != "to":
                # "reduces the runtime to obtain results by 30%" goes on
                return None
        elif item.tag == AMOUNT:
            if not _describes(sentence, index):
                return None
        elif item.lower in (";", ":", "("):
            return None
        elif item.lower == "," and not _is_listing(sentence, index):
            opening = _insertion(sentence, index) if index == at - 1 else -1
            if opening < 0 and not (index == at - 1 and _is_set_off(sentence, index)):
                return None
            index = max(opening, 0) or index
        index -= 1
    return None


def _describes(sentence: Sentence, index: int) -> bool:
    """Whether a number only describes a noun: "in a 30-node scenario", "of a 7B model"."""
    amount = sentence.amount(index)
    if sentence.lower(index - 1).endswith("'s") and sentence.lower(index + 1) == "by":
        # "outperforms Ash's 7.87 by 3.18"
        return True
    if amount.compound or amount.kind != "count":
        return amount.compound
    # "outperforms 1B pruned models by 83%"
    opens = sentence.tag(index - 1) in (DETERMINER, VERB, PREPOSITION) or sentence.items[index - 1].text.istitle()
    return opens and (sentence.tag(index + 1) in _DESCRIBED or sentence.lower(index + 1) == "-")


def _insertion(sentence: Sentence, comma: int) -> int:
    """The comma that opens what `comma` closes: "reduces runtime, relative to exhaustive search, by 25%"; -1 if
    none does.
    """
    opening = sentence.last_word((",",), comma, within=9)
    if opening <= 0:
        return -1
    apposed = comma - opening <= 6 and sentence.lower(comma + 1) == "by" and sentence.tag(opening - 1) in NOUNS
    compared = sentence.lower(opening + 1) in ("relative", "compared")
    if sentence.tag(opening + 1) != PREPOSITION and not apposed and not compared:
        return -1
    if any(sentence.tag(step) in (AMOUNT, VERB) for step in range(opening + 1 + compared, comma)):
        return -1
    return opening


def _is_set_off(sentence: Sentence, comma: int) -> bool:
    """Whether a comma only sets off how far the object is moved: "reduces the latency | , by up to 40%"."""
    before = sentence.tag(comma - 1)
    return sentence.lower(comma + 1) == "by" and (before in _SET_OFF or sentence.lower(comma - 1) == ")")


def _is_listing(sentence: Sentence, comma: int) -> bool:
    """Whether a comma stands inside a list of nouns ("latency, cost, and energy by")."""
    if sentence.tag(comma - 1) not in NOUNS and sentence.lower(comma - 1) != ")":
        return False
    return sentence.tag(comma + 1) in (WORD, DETERMINER) or sentence.lower(comma + 1) == "and"


def gap_start(sentence: Sentence, at: int) -> int:
    """Where the part begins that leaves out its verb: "and | memory usage by 61%"."""
    index = at - 1
    while index >= 0:
        word = sentence.lower(index)
        if word == ")":
            opening = skip_parentheses_left(sentence, index)
            if opening == index:
                return index + 1
            index = opening
            continue
        if sentence.tag(index) == AMOUNT or word in _GAP_SIGNS:
            return index + 1
        index -= 1
    return 0


def first_noun(sentence: Sentence, first: int, last: int) -> Range | None:
    """The first noun phrase of a region: the object of the verb, without what is added by prepositions."""
    index = first
    while index < last and _is_opener(sentence, index):
        index += 1
    if index < last and sentence.tag(index) in (VERB, COMPARATIVE) and sentence.tag(index + 1) in NOUNS:
        index += 1
    phrase = noun_right(sentence, index)
    if phrase is None or phrase[0] >= last:
        return None
    phrase = with_of(sentence, phrase, last)
    return phrase[0], _coordinated(sentence, min(phrase[1], last), last)


def with_of(sentence: Sentence, phrase: Range, last: int) -> Range:
    """The object with its "of" phrase where its head is no metric by itself: "the propagation | of shockwaves"."""
    at = phrase[1]
    if sentence.lower(at) != "of" or at >= last or family(sentence.words(*phrase)) != ("other", "neither"):
        return phrase
    more = noun_right(sentence, at + 1)
    if more is None or more[1] > last or more[1] - at > 5:
        return phrase
    return phrase[0], more[1]


def _is_opener(sentence: Sentence, index: int) -> bool:
    """Whether a word before the object says nothing of it; "mean absolute error" is a name."""
    word = sentence.lower(index)
    if sentence.lower(index + 1) in ("and", "or") and word not in ("both", "the"):
        # "reduces | average and tail latency"
        return False
    if sentence.tag(index) in (DETERMINER, ADVERB) or word in _OPENERS:
        return True
    return word == "mean" and sentence.lower(index + 1) not in cues().mean_names


def _coordinated(sentence: Sentence, end: int, last: int) -> int:
    """Where an object of several nouns ends: "latency and energy by 30%" is one metric of two nouns."""
    step = _behind_oxford_comma(sentence, _behind_note(sentence, end))
    noted = False
    while step + 1 < last and sentence.lower(step) in _LIST_SIGNS:
        if sentence.tag(step + 1) not in (WORD, NOMINAL, DETERMINER):
            break
        more = noun_right(sentence, step + 1)
        if more is None or more[1] > last:
            break
        noted = noted or sentence.lower(end) == "("
        end = more[1]
        step = _behind_oxford_comma(sentence, _behind_note(sentence, end))
    if noted and sentence.lower(end) == "(":
        # "TTFT (time to first token) and TPOT | (time per output token)"
        close = sentence.next_word(")", end + 2, min(end + 8, last))
        return close + 1 if close > 0 else end
    return end


def _behind_note(sentence: Sentence, index: int) -> int:
    """The "and" behind a note in parentheses: "TTFT (time to first token) | and TPOT"; `index` where there is none."""
    if sentence.lower(index) != "(":
        return index
    close = sentence.next_word(")", index + 2, index + 8)
    noted = close > 0 and sentence.lower(close + 1) == "and" and not sentence.has_tag(AMOUNT, index, close)
    return close + 1 if noted else index


def _behind_oxford_comma(sentence: Sentence, index: int) -> int:
    return index + 1 if sentence.lower(index) == "," and sentence.lower(index + 1) == "and" else index


def outperformed(sentence: Sentence, first: int, last: int) -> Range | None:
    """What is outperformed: the words up to the next preposition, a list of names included."""
    while first < last and sentence.tag(first) == DETERMINER and sentence.lower(first) != "the":
        first += 1
    end = first
    while _goes_on(sentence, end, last):
        end += 1
    return (first, end) if end > first else None


def _goes_on(sentence: Sentence, index: int, last: int) -> bool:
    if sentence.lower(index) == "," and index < last - 1:
        return sentence.tag(index + 1) == WORD or sentence.lower(index + 1) == "and"
    if sentence.lower(index) == "(" and sentence.lower(index + 2) == ")" and sentence.tag(index + 3) == WORD:
        # "outperforms state-of-the-art | (SOTA) | methods by 3%"
        return index + 3 < last and sentence.items[index + 1].text[-1:].isupper()
    return index < last and sentence.lower(index) not in _BASELINE_STOPS


def metric_in(sentence: Sentence, at: int, before: int | None = None) -> Range | None:
    """The metric of "by 1.8x in throughput" or "in throughput by 1.8x"."""
    if sentence.lower(at) == "on" and sentence.lower(at + 1) == "average":
        # "by 1.61x on average in end-to-end latency"
        at += 2
    if sentence.lower(at) not in ("in", "on", "for") or (before is not None and at >= before):
        return None
    phrase = noun_right(sentence, at + 1)
    if phrase is None:
        return None
    if sentence.lower(at + 1) == "terms" and sentence.lower(at + 2) == "of":
        return phrase
    if sentence.lower(at) == "on":
        # "by 5% on MedQA accuracy", not "on in-distribution evaluations", "on reasoning", "on a large-scale base"
        head = (max(phrase[0], phrase[1] - 2), phrase[1])
        tried = sentence.lower(phrase[1] - 1).endswith("ing") or is_occasion(sentence, phrase)
        return phrase if not tried and family(sentence.words(*head))[0] not in ("other", "cost", "size") else None
    if sentence.lower(phrase[1]) == "and" and phrase[1] - phrase[0] == 1 and not is_plural(sentence.lower(phrase[0])):
        # "by 2x for dispatch and combine throughput"
        # "combine" looks like a verb
        verb = sentence.tag(phrase[1] + 1) == VERB and not sentence.lower(phrase[1] + 1).endswith(("s", "ing", "ed"))
        more = noun_right(sentence, phrase[1] + 1 + verb)
        if more is not None and more[1] - more[0] + verb > 1 and is_metric(sentence, more):
            phrase = (phrase[0], more[1])
    if is_occasion(sentence, phrase) and sentence.lower(at) == "in":
        # "outperforms B by 3x in pairwise comparisons"
        return None
    return phrase if is_metric(sentence, phrase) or _names_metric(sentence, at, phrase) else None


def _names_metric(sentence: Sentence, at: int, phrase: Range) -> bool:
    """Whether what follows an "in" is measured and no place: "by 7% in RS", "in insertion rate", not "in practice"."""
    head = sentence.items[phrase[1] - 1]
    bare = sentence.lower(at) == "in" and phrase[0] == at + 1 and phrase[1] - phrase[0] <= 3
    return bare and head.tag == WORD and not is_plural(head.text) and not is_place(sentence, phrase)


def is_occasion(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase names what something is tried on: "by 4 points on the MBPP | benchmark"."""
    return singular(sentence.lower(phrase[1] - 1)) in cues().occasions


def is_place(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase behind "in" tells where or when: "a 2x boost in dynamic scenarios", "in practice"."""
    head = singular(sentence.lower(phrase[1] - 1))
    return is_occasion(sentence, phrase) or (head in cues().places and not is_metric(sentence, phrase))
