"""patterns/systems/*.toml -> checked words and points that tell the name of what a paper presents."""

from pydantic import BaseModel, ConfigDict, model_validator

from claims import patterns
from claims.patterns import kept

EVIDENCE = frozenset(
    (
        "head", "weak_head", "lone", "repeated", "subtitle", "tail", "start", "title", "direct", "loose", "called",
        "called_alone", "kind", "kind_alone", "apposed", "own", "own_kind", "passive", "novel", "ours", "copula",
        "subject", "wins", "measured", "defined", "topic", "prior",
    )
)  # fmt: skip
"""The ids of all that may speak for a name; each is told in rules.toml."""


class Strict(BaseModel):
    """A part of a pattern file: unknown keys are faults."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Strict):
    """How evidence counts."""

    enough: float
    told: float
    deciding: frozenset[str]
    unsure: frozenset[str]
    once: frozenset[str]


class Words(Strict):
    """The words around a name; each key is told in rules.toml."""

    present: frozenset[str]
    twofold: frozenset[str]
    naming: frozenset[str]
    presenter: frozenset[str]
    calling: frozenset[str]
    through: frozenset[str]
    winning: frozenset[str]
    making: frozenset[str]
    notion: frozenset[str]
    elsewhere: frozenset[str]
    being: frozenset[str]
    own: frozenset[str]
    determiner: frozenset[str]
    preposition: frozenset[str]
    foreign: frozenset[str]
    kind: frozenset[str]
    generic: frozenset[str]
    describing: frozenset[str]
    subject: frozenset[str]
    passive: frozenset[str]
    after: frozenset[str]
    measured: frozenset[str]
    opening: frozenset[str]
    survey: frozenset[str]
    nominal: tuple[str, ...]
    institution: frozenset[str]
    notice: frozenset[str]
    abstract: frozenset[str]
    tail: frozenset[str]
    prefix: frozenset[str]
    link: frozenset[str]


class Rules(Strict):
    """The content of rules.toml."""

    points: dict[str, float]
    evidence: Evidence
    words: Words

    @model_validator(mode="after")
    def _complete(self) -> "Rules":
        if self.points.keys() != EVIDENCE:
            raise ValueError(f"points: not the ids that exist: {sorted(self.points.keys() ^ EVIDENCE)}")
        for key in ("deciding", "unsure", "once"):
            if unknown := getattr(self.evidence, key) - EVIDENCE:
                raise ValueError(f"evidence: {key}: no such ids: {sorted(unknown)}")
        return self


class Known(Strict):
    """The content of known.toml."""

    acronyms: frozenset[str]
    products: frozenset[str]
    eponyms: frozenset[str]
    places: frozenset[str]


@kept
def rules() -> Rules:
    """The rules, read once."""
    return patterns.quick(patterns.load("systems/rules.toml", Rules))


@kept
def known() -> frozenset[str]:
    """Names that exist without the paper, as they are written."""
    lists = patterns.load("systems/known.toml", Known)
    return lists.acronyms | lists.products | lists.eponyms | lists.places
