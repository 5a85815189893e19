"""A number in parentheses and the noun beside it -> what they say together."""

from typing import Final

from claims.assemble.bare import beats
from claims.assemble.frames import CHANGE_UNITS, MEMORY, Frame, move_of
from claims.assemble.lexicon import lexicon
from claims.assemble.measured_phrase import measured
from claims.assemble.metric import family, unit_family
from claims.assemble.nominal import nominal_change
from claims.assemble.parenthesis_beside import RULE
from claims.assemble.phrases import (
    ACT_ENDS,
    is_deed,
    is_metric,
    noun_left,
)
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    AMOUNT,
    COMPARATIVE,
    CONJUNCTION,
    DETERMINER,
    NOMINAL,
    PREPOSITION,
    SIGN,
    VERB,
    Range,
    Sentence,
)
from claims.mentions.quantity_amount import Amount

_SHARES: Final = frozenset({"accuracy", "utilization", "slo", "cache"})


def of_noun(sentence: Sentence, run: Run, amount: Amount, phrase: Range, history: list[Frame]) -> Frame:
    """What is said of the noun phrase before the parenthesis."""
    phrase = measured(sentence, phrase)
    before = phrase[0] - 1
    while sentence.tag(before) == DETERMINER or sentence.lower(before) in ("both", "average"):
        before -= 1
    if amount.unit in CHANGE_UNITS and sentence.tag(before) == PREPOSITION and not is_metric(sentence, phrase):
        moves = sentence.tag(before - 1) == VERB and sentence.value(before - 1) in ("decrease", "increase", "improve")
        told = noun_left(sentence, before - 1) if moves else None
        if told is not None and is_metric(sentence, told):
            # "accuracy drops with the model's size (up to 35%)"
            return Frame(RULE, "change", sentence.value(before - 1), told, last=run.last, first=told[0])
    noun = before - 1
    beaten = _beaten(sentence, before) if amount.unit == "x" and sentence.lower(before) == "on" else -1
    if beaten >= 0 and not is_metric(sentence, phrase) and sentence.lower(run.last) in ("over", "vs", "vs.", "versus"):
        # "outperforms all kernels on sparse matrices (1.5x over B)"
        return Frame("claim.outperform", "change", "increase", (beaten, beaten + 1), last=run.last, first=beaten)
    if amount.unit in CHANGE_UNITS and sentence.lower(before) == "in" and sentence.tag(noun) == NOMINAL:
        # "improvements in report generation (14.5% over B)"
        return Frame(RULE, "change", move_of(sentence.value(noun)), phrase, last=run.last, first=noun)
    tag, said = sentence.tag(before), history[-1] if history else None
    listed = tag in (CONJUNCTION, SIGN) and said is not None and said.type == "change"
    if listed and said is not None and said.rule == RULE and said.unit == amount.unit:
        # "reducing both bitcell count (7.8x) and latency (4x)"
        return Frame(RULE, "change", said.move, phrase, last=run.last, first=phrase[0])
    value = sentence.value(before)
    if tag == VERB and value == "outperform" and not is_metric(sentence, phrase):
        own = next((frame for frame in reversed(history[-MEMORY:]) if frame.unit == amount.unit), None)
        if own is not None:
            # "a recall of 60.5%, outperforming B (50.0%)": what B attains
            return Frame(RULE, "level", metric=own.metric, last=run.last, first=run.first)
        if amount.unit == "x":
            # "outperforms A (5.8x) and B (3.7x)"
            return _outperforms(before, phrase, run)
        if amount.kind == "percent" and amount.bound == "exact":
            return Frame(RULE, "level", last=run.last, first=run.first)
    again = tag == CONJUNCTION and said is not None and said.rule == RULE and said.type == "level"
    if again and said is not None and said.metric is None and said.unit == amount.unit == "%":
        return Frame(RULE, "level", last=run.last, first=run.first)
    if listed and said is not None and said.rule == "claim.outperform" and said.unit == "x" == amount.unit:
        return _outperforms(said.verb, phrase, run)
    behind = _behind(sentence, run, phrase) if amount.unit in ("x", "%") else None
    if behind is not None:
        behind.metric = behind.metric or phrase
        return behind
    if amount.unit == "%" and (amount.value or 0) >= 50 and family(sentence.words(*phrase))[0] in _SHARES:
        # "a higher success rate (above 90%)": no score gains as much
        return Frame(RULE, "level", metric=phrase, last=run.last, first=phrase[0])
    if tag in (COMPARATIVE, VERB) and value not in ("attain", "other") and amount.unit in CHANGE_UNITS:
        return Frame(RULE, "change", move_of(value), phrase, last=run.last, first=before)
    noun = phrase[1] - 1
    if sentence.tag(noun) == NOMINAL:
        return nominal_change(sentence, noun, (phrase[0], noun), phrase[0], run.last)
    level = said is not None and said.type == "level" and said.unit == amount.unit and said.metric is not None
    if (
        level
        and said is not None
        and said.rule != RULE
        and amount.kind == "percent"
        and not is_metric(sentence, phrase)
    ):
        # "an accuracy of 57.8%, competitive with Falcon (59.5%)"
        return Frame(RULE, "level", metric=said.metric, last=run.last, first=run.first)
    if amount.unit == "x":
        alike = next((frame for frame in reversed(history[-MEMORY:]) if frame.unit == "x" and frame.metric), None)
        head = sentence.items[phrase[1] - 1].text
        if alike is not None and not is_metric(sentence, phrase) and (head != head.lower() or "-" in head):
            # "a 258x speedup, outperforming PKA (129x)"
            if _is_beaten(sentence, alike.last, run.first):
                return Frame(RULE, "level", metric=alike.metric, last=run.last, first=run.first)
            return Frame(RULE, alike.type, alike.move, alike.metric, last=run.last, first=run.first)
        return Frame(RULE, "change", "increase", phrase, last=run.last, first=phrase[0])
    if amount.kind == "measure" and unit_family(amount.unit) != "other" and _is_thing(sentence, phrase):
        # "faster than Kimi (7,327 tokens/s)": who attains it is not what is measured
        return Frame(RULE, "level", last=run.last, first=run.first)
    return Frame(RULE, "level", metric=phrase, last=run.last, first=phrase[0])


def _is_beaten(sentence: Sentence, first: int, last: int) -> bool:
    """Whether what a number in parentheses is of was beaten: "outperforming | PKA (129x)"."""
    return any(beats(sentence, step) for step in range(first, last))


def _outperforms(verb: int, phrase: Range, run: Run) -> Frame:
    """By how much what stands before a parenthesis is outperformed."""
    frame = Frame("claim.outperform", "change", "increase", (verb, verb + 1), run.last, verb, phrase)
    frame.verb = verb
    return frame


def _beaten(sentence: Sentence, before: int) -> int:
    """The verb that outperforms in the clause before an item, no number between; -1 where there is none."""
    for step in range(before - 1, max(-1, before - 9), -1):
        if sentence.tag(step) == AMOUNT or sentence.lower(step) in (",", ";", "("):
            return -1
        if sentence.tag(step) == VERB:
            return step if sentence.value(step) == "outperform" else -1
    return -1


def _behind(sentence: Sentence, run: Run, phrase: Range) -> Frame | None:
    """What a noun of change behind the parenthesis says: "power (5x) and runtime (3x) | gains", "a costly (5%) |
    overhead"; the metric is left out where it stands before.
    """
    step, nouns = run.last + 1, lexicon().nominals
    if sentence.lower(run.last) != ")":
        return None
    if sentence.lower(step) == "and" and sentence.lower(phrase[0] - 1) not in ("and", ","):
        other = next((i for i in range(step, min(step + 6, len(sentence.items))) if sentence.lower(i) == "("), -1)
        close = sentence.next_word(")", other, other + 4) if other > 0 and sentence.tag(other + 1) == AMOUNT else -1
        step = close + 1 if close > 0 else step
    elif sentence.lower(step) in nouns and phrase[1] - phrase[0] == 1 and sentence.tag(phrase[0] - 1) != CONJUNCTION:
        # "prohibitive (5-30%) overheads"
        move = _move(nouns[sentence.lower(step)])
        adjective = not is_metric(sentence, phrase)
        metric = (step, step + 1) if adjective else None
        return Frame(RULE, "change", move, metric, last=step + 1, first=phrase[0])
    if sentence.lower(step) not in nouns:
        return None
    return Frame(RULE, "change", _move(nouns[sentence.lower(step)]), None, last=run.last, first=phrase[0])


def _move(value: str) -> str:
    return "increase" if value == "speedup" else value


def _is_thing(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase is neither a metric nor what is done."""
    head = sentence.lower(phrase[1] - 1)
    return not (is_metric(sentence, phrase) or is_deed(sentence, phrase) or head.endswith(ACT_ENDS))
