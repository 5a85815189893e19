"""Every quantity of a sentence: numbers with their unit, range, spread and bound, claim or not.

"by up to 1.9x-3.6x" -> 1.9 to 3.6, "x", up_to. What a quantity says of the paper is decided later, in `assemble`.
"""

from dataclasses import dataclass, replace
from functools import cache

import regex

from claims import amounts
from claims.models import Bound, Quantity
from claims.patterns import read
from claims.text import clean, sentences
from claims.tokens import Token, tokenize


@dataclass(slots=True)
class Amount:
    """A quantity among the tokens of its sentence: `tokens[first:last]` is the number with its unit."""

    first: int
    last: int
    start: int
    end: int
    value: float | None
    unit: str
    kind: str
    """ratio, percent, points, measure, currency, fraction, count or verb ("halves")."""
    high: float | None = None
    before: float | None = None
    after: float | None = None
    bound: Bound = "exact"
    bound_first: int = -1
    """Where the words of the bound begin, `first` if there are none."""
    plus_minus: float | None = None
    direction: str | None = None
    spelled: bool = False
    """Whether the number is a word ("three")."""
    compound: bool = False
    """Whether a hyphen binds the number to a noun ("64-GPU", "20-second")."""
    rule: str = "quantity.number"


@dataclass(slots=True, frozen=True)
class Words:
    """The tables of patterns/quantities, ready for look-up."""

    units: dict[str, str]
    exact_units: dict[str, str]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    multiples: dict[str, float]
    verbs: dict[str, tuple[float, str]]
    shares: dict[str, float]
    compounds: frozenset[str]
    starters: frozenset[str]
    """Every word that a spelled quantity can begin with."""
    bounds: dict[str, list[tuple[tuple[str, ...], Bound]]]
    """By last word: the words of the bound, and the bound."""


@cache
def words() -> Words:
    """The tables of patterns/quantities."""
    units: dict[str, str] = {}
    exact: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for unit in read("quantities/units.toml")["unit"]:
        for spelling in unit["spellings"]:
            pieces = [token.text for token in tokenize(spelling)]
            if len(pieces) > 1:
                phrases.setdefault(pieces[0].lower(), []).append((tuple(p.lower() for p in pieces), unit["id"]))
            exact[spelling] = unit["id"]
            if len(spelling) > 3 and spelling.isalpha() and (spelling.islower() or spelling[1:].islower()):
                units[spelling.lower()] = unit["id"]
    tables = read("quantities/words.toml")
    verbs: dict[str, tuple[float, str]] = {}
    for verb, (value, direction) in tables["verbs"].items():
        stem = verb.removesuffix("e")
        for form in (verb, verb + "s", stem + "ed", stem + "ing"):
            verbs[form] = (value, direction)
    bounds: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
    for bound, spellings in tables["bounds"].items():
        for spelling in spellings:
            phrase = tuple(token.lower for token in tokenize(spelling))
            bounds.setdefault(phrase[-1], []).append((phrase, bound))
    for options in bounds.values():
        options.sort(key=lambda option: -len(option[0]))
    return Words(units, exact, phrases, tables["multiples"], verbs, tables["shares"], frozenset(tables["compounds"]), frozenset([*tables["numbers"], *tables["multiples"], *verbs, *tables["shares"], "order", "orders", "sub"]), bounds)


_DIGIT = regex.compile(r"\d")
_STARTERS = frozenset(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    " twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen million billion trillion twice thrice half third"
    " thirds quarter quarters fifth tenth order orders sub".split()
)
_LETTERS = regex.compile(r"[a-z]+")


def may_hold(text: str) -> bool:
    """Whether a text can hold a quantity at all: a quick look before the tokens are cut.

    >>> may_hold("We halve the cost"), may_hold("a tenfold gain"), may_hold("one of them"), may_hold("p95")
    (True, True, False, True)
    """
    if _DIGIT.search(text):
        return True
    found = set(_LETTERS.findall(text.lower()))
    return not (found.isdisjoint(_STARTERS) and found.isdisjoint(words().verbs) and not any(word.endswith("fold") for word in found))


_RATE = {"second": "s", "sec": "s", "s": "s", "hour": "h", "minute": "min", "day": "day", "watt": "W", "joule": "J",
         "node": "node", "gpu": "gpu", "year": "year", "month": "month", "cycle": "cycle", "byte": "byte", "token": "token"}  # fmt: skip
_RATED = {"request": "req", "requests": "req", "operation": "ops", "operations": "ops", "ops": "ops", "op": "ops",
          "message": "msg", "messages": "msg", "packet": "packets", "packets": "packets", "req": "req", "reqs": "req",
          "tok": "tokens", "toks": "tokens", "token": "tokens", "image": "images", "sample": "samples",
          "transaction": "transactions", "query": "queries", "frame": "frames", "instruction": "instructions"}  # fmt: skip
_CURRENCY = {"$": "$", "€": "€", "£": "£", "¥": "¥", "₹": "₹"}
_GAP = {"-", "—"}


def find(tokens: list[Token]) -> list[Amount]:
    """The quantities of a tokenised sentence, left to right, none inside another."""
    found: list[Amount] = []
    index = 0
    while index < len(tokens):
        amount = _single(tokens, index)
        if amount is None:
            index += 1
            continue
        amount = _extended(tokens, amount)
        _bound(tokens, amount, found[-1].last if found else 0)
        found.append(amount)
        index = amount.last
    _split_pairs(tokens, found)
    for left, right in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        # "gaps of 0.44 and 0.42 percentage points": the unit behind the last number is that of all
        if left.kind == "count" and right.kind in ("ratio", "percent", "points", "measure") and not left.spelled and not left.compound and left.bound != "at_least" and not tokens[left.last - 1].tail and _word(tokens, left.first - 1) not in ("=", "@"):
            between = [_word(tokens, step) for step in range(left.last, right.first)]
            if between in (["and"], [","], ["or"], ["/"], [",", "and"]) and not right.compound and left.before is None:
                left.unit, left.kind = right.unit, right.kind
    return found


def _split_pairs(tokens: list[Token], found: list[Amount]) -> None:
    """Join the sides of "from 93.8% for tiny to about 66.5%", which stand apart."""
    for left, right in zip(found[:-1], found[1:], strict=True):
        between = [_word(tokens, step) for step in range(left.last, min(right.bound_first, right.first))]
        if (
            _word(tokens, left.first - 1) == "from" and not _ranging(tokens, left.first - 1) and left.unit == right.unit and left.kind == right.kind
            and left.before is None and right.before is None and left.value is not None and right.value is not None
            and 2 <= len(between) <= 7 and between[-1] == "to" and not {",", ";", "and", "(", "."} & set(between)
        ):  # fmt: skip
            left.before, left.after, left.value = left.value, right.value, None
            left.last, left.end, left.rule = right.last, right.end, f"{right.rule}-pair"
            left.bound = right.bound if left.bound == "exact" else left.bound
            found.remove(right)
            return


def quantities(text: str) -> list[Quantity]:
    """Every quantity of any text, claim or not, with offsets into the text as given.

    >>> [(q.text, q.value, q.high, q.unit, q.bound) for q in quantities("cuts TPOT by up to 17.0-93.1% in over 3.5 ms")]
    [('17.0-93.1%', 17.0, 93.1, '%', 'up_to'), ('3.5 ms', 3.5, None, 'ms', 'more_than')]
    """
    field = clean("abstract", text)
    result = []
    for start, end in sentences(field.text) if may_hold(field.text) else []:
        for amount in find(tokenize(field.text, start, end)):
            raw_start, raw_end = field.span(amount.start, amount.end)
            result.append(
                Quantity(
                    text=text[raw_start:raw_end], start=raw_start, end=raw_end, value=amount.value, high=amount.high,
                    before=amount.before, after=amount.after, unit=amount.unit, bound=amount.bound,
                    plus_minus=amount.plus_minus, rule=amount.rule,
                )  # fmt: skip
            )
    return result


_TIMES_FIRST = regex.compile(r"x\d{1,9}\.\d{1,9}")
_TIMES_WHOLE = regex.compile(r"x\d{1,9}")


def _word(tokens: list[Token], index: int) -> str:
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def _single(tokens: list[Token], index: int) -> Amount | None:
    """The quantity that begins at a token, without its range, spread and bound."""
    token = tokens[index]
    if token.number:
        return _digits(tokens, index)
    table = words()
    lower = token.lower
    if lower in _CURRENCY and index + 1 < len(tokens) and tokens[index + 1].number and tokens[index + 1].glued:
        amount = _digits(tokens, index + 1)
        if amount is None or amount.kind not in ("count", "currency"):
            return None
        return replace(amount, first=index, start=token.start, unit=_CURRENCY[lower], kind="currency", rule="quantity.currency")
    if lower not in table.starters and not (lower[0] == "x" and lower[1:2].isdigit()) and (
        "-" not in lower and not lower.endswith("fold") or lower.partition("-")[0] not in table.starters and not lower.endswith("fold")
    ):  # fmt: skip
        return None
    if lower in table.verbs:
        value, direction = table.verbs[lower]
        following = _word(tokens, index + 1)
        if lower.endswith("ing") and (_word(tokens, index - 1) not in (",", "while", "by", "thereby", "and", "—", "") or following in ("with", "of", "and", ",", ".", "time")):
            # "recursive doubling", "a doubling time"
            return None
        if lower == "double" and _word(tokens, index - 1) in ("than", "to", "can", "could", "nearly", "almost", "will", "would", "may") and following in (".", ",", "in", "when", "under", "for", "and", "with", ""):
            return Amount(index, index + 1, token.start, token.end, value, "x", "verb", direction=direction, rule="quantity.verb")
        if lower.startswith("double") and (following in ("-", "precision", "buffering", "spending", "blind") or lower == "double"
                                           and following not in ("the", "its", "their", "our")):  # fmt: skip
            return None
        return Amount(index, index + 1, token.start, token.end, value, "x", "verb", direction=direction, rule="quantity.verb")
    if lower[0] == "x" and (_TIMES_FIRST.fullmatch(lower) or _TIMES_WHOLE.fullmatch(lower) and _word(tokens, index - 1) in ("of", "by") and lower != "x86"):
        return Amount(index, index + 1, token.start, token.end, amounts.number(lower[1:]), "x", "ratio", rule="quantity.factor")
    multiple = table.multiples.get(lower.replace("-", ""))
    if multiple is not None:
        following = _word(tokens, index + 1)
        if lower in ("twice", "thrice") and following not in ("as", "the", "that", "its", "higher", "lower", "more", "less", "faster", "better", "larger"):
            return None
        if _fold_predicate(tokens, index):
            return None
        return Amount(index, index + 1, token.start, token.end, multiple, "x", "ratio", spelled=True, rule="quantity.multiple")
    if lower.endswith("-fold") or lower.endswith("fold"):
        value = amounts.word(lower.removesuffix("fold").removesuffix("-"))
        if value is not None:
            if _fold_predicate(tokens, index):
                return None
            return Amount(index, index + 1, token.start, token.end, value, "x", "ratio", spelled=True, rule="quantity.multiple")
    return _spelled(tokens, index)


_COMPARED = {"faster", "higher", "lower", "more", "less", "better", "larger", "smaller", "greater", "fewer", "slower", "cheaper", "longer", "shorter", "the", "as", "that", "over", "worse", "speedup", "improvement", "reduction"}


def _spelled(tokens: list[Token], index: int) -> Amount | None:
    """Number words, shares, orders of magnitude."""
    token, lower = tokens[index], tokens[index].lower
    table = words()
    if lower in ("order", "orders") and _word(tokens, index + 1) == "of" and _word(tokens, index + 2).startswith("magnitude"):
        if lower == "orders" or _word(tokens, index - 1) not in ("an", "one", "the", "a"):
            return None
        return Amount(index, index + 3, token.start, tokens[index + 2].end, 10, "x", "ratio", spelled=True, rule="quantity.magnitude")
    if lower in ("sub-second", "sub-millisecond", "sub-microsecond"):
        unit = {"sub-second": "s", "sub-millisecond": "ms", "sub-microsecond": "us"}[lower]
        return Amount(index, index + 1, token.start, token.end, 1, unit, "measure", bound="less_than", spelled=True, rule="quantity.sub")
    value = amounts.word(lower)
    last = index + 1
    if value is None:
        head, hyphen, noun = lower.partition("-")
        number = amounts.word(head) if hyphen else None
        if number is not None and (number >= 100 and noun.isalpha() or number >= 2 and noun in table.compounds):
            # "a thousand-satellite constellation"
            return Amount(index, last, token.start, token.end, number, "", "count", spelled=True, compound=True, rule="quantity.word")
        if lower in table.shares and lower != "half":
            before = _word(tokens, index - 1)
            if before in ("a", "one") and _word(tokens, last) in ("of", "the"):
                return Amount(index, last, token.start, token.end, table.shares[lower], "%", "percent", spelled=True, rule="quantity.share")
        if lower == "half" and (_word(tokens, last) in ("of", "a") or _word(tokens, index - 1) in ("by", "in", "than", "nearly", "about", "almost", "over")):
            if _word(tokens, last) == "a" and _word(tokens, last + 1) in ("million", "billion", "dozen"):
                scale = amounts.word(_word(tokens, last + 1)) or 1
                return Amount(index, last + 2, token.start, tokens[last + 1].end, amounts.scaled(0.5, scale), "", "count", spelled=True, rule="quantity.word")
            if _word(tokens, last) == "a":
                return None
            if _word(tokens, index - 1) == "in":
                return Amount(index, last, token.start, token.end, 2, "x", "ratio", spelled=True, direction="decrease", rule="quantity.half")
            return Amount(index, last, token.start, token.end, 50, "%", "percent", spelled=True, rule="quantity.share")
        return None
    if lower in ("hundred", "thousand", "million", "billion", "trillion", "dozen"):
        if _word(tokens, index - 1) != "a":
            return None
        if lower == "dozen" and _word(tokens, last) == "of":
            return None
    while last < len(tokens):
        step = _word(tokens, last)
        more = amounts.word(step)
        if more is not None and more >= 100 and value < 1e30:
            value = amounts.scaled(value, more)
            last += 1
        elif value is not None and value >= 100 and step == "and" and (amounts.word(_word(tokens, last + 1)) or 100) < 100 and value % 100 == 0:
            value += amounts.word(_word(tokens, last + 1)) or 0
            last += 2
        else:
            break
    share = _word(tokens, last)
    if share in table.shares and share not in ("half",) and value < 10 and share.endswith("s"):
        percent = float(f"{value * 100 / {'thirds': 3, 'quarters': 4}.get(share, 1):.3g}")
        return Amount(index, last + 1, token.start, tokens[last].end, percent, "%", "percent", spelled=True, rule="quantity.share")
    if share in ("orders", "order") and _word(tokens, last + 1) == "of" and _word(tokens, last + 2).startswith("magnitude") and value <= 30:
        return Amount(index, last + 3, token.start, tokens[last + 2].end, 10**value, "x", "ratio", spelled=True, rule="quantity.magnitude")
    amount = Amount(index, last, token.start, tokens[last - 1].end, value, "", "count", spelled=True, rule="quantity.word")
    _fraction(tokens, amount)
    if amount.kind == "count":
        _unit(tokens, amount)
        if amount.kind == "ratio" and _word(tokens, amount.last) not in _COMPARED and _word(tokens, index - 1) not in ("by", "to", "over", "than", "of", "about", "nearly"):
            # "revised three times"
            return None
        if amount.kind == "measure" and amount.value == 1 and not amount.compound and _word(tokens, index - 1) not in ("over", "than", "under", "about", "approximately", "nearly", "in", "below", "within", "roughly"):
            return None
    return amount


def _digits(tokens: list[Token], index: int) -> Amount | None:
    """A number in digits with magnitude and unit; None for "3D", "5G", "90th", "4x4" and the like."""
    token = tokens[index]
    value: float = amounts.number(token.number)
    amount = Amount(index, index + 1, token.start, token.end, value, "", "count")
    if index and tokens[index - 1].text in ("+", "-") and token.glued and (index == 1 or not tokens[index - 1].glued) and tail_is_percent(token):
        # "+25% Fmax and -49% wirelength"
        amount.direction = "increase" if tokens[index - 1].text == "+" else "decrease"
    tail = token.tail
    if tail:
        if tail == "x10" and _power(tokens, amount, index + 1):
            _unit(tokens, amount)
            return amount
        if tail.lower() in ("x", "xs"):
            amount.unit, amount.kind, amount.rule = "x", "ratio", "quantity.factor"
            if _word(tokens, index + 1) == "times":
                amount.last, amount.end = index + 2, tokens[index + 1].end
            return amount
        if tail == "s" and is_year(value) and value % 10 == 0:
            # "in the 1980s"
            return None
        if tail == "%":
            amount.unit, amount.kind, amount.rule = "%", "percent", "quantity.percent"
            if _word(tokens, index + 1) in ("pp", "points", "point"):
                amount.unit, amount.kind, amount.last, amount.end = "pp", "points", index + 2, tokens[index + 1].end
            elif _word(tokens, index + 1) == "-" and _word(tokens, index + 2) in ("point", "points"):
                amount.unit, amount.kind, amount.last, amount.end = "pp", "points", index + 3, tokens[index + 2].end
            return amount
        unit = words().exact_units.get(tail) or words().units.get(tail.lower())
        by = amounts.magnitude(tail)
        if unit is not None and tail not in ("B", "m") and not (by and tail in "kKMBT"):
            kind = {"%": "percent", "x": "ratio", "pp": "points"}.get(unit, "measure")
            amount.unit, amount.kind, amount.rule = unit, kind, f"quantity.{kind}"
            _rate(tokens, amount)
            return amount
        if by is None and len(tail) == 2 and tail[1] in "xX" and amounts.magnitude(tail[0]):
            amount.value = amounts.scaled(value, amounts.magnitude(tail[0]) or 1)
            amount.unit, amount.kind, amount.rule = "x", "ratio", "quantity.factor"
            return amount
        if by is None:
            if regex.fullmatch(r"x[A-Z]\w+", tail):
                amount.rule, amount.end = "quantity.units", token.end
                return amount
            over, slash, under = tail.partition("/")
            if slash and (over in words().exact_units or under in ("s", "sec", "h", "W", "J")):
                amount.unit, amount.kind, amount.rule = f"{words().exact_units.get(over, _RATED.get(over, over))}/{_RATE.get(under, under)}", "measure", "quantity.measure"
                return amount
            return None
        amount.value = amounts.scaled(value, by)
    else:
        if value == 10 and _word(tokens, index + 1) == "^":
            amount.value = 1
            if not _power(tokens, amount, index + 1):
                amount.value = value
        elif _word(tokens, index + 1) in ("x", "·") and _word(tokens, index + 2) == "10":
            _power(tokens, amount, index + 3)
        by = amounts.magnitude(_word(tokens, amount.last)) if len(_word(tokens, amount.last)) > 1 else None
        if by is None and amount.last < len(tokens) and tokens[amount.last].text in ("B", "M") and _word(tokens, amount.last + 1).isalpha():
            # "1.3 B active parameters"
            by = amounts.magnitude(tokens[amount.last].text)
        hyphen = _word(tokens, amount.last) == "-" and len(_word(tokens, amount.last + 1)) > 3
        if by is None and hyphen:
            by = amounts.magnitude(_word(tokens, amount.last + 1))
            if by is not None:
                amount.last += 1
        if by is not None and _word(tokens, amount.last) not in ("k", "mn", "bn"):
            amount.value = amounts.scaled(value, by)
            amount.end = tokens[amount.last].end
            amount.last += 1
    if _word(tokens, amount.last) in ("orders", "order") and _word(tokens, amount.last + 1) == "of" and _word(tokens, amount.last + 2).startswith("magnitude") and value <= 30:
        # "3 orders of magnitude", "1.5 orders of magnitude"
        return replace(amount, value=amounts.scaled(1, 10**value), unit="x", kind="ratio", last=amount.last + 3, end=tokens[amount.last + 2].end, rule="quantity.magnitude")
    _fraction(tokens, amount)
    if amount.kind == "count":
        _unit(tokens, amount)
        if amount.kind == "count" and amount.last == len(tokens) and _word(tokens, index - 1) == "of" and _word(tokens, index - 2) == "factor":
            amount.unit, amount.kind, amount.rule = "x", "ratio", "quantity.factor-of"
    return amount


def tail_is_percent(token: Token) -> bool:
    """Whether a signed number can be a change: it carries %, pp or x."""
    return token.tail in ("%", "pp", "x")


def _power(tokens: list[Token], amount: Amount, index: int) -> bool:
    """Take the power of ten whose "^" stands at `index`: "4 x 10^-4", "10^6"."""
    if _word(tokens, index) != "^" or amount.value is None:
        return False
    sign = -1 if _word(tokens, index + 1) == "-" else 1
    at = index + 2 if sign < 0 else index + 1
    if at >= len(tokens) or not tokens[at].number or tokens[at].tail:
        return False
    amount.value = amounts.scaled(amount.value, 10.0 ** (sign * min(amounts.number(tokens[at].number), 30)))
    amount.last, amount.end = at + 1, tokens[at].end
    return True


def _fraction(tokens: list[Token], amount: Amount) -> None:
    """2/7, 6 of 9, five out of six, 3 of the 4: a share of a whole number."""
    index = amount.last
    value = amount.value
    if value is None or value != int(value):
        return
    if _word(tokens, index) == "/" and index + 1 < len(tokens) and tokens[index + 1].number and tokens[index].glued:
        whole_token = tokens[index + 1]
        following = _word(tokens, index + 2)
        if whole_token.tail or "." in whole_token.number or following in ("/", "-") or tokens[amount.first - 1].text == "/":
            return
        whole: float | None = amounts.number(whole_token.number)
        last = index + 2
    else:
        step = index + 1 if _word(tokens, index) == "out" else index
        if _word(tokens, step) != "of":
            return
        step += 1
        while _word(tokens, step) in ("the", "all", "our", "a", "total"):
            step += 1
        if step >= len(tokens):
            return
        if tokens[step].number and not tokens[step].tail and tokens[step].number.replace(",", "").isdigit():
            whole = amounts.number(tokens[step].number)
        else:
            whole = amounts.word(tokens[step].lower)
        last = step + 1
    if whole is None or whole < value or whole < 2 or whole != int(whole):
        return
    amount.unit, amount.kind, amount.rule = f"of {int(whole)}", "fraction", "quantity.fraction"
    amount.last, amount.end = last, tokens[last - 1].end


def _unit(tokens: list[Token], amount: Amount) -> None:
    """The unit of measure that stands after a bare number, as a word or behind a hyphen."""
    index = amount.last
    if index >= len(tokens):
        return
    table = words()
    token = tokens[index]
    if token.text == "-" and token.glued and index + 1 < len(tokens) and tokens[index + 1].glued and tokens[index + 1].text[0].isalpha():
        follower = tokens[index + 1]
        head = regex.split(r"[-/]", follower.lower)[0]
        if head == "fold" or head == "times":
            amount.unit, amount.kind, amount.rule = "x", "ratio", "quantity.factor"
            amount.last, amount.end = index + 2, follower.end
            return
        if head == "point" and index + 2 < len(tokens) and _word(tokens, index + 2) in ("drop", "gain", "improvement", "increase", "reduction", "decrease", "loss", "degradation", "higher", "lower", "boost", "rise"):
            amount.unit, amount.kind, amount.rule = "pp", "points", "quantity.points"
            amount.last, amount.end = index + 2, follower.end
            return
        if head == "percentage" or (head == "percent" and follower.lower != "percent"):
            amount.unit, amount.kind, amount.rule = "pp", "points", "quantity.points"
            amount.last, amount.end = index + 2, follower.end
            return
        unit = table.units.get(head) or table.exact_units.get(regex.split(r"[-/]", follower.text)[0])
        amount.compound = True
        if unit is not None and unit != "x":
            kind = {"%": "percent"}.get(unit, "measure")
            amount.unit, amount.kind, amount.rule = unit, kind, f"quantity.{kind}"
            amount.last, amount.end = index + 2, follower.end
        return
    if token.text == "+" and token.glued:
        amount.bound, amount.last, index = "at_least", index + 1, index + 1
        amount.end = token.end
        if index >= len(tokens):
            return
        token = tokens[index]
    for phrase, unit in table.phrases.get(token.lower, ()):
        if tuple(_word(tokens, index + step) for step in range(len(phrase))) == phrase:
            kind = {"%": "percent", "pp": "points"}.get(unit, "measure")
            amount.unit, amount.kind, amount.rule = unit, kind, f"quantity.{kind}"
            amount.last, amount.end = index + len(phrase), tokens[index + len(phrase) - 1].end
            return
    if token.lower == "points" and (isinstance(amount.value, float) or _word(tokens, amount.first - 1) == "by" or _word(tokens, amount.first - 2) in ("by", "up")):
        amount.unit, amount.kind, amount.rule = "pp", "points", "quantity.points"
        amount.last, amount.end = index + 1, token.end
        return
    found = table.exact_units.get(token.text) or table.units.get(token.lower)
    if found is None and "/" in token.text:
        over, _, under = token.text.partition("/")
        if over in table.exact_units or under in ("s", "sec", "second", "h", "hour", "min", "W", "J", "GPU", "day", "token", "kWh"):
            over = table.exact_units.get(over) or _RATED.get(over.lower(), over)
            found = f"{over}/{_RATE.get(under.lower(), under)}"
    if found == "x" and token.lower == "times" and _rounds(tokens, index):
        found = None
    if found is not None:
        kind = {"%": "percent", "pp": "points", "x": "ratio"}.get(found, "measure")
        if found == "x" and token.lower == "x" and tokens[index + 1 : index + 2] and tokens[index + 1].number:
            return
        amount.unit, amount.kind, amount.rule = found, kind, "quantity.factor" if kind == "ratio" else f"quantity.{kind}"
        amount.last, amount.end = index + 1, token.end
        if _word(tokens, index + 1) == "-" and _word(tokens, index + 2) == "point":
            amount.unit, amount.kind, amount.last, amount.end = "pp", "points", index + 3, tokens[index + 2].end
        _rate(tokens, amount)
        return
    _counted_rate(tokens, amount)
    if amount.kind == "count" and not amount.spelled and (
        (_word(tokens, amount.first - 1) == "of" and _word(tokens, amount.first - 2) in ("factor", "factors"))
        or token.lower in ("higher", "lower", "faster", "slower", "speedup", "speedups") and isinstance(amount.value, float)
    ):  # fmt: skip
        # "by a factor of 6.2", and "3.9 higher" where the × was lost
        amount.unit, amount.kind, amount.rule = "x", "ratio", "quantity.factor-of"


def _rounds(tokens: list[Token], index: int) -> bool:
    """Whether "times" counts repetitions: "repeated 10 times", not "10 times faster"."""
    before = {token.lower for token in tokens[max(0, index - 4) : index]}
    return bool(before & {"repeated", "run", "ran", "executed", "repeat", "invoked", "called", "starred", "downloaded"})


def _rate(tokens: list[Token], amount: Amount) -> None:
    """ "5 GB per second", "3 J per token": a measure per something."""
    index = amount.last
    if amount.kind != "measure" or _word(tokens, index) not in ("per", "/"):
        return
    under = _word(tokens, index + 1)
    if under in _RATE and "/" not in amount.unit and (amount.unit != "$" or under != "second"):
        amount.unit = f"{amount.unit}/{_RATE[under]}"
        amount.last, amount.end = index + 2, tokens[index + 1].end


def _counted_rate(tokens: list[Token], amount: Amount) -> None:
    """ "1,200 tokens per second", "1.2M req/s": things per time."""
    index = amount.last
    for step in range(index, min(index + 3, len(tokens) - 2)):
        if _word(tokens, step + 1) in ("per", "/") and _word(tokens, step + 2) in ("second", "sec", "s", "hour", "minute", "day", "watt", "joule"):
            over = _word(tokens, step)
            if not over.isalpha():
                return
            amount.unit = f"{_RATED.get(over, over)}/{_RATE[_word(tokens, step + 2)]}"
            amount.kind, amount.rule = "measure", "quantity.rate"
            amount.last, amount.end = step + 3, tokens[step + 2].end
            return


_TO_BASE: dict[str, tuple[str, float]] = {
    "ns": ("s", 1e-9), "us": ("s", 1e-6), "ms": ("s", 1e-3), "s": ("s", 1.0), "min": ("s", 60.0), "h": ("s", 3600.0), "day": ("s", 86400.0),
    "week": ("s", 604800.0), "KB": ("B", 1e3), "MB": ("B", 1e6), "GB": ("B", 1e9), "TB": ("B", 1e12), "PB": ("B", 1e15),
}  # fmt: skip
"""Before and after in different units are given in the unit of after: "from 10 minutes to 3.9 seconds"."""


def _compatible(left: Amount, right: Amount) -> bool:
    """Whether two numbers can be the ends of one range: the unit stands at both or at the second."""
    if right.kind in ("verb", "fraction") or left.kind in ("verb", "fraction"):
        return False
    if left.plus_minus is not None or left.high is not None:
        return False
    if left.unit in _TO_BASE and right.unit in _TO_BASE and _TO_BASE[left.unit][0] == _TO_BASE[right.unit][0]:
        return True
    return left.unit == right.unit or left.kind == "count" or {left.kind, right.kind} == {"currency", "count"}


def _extended(tokens: list[Token], amount: Amount) -> Amount:
    """The amount with its ± part and, where it is the low end of a range, the high end."""
    _spread(tokens, amount)
    index = amount.last
    if amount.kind == "verb" or index >= len(tokens):
        return amount
    separator = _word(tokens, index)
    ranged = False
    if separator in _GAP and not amount.compound and index + 1 < len(tokens) and (tokens[index + 1].number or tokens[index + 1].text in _CURRENCY):
        ranged = True
    elif separator == "-" and amount.compound and index + 1 < len(tokens) and tokens[index + 1].number:
        ranged = True
    elif separator in ("to", "and", "through", "→"):
        before = _word(tokens, amount.first - 1)
        if separator == "and":
            ranged = before == "between" or (before == "minimally" and _word(tokens, index + 1) == "maximally")
        else:
            ranged = True
    if not ranged:
        if separator == "," or separator == "and" or separator == "or":
            return _listed(tokens, amount)
        return amount
    step = index + 1
    if separator == "and" and _word(tokens, step) == "maximally":
        step += 1
    skipped = step
    while separator in ("to", "→") and _word(tokens, skipped) in ("only", "just", "about", "approximately", "around", "nearly", "over", "~", "under", "up", "a"):
        skipped += 2 if _word(tokens, skipped) == "up" and _word(tokens, skipped + 1) == "to" else 1
    step = skipped
    if step >= len(tokens):
        return amount
    right = _single(tokens, step)
    if right is None or (amount.spelled != right.spelled and separator not in ("to", "→")) or not _compatible(amount, right):
        return amount
    if separator in _GAP and amount.kind == "count" and right.kind == "count" and _is_year_range(amount, right):
        amount.high, amount.last, amount.end, amount.rule = right.value, right.last, right.end, "quantity.years"
        return amount
    _spread(tokens, right)
    return _joined(tokens, amount, right, separator, step)


def is_year(value: float | None) -> bool:
    """Whether a bare number reads as a year."""
    return value is not None and 1950 <= value <= 2050 and float(value).is_integer()


def _is_year_range(left: Amount, right: Amount) -> bool:
    return (
        left.value is not None and right.value is not None and 1900 <= left.value <= 2100 and 1900 <= right.value <= 2100
        and left.value == int(left.value)
    )  # fmt: skip


def _joined(tokens: list[Token], left: Amount, right: Amount, separator: str, step: int) -> Amount:
    """One quantity of two numbers: a range, or a before/after pair."""
    at = left.first - 1
    while _word(tokens, at) in ("~", "about", "approximately", "around", "roughly", "nearly", "over"):
        at -= 1
    before = _word(tokens, at)
    if left.unit != right.unit and left.unit and not (separator in ("to", "→") and (before == "from" or separator == "→")):
        return left
    joined = replace(
        left, last=right.last, end=right.end, unit=right.unit or left.unit, kind=right.kind if left.kind == "count" else left.kind,
        compound=right.compound, rule=f"{right.rule}-range",
    )  # fmt: skip
    pair = separator in ("to", "→") and (before == "from" or separator == "→") and not _ranging(tokens, at)
    if pair:
        if left.unit != right.unit and left.unit in _TO_BASE and left.value is not None:
            converted = amounts.scaled(left.value, _TO_BASE[left.unit][1] / _TO_BASE[right.unit][1])
            left = replace(left, value=converted, unit=right.unit)
            joined.unit = right.unit
        if joined.unit == "pp" and right.rule == "quantity.points":
            joined.unit, joined.kind = "point", "measure"
        joined.value, joined.before, joined.after = None, left.value, right.value
        joined.rule = f"{right.rule}-pair"
        return joined
    low, high = left.value, right.value
    if left.kind == right.kind == "count" and low is not None and high is not None and low < 1000 <= high and not left.spelled:
        by = next((value for value in (1e12, 1e9, 1e6, 1e3) if high >= value and tokens[right.last - 1].lower in ("trillion", "billion", "million", "thousand")), 1.0)
        if high / by > low:
            # "1 to 27 billion": the magnitude is that of both
            low = amounts.scaled(low, by)
            if joined.before is not None:
                joined.before = low
    if low is not None and high is not None and low > high:
        if separator == "-":
            return left
        low, high = high, low
    joined.value, joined.high = low, high
    return joined


def _ranging(tokens: list[Token], index: int) -> bool:
    """Whether "from" opens a spread ("ranging from 3 to 5", "varies from") and no change."""
    return _word(tokens, index - 1) in ("ranging", "ranges", "range", "varying", "vary", "varies", "between", "anywhere", "ranged", "sizes", "sized", "spanning")


def _spread(tokens: list[Token], amount: Amount) -> None:
    index = amount.last
    if _word(tokens, index) != "±" or index + 1 >= len(tokens) or not tokens[index + 1].number:
        return
    spread = _digits(tokens, index + 1)
    if spread is None:
        return
    amount.plus_minus, amount.last, amount.end = spread.value, spread.last, spread.end
    if amount.kind == "count" and spread.kind != "count":
        amount.unit, amount.kind = spread.unit, spread.kind


def _listed(tokens: list[Token], amount: Amount) -> Amount:
    """ "2, 3, 4, and 8 nodes": bare numbers in ascending order before one head are one range."""
    if amount.kind != "count" or amount.compound or amount.bound == "at_least" or amount.spelled:
        return amount
    values = [amount.value or 0]
    index, last = amount.last, amount
    while index < len(tokens):
        step = index
        while _word(tokens, step) in (",", "and", "or", "/"):
            step += 1
        if step == index or step >= len(tokens) or not tokens[step].number:
            break
        right = _single(tokens, step)
        if right is None or right.kind not in ("count", "measure") or right.value is None or right.value <= values[-1]:
            return amount
        values.append(right.value)
        last, index = right, right.last
        if right.kind == "measure" or right.compound:
            break
    if last is amount or index >= len(tokens) or not tokens[index].text[0].isalpha() and not last.compound and last.kind != "measure":
        return amount
    if _word(tokens, index) in ("of", "in", "for", "respectively", "on", "at", "and", "with", "to"):
        return amount
    return replace(last, first=amount.first, start=amount.start, value=values[0], high=values[-1], rule="quantity.list")


def _bound(tokens: list[Token], amount: Amount, floor: int) -> None:
    """The bound said before the number, outermost first: "within about 1500 MB" is up_to."""
    table = words().bounds
    index = amount.first
    amount.bound_first = index
    while index > floor:
        back = index - 1
        word = _word(tokens, back)
        if word in ("+", "-") and amount.direction is not None and index == amount.first:
            index = back
            continue
        matched = None
        for phrase, bound in table.get(word, ()):
            first = index - len(phrase)
            if first >= floor and tuple(_word(tokens, first + step) for step in range(len(phrase))) == phrase:
                matched = (first, bound)
                break
        if matched is None:
            # "up to a 1.72x reduction", "up to an order of magnitude", "over an average of"
            if word in ("a", "an", "the", "one") and index == amount.first and _bounded_at(tokens, back, floor):
                index = back
                continue
            break
        first, bound = matched
        if word in ("over", "above", "under", "below", "beyond", "some", "within", "maximum", "-", "reaching") and not _is_bound(tokens, amount, first, word):
            break
        if word == "sub" and _word(tokens, back + 1) != "-":
            break
        amount.bound, amount.bound_first, index = bound, first, first
    if _word(tokens, amount.first - 1) == "-" and _word(tokens, amount.first - 2) == "sub":
        amount.bound, amount.bound_first = "less_than", amount.first - 2
    after = _word(tokens, amount.last)
    if amount.bound == "exact" and after == "+" and tokens[amount.last].glued:
        amount.bound, amount.end, amount.last = "at_least", tokens[amount.last].end, amount.last + 1
    if amount.bound == "exact" and after == "or" and _word(tokens, amount.last + 1) in ("more", "higher", "greater"):
        amount.bound = "at_least"
    if amount.bound == "exact" and after == "or" and _word(tokens, amount.last + 1) in ("less", "fewer", "lower"):
        amount.bound = "up_to"


def _bounded_at(tokens: list[Token], index: int, floor: int) -> bool:
    for phrase, _ in words().bounds.get(_word(tokens, index - 1), ()):
        first = index - len(phrase)
        if first >= floor and tuple(_word(tokens, first + step) for step in range(len(phrase))) == phrase:
            return phrase[-1] not in ("over", "under", "above", "below", "some", "maximum", "within") or phrase == ("over",)
    return False


def _fold_predicate(tokens: list[Token], index: int) -> bool:
    """Whether "fourfold" only announces a list: "our contributions are fourfold: …"."""
    return _word(tokens, index + 1) in (".", ":", ",", ";", "") and _word(tokens, index - 1) in ("is", "are", "be")


_STEADY = {"effective", "robust", "stable", "secure", "works", "operates", "evaluated", "performs", "resilient", "tested", "even", "converges", "holds", "functions", "reliable"}
_PROCESSED = {"sustained", "evaluation", "evaluations", "audit", "study", "experiments", "tested", "trained", "evaluated", "averaged", "run", "runs", "results", "simulation",
              "simulations", "analysis", "measured", "computed", "campaign", "replay", "conducted", "performed", "executed", "validated", "benchmarked", "applied"}  # fmt: skip


def _is_bound(tokens: list[Token], amount: Amount, first: int, word: str) -> bool:
    """Whether "over", "under", "above" … bound the number, or are plain prepositions ("speedup over 3 baselines")."""
    before = _word(tokens, first - 1)
    if word == "reaching":
        return before in ("improvement", "reduction", "increase", "gains", "gain", "speedups", "speedup", "improvements", "reductions", "savings", "increases", "values", "rates")
    if word == "some":
        return amount.kind != "count" or (amount.value or 0) >= 10
    if word == "within":
        return amount.kind != "count"
    if word == "maximum":
        return before == "by" or before in ("a", "the", "of") and _word(tokens, first + 1) == "of"
    if amount.kind == "percent" and word in ("under", "above", "below") and before in _STEADY:
        return False
    if amount.kind != "count":
        return not (word == "over" and amount.kind == "measure" and amount.unit in ("day", "week", "month", "year", "h", "min")
                    and before not in ("for", "of", "by", "in", "to"))  # fmt: skip
    if word == "over" and before in _PROCESSED:
        return False
    if word in ("under", "below", "above", "beyond"):
        return (amount.value or 0) >= 5 and not amount.spelled
    return (amount.value or 0) >= 20 and not amount.compound
