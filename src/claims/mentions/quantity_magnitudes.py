"""The magnitude behind a number in digits: "10^6", "4 x 10^-4", "2^20", "1.4 billion", "15.8 M operations/s"."""

from typing import Final

from claims import amounts
from claims.mentions.quantity_amount import Amount, is_number, lower
from claims.mentions.quantity_rates import slashed_rate
from claims.tokens import Token

_EXPONENTS: Final = range(8, 65)
"""Powers of two that count something."""

_ENDS: Final = frozenset({"", ",", ".", ";", ":", ")", "("})


def take_magnitude(tokens: list[Token], amount: Amount) -> None:
    """Read the power or magnitude behind a bare number: "10^6", "4 x 10^-4", "1.4 billion", "3-million", "1.3 B
    active".
    """
    index, value = amount.first, amount.value or 0
    behind = lower(tokens, index + 1)
    if behind in _ENDS or (len(behind) > 1 and behind.isalpha() and amounts.magnitude(behind) is None):
        # as behind most: a plain word is no power, and those of one letter, with a hyphen or of a magnitude come below
        return
    if value == 10 and behind == "^":
        amount.value = 1
        if not take_power(tokens, amount, index + 1):
            amount.value = value
    elif value == 2 and behind == "^":
        _take_power_of_two(tokens, amount)
    elif behind in ("x", "·") and lower(tokens, index + 2) == "10":
        take_power(tokens, amount, index + 3)
    elif value < 10 and behind == "10":
        # "4.23 10^-4"
        take_power(tokens, amount, index + 2)
    word = lower(tokens, amount.last)
    by = amounts.magnitude(word) if len(word) > 1 else None
    if by is None and tokens[amount.last : amount.last + 1] and tokens[amount.last].text in ("B", "M", "K"):
        by = _spaced_magnitude(tokens, amount.last)
    if by is None and word == "-" and len(lower(tokens, amount.last + 1)) > 3:
        magnitude, joint, _ = lower(tokens, amount.last + 1).partition("-")
        by = amounts.magnitude(magnitude) if len(magnitude) > 1 else None
        if by is not None:
            amount.last += 1
            # "a 70-billion-parameter model"
            amount.compound = amount.spelled = bool(joint)
    elif by is None and "-" in word:
        # "a 70 billion-parameter model"
        magnitude, _, _ = word.partition("-")
        by = amounts.magnitude(magnitude) if len(magnitude) > 1 else None
        amount.compound = amount.spelled = by is not None
    if by is not None and tokens[amount.last].text not in ("k", "mn", "bn"):
        amount.scale(amounts.scaled(value, by))
        amount.last = amount.last + 1


def _spaced_magnitude(tokens: list[Token], index: int) -> float | None:
    """What a letter apart multiplies by: "1.3 B active parameters", "15.8 M operations/s", "1.2 K operations"."""
    behind = lower(tokens, index + 1)
    # "at 4 K operation" is cold
    plural = behind.endswith("s") or lower(tokens, index + 2).endswith("s")  # "3.6 K diverse documents"
    named = behind.isalpha() and (tokens[index].text != "K" or plural)
    return amounts.magnitude(tokens[index].text) if named or slashed_rate(behind) is not None else None


def _take_power_of_two(tokens: list[Token], amount: Amount) -> None:
    """ "2^20 rows"; small powers stand in formulas, and in the names of designs."""
    at = amount.first + 2
    exponent = amounts.number(tokens[at].number) if is_number(tokens, at) and not tokens[at].tail else 0
    if exponent in _EXPONENTS:
        amount.scale(2 ** int(exponent))
        amount.last = at + 1


def take_power(tokens: list[Token], amount: Amount, index: int) -> bool:
    """Take the power of ten whose "^" stands at `index`: "4 x 10^-4", "10^6"."""
    if lower(tokens, index) != "^" or amount.value is None:
        return False
    # "10^(-5)"
    framed = lower(tokens, index + 1) == "("
    at = index + 1 + framed
    sign = -1 if lower(tokens, at) == "-" else 1
    at += sign < 0
    if not is_number(tokens, at) or (framed and lower(tokens, at + 1) != ")"):
        return False
    times = tokens[at].tail in ("x", "X")
    if tokens[at].tail and not times:
        return False
    amount.scale(amounts.scaled(amount.value, 10.0 ** (sign * min(amounts.number(tokens[at].number), 300))))
    amount.last = at + 1 + framed
    if times:
        # "a 10^5x speedup"
        amount.measure("x", "ratio", "quantity.factor")
    return True
