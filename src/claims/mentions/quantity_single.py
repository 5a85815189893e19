"""The quantity that begins at a token, without its range, spread and bound."""

from dataclasses import replace
from typing import Final

import regex

from claims import amounts
from claims.mentions.quantity_amount import Amount, lower, spelled
from claims.mentions.quantity_digits import CURRENCIES, digits
from claims.mentions.quantity_spelled import spelled_amount
from claims.mentions.quantity_words import words
from claims.patterns import kept
from claims.tokens import Token

_TIMES_FIRST: Final = regex.compile(r"x\d{1,9}\.\d{1,9}")
_TIMES_WHOLE: Final = regex.compile(r"x\d{1,9}")
_AFTER_TWICE: Final = frozenset(
    {"as", "better", "faster", "higher", "its", "larger", "less", "lower", "more", "that", "the"}
)
# "to double in size", "could double."
_BEFORE_DOUBLE: Final = frozenset({"almost", "can", "could", "may", "nearly", "than", "to", "will", "would"})
_AFTER_DOUBLE: Final = frozenset({".", ",", "in", "when", "under", "for", "and", "with", ""})
_DOUBLED_THINGS: Final = frozenset({"-", "precision", "buffering", "spending", "blind"})
_DOUBLED_OWN: Final = frozenset({"the", "its", "their", "our"})
_TUPLES: Final = frozenset({"triple", "quadruple", "quintuple"})
_BEHIND_TUPLES: Final = frozenset(
    {"in", "are", "is", "were", "was", "(", ")", ",", ".", ";", ":", "of", "to", "by", "from", "with", "and", "or"}
    | {"that", "which", "using", "between", "for", "on", "as", "extracted", "being", ""}
)
# "…, halving the cost", but "recursive doubling" and "a doubling time"
_BEFORE_GERUND: Final = frozenset({",", "while", "by", "thereby", "and", "—", "", "despite"})
_ALMOST: Final = frozenset({"almost", "approximately", "effectively", "nearly", "practically", "roughly"})
_AFTER_NOUN: Final = frozenset({"with", "of", "and", ",", ".", "time"})
_CODES: Final = {"usd": "$"}
"""Codes of currencies that stand before a number."""


def beginnings(tokens: list[Token]) -> list[int]:
    """The tokens that a quantity can begin with, which few can: numbers, and words that spell one.

    >>> from claims.tokens import tokenize
    >>> beginnings(tokenize("a twofold three-node latency of x2 for $ and 5"))
    [1, 2, 5, 7, 9]
    """
    found: list[int] = []
    words_too = _beginning_words()
    for index in [index for index, token in enumerate(tokens) if not token.plain]:
        token = tokens[index]
        if token.number:
            if not (token.glued and _is_glued_end(tokens, index)):
                found.append(index)
            continue
        word = token.lower
        if word in words_too or word.endswith("fold") or not (word.isalpha() or _is_plain(word)):
            found.append(index)
        else:
            token.plain = True
    return found


@kept
def _beginning_words() -> frozenset[str]:
    """The words and signs that a quantity can begin with, but for numbers in digits and compounds."""
    return words().starters.union(_CODES, CURRENCIES)


def _is_glued_end(tokens: list[Token], index: int) -> bool:
    """Whether a number glued to a sign is the second of "3B-to-1B", which says something only as the end of a range."""
    joint = index > 1 and tokens[index - 1].text == "-" and tokens[index - 1].glued
    return joint and tokens[index - 2].lower == "to"


def _is_plain(word: str) -> bool:
    """Whether no quantity begins with a word because of a part of it, as with "three-node" and "x2"."""
    return word.partition("-")[0] not in words().starters and not (word[0] == "x" and word[1:2].isdigit())


def single(tokens: list[Token], index: int) -> Amount | None:
    """The quantity that begins at token `index`, None where none does."""
    token = tokens[index]
    word = token.lower
    begins = token.number or word in _beginning_words() or word.endswith("fold") or not _is_plain(word)
    return begun(tokens, index) if begins else None


def begun(tokens: list[Token], index: int) -> Amount | None:
    """The quantity that begins at one of the `beginnings`, None where none does."""
    token = tokens[index]
    if token.number:
        return digits(tokens, index)
    word = token.lower
    if word in CURRENCIES or word in _CODES:
        return _currency(tokens, index)
    if word[0] == "x" and word[1:2].isdigit():
        return _times_first(tokens, index)
    table = words()
    if word in table.verbs:
        return _verb(tokens, index)
    multiple = table.multiples.get(word.replace("-", ""))
    if multiple is not None:
        if word in ("twice", "thrice") and lower(tokens, index + 1) not in _AFTER_TWICE:
            return None
        return _multiple(tokens, index, multiple)
    if word.endswith("fold"):
        value = amounts.word(word.removesuffix("fold").removesuffix("-"))
        if value is not None:
            return _multiple(tokens, index, value)
    return spelled_amount(tokens, index)


def _currency(tokens: list[Token], index: int) -> Amount | None:
    """ "$4.2 million", "$ 0.3", "USD 4.2 million"."""
    if index + 1 >= len(tokens) or not tokens[index + 1].number:
        return None
    if not tokens[index + 1].glued and (tokens[index].glued or tokens[index + 1].tail):
        return None
    amount = digits(tokens, index + 1)
    if amount is None or amount.kind not in ("count", "currency"):
        return None
    # "$15.4M/yr"
    sign = _CODES.get(tokens[index].lower, tokens[index].lower)
    unit = sign + (amount.unit if amount.unit.startswith("/") else "")
    return replace(amount, first=index, unit=unit, kind="currency", rule="quantity.currency")


def _times_first(tokens: list[Token], index: int) -> Amount | None:
    """ "x1.5", "by x3", but neither "x86" nor "x3" alone."""
    word = tokens[index].lower
    compared = lower(tokens, index - 1) in ("of", "by") or lower(tokens, index + 1) in words().cues.compared
    whole = _TIMES_WHOLE.fullmatch(word) and compared and word != "x86"
    if not whole and not _TIMES_FIRST.fullmatch(word):
        return None
    return Amount(index, index + 1, amounts.number(word[1:]), "x", "ratio", rule="quantity.factor")


def _verb(tokens: list[Token], index: int) -> Amount | None:
    """ "halves", "doubled": a verb that is a multiple."""
    word = tokens[index].lower
    before, behind = lower(tokens, index - 1), lower(tokens, index + 1)
    if behind == "every":
        # "has doubled every two years": how fast, not by how much
        return None
    if word.endswith("ing"):
        more = before == "than" and lower(tokens, index - 2) == "more"
        opener = lower(tokens, index - 2 - more) if more or before.endswith("ly") or before in _ALMOST else before
        if opener not in _BEFORE_GERUND or behind in _AFTER_NOUN:
            return None
    if word == "double":
        moves = (before in _BEFORE_DOUBLE and behind in _AFTER_DOUBLE) or (
            before in _ALMOST and behind not in _DOUBLED_THINGS
        )
        if not moves and behind not in _DOUBLED_OWN:
            # "double precision", "a double queue"
            return None
    elif word.startswith("double") and behind in _DOUBLED_THINGS:
        return None
    elif word in _TUPLES and before not in _BEFORE_DOUBLE and behind not in _DOUBLED_OWN:
        # "a triple of sets", "triple stores"
        return None
    elif word.removesuffix("s") in _TUPLES and behind in _BEHIND_TUPLES:
        # "RDF triples in a graph"
        return None
    value, direction = words().verbs[word]
    return Amount(index, index + 1, value, "x", "verb", direction=direction, rule="quantity.verb")


def _multiple(tokens: list[Token], index: int, value: float) -> Amount | None:
    """ "tenfold", "twice"; None where "fourfold" only announces a list: "our contributions are fourfold: …"."""
    if lower(tokens, index + 1) in (".", ":", ",", ";", "") and lower(tokens, index - 1) in ("is", "are", "be"):
        return None
    return spelled(index, index + 1, value, "x", "ratio", "quantity.multiple")
