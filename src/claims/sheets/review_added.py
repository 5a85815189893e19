"""A row that a reviewer added -> the claim that the program missed, at its place in the paper.

The words of the claim are looked for as people read them, in clean text: "1.72x" finds "1.72$\\\\times$".
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from claims.assemble.metric import family
from claims.models import Claim, FieldName, Offsets
from claims.sentences import sentences
from claims.sheets.review_cells import MalformedError, parse, typed
from claims.sheets.review_columns import CORRECTIONS, TYPES, ReviewColumn
from claims.sheets.review_read import Fault, ReviewRow
from claims.table import one_line
from claims.text import FieldText, clean

RULE = "review.added"
_FIELDS: tuple[FieldName, ...] = ("abstract", "title", "comment")
_SAID = (
    ReviewColumn("type", "type", "choice", 0, "", TYPES),
    ReviewColumn("about", "about", "choice", 0, "", ("this", "prior")),
    ReviewColumn("condition", "condition", "text", 0, "", nullable=True),
    ReviewColumn("aggregate", "aggregate", "choice", 0, "", ("mean", "geomean", "median", "max", "min"), nullable=True),
    ReviewColumn("plus_minus", "plus_minus", "number", 0, "", nullable=True),
    *CORRECTIONS,
)


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


def added_claim(row: ReviewRow, record: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any] | None:
    """The claim in the form of the others; None where it cannot be made, and then `faults` say why."""
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
    sentence = _sentence(clean(field, paper[field]), start, end)
    key = "size" if values["type"] == "scale" else family(values.get("metric") or "")[0]
    claim = {
        "id": f"{paper['id']}:{field}:{start}-{end}", "field": field, "text": paper[field][start:end], "start": start,
        "end": end, "sentence_start": sentence[0], "sentence_end": sentence[1], "metric_key": key, "rule": RULE,
    } | values  # fmt: skip
    return Claim.model_validate({"value": None, "unit": ""} | claim).model_dump(mode="json")


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
    values: dict[str, Any] = {}
    fine = not row.malformed
    for column in _SAID:
        if column.name in row.answers:
            values[column.name] = row.answers[column.name]
        elif column.name in row.said:
            try:
                values[column.name] = parse(row.said[column.name], column)
            except MalformedError as error:
                faults.append(Fault(row.place(f"said {column.name}"), str(error)))
                fine = False
    if values.get("before") is None and values.get("after") is None and values.get("value") is None:
        faults.append(Fault(row.place("value"), "no number. Write the value, or the numbers before and after"))
        fine = False
    if "type" not in values and fine:
        if not values.get("direction"):
            faults.append(Fault(row.place("said type"), f"no type. Write one of {', '.join(TYPES)}"))
            fine = False
        values["type"] = "change"
    if values.get("unit", "") is None:
        values["unit"] = ""
    return values if fine else None


def _sentence(text: FieldText, start: int, end: int) -> Offsets:
    """The sentence that holds a span of the raw field; the span where none does."""
    for first, last in sentences(text.text):
        begin, stop = text.span(first, last)
        if begin <= start and end <= stop:
            return begin, stop
    return start, end


def _bare(name: str) -> str:
    return re.sub(r"v[0-9]+$", "", name.partition(":")[2])
