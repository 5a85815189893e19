"""Every quantity of a sentence: numbers with their unit, range, spread and bound, claim or not.

"by up to 1.9x-3.6x" -> 1.9 to 3.6, "x", up_to. What a quantity says of the paper is decided later, in `assemble`.
"""

from itertools import pairwise
from typing import Final

from claims import amounts, patterns
from claims.mentions.quantity_amount import Amount, lower
from claims.mentions.quantity_bounds import take_bound
from claims.mentions.quantity_hints import hints
from claims.mentions.quantity_kinds import SHARES
from claims.mentions.quantity_ranges import extended
from claims.mentions.quantity_sides import join_sides, tell_sides
from claims.mentions.quantity_single import beginnings, begun
from claims.mentions.quantity_words import VERSUS, words
from claims.models import Quantity
from claims.sentences import sentences
from claims.text import clean
from claims.tokens import Token, cut

__all__ = ["Amount", "find", "quantities"]

_SHARED_UNITS: Final = SHARES | {"measure"}
_LIST_SIGNS: Final = (["and"], [","], ["or"], ["/"], [",", "and"])
_POINTS: Final = frozenset({"at", "for", "under"})
_BEFORE_NAMES: Final = frozenset({"at", "for", "in", "on", "over", "than", "to", "under", "using", "with"})
_LEAST_SCORE: Final = 10
_SPEEDUP: Final = "quantity.speedup"
_SPEEDUPS: Final = frozenset({"speedup", "speedups", "speed-up", "speed-ups"})
_BEFORE_MULTIPLE: Final = frozenset({"of", "by", "is", "was", ":", "a", "an", "the", "average", "to", "=", "reaching"})
_BETWEEN_MULTIPLES: Final = frozenset({"and", ",", "to", "or"})
_LEADING_FROM_SPEEDUP: Final = _SPEEDUPS | _BEFORE_MULTIPLE | _BETWEEN_MULTIPLES
"""What can stand before a multiple without a sign, see `_take_speedup`."""
_BEHIND_MULTIPLE: Final = frozenset({
    "", ",", ".", ";", ")", "(", "and", "at", "on", "over", "for", "with", "in", "compared", "when", "using",
    "relative", "against", "to", "under", "across", "was", "is", "respectively", "versus", "vs.", "while", "or",
})  # fmt: skip
_NEAR: Final = 9
_LEAST_MULTIPLE: Final = 0.05


def find(tokens: list[Token], starts: list[int]) -> list[Amount]:
    """The quantities of a sentence whose tokens begin at `starts`, left to right, none inside another.

    >>> [(a.value, a.high, a.unit, a.bound) for a in find(*cut("by up to 1.9x-3.6x on 64 GPUs", 0, 29))]
    [(1.9, 3.6, 'x', 'up_to'), (64, None, '', 'exact')]
    """
    found: list[Amount] = []
    behind = 0
    for index in beginnings(tokens):
        amount = begun(tokens, index) if index >= behind else None
        if amount is None:
            continue
        amount = extended(tokens, amount)
        if amount.kind == "count" and amount.direction is not None:
            # "question answering (+9.55)"
            amount.measure("", "points", "quantity.signed")
        take_bound(tokens, amount, found[-1].last if found else 0)
        if amount.kind == "count":
            before = lower(tokens, min(amount.first, amount.bound_first) - 1)
            if before == "of":
                _take_factor(tokens, amount)
            if before in _LEADING_FROM_SPEEDUP:
                _take_speedup(tokens, amount, found[-1] if found else None)
        found.append(amount)
        behind = amount.last
    if len(found) > 1:
        _relate(tokens, starts, found)
    for amount in found:
        last = amount.last - 1
        amount.start, amount.end = starts[amount.first], starts[last] + len(tokens[last].text)
    return found


def _relate(tokens: list[Token], starts: list[int], found: list[Amount]) -> None:
    """Join the quantities of a sentence that belong together, and tell them what they have in common."""
    _join_durations(found)
    join_sides(tokens, starts, found)
    for left, right in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if _shares_unit(tokens, left, right):
            left.unit, left.kind = right.unit, right.kind
    tell_sides(tokens, found)


def _take_factor(tokens: list[Token], amount: Amount) -> None:
    """ "by a factor of up to 14", "factors of 2 to 5": multiples without a sign."""
    at = min(amount.first, amount.bound_first) - 1
    if lower(tokens, at - 1) in ("factor", "factors"):
        amount.measure("x", "ratio", "quantity.factor-of")


def _take_speedup(tokens: list[Token], amount: Amount, last: Amount | None) -> None:
    """ "a speedup of 7.63 over", "speedups: up to 19.0 for A and 2.2 for B": multiples that lost their sign."""
    bare = amount.kind == "count" and not amount.spelled and not amount.compound and amount.before is None
    if not bare or lower(tokens, amount.last) not in _BEHIND_MULTIPLE:
        return
    at = min(amount.first, amount.bound_first) - 1
    nearest = lower(tokens, at)
    whole = "." not in tokens[amount.first].number
    again = last is not None and last.rule == _SPEEDUP and not whole and 0 < amount.first - last.last < _NEAR
    while lower(tokens, at) in _BEFORE_MULTIPLE:
        at -= 1
    said = lower(tokens, at) in _SPEEDUPS and (not whole or nearest in ("of", "to", "by"))
    if said or (again and nearest in _BETWEEN_MULTIPLES):
        amount.measure("x", "ratio", _SPEEDUP)


def _between(tokens: list[Token], first: int, last: int) -> list[str]:
    return [token.lower for token in tokens[first:last]]


def _join_durations(found: list[Amount]) -> None:
    """Join the parts of one span of time: "2 min 57 sec" is 177 s."""
    bases = words().bases
    for left, right in pairwise(list(found)):
        if left.last != right.first or left.value is None or right.value is None:
            continue
        scale, finer = bases.get(left.unit), bases.get(right.unit)
        if scale is None or finer is None:
            continue
        (kind, coarse), (other, fine) = scale, finer
        if kind != other or kind != bases["s"][0] or coarse <= fine or left.high is not None or right.high is not None:
            continue
        left.value, left.unit = amounts.scaled(left.value, coarse / fine) + right.value, right.unit
        left.last = right.last
        found.remove(right)


def _shares_unit(tokens: list[Token], left: Amount, right: Amount) -> bool:
    """Whether the unit behind the last number of a list is that of all: "gaps of 0.44 and 0.42 percentage points"."""
    signed = left.rule == "quantity.signed"
    of = right.kind == "fraction" and right.unit.startswith("of ")
    if (left.kind != "count" and not signed) or not (right.kind in _SHARED_UNITS or of) or right.compound:
        return False
    if left.spelled or left.compound or left.bound == "at_least" or left.before is not None:
        return False
    if tokens[left.last - 1].tail or lower(tokens, left.first - 1) in ("=", "@"):
        return False
    if not left.decimals and tokens[left.first - 1].text[:1].isupper() and left.first > 1:
        # "100% of Level 1 and 90% of Level 2"
        return False
    if right.kind == "percent" and _is_version(tokens, left):
        # "44.7% on Suite 2.0 and 46.8% on Elm"
        return False
    led = lower(tokens, left.first - 2) in _POINTS or lower(tokens, left.first - 3) in _POINTS
    if not left.decimals and led and "." in tokens[right.first].number and tokens[left.first - 1].text.isalpha():
        # "99.5% at depth 5 and 97.0% at depth 10"
        return False
    if right.kind == "ratio" and left.decimals and (left.value or 0) < _LEAST_MULTIPLE:
        # "a tolerance of 0.01 and 10x lower errors"
        return False
    between = _between(tokens, left.last, right.first - signed)
    if between == [","] and right.kind in ("percent", "ratio", "points") and "." in tokens[left.first].number:
        # "a PR-AUC of 0.87, 59% higher than B": two sayings, and no list
        return lower(tokens, right.last) in (",", "and", "or", "")
    # "(290 vs. 503 minutes)"
    versus = len(between) == 1 and between[0] in VERSUS and (of or right.kind == "measure")
    return versus or (between in _LIST_SIGNS and not of)


def _is_version(tokens: list[Token], amount: Amount) -> bool:
    """Whether a number is that of a version behind a name: "on | Suite | 2.0"."""
    if amount.first < 2 or amount.high is not None or (amount.value or 0) >= _LEAST_SCORE:
        return False
    name = tokens[amount.first - 1].text
    return name[0].isupper() and name.isalpha() and lower(tokens, amount.first - 2) in _BEFORE_NAMES


def quantities(text: str) -> list[Quantity]:
    """Every quantity of any text, claim or not, with offsets into the text as given.

    >>> [(q.text, q.value, q.high, q.unit, q.bound) for q in quantities("cuts TPOT by up to 17.0-93.1% in over 3.5 ms")]
    [('17.0-93.1%', 17.0, 93.1, '%', 'up_to'), ('3.5 ms', 3.5, None, 'ms', 'more_than')]
    """
    with patterns.in_force():
        return _quantities(text)


def _quantities(text: str) -> list[Quantity]:
    field = clean("abstract", text)
    result = []
    found = hints(field.text)
    for start, end in sentences(field.text) if found.places or found.names else []:
        for amount in find(*cut(field.text, start, end)):
            raw_start, raw_end = field.span(amount.start, amount.end)
            result.append(
                Quantity(
                    text=text[raw_start:raw_end],
                    start=raw_start,
                    end=raw_end,
                    value=amount.value,
                    high=amount.high,
                    before=amount.before,
                    after=amount.after,
                    unit=amount.unit,
                    bound=amount.bound,
                    plus_minus=amount.plus_minus,
                    rule=amount.rule,
                )
            )
    return result
