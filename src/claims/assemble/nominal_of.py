"""A noun of change before the quantity: "savings of up to 64%", "a reduction of 57% in latency", "reduction by 30%"."""

from dataclasses import replace
from typing import Final

from claims.assemble.frames import Frame, lead
from claims.assemble.nominal import NAMED_ITSELF, is_act, nominal_change
from claims.assemble.objects import is_place
from claims.assemble.phrases import governor, is_metric, noun_left, noun_right, skip_parentheses_left
from claims.assemble.runs import Run
from claims.assemble.sentence import ADVERB, AMOUNT, AUXILIARY, DETERMINER, NOMINAL, NOUNS, VERB, Range, Sentence
from claims.mentions.quantity_words import VERSUS

_GOVERNED: Final = frozenset({"of", "by", "to", "between", "reaching", "ranging", "from", "with", ":"})
_REACH: Final = 60
"""Items back to which a noun of change is looked for; few sentences are longer."""
_LONGEST_NAME: Final = 2
_RANGES: Final = frozenset({"range", "ranged", "ranges", "ranging"})
_REACHING: Final = frozenset({"reaching", "averaging", "ranging", "reach", "reached"})
_REACHES: Final = frozenset(
    {"reaches", "reached", "reach", "averages", "averaged", "peaks", "exceeds", "remain", "remains"}
)


def nominal_of(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "savings of up to 64%", "speedups up to 8.4x / 1.4x", "a reduction of 57% in latency", "reduction by 30%"."""
    if not sentence.has_tag(NOMINAL, max(0, run.first - _REACH), run.first):
        return None
    at = lead(sentence, run.first)
    word = sentence.lower(at)
    if word == "with" and _has_own(sentence, run):
        # "a 4x acceleration with at least 90% recall"
        return None
    if word in _GOVERNED:
        at -= 2 if word == "from" and sentence.lower(at - 1) in _RANGES else 1
    elif word == "," and sentence.lower(at - 1) in ("i.e.", "namely") and sentence.tag(at - 3) == NOMINAL:
        # "power savings, i.e., up to 66%"
        at -= 3
    elif word in _REACHES and sentence.tag(at - 1) == NOMINAL and sentence.lower(run.last) != "of":
        # "the speedup reaches 27x"
        if word.startswith("reach") and sentence.amount(run.first).bound == "exact":
            sentence.items[run.first].amount = replace(sentence.amount(run.first), bound="up_to")
        at -= 1
    elif word in (",", "-", "—") and sentence.tag(at - 1) == NOMINAL:
        # "substantial speedups, up to 53x on MBPP"
        if sentence.amount(run.first).unit == "%" and sentence.tag(run.last) in NOUNS:
            # "a 5x speedup, near 100% GPU occupancy": has a head of its own
            return None
        at -= 1
    elif word == "," and sentence.tag(at - 1) in NOUNS and sentence.tag(run.last) not in NOUNS:
        if sentence.amount(run.first).bound != "up_to" or sentence.amount(run.first).kind not in ("ratio", "percent"):
            return None
        # "improvements in throughput and energy efficiency, up to 45x and 668x"
        return _in_of(sentence, run, at - 1)
    elif word == "(":
        if sentence.amount(run.first).kind in ("measure", "currency"):
            # "a 29.3% reduction in convergence time (82 s vs. 116 s)": what was attained, not the change
            return None
        if sentence.amount(run.first).kind == "count" and sentence.lower(run.last) in VERSUS:
            # "a 4% improvement in perplexity (20.2 vs. 21.0)"
            return None
        named = noun_left(sentence, at)
        if named is not None and sentence.value(named[0] - 1) in ("decrease", "increase", "improve", "worsen"):
            # "lower checkpointing overhead (84%)": the comparative says which way
            return None
        at -= 1
    while _leads_on(sentence, at):
        at -= 1
    if sentence.tag(at) == NOMINAL:
        return _of(sentence, run, at)
    return _in_of(sentence, run, at)


def _has_own(sentence: Sentence, run: Run) -> bool:
    """Whether a metric stands right behind the quantity: "90% | recall"."""
    phrase = noun_right(sentence, run.last) if sentence.tag(run.last) in NOUNS else None
    return phrase is not None and is_metric(sentence, phrase)


def _leads_on(sentence: Sentence, at: int) -> bool:
    """Whether the noun of change stands further left: "speedups | reaching", "the reduction | is"."""
    if at >= 0 and sentence.tag(at) in (AUXILIARY, ADVERB):
        return True
    return sentence.tag(at) == VERB and sentence.value(at) == "attain" and sentence.lower(at) in _REACHING


def _of(sentence: Sentence, run: Run, at: int) -> Frame:
    """ "savings of up to 64%", "reductions of 1.5-3.5x in energy per query"."""
    before = noun_left(sentence, at) or (at, at)
    frame = nominal_change(sentence, at, before, before[0], run.last)
    frame.last = max(frame.last, run.last)
    frame.rule = "claim.nominal-of"
    if frame.metric == (at, at + 1) and frame.move != "slowdown" and _has_own(sentence, run):
        # "an improvement of 3.6% | F1 score", "a slowdown of 2% | inter-token latency"
        own = noun_right(sentence, run.last)
        frame.metric, frame.last = own, own[1] if own is not None else run.last
        return frame
    if sentence.lower(run.last) not in ("in", "of") or frame.move in ("slowdown", "overhead"):
        return frame
    behind = noun_right(sentence, run.last + 1)
    done = sentence.value(at) == "speedup" and behind is not None and is_act(sentence, behind)
    if behind is None or not (done or is_metric(sentence, behind)):
        return frame
    if is_place(sentence, behind) and not done:
        # "a speedup of more than 170x in some cases"
        return frame
    if frame.metric is None or frame.metric == (at, at + 1) or not is_metric(sentence, frame.metric):
        frame.metric, frame.last = behind, behind[1]
        if sentence.value(at) == "speedup":
            frame.move = "faster"
    return frame


def _restricted_metric(sentence: Sentence, phrase: Range) -> Range:
    """The metric that a phrase restricts: "improvements in | throughput | for both reads (3x)"."""
    before = phrase[0] - 1 - (sentence.lower(phrase[0] - 1) in ("both", "the"))
    if sentence.lower(before) not in ("for", "on", "across") or is_metric(sentence, phrase):
        return phrase
    outer = noun_left(sentence, before)
    return outer if outer is not None and is_metric(sentence, outer) else phrase


def _is_over(sentence: Sentence, at: int) -> bool:
    """Whether a thing that something is faster than ends at an item: "speedups over | Ash | up to 3x"."""
    other = noun_left(sentence, at + 1)
    return other is not None and sentence.lower(governor(sentence, other[0])) == "over"


def _over(sentence: Sentence, run: Run, at: int) -> Frame | None:
    """ "a speedup over the other algorithms of 2.5-51x", "a reduction in latency compared to B of up to 40%"."""
    bounded = at == run.first - 1 and sentence.amount(run.first).bound == "up_to" and _is_over(sentence, at)
    if sentence.lower(at + 1) not in ("of", "ranging", "by") and not bounded:
        return None
    # "a speedup over HNSW (CPU) of": what parentheses add to a name is passed over
    for step in range(skip_parentheses_left(sentence, at), max(0, at - 9), -1):
        word = sentence.lower(step)
        if sentence.tag(step) == AMOUNT or word in (",", ";", "(", ")"):
            return None
        width = 1 if word == "over" else 2 if word in ("compared", "relative") else 0
        if not width or step + width > at:
            continue
        named = noun_left(sentence, step)
        noun = step - 1
        if named is not None and sentence.lower(named[0] - 1) in ("in", "of") and sentence.tag(noun) != NOMINAL:
            noun = named[0] - 2
        if sentence.tag(noun) != NOMINAL:
            return None
        frame = nominal_change(sentence, noun, noun_left(sentence, noun) or (noun, noun), noun, noun + 1)
        frame.baseline, frame.last, frame.rule = (step + width, at + 1), run.last, "claim.nominal-of"
        return frame
    return None


def _in_of(sentence: Sentence, run: Run, at: int) -> Frame | None:
    """ "reductions in latency of 40%", "improvement in throughput by 2x"."""
    phrase = noun_left(sentence, at + 1)
    while phrase is not None and sentence.lower(phrase[0] - 1) in ("and", ",") and len(run.slots) > 1:
        # "reductions in energy and latency of 27% and 6%, respectively"
        more = noun_left(sentence, phrase[0] - 1)
        if more is None:
            break
        phrase = (more[0], phrase[1])
    before = phrase[0] - 1 if phrase is not None else -1
    while sentence.tag(before) == DETERMINER:
        before -= 1
    compared = _over(sentence, run, at)
    if compared is not None:
        return compared
    if phrase is not None and sentence.lower(run.first - 1) == "(":
        phrase = _restricted_metric(sentence, phrase)
    if phrase is not None and sentence.lower(phrase[0] - 1) == "to" and sentence.lower(phrase[0] - 2) == "time":
        # "a reduction in the time to solution by 5x"
        whole = noun_left(sentence, phrase[0] - 1)
        phrase = (whole[0], phrase[1]) if whole is not None else phrase
    if phrase is None:
        return None
    before = phrase[0] - 1
    while sentence.tag(before) == DETERMINER and sentence.lower(at + 1) in ("by", "of"):
        before -= 1
    if sentence.lower(before) not in ("in", "of", "for", "on"):
        return None
    noun = before - 1
    if sentence.tag(noun) != NOMINAL or sentence.lower(run.first - 1) == "in":
        return None
    own = sentence.value(noun) in NAMED_ITSELF
    # "the | time overhead | of existing tools ranges from 0.2% to 46%"
    named = noun_left(sentence, noun) if own else None
    around = named if named is not None and noun - named[0] <= _LONGEST_NAME else (noun, noun)
    frame = nominal_change(sentence, noun, around, noun, noun + 1)
    if not own:
        frame.metric = phrase
    frame.last, frame.rule = run.last, "claim.nominal-of"
    return frame
