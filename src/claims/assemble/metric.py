"""The family of a metric, which way of it is good, and so the direction and effect of a change."""

from functools import lru_cache
from typing import Final

import regex

from claims.assemble.lexicon import singular
from claims.assemble.lexicon_files import MetricsFile
from claims.models import Direction, Effect, MetricKey
from claims.patterns import depends, kept, load


@kept
def _terms() -> tuple[dict[str, list[tuple[tuple[str, ...], MetricKey, str]]], int]:
    """Terms by their last word."""
    by_last: dict[str, list[tuple[tuple[str, ...], MetricKey, str]]] = {}
    longest = 1
    for family in load("claims/metrics.toml", MetricsFile).metric:
        for term in family.terms:
            words = tuple(_split(term))
            longest = max(longest, len(words))
            by_last.setdefault(words[-1], []).append((words, family.key, family.better))
    for options in by_last.values():
        options.sort(key=lambda option: -len(option[0]))
    return by_last, longest


_HEAD: Final = regex.compile(r"\s(?:of|per|for|spent|on|in)\s|(?<=robustness|resilience|tolerance)\sto\s")
_EMPTY_HEADS: Final = {
    "number",
    "amount",
    "volume",
    "percentage",
    "fraction",
    "share",
    "rate",
    "time",
    "size",
    "level",
    "count",
    "ratio",
    "request",
    "token",
    "capacity",
    "task",
    "bug",
    "step",
    "round",
}
_LOSSES: Final = frozenset({"collapse", "decline", "degradation", "deterioration", "drop"})
_WORD: Final = regex.compile(r"[\w@/+]+")


def _split(text: str) -> list[str]:
    lower = text.replace("-", " ").lower()
    # of letters and spaces, as most are: no need to search for the words
    words = lower.split() if lower.replace(" ", "").isalpha() else _WORD.findall(lower)
    return [singular(word) for word in words]


@depends
@lru_cache(maxsize=1 << 12)
def family(metric: str) -> tuple[MetricKey, str]:
    """The family of a metric and which way is good: "higher", "lower" or "neither".

    >>> family("P99 end-to-end latency"), family("energy efficiency"), family("QoS violations"), family("wind colour")
    (('latency', 'lower'), ('efficiency', 'higher'), ('slo', 'lower'), ('other', 'neither'))
    """
    behind = None if metric.isalpha() else _HEAD.search(metric)
    head = metric[: behind.start()] if behind is not None else ""
    if head and (found := family(head)) != ("other", "neither") and _split(head)[-1] not in _EMPTY_HEADS:
        # "energy per query", "transmission latency of the cache"
        return found
    by_last, _ = _terms()
    words = _split(metric)
    if len(words) > 1 and words[-1] in ("overhead", "penalty"):
        key, _better = family(" ".join(words[:-1]))
        if key not in ("other", "speed"):
            return key, "lower"
    if len(words) > 1 and words[-1] in _LOSSES:
        # "accuracy degradation": of the same family, and less of it is better
        key, better = family(" ".join(words[:-1]))
        if better == "higher":
            return key, "lower"
    for end in range(len(words), 0, -1):
        for term, key, better in by_last.get(words[end - 1], ()):
            if end >= len(term) and tuple(words[end - len(term) : end]) == term:
                return key, better
    return "other", "neither"


_UNIT_FAMILIES: Final[dict[str, MetricKey]] = {
    "ns": "latency", "us": "latency", "ms": "latency", "s": "latency", "min": "speed", "h": "speed", "day": "speed",
    "$": "cost", "€": "cost", "W": "power", "mW": "power", "kW": "power", "J": "energy",
    "mJ": "energy", "uJ": "energy", "nJ": "energy", "pJ": "energy", "fJ": "energy", "aJ": "energy",
    "kWh": "energy", "Wh": "energy", "GB": "memory", "MB": "memory", "KB": "memory",
    "GiB": "memory", "MiB": "memory", "KiB": "memory", "GB/s": "throughput",
    "MB/s": "throughput",
    "Gbps": "throughput", "tokens/s": "throughput", "req/s": "throughput", "QPS": "throughput", "TPS": "throughput",
    "FPS": "throughput", "GPU-hour": "cost",
}  # fmt: skip


def unit_family(unit: str) -> MetricKey:
    """The family that the unit alone suggests, for a number whose metric is not named.

    >>> unit_family("ms"), unit_family("$"), unit_family("x")
    ('latency', 'cost', 'other')
    """
    if unit.endswith(("/s", "FLOPS", "OPS")):
        return "throughput"
    per = unit.partition("/")
    if per[1]:
        # "pJ/op", "TOPS/W"
        return "efficiency" if per[2] in ("W", "mm2", "J", "$") else _UNIT_FAMILIES.get(per[0], "other")
    return _UNIT_FAMILIES.get(unit, "other")


def movement(verb: str, metric: str) -> tuple[Direction, Effect, MetricKey]:
    """Direction, effect and family of a change from the way it is said and the metric it is said of.

    >>> movement("improve", "latency"), movement("increase", "energy consumption")
    (('decrease', 'improvement', 'latency'), ('increase', 'regression', 'energy'))
    >>> movement("decrease", "accuracy")
    ('decrease', 'regression', 'accuracy')
    """
    key, better = family(metric)
    if verb == "improve":
        return ("decrease" if better == "lower" else "increase"), "improvement", key
    if verb == "worsen":
        return ("increase" if better == "lower" else "decrease"), "regression", key
    if verb == "vary":
        return "increase", "neutral", key
    if verb == "faster":
        if better == "lower" and key in ("latency", "ttft", "tpot", "speed"):
            return "decrease", "improvement", key
        return "increase", "improvement", key if key == "throughput" else "speed"
    if verb == "slower":
        if better == "lower" and key in ("latency", "ttft", "tpot", "speed"):
            return "increase", "regression", key
        return "decrease", "regression", key if key == "throughput" else "speed"
    if verb == "overstate":
        return "increase", "regression", "error"
    if verb in ("overhead", "waste"):
        return "increase", "regression", key
    direction: Direction = "decrease" if verb == "decrease" else "increase"
    if direction == "decrease" and key == "throughput" and _split(metric)[-1:] in (["token"], ["request"]):
        # tokens saved are a cost, tokens more are work done
        return direction, "improvement", "cost"
    if better == "neither":
        return direction, "improvement", key
    good = (direction == "increase") == (better == "higher")
    return direction, "improvement" if good else "regression", key
