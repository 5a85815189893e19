"""A file of annotated papers -> checked records, or a `GoldError` that names each faulty line.

Gold and predictions have one form, that of gold/annotation-guide.md, one paper a line. Keys that the guide does not
know are passed over, and keys that are missing have their neutral value, so that the output of `claims extract` and of
other programs can be scored alike. What is said must hold: `text` must stand at `start:end` of its field.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError, field_validator, model_validator

from claims.errors import GoldError
from claims.models import (
    About,
    Aggregate,
    Bound,
    ClaimType,
    Direction,
    Effect,
    Extraction,
    FieldName,
    HardwareKind,
    MetricKey,
    Paper,
    VenueKind,
    VenueStatus,
)

_FAULTS_TOLD = 20

Part = Literal["claims", "hardware", "venues", "system"]
"""What of a paper can be labelled."""


class Lenient(BaseModel):
    """A value that is never changed. Unknown keys are passed over; NaN and infinity are refused."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class AnnotatedClaim(Lenient):
    """One claim, by hand or predicted."""

    field: FieldName
    text: str
    start: NonNegativeInt
    end: NonNegativeInt
    type: ClaimType
    value: float | None = None
    high: float | None = None
    before: float | None = None
    after: float | None = None
    unit: str = ""
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
    sentence_start: NonNegativeInt | None = None
    """The evidence that a prediction gives; the sentence of the span is looked up where it gives none."""
    sentence_end: NonNegativeInt | None = None
    rule: str = ""


class AnnotatedHardware(Lenient):
    """One mention of hardware, by hand or predicted."""

    field: FieldName
    text: str
    start: NonNegativeInt
    end: NonNegativeInt
    name: str
    kind: HardwareKind | None = None
    count: int | None = None
    memory: str | None = None
    rule: str = ""


class AnnotatedVenue(Lenient):
    """One mention of a venue, by hand or predicted."""

    field: FieldName
    text: str
    start: NonNegativeInt
    end: NonNegativeInt
    name: str
    aliases: tuple[str, ...] = ()
    workshop: str | None = None
    kind: VenueKind | None = None
    year: int | None = None
    status: VenueStatus = "unknown"
    rule: str = ""


class Annotated(Lenient):
    """One paper with all that was found in it, by hand or by a program."""

    paper: Paper
    system: str | None = None
    system_aliases: tuple[str, ...] = ()
    claims: tuple[AnnotatedClaim, ...] = ()
    hardware: tuple[AnnotatedHardware, ...] = ()
    venues: tuple[AnnotatedVenue, ...] = ()
    labelled: tuple[Part, ...] = get_args(Part)
    """The parts that were labelled; what is found of the others is neither right nor wrong."""

    @field_validator("paper", mode="before")
    @classmethod
    def _known_keys(cls, paper: Any) -> Any:
        return {key: paper[key] for key in paper if key in Paper.model_fields} if isinstance(paper, dict) else paper

    @model_validator(mode="after")
    def _spans_hold(self) -> "Annotated":
        faults = []
        mentions: tuple[AnnotatedClaim | AnnotatedHardware | AnnotatedVenue, ...]
        mentions = (*self.claims, *self.hardware, *self.venues)
        for mention in mentions:
            raw = getattr(self.paper, mention.field)
            # A prediction may name its paper by id alone; its spans are then taken as they are.
            if raw and raw[mention.start : mention.end] != mention.text:
                faults.append(
                    f"{mention.field} has {raw[mention.start : mention.end][:80]!r} at {mention.start}:{mention.end}, "
                    f"not {mention.text[:80]!r}"
                )
        given: dict[Part, object] = {
            "claims": self.claims, "hardware": self.hardware, "venues": self.venues, "system": self.system,
        }  # fmt: skip
        faults += [
            f"{part} are given and not `labelled`"
            for part, value in given.items()
            if value and part not in self.labelled
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self


def as_annotated(extraction: Extraction) -> Annotated:
    """An extraction in the form that is scored."""
    return Annotated.model_validate(extraction.model_dump())


def read_gold(path: Path | str) -> list[Annotated]:
    """The records of a file of annotated papers, in order; empty lines are passed over.

    Raises `GoldError` with all faulty lines (at most 20 of them), each as file:line: reason.
    """
    records: list[Annotated] = []
    faults: list[str] = []
    for number, line in _lines(Path(path)):
        if not records and not faults and not line.lstrip().startswith("{"):
            raise GoldError(
                f"{path}: no JSON lines. Give labelled papers, or what `claims extract -o FILE.jsonl` wrote."
            )
        try:
            records.append(Annotated.model_validate_json(line))
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_context=False, include_input=False):
                place = ".".join(str(step) for step in fault["loc"]) or "record"
                faults.append(f"{path}:{number}: {place}: {fault['msg']}. Mend the record.")
    if faults:
        more = [f"{path}: {len(faults) - _FAULTS_TOLD} more faults."] if len(faults) > _FAULTS_TOLD else []
        raise GoldError("\n".join(faults[:_FAULTS_TOLD] + more))
    return records


def default_gold() -> Path:
    """The gold that comes with the program: inside the installed package, or at the top of the source tree."""
    package = Path(__file__).parent.parent
    for place in (package / "_gold", package.parent.parent / "gold"):
        if (place / "seeds.jsonl").is_file():
            return place / "seeds.jsonl"
    raise GoldError(f"gold/seeds.jsonl: not found beside {package}. Name a gold file, or install the package again.")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror or error}. Name a .jsonl file of annotated papers.") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not UTF-8 ({error.reason} at byte {error.start}). Save it as UTF-8.") from error
