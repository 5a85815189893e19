"""What patterns/claims/{lexicon,metrics,counts}.toml may hold, as checked data."""

from pydantic import BaseModel, ConfigDict

from claims.models import MetricKey


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LexiconFile(_Strict):
    """patterns/claims/lexicon.toml"""

    verbs: dict[str, list[str]]
    irregular: dict[str, list[str]]
    comparatives: dict[str, str]
    nominals: dict[str, str]
    words: dict[str, list[str]]


class MetricFamily(_Strict):
    """One [[metric]] of patterns/claims/metrics.toml."""

    key: MetricKey
    better: str
    terms: list[str]
    late: list[str] = []


class VagueMetrics(_Strict):
    """The [vague] of patterns/claims/metrics.toml."""

    words: list[str] = []
    scores: list[str] = []
    speeds: list[str] = []


class MetricsFile(_Strict):
    """patterns/claims/metrics.toml"""

    metric: list[MetricFamily]
    vague: VagueMetrics = VagueMetrics()


class CountsFile(_Strict):
    """patterns/claims/counts.toml"""

    evaluated: frozenset[str]
    ambiguous: frozenset[str]
    designed: frozenset[str]
    evaluating: frozenset[str]
    designing: frozenset[str]
    discovering: frozenset[str]
    composed: frozenset[str]
    designs: frozenset[str]
    moved: frozenset[str]
    models: frozenset[str]
    dates: frozenset[str]
    paper_parts: frozenset[str]
    lengths: frozenset[str]
    totals: frozenset[str]
    listed: int
    always: frozenset[str]
    spanning: frozenset[str]
    excluding: frozenset[str]
    within_unit: frozenset[str]
    cores: frozenset[str]
    units: frozenset[str]
    pictures: frozenset[str]
    reception: frozenset[str]
    rated: frozenset[str]
    costs: frozenset[str]
    zeros: frozenset[str]
    measures: frozenset[str]
    sorts: frozenset[str]
    contributed: frozenset[str]
    existing: frozenset[str]
    novel: frozenset[str]
    statements: frozenset[str]
    crossed: frozenset[str]
    applying: frozenset[str]
    handling: frozenset[str]
    holding: frozenset[str]
    bringing: frozenset[str]
    joining: frozenset[str]
    resting: frozenset[str]
    failing: frozenset[str]
    plugging: frozenset[str]
    resources: frozenset[str]
    studying: frozenset[str]
    exploring: frozenset[str]
    studied: frozenset[str]
    trying: frozenset[str]
    unstudied: frozenset[str]
    unscaled: frozenset[str]
    data: frozenset[str]
    settled: frozenset[str]
    weighty: frozenset[str]
    exposed: frozenset[str]
    outcomes: frozenset[str]
    efforts: frozenset[str]
    axes: frozenset[str]
    frugal: frozenset[str]
    yardsticks: frozenset[str]
    sweeping: frozenset[str]
    descriptive: frozenset[str]
    splitting: frozenset[str]
    vocabularies: frozenset[str]
    kinds: frozenset[str]
    machines: frozenset[str]
    labelled: frozenset[str]
