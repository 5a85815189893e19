"""A quantity before and after: "reduces p95 latency from 3.3s to 1.41s", "coverage rising from 23.2% to 71.3%"."""

from dataclasses import replace

from claims.assemble.frames import Frame, last_change
from claims.assemble.moved import moved_subject
from claims.assemble.objects import first_noun, verb_left
from claims.assemble.phrases import governor, noun_left
from claims.assemble.runs import Run
from claims.assemble.sentence import ADVERB, NOMINAL, VERB, Range, Sentence


def pair(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "reduces p95 latency from 3.3s to 1.41s", "coverage rising from 23.2% to 71.3%"."""
    amount = sentence.amount(run.first)
    if amount.before is None or amount.after is None:
        return None
    if amount.unit == "x" and sentence.has_tag(NOMINAL, max(0, run.first - 6), run.first):
        # "an enhancement in throughput from 11.3x to 12.8x": how much it changed, not what it was
        low, high = sorted((amount.before, amount.after))
        sentence.items[run.first].amount = replace(amount, value=low, high=high, before=None, after=None)
        return None
    move = "decrease" if amount.after < amount.before else "increase"
    at = run.first - 1
    if sentence.lower(at) == "from":
        at -= 1
    index = at
    while sentence.tag(index) == ADVERB:
        index -= 1
    if sentence.tag(index) == VERB:
        frame = moved_subject(sentence, index, run)
        frame.move, frame.rule = move, "claim.pair"
        return frame
    verb = verb_left(sentence, at + 1)
    if verb is not None:
        region = (verb + 1, at + 1)
        phrase = first_noun(sentence, *region)
        if phrase is not None:
            return Frame("claim.pair", "change", move, phrase, last=run.last, first=verb, verb=verb, region=region)
    phrase = noun_left(sentence, at + 1)
    if phrase is not None:
        phrase = _measured(sentence, phrase)
        return Frame("claim.pair", "change", move, phrase, last=run.last, first=phrase[0])
    previous = last_change(history)
    metric = previous.metric if previous is not None else None
    return Frame("claim.pair", "change", move, metric, last=run.last, first=run.first)


def _measured(sentence: Sentence, phrase: Range) -> Range:
    """The metric of the noun phrase before a pair: "latency" of "latency reduction from", "accuracy" of "accuracy
    on X from".
    """
    if sentence.tag(phrase[1] - 1) == NOMINAL and phrase[1] - phrase[0] > 1:
        phrase = (phrase[0], phrase[1] - 1)
    while sentence.lower(governor(sentence, phrase[0])) in ("of", "in", "for"):
        outer = noun_left(sentence, governor(sentence, phrase[0]))
        if outer is None or sentence.tag(outer[1] - 1) == NOMINAL:
            break
        phrase = outer
    return phrase
