"""Which claims are wanted and in which order: one meaning of `--metric`, `--year`, `--sort` … for every output.

Rows are those of the table "claims", so that claims that were just extracted and claims read back from a CSV are told
apart in the same way. A row without a confidence is never filtered out by it.

>>> rows = [{"metric_key": "latency", "metric": "P99 latency", "factor": 2.0, "hardware": "NVIDIA A100"},
...         {"metric_key": "speed", "metric": "speedup", "factor": 3.0, "hardware": "NVIDIA A10"}]
>>> [row["metric"] for row in rows if wants_claim(Filters(metric=("latency",)), row)]
['P99 latency']
>>> [row["hardware"] for row in rows if wants_paper(Filters(hardware=("a10",)), row)]
['NVIDIA A10']
>>> [row["factor"] for row in in_order(rows, "factor")]
[3.0, 2.0]
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

from claims.table import TABLES, Cell, Row

if TYPE_CHECKING:
    from claims.models import Extraction

SortKey = Literal["paper", "confidence", "factor", "value", "year", "metric", "type", "hardware", "venue", "baseline"]
Years = tuple[int, int]
"""First and last year, both wanted."""
_NO_END = 9999
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted: any of the values of each field, all of the fields; an empty field wants everything."""

    metric: tuple[str, ...] = ()
    """A family ("throughput") or words of the metric ("tail latency")."""
    baseline: tuple[str, ...] = ()
    """Whole words of what it is compared with: "vLLM"."""
    hardware: tuple[str, ...] = ()
    """Whole words of the name of a piece of hardware of the claim, or of the paper where the claim names none, whatever
    their case: "H100"."""
    venue: tuple[str, ...] = ()
    """Whole words of a venue of the paper: "ICML", "ICML 2026", "submitted"."""
    year: tuple[Years, ...] = ()
    type: tuple[str, ...] = ()
    min_confidence: float | None = None
    sort: SortKey | None = None
    """Most confident, largest and latest first; text from A to Z; what has none last. As they come if None."""


def years(text: str) -> Years:
    """The years that "2024", "2022-2024", "2022-" and "-2024" mean; `ValueError` where they are none.

    >>> years("2024"), years("2022-"), years("-2024")
    ((2024, 2024), (2022, 9999), (0, 2024))
    """
    found = re.fullmatch(r"([0-9]{4})|([0-9]{4})?-([0-9]{4})?", text.strip())
    if not found or text.strip() == "-":
        raise ValueError(f"{text!r} is no year. Write 2024, 2022-2024, 2022- or -2024")
    only, first, last = found.groups()
    if first and last and first > last:
        raise ValueError(f"{text!r} ends before it begins. Write {last}-{first}")
    return (int(only), int(only)) if only else (int(first or 0), int(last or _NO_END))


def year(row: Row) -> int | None:
    """The year in which the paper of a row was first published; where that is not said, what its arXiv id says.

    >>> year({"published": "2024-01-02"}), year({"paper": "arXiv:cs/9901001"}), year({"paper": "id:x"})
    (2024, 1999, None)
    """
    if said := re.match(r"[0-9]{4}(?=-|$)", str(row.get("published") or "")):
        return int(said[0])
    found = re.fullmatch(r"arXiv:(?:[^/]+/)?([0-9]{2})[0-9]{2}[.0-9].*", str(row.get("paper")))
    if not found:
        return None
    return int(found[1]) + (1900 if int(found[1]) > 90 else 2000)


def wants_paper(filters: Filters, row: Row) -> bool:
    """Whether the paper of a row of "claims" or "papers" is wanted: its hardware, venues and year."""
    return (
        _any(_words_in(str(row.get("hardware") or "")), filters.hardware)
        and _any(_words_in(str(row.get("venues") or "")), filters.venue)
        and (not filters.year or any(first <= (year(row) or -1) <= last for first, last in filters.year))
    )


def wants_claim(filters: Filters, row: Row) -> bool:
    """Whether a row of "claims" is wanted for what it says itself: metric, baseline, hardware, type and confidence."""
    confidence = row.get("confidence")
    return (
        _any(lambda words: _is_metric(words, row), filters.metric)
        and _any(_words_in(str(row.get("baseline") or "")), filters.baseline)
        and _any(_words_in(str(row.get("hardware") or "")), filters.hardware)
        and (not filters.type or row["type"] in filters.type)
        and (filters.min_confidence is None or confidence is None or float(confidence) >= filters.min_confidence)
    )


def of_claims(filters: Filters) -> bool:
    """Whether claims of a kind are wanted, so that papers without any are not."""
    return bool(filters.metric or filters.baseline or filters.type or filters.min_confidence is not None)


def selected(extraction: "Extraction", filters: Filters) -> "Extraction | None":
    """The paper with the claims that are wanted, in the order wanted.

    None where the paper is not wanted, or where claims of a kind are wanted and it has none of them.
    """
    if filters == Filters():
        return extraction
    [paper] = TABLES["papers"].rows(extraction)
    if not wants_paper(filters, paper):
        return None
    found = list(zip(extraction.claims, TABLES["claims"].rows(extraction), strict=True))
    wanted = [(claim, row) for claim, row in found if wants_claim(filters, row)]
    if not wanted and of_claims(filters):
        return None
    if filters.sort:
        wanted = ordered(wanted, filters.sort, lambda pair: pair[1])
    return extraction.model_copy(update={"claims": tuple(claim for claim, _ in wanted)})


def claim_by_claim(extractions: "Iterable[Extraction]", sort: SortKey) -> "Iterator[Extraction]":
    """Each claim of all papers, with its paper, in the order that `sort` means."""
    found = [
        (extraction, claim, row)
        for extraction in extractions
        for claim, row in zip(extraction.claims, TABLES["claims"].rows(extraction), strict=True)
    ]
    for extraction, claim, _ in ordered(found, sort, lambda item: item[2]):
        yield extraction.model_copy(update={"claims": (claim,)})


def in_order(rows: Iterable[Row], sort: SortKey | None) -> list[Row]:
    """The rows in the order that `sort` means; rows that it does not tell apart stay as they are."""
    return ordered(rows, sort, lambda row: row) if sort else list(rows)


def ordered(items: Iterable[Item], sort: SortKey, row_of: Callable[[Item], Row]) -> list[Item]:
    """`in_order` for what has a row."""

    def key(item: Item) -> tuple[bool, float, str]:
        row = row_of(item)
        cell = _CELLS[sort](row)
        if isinstance(cell, int | float):
            return False, -cell, ""
        return not cell, 0.0, (cell or "").casefold()

    return sorted(items, key=key)


def described(filters: Filters) -> str:
    """The filters as they are written on the command line; "" where there are none.

    >>> described(Filters(metric=("tail latency",), year=((2022, 2024),), min_confidence=0.8))
    "--metric 'tail latency' --year 2022-2024 --min-confidence 0.8"
    >>> described(Filters(year=(years("2024"), years("2022-"), years("-2024"))))
    '--year 2024 --year 2022- --year -2024'
    """
    from shlex import quote

    words: list[str] = []
    for field in fields(filters):
        value = getattr(filters, field.name)
        for one in value if isinstance(value, tuple) else (() if value is None else (value,)):
            words += [f"--{field.name.replace('_', '-')}", quote(_as_said(one))]
    return " ".join(words)


def in_words(filters: Filters) -> str:
    """The filters as the title of a picture says them; "" where there are none.

    >>> in_words(Filters(metric=("latency", "ttft"), year=((2022, 2024),), min_confidence=0.8))
    'metric latency or ttft, year 2022-2024, confidence at least 0.8'
    """
    names = {"min_confidence": "confidence at least", "sort": "sorted by"}
    words = []
    for field in fields(filters):
        value = getattr(filters, field.name)
        if value:
            said = " or ".join(map(_as_said, value if isinstance(value, tuple) else (value,)))
            words.append(f"{names.get(field.name, field.name)} {said}")
    return ", ".join(words)


def _as_said(value: object) -> str:
    if not isinstance(value, tuple):
        return str(value)
    first, last = value
    return str(first) if first == last else f"{first or ''}-{last if last < _NO_END else ''}"


def _any(holds: Callable[[str], bool], wanted: Sequence[str]) -> bool:
    return not wanted or any(map(holds, wanted))


def _words_in(text: str) -> Callable[[str], bool]:
    # "A10" is no word of "NVIDIA A100"; "RTX 4090" is two words of "NVIDIA RTX 4090 Ti".
    return lambda words: bool(re.search(rf"(?<!\w){re.escape(words.strip())}(?!\w)", text, re.IGNORECASE))


def _is_metric(words: str, row: Row) -> bool:
    wanted = words.strip().casefold()
    if wanted in _families():
        return row["metric_key"] == wanted
    return _words_in(str(row["metric"] or ""))(words)


def _families() -> tuple[str, ...]:
    from claims.models import MetricKey

    return get_args(MetricKey)


_CELLS: dict[SortKey, Callable[[Row], Cell]] = {
    "paper": lambda row: row["paper"],
    "confidence": lambda row: row.get("confidence"),
    "factor": lambda row: row["factor"],
    "value": lambda row: row["value"],
    "year": year,
    "metric": lambda row: row["metric"],
    "type": lambda row: row["type"],
    "hardware": lambda row: row["hardware"],
    "venue": lambda row: row["venues"],
    "baseline": lambda row: row["baseline"],
}
