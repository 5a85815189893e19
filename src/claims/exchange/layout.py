"""A paper as the one text that annotation tools show, and places in it as places in the paper's fields.

The fields follow each other, each below its name. Offsets count characters, as Python, brat and Label Studio do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from claims.models import FieldName, Paper

HEADINGS: dict[FieldName, str] = {
    "title": "TITLE", "abstract": "ABSTRACT", "comment": "COMMENT", "journal_ref": "JOURNAL REFERENCE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of a paper, and where in it each of its fields stands."""

    text: str
    places: dict[FieldName, tuple[int, int]]

    def place(self, field: FieldName, start: int, end: int) -> tuple[int, int]:
        """A span of a field as a span of the text; `ValueError` where the paper has no such field."""
        if field not in self.places:
            raise ValueError(f"{field} is empty")
        begin = self.places[field][0]
        return begin + start, begin + end

    def field_at(self, start: int, end: int) -> tuple[FieldName, int, int]:
        """A span of the text as a field and a span of it; `ValueError` where it is not inside one."""
        for field, (begin, stop) in self.places.items():
            if begin <= start < end <= stop:
                return field, start - begin, end - begin
        raise ValueError(f"{start}-{end} ({self.text[start:end][:40]!r}) is not inside one field of the paper")


def layout(paper: Paper) -> Layout:
    """The layout of a paper, always the same for the same texts.

    >>> found = layout(Paper(id="x", title="Fast", comment="ICML 2026"))
    >>> found.text, found.field_at(*found.place("comment", 0, 4))
    ('TITLE\\nFast\\n\\nCOMMENT\\nICML 2026\\n', ('comment', 0, 4))
    """
    text, places = "", {}
    for field, raw in _fields(paper):
        text += ("\n" if text else "") + HEADINGS[field] + "\n"
        places[field] = (len(text), len(text) + len(raw))
        text += raw + "\n"
    return Layout(text, places)


def _fields(paper: Paper) -> Iterator[tuple[FieldName, str]]:
    for field in get_args(FieldName):
        if raw := getattr(paper, field):
            yield field, raw
