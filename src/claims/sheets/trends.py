"""Rows of "claims" -> claimed factors by year: how many, how large, "up to" told apart from what is said as it is."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from claims.sheets.filters import year
from claims.table import Row


@dataclass(frozen=True, slots=True)
class Point:
    """One claimed factor and when its paper appeared, as a year with a fraction."""

    when: float
    factor: float
    up_to: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """Some factors: how many, their median and the quarters below and above it. None for less than one or two.

    Between two factors lies their geometric mean, since factors multiply: 2 and 8 have the median 4.
    """

    count: int
    median: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Year:
    """The factors claimed in one year."""

    year: int
    papers: int
    said: Spread
    up_to: Spread


def points(rows: Iterable[Row]) -> list[Point]:
    """The factors of own changes, oldest first; without those of papers of which no year is known."""
    found = [(when(row), row) for row in rows if row["about"] == "this" and row["factor"]]
    made = [
        Point(date, float(row["factor"] or 0), row["bound"] in ("up_to", "less_than"))
        for date, row in found
        if date is not None
    ]
    return sorted(made, key=lambda point: (point.when, point.factor, point.up_to))


def by_year(rows: Iterable[Row]) -> list[Year]:
    """The years in which factors are claimed, in order."""
    kept = [row for row in rows if row["about"] == "this" and row["factor"] and year(row)]
    years = sorted({int(year(row) or 0) for row in kept})
    return [_year(one, [row for row in kept if year(row) == one]) for one in years]


def when(row: Row) -> float | None:
    """When the paper of a row first appeared: 2026.0 is the first of January.

    Where no day is known, an arXiv id tells the month, and the middle of month or year is taken.

    >>> when({"published": "2026-07-01"}), when({"paper": "arXiv:2607.00001"}), when({"paper": "id:x"})
    (2026.5, 2026.5417, None)
    """
    only = year(row)
    if only is None:
        return None
    if day := re.match(r"[0-9]{4}-([0-9]{2})-([0-9]{2})", str(row.get("published") or "")):
        return round(only + (int(day[1]) - 1) / 12 + (int(day[2]) - 1) / 365.25, 4)
    month = re.match(r"arXiv:(?:[^/]+/)?([0-9]{2})(0[1-9]|1[0-2])", str(row["paper"]))
    of_this_year = month is not None and int(month[1]) == only % 100
    return round(only + (int(month[2]) - 0.5) / 12, 4) if month and of_this_year else only + 0.5


def spread(factors: list[float]) -> Spread:
    """The spread of factors, all above 0.

    >>> spread([4.0, 1.0, 16.0]), spread([2.0, 8.0]).median
    (Spread(count=3, median=4.0, low=2.0, high=8.0), 4.0)
    """
    if not factors:
        return Spread(0, None, None, None)
    found = sorted(factors)
    low, middle, high = (_between(found, share) for share in (0.25, 0.5, 0.75))
    return Spread(len(found), middle, low if len(found) > 1 else None, high if len(found) > 1 else None)


def _between(found: list[float], share: float) -> float:
    """The number below which a share of sorted ones lies; between two of them, their weighted geometric mean."""
    place = share * (len(found) - 1)
    below = int(place)
    part = place - below
    if not part:
        return found[below]
    one, other = found[below], found[below + 1]
    return math.sqrt(one * other) if part == 0.5 else one ** (1 - part) * other**part


def _year(one: int, rows: list[Row]) -> Year:
    said, up_to = (
        spread([float(row["factor"] or 0) for row in rows if (row["bound"] in ("up_to", "less_than")) is kind])
        for kind in (False, True)
    )
    return Year(one, len({row["paper"] for row in rows}), said, up_to)
