"""The metric of a change that its own words do not name: "achieves 0.757 AUC, outperforming B by 2.5 points"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.explaining import explain
from claims.assemble.frames import MEMORY, Frame, last_change
from claims.assemble.lexicon import singular
from claims.assemble.metric import family
from claims.assemble.objects import first_noun
from claims.assemble.phrases import governor, is_metric, metric_left, noun_left, noun_right
from claims.assemble.sentence import COMPARATIVE, NOMINAL, VERB, Range, Sentence
from claims.assemble.small_words import COMPARING
from claims.assemble.untried import untried

_OF_SUBJECT: Final = ("claim.subject-verb", "claim.pair")
SCORES: Final = frozenset({"accuracy", "error", "slo", "utilization", "cache"})
_BEST: Final = frozenset({"best", "highest", "leading", "lowest", "state-of-the-art", "superior", "top", "strong"})
_COMPARING: Final = COMPARING - {"compared"}
_LONGEST: Final = 120
"""Items of a sentence that are looked through for "in terms of"; hardly any has more."""


def name_change(sentence: Sentence, found: Frame, history: list[Frame]) -> None:
    """ "in terms of response time, X achieves a 10.9x speedup", "achieves 0.757 AUC, outperforming B by 2.5 points"."""
    agents = cues().agents
    if found.rule == "claim.subject-verb" and found.metric and singular(sentence.lower(found.metric[1] - 1)) in agents:
        # "keeps performance stable, while existing systems degrade by 10x"
        _name_agent(sentence, found, history)
        return
    full = found.metric is not None and not _is_bare(sentence, found.metric)
    if full or found.rule == "claim.share":
        return
    if found.rule == "claim.outperform":
        attained = _attained(sentence, found.unit, history) or _best(sentence, found.verb, history)
        if attained is not None:
            found.metric, found.move = attained, "worsen" if found.move == "decrease" else "improve"
            return
    if found.rule == "claim.verb-by" and found.metric == (found.verb, found.verb + 1) and found.move == "improve":
        # "achieves an energy efficiency of 5 TOPS/W, improving the state of the art by 4x"
        found.metric = _attained(sentence, found.unit, history) or _best(sentence, found.verb, history) or found.metric
        return
    if found.rule in _OF_SUBJECT and found.metric == (found.verb, found.verb + 1):
        if sentence.lower(found.verb - 1) == "it" and history and history[-1].metric is not None:
            # "latency falls from 79 to 62 ms, while under outages it falls from 86 to 67 ms"
            found.metric = history[-1].metric
            return
        moved = _moved_before(sentence, found.verb, history)
        told = last_change(history)
        if moved is None and told is not None and told.move == "decrease" and told.unit == found.unit:
            # "can reduce energy by 2%, while Kelp saves as much as 14.6%"
            moved = told.metric if sentence.lower(found.verb) in ("saves", "save") else None
        if moved is None and sentence.lower(found.verb) == "gaining":
            # "reaches 98% accuracy, gaining 32 points over B"
            moved = _attained(sentence, found.unit, history)
        found.metric = moved or found.metric
        return
    named = _in_terms(sentence)
    if named is None and found.metric is not None and sentence.lower(found.metric[0]) in cues().elliptic:
        changed = last_change(history) if sentence.lower(found.metric[0] - 1) in ("the", "this", "these") else None
        if changed is not None and changed.metric is not None and not _is_bare(sentence, changed.metric):
            # "yields 14% fewer tokens than B on A, and the reduction is 13% on C"
            found.metric = changed.metric
            return
        nearest = untried(sentence, metric_left(sentence, found.first))
        said = history[-1].last if history else 0
        placed = nearest is not None and sentence.lower(governor(sentence, nearest[0])) in ("on", "across")
        rated = bool(history) and history[-1].type == "level" and history[-1].metric is not None
        near = (
            found.rule != "claim.elided"
            # "a score of 4.5 on a 5-point scale, a 45% improvement"
            and not (placed and rated)
            and nearest is not None
            and nearest[0] >= said
            and not sentence.has_tag(VERB, nearest[1], found.first)
        )
        if (
            near
            and nearest is not None
            and sentence.tag(nearest[1] - 1) != NOMINAL
            and not _is_reference(sentence, nearest)
        ):
            # "attains the lowest communication cost, with up to a 74% reduction"
            found.metric = nearest
            return
        _name_fall(sentence, found, history)
        if found.metric is not None and _is_bare(sentence, found.metric):
            explain(sentence, found, history)
        return
    if named is None:
        explain(sentence, found, history)
    else:
        found.metric = named
        found.move = "worsen" if found.move in ("slower", "slowdown", "overhead", "decrease", "worsen") else "improve"


def _name_agent(sentence: Sentence, found: Frame, history: list[Frame]) -> None:
    """Give a change of who attains something the metric that was said before of others."""
    said = next((frame.metric for frame in reversed(history[-MEMORY:]) if frame.metric is not None), None)
    told = said if said is not None and is_metric(sentence, said) else metric_left(sentence, found.first)
    if told is None:
        return
    while told[1] - told[0] > 1 and sentence.tag(told[1] - 1) == NOMINAL:
        # "performance | degradation: standard models drop by 4%"
        told = (told[0], told[1] - 1)
    found.metric = told


def _is_bare(sentence: Sentence, metric: Range) -> bool:
    """Whether only the word of the change stands for the metric: "speedup", "outperforms", "faster"."""
    return metric[1] - metric[0] == 1 and sentence.tag(metric[0]) in (NOMINAL, VERB, COMPARATIVE)


def _in_terms(sentence: Sentence) -> Range | None:
    """The one metric of "in terms of M"; None where there is none or several are listed."""
    at = sentence.next_word("terms", 1, _LONGEST)
    if at < 0 or sentence.lower(at - 1) != "in" or sentence.lower(at + 1) != "of":
        return None
    phrase = noun_right(sentence, at + 2)
    if phrase is None or not is_metric(sentence, phrase) or sentence.lower(phrase[1]) in ("and", "/"):
        return None
    second = noun_right(sentence, phrase[1] + 1) if sentence.lower(phrase[1]) == "," else None
    listed = second is not None and sentence.lower(second[1]) in (",", "and")
    return None if listed else phrase


def _is_reference(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase is what another number is compared with: "over autoregressive decoding"."""
    at = governor(sentence, phrase[0])
    word = sentence.lower(at)
    return word in _COMPARING or (word in ("to", "with") and sentence.lower(at - 1) in ("compared", "relative"))


def _name_fall(sentence: Sentence, found: Frame, history: list[Frame]) -> None:
    """ "from 85.2% to 45%, a 40-point drop": what fell is what was told before."""
    said = history[-1].metric if history else None
    if sentence.lower(found.first - 1) == "(":
        # "reduction in overhead (up to 80% reduction)"
        told = noun_left(sentence, found.first - 1)
        if told is not None and is_metric(sentence, told):
            found.metric = told
            return
    apposed = sentence.lower(found.first - 1) in ("a", "an") and sentence.lower(found.first - 2) in (",", "-", "—", "(")
    if apposed and said is not None and history[-1].type == "level":
        # "commits requests in 75 ms, a 3.3x improvement"
        found.metric = said
        return
    falls = found.metric is not None and sentence.value(found.metric[0]) == "decrease"
    if falls and said is not None and found.unit in ("%", "pp") and not _is_bare(sentence, said):
        found.metric = said


def _attained(sentence: Sentence, unit: str, history: list[Frame]) -> Range | None:
    """The metric of the one level before: "achieves 0.757 AUC, outperforming B by 2.5 points"; None after several."""
    metrics = {frame.metric for frame in history[-MEMORY:] if frame.type == "level"}
    if not metrics:
        # "improves accuracy by 35% and outperforms B by 7%": shares of a score, but none of a latency
        alike = (frame.metric for frame in history[-MEMORY:] if frame.unit == unit and frame.metric is not None)
        metrics = {metric for metric in alike if family(sentence.words(*metric))[0] in SCORES}
    metric = next(iter(metrics)) if len(metrics) == 1 else None
    return metric if metric is not None and is_metric(sentence, metric) and not _is_bare(sentence, metric) else None


def _best(sentence: Sentence, verb: int, history: list[Frame]) -> Range | None:
    """The metric of which a participle explains how good it is: "achieves the best average accuracy, | improving over B
    by 3%"; None behind a number.
    """
    if history or sentence.lower(verb - 1) != "," or not sentence.lower(verb).endswith("ing"):
        return None
    phrase = noun_left(sentence, verb - 1)
    if phrase is None or not is_metric(sentence, phrase):
        return None
    attains = governor(sentence, phrase[0])
    ranked = any(sentence.lower(step) in _BEST for step in range(*phrase))
    if not ranked or sentence.tag(attains) != VERB or sentence.value(attains) != "attain":
        return None
    first = next((step for step in range(*phrase) if sentence.lower(step) not in _BEST), phrase[0])
    return first, phrase[1]


def _moved_before(sentence: Sentence, verb: int, history: list[Frame]) -> Range | None:
    """What a verb without an object moves: "reduces psums, eliminating 80% on A", "improves accuracy …, gaining 3%"."""
    if not sentence.lower(verb).endswith("ing") and not sentence.lower(verb).startswith("gain"):
        return None
    value = sentence.value(verb)
    said = (
        frame.metric for frame in reversed(history[-MEMORY:]) if frame.type == "change" and frame.metric is not None
    )
    known = next((metric for metric in said if is_metric(sentence, metric)), None)
    if known is not None:
        return known
    for index in range(verb - 1, -1, -1):
        if sentence.tag(index) == VERB and sentence.value(index) == value:
            return first_noun(sentence, index + 1, verb)
    return None
