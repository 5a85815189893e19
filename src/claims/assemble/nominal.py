"""A noun of change beside the quantity: "80% reduction in latency", "48% memory savings", "savings of up to 64%"."""

from dataclasses import replace

from claims.assemble.cues import cues
from claims.assemble.frames import Frame, lead
from claims.assemble.metric import family
from claims.assemble.objects import first_noun, is_place, with_of
from claims.assemble.phrases import is_deed, is_metric, noun_left, noun_right, skip_parentheses_left
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    DETERMINER,
    NOMINAL,
    NOUNS,
    PREPOSITION,
    SIGN,
    VERB,
    Range,
    Sentence,
)

_NAMED_ITSELF = frozenset({"speedup", "slowdown", "overhead"})
"""Nouns that are a metric by themselves: "an overhead of 3%"."""
_AGGREGATES = frozenset({"average", "geometric", "geometric-mean", "geomean", "maximum", "mean", "median", "peak"})
_GOVERNED = frozenset({"of", "by", "to", "between", "reaching", "ranging", "from", "with", ":"})
_REACHING = frozenset({"reaching", "averaging", "ranging", "reach", "reached"})
_REACHES = frozenset({"reaches", "reached", "reach", "averages", "averaged", "peaks", "exceeds", "remain", "remains"})
_TIMES = frozenset({"latency", "ttft", "tpot"})
_INSIDE = frozenset({"reduction", "increase", "improvement", "speedup", "decrease"})


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
    if frame.metric == (at, at + 1) and sentence.lower(governing) == "of" and sentence.value(at) not in _NAMED_ITSELF:
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
    """ "6% performance and 4% power improvements": the noun of change stands behind the second metric."""
    if sentence.lower(phrase[1]) not in ("and", ",") or sentence.tag(phrase[1] + 1) != AMOUNT:
        return None
    other = sentence.amount(phrase[1] + 1)
    if other.kind != sentence.amount(run.first).kind or (
        other.bound_first < other.first and is_metric(sentence, phrase)
    ):
        # "100% utilization and up to 50% clock cycle reduction"
        return None
    shared = noun_right(sentence, phrase[1] + 2)
    if shared is None or sentence.tag(shared[1] - 1) != NOMINAL or shared[1] - shared[0] < 2:
        return None
    if all(sentence.lower(step) in _AGGREGATES for step in range(*phrase)):
        # "1.18x geometric-mean and 1.62x maximum kernel speedup": one metric, two aggregates
        frame = nominal_change(sentence, shared[1] - 1, (shared[0], shared[1] - 1), run.first, shared[1])
        frame.rule = "claim.nominal-shared"
        return frame
    move = sentence.value(shared[1] - 1)
    move = "increase" if move == "speedup" else move
    return Frame("claim.nominal-shared", "change", move, phrase, last=phrase[1], first=run.first)


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
        behind = noun_right(sentence, last + 1)
        if behind is None:
            return None
        if word == "in" and is_place(sentence, behind) and not (move == "speedup" and _is_act(sentence, behind)):
            return None
        return with_of(sentence, behind, len(sentence.items))
    if named is not None:
        return None
    behind = noun_right(sentence, last + 1)
    if behind is not None and move == "speedup":
        # "a 2x speedup on TPOT", but "on long prompts"
        return behind if family(sentence.words(*behind))[0] in _TIMES and word == "on" else None
    return behind if behind is not None and is_metric(sentence, behind) else None


def _is_act(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase says what is done, and not only where: "a 3x speedup in | distributed training"."""
    return phrase[1] - phrase[0] > 1 and is_deed(sentence, phrase)


def _is_lost(sentence: Sentence, at: int, named: Range) -> bool:
    """ "a 3% throughput penalty": less of what is good."""
    return sentence.lower(at).startswith("penalt") and family(sentence.words(*named))[1] == "higher"


def nominal_of(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "savings of up to 64%", "speedups up to 8.4x / 1.4x", "a reduction of 57% in latency", "reduction by 30%"."""
    at = lead(sentence, run.first)
    word = sentence.lower(at)
    if word in _GOVERNED:
        at -= 2 if word == "from" and sentence.lower(at - 1) == "ranging" else 1
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
    elif word == "(":
        if sentence.amount(run.first).kind in ("measure", "currency"):
            # "a 29.3% reduction in convergence time (82 s vs. 116 s)": what was attained, not the change
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
    if sentence.lower(run.last) not in ("in", "of") or frame.move in ("slowdown", "overhead"):
        return frame
    behind = noun_right(sentence, run.last + 1)
    done = sentence.value(at) == "speedup" and behind is not None and _is_act(sentence, behind)
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


def _over(sentence: Sentence, run: Run, at: int) -> Frame | None:
    """ "a speedup over the other algorithms of 2.5-51x", "a reduction in latency compared to B of up to 40%"."""
    if sentence.lower(at + 1) not in ("of", "ranging", "by"):
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
    frame = nominal_change(sentence, noun, (noun, noun), noun, noun + 1)
    if sentence.value(noun) not in _NAMED_ITSELF:
        frame.metric = phrase
    frame.last, frame.rule = run.last, "claim.nominal-of"
    return frame
