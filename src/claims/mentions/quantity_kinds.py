"""The kinds of amounts, and the units of times that are asked for together."""

from typing import Final

KINDS: Final = ("ratio", "percent", "points", "measure", "currency", "fraction", "count", "verb")
"""All that an amount can be; a verb is one that is a quantity itself ("halves")."""
SHARES: Final = frozenset({"ratio", "percent", "points"})
"""Kinds that a change can be told in."""
MEASURED: Final = frozenset({"measure", "percent"})
"""Kinds that a condition is told in: "at 90% recall", "under 5 ms"."""
OF_UNITS: Final = {"%": "percent", "pp": "points", "x": "ratio", "$": "currency", "€": "currency"}
"""What the units that are no measures say; every other unit is that of a "measure"."""

TIMES: Final = frozenset({"ns", "us", "ms", "s", "min", "h", "day"})
"""Units of the time that something takes."""
LASTING: Final = frozenset({"min", "h", "day", "week", "month", "year"})
"""Units of the time over which something went on: "collected over 3 days"."""
LONG_SPANS: Final = frozenset({"day", "week", "month", "year", "decade"})
"""Units of spans that tell of lives, plans and studies more often than of what was measured."""
