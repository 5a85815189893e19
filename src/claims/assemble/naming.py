"""The metric of a number that its own clause does not name: "A achieved 80.5% accuracy, while B reached 93.8%"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import MEMORY, Frame
from claims.assemble.lexicon import is_plural, singular
from claims.assemble.metric import family, unit_family
from claims.assemble.naming_change import SCORES, name_change
from claims.assemble.phrases import is_metric, metric_left, noun_right
from claims.assemble.sentence import AMOUNT, AUXILIARY, DETERMINER, NOMINAL, VERB, WORD, Range, Sentence

_BY_CLAUSE: Final = ("claim.level-in", "claim.level-of", "claim.level-before", "claim.level", "claim.subject-verb")
"""Levels whose metric is taken from the clause, where a system can stand in its place."""


def name(sentence: Sentence, found: Frame, history: list[Frame]) -> None:
    """Give a frame the metric that the sentence has named before, where its own is missing or cannot be one."""
    _name(sentence, found, history)
    while found.metric is not None and sentence.lower(found.metric[0]) in cues().ranks:
        if not _only_ranks(sentence, found.metric):
            break
        found.metric = (found.metric[0] + 1, found.metric[1])
    if found.metric is not None and found.unit.startswith("of "):
        found.metric = _before_deed(sentence, found.metric)


def _before_deed(sentence: Sentence, metric: Range) -> Range:
    """Those who were counted without what they did, where that looks like a noun: "7 of 11 models | pass"."""
    for step in range(metric[0], metric[1] - 1):
        text = sentence.items[step].text
        if is_plural(text) and singular(text) in cues().agents:
            return metric[0], step + 1
    return metric


def _only_ranks(sentence: Sentence, metric: Range) -> bool:
    """Whether the first word of a metric only ranks its values: "lowest latency", "average power"."""
    first = sentence.lower(metric[0])
    if metric[1] - metric[0] < 2 or sentence.lower(metric[0] + 1) in ("and", "or"):
        # "average and tail latency" is of both
        return False
    return first not in ("mean", "average") or sentence.lower(metric[0] + 1) not in cues().mean_names


def _name(sentence: Sentence, found: Frame, history: list[Frame]) -> None:
    if found.type == "change":
        name_change(sentence, found, history)
        return
    metric = found.metric
    counts_them = found.unit.startswith("of ")
    # "7 of 11 models pass": these are what was counted
    if metric is not None and found.rule in _BY_CLAUSE and not counts_them and _is_agent(sentence, metric):
        # "with most models clustering between 80% and 100%", "where every baseline drops below 50%"
        found.metric = metric = None
    scored = found.rule == "claim.subject-verb" and found.unit in ("%", "")
    if metric is not None and scored and singular(sentence.items[metric[1] - 1].text) in cues().agents:
        # "85% accuracy, while the | time-series variant | drops below 35%": "time" alone is measured
        found.metric = metric = _said_before(found.unit, history) or metric
    if metric is not None and found.rule == "claim.subject-verb" and metric == (found.verb, found.verb + 1):
        # "hit rates average 90% within a turn, but | fall | to 55% across turns"
        found.metric = metric = _said_before(found.unit, history) or _fell_too(sentence, found, history) or metric
    if metric is not None and found.rule == "claim.level-of" and found.unit == "%" and not is_metric(sentence, metric):
        said = _said_before(found.unit, history) if sentence.lower(metric[1]) == "at" else None
        if said is not None and is_metric(sentence, said):
            # "an accuracy of 25%, outperforming the baseline at 3% and full-layer steering | at 16%"
            found.metric = metric = said
    if metric is not None and found.type == "level" and _is_empty(sentence, metric):
        # "actuators dominate M2M latency, with median values above 750 ms"
        told = _compatible(sentence, found) or _said_before(found.unit, history)
        rated = unit_family(found.unit) == "throughput"
        # "showed peaks of 41 Gb/s": the field may name it elsewhere
        found.metric = metric = told or (None if rated else metric)
    if metric is None and found.counted:
        # "19,000 requests per second": what is counted is the metric, but where a throughput was named
        explains = sentence.lower(found.first - 1) == "," and sentence.lower(found.first).endswith("ing")
        found.metric = _throughput(sentence, history) or _explained(sentence, found)
        if found.metric is None and explains:
            # "achieves outstanding throughput, | averaging | 20M inserts per second"
            found.metric = _compatible(sentence, found)
    elif metric is None:
        found.metric = (
            _said_before(found.unit, history)
            or _of_family(sentence, found.unit, history)
            or _compatible(sentence, found)
            or _explained(sentence, found)
        )
    elif (
        found.rule == "claim.level-in"
        and metric == (found.first, found.first + 1)
        and unit_family(found.unit) == "throughput"
        and sentence.tag(metric[0]) == VERB
    ):
        # "improves throughput by 20x, processing 1.2M images per second"
        explains = sentence.lower(metric[0] - 1) == "," and sentence.lower(metric[0]).endswith("ing")
        found.metric = _throughput(sentence, history) or (_compatible(sentence, found) if explains else None) or metric


def _fell_too(sentence: Sentence, found: Frame, history: list[Frame]) -> Range | None:
    """ "error rates of 9.5% drop to 1% on A, but | recover | to 12%": what moved before moves again."""
    said = history[-1] if history else None
    again = said is not None and said.unit == found.unit and sentence.lower(found.verb - 1) in ("but", "and")
    return said.metric if said is not None and again else None


def _is_agent(sentence: Sentence, metric: Range) -> bool:
    """Whether a phrase names who attains a value, not what is measured: "most models", "competitive"."""
    if cues().agents.isdisjoint([singular(item.text) for item in sentence.items[metric[0] : metric[1]]]):
        return False
    # "trains the model in 3.7 hours": what was done
    done = metric[1] - metric[0] > 1 and sentence.tag(metric[0]) == VERB
    return not done and not is_metric(sentence, metric)


def _is_empty(sentence: Sentence, metric: Range) -> bool:
    """Whether a phrase only says that there is a value, not of what: "median values", "best prior result"."""
    head = metric[1] - 1
    if sentence.lower(head) not in _EMPTY or is_metric(sentence, metric):
        return False
    return all(
        sentence.lower(step) in cues().ranks or sentence.lower(step) in _EARLIER for step in range(metric[0], head)
    )


def _said_before(unit: str, history: list[Frame]) -> Range | None:
    """The metric of the last level told in that unit."""
    plain = _unscaled(unit)
    levels = (
        frame for frame in reversed(history[-MEMORY:]) if frame.type == "level" and _unscaled(frame.unit) == plain
    )
    return next((frame.metric for frame in levels if frame.metric is not None), None)


def _unscaled(unit: str) -> str:
    """A unit without its prefix: "FLOPS" of "TFLOPS", "B/s" of "GB/s"."""
    return unit[1:] if unit[1:] in _BASES and unit[0] in "kKMGTPEmunpf" else unit


def _of_family(sentence: Sentence, unit: str, history: list[Frame]) -> Range | None:
    """The last metric of the sentence that is told in such units: "reduces energy by 63%, achieving 1.2 pJ"."""
    key = unit_family(unit)
    if key == "other":
        return None
    metrics = (frame.metric for frame in reversed(history[-MEMORY:]) if frame.metric is not None)
    return next((metric for metric in metrics if family(sentence.words(*metric))[0] == key), None)


_BASES: Final = frozenset({"FLOPS", "OPS", "B/s", "bps", "W", "J", "Hz", "OPS/W", "FLOPS/W"})
_RATED: Final = frozenset({"efficiency", "energy", "latency", "power", "throughput"})
"""Families that are told in units of their own, behind which the nearest that fits is looked for."""
_EMPTY: Final = frozenset({"figure", "figures", "peaks", "result", "results", "value", "values"})
_EARLIER: Final = frozenset({"existing", "known", "previous", "prior", "reported"})
_SHARES: Final = frozenset({"accuracies", "rates", "scores"})


def _compatible(sentence: Sentence, found: Frame) -> Range | None:
    """The nearest metric before that is told in such units: "lower perplexity on A, with only 6.32"."""
    phrase = metric_left(sentence, found.first)
    if phrase is None:
        return None
    if unit_family(found.unit) in _RATED:
        for _ in range(4):
            # "high energy efficiency while keeping accuracy, delivering 479 GOPS and 281 GOPS/W"
            if phrase is None or family(sentence.words(*phrase))[0] == unit_family(found.unit):
                break
            phrase = metric_left(sentence, phrase[0])
    if phrase is None:
        return None
    if singular(sentence.lower(phrase[1] - 1)) in cues().unattained and phrase[1] < found.first - 2:
        # "reveals large performance | gaps |, with A achieving only 30%"
        return None
    key = family(sentence.words(*phrase))[0]
    fits = key in SCORES if found.unit in ("", "%") else key == unit_family(found.unit)
    head = sentence.items[phrase[1] - 1]
    first = phrase[0] - 1
    while sentence.tag(first) in (AMOUNT, DETERMINER):
        first -= 1
    if key == "accuracy" and head.lower not in _SHARES and is_plural(head.text) and sentence.lower(first) == "on":
        # "on 25 reasoning tasks; it achieves 89%": what it was tried on
        return None
    return phrase if fits else None


_EXPLAINING: Final = ("represent", "match", "correspond", "translat", "equal", "mark")


def _explained(sentence: Sentence, found: Frame) -> Range | None:
    """The metric that an aside behind a level tells: "7.9 tokens/s, representing a 2.2x throughput improvement"."""
    key = unit_family(found.unit)
    if key == "other":
        return None
    last = min(found.last + 9, len(sentence.items))
    aside = next((step for step in range(found.last, last) if sentence.lower(step) in (",", "-", "—", "--")), -1) + 1
    word = sentence.lower(aside)
    apposed = word in ("a", "an") and sentence.tag(aside + 1) == AMOUNT
    # "67 FPS, which is 80% higher throughput"
    apposed = apposed or (word == "which" and sentence.tag(aside + 1) == AUXILIARY)
    if not aside or not (apposed or word.startswith(_EXPLAINING)):
        return None
    for step in range(aside + 1, min(aside + 8, len(sentence.items))):
        phrase = noun_right(sentence, step) if sentence.tag(step) == WORD else None
        if phrase is not None and sentence.tag(phrase[1] - 1) == NOMINAL and phrase[1] - phrase[0] > 1:
            phrase = (phrase[0], phrase[1] - 1)
        if phrase is not None and family(sentence.words(*phrase))[0] == key:
            return phrase
        if sentence.lower(step) in (",", ";"):
            return None
    return None


def _throughput(sentence: Sentence, history: list[Frame]) -> Range | None:
    """The last metric of the sentence that is a throughput."""
    deeds = {frame.metric for frame in history[-MEMORY:] if _tells_deed(sentence, frame)}
    metrics = (frame.metric for frame in reversed(history[-MEMORY:]) if frame.metric not in deeds | {None})
    return next((metric for metric in metrics if metric and family(sentence.words(*metric))[0] == "throughput"), None)


def _tells_deed(sentence: Sentence, frame: Frame) -> bool:
    """Whether a level tells what is done: "commits requests in 75 ms"; no throughput that its clause named."""
    named = frame.counted and frame.metric is not None and sentence.tag(frame.metric[0]) != VERB
    return frame.rule == "claim.level-in" and not named
