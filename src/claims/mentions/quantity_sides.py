"""The sides of one change that stand apart, or are told as if they were a range: "from 93.8% for tiny to about
66.5%", "4.5x (0.45 to 2.0 GTEPS)".
"""

from itertools import pairwise
from typing import Final

from claims.mentions.quantity_amount import Amount, lower
from claims.mentions.quantity_kinds import SHARES
from claims.mentions.quantity_ranges import is_ranging
from claims.mentions.quantity_words import words
from claims.tokens import Token

_STOPS: Final = frozenset({",", ";", "and", "(", "."})
_LONGEST_GAP: Final = 7
_BEFORE_SIDE: Final = frozenset({"a", "an", "average", "mean", "of", "the"})
_OF_SIDES: Final = frozenset({"for", "in", "with", "under", "using", "by"})
"""What leads from the number before to who or what has it."""
_NEAR: Final = 7
_FARTHEST: Final = 14
"""Tokens between a change and the parenthesis that tells its sides."""


def join_sides(tokens: list[Token], starts: list[int], found: list[Amount]) -> None:
    """Join the sides that stand apart: "from 93.8% for tiny to about 66.5%"; "ranging from 3 s for tiny to 5 s" is a
    range.
    """
    # "declining from 70% at K=1 to 38%": what only sets a letter is no side
    told = [amount for amount in found if lower(tokens, amount.first - 1) != "="]
    for left, right in pairwise(told):
        opening = _opening(tokens, left)
        if opening < 0 or not _are_sides(tokens, left, right):
            continue
        if is_ranging(tokens, opening) or left.unit == "x":
            if left.high is not None or right.high is not None:
                continue
            low, high = left.value or 0, right.value or 0
            left.value, left.high, left.rule = min(low, high), max(low, high), f"{right.rule}-range"
        else:
            # of a range the first number counts
            left.before, left.after, left.value, left.high = left.value, right.value, None, None
            left.unit, left.kind = right.unit, right.kind
            left.rule = f"{right.rule.removesuffix('-range')}-pair"
            left.side = _told_of(tokens, starts, left.last, right)
        left.last = right.last
        aimed = any(tokens[step].lower == "to" for step in range(right.bound_first, right.first))
        left.bound = right.bound if right.bound != "exact" and not aimed else left.bound
        found[:] = [amount for amount in found if amount is left or not left.first < amount.first < left.last]


def _told_of(tokens: list[Token], starts: list[int], first: int, right: Amount) -> tuple[int, int] | None:
    """What is told of the number before: "from 14% for | SOTA methods | down to 4%"."""
    last = next((step for step in range(right.first - 1, first, -1) if tokens[step].lower == "to"), first)
    last -= tokens[last - 1].lower == "down"
    if last - first < 2 or tokens[first].lower not in _OF_SIDES:
        return None
    return starts[first + 1], starts[last - 1] + len(tokens[last - 1].text)


def _opening(tokens: list[Token], left: Amount) -> int:
    """The "from" before a quantity and its bound, -1 where there is none: "from | an average of 168"."""
    at = min(left.first, left.bound_first) - 1
    while lower(tokens, at) in _BEFORE_SIDE:
        at -= 1
    return at if lower(tokens, at) == "from" else -1


def _are_sides(tokens: list[Token], left: Amount, right: Amount) -> bool:
    """Whether two quantities behind a "from" are the before and after of one change."""
    if not _share_unit(left, right) or left.value is None or right.value is None:
        return False
    if left.before is not None or right.before is not None or left.compound or left.value == right.value:
        return False
    between = [token.lower for token in tokens[left.last : right.first]]
    own = right.first - min(right.bound_first, right.first)
    while own < len(between) and between and between[len(between) - own - 1] in words().cues.before_end:
        own += 1
    # "14% for A down to only 4%": the words of the bound lead there
    counts = left.kind == "count" and not left.decimals
    led = between[-own - 1 : len(between) - own] == ["to"] or ("to" in between[len(between) - own :] and not counts)
    apart = len(between) > 1 or left.high is not None or right.high is not None
    return led and apart and len(between) <= _LONGEST_GAP + own and _STOPS.isdisjoint(between)


def _share_unit(left: Amount, right: Amount) -> bool:
    """Whether both are of one unit, or the range before leaves it to the other: "from 612-650 to 3,600 req/s"."""
    if left.unit == right.unit and left.kind == right.kind:
        return True
    return left.rule == "quantity.number-range" and right.kind in ("measure", "percent")


def tell_sides(tokens: list[Token], found: list[Amount]) -> None:
    """Make what looks like a range in parentheses the sides of the change before, where they make that change."""
    for index, amount in enumerate(found):
        if not index or amount.high is None:
            continue
        if lower(tokens, min(amount.first, amount.bound_first) - 1) != "(":
            continue
        if all(tokens[step].lower != "to" for step in range(amount.first, amount.last)):
            continue
        told = next((other for other in reversed(found[:index]) if other.kind in SHARES), None)
        # "preserving F1 (0.494 to 0.490) and F1@0.5 (0.381 to 0.385)"
        beside = found[index - 1]
        parallel = beside.rule == f"{amount.rule.removesuffix('-range')}-pair" and amount.first - beside.last < _NEAR
        if parallel or _makes(told, amount):
            amount.before, amount.after, amount.value, amount.high = amount.value, amount.high, None, None
            amount.rule = f"{amount.rule.removesuffix('-range')}-pair"


def _makes(told: Amount | None, amount: Amount) -> bool:
    """Whether going from one number to the other is the change that is told: 0.45 to 2.0 is 4.5x."""
    before, after = amount.value or 0, amount.high or 0
    if told is None or told.value is None or told.high is not None or before <= 0:
        return False
    if amount.first - told.last > _FARTHEST:
        return False
    slack = 0.04 if told.bound == "exact" else 0.1
    if told.unit == "x":
        made = after / before
    elif told.unit == "%":
        made = 100 * (after - before) / before
    else:
        made = after - before
    return abs(made - told.value) <= slack * max(told.value, 1)
