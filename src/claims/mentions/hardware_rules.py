"""What patterns/hardware/*.toml may hold, as checked data. How it is written: patterns/README.md."""

from typing import Annotated

import regex
from pydantic import AfterValidator, Field, model_validator

from claims import patterns
from claims.errors import PatternError
from claims.models import Frozen, HardwareKind


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
    not_models: tuple[Pattern, ...]
    """Letters and digits after a vendor that are no model: "Intel AVX512", "Samsung 2025"."""
    groups: tuple[str, ...]
    """Nouns that take the number for themselves when they follow: "two A100 servers"."""
    wholes: tuple[str, ...]
    """Nouns that leave it to a class in the singular: "a 512 GPU cluster"."""
    others: tuple[str, ...]
    """Nouns after a class word that make it no hardware: "one GPU kernel"."""
    times: tuple[str, ...]
    """Nouns after a class word that make it a metric: "8-GPU hours"."""
    software: tuple[str, ...]
    """Words after a vendor and a class that make a program of them: "GPU Operator"."""


class Code(Frozen):
    """Names made by a system of letters and signs, such as cloud instance types; a form uses one as <name>."""

    name: str
    regex: Pattern
    hints: tuple[str, ...]
    """Pieces of which every such name has one; they spare most texts the search."""
    example: str

    @model_validator(mode="after")
    def _example_fits(self) -> "Code":
        if not regex.fullmatch(self.regex, self.example) or not any(hint in self.example for hint in self.hints):
            raise ValueError(f"the example {self.example!r} does not match the regex, or has none of the hints")
        return self


class Rules(Frozen):
    spellings: dict[str, tuple[str, ...]]
    """Canonical word -> other spellings of it."""
    words: dict[str, tuple[str, ...]]
    code: tuple[Code, ...]
    vendor: tuple[Vendor, ...]
    unit: tuple[UnitClass, ...]
    counting: Counting
    not_supercomputers: tuple[str, ...]
    """Words before "supercomputer" that are no name."""




def load() -> tuple[Rules, tuple[Family, ...]]:
    """The rules and the families of all files; `PatternError` where the files contradict themselves."""
    rules = patterns.load("hardware/rules.toml", Rules)
    names = sorted(path.name for path in (patterns.folder() / "hardware").glob("*.toml"))
    families: list[Family] = []
    for name in names:
        if name not in ("rules.toml", "cases.toml"):
            families += patterns.load(f"hardware/{name}", Families).family
    seen: set[str] = set()
    faults = []
    codes = {code.name for code in rules.code}
    for family in families:
        if family.id in seen:
            faults.append(f"{family.id}: this id is used twice")
        seen.add(family.id)
        faults += [
            f"{family.id}: <{code}> is no code of rules.toml"
            for form in family.forms
            for code in regex.findall(r"<([^<>]+)>", form)
            if code not in codes
        ]
        faults += [
            f"{family.id}: {word} is no list of rules.toml [words]"
            for word in (*family.near, *family.beside)
            if word.startswith("@") and word[1:] not in rules.words
        ]
    if faults:
        raise PatternError("\n".join(f"patterns/hardware: {fault}. Mend the rule." for fault in faults))
    return rules, tuple(families)
