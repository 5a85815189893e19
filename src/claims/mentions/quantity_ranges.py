"""A number with what belongs to it: its ± part, the other end of its range or pair, the rest of its list."""

from dataclasses import replace
from typing import Final

from claims import amounts
from claims.mentions.quantity_amount import Amount, behind_magnitude, is_number, lower
from claims.mentions.quantity_digits import CURRENCIES, digits
from claims.mentions.quantity_single import single
from claims.mentions.quantity_words import words
from claims.models import Bound
from claims.tokens import Token

_GAPS: Final = frozenset({"-", "—"})
_ARROWS: Final = frozenset({"to", "→"})
_LINKS: Final = frozenset({",", "and", "or", "~", "up", "through"}) | _GAPS | _ARROWS
"""What can stand between a number and the other end of its range, or the next of its list."""
_SPREADS: Final = frozenset({"±", "plus/minus"})
_TARGETS: Final[dict[str, Bound]] = {
    "under": "less_than", "below": "less_than", "<": "less_than", "over": "more_than", "above": "more_than",
    ">": "more_than", "about": "about", "approximately": "about", "around": "about", "nearly": "about",
    "roughly": "about", "~": "about",
}  # fmt: skip
"""Bounds of what a quantity went to: "from 2.3 days to | under | 5 seconds"."""
_APPROXIMATE: Final = frozenset(_TARGETS) - {"<", ">"}
_BEHIND_FACTOR: Final = frozenset({"compared", "for", "in", "of", "on", "over", "relative", "than", "while", "with"})
_LONGEST_NAME: Final = 6
_MOST_APART: Final = 1e5
"""How many times the other end one end of a range that falls can be."""
_MAGNITUDES: Final = frozenset({"billion", "million", "thousand", "trillion"})
# "2, 3, 4 of the nodes": no list before one head
_BEHIND_NO_HEAD: Final = frozenset(
    {"and", "at", "for", "in", "of", "on", "respectively", "respectively-the", "to", "with"}
)


def extended(tokens: list[Token], amount: Amount) -> Amount:
    """The amount with its ± part and, where it is the low end of a range, the high end."""
    separator = lower(tokens, amount.last)
    if separator in _SPREADS:
        take_spread(tokens, amount)
        separator = lower(tokens, amount.last)
    if separator not in _LINKS or amount.kind == "verb":
        # as behind most: "64 | GPUs"
        return amount
    glued = separator == "-" and lower(tokens, amount.last + 1) == "to"
    if not glued and not _separates(tokens, amount, separator):
        return _listed(tokens, amount) if separator in (",", "and", "or") else amount
    at = _glued_end(tokens, amount.last + 2) if glued else _other_end(tokens, amount.last + 1, separator)
    right = single(tokens, at) if at < len(tokens) else None
    if right is None or (glued and right.kind == "count"):
        return amount
    if amount.rule == "quantity.factor-of" and right.kind == "count" and _ends(tokens, right.last):
        # "within a factor of 1.1 to 1.2 of B"
        right.unit, right.kind, right.rule = amount.unit, amount.kind, amount.rule
    if amount.kind == right.kind == "currency" and right.unit.startswith("/"):
        # "$1.2-2.0M/yr"
        right.unit = amount.unit = amount.unit + right.unit
    if not _compatible(amount, right):
        return amount
    if amount.spelled != right.spelled and separator not in _ARROWS:
        return amount
    if separator in _GAPS and amount.kind == right.kind == "count" and _are_years(amount, right):
        amount.high, amount.last, amount.rule = right.value, right.last, "quantity.years"
        return amount
    if separator in _ARROWS and right.last + 1 < len(tokens) and tokens[right.last].text == "-":
        # "from 263 to 108-128 mJ": of a range the first number counts
        far = single(tokens, right.last + 1) if is_number(tokens, right.last + 1) else None
        if far is not None and far.kind in (right.kind, "measure", "percent") and right.kind in (far.kind, "count"):
            right = replace(right, unit=far.unit, kind=far.kind, last=far.last, rule=far.rule)
            if not _compatible(amount, right):
                return amount
    take_spread(tokens, right)
    return _joined(tokens, amount, right, separator)


def _ends(tokens: list[Token], index: int) -> bool:
    """Whether what stands behind a number is no thing that it counts."""
    return index >= len(tokens) or not tokens[index].text[0].isalnum() or tokens[index].lower in _BEHIND_FACTOR


def _separates(tokens: list[Token], amount: Amount, separator: str) -> bool:
    """Whether what stands behind a number can lead to the other end of its range."""
    if separator == "~":
        # "14~79%"; a spaced "~" means about
        at = amount.last
        if not is_number(tokens, at + 1):
            return False
        # "33% ~ 50%", "1.2 ~ 3x": nothing is counted by the first that the second could say anew
        bare = amount.kind == "count" and amount.last == amount.first + 1 and not 1900 <= (amount.value or 0) <= 2100
        return bare or amount.kind in ("percent", "ratio") or (tokens[at].glued and tokens[at + 1].glued)
    if separator == "up":
        # "from 44% up to 89%"
        return lower(tokens, amount.last + 1) == "to" and lower(tokens, amount.first - 1) == "from"
    if separator == "or":
        # "two or three orders of magnitude"
        return amount.kind == "count" and behind_magnitude(tokens, amount.last + 2) > 0
    if separator in _GAPS:
        behind = amount.last + 1
        if not tokens[amount.last].glued and lower(tokens, amount.first - 1) == "=" and amount.kind == "count":
            # "at x=0.5 -- 89% of it"
            return False
        if is_number(tokens, behind):
            return separator == "-" or not amount.compound
        return not amount.compound and behind < len(tokens) and tokens[behind].text in CURRENCIES
    if separator == "and":
        before = lower(tokens, amount.first - 1)
        return before == "between" or (before == "minimally" and lower(tokens, amount.last + 1) == "maximally")
    if separator == "to" and lower(tokens, amount.first - 1) == "=" and amount.kind == "count":
        # "from 70% at K=1 to 38%", but "from T=1 to 5"
        other = _other_end(tokens, amount.last + 1, separator)
        sided = any(token.lower == "from" for token in tokens[max(0, amount.first - 10) : amount.first - 2])
        return not (sided and is_number(tokens, other) and tokens[other].tail == "%")
    return separator in ("to", "through", "→")


def _glued_end(tokens: list[Token], index: int) -> int:
    """The token of the other number behind "-to": "4.46-to-|7.17x", "3- to | 5-fold"."""
    return index + (lower(tokens, index) == "-")


def _other_end(tokens: list[Token], index: int, separator: str) -> int:
    """The token of the other number: behind "maximally", or behind "to only", "to up to", "to about"."""
    if separator == "and":
        return index + (lower(tokens, index) == "maximally")
    if separator == "up":
        return index + 1
    if separator in _ARROWS and lower(tokens, index) in ("+", "-") and is_number(tokens, index + 1):
        # "from +0.11% to +0.19%"
        return index + 1
    while separator in _ARROWS and lower(tokens, index) in words().cues.before_end:
        index += 2 if lower(tokens, index) == "up" and lower(tokens, index + 1) == "to" else 1
    return index


def _compatible(left: Amount, right: Amount) -> bool:
    """Whether two numbers can be the ends of one range: the unit stands at both or at the second."""
    if right.kind in ("verb", "fraction") or left.kind in ("verb", "fraction"):
        return False
    if left.plus_minus is not None or left.high is not None:
        return False
    bases = words().bases
    if left.unit in bases and right.unit in bases and bases[left.unit][0] == bases[right.unit][0]:
        return True
    return left.unit == right.unit or left.kind == "count" or {left.kind, right.kind} == {"currency", "count"}


def _are_years(left: Amount, right: Amount) -> bool:
    """ "2015-2019"."""
    if left.value is None or right.value is None:
        return False
    return 1900 <= left.value <= 2100 and 1900 <= right.value <= 2100 and left.value == int(left.value)


def _joined(tokens: list[Token], left: Amount, right: Amount, separator: str) -> Amount:
    """One quantity of two numbers: a range, or a before/after pair."""
    at = left.first - 1
    while lower(tokens, at) in _APPROXIMATE:
        at -= 1
    moves = separator == "→" or (separator == "to" and lower(tokens, at) == "from")
    if left.unit != right.unit and left.unit and right.unit and not moves:
        return left
    joined = replace(
        left,
        last=right.last,
        unit=right.unit or left.unit,
        kind=right.kind if left.kind == "count" else left.kind,
        compound=right.compound,
        rule=f"{right.rule}-range",
    )
    if moves and not is_ranging(tokens, at):
        return _paired(tokens, joined, left, right)
    low, high = left.value, right.value
    if right.rule == "quantity.magnitude" and left.kind == "count" and low is not None:
        # "two to three orders of magnitude"
        low = amounts.scaled(1, 10 ** min(low, 300))
    bases = words().bases
    if left.unit != right.unit and left.unit in bases and low is not None:
        # "ranged from 7.8 minutes to 65.7 hours"
        low = amounts.scaled(low, bases[left.unit][1] / bases[right.unit][1])
    if low is not None and high is not None:
        low = _in_magnitude(tokens, left, right, low, high)
        if left.direction == "decrease" and tokens[right.first - 1].text == "+":
            # "-0.57% to +1.32%"
            low, joined.direction = -low, "increase"
        if low > high:
            if separator == "-" or low > high * _MOST_APART > 0:
                # "from 0.224 at 135M to 0.707"
                return left
            if separator == "to" and left.unit in ("", right.unit) and _is_told_aside(tokens, left.first):
                return _paired(tokens, joined, left, right)
            low, high = high, low
    joined.value, joined.high = low, high
    return joined


def _is_told_aside(tokens: list[Token], index: int) -> bool:
    """Whether a number stands first in parentheses, but for a name: "(e.g., WikiText-2 | 5.47", "(Qwen3: | 54%"."""
    for step in range(index - 1, max(-1, index - _LONGEST_NAME), -1):
        if tokens[step].text == "(":
            return True
        if tokens[step].number or tokens[step].text in (")", ";", "=", "by", "of"):
            return False
    return False


def _paired(tokens: list[Token], joined: Amount, left: Amount, right: Amount) -> Amount:
    """ "from 10 minutes to 3.9 seconds": before and after, in the unit of after."""
    before = left.value
    bases = words().bases
    if left.unit != right.unit and left.unit in bases and before is not None:
        before = amounts.scaled(before, bases[left.unit][1] / bases[right.unit][1])
        joined.unit = right.unit
    if joined.unit == "pp" and right.rule == "quantity.points":
        # "from 62 to 71 points": levels of a score
        joined.unit, joined.kind = "point", "measure"
    joined.value, joined.before, joined.after = None, before, right.value
    said = _TARGETS.get(lower(tokens, right.first - 1))
    if said is not None:
        # "from 2.3 days to under 5 seconds"
        joined.bound = said
    joined.rule = f"{right.rule}-pair"
    return joined


def _in_magnitude(tokens: list[Token], left: Amount, right: Amount, low: float, high: float) -> float:
    """The low end in the magnitude said with the high one: "1 to 27 billion"."""
    money = left.kind == "currency"
    tail = tokens[right.first].tail[:1]
    glued = amounts.magnitude(tail) if tail in ("k", "K", "M", "B") else None
    if (
        glued
        and (money or (left.kind == "count" and right.kind in ("count", "measure")))
        and not tokens[left.last - 1].tail
        and low * glued < high
    ):
        # "16-39K QPS", "$1.2-2.0M", "7-13B models"
        return amounts.scaled(low, glued)
    if not (money or left.kind == right.kind == "count") or left.spelled or not low < 1000 <= high:
        return low
    named = tokens[right.last - 1].lower in _MAGNITUDES or (tail in ("M", "B") and not tokens[left.last - 1].tail)
    # "1 to 27 billion", "1.5 to 3B"
    by = next(by for by in (1e12, 1e9, 1e6, 1e3) if high >= by) if named else 1.0
    return amounts.scaled(low, by) if high / by > low else low


def is_ranging(tokens: list[Token], index: int) -> bool:
    """Whether "from" opens a spread ("ranging from 3 to 5", "varies from") and no change."""
    return lower(tokens, index - 1) in words().cues.ranged or (
        lower(tokens, index - 2) == "in" and lower(tokens, index - 3) in words().cues.ranged
    )


def take_spread(tokens: list[Token], amount: Amount) -> None:
    """Take the ± part behind a number: "12.3 | ± 0.4 ms"."""
    if lower(tokens, amount.last) not in _SPREADS or not is_number(tokens, amount.last + 1):
        return
    spread = digits(tokens, amount.last + 1)
    if spread is None:
        return
    amount.plus_minus, amount.last = spread.value, spread.last
    if amount.kind == "count" and spread.kind != "count":
        amount.unit, amount.kind = spread.unit, spread.kind


def _listed(tokens: list[Token], amount: Amount) -> Amount:
    """ "2, 3, 4, and 8 nodes": bare numbers in ascending order before one head are one range."""
    if amount.kind != "count" or amount.compound or amount.bound == "at_least" or amount.spelled:
        return amount
    low = high = amount.value or 0
    index, last = amount.last, amount
    while index < len(tokens):
        step = index
        while lower(tokens, step) in (",", "and", "or", "/"):
            step += 1
        if step == index or not is_number(tokens, step):
            break
        right = single(tokens, step)
        if right is None or right.kind not in ("count", "measure") or right.value is None or right.value <= high:
            return amount
        high = right.value
        last, index = right, right.last
        if right.kind == "measure" or right.compound:
            break
    if last is amount or index >= len(tokens) or lower(tokens, index) in _BEHIND_NO_HEAD:
        return amount
    if not tokens[index].text[0].isalpha() and not last.compound and last.kind != "measure":
        return amount
    return replace(
        last,
        first=amount.first,
        value=low,
        high=high,
        decimals=amount.decimals,
        rule="quantity.list",
    )
