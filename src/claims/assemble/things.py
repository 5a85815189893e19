"""Things are no metrics: what "Llama-3-8B improves by 4%" or "a 20x improvement over the CPU baseline" measure is said
elsewhere.
"""

import re
from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import MEMORY, Frame
from claims.assemble.phrases import is_metric, metric_left, noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import NOMINAL, NOUNS, PREPOSITION, VERB, Range, Sentence
from claims.assemble.small_words import COMPARING

_SIZED: Final = re.compile(r"(?<![\w.])(?:[A-Za-z]\w*[-.])*\d+(?:\.\d+)?[BM](?![\w.])")
"""A name with the size of a model: "Kelp-7B", "120B"."""
_MOVED: Final = frozenset({"claim.pair", "claim.verb-by", "claim.subject-verb", "claim.gapped", "claim.verb-amount"})
_NAMED_LATER: Final = frozenset(
    {"claim.nominal", "claim.nominal-of", "claim.multiple", "claim.signed", "claim.parenthesis"}
)
_CHANGED: Final = _MOVED | _NAMED_LATER
_ATTAINED: Final = frozenset(
    {"claim.elided", "claim.level-in", "claim.level-listed", "claim.level-of", "claim.level-to", "claim.parenthesis"}
    | {"claim.subject-verb"}
)
"""Constructions of levels whose metric can be the thing that attains it."""
_SINGULAR: Final = frozenset({"baseline", "model"})
_PLURAL: Final = frozenset({"baselines", "frameworks", "implementations", "methods", "models", "systems", "techniques"})


def unthinged(sentence: Sentence, run: Run, found: Frame, history: list[Frame]) -> None:
    """Gives a change whose metric is a thing the metric that it is of: the noun behind a before and after ("from 50% to
    100% accuracy"), the one told before in the sentence, else the verb or noun of change.
    """
    phrase = found.metric
    if phrase is None or found.move == "faster":
        return
    if found.type == "level":
        moved = found.rule == "claim.subject-verb" and not is_metric(sentence, phrase)
        behind = _score_behind(sentence, run) if moved else None
        if behind is not None:
            # "keyword routing collapsed to 1.5% | top-1 accuracy"
            found.metric = behind
        elif found.rule in _ATTAINED and _attains(sentence, run, phrase):
            # "beats Kelp-7B (17%) and the best model (20%)"
            told = _score_behind(sentence, run) or _scored(sentence, run, history)
            found.metric = told or _measured_before(sentence, phrase[0])
    elif found.rule in ("claim.outperform", "claim.verb-by") and phrase == (found.verb, found.verb + 1):
        behind = _score_behind(sentence, run)
        if behind is not None:
            # "outperforms B by 9.5% | accuracy", "improves over B by 8.5 | accuracy | points"
            found.metric, found.move = behind, "improve"
    elif found.rule in _CHANGED and sentence.tag(phrase[1] - 1) in NOUNS:
        thing = _is_thing(sentence, phrase)
        behind = _score_behind(sentence, run) if found.rule in _MOVED else None
        if behind is not None and (thing or not is_metric(sentence, phrase)):
            # "lifts a small model from 0.43 to 0.88 | correctness", "improves Kelp by 6.6 | PPL"
            found.metric = behind
        elif thing:
            found.metric = _moved(sentence, found, phrase, history)


def _moved(sentence: Sentence, found: Frame, phrase: Range, history: list[Frame]) -> Range | None:
    """What a change of a thing is of: what was told before, else the verb or the noun of change."""
    gapped = found.rule == "claim.gapped"
    said = next((frame.metric for frame in reversed(history[-MEMORY:]) if _tells(sentence, frame, gapped)), None)
    said = said or _measured_before(sentence, phrase[0])
    if said is not None:
        return said
    by_verb = found.rule in _MOVED and sentence.tag(found.verb) == VERB
    return (found.verb, found.verb + 1) if by_verb else _noun_of_change(sentence, found)


def _measured_before(sentence: Sentence, index: int) -> Range | None:
    """The nearest metric before an item that is no thing."""
    phrase = metric_left(sentence, index)
    while phrase is not None and _is_thing(sentence, phrase):
        phrase = metric_left(sentence, phrase[0])
    return phrase


def _attains(sentence: Sentence, run: Run, phrase: Range) -> bool:
    """Whether what stands for the metric of a score is the thing that attains it."""
    amount = sentence.amount(run.first)
    if amount.kind not in ("percent", "count") or sentence.tag(phrase[1] - 1) not in NOUNS:
        return False
    if _is_thing(sentence, phrase):
        return True
    named = sentence.items[phrase[1] - 1].text[0].isupper() and not is_metric(sentence, phrase)
    if not named or amount.kind != "percent" or phrase[1] != run.first - 1 or sentence.lower(phrase[1]) != "(":
        return False
    # "outperforming Kelp (50.0%)"
    before = range(max(0, phrase[0] - 12), phrase[0])
    return any(sentence.value(step) == "outperform" or sentence.lower(step) in COMPARING for step in before)


def _scored(sentence: Sentence, run: Run, history: list[Frame]) -> Range | None:
    """The metric of the last score told before in the unit of this one."""
    unit = sentence.amount(run.first).unit
    for frame in reversed(history[-MEMORY:]):
        if frame.unit == unit and frame.metric is not None and is_metric(sentence, frame.metric):
            return frame.metric
    return None


def _score_behind(sentence: Sentence, run: Run) -> Range | None:
    """The metric right behind a number without a unit of its own, or a share: "to 0.88 | correctness"."""
    if sentence.tag(run.last) not in NOUNS or sentence.amount(run.first).unit not in ("", "%", "pp"):
        return None
    phrase = noun_right(sentence, run.last)
    if phrase is not None and phrase[1] - phrase[0] > 1 and sentence.lower(phrase[1] - 1) in ("point", "points"):
        # "by 2 F1 points"
        phrase = (phrase[0], phrase[1] - 1)
    return phrase if phrase is not None and is_metric(sentence, phrase) else None


def _tells(sentence: Sentence, frame: Frame, gapped: bool) -> bool:
    """Whether a statement before tells a change of something that is measured, or by the verb that is `gapped`."""
    if frame.type != "change" or frame.metric is None:
        return False
    return is_metric(sentence, frame.metric) or (gapped and sentence.tag(frame.metric[0]) == VERB)


def _is_thing(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase names a model by its size, or a class of competitors: "Kelp-7B", "ARM CPU implementations"."""
    for item in sentence.items[phrase[0] : phrase[1]]:
        if item.tag == PREPOSITION or item.lower.endswith("'s"):
            # "misses per model", "Kelp-7B's answers"
            return False
    first, head = sentence.lowers[phrase[0]], sentence.lowers[phrase[1] - 1]
    if head in _PLURAL or (head in _SINGULAR and phrase[1] - phrase[0] > 1):
        return True
    models = cues().models
    named = first.startswith(models) or head.startswith(models) or _is_sized(sentence.words(*phrase))
    # "Llama-3 training throughput"
    return named and not is_metric(sentence, phrase)


def _is_sized(words: str) -> bool:
    """Whether a word is a name with the size of a model, which few are: most have no such letter."""
    return ("B" in words or "M" in words) and _SIZED.search(words) is not None


def _noun_of_change(sentence: Sentence, found: Frame) -> Range | None:
    """The noun that says the change: "| improvement | over the baseline"."""
    at = next((step for step in range(found.first, found.last) if sentence.tag(step) == NOMINAL), -1)
    return (at, at + 1) if at >= 0 else None
