"""A quantity told of another thing: "within 2.2% of B", "10% behind B", "62.5% of native", "2x the throughput of B"."""

from dataclasses import replace
from typing import Final

from claims.assemble.comparand import comparand
from claims.assemble.cues import cues
from claims.assemble.frames import CHANGE_UNITS, Frame, lead, subject
from claims.assemble.lexicon import is_plural, lexicon
from claims.assemble.objects import first_noun, is_place, metric_in
from claims.assemble.phrases import governor, is_metric, metric_left, noun_left, noun_right, outermost
from claims.assemble.runs import Run
from claims.assemble.sentence import AMOUNT, AUXILIARY, NOMINAL, PREPOSITION, VERB, WORD, Range, Sentence

_WITHIN: Final = "within"
_STEADY: Final = frozenset(
    {"stays", "stay", "staying", "remains", "remain", "remaining", "keeps", "keeping", "is", "comes", "runs"}
)
_MATCHES: Final = frozenset({"matches", "matched", "matching", "tracks", "tracking"})
_OPTIMAL: Final = frozenset({"optimal", "optimum", "ideal", "oracle"})
_PLACED: Final = ("of", "for", "in", "on", "with", "from", "by")


def within_of(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "maintains accuracy within 2.2% of server-centric models": a small change for the worse."""
    amount = sentence.amount(run.first)
    if amount.kind == "ratio" or amount.rule == "quantity.factor-of":
        return _within_factor(sentence, run) if sentence.lower(run.last) == "of" else None
    item = sentence.items[run.first]
    opened = item.text[: len(_WITHIN)].lower() == _WITHIN
    only = sentence.lower(run.first - 2) == _WITHIN and sentence.lower(run.first - 1) in ("only", "just")
    if not (only or opened):
        return None
    matched = _matched_within(sentence, run) if opened else None
    if matched is not None:
        return matched
    near = amount.kind in ("percent", "points") or (amount.kind == "count" and "." in item.text)
    if not near:
        return None
    if only:
        item.amount = replace(amount, bound="up_to")
    of = run.last
    if sentence.lower(of) == "(" and sentence.lower(of + 2) == ")":
        # "within 0.5 percentage points | (pp) | of B"
        of += 3
    if sentence.lower(of) not in ("of", "from"):
        return _within_metric(sentence, run, history)
    that = sentence.lower(of + 1) in ("that", "those")
    phrase = comparand(sentence, of + 1) if that else noun_right(sentence, of + 1)
    if phrase is not None and sentence.lower(phrase[1]) == "of" and is_metric(sentence, phrase):
        # "within 6% of the throughput of | B"
        whose = comparand(sentence, phrase[1] + 1)
        if whose is not None:
            return _near_of(run, phrase, whose)
    if phrase is None or sentence.lower(phrase[1] - 1) in ("mean", "average", "median"):
        return None
    if sentence.lower(phrase[0]) in _OBSERVED and phrase[1] - phrase[0] > 1:
        # "predicting within 2-7% of measured power": how wrong the prediction is
        frame = Frame("claim.within-of", "level", metric=phrase, last=phrase[1], first=run.first)
        if sentence.lower(run.first - 1).startswith("predict"):
            frame.metric, frame.baseline = (run.first - 1, run.first), phrase
        return frame
    other = comparand(sentence, of + 1)
    if other is not None and sentence.lower(phrase[1]) in ("and", "or") and other[1] > phrase[1] + 1:
        # "within a point of A and B"
        phrase = other
    metric, last = _near(sentence, run, phrase, history)
    if amount.unit == "%" and (amount.value or 0) > 50:
        # "restores throughput to within 95% of the level before"
        return Frame("claim.within-of", "level", metric=metric, last=last, first=run.first, baseline=phrase)
    return Frame("claim.within-of", "change", "worsen", metric, last=last, first=run.first, baseline=phrase)


def _matched_within(sentence: Sentence, run: Run) -> Frame | None:
    """ "matches B to within 0.5%", "tracks the accuracy of B within 2 points": what is matched is the baseline."""
    if sentence.lower(run.last) in ("of", "from"):
        return None
    end = run.first - (sentence.lower(run.first - 1) == "to")
    for verb in range(end - 2, max(-1, end - 12), -1):
        if sentence.lower(verb) in _MATCHES:
            break
        if sentence.tag(verb) in (AMOUNT, AUXILIARY) or sentence.lower(verb) in (",", ";", "and"):
            return None
    else:
        return None
    other = (verb + 1, end)
    of = sentence.next_word("of", *other)
    whole = (other[0], of if of > 0 else other[1])
    if is_metric(sentence, whole):
        # "matches the packet count within 1%": no other thing is named
        return _near_of(run, whole, (of + 1, other[1])) if of > 0 else None
    told = noun_left(sentence, verb)
    return _near_of(run, told if told is not None and is_metric(sentence, told) else (verb, verb + 1), other)


def _within_metric(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "comes within 0.04% aggregate IPC of | the oracle", "within 0.1 quality-score points of | B" """
    phrase = noun_right(sentence, run.last)
    if phrase is None or phrase[0] != run.last or sentence.lower(phrase[1]) != "of":
        return None
    other = comparand(sentence, phrase[1] + 1)
    if other is None or not is_metric(sentence, phrase):
        return None
    return _near_of(run, phrase, other)


def _near_of(run: Run, metric: Range, other: Range) -> Frame:
    return Frame("claim.within-of", "change", "worsen", metric, last=other[1], first=run.first, baseline=other)


def _near(sentence: Sentence, run: Run, other: Range, history: list[Frame]) -> tuple[Range | None, int]:
    """What comes as near as that to another, and the item behind what names it."""
    last = other[1]
    optimal = sentence.lower(other[0]) in _OPTIMAL and other[1] - other[0] > 1
    # "restores | throughput | to within 95% of B"
    metric = noun_left(sentence, run.first - (sentence.lower(run.first - 1) == "to"))
    if metric is not None and sentence.lower(metric[0]) not in _STEADY | _LIES:
        return metric, last
    behind = metric_in(sentence, last) if sentence.lower(last) == "on" else None
    if behind is not None:
        # "stays within 1% of B on similarity and overlap metrics"
        comma = sentence.next_word(",", last, last + 8)
        end = comma if comma > 0 else min(last + 8, len(sentence.items))
        behind = first_noun(sentence, last + 1, end) or behind
        return behind, behind[1]
    at = lead(sentence, run.first)
    verb = at if sentence.tag(at) in (VERB, AUXILIARY) else run.first - 1
    if metric is None and sentence.tag(verb) == AUXILIARY:
        metric = subject(sentence, run.first)
    if optimal and (metric is None or not is_metric(sentence, metric)):
        # "remains within 3% of the optimal objective"
        return _without_whose(sentence, other), last
    if metric is not None and sentence.lower(metric[0]) not in _STEADY | _LIES:
        return metric, last
    if is_metric(sentence, other) and not (history and sentence.lower(other[1] - 1) == "inference"):
        # "stays within 1.9% of fault-free execution time", not "within 0.3 points of FP16 inference"
        return _without_whose(sentence, other), last
    told = noun_left(sentence, verb) if sentence.lower(verb) in _STEADY | _LIES else None
    if told is None and sentence.lower(verb).endswith("ing") and sentence.lower(verb - 1) == ",":
        # "preserves the fast path, staying within 4% of B"
        told = noun_left(sentence, verb - 1)
    elided = sentence.lower(verb - 1) == "and" and sentence.lower(verb) in _STEADY
    if told is None and (elided or sentence.tag(verb) not in (VERB, AUXILIARY)) and history:
        # "an accuracy of 31.9%, within 3% of B", "improves accuracy by 7%, and remains within 3% of B"
        return history[-1].metric, last
    if told is not None and sentence.lower(governor(sentence, told[0])) in _PLACED:
        told = outermost(sentence, told, _PLACED)
    if told is None and sentence.tag(verb) == VERB and sentence.lower(verb) not in _STEADY | _LIES:
        told = (verb, verb + 1)
    return told or _scored_left(sentence, run.first) or metric, last


def _without_whose(sentence: Sentence, other: Range) -> Range:
    """What is measured, of a reference that says whose or which it is: "the target model's | accuracy", "fault-free |
    execution time", "the optimal | objective".
    """
    first, last = other
    whose = [step for step in range(first, last - 1) if sentence.lower(step).endswith("'s")]
    return (whose[-1] + 1 if whose else min(first + 1, last - 1)), last


def _scored_left(sentence: Sentence, index: int) -> Range | None:
    """The nearest metric before an item that is none of the things it was tried on."""
    phrase = metric_left(sentence, index)
    while phrase is not None and is_plural(sentence.items[phrase[1] - 1].text) and is_place(sentence, phrase):
        # "exceeds cloud accuracy on 4 of 8 benchmarks and lands within 3% of B"
        phrase = metric_left(sentence, phrase[0])
    return phrase


def _within_factor(sentence: Sentence, run: Run) -> Frame | None:
    """A factor before an "of": "coming within a factor of two of the overheads of B", "within 1.2x of B"."""
    at = lead(sentence, run.first)
    if sentence.lower(at) != _WITHIN and not sentence.items[run.first].text.lower().startswith(_WITHIN):
        return None
    phrase = noun_right(sentence, run.last + 1)
    if phrase is None:
        return None
    sentence.items[run.first].amount = replace(sentence.amount(run.first), bound="up_to")
    frame = Frame("claim.within-of", "change", "worsen", subject(sentence, run.first), last=phrase[1], first=run.first)
    frame.baseline = comparand(sentence, run.last + 1)
    if is_metric(sentence, phrase):
        frame.metric = phrase
    # "achieves solutions within a factor of 1.2 of B"
    frame.metric = frame.metric or noun_left(sentence, at) or metric_left(sentence, run.first)
    return frame


_OBSERVED: Final = frozenset({"actual", "measured", "observed", "real", "true"})
_LIES: Final = frozenset(
    {"land", "lands", "landing", "lie", "lies", "fall", "falls", "falling", "come", "comes", "coming", "get", "gets"}
)
_REACHING: Final = frozenset({"reaching", "reaches", "reach"})
PLACES: Final = {"behind": "worsen", "ahead": "improve", "below": "decrease", "above": "increase"}


def behind(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "~10% behind the baseline", "12% ahead of B", "6.6x below B"."""
    word = sentence.lower(run.last)
    if word not in PLACES or sentence.amount(run.first).unit not in CHANGE_UNITS:
        return None
    at = lead(sentence, run.first)
    reached = noun_left(sentence, at) if sentence.lower(at) in _REACHING else None
    start = run.last + (2 if word == "ahead" else 1)
    phrase = noun_right(sentence, start)
    if phrase is not None and sentence.lower(phrase[1] - 1).endswith("test") and sentence.tag(phrase[1]) == VERB:
        # "23x below the fastest | published method"
        phrase = comparand(sentence, start) or phrase
    metric = (
        reached
        or subject(sentence, run.first)
        or (history[-1].metric if history else None)
        or metric_left(sentence, run.first)
    )
    said = history[-1] if history else None
    if phrase is None and said is not None and said.rule == "claim.behind":
        # "10% behind B on the laptop and 31% behind on the edge device"
        phrase, start = said.baseline, start
    return Frame(
        "claim.behind",
        "change",
        PLACES[word],
        metric or (run.last, run.last + 1),
        last=max(start, phrase[1] if phrase else start),
        first=run.first,
        baseline=phrase,
    )


def times(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "2x the throughput of vLLM", "twice as fast as B"."""
    if sentence.amount(run.first).unit != "x":
        return None
    word = sentence.lower(run.last)
    if word == "as":
        return _as_as(sentence, run)
    reference = _times_reference(sentence, run)
    if reference is not None:
        return reference
    if word in ("the", "that") and sentence.tag(run.last + 1) in (WORD, NOMINAL, PREPOSITION):
        return _times_the(sentence, run, history)
    return None


_REFERENCES: Final = frozenset({"average", "baseline", "default", "mean", "median", "original", "reference", "state"})


def _times_reference(sentence: Sentence, run: Run) -> Frame | None:
    """ "context length (16x original BERT)", "arrival rates up to 500x the baseline trace": what stands behind is no
    metric, but has the one before.
    """
    start = run.last + (sentence.lower(run.last) == "the")
    phrase = noun_right(sentence, start) if sentence.lower(start) in cues().usual else None
    if phrase is None or is_metric(sentence, phrase) or sentence.lower(phrase[1]) == "of":
        return None
    # "(16x original BERT)", "increases the risk to 4.5x baseline"
    before = run.first - (sentence.lower(run.first - 1) in ("(", "to"))
    metric = noun_left(sentence, before)
    if metric is None:
        return None
    move = "decrease" if (sentence.amount(run.first).value or 1) < 1 else "increase"
    return Frame("claim.times-the", "change", move, metric, last=phrase[1], first=run.first, baseline=phrase)


_DEGREES: Final = {"many": "more", "much": "more", "few": "fewer", "little": "less", "good": "better", "bad": "worse"}


def _as_as(sentence: Sentence, run: Run) -> Frame | None:
    """ "twice as fast as B", "10x as many requests as B"."""
    adjective = run.last + 1
    degree = sentence.lower(adjective)
    comparatives = lexicon().comparatives
    known = (_DEGREES.get(degree), degree + "er", degree + "r", degree + degree[-1:] + "er")
    move = next((comparatives[word] for word in known if word in comparatives), "increase")
    if degree == "" or sentence.tag(adjective) not in (WORD, VERB):
        return None
    phrase = noun_right(sentence, adjective + 1)
    metric = phrase or subject(sentence, run.first)
    if metric is None or not (phrase or is_metric(sentence, metric)):
        metric = (adjective, adjective + 1)
    last = phrase[1] if phrase is not None else adjective + 1
    move = {"cheaper": "decrease", "costlier": "increase"}.get(move, move)
    frame = Frame("claim.as-as", "change", move, metric, last=last, first=run.first)
    if sentence.lower(last) == "as":
        frame.baseline = comparand(sentence, last + 1)
        frame.last = frame.baseline[1] if frame.baseline is not None else last
    return frame


def _times_the(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "2x the throughput of vLLM", "3x that of B"."""
    phrase = noun_right(sentence, run.last + 1)
    if phrase is None:
        return None
    of = sentence.next_word("of", *phrase)
    if of > phrase[0]:
        # "4.4 times the rate of a single-agent baseline"
        phrase = (phrase[0], of)
    if sentence.lower(phrase[1]) == "and" and phrase[1] - phrase[0] <= 2:
        # "twice the throughput and capacity of B"
        second = noun_right(sentence, phrase[1] + 1)
        if second is not None and second[0] == phrase[1] + 1 and sentence.lower(second[1]) == "of":
            phrase = (phrase[0], second[1])
    move = "decrease" if (sentence.amount(run.first).value or 1) < 1 else "increase"
    frame = Frame("claim.times-the", "change", move, phrase, last=phrase[1], first=run.first)
    if sentence.lower(phrase[1]) != "of" and not is_metric(sentence, phrase):
        referred = any(sentence.lower(step) in _REFERENCES for step in range(*phrase))
        if history:
            # "at 8.0 queries/s, 6.8 times the baseline's best"
            frame.metric, frame.baseline = history[-1].metric, phrase
        elif referred:
            # "sustains arrival rates up to 50x the baseline trace"
            frame.metric = subject(sentence, run.first) or noun_left(sentence, lead(sentence, run.first) + 1)
            frame.baseline = phrase
    if sentence.lower(phrase[1]) == "of":
        frame.baseline = comparand(sentence, phrase[1] + 1)
        frame.last = frame.baseline[1] if frame.baseline else phrase[1]
    return frame
