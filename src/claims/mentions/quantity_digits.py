"""A number in digits with its magnitude and unit: "350k", "1.4 billion", "4 x 10^-4", "+25%", "12GB/s"."""

from typing import Final

import regex

from claims import amounts
from claims.mentions.quantity_amount import Amount, behind_magnitude, is_number, is_year, lower
from claims.mentions.quantity_fractions import LEADING_TO_WHOLES, take_fraction
from claims.mentions.quantity_kinds import OF_UNITS
from claims.mentions.quantity_magnitudes import take_magnitude, take_power
from claims.mentions.quantity_rates import glued_rate, take_rate
from claims.mentions.quantity_units import take_unit
from claims.mentions.quantity_words import words
from claims.tokens import Token

# "8xA100", "8XH100"
_DEVICES: Final = regex.compile(r"[xX][A-Z]\w+")
CURRENCIES: Final = frozenset("$€£¥₹")
_POINTS: Final = frozenset({"pt", "pts"})
_BELOW_ZERO: Final = frozenset({"dB", "dBm", "dBc", "°C"})
_BEFORE_MINUS: Final = frozenset(
    {"=", "from", "is", "of", "to", "was", "are", "were", "and", ",", "as", "at", "vs", "vs.", "versus", "reaches"}
)
_LENGTHS: Final = frozenset({"nm", "um", "mm", "cm", "km"})
_BEHIND_METRE: Final = frozenset({
    "accuracy", "and", "apart", "are", "at", "away", "distance", "error", "for", "from", "in", "indoor", "indoors",
    "is", "of", "on", "or", "outdoor", "outdoors", "range", "resolution", "to", "under", "was", "were", "when",
    "while", "with",
})  # fmt: skip


def digits(tokens: list[Token], index: int) -> Amount | None:
    """The quantity of a number in digits; None for "3D", "5G", "90th", "4x4" and the like."""
    token = tokens[index]
    number = token.number
    before = tokens[index - 1].text if index else ""
    follower = tokens[index + 1] if index + 1 < len(tokens) else None
    if follower is not None:
        if follower.text == ":":
            if _is_clock(tokens, index):
                return None
        elif follower.glued and _is_term(follower):
            return None
    if before == ":" and _is_clock(tokens, index):
        return None
    if number.startswith("802."):
        # the standard
        return None
    amount = Amount(index, index + 1, amounts.number(number), "", "count")
    amount.decimals = not (number.isdigit() or number.replace(",", "").isdigit())
    if (before == "+" or before == "-") and _is_signed(tokens, index):
        amount.direction = "increase" if before == "+" else "decrease"
    if token.tail:
        known = _take_tail(tokens, amount)
        if known is not None:
            if before == "-":
                _take_minus(tokens, amount)
            return amount if known else None
    else:
        take_magnitude(tokens, amount)
        if amount.compound or amount.kind != "count":
            return amount
    behind = lower(tokens, amount.last)
    orders = behind_magnitude(tokens, amount.last) if behind.startswith("order") else 0
    if orders and amounts.number(number) <= 30:
        # "3 orders of magnitude", "1.5 orders of magnitude"
        amount.value = amounts.scaled(1, 10 ** amounts.number(number))
        amount.measure("x", "ratio", "quantity.magnitude")
        amount.last = orders
        return amount
    if behind in LEADING_TO_WHOLES:
        take_fraction(tokens, amount)
    if amount.kind == "count":
        take_unit(tokens, amount)
        if amount.kind == "count" and amount.last == len(tokens) and _is_factor(tokens, index):
            amount.measure("x", "ratio", "quantity.factor-of")
        if amount.kind == "count" and before in ("x", "X") and _is_behind_sign(tokens, index):
            amount.measure("x", "ratio", "quantity.factor")
    if before == "-":
        _take_minus(tokens, amount)
    return amount


def _take_minus(tokens: list[Token], amount: Amount) -> None:
    """Give a level behind a minus, on a scale that goes below zero, its sign: "-60 dBm", "-40 °C", "R2 = -0.43"."""
    index = amount.first
    if not tokens[index].glued or amount.value is None:
        return
    before = lower(tokens, index - 2)
    if tokens[index - 1].glued and before not in ("(", "=", "~", "/"):
        # "3-5 dB"
        return
    score = amount.kind == "count" and amount.decimals and before in _BEFORE_MINUS
    if amount.unit in _BELOW_ZERO or score:
        amount.value = -amount.value
        amount.first = index - 1


def _is_clock(tokens: list[Token], index: int) -> bool:
    """Whether a number belongs to a time of day or a ratio: "23:00", "1:4"."""
    before = lower(tokens, index - 1) == ":" and tokens[index - 1].glued and is_number(tokens, index - 2)
    behind = lower(tokens, index + 1) == ":" and tokens[index + 1].glued and is_number(tokens, index + 2)
    return (bool(index > 1 and before) and tokens[index].glued) or (behind and tokens[index + 2].glued)


def _is_term(glued: Token) -> bool:
    """Whether a letter glued to a number makes both a term of a formula: "2 | δ_BH + 17 agents", "3 | α"."""
    letter = glued.text[0]
    return "α" <= letter <= "ω" and letter not in "µμ"


def _is_signed(tokens: list[Token], index: int) -> bool:
    """Whether the sign before a number says which way it moved: "+25% Fmax", no range "3-5%" and no "a - 5%"."""
    if not tokens[index].glued:
        return False
    if index > 1 and tokens[index - 1].glued and tokens[index - 2].text not in ("(", "/"):
        return False
    if tokens[index].tail in ("%", "pp", "x"):
        return True
    if tokens[index].tail or tokens[index - 1].text != "+":
        return False
    # "question answering (+9.55)", "+3.8 points", "+24 pp"
    return "." in tokens[index].number or lower(tokens, index + 1) in ("%", "pp", "percent", "percentage", "points")


def _is_behind_sign(tokens: list[Token], index: int) -> bool:
    """Whether a multiplication sign before a number makes it a multiple: "× 73 inference speedup", no "4 × 4"."""
    if is_number(tokens, index - 2) or index < 2:
        return False
    cues = words().cues
    behind = (lower(tokens, index + step).removesuffix("s") for step in range(1, 4))
    return any(word in cues.compared or word in cues.changes for word in behind)


def _is_factor(tokens: list[Token], index: int) -> bool:
    return lower(tokens, index - 1) == "of" and lower(tokens, index - 2) == "factor"


def _take_tail(tokens: list[Token], amount: Amount) -> bool | None:
    """Read what is glued to the number: True where that settles it, False where it is no quantity, None to read on."""
    index = amount.first
    tail, value = tokens[index].tail, amount.value or 0
    if tail == "%":
        amount.measure("%", "percent")
        _take_glued_points(tokens, amount)
        return True
    if tail == "x10" and take_power(tokens, amount, index + 1):
        take_unit(tokens, amount)
        return True
    if tail.lower() in ("x", "xs"):
        if lower(tokens, index + 1) == "10" and take_power(tokens, amount, index + 2):
            # "2x 10^6"
            take_unit(tokens, amount)
            return True
        if is_number(tokens, index + 1) and not tokens[index + 1].tail and not amount.decimals:
            # "a 20x 20 mesh"
            return False
        amount.measure("x", "ratio", "quantity.factor")
        if lower(tokens, index + 1) == "times":
            amount.last = index + 2
        return True
    if tail == "s" and value % 10 == 0 and (is_year(value) or lower(tokens, index + 1) == "of"):
        # "in the 1980s", "100s of nodes"
        return False
    if tail in _POINTS and lower(tokens, index - 1) in ("+", "-", "by"):
        # "+4.33pt"
        amount.measure("pp", "points")
        return True
    if tail == "°" and value == 360:
        # "360° video"
        return False
    if tail == "m" and _is_metre(tokens, index):
        amount.measure("m", "measure")
        return True
    by = amounts.magnitude(tail)
    unit = words().exact_units.get(tail) or words().units.get(tail.lower())
    if unit is not None and tail not in ("B", "m") and not (by and tail in "kKMBT"):
        amount.measure(unit, OF_UNITS.get(unit, "measure"))
        if unit in _LENGTHS and lower(tokens, index + 1) == "^" and lower(tokens, index + 2) in ("2", "3"):
            # "0.064mm^2"
            amount.unit += tokens[index + 2].text
            amount.last = index + 3
        take_rate(tokens, amount)
        return True
    if by is not None:
        amount.scale(amounts.scaled(value, by))
        return None
    multiple = amounts.magnitude(tail[0]) if len(tail) == 2 and tail[1] in "xX" else None
    if multiple:
        # "10kx"
        amount.value = amounts.scaled(value, multiple)
        amount.measure("x", "ratio", "quantity.factor")
        return True
    if _DEVICES.fullmatch(tail):
        amount.rule = "quantity.units"
        return True
    rate = _money_rate(tokens, amount)
    if rate is not None:
        amount.measure(rate, "currency")
        return True
    rate = glued_rate(tail)
    if rate is None:
        return False
    amount.measure(rate, "measure")
    return True


def _is_metre(tokens: list[Token], index: int) -> bool:
    """Whether a glued "m" is metres and no million: "within 1.15m", "at 5m and 20m", not "5m users"."""
    behind = lower(tokens, index + 1)
    return "." in tokens[index].number or behind in _BEHIND_METRE or not (behind[:1].isalpha() or behind == "-")


def _money_rate(tokens: list[Token], amount: Amount) -> str | None:
    """The "/yr" of "$15.4M/yr", whose magnitude the amount takes; None where no money is told per something."""
    magnitude, slash, under = tokens[amount.first].tail.partition("/")
    by = amounts.magnitude(magnitude) if len(magnitude) == 1 else None
    money = any(token.text in CURRENCIES for token in tokens[max(0, amount.first - 4) : amount.first])
    if not slash or by is None or not money:
        return None
    amount.value = amounts.scaled(amount.value or 0, by)
    return f"/{words().per.get(under, under)}"


def _take_glued_points(tokens: list[Token], amount: Amount) -> None:
    """ "3% points", "3%-point": percentage points."""
    index = amount.first
    if lower(tokens, index + 1) in ("pp", "points", "point"):
        amount.unit, amount.kind = "pp", "points"
        amount.last = index + 2
    elif lower(tokens, index + 1) == "-" and lower(tokens, index + 2) in ("point", "points"):
        amount.unit, amount.kind = "pp", "points"
        amount.last = index + 3
