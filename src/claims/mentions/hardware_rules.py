"""patterns/hardware/*.toml -> what the hardware finder looks for, checked and compiled.

A family says in `forms` how its members are written: "GeForce! RTX|GTX ##50|##60|##70|##80|##90 Ti?". From each form come

- phrases for spaCy's entity ruler ("RTX 0060", "GeForce RTX 0060 Ti" …), compared with all digits equal,
- a regex that an entity must match to the letter, whose groups give the canonical name,
- its first required word for the prefilter.

The language of the forms is told in patterns/README.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Annotated, Literal

import regex
from pydantic import AfterValidator, Field

from claims import patterns
from claims.errors import PatternError
from claims.models import Frozen, HardwareKind

if TYPE_CHECKING:
    from spacy.language import Language


def _compiles(pattern: str) -> str:
    try:
        regex.compile(pattern)
    except regex.error as error:
        raise ValueError(f"no regex: {error}") from error
    return pattern


def _is_form(form: str) -> str:
    for word in form.split():
        if not regex.fullmatch(r"[-_]?[^?!*|]+(?:\|[^?!*|]+)*[?!*]?", word):
            raise ValueError(f"{word!r} is no word of a form: alternatives between |, then at most one of ? ! *")
    if not any(word[-1] not in "?!*" for word in form.split()):
        raise ValueError(f"{form!r} has no required word")
    return form


Pattern = Annotated[str, AfterValidator(_compiles)]
FormText = Annotated[str, AfterValidator(_is_form)]


class Family(Frozen):
    """A product line, or names that are written alike."""

    id: str
    kind: HardwareKind
    vendor: str = ""
    """Written before the model in the canonical name, whether the text has it or not."""
    also: tuple[str, ...] = ()
    """Former owners; one of them replaces `vendor` in the name where it is written."""
    forms: tuple[FormText, ...] = Field(min_length=1)
    name: str = ""
    """Canonical name with {1}, {2} … for the words of the form; without it, vendor and words as matched."""
    tail: Pattern = ""
    """What letters may be glued to the end of a model and belong to it: the R of "6248R"."""
    near: tuple[str, ...] = ()
    """Words of which one must stand within 120 characters, unless the vendor stands before; "@x" is a list of rules.toml."""
    beside: tuple[str, ...] = ()
    """The same for the word directly before or after."""
    unless: Pattern = ""
    """Not hardware where this regex matches right after."""


class Families(Frozen):
    family: tuple[Family, ...]


class Vendor(Frozen):
    """A maker, or an instruction set, that makes a mention together with a class word."""

    name: str
    words: tuple[str, ...] = ()
    """Other spellings."""
    classes: tuple[str, ...] = ()
    """The only classes it goes with; empty: all."""


class UnitClass(Frozen):
    """A class word: hardware with a number of units before it, or with a vendor."""

    name: str
    """Canonical name of the bare class."""
    label: str = ""
    """How it is called after a vendor, where that differs."""
    kind: HardwareKind
    words: tuple[str, ...]
    """How it is written, in the singular."""
    least: int | None = 1
    """The smallest number that makes the bare word a mention; None: it never is one."""


class Counting(Frozen):
    """The words around a number of units."""

    numbers: dict[str, int]
    adjectives: tuple[str, ...]
    """May stand between the number, or the vendor, and the hardware."""
    not_numbers: tuple[str, ...]
    """A number after one of these words is a name's: "version 2 GPUs"."""
    groups: tuple[str, ...]
    """Nouns that take the number for themselves when they follow: "two A100 servers"."""
    wholes: tuple[str, ...]
    """Nouns that leave it to a class in the singular: "a 512 GPU cluster"."""
    others: tuple[str, ...]
    """Nouns after a class word that make it no hardware: "one GPU kernel"."""


class Rules(Frozen):
    spellings: dict[str, tuple[str, ...]]
    """Canonical word -> other spellings of it."""
    words: dict[str, tuple[str, ...]]
    vendor: tuple[Vendor, ...]
    unit: tuple[UnitClass, ...]
    counting: Counting


@dataclass(slots=True, frozen=True)
class Slot:
    """One word of a form."""

    alternatives: tuple[str, ...]
    joint: Literal[" ", "-", ""]
    """What stands before it in the canonical name."""
    mark: str
    """"" required, "?" optional, "!" optional in the text but always named, "*" optional and never named."""

    def named(self, value: str) -> str:
        """The alternative that `value` is written for, with the digits of `value`."""
        for alternative in self.alternatives:
            if regex.fullmatch(_letters(alternative), value, regex.IGNORECASE):
                digits = iter(regex.findall(r"\d", value))
                return "".join(next(digits) if sign == "#" or sign.isdigit() else sign for sign in alternative)
        return value


@dataclass(slots=True, frozen=True)
class Form:
    """A compiled form of a family; the groups s0, s1 … of `shape` are its slots."""

    family: Family
    slots: tuple[Slot, ...]
    shape: "regex.Pattern[str]"
    lead: int
    """Number of the first required slot."""

    @property
    def vendors(self) -> tuple[str, ...]:
        return (self.family.vendor, *self.family.also) if self.family.vendor else self.family.also


@dataclass(slots=True)
class Grammar:
    """Everything the finder needs."""

    rules: Rules
    pipeline: "Language"
    forms: dict[str, list[Form]]
    """Phrase as compared -> the forms that may have made it, in the order of the files."""
    units: dict[str, UnitClass]
    vendors: dict[str, Vendor]
    """Written vendor -> vendor."""
    prefilter: "regex.Pattern[str]"
    near: dict[str, "regex.Pattern[str]"] = field(default_factory=dict)
    """Family id -> regex of its `near` words."""
    beside: dict[str, tuple["regex.Pattern[str]", "regex.Pattern[str]"]] = field(default_factory=dict)
    unless: dict[str, "regex.Pattern[str]"] = field(default_factory=dict)


# A word without its digits, a number, or a sign. A hyphen inside a compound stays with what precedes it, so that
# "RTX-4090", "RTX 4090" and "RTX4090" are the same two tokens; "v" before a digit stands alone ("TPUv4"), and so does
# the "x" of "8xA100".
_MARKS = r"(?:\^?TM(?![A-Za-z])|\((?:TM|R|tm|r)\)|[™®])?+"
WORDS = regex.compile(
    rf"(?<=\d)x(?=[A-Z])|[A-Za-z]+?(?=v\d)|[A-Za-z]+?(?=TM\b){_MARKS}(?:-(?=\w))?|[A-Za-z]++{_MARKS}(?:-(?=\w))?"
    r"|\d++(?:[.,]\d++)*+(?:-(?=\w))?|\S"
)
_ORNAMENT = regex.compile(r"\^?TM|\((?:TM|R|tm|r)\)|[™®]|-$")
_DIGITS = str.maketrans("123456789", "000000000")


@cache
def _spellings() -> dict[str, str]:
    """Other spelling -> canonical word."""
    return {other: word for word, others in _rules().spellings.items() for other in others}


@cache
def _rules() -> Rules:
    return patterns.load("hardware/rules.toml", Rules)


def canonical(word: str) -> str:
    """A token without ornaments and in its canonical spelling: "Nvidia" -> "NVIDIA", "InstinctTM" -> "Instinct"."""
    if len(word) > 1:
        word = _ORNAMENT.sub("", word)
    return _spellings().get(word, word)


def compared(word: str) -> str:
    """What the entity ruler compares: canonical, lower case, all digits equal, in the singular."""
    plain = canonical(word).translate(_DIGITS).lower()
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss") else plain


def key(words: list[str]) -> str:
    """A sequence of tokens as it is compared."""
    return " ".join(map(compared, words))


def _letters(alternative: str) -> str:
    """Regex of one alternative: # is any digit, a hyphen may also be a space or nothing."""
    return regex.escape(alternative).replace(r"\#", r"\d").replace("#", r"\d").replace(r"\-", "[ -]?")


def _slots(form: str) -> tuple[Slot, ...]:
    slots = []
    for word in form.split():
        mark = word[-1] if word[-1] in "?!*" else ""
        body = word.removesuffix(mark) if mark else word
        joint: Literal[" ", "-", ""] = "-" if body[0] == "-" else "" if body[0] == "_" else " "
        slots.append(Slot(tuple(body.lstrip("-_").split("|")), joint, mark))
    return tuple(slots)


def _compile(family: Family, form: str) -> Form:
    slots = _slots(form)
    lead = next(number for number, slot in enumerate(slots) if not slot.mark)
    shape = ""
    for number, slot in enumerate(slots):
        letters = "|".join(map(_letters, sorted(slot.alternatives, key=len, reverse=True)))
        gap = "" if number == 0 else "-?" if slot.joint == "" else "[ -]?"
        group = f"(?P<s{number}>{letters})" if number == lead else f"(?P<s{number}>(?i:{letters}))"
        shape += f"(?:{gap}{group})?" if slot.mark else gap + group
    shape += f"(?P<tail>{family.tail})?" if family.tail else ""
    shape += "s?"
    return Form(family, slots, regex.compile(shape), lead)


def _phrases(form: Form) -> Iterator[str]:
    choices = [(*slot.alternatives, "") if slot.mark else slot.alternatives for slot in form.slots]
    for words in product(*choices):
        yield " ".join(word.replace("#", "0") for word in words if word)


def _prefilter(forms: list[Form], rules: Rules) -> "regex.Pattern[str]":
    """First required words of the forms, class words in the group "unit"; grouped by first letter, which is what costs."""
    by_letter: dict[str, set[str]] = {}
    for form in forms:
        for alternative in form.slots[form.lead].alternatives:
            for spelling in (alternative, *rules.spellings.get(alternative, ())):
                following = form.slots[form.lead + 1] if form.lead + 1 < len(form.slots) else None
                end = r"(?:s\b|(?![A-Za-z]))" if spelling[-1].isalpha() else r"(?!\d)"
                more = ""
                if following is not None and not following.mark:
                    more = rf"\W{{0,3}}(?:TM\W?)?(?i:{'|'.join(map(_letters, following.alternatives))})"
                    end = r"\W{0,3}" if spelling[-1].isalpha() else ""
                by_letter.setdefault(spelling[0], set()).add(_letters(spelling)[len(regex.escape(spelling[0])) :] + end + more)
    known = []
    for letter, rests in sorted(by_letter.items()):
        first = r"\d" if letter == "#" else regex.escape(letter)
        known.append(f"{first}(?:{'|'.join(sorted(rests))})")
    words = sorted({regex.escape(word) for unit in rules.unit for word in unit.words})
    return regex.compile(rf"(?<![A-Za-z0-9])(?:(?P<unit>(?:{'|'.join(words)})s?\b)|{'|'.join(known)})|(?<=\dx)(?:{'|'.join(known)})")


@cache
def grammar() -> Grammar:
    """The compiled rules, made once. `PatternError` where the files contradict themselves."""
    from claims import nlp  # spaCy takes half a second to import: not for `claims --help`

    rules = _rules()
    names = sorted(path.name for path in (patterns.folder() / "hardware").glob("*.toml"))
    families = [
        family
        for name in names
        if name not in ("rules.toml", "cases.toml")
        for family in patterns.load(f"hardware/{name}", Families).family
    ]
    faults = [f"{fam.id}: id is used twice" for i, fam in enumerate(families) if fam.id in {f.id for f in families[:i]}]
    faults += [
        f"{family.id}: {word} is no list of rules.toml [words]"
        for family in families
        for word in (*family.near, *family.beside)
        if word.startswith("@") and word[1:] not in rules.words
    ]
    if faults:
        raise PatternError("\n".join(f"patterns/hardware: {fault}. Mend the rule." for fault in faults))
    forms = [_compile(family, form) for family in families for form in family.forms]
    index: dict[str, list[Form]] = {}
    phrases: dict[str, tuple[str, str]] = {}
    for form in forms:
        for phrase in _phrases(form):
            place = key(WORDS.findall(phrase))
            found = index.setdefault(place, [])
            if form not in found:
                found.append(form)
            phrases.setdefault(place, (form.family.kind, phrase))
    units: dict[str, UnitClass] = {}
    for unit in rules.unit:
        for word in unit.words:
            place = key(WORDS.findall(word))
            units[place] = unit
            phrases.setdefault(place, (unit.kind, word))
    pipeline = nlp.build(
        ({"label": kind, "pattern": phrase} for kind, phrase in phrases.values()), words=WORDS, norm=compared
    )
    made = Grammar(rules, pipeline, index, units, _vendors(rules), _prefilter(forms, rules))
    for family in families:
        if family.near:
            made.near[family.id] = regex.compile(rf"(?<![A-Za-z0-9])(?:{_words(family.near, rules)})(?![A-Za-z0-9])")
        if family.beside:
            words = _words(family.beside, rules)
            made.beside[family.id] = (
                regex.compile(rf"(?<![A-Za-z0-9])(?:{words})[\s(/-]{{0,2}}$"),
                regex.compile(rf"[\s)/-]{{0,2}}(?:{words})(?![A-Za-z0-9])"),
            )
        if family.unless:
            made.unless[family.id] = regex.compile(family.unless)
    return made


def _words(listed: tuple[str, ...], rules: Rules) -> str:
    words = {word for item in listed for word in (rules.words[item[1:]] if item.startswith("@") else (item,))}
    return "|".join(regex.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _vendors(rules: Rules) -> dict[str, Vendor]:
    return {word: vendor for vendor in rules.vendor for word in (vendor.name, *vendor.words)}
