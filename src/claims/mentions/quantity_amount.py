"""A quantity among the tokens of its sentence, as the modules quantity_*.py build it up."""

from dataclasses import dataclass

from claims.models import Bound
from claims.tokens import Token


@dataclass(slots=True)
class Amount:
    """A quantity among the tokens of its sentence: `tokens[first:last]` is the number with its unit."""

    first: int
    last: int
    value: float | None
    unit: str
    kind: str
    """One of `quantity_kinds.KINDS`."""
    high: float | None = None
    before: float | None = None
    after: float | None = None
    bound: Bound = "exact"
    bound_first: int = -1
    """Where the words of the bound begin, `first` if there are none."""
    plus_minus: float | None = None
    direction: str | None = None
    spelled: bool = False
    """Whether the number is a word ("three")."""
    compound: bool = False
    """Whether a hyphen binds the number to a noun ("64-GPU", "20-second")."""
    decimals: bool = False
    """Whether it was written with decimals that no magnitude undoes: "2.0", but no "2" and no "1.5K"."""
    side: tuple[int, int] | None = None
    """Of a before and after: the offsets of what is told of the first, "SOTA" in "from 14% for SOTA down to 4%"."""
    device: str = ""
    """The class of the hardware that the number counts, where a mention says it: "gpu" of "8 RTX 4090s"."""
    rule: str = "quantity.number"
    start: int = 0
    """Where it begins and ends in the text: told by `find`, when it is settled which tokens it has."""
    end: int = 0

    def scale(self, value: float) -> None:
        """Give the number the value that its magnitude makes of it."""
        self.value, self.decimals = value, not float(value).is_integer()

    def measure(self, unit: str, kind: str, rule: str = "") -> None:
        """Give the number a unit; the rule is that of the kind where none is named."""
        self.unit, self.kind, self.rule = unit, kind, rule or f"quantity.{kind}"


def spelled(first: int, last: int, value: float, unit: str, kind: str, rule: str) -> Amount:
    """A quantity said in the words from token `first` up to `last`."""
    return Amount(first, last, value, unit, kind, spelled=True, rule=rule)


def lower(tokens: list[Token], index: int) -> str:
    """The lower-cased token, "" outside the sentence."""
    if index < 0:
        return ""
    try:  # seldom behind the end; comparing with the length takes longer than the rest
        return tokens[index].lower
    except IndexError:
        return ""


def is_number(tokens: list[Token], index: int) -> bool:
    """Whether a token is there and is a number in digits."""
    return index < len(tokens) and tokens[index].number != ""


def behind_magnitude(tokens: list[Token], index: int) -> int:
    """The token behind the "orders of magnitude" that stands at `index`, 0 where it does not."""
    word = lower(tokens, index)
    if not word.startswith("order"):
        return 0
    if word in ("order-of-magnitude", "orders-of-magnitude"):
        return index + 1
    named = lower(tokens, index + 1) == "of" and lower(tokens, index + 2).startswith("magnitude")
    return index + 3 if named and word in ("orders", "order") else 0


def is_year(value: float | None) -> bool:
    """Whether a bare number reads as a year.

    >>> is_year(2024), is_year(4096), is_year(1999.5)
    (True, False, False)
    """
    return value is not None and 1950 <= value <= 2050 and float(value).is_integer()
