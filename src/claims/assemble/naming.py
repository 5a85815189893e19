"""The metric of a number that its own clause does not name: "A achieved 80.5% accuracy, while B reached 93.8%"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.explaining import explain
from claims.assemble.frames import MEMORY, Frame, last_change
from claims.assemble.lexicon import is_plural, singular
from claims.assemble.metric import family, unit_family
from claims.assemble.objects import first_noun
from claims.assemble.phrases import governor, is_metric, metric_left, noun_left, noun_right
from claims.assemble.sentence import AMOUNT, AUXILIARY, COMPARATIVE, DETERMINER, NOMINAL, VERB, WORD, Range, Sentence
from claims.assemble.untried import untried

_OF_SUBJECT: Final = ("claim.subject-verb", "claim.pair")
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
        _name_change(sentence, found, history)
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


def _name_change(sentence: Sentence, found: Frame, history: list[Frame]) -> None:
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


def _is_reference(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase is what another number is compared with: "over autoregressive decoding"."""
    at = governor(sentence, phrase[0])
    word = sentence.lower(at)
    return word in _COMPARING or (word in ("to", "with") and sentence.lower(at - 1) in ("compared", "relative"))


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
        metrics = {metric for metric in alike if family(sentence.words(*metric))[0] in _SCORES}
    metric = next(iter(metrics)) if len(metrics) == 1 else None
    return metric if metric is not None and is_metric(sentence, metric) and not _is_bare(sentence, metric) else None


_BEST: Final = frozenset({"best", "highest", "leading", "lowest", "state-of-the-art", "superior", "top", "strong"})


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


_COMPARING: Final = frozenset({"over", "than", "against", "versus", "vs", "vs."})
_LONGEST: Final = 120
"""Items of a sentence that are looked through for "in terms of"; hardly any has more."""


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
_SCORES: Final = frozenset({"accuracy", "error", "slo", "utilization", "cache"})


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
    fits = key in _SCORES if found.unit in ("", "%") else key == unit_family(found.unit)
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
