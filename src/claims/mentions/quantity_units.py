"""The unit of measure behind a bare number, as a word ("3 ms"), behind a hyphen ("20-second") or after a plus ("5+
GB").
"""

from typing import Final

import regex

from claims.mentions.quantity_amount import Amount, lower
from claims.mentions.quantity_kinds import OF_UNITS
from claims.mentions.quantity_rates import slashed_rate, take_counted_rate, take_rate
from claims.mentions.quantity_words import Phrase, words
from claims.tokens import Token

_FOLDED: Final = ("cross", "cv", "stratified", "validation", "nested")
_JOINTS: Final = regex.compile(r"[-/]")
_REPEATED: Final = frozenset({
    "called", "downloaded", "executed", "invoked", "ran", "repeat", "repeated", "replicated", "run", "sampled",
    "starred",
})  # fmt: skip
_SIGNS: Final = frozenset("-*+")
"""What `_take_sign` reads behind a number."""
_POINTS: Final = frozenset({"points", "pts", "point"})
_MOVED: Final = ("gain", "improve", "drop", "los", "increas", "decreas", "declin", "rais", "boost", "reduc", "degrad")
"""Beginnings of words that make points of a score percentage points: "gaining 32 points"."""
_PLACED: Final = frozenset({
    "access", "basis", "check", "control", "data", "design", "entry", "grid", "measurement", "percentage", "program",
    "query", "reference", "sampling", "time", "and", "or", "of", "the", "percent", "operating", "end", "floating",
    "fixed",
})  # fmt: skip
"""What points are of that are no part of a score: "1.5 million data points"."""
_BARE_MULTIPLE: Final = frozenset(
    {"better", "faster", "higher", "larger", "lower", "slower", "smaller", "speedup", "speedups"}
)


def take_unit(tokens: list[Token], amount: Amount) -> None:
    """Give a bare number the unit behind it, where there is one."""
    if amount.last >= len(tokens):
        return
    sign = tokens[amount.last].text
    if sign in _SIGNS and _take_sign(tokens, amount, sign):
        return
    index = amount.last
    if index >= len(tokens):
        return
    word = tokens[index].lower
    phrases = words().phrases.get(word)
    if phrases is not None and _take_phrase(tokens, amount, phrases):
        return
    named = lower(tokens, index + 1) == "points" and word not in _PLACED
    if not ((named or word in _POINTS) and _take_points(tokens, amount, named)):
        _take_word(tokens, amount)


def _take_sign(tokens: list[Token], amount: Amount, sign: str) -> bool:
    """Take the sign behind a number, or what a hyphen binds to it; False where a unit can still stand behind."""
    if sign == "-":
        if not _hyphenated(tokens, amount.last):
            return False
        if lower(tokens, amount.last + 1) != "plus":
            _take_hyphenated(tokens, amount)
            return True
        # "1000-plus adapters"
        amount.bound = "at_least"
        amount.last = amount.last + 2
        if amount.last >= len(tokens) or tokens[amount.last].text not in _SIGNS:
            return False
        sign = tokens[amount.last].text
    if sign == "*" and tokens[amount.last].glued and _is_starred_multiple(tokens, amount):
        # "a 7.16* speedup": a multiplication sign
        amount.measure("x", "ratio", "quantity.factor")
        amount.last = amount.last + 1
        return True
    if sign == "+" and tokens[amount.last].glued:
        # "20+ users"
        amount.bound = "at_least"
        amount.last = amount.last + 1
    return False


def _is_starred_multiple(tokens: list[Token], amount: Amount) -> bool:
    """Whether the "*" behind a number is a multiplication sign that ends it: "by 13.48*;", "4* higher"."""
    behind = lower(tokens, amount.last + 1)
    if "." not in tokens[amount.first].number:
        return behind in _BARE_MULTIPLE
    return behind[:1].isalpha() or behind in ("", ".", ",", ";", ")")


def _hyphenated(tokens: list[Token], index: int) -> bool:
    """Whether the hyphen at `index` binds the number before it to a word."""
    return (
        tokens[index].glued
        and index + 1 < len(tokens)
        and tokens[index + 1].glued
        and tokens[index + 1].text[0].isalpha()
        and tokens[index + 1].lower != "to"
    )


def _take_hyphenated(tokens: list[Token], amount: Amount) -> None:
    """ "5-fold", "3-point drop", "2-percentage-point", "20-second"; any other word leaves a compound count:
    "64-GPU".
    """
    table, changes = words(), words().cues.changes
    index = amount.last
    follower = tokens[index + 1]
    head = _JOINTS.split(follower.lower)[0]
    if head == "fold" and lower(tokens, index + 2).startswith(_FOLDED):
        # "10-fold cross-validation"
        amount.compound = True
        return
    if head in ("fold", "times"):
        amount.measure("x", "ratio", "quantity.factor")
    elif (
        (head == "point" and (lower(tokens, index + 2) in changes or lower(tokens, index + 3) in changes))
        or head == "percentage"
        or (head == "percent" and follower.lower != "percent")
    ):
        amount.measure("pp", "points")
    else:
        amount.compound = True
        unit = table.units.get(head) or table.exact_units.get(_JOINTS.split(follower.text)[0])
        if unit is None or unit == "x":
            return
        amount.measure(unit, "percent" if unit == "%" else "measure")
    amount.last = index + 2


def _take_phrase(tokens: list[Token], amount: Amount, phrases: list[tuple[Phrase, str]]) -> bool:
    """Take a unit of several words: "percentage points", "GPU hours"."""
    index = amount.last
    for phrase, unit in phrases:
        if tuple(lower(tokens, index + step) for step in range(len(phrase))) == phrase:
            amount.measure(unit, OF_UNITS.get(unit, "measure") if unit != "x" else "measure")
            amount.last = index + len(phrase)
            return True
    return False


def _take_points(tokens: list[Token], amount: Amount, named: bool) -> bool:
    """Take the "points" of "2.5 points" and "up by 3 points", which are no "3 points" of a list, and those that are
    `named`: "8.5 accuracy points".
    """
    if amount.spelled:
        return False
    moved = (amount.value or 0) <= 100 and any(
        token.lower.startswith(_MOVED) or token.lower in ("by", "up", "within")
        for token in tokens[max(0, amount.first - 4) : amount.first]
    )
    if not (amount.decimals or moved) or (named and not tokens[amount.last].text[0].isalpha()):
        return False
    amount.measure("pp", "points")
    if not named:
        # the metric of those that are is left to be read
        amount.last = amount.last + 1
    return True


def _take_word(tokens: list[Token], amount: Amount) -> None:
    """Take a unit of one word, or of things per time."""
    table = words()
    index = amount.last
    token = tokens[index]
    found = table.exact_units.get(token.text) or table.units.get(token.lower)
    if found is None and "/" in token.text:
        found = slashed_rate(token.text)
    if (found == "x" and token.lower == "times" and _repeats(tokens, index)) or (
        found == "degree" and lower(tokens, index + 1) == "of"
    ):
        # "repeated 3 times", "4.8 million degrees of freedom"
        found = None
    if found is None:
        take_counted_rate(tokens, amount)
        if _is_bare_multiple(tokens, amount, token):
            amount.measure("x", "ratio", "quantity.factor-of")
        return
    if found == "x" and token.lower == "x" and index + 1 < len(tokens) and tokens[index + 1].number:
        # "4 x 4"
        return
    kind = OF_UNITS.get(found, "measure")
    amount.measure(found, kind, "quantity.factor" if kind == "ratio" else "")
    amount.last = index + 1
    if lower(tokens, index + 1) == "-" and lower(tokens, index + 2) == "point":
        amount.unit, amount.kind = "pp", "points"
        amount.last = index + 3
    take_rate(tokens, amount)


def _repeats(tokens: list[Token], index: int) -> bool:
    """Whether "times" counts repetitions: "repeated 10 times", not "10 times faster"."""
    behind = lower(tokens, index + 1)
    if behind in words().cues.compared and behind not in ("the", "that", "over", "as"):
        return False
    return any(token.lower in _REPEATED for token in tokens[max(0, index - 4) : index])


def _is_bare_multiple(tokens: list[Token], amount: Amount, follower: Token) -> bool:
    """Whether a number is a multiple without a sign: "by a factor of 6.2", and "3.9 higher" where the × was lost."""
    if amount.kind != "count" or amount.spelled:
        return False
    if lower(tokens, amount.first - 1) == "of" and lower(tokens, amount.first - 2) in ("factor", "factors"):
        return True
    if follower.lower == "speedup" and (amount.value or 0) >= 2:
        # "over 100 speedup"
        return True
    more = follower.lower == "more" and lower(tokens, amount.first - 1) != "by" and not amount.compound
    named = more or follower.lower in _BARE_MULTIPLE
    return named and amount.decimals and amount.value is not None and amount.value > 1
