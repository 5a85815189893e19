"""A share of a whole number: "2/7", "6 of 9", "five out of six", "3 of the 4"."""

from typing import Final

from claims import amounts
from claims.mentions.quantity_amount import Amount, is_number, lower
from claims.tokens import Token

_TOPS: Final = frozenset({5, 7, 10, 20, 100})
"""What a rating can be out of: "4.3/5.0"."""
LEADING_TO_WHOLES: Final = frozenset({"of", "out", "/"})
"""What stands between a number and the whole that it is a part of."""
_OPENERS: Final = frozenset({"the", "all", "our", "a", "top", "total"})


def take_fraction(tokens: list[Token], amount: Amount) -> None:
    """Make a whole number a fraction, where the whole that it is a part of stands behind it."""
    part = amount.value
    index = amount.last
    behind = lower(tokens, index)
    if part is None or behind not in LEADING_TO_WHOLES:
        return
    if part != int(part) and tokens[amount.first].tail:
        # "a mean of 4.1 out of 5", "7.2 of 12", but "1.5K of 12"
        return
    if behind == "/" and is_number(tokens, index + 1) and tokens[index].glued:
        found: tuple[float | None, int] | None = _slashed(tokens, amount)
    else:
        found = _of(tokens, index)
    if found is None:
        return
    whole, last = found
    if whole is None or whole < part or whole < 2 or whole != int(whole):
        return
    if part != int(part) and (whole > 100 or (behind == "/" and whole not in _TOPS)):
        # "0.5 of 10,000", "Qwen 2.5/3"
        return
    amount.measure(f"of {int(whole)}", "fraction")
    amount.last = last


def _slashed(tokens: list[Token], amount: Amount) -> tuple[float | None, int] | None:
    """The 7 of "2/7" and the token behind it; None for dates, "1/2/4 GPUs" and "1/2-scale"."""
    whole = tokens[amount.last + 1]
    chained = lower(tokens, amount.last + 2) in ("/", "-") or tokens[amount.first - 1].text == "/"
    decimal = "." in whole.number and not whole.number.endswith(".0")
    if whole.tail or decimal or chained:
        return None
    return amounts.number(whole.number), amount.last + 2


def _of(tokens: list[Token], index: int) -> tuple[float | None, int] | None:
    """The 9 of "6 of 9", "6 out of the 9", and the token behind it."""
    step = index + 1 if lower(tokens, index) == "out" else index
    if lower(tokens, step) != "of":
        return None
    step += 1
    while lower(tokens, step) in _OPENERS:
        step += 1
    if step >= len(tokens):
        return None
    token = tokens[step]
    if token.number and not token.tail and token.number.replace(",", "").isdigit():
        return amounts.number(token.number), step + 1
    return amounts.word(token.lower), step + 1
