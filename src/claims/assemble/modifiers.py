"""Numbers that are part of a name or a modifier, and no quantity by themselves: "LLaMA 3", "32-row activation",
"V=0.05".
"""

from itertools import zip_longest
from typing import Final

from claims.assemble.cues import cues
from claims.assemble.lexicon import counts, is_plural, lexicon, singular
from claims.assemble.metric import family
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_words import words
from claims.tokens import Token

LIKENESSES: Final = ("-style", "-based", "-class", "-like", "-tuned", "-trained", "-scale", "'s")
"""Ends of what describes a thing by a name and names none: "a DeepSeek-style 671B model", "versus Ash's 0.87"."""
_SIZES: Final = frozenset({"", "B", "b", "M", "K", "k"})
_JOINTS: Final = frozenset("@=")
_HUNDREDTHS: Final = len("0.00")
_REACH: Final = 8
"""Words between a hyphenated count and what it sizes: "a 90,000-step | LLM inference | dataset"."""
_ENDS: Final = frozenset({
    "of", "with", "on", "in", "for", "and", "or", "to", "that", "which", "we", "is", "are", "from", "by", "over",
    "at", "as", "using",
})  # fmt: skip
"""Words at which a noun phrase ends."""
_ADJECTIVES: Final = ("ed", "wide", "regular", "free", "like", "al", "ing")
_CHAINS: Final = frozenset({",", "/", "x", "×"})
_INDICES: Final = frozenset({"index", "square", "squared", "coefficient", "statistic"})
_SCORES: Final = ("score", "accuracy", "rate", "f1")


def is_modifier(amount: Amount, tokens: list[Token]) -> bool:
    """Whether a number is part of a modifier ("10-Gbps link"), a name ("PostgreSQL 17") or a setting ("k=5")."""
    if amount.compound and amount.bound != "less_than":
        if amount.kind == "measure":
            if _is_timed(tokens, amount):
                # "achieves a 9.69-second ingestion time"
                return False
            return amount.unit not in ("h", "day", "week", "month", "year") or not _is_period(tokens, amount.last)
        if amount.kind == "percent" and amount.unit == "%":
            return True
        if amount.kind == "count" and amount.device:
            # "a 4-A100 GPU platform"
            return False
        if amount.kind == "count" and not amount.spelled:
            noun = _head(tokens, amount.last + 1)
            behind = [token.lower for token in tokens[amount.last + 2 : amount.last + 2 + _REACH]]
            return noun not in words().compounds and not sizes_data(noun, amount.value or 0, behind)
    if amount.kind != "count" or amount.first == 0 or amount.bound != "exact":
        return False
    if tokens[amount.first - 1].text[0].islower():
        # "on | 64": as most, behind no name and no sign
        return False
    return not _is_score_aside(amount, tokens) and (_in_name(amount, tokens) or _is_assigned(amount, tokens))


def _is_score_aside(amount: Amount, tokens: list[Token]) -> bool:
    """Whether a number of hundredths stands with its name in parentheses: "(NMI 0.78)", "(Gini = 0.84 vs. 0.47)"."""
    number = tokens[amount.first]
    if number.number[:2] != "0." or len(number.number) < _HUNDREDTHS or number.tail:
        return False
    at = amount.first - 1 - (tokens[amount.first - 1].text == "=")
    name = tokens[at].text
    if len(name) < 2 or "_" in name or name.lower() in cues().set_values:
        return False
    for step in range(at, max(-1, at - 4), -1):
        if tokens[step].text in ("(", ",", ";"):
            return step < at and any(token.text == "(" for token in tokens[max(0, step - 7) : step + 1])
        if not tokens[step].text[0].isalpha() or tokens[step].lower in lexicon().prepositions:
            return False
    return False


def sizes_data(noun: str, value: float, behind: list[str]) -> bool:
    """Whether a count bound to a noun by a hyphen sizes the data or the set-up that one of the words behind it names,
    not what kind of thing it is.

    >>> sizes_data("event", 1000, ["ocel", "log", "of"]), sizes_data("stage", 5, ["pipeline"])
    (True, False)
    >>> sizes_data("item", 5000, ["search", ",", "whose", "pool"]), sizes_data("class", 4, ["dataset"])
    (False, False)
    >>> sizes_data("mote", 13, [",", "28", "-", "gpu", "cluster"]), sizes_data("mote", 13, [",", "a", "cluster"])
    (True, False)
    >>> sizes_data("case", 70, ["/", "#", "benchmark"])
    True
    """
    lists = counts()
    if noun in lists.cores and any(word in ("cluster", "supercomputer", "grid") for word in behind):
        # "a 30-core cluster", while "an 80-core machine" is one
        return True
    if value < 2 or noun in lists.descriptive or not noun.isalpha() or (noun in lists.designed and value < 100):
        return False
    if noun.endswith(_ADJECTIVES) or noun in words().units or noun in words().exact_units:
        return False
    chained = False
    for word, after in zip_longest(behind, behind[1:], fillvalue=""):
        numbered = after[:1].isdigit() or after == "#"  # what an item that is an amount has for a word
        chained = (word in _CHAINS and numbered) or (chained and word == "-") or word[0].isdigit() or word == "#"
        if word in _ENDS or not (word[0].isalnum() or chained):
            return False
        if singular(word) in lists.data:
            return True
    return False


def _is_period(tokens: list[Token], index: int) -> bool:
    """Whether one of the next words is a period of observation: "a 30-day | observation period"."""
    chained = index + 1 < len(tokens) and tokens[index].text == "," and tokens[index + 1].number != ""
    return any(token.lower in words().periods for token in tokens[index : index + (9 if chained else 4)])


def _is_timed(tokens: list[Token], amount: Amount) -> bool:
    """Whether a measured time, which is seldom a whole number but of cycles, stands before what it is measured of."""
    if "." not in tokens[amount.first].number and amount.unit != "cycle":
        return False
    return any(token.lower in ("time", "latency", "delay") for token in tokens[amount.last : amount.last + 4])


def _head(tokens: list[Token], index: int) -> str:
    """The first part of the word behind a hyphen: "gpu" of "64-GPU/512-core"."""
    return tokens[index].lower.partition("-")[0].partition("/")[0] if index < len(tokens) else ""


def _in_name(amount: Amount, tokens: list[Token]) -> bool:
    """Whether a bare number goes on a name: "MedGemma 1.5 4B", "PostgreSQL 17", but neither "F1 0.87" nor "We ran
    17".
    """
    if amount.spelled or amount.high is not None or amount.before is not None:
        return False
    name, number = tokens[amount.first - 1], tokens[amount.first]
    if "," in number.number or (amount.value or 0) >= 1e13:
        return False
    if not _is_name(tokens, amount.first - 1, number) or family(name.text)[0] != "other":
        return False
    if name.lower.endswith(LIKENESSES) or name.lower in cues().statistics or not _JOINTS.isdisjoint(name.lower):
        return False
    tail = number.tail or (tokens[amount.last - 1].text if amount.last - amount.first > 1 else "")
    return tail in _SIZES


def _is_name(tokens: list[Token], index: int, number: Token) -> bool:
    """Whether a word before a number looks like a name; the first word of a sentence is upper-case anyway."""
    name = tokens[index]
    if name.text[0].isupper() and not name.text[1:2].isupper() and _is_function_word(name.lower):
        # "The 14B model"
        return False
    if name.text[0].isupper():
        return index > 0 or "." in number.number or number.tail == "B" or not name.text[1:].islower()
    return name.number != "" and not name.tail and index > 0 and tokens[index - 1].text[0].isupper()


def _is_function_word(word: str) -> bool:
    known = lexicon()
    return word in known.determiners or word in known.prepositions or word in known.conjunctions


def _is_assigned(amount: Amount, tokens: list[Token]) -> bool:
    """Whether the number is what a parameter is set to: "V=0.05", but not "kappa=0.93"."""
    sign = amount.first - 1
    if tokens[sign].text in ("+", "-", "−"):
        sign -= 1
    if sign < 0 or tokens[sign].text not in ("=", "@"):
        return False
    name = tokens[sign - 1].lower.replace("^", "") if sign > 0 else ""
    if name == "n" and _counts_behind(tokens, amount.last):
        # "N = 4,000 synthetic dies"
        return False
    if sign > 1 and lexicon().verbs.get(tokens[sign - 2].lower) == "attain" and tokens[sign - 1].text.isupper():
        # "both paths maintain STER = 0"
        return False
    if _is_result(name, tokens, sign):
        return False
    return name.partition("_")[0] not in cues().statistics and not name.endswith(_SCORES)


def _counts_behind(tokens: list[Token], index: int) -> bool:
    """Whether a counted noun stands behind a number: "5 | concurrent simulations"."""
    for token in tokens[index : index + 4]:
        if not token.lower.isalpha() or token.lower in _ENDS:
            return False
        if is_plural(token.text) and singular(token.text) in counts().evaluated:
            return True
    return False


def _is_told_of_metric(tokens: list[Token], sign: int) -> bool:
    """Whether a parenthesis behind a metric holds an assignment: "high reliability (ICC = 0.87)"."""
    for step in range(sign - 2, max(0, sign - 5), -1):
        if tokens[step].text == "(":
            return family(tokens[step - 1].lower)[0] in ("accuracy", "error", "reliability", "efficiency")
    return False


def _is_result(name: str, tokens: list[Token], sign: int) -> bool:
    """Whether a name before "=" is a statistic by its last word: "Jain's index = 1.0", "the success rate = 0.93"."""
    if name in _INDICES:
        return sign > 1 and tokens[sign - 2].text[0].isalpha()
    if "." in tokens[sign + 1].number and tokens[sign - 1].text[:2].isupper() and _is_told_of_metric(tokens, sign):
        return True
    return len(name) > 3 and family(name)[0] in ("accuracy", "error")
