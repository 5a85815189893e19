"""patterns/venues/rules.toml -> checked rules of how venues are written."""

import regex
from pydantic import BaseModel, ConfigDict, field_validator

from claims import patterns
from claims.models import VenueKind, VenueStatus
from claims.patterns import kept


class Strict(BaseModel):
    """A part of a pattern file: unknown keys are faults."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Title(Strict):
    """The words of titles; each key is told in rules.toml."""

    conference: tuple[str, ...]
    workshop: tuple[str, ...]
    journal: tuple[str, ...]
    weak: frozenset[str]
    links: frozenset[str]
    societies: frozenset[str]
    publishers: frozenset[str]
    counted: frozenset[str]
    borders: frozenset[str]
    no_venue: frozenset[str]
    no_title: frozenset[str]
    book_series: frozenset[str]
    sections: frozenset[str]
    stops: frozenset[str]
    connecting: str
    parting: str


class Reject(Strict):
    """What stands around a name that is no venue there."""

    id: str
    reason: str
    before: str | None = None
    after: str | None = None


class Status(Strict):
    """Words that tell the status of the venue that is named after or before them."""

    id: str
    status: VenueStatus
    before: str | None = None
    after: str | None = None
    alone: str | None = None
    """A whole sentence that tells the status of a venue in the next or the one before."""
    needs: tuple[str, ...] = ("",)
    """Pieces of words in lower case; where none is in a text, `before` is not searched there."""
    rank: int = 1
    kind: VenueKind | None = None
    """The only kind of venue for which the rule holds."""


class Rules(Strict):
    """The content of rules.toml."""

    roots: dict[str, tuple[str, ...]]
    abbreviated: dict[str, tuple[str, ...]]
    dotted: frozenset[str]
    title: Title
    reject: tuple[Reject, ...]
    status: tuple[Status, ...]
    may: str
    may_hold: tuple[str, ...]
    own: str
    own_hints: tuple[str, ...]
    own_needs: tuple[str, ...]

    @field_validator("may", "own", "own_hints", "reject", "status", "title")
    @classmethod
    def _regular(cls, value: object) -> object:
        """The value, where all regular expressions in it compile."""
        for rule in value if isinstance(value, tuple) else (value,):
            for key in ("before", "after", "alone", "connecting", "parting"):
                _compile(getattr(rule, key, None), f"{getattr(rule, 'id', 'title')}: {key}")
            if isinstance(rule, str):
                _compile(rule, "it")
        return value


def _compile(expression: str | None, where: str) -> None:
    try:
        regex.compile(expression or "")
    except regex.error as error:
        raise ValueError(f"{where} is no regular expression: {error}") from error


@kept
def rules() -> Rules:
    """The rules, read once."""
    return patterns.quick(patterns.load("venues/rules.toml", Rules))


@kept
def root_of_form() -> dict[str, str]:
    """Form of a word -> its root: "computers" -> "comput"."""
    return {form: root for root, forms in rules().roots.items() for form in forms}


@kept
def kind_of_root() -> dict[str, VenueKind]:
    """Root of a word that makes a title -> kind of the venue: "symp" -> "conference"."""
    title = rules().title
    found: dict[str, VenueKind] = dict.fromkeys(title.conference, "conference")
    return found | dict.fromkeys(title.workshop, "workshop") | dict.fromkeys(title.journal, "journal")
