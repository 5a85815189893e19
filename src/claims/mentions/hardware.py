"""Mentions of hardware in one field.

>>> from claims.text import clean
>>> [found] = find(clean("abstract", "trained on eight NVIDIA A100-80GB GPUs"))
>>> found.text, found.name, found.count, found.memory
('eight NVIDIA A100-80GB GPUs', 'NVIDIA A100', 8, '80GB')

The way: a cheap search finds where a name may stand; only the words around these places are tokenised and given to
spaCy's entity ruler; each entity is checked against the forms of its family, named, and given the number of units and
the memory that the words around it say.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from claims.mentions import hardware_names as names
from claims.mentions import hardware_units as units
from claims.mentions.hardware_before import said_before
from claims.mentions.hardware_grammar import grammar
from claims.mentions.hardware_machines import NAMED, Found, run_on, supercomputers
from claims.mentions.hardware_prefilter import Hit, pieces_around
from claims.mentions.hardware_rules import UnitClass
from claims.mentions.hardware_tokens import Tokens
from claims.models import HardwareKind, HardwareMention
from claims.text import FieldText

_LEFT, _RIGHT = 24, 48
"""Characters before and after a hit of the prefilter that are tokenised."""
_TECHNOLOGIES: Final[frozenset[HardwareKind]] = frozenset({"interconnect", "memory"})
"""What has no units."""
_WITHOUT_MEMORY: Final[frozenset[HardwareKind]] = frozenset({"interconnect", "memory", "storage"})
_WHOLE: Final[frozenset[HardwareKind]] = frozenset({"system", "soc"})
"""What is itself a machine, so that "three Raspberry Pi 4 nodes" are three of them."""
_CLASS: Final = "hardware.unit."
_BESIDE: Final = 60
"""How near the words stand that make a class a part of a chip."""
_CORE, _ISA_CORE = "hardware.riscv.core", "hardware.riscv.isa_core"
_MODEL: Final = re.compile(r"\d\s[A-Z]\w+\s$")
"""Before a number that is part of a model's name: "8 Warp | 200 accelerators"."""
_ACRONYM: Final = re.compile(r"\s?\((\w+?)s?\)")
_LONGER_NAME: Final = re.compile(r"-[A-Z]")
_DEFINITE: Final = re.compile(r"\b(?:[Tt]he|[Tt]his)\s$")
_DEFINITE_ENDS: Final = ("he ", "is ")
"""How what `_DEFINITE` finds ends."""
_CODE: Final = re.compile(r"\d{3,4}[A-Z]{0,2}|[A-Z]{1,4}\d{2,4}[A-Z]{0,2}")
_ARTICLE: Final = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s$")
_BOUNDARY: Final = re.compile(r"(?:^|[^\w.-])$")
_CODE_END: Final = re.compile(r"(?:s\b)?(?![\w%-]|\.\w|\s?(?:GB|MB|ms|tokens|requests)\b)")
_FORM_FACTOR: Final = re.compile(r"[\s-](?:PCI-?[eE]|SXM\d?)\b")
"""How a card is built, behind its memory: "A100 80GB| PCIe"."""
_UNITS_OF_MEMORY: Final = re.compile(r"\s(?:(?:S?DRAM|memory)\s)?(?:chips|modules|DIMMs|devices|cards|expanders)\b")
"""What memory is counted by: "96 DDR4 DRAM chips"."""
_BETWEEN: Final = (", ", " and ", " or ", ", and ", ", or ", "/", " & ")
"""What is between two names of a list."""
_SHARED: Final = re.compile(r"\s(?:and|or)\s|/")


_Window = tuple[Tokens, list[tuple[int, int]]]
"""A piece of a text that may hold names: first token and end of each phrase that the ruler finds."""


def find(text: FieldText) -> list[HardwareMention]:
    """The mentions in the order of the text."""
    return find_all([text])[0]


def find_all(texts: Sequence[FieldText]) -> list[list[HardwareMention]]:
    """`find` of each: first all are searched, then those windows read that hold a name."""
    rules = grammar()
    hits = rules.prefilter.hits_of_each([text.text for text in texts])
    tokens = [
        [rules.tokens(text.text, start, end) for start, end in _windows(text.text, each.hits)] if each.hits else []
        for text, each in zip(texts, hits, strict=True)
    ]
    entities = iter(rules.phrases.entities_of_each([one.norms for each in tokens for one in each]))
    return [
        _mentions(text, [(one, next(entities)) for one in windows], each.machines) if windows or each.machines else []
        for text, windows, each in zip(texts, tokens, hits, strict=True)
    ]


def _mentions(text: FieldText, windows: list[_Window], machines: list[int]) -> list[HardwareMention]:
    """The mentions in the windows of a text, and around the words at `machines` such machines as no window has."""
    found: list[Found] = []
    doubtful: list[Found] = []
    for tokens, entities in windows:
        if entities:
            _read(text.text, tokens, entities, found, doubtful)
    if machines:
        found += supercomputers(text.text, machines, found)
    if not found and not doubtful:
        return []
    if doubtful:
        found += _said_before(doubtful, found)
        found += run_on(text.text, doubtful)
        found += _in_list(text.text, doubtful, found)
    if len(found) > 1:
        found = [_meant(text.text, one, found) for one in found]
    found += _short_repeats(text.text, found)
    mentions = []
    for one in _resolved(text.text, found):
        start, end = text.span(one.start, one.end)
        mentions.append(
            HardwareMention(
                field=text.field, text=text.raw[start:end], start=start, end=end, name=one.name, kind=one.kind,
                count=one.units, memory=one.memory, rule=one.rule,
            )
        )  # fmt: skip
    return mentions


def _windows(text: str, hits: Iterable[Hit]) -> list[tuple[int, int]]:
    """Pieces of the text around the hits that may be names."""
    places = [(start, end) for start, end, is_unit in hits if not is_unit or units.announced(text, start, end)]
    return pieces_around(text, places, _LEFT, _RIGHT) if places else []


def _read(
    text: str,
    tokens: Tokens,
    entities: Iterable[tuple[int, int]],
    found: list[Found],
    doubtful: list[Found],
) -> None:
    """Adds what a window holds to `found`, and what lacks its context to `doubtful`."""
    classes = grammar().units
    read: list[tuple[int, names.Model | list[Found]]] = []
    for first, stop in entities:
        begin = tokens.start(first)
        unit = classes.get(" ".join(tokens.norms[first:stop]))
        if unit is not None:
            read.append((begin, _of_class(text, begin, tokens.end(stop - 1), unit)))
        elif models := names.models(text, tokens, first, stop):
            if models[0].certain:
                read.append((begin, names.ranged(text, models[0])))
            else:
                doubtful += [_of_model(text, model) for model in models]
    taken = {begin: one.end if isinstance(one, names.Model) else begin for begin, one in read}
    last = tokens.begin
    for begin, one in read:
        if begin < last:
            continue
        if isinstance(one, list):
            found += one
            continue
        found.append(_of_model(text, one))
        found += (_of_model(text, further) for further in names.listed(text, one, taken))
        last = found[-1].end


def _of_model(text: str, model: names.Model) -> Found:
    """A model with its number of units, its memory and its class word."""
    kind = model.form.family.kind
    start, end = model.start, model.end
    memory = None
    if kind not in _WITHOUT_MEMORY:
        memory, start, end = units.memory_around(text, start, end)
    if text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum():
        end += 1
    counted = kind not in _TECHNOLOGIES and not model.form.family.id.startswith("super.")
    if kind == "memory" and (chips := _UNITS_OF_MEMORY.match(text, end)):
        counted, end = True, chips.end()
    end = units.class_after(text, end)
    if memory is None and end > model.end and kind not in _WITHOUT_MEMORY:
        memory, _, end = units.memory_around(text, end, end)
    if memory is not None and kind == "gpu" and (factor := _FORM_FACTOR.match(text, end)):
        end = units.class_after(text, factor.end())
    number = None
    if counted:
        before, after = units.units_before(text, start), units.units_after(text, end)
        grouped = units.counts_kinds if kind in _WHOLE else units.counts_a_group
        if after:
            number, end = after
        elif before and (before.joined or not grouped(text, end)):
            number, start = before.amount, before.start
        elif kind == "cpu":
            number = units.sockets_before(text, start)
    return Found(start, end, model.name, kind, f"hardware.{model.form.family.id}", number, memory)


def _of_class(text: str, start: int, end: int, unit: UnitClass) -> list[Found]:
    """What a class word makes with its vendors, with a vendor and a code, or with a number of units."""
    acronym = _ACRONYM.match(text, end) if "(" in text[end : end + 2] else None
    after = acronym.end() if acronym and acronym[1] == unit.after_vendor else end
    if not said_before(text, start)[1] and not units.makers_after(text, after):
        return []
    rule = f"{_CLASS}{unit.name.lower().replace(' ', '_')}"
    only = grammar().rules.vendor_classes
    if (coded := units.coded_before(text, start)) and unit.name in only.get(coded[0].vendor, (unit.name,)):
        maker, code = coded
        return [_owned(text, maker.start, after, f"{maker.vendor} {code}", unit, rule + ".code")]
    makers, sources = (
        [one for one in some if unit.name in only.get(one.vendor, (unit.name,))]
        for some in (units.makers_before(text, start), units.makers_after(text, after))
    )
    if sources and not makers:
        first, *others = [Found(one.start, one.end, _class_of(one.vendor, unit), unit.kind, rule) for one in sources]
        return [_owned(text, start, first.end, first.name, unit, rule), *others]
    if makers:
        if units.is_software(text, after):
            return []
        shared = [Found(one.start, one.end, _class_of(one.vendor, unit), unit.kind, rule) for one in makers]
        return [*shared[1:], _owned(text, makers[0].start, after, shared[0].name, unit, rule, makers[-1].start)]
    number = units.units_before(text, start)
    if number is None or not 0 < unit.least <= number.amount:
        return []
    if any(part in text[max(0, start - _BESIDE) : end + _BESIDE] for part in unit.parts_near):
        return []
    if _MODEL.search(text, max(0, number.start - _BESIDE), number.start):
        return []
    plural = text[end - 1] == "s"
    if number.joined:
        counted = not units.is_time(text, after) and not _LONGER_NAME.match(text, after)
    elif number.amount == 1:
        counted = not plural and not units.is_other(text, after)
    else:
        counted = plural or units.is_whole(text, after)
    return [Found(number.start, after, unit.name, unit.kind, rule, number.amount)] if counted else []


def _class_of(vendor: str, unit: UnitClass) -> str:
    """The name of a vendor's class: "AMD GPU"; instructions name the processor alone: "RISC-V"."""
    return vendor if vendor in grammar().rules.instruction_sets else f"{vendor} {unit.after_vendor}"


def _owned(text: str, start: int, end: int, name: str, unit: UnitClass, rule: str, first: int | None = None) -> Found:
    """A class with its vendor and its number of units; `first`: where the first of several vendors begins."""
    number = units.units_before(text, start if first is None else first)
    shared = first not in (None, start) and number is not None and number.amount > 1  # "five Intel and |AMD CPUs"
    if number is None or shared or (not number.joined and units.counts_a_group(text, end)):
        return Found(start, end, name, unit.kind, rule)
    if number.amount > 1 and not number.joined and text[end - 1] != "s" and _SHARED.match(text, end):
        return Found(start, end, name, unit.kind, rule)  # "two Intel CPU and AMD GPU platforms"
    return Found(number.start if first in (None, start) else start, end, name, unit.kind, rule, number.amount)


def _said_before(doubtful: Iterable[Found], found: list[Found]) -> list[Found]:
    """The doubtful ones that stand for what was found with its context: "the Frontier supercomputer … on Frontier"."""
    accepted = []
    for one in doubtful:
        same = {one.name for other in found if _is_of_line(one, other)} or _longer(one, found)
        if len(same) == 1:
            accepted.append(one._replace(name=same.pop()))
    return accepted


def _is_of_line(one: Found, other: Found) -> bool:
    """Whether `other` is the same, or the line that it belongs to: "Pixel phones … on a |Pixel 8"."""
    return one.name == other.name or (one.kind == other.kind and one.name.startswith(other.name + " "))


def _in_list(text: str, doubtful: Iterable[Found], found: list[Found]) -> list[Found]:
    """The doubtful ones in a list with one of their sort that is certain: "Perlmutter, |Delta and |Anvil"."""
    accepted: list[Found] = []
    starts = {(other.start, _sort(other)) for other in found}
    ends = {(other.end, _sort(other)) for other in found}
    left = sorted(doubtful)
    for one in left + left[::-1]:
        sort = _sort(one)
        if (one.start, sort) not in starts and any(
            (text.endswith(sign, 0, one.start) and (one.start - len(sign), sort) in ends)
            or (text.startswith(sign, one.end) and (one.end + len(sign), sort) in starts)
            for sign in _BETWEEN
        ):
            accepted.append(one)
            starts.add((one.start, sort))
            ends.add((one.end, sort))
    return accepted


def _sort(one: Found) -> tuple[HardwareKind, str]:
    """What names of a list have in common: the kind, and the first word of the family."""
    return one.kind, one.rule.split(".")[1]


def _longer(one: Found, found: Iterable[Found]) -> set[str]:
    """The names that `one` may be short for."""
    return {other.name for other in found if other.name.startswith((one.name + " ", one.name + "-"))}


def _meant(text: str, one: Found, found: list[Found]) -> Found:
    """A definite repeat of a product line is the model named before: "a Jetson AGX Orin … on the Jetson".

    A model that was told of before the longer one is itself: "Apple's M5 … an M5 Pro … the M5".
    """
    if (
        one.kind in _WITHOUT_MEMORY
        or text[one.end - 1] == "s"
        or not text.endswith(_DEFINITE_ENDS, 0, one.start)
        or not _DEFINITE.search(text[max(0, one.start - 6) : one.start])
    ):
        return one
    before = [other for other in found if other.start < one.start]
    longer = _longer(one, before)
    if len(longer) != 1:
        return one
    meant = longer.pop()
    if (
        any(sign.isdigit() for sign in one.name)
        and min(other for other in before if other.name in (one.name, meant)).name == one.name
    ):
        return one
    return one._replace(name=meant)


def _short_repeats(text: str, found: list[Found]) -> Iterator[Found]:
    """A model's number said again without its line: "an RTX 4090 … on the 4090"."""
    codes: dict[str, list[Found]] = {}
    for one in found:
        line, _, code = one.name.rpartition(" ")
        if line and _CODE.fullmatch(code):
            codes.setdefault(code, []).append(one)
        elif one.rule == NAMED:
            codes[one.name] = [one]
    for number, ones in codes.items():
        said = min(ones)
        if any(one.name != said.name for one in ones):
            continue
        start = text.find(number, said.end)
        while start >= 0:
            end = start + len(number)
            before = _ARTICLE if number.isdigit() else _BOUNDARY
            if before.search(text[max(0, start - 5) : start]) and _CODE_END.match(text, end):
                yield Found(start, end, said.name, said.kind, said.rule + ".repeat")
            start = text.find(number, end)


def _resolved(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """In order, without what overlaps an earlier or longer one, and "compute express link (CXL)" as one."""
    last: Found | None = None
    for one in sorted(set(found), key=lambda one: (one.start, -one.end, not one.rule.startswith(_CLASS), one.rule)):
        if last is None:
            last = one
        elif one.start < last.end or _describes(text, last, one):
            continue
        elif one.name == last.name and text[last.end : one.start] == " (" and text[one.end : one.end + 1] == ")":
            last = last._replace(end=one.end + 1)
        elif _specifies(text, last, one):
            last = one._replace(start=last.start, end=one.end + text.startswith(")", one.end), units=last.units)
        else:
            yield last
            last = one._replace(units=1) if _is_single_too(text, last, one) else one
    if last:
        yield last


def _is_single_too(text: str, first: Found, second: Found) -> bool:
    """Whether one "single" stands before both: "a single RTX 5090 and |A6000"; not "one A100 and |an H100"."""
    return (
        first.units == 1
        and second.units is None
        and first.kind == second.kind
        and text[first.end : second.start] in (" and ", " or ", "/")
        and text.startswith(("single ", "Single "), first.start)
    )


def _specifies(text: str, of_class: Found, model: Found) -> bool:
    """Whether a model in parentheses tells which the units of a class are: "a single GPU (|RTX 4090)"."""
    return (
        of_class.units is not None
        and of_class.kind == model.kind
        and model.units is None
        and of_class.rule.startswith(_CLASS)
        and not model.rule.startswith(_CLASS)
        and text[of_class.end : model.start] == " ("
        and (of_class.units == 1 or ")" in text[model.end - 1 : model.end + 1])
    )


def _describes(text: str, model: Found, of_class: Found) -> bool:
    """Whether a class word goes with the model right before it: "Hopper |NVIDIA GPUs"."""
    if text[model.end : of_class.start] != " ":
        return False
    if of_class.rule == _ISA_CORE:
        return model.rule.startswith(_CORE)  # "the CVA6 |RISC-V core"
    if not of_class.rule.startswith(_CLASS):
        return False
    if of_class.units is not None or model.rule.startswith(_CLASS):
        return False
    vendor = of_class.name.split()[0]
    return model.name.startswith(vendor) or (model.kind in ("cpu", "soc") and vendor in grammar().rules.vendor_classes)
