"""What patterns/hardware/*.toml may hold, as checked data. How it is written: patterns/README.md."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from claims import patterns
from claims.errors import PatternError
from claims.mentions.hardware_prefilter import CODE_START
from claims.models import Frozen, HardwareKind
from claims.patterns import kept

_FORM_WORD = re.compile(r"[-_]?[^?!*|]+(?:\|[^?!*|]+)*[?!*]?")


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regex: {error}") from error
    return pattern


def _is_form(form: str) -> str:
    for word in form.split():
        if not _FORM_WORD.fullmatch(word):
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
    """Canonical name, {1}, {2} … for words of the form, {0} for the owner; without it, vendor and words as matched."""
    tail: Pattern = ""
    """What letters may be glued to the end of a model and belong to it: the R of "6248R"."""
    near: tuple[str, ...] = ()
    """Words of which one must stand within 120 characters, unless the vendor stands before; "@x": a list in rules."""
    beside: tuple[str, ...] = ()
    """The same for the word directly before or after."""
    then: Pattern = ""
    """The same for a regex that must match right after."""
    unless: Pattern = ""
    """Not hardware where this regex matches right after."""


class Families(Frozen):
    """A file of families."""

    family: tuple[Family, ...]


class UnitClass(Frozen):
    """A class word: hardware with a number of units before it, or with a vendor."""

    name: str
    """Canonical name of the bare class."""
    label: str = ""
    """How it is called after a vendor, where that differs."""
    kind: HardwareKind
    words: tuple[str, ...] = Field(min_length=1)
    """How it is written, in the singular."""
    least: int = Field(default=1, ge=0)
    """The smallest number that makes a mention of the bare word; 0: only a vendor does."""

    parts_near: tuple[str, ...] = ()
    """Beside one of these words the class is a part of a chip: "3 DSPs, 802 FFs"."""

    @property
    def after_vendor(self) -> str:
        """What follows the vendor in the canonical name."""
        return self.label or self.name


class Code(Frozen):
    """Names made by a system of letters and signs, such as cloud instance types; a form uses one as <name>."""

    name: str
    regex: Pattern
    example: str

    @model_validator(mode="after")
    def _example_fits(self) -> "Code":
        if not re.fullmatch(self.regex, self.example) or not re.match(CODE_START, self.example):
            raise ValueError(
                f"the example {self.example!r} does not match the regex, or begins with four small letters"
            )
        return self


class Counting(Frozen):
    """The words around a number of units."""

    numbers: dict[str, int]
    adjectives: tuple[str, ...]
    """May stand between the number, or the vendor, and the hardware."""
    not_numbers: tuple[str, ...]
    """A number after one of these words is a name's: "version 2 GPUs"."""
    not_models: tuple[Pattern, ...]
    """Letters and digits after a vendor that are no model: "Intel AVX512", "Samsung 2025"."""
    groups: tuple[Pattern, ...]
    """Nouns that take the number for themselves when they follow: "two A100 servers"."""
    kinds: tuple[Pattern, ...]
    """Nouns that do so after systems and boards, too: "two Jetson generations"."""
    wholes: tuple[Pattern, ...]
    """Nouns that leave it to a class in the singular: "a 512 GPU cluster"."""
    others: tuple[Pattern, ...]
    """Nouns after a class word that make it no hardware: "one GPU kernel"."""
    times: tuple[Pattern, ...]
    """Nouns after a class word that make it a metric: "8-GPU hours"."""
    programs: tuple[str, ...]
    """Words that make a program of the hardware they are joined to: "vLLM|-Ascend"."""
    software: tuple[Pattern, ...]
    """Words after a vendor and a class that make a program of them: "GPU Operator"."""


class Rules(Frozen):
    """rules.toml."""

    instruction_sets: frozenset[str]
    """Vendors that are none but instructions, by which a processor is named alone."""
    not_supercomputers: tuple[str, ...]
    """Words before "supercomputer" that are no name."""
    spellings: dict[str, tuple[str, ...]]
    """Canonical word -> other spellings of it."""
    words: dict[str, tuple[str, ...]]
    """Lists that a family may ask for with "@name"."""
    vendors: dict[str, tuple[str, ...]]
    """Maker, or instruction set -> other spellings."""
    vendor_classes: dict[str, tuple[str, ...]]
    """Vendors that go with some classes only: an instruction set is hardware before a processor."""
    code: tuple[Code, ...]
    unit: tuple[UnitClass, ...]
    counting: Counting


def load() -> tuple[Rules, tuple[Family, ...]]:
    """The rules and the families of all files; `PatternError` where the files contradict themselves."""
    rules = patterns.load("hardware/rules.toml", Rules)
    files = [name for name in patterns.names("hardware") if name != "hardware/rules.toml"]
    families = patterns.load_all(files, Families).family
    faults = list(_contradictions(rules, families))
    if faults:
        place = f"{patterns.current().folder or 'patterns'}/hardware"
        raise PatternError("\n".join(f"{place}: {fault}. Mend the rule." for fault in faults))
    return rules, families


loaded = kept(load)
"""As `load`, once for the rules in force."""


def _contradictions(rules: Rules, families: tuple[Family, ...]) -> list[str]:
    codes = {code.name for code in rules.code}
    classes = {unit.name for unit in rules.unit}
    faults = [
        f"rules.toml: vendor_classes: {vendor}: unknown vendor or class"
        for vendor, only in rules.vendor_classes.items()
        if vendor not in rules.vendors or not classes.issuperset(only)
    ]
    seen: set[str] = set()
    for family in families:
        if family.id in seen:
            faults.append(f"{family.id}: this id is used twice")
        seen.add(family.id)
        for form in family.forms:
            used = re.findall(r"<([^<>]+)>", form)
            faults += [f"{family.id}: <{code}> is no code of rules.toml" for code in used if code not in codes]
        for word in (*family.near, *family.beside):
            if word.startswith("@") and word[1:] not in rules.words:
                faults.append(f"{family.id}: {word} is no list of rules.toml [words]")
    return faults
