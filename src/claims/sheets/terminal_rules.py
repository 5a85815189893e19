"""Which rules fire on a text, as a table for the terminal. Gives renderables, prints nothing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rich.console import RenderableType
from rich.text import Text

from claims.sheets.terminal import STYLES
from claims.sheets.wording import number, plain
from claims.table import one_line, venue_label

if TYPE_CHECKING:
    from claims.models import Extraction, Quantity


class Fired(NamedTuple):
    """A rule that fired, and on what."""

    kind: str
    rule: str
    field: str
    start: int
    end: int
    text: str
    value: str


def fired(extraction: "Extraction", numbers: "dict[str, list[Quantity]]") -> list[Fired]:
    """Every rule that made something of a paper, in the order of the text. `numbers` are the quantities of its fields.

    A claim has a row for its quantity and one for each construction; a number of which no claim was made has one.
    """
    return sorted(_fired(extraction, numbers), key=lambda one: (one.field, one.start, one.end, one.kind, one.rule))


def table(rows: list[Fired]) -> RenderableType:
    """The rows, one a line."""
    from rich import box
    from rich.table import Table

    if not rows:
        return Text("No rule fires.")
    result = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for name in ("rule", "place", "text", "gives"):
        result.add_column(name, overflow="fold", no_wrap=name == "place")
    for row in rows:
        place = f"{row.field} {row.start}-{row.end}"
        result.add_row(
            row.rule, place, Text(f"«{plain(one_line(row.text))}»", STYLES.get(row.kind, "")), plain(row.value)
        )
    return result


def _fired(extraction: "Extraction", numbers: "dict[str, list[Quantity]]") -> Iterator[Fired]:
    claimed = set()
    for claim in extraction.claims:
        claimed.add((claim.field, claim.start, claim.end))
        place = (claim.field, claim.start, claim.end, claim.text)
        quantity, *constructions = claim.rule.split("+")
        yield Fired("quantity", quantity, *place, number(claim.model_dump()))
        for construction in filter(None, constructions):
            said = (claim.type, claim.direction, claim.metric, claim.baseline and f"over {claim.baseline}")
            yield Fired(claim.type, construction, *place, ", ".join(filter(None, said)))
    for field, quantities in numbers.items():
        for found in quantities:
            if not any(field == one and start <= found.start and found.end <= end for one, start, end in claimed):
                value = f"{number(found.model_dump())}, no claim"
                yield Fired("quantity", found.rule, field, found.start, found.end, found.text, value)
    for device in extraction.hardware:
        value = f"{'' if device.count is None else f'{device.count} × '}{device.name} ({device.kind})"
        yield Fired("hardware", device.rule, device.field, device.start, device.end, device.text, value)
    for venue in extraction.venues:
        for rule in filter(None, venue.rule.split("+")):
            yield Fired("venue", rule, venue.field, venue.start, venue.end, venue.text, venue_label(venue))
    for field in ("title", "abstract"):
        start = (getattr(extraction.paper, field) or "").find(extraction.system or "\0")
        if extraction.system and start >= 0:
            end = start + len(extraction.system)
            yield Fired("system", "system", field, start, end, extraction.system, extraction.system)
            return
