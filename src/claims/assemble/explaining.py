"""What a noun of change without a metric explains: "accelerates inference, achieving a 2x speedup"."""

from typing import Final

from claims.assemble.frames import MEMORY, Frame, lead
from claims.assemble.metric import family
from claims.assemble.objects import first_noun, is_place, metric_in, outperformed
from claims.assemble.phrases import is_metric, noun_right
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    COMPARATIVE,
    DETERMINER,
    NOMINAL,
    PREPOSITION,
    VERB,
    Range,
    Sentence,
)

_BETTER: Final = frozenset(
    {"improvement", "improvements", "gain", "gains", "uplift", "enhancement", "enhancements", "boost", "advantage"}
)
"""Nouns that tell of a level before them that it is better than another."""
_SPED_UP: Final = frozenset({"speed", "throughput", "latency", "ttft", "tpot", "efficiency", "scalability"})
"""Families of what a speedup can be of."""
_STOPS: Final = frozenset({";", ":", "while", "whereas", "but", "when"})
_REACH: Final = 26


def explain(sentence: Sentence, found: Frame, history: list[Frame]) -> None:
    """Give a change whose noun alone stands for its metric the metric that the clause before it names."""
    if found.metric is None or sentence.tag(found.metric[0]) != NOMINAL or not found.rule.startswith("claim.nominal"):
        return
    lost = sentence.value(found.metric[0]) == "worsen" and sentence.lower(found.metric[0] - 1) in (
        "the",
        "this",
        "that",
    )
    if lost:
        # "A loses 20% accuracy, while B limits the loss to 1%"
        said = history[-1] if history else None
        if said is not None and said.move == "worsen" and said.metric is not None:
            found.metric, found.move = said.metric, "worsen"
        return
    noun = sentence.value(found.metric[0])
    better = sentence.lower(found.metric[0]) in _BETTER
    if better and sentence.lower(found.last) in ("over", "compared", "relative", "against", "versus"):
        named = _restricted(sentence, found.last)
        if named is not None:
            found.metric, found.move = named, "improve"
            return
    told = _told(sentence, history) if better else None
    if told is not None:
        found.metric, found.move = told, "improve"
        return
    at = lead(sentence, found.first)
    aside = sentence.lower(at) in ("with", "(") or (sentence.tag(at) == VERB and sentence.lower(at).endswith("ing"))
    verb = _verb_before(sentence, at) if aside else -1
    if verb < 0:
        return
    value = sentence.value(verb)
    if sentence.tag(verb) == NOMINAL:
        # "delivers significant speedups, achieving up to a 28x improvement"
        if better:
            found.metric, found.move = (verb, verb + 1), "increase"
        return
    if sentence.tag(verb) == COMPARATIVE:
        compared = noun_right(sentence, verb + 1)
        if better and compared is not None:
            # "exhibits better transferability with up to 58% improvement"
            found.metric, found.move = compared, "improve"
        return
    if value == "outperform":
        other = outperformed(sentence, verb + 1, at)
        named = metric_in(sentence, other[1], at) if other is not None else None
        if named is not None and is_metric(sentence, named) and not sentence.lower(named[1] - 1).startswith("trade"):
            # "outperforms B in decoding throughput with a 1.6x speedup"
            found.metric, found.move = named, "improve"
        elif better:
            # "outperforms B, offering up to 7% improvement"
            found.metric, found.move = (verb, verb + 1), "increase"
        return
    phrase = first_noun(sentence, verb + 1, at)
    if phrase is None:
        return
    key, good = family(sentence.words(*phrase))
    if noun in ("overhead", "slowdown") or (noun == "speedup" and value != "accelerate" and key not in _SPED_UP):
        # "improves policy compliance, with 2% overhead", "boosts cache reuse, delivering a 2x speedup"
        return
    if value == "accelerate" or (key != "other" and (better or good == "higher")):
        # "improves throughput, achieving a 2x speedup", but no time is sped up by an improvement of it
        found.metric, found.move = phrase, "faster" if value == "accelerate" else "improve"


def _restricted(sentence: Sentence, index: int) -> Range | None:
    """The metric behind what a change is over: "a 30% improvement over Raft | in throughput"."""
    for step in range(index + 2, min(index + 9, len(sentence.items))):
        if sentence.tag(step) in (AMOUNT, VERB) or sentence.lower(step) in (",", ";", "and", "(", "."):
            return None
        if sentence.lower(step) in ("in", "for"):
            both = sentence.lower(step + 1) == "both"
            phrase = first_noun(sentence, step + 1 + both, min(step + 9, len(sentence.items)))
            if phrase is not None and is_metric(sentence, phrase) and not is_place(sentence, phrase):
                return phrase
            return None
    return None


def _told(sentence: Sentence, history: list[Frame]) -> Range | None:
    """The one metric of the levels before: "achieves 34% utilization with a 2.9x improvement over B"."""
    said = history[-MEMORY:]
    metrics = {frame.metric for frame in said if frame.type == "level"}
    metric = next(iter(metrics)) if len(metrics) == 1 and said[-1].type == "level" else None
    return metric if metric is not None and is_metric(sentence, metric) else None


def _verb_before(sentence: Sentence, at: int) -> int:
    """The verb before item `at` that says what became better or is outperformed, no number between; -1 if none does."""
    for step in range(at - 1, max(-1, at - _REACH), -1):
        tag = sentence.tag(step)
        if tag == AMOUNT or sentence.lower(step) in _STOPS:
            return -1
        if sentence.lower(step) == "and" and sentence.tag(step + 1) in (VERB, ADVERB):
            # "improves utilization and scales, with a 3x speedup"
            return -1
        if tag == COMPARATIVE and sentence.tag(step - 1) != PREPOSITION and sentence.lower(at) == "with":
            return step
        if tag == NOMINAL and sentence.value(step) == "speedup":
            return step
        moving = tag == VERB and sentence.value(step) in ("accelerate", "improve", "outperform")
        if moving and (not sentence.lower(step).endswith("ed") or sentence.tag(step + 1) == DETERMINER):
            return step
    return -1
