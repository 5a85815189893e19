"""A quantity in words: "three nodes", "two thirds", "half a million", "two orders of magnitude", "sub-second"."""

from typing import Final

from claims import amounts
from claims.mentions.quantity_amount import Amount, behind_magnitude, lower, spelled
from claims.mentions.quantity_fractions import take_fraction
from claims.mentions.quantity_units import take_unit
from claims.mentions.quantity_words import ONE_UNITS, words
from claims.tokens import Token

_SUB_UNITS: Final = {"sub-second": "s", "sub-millisecond": "ms", "sub-microsecond": "us"}
_SPARED: Final = frozenset({"downtime", "overhead"})
"""What a hyphenated zero is a level of."""
_ROUND: Final = frozenset({"billion", "dozen", "hundred", "million", "thousand", "trillion"})
_BEHIND_UNIT: Final = frozenset(
    {"and", "at", "by", "even", "for", "from", "in", "of", "on", "per", "to", "using", "while", "with", "without"}
)
_DENOMINATORS: Final = {"third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "tenth": 10}
_BEFORE_MULTIPLE: Final = frozenset({"about", "by", "nearly", "of", "over", "than", "to"})
_BEFORE_HALF: Final = frozenset(
    {"about", "almost", "approximately", "around", "by", "in", "nearly", "over", "roughly", "than"}
)
_BEFORE_SHARE: Final = _BEFORE_HALF - {"in"}
_BEHIND_SHARE: Final = frozenset(
    {"", ".", ",", ";", ")", "and", "in", "with", "while", "compared", "relative", "when", "on", "at", "over", "for"}
)
_ORDINAL_HALVES: Final = frozenset(
    {"first", "second", "other", "latter", "each", "one", "upper", "lower", "the", "same"}
)
_GAINS: Final = frozenset(
    {"acceleration", "better", "faster", "gain", "gains", "higher", "improvement", "improvements", "increase", "less"}
    | {"lower", "more", "reduction", "reductions", "savings", "slower", "smaller", "speedup", "speedups", "speed-up"}
)


def spelled_amount(tokens: list[Token], index: int) -> Amount | None:
    """The quantity of number words, shares and orders of magnitude that begins at `index`."""
    word = tokens[index].lower
    if behind_magnitude(tokens, index):
        return _one_magnitude(tokens, index)
    if word in ONE_UNITS:
        return _one_unit(tokens, index)
    if word in _SUB_UNITS:
        amount = spelled(index, index + 1, 1, _SUB_UNITS[word], "measure", "quantity.sub")
        amount.bound = "less_than"
        return amount
    value = amounts.word(word)
    if value is None:
        return _compound(tokens, index) or _share(tokens, index)
    if word in _ROUND and (lower(tokens, index - 1) != "a" or (word == "dozen" and lower(tokens, index + 1) == "of")):
        # "million" needs its "a"; "a dozen of" is vague
        return None
    value, last = _multiplied(tokens, index + 1, value)
    share = lower(tokens, last)
    if share in words().shares and value < 10 and (share.endswith("s") or value == 1) and share != "half":
        percent = _percent(value, share)
        return spelled(index, last + 1, percent, "%", "percent", "quantity.share")
    orders = behind_magnitude(tokens, last)
    if orders and value <= 30:
        return spelled(index, orders, 10**value, "x", "ratio", "quantity.magnitude")
    return _counted(tokens, spelled(index, last, value, "", "count", "quantity.word"))


def _one_unit(tokens: list[Token], index: int) -> Amount | None:
    """ "less than a minute", "under a second", not "a second method"."""
    if lower(tokens, index - 1) not in ("a", "an") or lower(tokens, index - 2) not in ("than", "under", "within"):
        return None
    if lower(tokens, index + 1).isalpha() and lower(tokens, index + 1) not in _BEHIND_UNIT:
        return None
    return spelled(index - 1, index + 1, 1, ONE_UNITS[tokens[index].lower], "measure", "quantity.measure")


def _percent(value: float, share: str) -> float:
    """Per cent of "one third", "two quarters"."""
    return float(f"{value * 100 / _DENOMINATORS.get(share, 1):.3g}")


def _one_magnitude(tokens: list[Token], index: int) -> Amount | None:
    """ "an order of magnitude", "order-of-magnitude gains"; the plural without a number says nothing."""
    articled = lower(tokens, index - 1) in ("an", "one", "the", "a")
    gained = "-" in tokens[index].lower and any(lower(tokens, index + step) in _GAINS for step in (1, 2, 3))
    if tokens[index].lower.startswith("orders") or not (articled or gained):
        return None
    return spelled(index, behind_magnitude(tokens, index), 10, "x", "ratio", "quantity.magnitude")


def _compound(tokens: list[Token], index: int) -> Amount | None:
    """ "a thousand-satellite constellation", "a four-node cluster", but no "two-level scheme"."""
    head, hyphen, noun = tokens[index].lower.partition("-")
    value = amounts.word(head) if hyphen else None
    if value is not None and value < 10 and noun in _DENOMINATORS:
        # "two-thirds"
        return spelled(index, index + 1, _percent(value, noun), "%", "percent", "quantity.share")
    unit = (words().units.get(noun) or words().exact_units.get(noun)) if value is not None else None
    if unit is not None and value is not None and unit not in ("x", "%"):
        # "a ten-day window"
        amount = spelled(index, index + 1, value, unit, "measure", "quantity.measure")
        amount.compound = True
        return amount
    if value == 0 and noun in _SPARED and tokens[index].text.islower():
        # "zero-downtime upgrades", but no "zero-shot"
        amount = spelled(index, index + 1, value, "", "count", "quantity.word")
        amount.compound = True
        return amount
    if value is None or not ((value >= 100 and noun.isalpha()) or (value >= 2 and noun in words().compounds)):
        return None
    amount = spelled(index, index + 1, value, "", "count", "quantity.word")
    amount.compound = True
    return amount


def _share(tokens: list[Token], index: int) -> Amount | None:
    """ "a quarter of", "by a third", "half of", "half a million", "in half"."""
    word, before, behind = tokens[index].lower, lower(tokens, index - 1), lower(tokens, index + 1)
    if word != "half":
        if word not in words().shares or before not in ("a", "one"):
            return None
        alone = lower(tokens, index - 2) in _BEFORE_SHARE and behind in _BEHIND_SHARE
        if behind not in ("of", "the") and not alone:
            return None
        return spelled(index, index + 1, words().shares[word], "%", "percent", "quantity.share")
    if behind == "a":
        if lower(tokens, index + 2) not in ("million", "billion", "trillion", "dozen"):
            return None
        value = amounts.scaled(0.5, amounts.word(lower(tokens, index + 2)) or 1)
        return spelled(index, index + 3, value, "", "count", "quantity.word")
    if behind == "that" and lower(tokens, index + 2) == "of":
        # "half that of B"
        amount = spelled(index, index + 1, 2, "x", "ratio", "quantity.half")
        amount.direction = "decrease"
        return amount
    whole = behind in ("the", "its", "their") and before not in _ORDINAL_HALVES
    if behind != "of" and not whole and before not in _BEFORE_HALF:
        return None
    if before == "in" and behind != "of":
        # "cut in half"
        amount = spelled(index, index + 1, 2, "x", "ratio", "quantity.half")
        amount.direction = "decrease"
        return amount
    return spelled(index, index + 1, 50, "%", "percent", "quantity.share")


def _multiplied(tokens: list[Token], last: int, value: float) -> tuple[float, int]:
    """The number with what follows its first word, and the token behind it: "three | hundred and twenty"."""
    while last < len(tokens):
        word = tokens[last].lower
        more = amounts.word(word)
        if more is not None and (more >= 100 or word == "dozen") and value < 1e30:
            value = amounts.scaled(value, more)
            last += 1
        elif (
            word == "and" and value >= 100 and value % 100 == 0 and (amounts.word(lower(tokens, last + 1)) or 100) < 100
        ):
            value += amounts.word(lower(tokens, last + 1)) or 0
            last += 2
        else:
            break
    return value, last


def _counted(tokens: list[Token], amount: Amount) -> Amount | None:
    """The spelled number with its whole or its unit; None for "revised three times" and "one second"."""
    take_fraction(tokens, amount)
    if amount.kind != "count":
        return amount
    take_unit(tokens, amount)
    before = lower(tokens, amount.first - 1)
    if (
        amount.kind == "ratio"
        and lower(tokens, amount.last) not in words().cues.compared
        and before not in _BEFORE_MULTIPLE
        and lower(tokens, amount.last) not in _GAINS
    ):
        return None
    if amount.kind == "measure" and amount.value == 1 and not amount.compound and before not in words().cues.before_one:
        return None
    return amount
