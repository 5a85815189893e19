"""Labelled papers as JSON lines for Prodigy and doccano: the text with its labelled spans, the rest beside them."""

import json
from typing import Any

from claims.exchange.layout import layout
from claims.exchange.marks import Mark, marks
from claims.score.gold import Annotated
from claims.table import reference


def prodigy(record: Annotated) -> dict[str, Any]:
    """A task of Prodigy; the attributes of a span stand in the span."""
    spans = [
        {"start": mark.start, "end": mark.end, "label": mark.label, "attributes": mark.attributes}
        for mark in _in_order(record)
    ]
    return {"text": layout(record.paper).text, "spans": spans, "meta": {"paper": reference(record.paper)}}


def doccano(record: Annotated) -> dict[str, Any]:
    """A record of doccano; the attributes of all spans stand in its metadata, in the order of the spans."""
    found = _in_order(record)
    return {
        "text": layout(record.paper).text,
        "label": [[mark.start, mark.end, mark.label] for mark in found],
        "paper": reference(record.paper),
        "system": record.system,
        "attributes": [mark.attributes for mark in found],
    }


def _in_order(record: Annotated) -> list[Mark]:
    """The marks in the order of the text, as both tools have them."""
    return sorted(marks(record), key=lambda mark: (mark.start, mark.end))


def line(record: dict[str, Any]) -> bytes:
    """The record as one line."""
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"
