"""A row of "claims" -> its sentence in three parts: before the claim, the words of the claim, after it.

The parts are clean text, as people read it: "1.9x", not "1.9$\\times$".
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from claims.models import Claim, Extraction
from claims.table import Row, one_line
from claims.text import FieldText, clean

Parts = tuple[str, str, str]
Key = tuple[str, str]
"""What a claim is known by: the cells "paper" and "claim". The id alone is the same in two versions of a paper."""


def key(row: Row) -> Key:
    """The key of a row of "claims"."""
    return str(row["paper"]), str(row["claim"])


def all_parts(rows: Iterable[Row], extractions: Mapping[str, Extraction]) -> list[Parts]:
    """The parts of each row, on one line; for rows of papers that are not known, those that can be told."""
    claims = {
        (name, claim.id): (extraction, claim) for name, extraction in extractions.items() for claim in extraction.claims
    }
    return [parts(*claims[key(row)]) if key(row) in claims else guessed(row) for row in rows]


def parts(extraction: Extraction, claim: Claim) -> Parts:
    """The parts of a claim whose paper is known."""
    start, end = min(claim.sentence_start, claim.start), max(claim.sentence_end, claim.end)
    sentence = clean(claim.field, (getattr(extraction.paper, claim.field) or "")[start:end])
    first, last = cleaned(sentence, claim.start - start), cleaned(sentence, claim.end - start)
    text = sentence.text
    return _spaced(text[:first]).lstrip(), one_line(text[first:last]), _spaced(text[last:]).rstrip()


def guessed(row: Row) -> Parts:
    """The parts of a claim of which only the row is known: its words are marked where they occur once.

    >>> guessed({"sentence": "A is 2x faster.", "text": "2x"}), guessed({"sentence": "2x here, 2x there", "text": "2x"})
    (('A is ', '2x', ' faster.'), ('2x here, 2x there', '', ''))
    """
    sentence, text = (one_line(clean("abstract", str(row[name])).text) for name in ("sentence", "text"))
    if not text or sentence.count(text) != 1:
        return sentence, "", ""
    before, _, after = sentence.partition(text)
    return before, text, after


def cleaned(field: FieldText, offset: int) -> int:
    """Where an offset into the raw text lies in the clean one."""
    segment = bisect_right(field.raw_starts, offset) - 1
    if segment < 0:
        return 0 if field.clean_starts else offset
    begin = field.clean_starts[segment]
    end = field.clean_starts[segment + 1] if segment + 1 < len(field.clean_starts) else len(field.text)
    if field.verbatim[segment]:
        return min(begin + offset - field.raw_starts[segment], end)
    return begin if offset == field.raw_starts[segment] else end


def _spaced(text: str) -> str:
    """The text with every run of white space as one space, those at its edges too."""
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"
