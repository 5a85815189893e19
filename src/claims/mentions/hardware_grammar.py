"""The rules of hardware, compiled: what the finder looks for.

A family says in `forms` how its members are written: "GeForce! RTX|GTX ##60|##70|##80|##90 Ti?". From each form come

- phrases for spaCy's entity ruler ("RTX 0060", "GeForce RTX 0060 Ti", …), compared with all digits equal,
- a regex that an entity must match to the letter, whose groups give the canonical name,
- its first required word for the prefilter.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import product
from typing import TYPE_CHECKING, Literal

import regex

from claims.mentions.hardware_rules import Code, Family, Rules, UnitClass, Vendor, load

if TYPE_CHECKING:
    from spacy.language import Language

# A token is a word without its digits, a number, or a sign. A hyphen inside a compound stays with what precedes it, so
# that "RTX-4090", "RTX 4090" and "RTX4090" are the same two tokens; a "v" before a digit stands alone ("TPUv4"), and so
# does the "x" of "8xA100"; "TM" and "(R)" stay with their word.
_MARK = r"(?:\^TM(?![A-Za-z])|\((?:TM|R|tm|r)\)|[™®])?+"
_WORD = (
    rf"(?<=\d)x(?=[A-Z])|[A-Za-z]+?(?=v\d)|[A-Za-z]++{_MARK}(?:-(?=\w))?"
    r"|\d++(?:[.,]\d++)*+(?:-(?=\w))?|\S"
)
_ORNAMENT = regex.compile(r"\^TM|(?<=[a-z])TM|\((?:TM|R|tm|r)\)|[™®]|-$")
_DIGITS = str.maketrans("123456789", "000000000")


@dataclass(slots=True, frozen=True)
class Slot:
    """One word of a form."""

    alternatives: tuple[str, ...]
    joint: Literal[" ", "-", ""]
    """What stands before it in the canonical name."""
    mark: Literal["", "?", "!", "*"]
    """"" required, "?" optional, "!" optional in the text but always named, "*" optional and never named."""
    patterns: tuple[str, ...]
    """The regex of each alternative."""

    def pattern(self) -> str:
        """Regex of any of the alternatives, the longest first."""
        return "|".join(sorted(self.patterns, key=lambda one: (-len(one), one)))

    def named(self, value: str) -> str:
        """The alternative that `value` is written for, with the digits of `value`: "pro" -> "Pro"."""
        for alternative, pattern in zip(self.alternatives, self.patterns, strict=True):
            if alternative[0] != "<" and re.fullmatch(pattern, value, re.IGNORECASE):
                digits = iter(sign for sign in value if sign.isdigit())
                return "".join(next(digits) if sign == "#" or sign.isdigit() else sign for sign in alternative)
        return value


@dataclass(frozen=True)
class Form:
    """One form of a family. Its regexes are made when first asked for: of the many forms a run meets a few."""

    family: Family
    slots: tuple[Slot, ...]
    lead: int
    """Number of the first required slot."""

    @cached_property
    def shape(self) -> "re.Pattern[str]":
        """What a name must match to the letter; the groups s0, s1 … are the slots."""
        return self._from(0)

    @cached_property
    def rests(self) -> tuple["re.Pattern[str]", ...]:
        """For each slot after the lead, the form from there on: what an enumeration goes on with."""
        return tuple(self._from(first) for first in range(self.lead + 1, len(self.slots)))

    def _from(self, first: int) -> "re.Pattern[str]":
        pieces = ""
        for number, slot in enumerate(self.slots[first:], first):
            gap = "" if number == first else "-?" if slot.joint == "" else "[ -]?"
            # the leading word tells "Summit" from "summit"; of the others the case is free
            letters = slot.pattern() if number == self.lead else f"(?i:{slot.pattern()})"
            group = f"(?P<s{number}>{letters})"
            pieces += f"(?:{gap}{group})?" if slot.mark else gap + group
        tail = f"(?P<tail>{self.family.tail})?" if self.family.tail else ""
        return re.compile(f"{pieces}{tail}s?")


@dataclass(slots=True, frozen=True)
class Context:
    """What a family wants around a name, or does not want."""

    near: "re.Pattern[str] | None"
    before: "re.Pattern[str] | None"
    after: "re.Pattern[str] | None"
    unless: "re.Pattern[str] | None"

    @property
    def asks(self) -> bool:
        """Whether the name alone is not enough."""
        return self.near is not None or self.before is not None


@dataclass(slots=True, frozen=True)
class Prefilter:
    """Where a name may stand. Two searches, since most words begin with a small letter and few small names exist."""

    capital: "re.Pattern[str]"
    hints: tuple[str, ...]
    """Pieces of which one is in every text that `small` can match in."""
    small: "re.Pattern[str]"
    unit_words: frozenset[str]

    def hits(self, text: str) -> list["re.Match[str]"]:
        """The first required words of forms, and class words, in the order of the text."""
        found = list(self.capital.finditer(text))
        if any(hint in text for hint in self.hints):
            found = sorted([*found, *self.small.finditer(text)], key=lambda hit: hit.start())
        return found

    def is_unit(self, hit: "re.Match[str]") -> bool:
        """Whether a hit is a class word."""
        word = hit.group()
        return word in self.unit_words or word.removesuffix("s") in self.unit_words


@dataclass(slots=True, frozen=True)
class Grammar:
    """Everything the finder needs."""

    rules: Rules
    pipeline: "Language"
    key: Callable[[Iterable[str]], str]
    canonical: Callable[[str], str]
    forms: dict[str, list[Form]]
    """Phrase as compared -> the forms that may have made it, in the order of the files."""
    units: dict[str, UnitClass]
    """Class word as compared -> class."""
    vendors: dict[str, Vendor]
    """Written vendor -> vendor."""
    contexts: dict[str, Context]
    """Family id -> context."""
    prefilter: Prefilter


@cache
def grammar() -> Grammar:
    """The compiled rules, made once a process."""
    from claims import nlp  # spaCy takes half a second to import: not for `claims --help`

    rules, families = load()
    codes = {f"<{code.name}>": code for code in rules.code}
    code_shapes = {name: re.compile(code.regex) for name, code in codes.items()}
    words = regex.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(code.regex for code in rules.code)})(?![A-Za-z0-9])|{_WORD}")
    spellings = {other: word for word, others in rules.spellings.items() for other in others}

    def canonical(word: str) -> str:
        if len(word) > 1:
            word = _ORNAMENT.sub("", word)
        return spellings.get(word, word)

    @lru_cache(maxsize=1 << 15)
    def compared(word: str) -> str:
        if not word.isalpha() and not word.isdigit():
            for name, code_shape in code_shapes.items():
                if code_shape.fullmatch(word):
                    return name
        plain = canonical(word).translate(_DIGITS).lower()
        return plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss") else plain

    def key(tokens: Iterable[str]) -> str:
        return " ".join(map(compared, tokens))

    forms = [_form(family, form, codes) for family in families for form in family.forms]
    index: dict[str, list[Form]] = {}
    phrases: dict[str, tuple[str, str]] = {}
    for form in forms:
        for phrase in _phrases(form, codes):
            place = key(words.findall(phrase))
            if form not in index.setdefault(place, []):
                index[place].append(form)
            phrases.setdefault(place, (form.family.kind, phrase))
    units: dict[str, UnitClass] = {}
    for unit in rules.unit:
        for word in unit.words:
            place = key(words.findall(word))
            units.setdefault(place, unit)
            phrases.setdefault(place, (unit.kind, word))
    ruled = [{"label": kind, "pattern": phrase} for kind, phrase in phrases.values()]
    return Grammar(
        rules,
        nlp.build(ruled, words=words, norm=compared),
        key,
        canonical,
        index,
        units,
        {word: vendor for vendor in rules.vendor for word in (vendor.name, *vendor.words)},
        {family.id: _context(family, rules) for family in families},
        _prefilter(forms, rules),
    )


def alternation(words: Iterable[str]) -> str:
    """Regex of any of the words, the longest first."""
    return "|".join(regex.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _letters(alternative: str, codes: Mapping[str, Code]) -> str:
    """Regex of one alternative: # is any digit, a hyphen may be a space or nothing, after a digit the case is free."""
    if alternative in codes:
        return codes[alternative].regex
    pattern = ""
    for place, sign in enumerate(alternative):
        digits_before = any(before in "#0123456789" for before in alternative[:place])
        if sign == "#" or sign.isdigit():
            # "MI-300X"; but "A-100" is none
            pattern += "-?" if place > 1 and alternative[place - 1].isalpha() and not digits_before else ""
            pattern += r"\d" if sign == "#" else sign
        elif sign == "-":
            pattern += "[ -]?"
        elif sign.isalpha() and digits_before:
            pattern += f"[{sign.upper()}{sign.lower()}]"
        else:
            pattern += re.escape(sign)
    return pattern


def _slots(form: str, codes: Mapping[str, Code]) -> tuple[Slot, ...]:
    slots = []
    joints: dict[str, Literal["-", ""]] = {"-": "-", "_": ""}
    marks: dict[str, Literal["?", "!", "*"]] = {"?": "?", "!": "!", "*": "*"}
    for word in form.split():
        mark = marks.get(word[-1], "")
        body = word[:-1] if mark else word
        joint = joints.get(body[0], " ")
        alternatives = tuple((body if joint == " " else body[1:]).split("|"))
        slots.append(Slot(alternatives, joint, mark, tuple(_letters(one, codes) for one in alternatives)))
    return tuple(slots)


def _form(family: Family, form: str, codes: Mapping[str, Code]) -> Form:
    slots = _slots(form, codes)
    return Form(family, slots, next(number for number, slot in enumerate(slots) if not slot.mark))


def _phrases(form: Form, codes: Mapping[str, Code]) -> Iterator[str]:
    choices = [(*slot.alternatives, "") if slot.mark else slot.alternatives for slot in form.slots]
    for words in product(*choices):
        yield " ".join(codes[word].example if word in codes else word.replace("#", "0") for word in words if word)


def _context(family: Family, rules: Rules) -> Context:
    def words(listed: tuple[str, ...]) -> str:
        return alternation(one for word in listed for one in (rules.words[word[1:]] if word[0] == "@" else (word,)))

    near = rf"(?<![A-Za-z0-9])(?:{words(family.near)})(?![A-Za-z0-9])" if family.near else ""
    before = rf"(?<![A-Za-z0-9])(?:{words(family.beside)})[\s(/-]{{0,2}}$" if family.beside else ""
    after = rf"[\s)/-]{{0,2}}(?:{words(family.beside)})(?![A-Za-z0-9])" if family.beside else ""
    near_, before_, after_, unless = (
        re.compile(pattern) if pattern else None for pattern in (near, before, after, family.unless)
    )
    return Context(near_, before_, after_, unless)


def _prefilter(forms: list[Form], rules: Rules) -> Prefilter:
    upper: dict[str, set[str]] = {}
    lower: dict[str, set[str]] = {}
    small_words: set[str] = set()
    for form in forms:
        following = form.slots[form.lead + 1] if form.lead + 1 < len(form.slots) else None
        for alternative in form.slots[form.lead].alternatives:
            for word in (alternative, *rules.spellings.get(alternative, ())):
                if alternative[0] == "<":
                    continue
                if following is not None and not following.mark:
                    # a common first word is not enough: "Core" wants its "i7"
                    end = rf"\W{{0,3}}(?:TM\W?)?(?i:{following.pattern()})"
                else:
                    end = r"(?:TM)?s?(?![A-Za-z])" if word[-1].isalpha() else r"(?!\d)"
                (lower if word[0].islower() else upper).setdefault(word[0], set()).add(_letters(word, {})[len(re.escape(word[0])) :] + end)
                if word[0].islower():
                    more = following.alternatives if following is not None and not following.mark else ("",)
                    small_words |= {(word + " " + one).split("#")[0].strip() for one in more}
    for word in (word for unit in rules.unit for word in unit.words):
        (lower if word[0].islower() else upper).setdefault(word[0], set()).add(_letters(word, {})[len(re.escape(word[0])) :] + r"s?\b")
    # the first letter stands before the look-behind: `re` then skips in one go to where such a letter is
    capital = "|".join(
        rf"{first}(?:(?<![A-Za-z0-9].)|(?<=\dx.))(?:{'|'.join(sorted(ends))})" for first, ends in sorted(upper.items())
    )
    small = "|".join(f"{first}(?:{'|'.join(sorted(ends))})" for first, ends in sorted(lower.items()))
    codes = "|".join(sorted(f"(?:{code.regex})" for code in rules.code))
    hints = {" ".join(word.split()[-2:]) for unit in rules.unit for word in unit.words if word[0].islower()}
    hints |= small_words
    hints |= {hint for code in rules.code for hint in code.hints}
    hints = {hint for hint in hints if not any(other in hint for other in hints - {hint})}
    return Prefilter(
        re.compile(capital),
        tuple(sorted(hints)),
        re.compile(rf"(?<![A-Za-z0-9])(?:{small}|(?:{codes})(?![A-Za-z0-9]))"),
        frozenset(word for unit in rules.unit for word in unit.words),
    )
