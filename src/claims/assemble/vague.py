"""The family of a metric where its words alone do not tell: by its unit, and by what the text around it is about."""

import re
from functools import lru_cache
from typing import Final

from claims.assemble.lexicon_files import MetricsFile
from claims.assemble.metric import unit_family
from claims.mentions.quantity_hints import any_of
from claims.models import MetricKey
from claims.patterns import depends, kept, load


@kept
def _vague() -> tuple["re.Pattern[str]", "re.Pattern[str]", "re.Pattern[str]"]:
    """Metrics that can be scores as well as speeds, words of scores, words of speeds; for small letters."""
    given = load("claims/metrics.toml", MetricsFile).vague
    words, scores, speeds = (
        any_of([(term.lower(), "") for term in terms]) if terms else r"(?!)"
        for terms in (given.words, given.scores, given.speeds)
    )
    return re.compile(rf"(?:^|[\s-]){words}[a-z]*$"), re.compile(rf"\b{scores}"), re.compile(rf"\b{speeds}")


_SHORT: Final = frozenset({"ns", "us", "ms"})
_LONG: Final = frozenset({"s", "min", "h", "day", "month", "year"})
_GOODS: Final = frozenset({"W", "mm2", "J", "$", "PE", "MHz"})
_EXTENTS: Final = frozenset({"m", "cm", "mm", "km", "um", "ms", "us", "ns", "ps"})


def settled_family(key: MetricKey, metric: str | None, kind: str, unit: str, texts: tuple[str, str]) -> MetricKey:
    """The family of a claim that is no scale, from that of its metric, the unit, the sentence and the field."""
    if key == "other":
        key = unit_family(unit)
        if key != "other":
            return key
        if "/" in unit and unit.rpartition("/")[2] in _GOODS:
            return "efficiency"
        if unit in ("mm2", "um2"):
            return "area"
        if kind == "change" and metric and unit in ("pp", ""):
            # what moves by points is a score
            return "accuracy"
    if key == "accuracy" and unit in _EXTENTS:
        # "localization accuracy of 3 cm"
        return "error"
    if key == "accuracy" and unit in _LONG:
        # "completes the task in 16 minutes", "a score of 9.13 s"
        return unit_family(unit)
    if kind == "level" and unit == "%" and metric:
        counted = metric.rpartition(" ")[2].lower()
        if key == "speed" and counted == "queries":
            # "88% of queries" are those that came out right
            return "accuracy"
        if key == "throughput" and counted == "tokens":
            # "with 40% of the tokens"
            return "cost"
    if key == "speed" and unit in _SHORT:
        # what takes milliseconds is one operation
        return "latency"
    if key not in ("speed", "other") or unit not in ("x", "%", "pp", ""):
        return key
    if metric is None:
        if kind == "level":
            return key
    elif _vague()[0].search(metric.lower()) is None:
        return key
    if unit == "%":
        return "accuracy" if _is_of_scores(*texts) else "speed"
    return "speed" if unit == "x" else "accuracy"


def _is_of_scores(sentence: str, field: str) -> bool:
    """Whether a sentence and its field tell more of scores than of speeds."""
    return 2 * _lean(sentence) + _lean(field) > 0


@depends
@lru_cache(8)  # the sentences of one field ask for it one after the other, which must not take a search of it each time
def _lean(text: str) -> int:
    """How many more words of scores than of speeds a text has, each counted once: a paper on storage by means of agents
    says "agent" five times.
    """
    _, scores, speeds = _vague()
    small = text.lower()
    return len(set(scores.findall(small))) - len(set(speeds.findall(small)))
