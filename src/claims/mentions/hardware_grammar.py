"""The rules of hardware, compiled: what the finder looks for.

A family says in `forms` how its members are written: "GeForce! RTX|GTX ##60|##70|##80|##90 Ti?". From each form come

- phrases for spaCy's entity ruler ("RTX 0060", "GeForce RTX 0060 Ti", …), compared with all digits equal,
- a regex that an entity must match to the letter, whose groups give the canonical name,
- its first required word for the prefilter.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from typing import TYPE_CHECKING, Literal

from claims.mentions import hardware_prefilter
from claims.mentions.hardware_rules import Code, Family, Rules, UnitClass, loaded
from claims.patterns import built

if TYPE_CHECKING:
    from claims.nlp import Phrases

Joint = Literal[" ", "-", ""]
Mark = Literal["", "?", "!", "*"]

# A token is a word without its digits, a number, or a sign. A hyphen inside a compound stays with what precedes it, so
# that "RTX-4090", "RTX 4090" and "RTX4090" are the same two tokens; a "v" before a digit stands alone ("TPUv4"), and so
# does the "x" of "8xA100"; "TM", "(R)" and the "'s" before a name stay with their word.
_ORNAMENTS = r"(?:\^(?:TM|circledR)(?![A-Za-z])|\((?:TM|R|tm|r)\)|[™®]|'s(?=\s[A-Z\d]))?+(?:-(?=\w))?"
_WORD = rf"(?<=\d)[xX](?=[A-Z])|[A-Za-z]+?(?=v\d)|[A-Za-z]++{_ORNAMENTS}|\d++(?:[.,]\d++)*+(?:-(?=\w))?|\S"
_ORNAMENT = re.compile(r"'s$|\^(?:TM|circledR)|(?<=[a-z])TM|\((?:TM|R|tm|r)\)|[™®]|-$")
_DIGITS = str.maketrans("123456789", "000000000")
_JOINTS: dict[str, Joint] = {"-": "-", "_": ""}
_MOST_NAMED = 1 << 10
"""Ways to write a slot whose names are kept."""
_MARKS: dict[str, Mark] = {"?": "?", "!": "!", "*": "*"}


@dataclass(frozen=True)
class Slot:
    """One word of a form."""

    alternatives: tuple[str, ...]
    patterns: tuple[str, ...]
    """The regex of each alternative."""
    joint: Joint
    """What stands before it in the canonical name."""
    mark: Mark
    """"" required, "?" optional, "!" optional in the text but always named, "*" optional and never named."""

    @property
    def pattern(self) -> str:
        """Regex of any of the alternatives, the longest first."""
        return "|".join(sorted(self.patterns, key=lambda one: (-len(one), one)))

    def named(self, value: str) -> str:
        """The alternative that `value` is written for, with the digits of `value`: "pro" -> "Pro"."""
        if value not in self._named:
            if len(self._named) == _MOST_NAMED:
                self._named.clear()
            self._named[value] = self._name(value)
        return self._named[value]

    def _name(self, value: str) -> str:
        written = _without_joints(value)
        for alternative, letters in self._letters:
            if len(letters) == len(written) and all(
                sign == other or (sign == "#" and other.isdigit()) for sign, other in zip(letters, written, strict=True)
            ):
                digits = iter(sign for sign in value if sign.isdigit())
                return "".join(next(digits) if sign == "#" or sign.isdigit() else sign for sign in alternative)
        return value

    @cached_property
    def _named(self) -> dict[str, str]:
        return {}

    @cached_property
    def _letters(self) -> list[tuple[str, str]]:
        return [(word, _without_joints(word)) for word in self.alternatives if word[0] != "<"]


def _without_joints(word: str) -> str:
    """What is compared of a word that already matches one of the alternatives."""
    return word.lower().replace("-", "").replace(" ", "")


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

    def rest(self, slot: int) -> "re.Pattern[str]":
        """The form from a slot after the lead on: what an enumeration goes on with."""
        if slot not in self._rests:
            self._rests[slot] = self._from(slot)
        return self._rests[slot]

    @cached_property
    def _rests(self) -> dict[int, "re.Pattern[str]"]:
        return {}

    def _from(self, first: int) -> "re.Pattern[str]":
        pieces = ""
        for number, slot in enumerate(self.slots[first:], first):
            gap = "" if number == first else "-?" if slot.joint == "" else "[ -]?"
            # the leading word tells "Summit" from "summit"; of the others the case is free
            letters = slot.pattern if number == self.lead else f"(?i:{slot.pattern})"
            pieces += f"(?:{gap}(?P<s{number}>{letters}))?" if slot.mark else f"{gap}(?P<s{number}>{letters})"
        tail = f"(?P<tail>{self.family.tail})?" if self.family.tail else ""
        return re.compile(f"{pieces}{tail}s?")


@dataclass(slots=True, frozen=True)
class Context:
    """What a family wants around a name, or does not want."""

    near: "re.Pattern[str] | None"
    before: "re.Pattern[str] | None"
    after: "re.Pattern[str] | None"
    then: "re.Pattern[str] | None"
    unless: "re.Pattern[str] | None"

    @property
    def asks(self) -> bool:
        """Whether the name alone is not enough."""
        return self.near is not None or self.before is not None or self.then is not None


@dataclass(slots=True, frozen=True)
class Grammar:
    """Everything the finder needs."""

    rules: Rules
    phrases: "Phrases"
    """Every form and class word, for the entity ruler."""
    norm: Callable[[str], str]
    """What is compared of a token: lower case, singular, all digits equal."""
    canonical: Callable[[str], str]
    """A token without ornaments, in its canonical spelling: "Nvidia" -> "NVIDIA"."""
    forms: dict[str, list[Form]]
    """Norms of the tokens, joined by spaces -> the forms that may have made them, in the order of the files."""
    siblings: dict[str, list[Form]]
    """Leading word of a form -> the forms that have it and go on with a number: "RTX" -> "RTX 4090", "RTX 6000"."""
    units: dict[str, UnitClass]
    """Norms of a class word -> class."""
    vendors: dict[str, str]
    """Written vendor -> vendor."""
    contexts: dict[str, Context]
    """Family id -> context."""
    prefilter: hardware_prefilter.Prefilter


@built
def grammar() -> Grammar:
    """The compiled rules, made once a process."""
    from claims.nlp import Phrases  # spaCy takes half a second to import: not for `claims --help`

    rules, families = loaded()
    codes = {f"<{code.name}>": code for code in rules.code}
    shapes = {name: re.compile(code.regex) for name, code in codes.items()}
    coded = "|".join(code.regex for code in rules.code)
    any_code = re.compile(coded)
    words = re.compile(rf"(?<![A-Za-z0-9])(?:{coded})(?![A-Za-z0-9])|{_WORD}")
    spellings = {other: word for word, others in rules.spellings.items() for other in others}

    @lru_cache(maxsize=1 << 14)
    def canonical(word: str) -> str:
        if len(word) > 1 and ("TM" in word or not word.isalpha()):
            word = _ORNAMENT.sub("", word)
        return spellings.get(word, word)

    @lru_cache(maxsize=1 << 14)
    def compared(word: str) -> str:
        """Lower case, singular, all digits equal: the norm of a token."""
        if not word.isalpha() and not word.isdigit() and any_code.fullmatch(word):
            return next(name for name, shape in shapes.items() if shape.fullmatch(word))
        plain = canonical(word).translate(_DIGITS).lower()
        if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss"):
            return plain[:-1]
        return plain[0] if len(word) == 2 and word[0].isupper() and word[1] == "s" else plain  # "Pi 4|Bs"

    def key(tokens: Iterable[str]) -> str:
        return " ".join(map(compared, tokens))

    forms = [_form(family, form, codes) for family in families for form in family.forms]
    index: dict[str, list[Form]] = {}
    phrases: dict[str, str] = {}
    for form in forms:
        for phrase in _phrases(form, codes):
            place = key(words.findall(phrase))
            if form not in index.setdefault(place, []):
                index[place].append(form)
            phrases.setdefault(place, phrase)
    siblings: dict[str, list[Form]] = {}
    for form in forms:
        if form.lead + 1 < len(form.slots) and any("#" in one for one in form.slots[form.lead + 1].alternatives):
            for word in form.slots[form.lead].alternatives:
                siblings.setdefault(word, []).append(form)
    units: dict[str, UnitClass] = {}
    for unit in rules.unit:
        for word in unit.words:
            place = key(words.findall(word))
            units.setdefault(place, unit)
            phrases.setdefault(place, word)
    return Grammar(
        rules,
        Phrases(phrases.values(), words, compared),
        compared,
        canonical,
        index,
        siblings,
        units,
        {word: vendor for vendor, others in rules.vendors.items() for word in (vendor, *others)},
        {family.id: _context(family, rules) for family in families},
        hardware_prefilter.build(
            _leads(forms, rules),
            (word for unit in rules.unit for word in unit.words),
            (code.regex for code in rules.code),
        ),
    )


def alternation(words: Iterable[str]) -> str:
    """Regex of any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _form(family: Family, form: str, codes: Mapping[str, Code]) -> Form:
    slots = []
    for word in form.split():
        mark = _MARKS.get(word[-1], "")
        body = word[:-1] if mark else word
        joint = _JOINTS.get(body[0], " ")
        alternatives = tuple((body if joint == " " else body[1:]).split("|"))
        slots.append(Slot(alternatives, tuple(_letters(one, codes) for one in alternatives), joint, mark))
    return Form(family, tuple(slots), next(number for number, slot in enumerate(slots) if not slot.mark))


def _letters(alternative: str, codes: Mapping[str, Code]) -> str:
    """Regex of one alternative: # is any digit, a hyphen may be a space or nothing, after a digit the case is free."""
    if alternative in codes:
        return codes[alternative].regex
    pattern = ""
    digit_seen = False
    for place, sign in enumerate(alternative):
        if sign == "#" or sign.isdigit():
            # "MI-300X"; but "A-100" is none
            pattern += "-?" if place > 1 and alternative[place - 1].isalpha() and not digit_seen else ""
            pattern += r"\d" if sign == "#" else sign
            digit_seen = True
        elif sign == "-":
            pattern += "[ -]?"
        elif sign.isalpha() and digit_seen:
            pattern += f"[{sign.upper()}{sign.lower()}]"
        else:
            pattern += re.escape(sign)
    return pattern


def _phrases(form: Form, codes: Mapping[str, Code]) -> Iterator[str]:
    choices = [(*slot.alternatives, "") if slot.mark else slot.alternatives for slot in form.slots]
    for words in product(*choices):
        yield " ".join(codes[word].example if word in codes else word.replace("#", "0") for word in words if word)


def _leads(forms: Iterable[Form], rules: Rules) -> Iterator[hardware_prefilter.Lead]:
    for form in forms:
        rest = form.slots[form.lead + 1 :]
        required = rest[0] if rest and not rest[0].mark else None
        following = required.patterns if required else ()
        for alternative in form.slots[form.lead].alternatives:
            if alternative[0] != "<":
                for word in (alternative, *rules.spellings.get(alternative, ())):
                    yield hardware_prefilter.Lead(word, _letters(word, {}), following)


def _context(family: Family, rules: Rules) -> Context:
    def words(listed: tuple[str, ...]) -> str:
        return alternation(one for word in listed for one in (rules.words[word[1:]] if word[0] == "@" else (word,)))

    near = rf"(?<![A-Za-z0-9])(?:{words(family.near)})(?![A-Za-z0-9])" if family.near else ""
    before = rf"(?<![A-Za-z0-9])(?:{words(family.beside)})[\s(/-]{{0,2}}$" if family.beside else ""
    after = rf"[\s)/-]{{0,2}}(?:{words(family.beside)})(?![A-Za-z0-9])" if family.beside else ""
    return Context(
        *(re.compile(pattern) if pattern else None for pattern in (near, before, after, family.then, family.unless))
    )
