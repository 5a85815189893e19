"""A row that a reviewer added -> the claim that the program missed, at its place in the paper.

The words of the claim are looked for as people read them, in clean text: "1.72x" finds "1.72$\\\\times$".
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from claims.models import Claim, Effect, FieldName, MetricKey, Offsets
from claims.sentences import sentences
from claims.sheets.review_cells import MalformedError, is_percentage, parse, typed
from claims.sheets.review_claim import follow, impossible
from claims.sheets.review_columns import CORRECTIONS, TYPES, ReviewColumn
from claims.sheets.review_read import Fault, ReviewRow
from claims.sheets.review_verdict import not_per_cent
from claims.table import one_line
from claims.text import FieldText, clean

RULE = "review.added"
_FIELDS: tuple[FieldName, ...] = ("abstract", "title", "comment")
_SAID = (
    *CORRECTIONS,
    ReviewColumn("plus_minus", "plus_minus", "number", 0, "", nullable=True),
    ReviewColumn("family", "metric_key", "choice", 0, "", get_args(MetricKey)),
    ReviewColumn("effect", "effect", "choice", 0, "", get_args(Effect), nullable=True),
    ReviewColumn("factor", "factor", "number", 0, "", nullable=True),
)
"""What can be said of a claim that was missed, in the yellow cells or in the program's own columns."""


@dataclass(frozen=True, slots=True)
class Added:
    """A claim that a reviewer added."""

    claim: dict[str, Any]
    """In the form of the others."""
    said: tuple[str, ...]
    """The fields that were typed in; the others follow from them, or are as they are where nothing is said."""


def paper_name(row: ReviewRow, names: Iterable[str]) -> str | None:
    """Which of the papers the cell "paper" of a row means: "arXiv:2401.00010v1", "2401.00010v1" or "2401.00010".

    A spreadsheet makes the number 2401.0001 of the last one, which is good enough where one paper alone has it.
    """
    said = typed(row.said.get("paper", ""))
    if isinstance(said, int | float):
        fit = [name for name in names if (bare := _bare(name)).replace(".", "", 1).isdigit() and float(bare) == said]
    else:
        text = said.strip() if said else ""
        fit = [name for name in names if text in (name, name.partition(":")[2], _bare(name))]
    return fit[0] if len(fit) == 1 else None


def added_claim(row: ReviewRow, record: Mapping[str, Any], faults: list[Fault]) -> Added | None:
    """The claim; None where it cannot be made, and then `faults` say why."""
    values = _values(row, faults)
    if values is None:
        return None
    paper = record["paper"]
    words = one_line(str(typed(row.said.get("text") or row.said.get("sentence") or "")))
    place = locate(paper, words, one_line(str(typed(row.said.get("sentence", "")))))
    if not place:
        where = row.place("said text")
        what = f"{words[:60]!r} stands nowhere in the paper" if words else "no words of the claim"
        faults.append(Fault(where, f"{what}. Copy them from the abstract into the column text"))
        return None
    field, (start, end) = place
    text = clean(field, paper[field])
    sentence = _sentence(text, start, end)
    claim = {
        "id": f"{paper['id']}:{field}:{start}-{end}", "field": field, "text": paper[field][start:end], "start": start,
        "end": end, "sentence_start": sentence[0], "sentence_end": sentence[1], "rule": RULE,
    } | {"value": None, "unit": "", "direction": None} | values  # fmt: skip
    texts = clean(field, paper[field][sentence[0] : sentence[1]]).text, text.text
    claim = follow(claim, values, texts=texts)
    return Added(Claim.model_validate(claim).model_dump(mode="json"), tuple(values))


def locate(paper: Mapping[str, Any], words: str, sentence: str) -> tuple[FieldName, Offsets] | None:
    """Where words stand in a paper, in the sentence if one is given and holds them; the first place if several.

    >>> locate({"abstract": r"A gains $2\\times$. B gains $2\\times$."}, "2x", "B gains 2x.")
    ('abstract', (28, 35))
    """
    if not words:
        return None
    for field in _FIELDS:
        text = clean(field, paper.get(field) or "")
        for found in _found(text.text, sentence) if sentence else ():
            for inner in _found(text.text[found.start() : found.end()], words):
                return field, text.span(found.start() + inner.start(), found.start() + inner.end())
    for field in _FIELDS:
        text = clean(field, paper.get(field) or "")
        for found in _found(text.text, words):
            return field, text.span(*found.span())
    return None


def _found(text: str, words: str) -> Iterable["re.Match[str]"]:
    """Where words stand, whatever their case and spaces, raw or as people read them; "2x" not in "12x"."""
    for form in dict.fromkeys((words, clean("abstract", words).text)):
        pieces = r"\s+".join(map(re.escape, form.split()))
        if pieces:
            yield from re.finditer(rf"(?<![\w.]){pieces}(?!\w)|{pieces}(?!\w)", text, re.IGNORECASE)


def _values(row: ReviewRow, faults: list[Fault]) -> dict[str, Any] | None:
    """What is said of the claim, by field."""
    values: dict[str, Any] = {}
    percentages = list(row.percentages)
    problems: list[Fault] = []
    for column in _SAID:
        if column.name in row.answers:
            values[column.name] = row.answers[column.name]
        elif column.name in row.said:
            raw = row.said[column.name]
            try:
                values[column.name] = parse(raw, column)
                if is_percentage(raw, column):
                    percentages.append(f"said {column.name}")
            except MalformedError as error:
                problems.append(Fault(row.place(f"said {column.name}"), str(error)))
    if percentages:
        values.setdefault("unit", "%")
        problems += not_per_cent(row, values["unit"], percentages)
    if not problems and not row.malformed:
        problems += _missing(row, values)
    faults += problems
    if problems or row.malformed:
        return None
    if "unit" in values and values["unit"] is None:
        values["unit"] = ""
    return values


def _missing(row: ReviewRow, values: dict[str, Any]) -> list[Fault]:
    """What a claim cannot do without; what goes without saying is put into `values`."""
    before, after = values.get("before"), values.get("after")
    if before is None and after is None and values.get("value") is None:
        return [Fault(row.place("value"), "no number. Write the value, or the numbers before and after")]
    if before is not None and after is not None and before != after:
        values.setdefault("direction", "decrease" if after < before else "increase")
    if "type" not in values:
        if not values.get("direction"):
            return [Fault(row.place("said type"), f"no type. Write one of {', '.join(TYPES)}")]
        values["type"] = "change"
    found = impossible(values, values)
    if found is None:
        return []
    names, what = found
    name = next((name for name in names if name in values), names[0])
    return [Fault(row.place(name if name in row.answers or name not in row.said else f"said {name}"), what)]


def _sentence(text: FieldText, start: int, end: int) -> Offsets:
    """The sentence that holds a span of the raw field; the span where none does."""
    for first, last in sentences(text.text):
        begin, stop = text.span(first, last)
        if begin <= start and end <= stop:
            return begin, stop
    return start, end


def _bare(name: str) -> str:
    return re.sub(r"v[0-9]+$", "", name.partition(":")[2])
