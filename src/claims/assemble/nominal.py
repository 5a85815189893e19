"""A noun of change behind the quantity: "80% reduction in latency", "48% memory savings", "350x speedup"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import Frame, lead
from claims.assemble.metric import family, told_family
from claims.assemble.objects import first_noun, is_place, with_of
from claims.assemble.phrases import is_deed, is_metric, noun_left, noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    AMOUNT,
    NOMINAL,
    NOUNS,
    PREPOSITION,
    SIGN,
    VERB,
    WORD,
    Range,
    Sentence,
)

NAMED_ITSELF: Final = frozenset({"speedup", "slowdown", "overhead"})
"""Nouns that are a metric by themselves: "an overhead of 3%"."""
_AGGREGATES: Final = frozenset(
    {"average", "geometric", "geometric-mean", "geomean", "maximum", "mean", "median", "peak"}
)
_TIMES: Final = frozenset({"latency", "ttft", "tpot"})
_MEASURES: Final = frozenset({"acceleration", "frequency", "performance", "speed", "speedup"})
"""What is measured by itself, unlike other words that are of speed: "range query", "decoding"."""
_INSIDE: Final = frozenset({"reduction", "increase", "improvement", "speedup", "decrease"})


def nominal(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "80% reduction in end-to-end latency", "72.77% inference latency reduction", "48% memory savings", "350x
    speedup".
    """
    if sentence.amount(run.first).kind == "verb":
        # "halves the checkpointing overhead"
        return None
    comma = sentence.lower(run.last) == "," and sentence.tag(run.last + 1) == NOMINAL
    phrase = noun_right(sentence, _behind_average(sentence, run.last) + comma)
    if phrase is None:
        return None
    nouns = [index for index in range(*phrase) if sentence.tag(index) == NOMINAL]
    if not nouns:
        return _coordinated(sentence, run, phrase) or _shared(sentence, run, phrase)
    at = nouns[-1] if nouns[-1] == phrase[1] - 1 else nouns[0]
    if at != phrase[1] - 1 and sentence.lower(at) not in _INSIDE:
        return None
    frame = nominal_change(sentence, at, (phrase[0], at), run.first, at + 1)
    governing = lead(sentence, run.first)
    if sentence.tag(governing) == VERB and sentence.value(governing) == "decrease" and frame.move == "overhead":
        # "eliminating 90% synchronization overhead"
        frame.move = "decrease"
    if frame.metric == (at, at + 1) and sentence.lower(governing) == "of" and sentence.value(at) not in NAMED_ITSELF:
        # "E2E latencies of 20% and 30% reductions"
        named = noun_left(sentence, governing)
        if named is not None and is_metric(sentence, named):
            frame.metric = named
    return frame


def both(sentence: Sentence, run: Run, phrase: Range) -> Range:
    """A metric with the one that the same number is of: "3x | throughput and hardware efficiency"."""
    if len(run.slots) > 1 or sentence.lower(phrase[1]) != "and" or not is_metric(sentence, phrase):
        return phrase
    more = noun_right(sentence, phrase[1] + 1)
    if more is None or more[0] != phrase[1] + 1 or not is_metric(sentence, more) or sentence.has_tag(NOMINAL, *more):
        return phrase
    return (phrase[0], more[1]) if sentence.tag(more[1]) in ("", PREPOSITION, SIGN) else phrase


def _behind_average(sentence: Sentence, index: int) -> int:
    """The item behind "on average", which may stand before the noun: "1.3x and 1.1x | on average training speedup"."""
    if sentence.lower(index) == "on" and sentence.lower(index + 1) == "average":
        last = index + 2 + (sentence.lower(index + 2) == "for")
        phrase = noun_right(sentence, last) if sentence.tag(last) in NOUNS else None
        if phrase is not None and sentence.tag(phrase[1] - 1) == NOMINAL:
            return last
    return index


def _coordinated(sentence: Sentence, run: Run, phrase: Range) -> Frame | None:
    """ "20% and 10% | area and power savings": as many metrics as numbers before one noun of change."""
    first, last = phrase
    count = 1
    while sentence.lower(last) in (",", "and") and count < len(run.slots):
        step = last + 1 + (sentence.lower(last) == "," and sentence.lower(last + 1) == "and")
        more = noun_right(sentence, step)
        if more is None or more[0] != step:
            return None
        last, count = more[1], count + 1
    if len(run.slots) < 2 or count != len(run.slots) or sentence.tag(last - 1) != NOMINAL:
        return None
    frame = nominal_change(sentence, last - 1, (first, last - 1), run.first, last)
    frame.metric = (first, last - 1)
    return frame


def _shared(sentence: Sentence, run: Run, phrase: Range) -> Frame | None:
    """ "6% performance and 4% power improvements": the noun of change stands behind the last metric."""
    shared = _shared_phrase(sentence, run, phrase)
    if shared is None or sentence.lower(phrase[1] - 1) == "compression":
        # "5x KV cache compression and 2x decoding acceleration": a multiple of its own
        return None
    if all(sentence.lower(step) in _AGGREGATES for step in range(*phrase)):
        # "1.18x geometric-mean and 1.62x maximum kernel speedup": one metric, two aggregates
        frame = nominal_change(sentence, shared[1] - 1, (shared[0], shared[1] - 1), run.first, shared[1])
        frame.rule = "claim.nominal-shared"
        return frame
    move = sentence.value(shared[1] - 1)
    frame = Frame("claim.nominal-shared", "change", move, phrase, last=phrase[1], first=run.first)
    measured = is_metric(sentence, phrase) and not sentence.lower(phrase[0]).startswith("in-")
    if move == "speedup":
        timed = measured and family(sentence.words(*phrase))[0] in _TIMES
        frame.move, frame.head = "faster" if timed else "increase", None if measured else (shared[1] - 1, shared[1])
    else:
        frame.head = shared_measure(sentence, phrase, (shared[0], shared[1] - 1))
    return frame


def shared_measure(sentence: Sentence, item: Range, last: Range) -> Range | None:
    """The head of the last of several metrics, where an item lacks it: "4x write, and 2x point lookup | throughput";
    None where the item is measured by itself ("6% performance and 4% peak power").
    """
    head = (last[1] - 1, last[1])
    if last[1] - last[0] < 2 or not is_metric(sentence, head) or sentence.tag(head[0]) != WORD:
        return None
    key, better = family(sentence.words(*item))
    done = key == "speed" and better == "higher" and sentence.lower(item[1] - 1) not in _MEASURES
    return head if key == "other" or done else None


def _shared_phrase(sentence: Sentence, run: Run, phrase: Range) -> Range | None:
    """The last metric of a list with the noun of change that all share: "6% performance, 4% | power improvements"."""
    first, item = sentence.amount(run.first), phrase
    while sentence.lower(item[1]) in ("and", ","):
        at = item[1] + 1 + (sentence.lower(item[1] + 1) == "and")
        if sentence.tag(at) != AMOUNT:
            return None
        other = sentence.amount(at)
        if other.bound_first < other.first and is_metric(sentence, phrase):
            # "100% utilization and up to 50% clock cycle reduction"
            return None
        item_behind = noun_right(sentence, at + 1)
        if item_behind is None:
            return None
        item = item_behind
        if sentence.tag(item[1] - 1) == NOMINAL:
            alike = (other.kind, other.unit) == (first.kind, first.unit) or (
                {first.kind, other.kind} == {"ratio", "percent"} and _shares_unlike(sentence, phrase, item)
            )
            return item if item[1] - item[0] > 1 and alike else None
    return None


def listed_measure(sentence: Sentence, run: Run, phrase: Range) -> Range | None:
    """The head of the last of several metrics with multiples, which an item lacks: "2x FP16, 4x FP8 | throughput"."""
    unit, item = sentence.amount(run.first).unit, phrase
    while sentence.lower(item[1]) in ("and", ","):
        at = item[1] + 1 + (sentence.lower(item[1] + 1) == "and")
        if sentence.tag(at) != AMOUNT or sentence.amount(at).unit != unit:
            break
        behind = noun_right(sentence, at + 1)
        if behind is None or behind[0] != at + 1:
            return None
        item = behind
    named = told_family(sentence.words(*phrase))[0] not in ("other", "speed")
    return None if item == phrase or named else shared_measure(sentence, phrase, item)


def _shares_unlike(sentence: Sentence, phrase: Range, last: Range) -> bool:
    """Whether a metric with a multiple shares the noun of change of one with another unit: "17.5x | latency and 94%
    energy savings", but "3x throughput and 20% lower".
    """
    better = family(sentence.words(*phrase))[1]
    return better == ("lower" if sentence.value(last[1] - 1) == "decrease" else "higher")


def nominal_change(sentence: Sentence, at: int, before: Range, first: int, last: int) -> Frame:
    """A change said by the noun at `at` with the words `before` it and what "in", "of", "for" adds behind `last`."""
    move = sentence.value(at)
    modifier = next((i for i in range(*before) if sentence.lower(i) not in cues().empty_modifiers), None)
    named: Range | None = (modifier, before[1]) if modifier is not None else None
    behind = _restricted(sentence, last, move, named)
    metric: Range = (at, at + 1)
    after = last
    if move in ("speedup", "slowdown"):
        quicker = "faster" if move == "speedup" else "slower"
        measured = behind is not None and family(sentence.words(*behind))[0] not in ("other", "accuracy")
        if named is not None and measured and behind is not None and family(sentence.words(*behind))[0] == "speed":
            # "a prefill speedup in LLM inference"
            measured = False
        if behind is not None and sentence.lower(last) in ("in", "on") and measured:
            move, metric, after = quicker, behind, behind[1]
        elif named is not None and family(sentence.words(*named))[0] in _TIMES:
            # "a 1.07-3.5x TPOT speedup"
            move, metric = quicker, named
        else:
            move = "increase" if move == "speedup" else "overhead"
            metric = (named[0], at + 1) if named else metric
    elif move == "overhead":
        if named is not None and _is_lost(sentence, at, named):
            move, metric = "worsen", named
        else:
            metric = (named[0], at + 1) if named else metric
    elif named is not None:
        metric = named
    elif behind is not None:
        metric, after = behind, behind[1]
    return Frame("claim.nominal", "change", move, metric, last=after, first=first)


def _restricted(sentence: Sentence, last: int, move: str, named: Range | None) -> Range | None:
    """The metric behind the noun of change: "reduction | in latency"."""
    word = sentence.lower(last)
    if word not in ("in", "of", "on", "to"):
        return None
    if word in ("in", "of"):
        if word == "in" and sentence.lower(last + 1) == "both":
            # "reduction in both memory and energy"
            return first_noun(sentence, last + 1, len(sentence.items))
        behind = noun_right(sentence, last + 1) or _done_with(sentence, last + 1)
        if behind is None:
            return None
        if word == "in" and is_place(sentence, behind) and not (move == "speedup" and is_act(sentence, behind)):
            return None
        return with_of(sentence, behind, len(sentence.items))
    if named is not None:
        return None
    behind = noun_right(sentence, last + 1)
    if behind is not None and move == "speedup":
        # "a 2x speedup on TPOT", but "on long prompts"
        return behind if family(sentence.words(*behind))[0] in _TIMES and word == "on" else None
    if behind is not None and word == "on" and is_place(sentence, behind):
        # "gains on large-scale datasets"
        return None
    return behind if behind is not None and is_metric(sentence, behind) else None


def _done_with(sentence: Sentence, index: int) -> Range | None:
    """A metric that begins with what is done: "a 3x reduction in | scoring FLOPs"."""
    if sentence.tag(index) != VERB or not sentence.lower(index).endswith("ing"):
        return None
    phrase = noun_right(sentence, index + 1)
    if phrase is None or phrase[0] > index + 1 or not is_metric(sentence, phrase):
        return None
    return index, phrase[1]


def is_act(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase says what is done, and not only where: "a 3x speedup in | distributed training"."""
    return phrase[1] - phrase[0] > 1 and is_deed(sentence, phrase)


def _is_lost(sentence: Sentence, at: int, named: Range) -> bool:
    """ "a 3% throughput penalty": less of what is good."""
    return sentence.lower(at).startswith("penalt") and family(sentence.words(*named))[1] == "higher"
