"""A book as the data of a page: columns of claims, papers with their clean texts, places as a browser counts them.

Texts are clean, as people read them ("1.9x", not "1.9$\\times$"), and every place in them is one in UTF-16 units.
"""

import math
import re
from collections.abc import Iterable
from typing import Any, get_args

from claims.models import Claim, Extraction, FieldName, MetricKey, Offsets
from claims.sheets.baseline_names import baseline_names, is_told_apart
from claims.sheets.book import Book, paper_of
from claims.sheets.evidence import Key, cleaned, guessed, key
from claims.sheets.filters import Filters, year
from claims.sheets.wording import family_name, number
from claims.table import Cell, Row, one_line, url
from claims.text import FieldText, clean

FIELDS: tuple[FieldName, ...] = get_args(FieldName)
Place = tuple[int, int]
"""Start and end in UTF-16 units of a clean text."""

_COPIED = ("type", "metric", "metric_key", "direction", "effect", "about", "aggregate", "baseline", "condition")
_LATER = ("marks", "id", "rule")


def page_data(book: Book) -> dict[str, Any]:
    """What the page shows, ready for JSON.

    "papers", "claims" by column, "empty", the number of papers without any, "filtered"; "families" that have another
    name than their key; "unnamed", the baselines that tell nothing apart; and "later", what is asked for when the
    evidence is: the "texts" of each paper (None where they are not known) and further columns of "claims".
    """
    places: dict[str, int] = {}
    for row in book.claims:
        places.setdefault(str(row["paper"]), len(places))
    rows = {str(row["paper"]): row for row in book.papers}
    texts = {name: _texts(book.extractions[name]) for name in places if name in book.extractions}
    known = {
        (name, claim.id): claim for name, found in book.extractions.items() if name in places for claim in found.claims
    }
    claims = [_claim(row, rows[str(row["paper"])], places, texts, known) for row in book.claims]
    columns = {name: [claim[name] for claim in claims] for name in (claims[0] if claims else ())}
    return {
        "papers": [_paper(rows[name]) for name in places],
        "claims": {name: cells for name, cells in columns.items() if name not in _LATER},
        "empty": sum(name not in places for name in rows),
        "filtered": book.filters != Filters(),
        "families": {key: family_name(key) for key in get_args(MetricKey) if family_name(key) != key},
        "unnamed": sorted({name for claim in claims for name in claim["baselines"] if not is_told_apart(name)}),
        "later": {
            "texts": [[field.text for field in texts[name]] if name in texts else None for name in places],
            "claims": {name: cells for name, cells in columns.items() if name in _LATER},
        },
    }


def utf16(text: str, offset: int) -> int:
    """An offset as a browser counts it.

    >>> utf16("a b", 2), utf16("\\U0001d6fc b", 2)
    (2, 3)
    """
    return offset if text.isascii() else len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _paper(row: Row) -> dict[str, Any]:
    name = str(row["paper"])
    return {
        "name": name.partition(":")[2],
        "url": url(paper_of(name)),  # made anew: what a CSV has in this column may lead anywhere
        "title": one_line(clean("title", str(row["title"] or "")).text),
        "system": row["system"],
        "year": year(row),
        "published": row["published"],
        "hardware": _list(row["hardware"]),
        "venues": _list(row["venues"]),
        "venue_names": list(dict.fromkeys(map(_undated, _list(row["venues"])))),
    }


def _claim(
    row: Row, of_paper: Row, places: dict[str, int], texts: dict[str, list[FieldText]], known: dict[Key, Claim]
) -> dict[str, Any]:
    name = str(row["paper"])
    claim = known.get(key(row))
    return {
        "paper": places[name],
        **{column: row[column] for column in _COPIED},
        "number": number(row),
        "value": _finite(row["value"] if row["value"] is not None else row["after"]),
        "upto": row["bound"] in ("up_to", "less_than"),
        "factor": _finite(row["factor"]),
        "confidence": _finite(row.get("confidence")),
        "hardware": _list(row["hardware"]) if row["hardware"] != of_paper["hardware"] else None,
        "baselines": baseline_names(str(row["baseline"] or "")),
        "field": FIELDS.index(claim.field) if claim else None,
        "marks": _marks(claim, texts[name][FIELDS.index(claim.field)]) if claim else None,
        "said": None if claim else guessed(row),
        "id": row["claim"],
        "rule": row["rule"],
    }


def _texts(extraction: Extraction) -> list[FieldText]:
    return [clean(field, getattr(extraction.paper, field) or "") for field in FIELDS]


def _marks(claim: Claim, field: FieldText) -> list[Place | list[Place]]:
    """The places of sentence and claim, then those of the words of metric, baseline and condition."""
    sentence = (min(claim.sentence_start, claim.start), max(claim.sentence_end, claim.end))
    one = _places([sentence, (claim.start, claim.end)], field)
    return [
        *one,
        *(_places(spans, field) for spans in (claim.metric_spans, claim.baseline_spans, claim.condition_spans)),
    ]


def _places(spans: Iterable[Offsets], field: FieldText) -> list[Place]:
    return [tuple(utf16(field.text, cleaned(field, offset)) for offset in span) for span in spans]  # type: ignore[misc]


def _list(cell: Cell) -> list[str]:
    return [part for part in str(cell or "").split("; ") if part]


def _undated(venue: str) -> str:
    """A venue without year and status: "ICML 2026 (accepted)" -> "ICML"."""
    return re.sub(r"(?: [0-9]{4})?(?: \([a-z]+\))?$", "", venue)


def _finite(cell: Cell) -> float | int | None:
    return cell if isinstance(cell, int | float) and math.isfinite(cell) else None
