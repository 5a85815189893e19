"""A quantity before and after: "reduces p95 latency from 3.3s to 1.41s", "coverage rising from 23.2% to 71.3%"."""

from dataclasses import replace
from typing import Final

from claims.assemble.counted_phrase import counted
from claims.assemble.cues import cues
from claims.assemble.frames import Frame, last_change
from claims.assemble.lexicon import is_plural, singular
from claims.assemble.metric import family
from claims.assemble.moved import moved_subject
from claims.assemble.objects import first_noun, verb_left
from claims.assemble.phrases import governor, is_metric, metric_left, noun_left, outermost
from claims.assemble.runs import Run
from claims.assemble.sentence import ADVERB, AMOUNT, CONJUNCTION, NOMINAL, NOUNS, SIGN, VERB, Range, Sentence
from claims.mentions.quantity_amount import Amount

_SLACK: Final = 1.5
"""Per cent that a share can be off what the two sides make of it."""


def pair(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "reduces p95 latency from 3.3s to 1.41s", "coverage rising from 23.2% to 71.3%"."""
    amount = sentence.amount(run.first)
    if amount.before is None or amount.after is None:
        if amount.high is not None and sentence.lower(run.first - 1) == "(":
            return _sides_aside(sentence, run, amount)
        return _told_again(sentence, run, history) if amount.unit == "%" and history else None
    if amount.unit == "x" and sentence.has_tag(NOMINAL, max(0, run.first - 6), run.first):
        # "an enhancement in throughput from 11.3x to 12.8x": how much it changed, not what it was
        low, high = sorted((amount.before, amount.after))
        sentence.items[run.first].amount = replace(amount, value=low, high=high, before=None, after=None)
        return None
    move = "decrease" if amount.after < amount.before else "increase"
    _side(sentence, run, move)
    following = counted(sentence, run.first) if amount.kind == "count" and not amount.unit else None
    named = following is not None and not sentence.has_tag(SIGN, run.first, following[1])
    if following is not None and named and is_plural(sentence.items[following[1] - 1].text):
        # "expands its context window from 32K to 512K tokens"
        unit = singular(sentence.items[following[1] - 1].text)
        end = sentence.end_of(following[1] - 1)
        sentence.items[run.first].amount = replace(amount, unit=unit, end=end)
    at = run.first - 1
    if sentence.lower(at) == "from":
        at -= 1
    index = at
    while sentence.tag(index) == ADVERB:
        index -= 1
    noted = _metric_before_note(sentence, run.first)
    if noted is not None:
        return Frame("claim.pair", "change", move, noted, last=run.last, first=run.first)
    told = last_change(history)
    own = noun_left(sentence, run.first - 1) if sentence.lower(run.first - 1) == "(" else None
    if own is not None and history and history[-1].rule == "claim.pair" and sentence.tag(own[0] - 1) == CONJUNCTION:
        # "preserving F1 (0.49 to 0.50) and stricter F1@0.5 (0.38 to 0.39)"
        return Frame("claim.pair", "change", move, own, last=run.last, first=run.first, verb=history[-1].verb)
    if told is not None and told.verb >= 0 and sentence.lower(run.first - 1) == "(":
        # "cuts time by 48% (13 ms to 7 ms), memory by 52% (54 MB to 26 MB)": the verb goes on
        return Frame("claim.pair", "change", move, told.metric, last=run.last, first=run.first, verb=told.verb)
    if sentence.tag(index) == VERB:
        frame = moved_subject(sentence, index, run)
        frame.move, frame.rule = move, "claim.pair"
        return frame
    if sentence.tag(index) in NOUNS and index < at:
        # "brings the latency | down | from 12 ms to 3 ms"
        at = index
    elif sentence.lower(index) == "," and sentence.lower(index + 1) == "from":
        # "a large reduction in latency, | from 12 ms to 3 ms", but "averaged over six benchmarks, | from 2.4 to 2.6"
        before = noun_left(sentence, index)
        counted_there = before is not None and sentence.tag(before[0] - 1) == AMOUNT
        at = index - 1 if before is not None and not counted_there and is_metric(sentence, before) else at
    verb = verb_left(sentence, at + 1)
    if verb is not None and sentence.value(verb) != "outperform":
        region = (verb + 1, at + 1)
        phrase = _of_last(sentence, at + 1, verb) or first_noun(sentence, *region)
        if phrase is not None:
            return Frame("claim.pair", "change", move, phrase, last=run.last, first=verb, verb=verb, region=region)
    phrase = noun_left(sentence, at + 1)
    phrase = _measured(sentence, phrase) if phrase is not None else None
    if phrase is not None:
        return Frame("claim.pair", "change", move, phrase, last=run.last, first=phrase[0])
    previous = last_change(history) or (history[-1] if history else None)
    metric = previous.metric if previous is not None else None
    return Frame("claim.pair", "change", move, metric, last=run.last, first=run.first)


def _sides_aside(sentence: Sentence, run: Run, amount: Amount) -> Frame | None:
    """What looks like a range behind the object of a verb of change: "improves speed (45 to 68 FPS)", but "improves
    accuracy (2% to 5%)".
    """
    if " to " not in sentence.items[run.first].text or sentence.lower(run.last) != ")" or amount.bound != "exact":
        return None
    phrase = noun_left(sentence, run.first - 1)
    verb = governor(sentence, phrase[0]) if phrase is not None else -1
    value = sentence.value(verb) if sentence.tag(verb) == VERB else ""
    scored = amount.kind == "count" and amount.decimals
    if phrase is None or value not in ("increase", "improve") or not (scored or amount.kind == "measure"):
        return None
    if not is_metric(sentence, phrase) or (value == "improve" and family(sentence.words(*phrase))[1] != "higher"):
        return None
    rule = f"{amount.rule.removesuffix('-range')}-pair"
    sides = replace(amount, value=None, high=None, before=amount.value, after=amount.high, rule=rule)
    sentence.items[run.first].amount = sides
    return Frame("claim.pair", "change", "increase", phrase, last=run.last, first=verb, verb=verb)


def _told_again(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """A pair told as a share right behind it: "cuts memory from 12 GB to 3 GB (75%)"."""
    said, opening = history[-1], run.first - 1 - (sentence.lower(run.first - 1) == "by")
    if said.rule != "claim.pair" or sentence.lower(opening) != "(" or sentence.tag(opening - 1) != AMOUNT:
        return None
    sides, share = sentence.amount(opening - 1), sentence.amount(run.first).value
    if not sides.before or sides.after is None or share is None or len(run.slots) > 1:
        return None
    if abs(100 * abs(sides.after - sides.before) / sides.before - share) > _SLACK:
        # "raises the load from 3 to 4 jobs (70%)"
        return None
    return Frame("claim.pair", "change", said.move, said.metric, last=run.last, first=run.first, verb=said.verb)


def _of_last(sentence: Sentence, end: int, verb: int) -> Range | None:
    """The metric of the last of several pairs, where those before it are no numbers: "reduces memory from quadratic to
    linear and | latency | from 4.9 to 0.1 s".
    """
    phrase = noun_left(sentence, end)
    if phrase is None or sentence.lower(phrase[0] - 1) != "and":
        return None
    whole = phrase[0] - 1
    source = sentence.last_word(("from",), whole, within=whole - verb - 1)
    return phrase if source > 0 and sentence.next_word("to", source, whole) > 0 else None


def _side(sentence: Sentence, run: Run, move: str) -> None:
    """Make what goes on a pair two sides as well: "improves F1 from 57% to 90% and | 67% to 83%" has no range."""
    for slot in run.slots[1:]:
        amount = sentence.amount(slot)
        if amount.before is None and amount.high is not None and " to " in sentence.items[slot].text:
            sides = (amount.high, amount.value) if move == "decrease" else (amount.value, amount.high)
            rule = f"{amount.rule.removesuffix('-range')}-pair"
            sentence.items[slot].amount = replace(
                amount, value=None, high=None, before=sides[0], after=sides[1], rule=rule
            )


def _metric_before_note(sentence: Sentence, index: int) -> Range | None:
    """The metric before a parenthesis that the pair stands in: "latency by far (~8 s -> 317 s)", "accuracy (e.g., on
    Wiki 5.4 to 4.9)".
    """
    opening = sentence.last_word(("(",), index, within=5)
    if opening < 0 or any(sentence.tag(step) in (VERB, AMOUNT, NOMINAL) for step in range(opening, index)):
        return None
    inside = noun_left(sentence, index)
    if inside is not None and is_metric(sentence, inside):
        return None
    metric = metric_left(sentence, opening)
    outer = outermost(sentence, metric, ("on", "across")) if metric is not None else None
    if outer is not None and is_metric(sentence, outer):
        # "decreases recall on temporal questions (50% to 37.5%)"
        metric = outer
    clause = range(metric[1], opening) if metric is not None else range(0)
    return (
        None if any(sentence.tag(step) == AMOUNT or sentence.lower(step) in (",", ";") for step in clause) else metric
    )


def _measured(sentence: Sentence, phrase: Range) -> Range | None:
    """The metric of the noun phrase before a pair: "latency" of "latency reduction from", "accuracy" of "accuracy
    on X from".
    """
    if sentence.tag(phrase[1] - 1) == NOMINAL and phrase[1] - phrase[0] > 1:
        phrase = (phrase[0], phrase[1] - 1)
        if all(sentence.lower(step) in cues().empty_modifiers for step in range(*phrase)):
            # "the largest absolute gain from 7% to 72%"
            return None
    while sentence.lower(governor(sentence, phrase[0])) in ("of", "in", "for"):
        outer = noun_left(sentence, governor(sentence, phrase[0]))
        if outer is None or sentence.tag(outer[1] - 1) == NOMINAL:
            break
        phrase = outer
    return phrase
