"""A paper for the terminal: its text with the spans coloured, the rows below. Gives renderables, prints nothing.

Text goes into `rich.text.Text`, never into markup, which would swallow "[cache]" and stop at "[/b]"; what could be an
order to the terminal is taken out.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claims.sheets.wording import number, plain, short, shown
from claims.table import TABLES, Row, one_line, reference, url, venue_label

if TYPE_CHECKING:
    from claims.models import Claim, Extraction, HardwareMention, Offsets, VenueMention

STYLES = {
    "change": "bold green", "level": "bold cyan", "scale": "bold blue", "hardware": "magenta", "venue": "yellow",
}  # fmt: skip
_LABELS = {"title": "Title", "abstract": "Abstract", "comment": "Comment", "journal_ref": "Journal ref"}
_ARROWS = {"increase": "↑", "decrease": "↓"}
_EFFECTS = {"improvement": "better", "regression": "worse"}
OF_PAPER = ("type", "metric", "number", "change", "factor", "baseline", "condition")
"""Columns for the claims of one paper."""
OF_PAPERS = ("paper", "metric", "number", "change", "factor", "baseline")
"""Columns for those of several."""


def paper(extraction: "Extraction", marks: bool = False) -> Group:
    """One paper: its fields with what was found in them, then a row for each claim, piece of hardware and venue.

    With `marks`, «» stand around what was found, for a terminal without colours.
    """
    parts: list[RenderableType] = [
        Text(f"{reference(extraction.paper)}  {url(extraction.paper) or ''}".rstrip(), style="dim")
    ]
    for field, label in _LABELS.items():
        if raw := getattr(extraction.paper, field):
            spans = _spans(extraction, field)
            parts += [Text(label, style="bold underline"), _coloured(raw, spans, marks), Text()]
    if extraction.system:
        parts.append(Text(f"System: {plain(extraction.system)}"))
    if extraction.claims:
        parts.append(claims_table(TABLES["claims"].rows(extraction), OF_PAPER))
    parts += _others(extraction)
    return Group(*parts)


def explanation(extraction: "Extraction") -> Group:
    """Of each thing found: where it stands, which rules found it, and from which words it was put together."""
    parts: list[RenderableType] = []
    for claim in extraction.claims:
        quantity_rule, _, construction_rules = claim.rule.partition("+")
        made = filter(None, (claim.type, claim.direction, claim.effect, claim.about))
        parts.append(
            _reasons(
                claim,
                STYLES[claim.type],
                number=f"{number(claim.model_dump(exclude={'metric'}))}  by {quantity_rule}",  # with what is counted
                claim=f"{', '.join(made)}" + (f"  by {construction_rules}" if construction_rules else ""),
                metric=_words(claim.metric, claim.metric_spans) + f" ({claim.metric_key})",
                baseline=_words(claim.baseline, claim.baseline_spans),
                condition=_words(claim.condition, claim.condition_spans),
                factor="none" if claim.factor is None else f"{claim.factor:.6g}",
                sure=_sure(claim.confidence),
                sentence=one_line((getattr(extraction.paper, claim.field))[claim.sentence_start : claim.sentence_end]),
            )
        )
    for mention in extraction.hardware:
        count = "" if mention.count is None else f"{mention.count} × "
        name = f"{count}{mention.name} ({mention.kind})  by {mention.rule}"
        parts.append(_reasons(mention, STYLES["hardware"], hardware=name, sure=_sure(mention.confidence)))
    for venue in extraction.venues:
        label = f"{venue_label(venue)}  by {venue.rule}"
        parts.append(_reasons(venue, STYLES["venue"], venue=label, sure=_sure(venue.confidence)))
    if extraction.system:
        parts.append(Text(f"System: {plain(', also '.join((extraction.system, *extraction.system_aliases)))}"))
    return Group(*parts) if parts else Group(Text("Nothing found."))


def claims_table(rows: Iterable[Row], names: Sequence[str]) -> Table:
    """One line for each row of the table "claims"; of "number" and "change", which put several cells together, too."""
    table = _table(*names)
    for row in rows:
        made = row | {
            "paper": str(row["paper"]).partition(":")[2],
            "type": f"{row['type']}{' (prior)' if row['about'] == 'prior' else ''}",
            "number": number(row),
            "change": _change(row),
            "factor": short(row["factor"]),
        }
        style = STYLES.get(str(row["type"]), "")
        table.add_row(*(Text(shown(made[name]), style if name in ("type", "number") else "") for name in names))
    return table


def _change(row: Row) -> str:
    return f"{_ARROWS.get(str(row['direction']), '')} {_EFFECTS.get(str(row['effect']), '')}".strip()


def _reasons(mention: "Claim | HardwareMention | VenueMention", style: str, **reasons: str) -> Text:
    text = Text(f"{mention.field} {mention.start}-{mention.end} ")
    text.append(f"«{plain(one_line(mention.text))}»\n", style)
    for name, reason in reasons.items():
        text.append(f"  {name:<9} ", "dim").append(f"{plain(reason)}\n")
    return text


def _sure(confidence: float | None) -> str:
    return "none" if confidence is None else f"{confidence:.3f}"


def _words(found: str | None, spans: "Sequence[Offsets]") -> str:
    places = ", ".join(f"{start}-{end}" for start, end in spans)
    return "none" if found is None else f"«{one_line(found)}»" + (f" at {places}" if places else "")


def _others(extraction: "Extraction") -> Iterable[RenderableType]:
    if extraction.hardware:
        table = _table("hardware", "kind", "count", "memory")
        for mention in extraction.hardware:
            name = Text(shown(mention.name), STYLES["hardware"])
            table.add_row(name, mention.kind, shown(mention.count), Text(shown(mention.memory)))
        yield table
    if extraction.venues:
        table = _table("venue", "kind")
        for venue in extraction.venues:
            table.add_row(Text(shown(venue_label(venue)), STYLES["venue"]), venue.kind)
        yield table


def _spans(extraction: "Extraction", field: str) -> list[tuple[int, int, str]]:
    found: list[tuple[Claim | HardwareMention | VenueMention, str]] = [
        *((mention, "hardware") for mention in extraction.hardware),
        *((mention, "venue") for mention in extraction.venues),
        *((claim, claim.type) for claim in extraction.claims),
    ]
    return [(mention.start, mention.end, kind) for mention, kind in found if mention.field == field]


def _coloured(raw: str, spans: list[tuple[int, int, str]], marks: bool) -> Text:
    text = Text()
    # Every place gets the kind of the last span over it: claims come after the hardware that they count.
    kinds = [""] * len(raw)
    for start, end, kind in spans:
        kinds[start:end] = [kind] * (end - start)
    place = 0
    for kind, run in groupby(kinds):
        end = place + len(list(run))
        # White space becomes single spaces, as in a cell; the wraps of the source mean nothing.
        piece = re.sub(r"\s+", " ", plain(raw[place:end]))
        text.append(f"«{piece}»" if kind and marks else piece, STYLES.get(kind))
        place = end
    return text


def _table(*names: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(name, overflow="fold", no_wrap=name in ("paper", "number"))
    return table
