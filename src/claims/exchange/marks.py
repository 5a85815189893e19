"""A labelled paper <-> marks: a label over a piece of its text with attributes, which is what every tool knows.

Attributes are named and valued as in the annotation guide; those that have their neutral value are left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from pydantic import BaseModel

from claims.exchange.layout import Layout, layout
from claims.models import (
    About,
    Aggregate,
    Bound,
    ClaimType,
    Direction,
    Effect,
    HardwareKind,
    MetricKey,
    Paper,
    VenueKind,
    VenueStatus,
)
from claims.score.gold import Annotated, AnnotatedClaim, AnnotatedHardware, AnnotatedVenue

Group = Literal["claim", "hardware", "venue"]
CLAIM_LABELS: dict[str, ClaimType] = {"Change": "change", "Level": "level", "Scale": "scale"}
LABELS: dict[str, Group] = {**dict.fromkeys(CLAIM_LABELS, "claim"), "Hardware": "hardware", "Venue": "venue"}
CHOICES: dict[Group, dict[str, tuple[str, ...]]] = {
    "claim": {
        "bound": get_args(Bound), "direction": get_args(Direction), "effect": get_args(Effect),
        "metric_key": get_args(MetricKey), "aggregate": get_args(Aggregate), "about": get_args(About),
    },
    "hardware": {"kind": get_args(HardwareKind)},
    "venue": {"kind": get_args(VenueKind), "status": get_args(VenueStatus)},
}  # fmt: skip
"""Attributes that have one of a few values."""
_MODELS: dict[Group, type[BaseModel]] = {
    "claim": AnnotatedClaim, "hardware": AnnotatedHardware, "venue": AnnotatedVenue,
}  # fmt: skip
_PLACED = ("field", "text", "start", "end", "type")
TEXTS: dict[Group, tuple[str, ...]] = {
    group: tuple(name for name in model.model_fields if name not in (*_PLACED, *CHOICES[group]))
    for group, model in _MODELS.items()
}
"""All others: numbers and texts, and lists of texts."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled piece of the text of a paper. Start and end count in that text."""

    label: str
    start: int
    end: int
    attributes: dict[str, Any] = field(default_factory=dict)
    where: str = ""
    """Where it was read from: a file and line, or a task and region."""


def marks(record: Annotated) -> list[Mark]:
    """The marks of a labelled paper: its claims, then its hardware, then its venues, each in their order."""
    found = layout(record.paper)
    return [
        *(_mark(claim.type.capitalize(), claim, found) for claim in record.claims),
        *(_mark("Hardware", mention, found) for mention in record.hardware),
        *(_mark("Venue", mention, found) for mention in record.venues),
    ]


def labelled(
    paper: Paper, system: str | None, aliases: Iterable[str], found: Iterable[Mark], faults: list[str]
) -> Annotated | None:
    """The labelled paper that marks mean; what is wrong with one goes to `faults`, and then there is none."""
    from pydantic import ValidationError

    of_group: dict[Group, list[dict[str, Any]]] = {"claim": [], "hardware": [], "venue": []}
    where = layout(paper)
    known = len(faults)
    for mark in found:
        try:
            group = _group(mark.label)
            values = _values(mark, group, where)
            _MODELS[group].model_validate(values)
            of_group[group].append(values)
        except ValidationError as error:
            faults += [f"{mark.where}: {_said(fault)}. Correct it in the tool." for fault in error.errors()]
        except ValueError as error:
            faults.append(f"{mark.where}: {error}. Correct it in the tool.")
    if len(faults) > known:
        return None
    return Annotated.model_validate(
        {
            "paper": paper.model_dump(), "system": system, "system_aliases": tuple(aliases),
            "claims": of_group["claim"], "hardware": of_group["hardware"], "venues": of_group["venue"],
        }
    )  # fmt: skip


def _group(label: str) -> Group:
    if label not in LABELS:
        raise ValueError(f"the label {label!r} is none of {', '.join(LABELS)}")
    return LABELS[label]


def _mark(label: str, mention: AnnotatedClaim | AnnotatedHardware | AnnotatedVenue, where: Layout) -> Mark:
    start, end = where.place(mention.field, mention.start, mention.end)
    return Mark(label, start, end, dict(_attributes(mention)))


def _attributes(mention: BaseModel) -> Iterator[tuple[str, Any]]:
    for name, value in mention.model_dump(mode="json").items():
        default = type(mention).model_fields[name].get_default()
        if name not in _PLACED and value != (list(default) if isinstance(default, tuple) else default):
            yield name, value


def _values(mark: Mark, group: Group, where: Layout) -> dict[str, Any]:
    known = (*CHOICES[group], *TEXTS[group])
    if unknown := [name for name in mark.attributes if name not in known]:
        raise ValueError(f"{', '.join(unknown)}: no attribute of {mark.label}")
    name, start, end = where.field_at(mark.start, mark.end)
    place = {"field": name, "start": start, "end": end, "text": where.text[mark.start : mark.end]}
    kind = {"type": CLAIM_LABELS[mark.label]} if group == "claim" else {}
    return {**place, **kind, **mark.attributes}


def _said(fault: Any) -> str:
    return f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
