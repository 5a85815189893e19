"""The data the program passes along and gives out: frozen models without behaviour.

The words are those of gold/annotation-guide.md; a record dumped from `Extraction` has the form that the guide shows
under "One annotated paper", with further keys. Offsets are character offsets into the raw field, end exclusive.
"""

from collections.abc import Set
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints

SCHEMA_VERSION = "1.0"

FieldName = Literal["title", "abstract", "comment", "journal_ref"]
ClaimType = Literal["change", "level", "scale"]
Bound = Literal["exact", "up_to", "at_least", "about", "more_than", "less_than"]
Aggregate = Literal["mean", "geomean", "median", "max", "min"]
Direction = Literal["increase", "decrease"]
Effect = Literal["improvement", "regression", "neutral"]
About = Literal["this", "prior"]
MetricKey = Literal[
    "throughput", "latency", "ttft", "tpot", "speed", "slo", "accuracy", "error", "energy", "power", "efficiency",
    "memory", "storage", "communication", "cost", "utilization", "reliability", "scalability", "area", "cache",
    "size", "other",
]  # fmt: skip
HardwareKind = Literal[
    "gpu", "npu", "cpu", "fpga", "soc", "pim", "dpu", "qpu", "memory", "storage", "interconnect", "system", "asic"
]
VenueKind = Literal["conference", "workshop", "journal"]
VenueStatus = Literal["accepted", "published", "submitted", "extended", "unknown"]
Offsets = tuple[int, int]
PaperId = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Frozen(BaseModel):
    """A value: equal by content, hashable, never changed. Unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Value = TypeVar("Value", bound=Frozen)


def unchecked(model: type[Value], fields: dict[str, Any], given: Set[str]) -> Value:
    """`model(**…)` of values that the program's own rules made, in a third of the time that it takes to check them.

    `fields` has every field of the model, in order, each of exactly the type that checking makes of it, and is the
    model's from here on; those that are not `given` have their defaults.
    """
    made = model.__new__(model)
    put = object.__setattr__
    put(made, "__dict__", fields)
    put(made, "__pydantic_fields_set__", set(given))
    put(made, "__pydantic_extra__", None)
    put(made, "__pydantic_private__", None)
    return made


class Paper(Frozen):
    """The metadata of one paper, every text exactly as its source gives it (outer white space removed)."""

    id: PaperId
    """arXiv id without version: "2401.00010", "cs/0112017". Always a string."""
    version: int | None = None
    title: str = ""
    abstract: str = ""
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    categories: tuple[str, ...] = ()
    published: str | None = None
    """Date of the first version, YYYY-MM-DD."""
    updated: str | None = None
    """Date of this version, YYYY-MM-DD."""
    authors: tuple[str, ...] = ()


class Rejected(Frozen):
    """An input record that could not be read, kept with the reason."""

    source: str
    """Name of the file, or "-" for standard input."""
    position: int
    """Number of the record in its source, from 1."""
    reason: str
    id: str | None = None
    """Id of the record where it could be read."""
    record: str | None = None
    """The beginning of the record as it stood, at most 2,000 characters."""


class Quantity(Frozen):
    """A number with its unit and bound, claim or not: "up to 1.98 times" -> 1.98, "x", up_to."""

    text: str
    start: int
    end: int
    value: float | None
    """The number, or the low end of a range; None for a before/after pair."""
    high: float | None = None
    """The high end of a range."""
    before: float | None = None
    after: float | None = None
    unit: str
    bound: Bound = "exact"
    plus_minus: float | None = None
    rule: str


class Claim(Frozen):
    """One number that a paper reports, with all that the annotation guide asks of it."""

    id: str
    """Stable id of the claim: paper, field and place."""
    field: FieldName
    text: str
    start: int
    end: int
    type: ClaimType
    value: float | None
    high: float | None = None
    before: float | None = None
    after: float | None = None
    unit: str
    bound: Bound = "exact"
    aggregate: Aggregate | None = None
    plus_minus: float | None = None
    metric: str | None = None
    metric_key: MetricKey = "other"
    direction: Direction | None = None
    effect: Effect | None = None
    baseline: str | None = None
    condition: str | None = None
    about: About = "this"
    metric_spans: tuple[Offsets, ...] = ()
    """Where the words of `metric` stand in the field; several pieces for "insertion … throughputs"."""
    baseline_spans: tuple[Offsets, ...] = ()
    condition_spans: tuple[Offsets, ...] = ()
    sentence_start: int
    sentence_end: int
    """The evidence: the sentence that holds the claim, as offsets into the field."""
    factor: float | None = None
    """Normal factor of a change, above 1 where the metric got better; see docs/columns.md."""
    rule: str
    """Ids of the rules that made the claim, joined by "+": the quantity's, then the construction's."""
    confidence: float | None = None
    """Probability that number, type, bound, direction, metric and baseline are right; see docs/columns.md."""


class HardwareMention(Frozen):
    """A piece of hardware named in a paper."""

    field: FieldName
    text: str
    start: int
    end: int
    name: str
    """Canonical name: vendor and model as the vendor writes it."""
    kind: HardwareKind
    count: int | None = None
    memory: str | None = None
    rule: str
    confidence: float | None = None
    """Probability that name and count are right."""


class VenueMention(Frozen):
    """A conference, workshop or journal that this very paper appears in or was sent to."""

    field: FieldName
    text: str
    start: int
    end: int
    name: str
    workshop: str | None = None
    kind: VenueKind
    year: int | None = None
    status: VenueStatus
    aliases: tuple[str, ...] = ()
    """Other names that are also right: the full title where `name` is the acronym."""
    rule: str
    confidence: float | None = None
    """Probability that name, year and status are right."""


class Extraction(Frozen):
    """What was found in one paper."""

    schema_version: str = SCHEMA_VERSION
    paper: Paper
    system: str | None = None
    system_aliases: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    hardware: tuple[HardwareMention, ...] = ()
    venues: tuple[VenueMention, ...] = ()


__all__ = ["SCHEMA_VERSION", "Claim", "Extraction", "HardwareMention", "Paper", "Quantity", "Rejected",
           "VenueMention"]  # fmt: skip
