"""A measure per something: "5 GB per second", "1,200 tokens per second", "3 J/token"."""

from typing import Final

from claims.mentions.quantity_amount import Amount, lower
from claims.mentions.quantity_words import words
from claims.tokens import Token

# What slashed units end in, where the part before the slash is no unit by itself: "img/s", "pages/min".
_GLUED_UNDERS: Final = frozenset({"s", "sec", "h", "W", "J"})
_WORD_UNDERS: Final = frozenset({
    "s", "sec", "second", "h", "hour", "min", "W", "J", "GPU", "day", "token", "kWh", "op", "cycle", "byte", "MHz",
    "mm2", "mm^2", "sample", "inference", "query", "step", "pixel", "yr", "year", "month", "weight", "bit", "MAC",
    "Watt", "watt",
})  # fmt: skip
_PER: Final = frozenset({"per", "/"})
_MANY: Final = 1000
_COUNTED_UNDERS: Final = frozenset({"step", "cycle", "second", "sec", "s", "hour", "minute", "day", "watt", "joule"})


def glued_rate(tail: str) -> str | None:
    """The unit of what is glued to a number: "KB/op" of "4KB/op", None where it is no rate.

    >>> glued_rate("req/s"), glued_rate("MB/day"), glued_rate("a/b")
    ('req/s', 'MB/day', None)
    """
    table = words()
    over, slash, under = tail.partition("/")
    if not slash or (over not in table.exact_units and under.partition("/")[0] not in _GLUED_UNDERS):
        return None
    return f"{table.exact_units.get(over) or table.counted.get(over.lower(), over)}/{table.per.get(under, under)}"


def slashed_rate(text: str) -> str | None:
    """The unit of a word with a slash behind a number: "queries/sec" of "12 queries/sec", None where it is no rate.

    >>> slashed_rate("requests/sec"), slashed_rate("$/kWh"), slashed_rate("client/server")
    ('req/s', '$/kWh', None)
    """
    over, slash, under = text.partition("/")
    table = words()
    if not slash or (over not in table.exact_units and under.partition("/")[0] not in _WORD_UNDERS):
        return None
    if not under[0].isalpha():
        # "1 GHz/0.8 V"
        return None
    if under not in _GLUED_UNDERS and over.lower().removesuffix("s") in table.compounds:
        # "8 GPUs/node", which is no "40 nodes/s"
        return None
    over = table.exact_units.get(over) or table.counted.get(over.lower(), over)
    if under.istitle() and len(under) > 2:
        # "tokens/Watt", but "bit/J" and "bps/Hz"
        under = under.lower()
    return f"{over}/{table.per.get(under.lower(), under)}".replace("^", "")


def take_rate(tokens: list[Token], amount: Amount) -> None:
    """Make a measure one per something: "5 GB | per second", "3 J | per token"."""
    index = amount.last
    if amount.kind != "measure" or lower(tokens, index) not in ("per", "/"):
        return
    under = lower(tokens, index + 1)
    per = words().per.get(under)
    if per is not None and "/" not in amount.unit and (amount.unit != "$" or under != "second"):
        amount.unit = f"{amount.unit}/{per}"
        amount.last = index + 2


def take_counted_rate(tokens: list[Token], amount: Amount) -> None:
    """Make a number one of things per time: "1,200 | tokens per second", "1.2M | req/s"."""
    index = amount.last
    ahead = [token.lower for token in tokens[index + 1 : index + 4]]
    if "and" in ahead[:2]:
        _take_shared_rate(tokens, amount)
        return
    if not ahead or (_PER.isdisjoint(ahead) and not ahead[0].endswith(("/s", "/sec"))):
        # as behind most: "64 | GPUs of one rack"
        return
    behind = tokens[index + 1].text
    rate = slashed_rate(behind) if behind.endswith(("/s", "/sec")) and tokens[index].text.isalpha() else None
    if rate is not None:
        # "115K | Cypher queries/sec"
        amount.measure(rate, "measure", "quantity.rate")
        amount.last = index + 2
        return
    for step in range(index, min(index + 3, len(tokens) - 2)):
        under = tokens[step + 2].lower
        if tokens[step].number or not tokens[step].text[0].isalpha():
            # "recall at ten, 2.74 queries per second"
            return
        if tokens[step + 1].lower not in _PER or under not in _COUNTED_UNDERS:
            continue
        over, per = tokens[step].lower, words().per[under]
        if step > index + 1 and tokens[step - 1].lower == "per":
            # "1302 tokens per GPU per second"
            over, per = tokens[step - 2].lower, f"{per}/{tokens[step].text}"
        if over.replace("-", "").isalpha():
            amount.measure(f"{words().counted.get(over, over)}/{per}", "measure", "quantity.rate")
            amount.last = step + 3
        return


def _take_shared_rate(tokens: list[Token], amount: Amount) -> None:
    """Make a number one of things per time where that is told of the second of two: "2M | inserts and 3M deletes per
    second".
    """
    over = amount.last + (lower(tokens, amount.last + 1) != "and")
    first = over + 2
    if first >= len(tokens) or not tokens[first].number or not tokens[over].lower.endswith("s"):
        return
    if (amount.value or 0) < _MANY or tokens[over].lower.removesuffix("s") in words().compounds:
        # "12 clients and 300 requests per second", "4,000 cores and 2M tokens per second"
        return
    for step in range(first + 1, min(first + 5, len(tokens) - 1)):
        under = tokens[step + 1].lower
        if tokens[step].lower in _PER and under in _COUNTED_UNDERS:
            things = tokens[over].lower
            amount.measure(f"{words().counted.get(things, things)}/{words().per[under]}", "measure", "quantity.rate")
            amount.last = over + 1
            return
        if not tokens[step].text[0].isalpha():
            return
