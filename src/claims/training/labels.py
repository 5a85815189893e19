"""Labels that hold no text: ids, offsets and values, to be put together again with the metadata of their papers.

`labelled` names the parts of a paper that were labelled, where these are not all: a paper may be there for its venues.

Labels of papers whose text is not ours to pass on stand in this form, one paper a line. What the annotation guide
writes as text (metric, baseline) is the place where it stands in the field; what stands nowhere in it is left out.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from claims.errors import GoldError
from claims.models import Paper
from claims.score import Annotated, read_gold
from claims.score.gold import AnnotatedClaim, AnnotatedHardware, AnnotatedVenue

_PLACE = ("field", "start", "end")
_VALUES = (
    "type", "value", "high", "before", "after", "unit", "bound", "aggregate", "plus_minus", "metric_key", "direction",
    "effect", "about",
)  # fmt: skip
_TEXTS = ("metric", "baseline")
_PARTS = ("claims", "hardware", "venues")


def is_bare(path: Path) -> bool:
    """Whether the first record of a file of labels is without text."""
    with path.open(encoding="utf-8") as file:
        return '"digest"' in file.readline(200)


def read_labels(paths: Iterable[Path], papers: Mapping[str, Paper]) -> list[Annotated]:
    """The labelled papers of files with or without text; `papers` by id give the text where there is none.

    `GoldError` where a paper is not among them, or has another text than when it was labelled.
    """
    records: list[Annotated] = []
    faults: list[str] = []
    for path in paths:
        if not is_bare(path):
            records += read_gold(path)
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            record = json.loads(line)
            paper = papers.get(record["id"])
            if paper is None or digest(paper) != record["digest"]:
                reason = "is not among the papers given" if paper is None else "has another text than when labelled"
                faults.append(f"{path}:{number}: paper {record['id']} {reason}. Name its metadata with --papers.")
            else:
                records.append(clothed(record, paper))
    if faults:
        raise GoldError("\n".join(faults[:20]))
    return records


def bare(record: Annotated) -> dict[str, Any]:
    """A labelled paper without its text."""
    paper = record.paper
    labelled = [part for part in _PARTS if part in record.labelled]
    parts = {
        "claims": [
            {
                **_of(claim, (*_PLACE, *_VALUES)),
                **{name: _places(getattr(paper, claim.field), getattr(claim, name), claim.start) for name in _TEXTS},
            }
            for claim in record.claims
        ],
        "hardware": [_of(mention, (*_PLACE, "name", "kind", "count", "memory")) for mention in record.hardware],
        "venues": [
            _of(venue, (*_PLACE, "name", "aliases", "workshop", "kind", "year", "status")) for venue in record.venues
        ],
    }
    told = {} if len(labelled) == len(_PARTS) else {"labelled": labelled}
    return {"digest": digest(paper), "id": paper.id, **told, **{part: parts[part] for part in labelled}}


def clothed(record: Mapping[str, Any], paper: Paper) -> Annotated:
    """The labelled paper that `bare` took the text of."""

    def told(label: Mapping[str, Any]) -> dict[str, Any]:
        raw = getattr(paper, label["field"])
        texts = {name: " ".join(raw[slice(*place)] for place in label.get(name, ())) or None for name in _TEXTS}
        return {**label, **texts, "text": raw[label["start"] : label["end"]]}

    parts = {part: [told(label) for label in record.get(part, ())] for part in _PARTS}
    labelled = record.get("labelled", _PARTS)
    return Annotated.model_validate({"paper": paper.model_dump(), "labelled": labelled, **parts})


def write_bare(records: Sequence[Annotated], path: Path) -> None:
    """Writes labelled papers without their text, one a line, by id."""
    from claims.sheets.whole import whole

    with whole(path) as stream:
        for record in sorted(records, key=lambda record: record.paper.id):
            stream.write(json.dumps(bare(record), separators=(",", ":")).encode() + b"\n")


def digest(paper: Paper) -> str:
    """What tells whether a paper has the text that was labelled.

    >>> digest(Paper(id="1", abstract="A"))
    '77564412'
    """
    fields = json.dumps([paper.title, paper.abstract, paper.comment, paper.journal_ref])
    return hashlib.sha256(fields.encode()).hexdigest()[:8]


def _of(label: AnnotatedClaim | AnnotatedHardware | AnnotatedVenue, names: tuple[str, ...]) -> dict[str, Any]:
    """The named values of a label that are not empty."""
    return {name: getattr(label, name) for name in names if getattr(label, name) not in (None, (), "")}


def _places(raw: str, text: str | None, near: int) -> list[tuple[int, int]]:
    """Where the words of a text stand, each piece as long as can be and as near to an offset as can be.

    >>> _places("insertion and query throughputs", "insertion throughputs", 0)
    [(0, 9), (20, 31)]
    """
    places = []
    words = (text or "").split()
    while words:
        taken, place = _longest(raw, words, near)
        if place is not None:
            places.append(place)
        words = words[taken:]
    return places


def _longest(raw: str, words: Sequence[str], near: int) -> tuple[int, tuple[int, int] | None]:
    """How many of the first words stand together in the field, and where; (1, None) where not even one does."""
    for taken in range(len(words), 0, -1):
        found = re.finditer(r"\s+".join(map(re.escape, words[:taken])), raw)
        best = min(found, key=lambda hit: abs(hit.start() - near), default=None)
        if best is not None:
            return taken, best.span()
    return 1, None
