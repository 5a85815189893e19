"""The family of a metric, which way of it is good, and so the direction and effect of a change."""

from functools import lru_cache
from typing import Final, final

import regex

from claims.assemble.lexicon import singular
from claims.assemble.lexicon_files import MetricsFile
from claims.models import Direction, Effect, MetricKey
from claims.patterns import depends, kept, load


@final
class Terms:
    """Terms, each of some words, with the family of a metric and which way of it is good."""

    __slots__ = ("families", "longest")

    def __init__(self) -> None:
        self.families: dict[tuple[str, ...], tuple[MetricKey, str]] = {}
        self.longest: dict[str, int] = {}
        """Last word of a term -> as many words has the longest that ends with it."""

    def add(self, words: list[str], key: MetricKey, better: str) -> None:
        """Adds a term; of two alike the first counts."""
        self.families.setdefault(tuple(words), (key, better))
        self.longest[words[-1]] = max(len(words), self.longest.get(words[-1], 0))


@kept
def _terms() -> tuple[Terms, Terms]:
    """The terms that make a metric, and those that only name the family of one."""
    sorts = Terms(), Terms()
    for family in load("claims/metrics.toml", MetricsFile).metric:
        for sort, terms in zip(sorts, (family.terms, family.late), strict=True):
            for term in terms:
                sort.add(_split(term), family.key, family.better)
    return sorts


_BEHIND: Final = ("of", "per", "for", "spent", "on", "in")
_HEAD: Final = regex.compile(rf"\s(?:{'|'.join(_BEHIND)})\s|(?<=robustness|resilience|tolerance)\sto\s")
_BEHIND_HEADS: Final = frozenset(_BEHIND) | {"to"}
"""The words that it finds."""
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
    "query",
}
_WORK: Final = (["token"], ["request"], ["flop"], ["computation"], ["query"], ["simulation"])
_LOSSES: Final = frozenset({"collapse", "decline", "degradation", "deterioration", "drop"})
_RESOURCES: Final = frozenset(
    {"area", "communication", "cost", "energy", "latency", "memory", "power", "storage", "tpot", "ttft"}
)
"""Families that an overhead can be of: a "memory overhead", but a "task overhead" takes time."""
_QUALITIES: Final = frozenset({"accuracy", "fidelity", "precision", "quality", "recall", "throughput"})
"""What a penalty can be of, unlike other nouns of these families: an "implementation penalty"."""
_TO_TIME: Final = frozenset({"it", "needed", "required", "spent", "taken", "to"})
"""What leads on from the head of "time to feasibility" and "time required to pack data"."""
_GAINS: Final = frozenset({"acceleration", "speedup"})
_LOST: Final = frozenset({"efficiency", "throughput", "utilization"})
_GOODS: Final = (["watt"], ["joule"], ["w"], ["dollar"], ["mm2"], ["kwh"], ["usd"], ["area"])
"""What efficiency is per."""
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
    behind = None if _BEHIND_HEADS.isdisjoint(metric.split()) else _HEAD.search(metric)
    head = metric[: behind.start()] if behind is not None else ""
    per = behind is not None and behind[0] == " per " and _split(metric[behind.end() :])[:1] in _GOODS
    if per and family(head)[1] != "lower":
        # "performance per watt", but "energy per dollar"
        return "efficiency", "higher"
    last = _split(head)[-1:] if head else []
    if head and (found := family(head)) != ("other", "neither") and last[0] not in _EMPTY_HEADS:
        # "energy per query", "transmission latency of the cache"
        return found
    words = _split(metric)
    if len(words) > 1 and words[-1] in ("overhead", "penalty"):
        key, _better = _found(_terms()[0], words[:-1], ahead=0) or ("other", "neither")
        if key in _RESOURCES or words[-2] in _QUALITIES:
            return key, "lower"
    saved = _saved(words)
    if saved:
        # "memory savings", "energy reduction rate": more of it is better
        key, _better = family(" ".join(saved))
        if key != "other":
            return key, "higher"
    if len(words) > 1 and words[-1] in _LOSSES:
        # "accuracy degradation": of the same family, and less of it is better
        key, better = family(" ".join(words[:-1]))
        if better == "higher":
            return key, "lower"
    if len(words) > 1 and words[-1] == "loss":
        # "GPU utilization loss", but the error of "validation loss" and "accuracy loss"
        key, _better = _found(_terms()[0], words[:-1], ahead=0) or ("other", "neither")
        if key in _LOST and words[-2:-1] not in _WORK:
            return key, "lower"
    if len(words) > 1 and words[-1] == "gap":
        # "accuracy gap": of the family of what differs; that of a gap to an optimum or in "performance" is an error
        key, _better = family(" ".join(words[:-1]))
        if key not in ("other", "speed"):
            return key, "lower"
    if metric.endswith("FLOPS"):
        # a rate, and FLOPs are work to be done
        return "throughput", "higher"
    timed = _time_to(words)
    if timed is not None:
        return timed
    found = _found(_terms()[0], words) or ("other", "neither")
    if last == ["time"] and found[1] != "lower":
        # "operation time of the system", but "time between tokens"
        return family(head)
    return found


def _time_to(words: list[str]) -> tuple[MetricKey, str] | None:
    """The family of a time that is named by what it leads to: "time to feasibility", "time required to pack data"."""
    if "time" not in words[:-2] or words[-1] in _GAINS:
        return None
    at = words.index("time")
    if words[at + 1] not in _TO_TIME:
        return None
    for end in range(len(words), at + 2, -1):
        found = _terms()[0].families.get(tuple(words[at:end]))
        if found is not None:
            # "time to first token | latency", but "time to accuracy | performance"
            return found if end == len(words) or words[-1] != "performance" else None
    return family(" ".join(words[: at + 1]))


def _found(terms: Terms, words: list[str], ahead: int = 99) -> tuple[MetricKey, str] | None:
    """The family of the longest of the terms that end last in some words, with no more than some words behind."""
    for end in range(len(words), max(0, len(words) - ahead - 1), -1):
        for begin in range(max(0, end - terms.longest.get(words[end - 1], 0)), end):
            found = terms.families.get(tuple(words[begin:end]))
            if found is not None:
                return found
    return None


def _saved(words: list[str]) -> list[str]:
    """What is saved: "memory | savings", "energy | reduction rate"; empty where nothing is."""
    if words[-1:] == ["saving"]:
        return words[:-1]
    return words[:-2] if words[-2:] in (["reduction", "rate"], ["reduction", "ratio"]) else []


_SCORE: Final = regex.compile(r"(?:^|\s)(?:\S+@\S+|\S*[Aa]cc|[Ff][_\d]\S*|\S+(?:Bench|Eval|QA|MMLU))$")
"""Names of scores: "hits@3", "AvgAcc", "F_clean", "PubMedQA"."""


@depends
@lru_cache(maxsize=1 << 10)
def told_family(metric: str) -> tuple[MetricKey, str]:
    """The family of what is known to be a metric, as `family`, with the terms that are metrics only there.

    >>> told_family("macro AUPRC"), told_family("pass@8"), told_family("tok/W")
    (('accuracy', 'higher'), ('accuracy', 'higher'), ('efficiency', 'higher'))
    """
    found = family(metric)
    if found[0] != "other" or found[1] != "neither":
        return found
    words = _split(metric)
    if _SCORE.search(metric):
        return "accuracy", "higher"
    if words and "/" in words[-1] and words[-1].rpartition("/")[2] in ("w", "mm2", "mhz", "j", "watt"):
        return "efficiency", "higher"
    return _found(_terms()[1], words, ahead=0) or found


_UNIT_FAMILIES: Final[dict[str, MetricKey]] = {
    "ns": "latency", "us": "latency", "ms": "latency", "s": "latency", "min": "speed", "h": "speed", "day": "speed",
    "$": "cost", "€": "cost", "W": "power", "mW": "power", "kW": "power", "MW": "power", "uW": "power", "dBm": "power",
    "J": "energy", "mJ": "energy", "uJ": "energy", "nJ": "energy", "pJ": "energy", "fJ": "energy", "aJ": "energy",
    "kWh": "energy", "Wh": "energy", "MWh": "energy", "GWh": "energy", "TWh": "energy", "mWh": "energy",
    "mm2": "area", "um2": "area", "cm2": "area",
    "bpb": "storage", "ps": "latency", "GB": "memory", "MB": "memory", "KB": "memory",
    "GiB": "memory", "MiB": "memory", "KiB": "memory", "GB/s": "throughput",
    "MB/s": "throughput",
    "Gbps": "throughput", "tokens/s": "throughput", "req/s": "throughput", "QPS": "throughput", "TPS": "throughput",
    "Mbps": "throughput", "Tbps": "throughput", "kbps": "throughput",
    "Mpps": "throughput", "month": "speed", "year": "speed",
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


MANNERS: Final[dict[str, MetricKey]] = {
    "accurately": "accuracy", "correctly": "accuracy", "effectively": "accuracy", "efficiently": "efficiency",
    "precisely": "accuracy", "quickly": "speed", "rapidly": "speed", "reliably": "reliability",
}  # fmt: skip
"""How something is done, with the family of how well: "tracks flows 4x more | accurately"."""


def movement(verb: str, metric: str) -> tuple[Direction, Effect, MetricKey]:
    """Direction, effect and family of a change from the way it is said and the metric it is said of.

    >>> movement("improve", "latency"), movement("increase", "energy consumption")
    (('decrease', 'improvement', 'latency'), ('increase', 'regression', 'energy'))
    >>> movement("decrease", "accuracy")
    ('decrease', 'regression', 'accuracy')
    """
    key, better = told_family(metric)
    if verb == "improve":
        return ("decrease" if better == "lower" else "increase"), "improvement", key
    if verb == "worsen":
        return ("increase" if better == "lower" else "decrease"), "regression", key
    if verb == "vary":
        return "increase", "neutral", key
    if verb == "faster":
        if better == "lower" and key in ("latency", "ttft", "tpot", "speed"):
            return "decrease", "improvement", key
        kept_key = key == "throughput" or _split(metric)[-1:] == ["recovery"]
        return "increase", "improvement", key if kept_key else "speed"
    if verb == "slower":
        if better == "lower" and key in ("latency", "ttft", "tpot", "speed"):
            return "increase", "regression", key
        return "decrease", "regression", key if key == "throughput" else "speed"
    if verb == "overstate":
        return "increase", "regression", "error"
    if verb in MANNERS:
        return "increase", "improvement", MANNERS[verb]
    if verb in ("afford", "tighten"):
        return "increase" if verb == "afford" else "decrease", "improvement", key
    if verb in ("overhead", "waste"):
        return "increase", "regression", key
    direction: Direction = "decrease" if verb == "decrease" else "increase"
    if direction == "decrease" and key in ("throughput", "speed") and _split(metric)[-1:] in _WORK:
        # tokens saved are a cost, tokens more are work done
        return direction, "improvement", "cost"
    if better == "neither":
        return direction, "improvement", key
    # "100x activation compression": so much less of what is compressed
    packed = direction == "decrease" and _split(metric)[-1:] == ["compression"]
    good = packed or (direction == "increase") == (better == "higher")
    return direction, "improvement" if good else "regression", key
