"""Mentions of hardware in one field.

>>> from claims.text import clean
>>> [found] = find(clean("abstract", "trained on eight NVIDIA A100-80GB GPUs"))
>>> found.text, found.name, found.count, found.memory
('eight NVIDIA A100-80GB GPUs', 'NVIDIA A100', 8, '80GB')

The way: one regex over the clean text finds where a name may stand; only the words around these places are tokenised
and given to spaCy's entity ruler; each entity is checked against the forms of its family, named, and given the number
of units and the memory that the words around it say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from claims.mentions import hardware_names as names
from claims.mentions import hardware_units as units
from claims.mentions.hardware_grammar import alternation, grammar
from claims.mentions.hardware_rules import UnitClass
from claims.models import HardwareKind, HardwareMention
from claims.text import FieldText

_LEFT, _RIGHT = 40, 64
"""Characters before and after a hit of the prefilter that are tokenised."""
_UNCOUNTED: frozenset[HardwareKind] = frozenset({"interconnect", "memory"})
_SYSTEMS: frozenset[HardwareKind] = frozenset({"system", "soc"})
_WITHOUT_MEMORY: frozenset[HardwareKind] = frozenset({"interconnect", "memory", "storage"})


@dataclass(slots=True, frozen=True)
class _Found:
    """A mention in the clean text."""

    start: int
    end: int
    name: str
    kind: HardwareKind
    rule: str
    count: int | None = None
    memory: str | None = None


def find(text: FieldText) -> list[HardwareMention]:
    """The mentions in the order of the text."""
    found: list[_Found] = []
    doubtful: list[_Found] = []
    for start, end in _windows(text.text):
        _read(text.text, start, end, found, doubtful)
    found += (one for one in _supercomputers(text.text) if not any(_overlap(one, other) for other in found))
    if not found:
        return []
    # Said once with its context, a name stands for the same thing elsewhere: "the Frontier supercomputer … on Frontier".
    said = {one.name for one in found}
    found += [one for one in doubtful if one.name in said]
    found += _short_repeats(text.text, found)
    mentions = []
    for one in _resolved(text.text, found):
        start, end = text.span(one.start, one.end)
        mentions.append(
            HardwareMention(
                field=text.field, text=text.raw[start:end], start=start, end=end, name=one.name, kind=one.kind,
                count=one.count, memory=one.memory, rule=one.rule,
            )
        )  # fmt: skip
    return mentions


def _overlap(one: _Found, other: _Found) -> bool:
    return one.start < other.end and other.start < one.end


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Pieces of the text that hold a name, cut at spaces; pieces that touch are one."""
    start = end = -1
    prefilter = grammar().prefilter
    for hit in prefilter.hits(text):
        if prefilter.is_unit(hit) and not units.announced(text, hit.start()):
            continue
        left = text.rfind(" ", 0, max(0, hit.start() - _LEFT)) + 1
        right = text.find(" ", hit.end() + _RIGHT)
        right = len(text) if right < 0 else right
        if left <= end:
            end = max(end, right)
            continue
        if end >= 0:
            yield start, end
        start, end = left, right
    if end >= 0:
        yield start, end


def _read(text: str, start: int, end: int, found: list[_Found], doubtful: list[_Found]) -> None:
    """Adds what a window holds to `found`, and what lacks its context to `doubtful`."""
    doc = grammar().pipeline(text[start:end])
    read: list[tuple[int, names.Model | list[_Found]]] = []
    for entity in doc.ents:
        begin = start + entity.start_char
        unit = grammar().units.get(grammar().key(token.text for token in entity))
        if unit is not None:
            read.append((begin, _of_class(text, begin, begin + len(entity.text.rstrip("-")), unit)))
        elif model := names.model(text, doc, start, entity):
            if model.certain:
                read.append((begin, names.ranged(text, model)))
            else:
                doubtful.append(_of_model(text, model))
    taken = {begin for begin, _ in read}
    last = start
    for begin, one in read:
        if begin < last:
            continue
        if isinstance(one, list):
            found += one
            continue
        found.append(_of_model(text, one))
        found += (_of_model(text, further) for further in names.listed(text, one, taken))
        last = found[-1].end


def _of_model(text: str, model: names.Model) -> _Found:
    """A model with its number of units, its memory and its class word."""
    kind = model.form.family.kind
    start, end = model.start, model.end
    memory = None
    if kind not in _WITHOUT_MEMORY:
        memory, start, end = units.memory_around(text, start, end)
    if text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum():
        end += 1
    end = units.class_after(text, end)
    if kind not in _WITHOUT_MEMORY and memory is None:
        memory, _, end = units.memory_around(text, end, end)
    count = None
    if kind not in _UNCOUNTED:
        before, after = units.units_before(text, start), units.units_after(text, end)
        grouped = units.counts_kinds if kind in _SYSTEMS else units.counts_a_group
        if after:
            count, end = after
        elif before and (before.joined or not grouped(text, end)):
            count, start = before.count, before.start
    return _Found(start, end, model.name, kind, f"hardware.{model.form.family.id}", count, memory)


def _of_class(text: str, start: int, end: int, unit: UnitClass) -> list[_Found]:
    """What a class word makes with its vendors, or with a number of units."""
    label = unit.label or unit.name
    acronym = regex.match(rf"\s?\({regex.escape(label)}s?\)", text[end : end + 24])
    after = end + acronym.end() if acronym else end
    rule = f"hardware.unit.{unit.name.lower().replace(' ', '_')}"
    if coded := units.coded_before(text, start):
        maker, code = coded
        number = units.units_before(text, maker.start)
        counted = number if number and (number.joined or not units.counts_a_group(text, after)) else None
        place = counted.start if counted else maker.start
        return [_Found(place, after, f"{maker.vendor.name} {code}", unit.kind, rule + ".code", counted and counted.count)]
    makers = [one for one in units.makers_before(text, start) if not one.vendor.classes or unit.name in one.vendor.classes]
    if makers:
        if units.is_software(text, after):
            return []
        place, count = makers[0].start, None
        number = units.units_before(text, makers[-1].start) or units.units_before(text, start)
        if number and (number.joined or not units.counts_a_group(text, after)):
            count = number.count
            place = min(place, number.start) if len(makers) == 1 else place
        first = _Found(place, after, f"{makers[0].vendor.name} {label}", unit.kind, rule, count)
        rest = [_Found(one.start, one.end, f"{one.vendor.name} {label}", unit.kind, rule) for one in makers[1:]]
        return [*rest, first]
    number = units.units_before(text, start)
    if number is None or unit.least is None or number.count < unit.least:
        return []
    plural = text[end - 1] == "s"
    if number.joined:
        counted = not units.is_time(text, after) and not _LONGER_NAME.match(text, after)
    elif number.count == 1:
        counted = not plural and not units.is_other(text, after)
    else:
        counted = plural or units.is_whole(text, after)
    return [_Found(number.start, after, unit.name, unit.kind, rule, number.count)] if counted else []


_LONGER_NAME = regex.compile(r"-[A-Z]")
_SUPERCOMPUTER = regex.compile(
    r"(?P<name>[A-Z][\w+-]*(?:\s(?:[A-Z][\w+-]*|\d{1,2}\b))?)(?:\s\([^()]{1,30}\))?\s[Ss]upercomputers?\b|\bsupercomputer\s(?P<after>[A-Z][\w-]+(?:\s[A-Z]\w+)?)"
)


@cache
def _no_names() -> "regex.Pattern[str]":
    return regex.compile(rf"(?:{alternation(grammar().rules.not_supercomputers)})(?:-[\w-]+)?")


def _supercomputers(text: str) -> Iterator[_Found]:
    """Machines that only "supercomputer" beside them tells: "the Karolina supercomputer"."""
    if "upercomputer" not in text:
        return
    for match in _SUPERCOMPUTER.finditer(text):
        group = "name" if match["name"] else "after"
        words = match[group].split()
        while words and _no_names().fullmatch(words[0]):
            words.pop(0)
        if not words or any(_no_names().fullmatch(word) for word in words):
            continue
        name = " ".join(words)
        start = match.end(group) - len(name)
        yield _Found(start, match.end(), name, "system", "hardware.supercomputer")


def _short_repeats(text: str, found: list[_Found]) -> Iterator[_Found]:
    """A model's number said again without its line: "the RTX 4090 … on the 4090"."""
    codes: dict[str, set[_Found]] = {}
    for one in found:
        code = regex.search(r"(?<=\s)(?:\d{3,4}[A-Z]{0,2}|[A-Z]{1,2}\d{2,4}[A-Z]{0,2})$", one.name)
        if code:
            codes.setdefault(code.group(), set()).add(one)
    for code, ones in codes.items():
        if len({one.name for one in ones}) > 1:
            continue
        said = min(ones, key=lambda one: one.start)
        article = r"(?<=\b(?:[Tt]he|[Aa]n?)\s)" if code.isdigit() else r"(?<![\w.-])"
        for match in regex.finditer(rf"{article}{code}(?:s\b)?(?![\w.%-])", text):
            if match.start() > said.end:
                yield _Found(match.start(), match.end(), said.name, said.kind, said.rule + ".repeat")


def _resolved(text: str, found: list[_Found]) -> Iterator[_Found]:
    """In order, without what overlaps an earlier or longer one, and "InfiniBand (IB)" as one."""
    last: _Found | None = None
    for one in sorted(set(found), key=lambda one: (one.start, -one.end, one.rule)):
        if last and one.start < last.end:
            continue
        if last and one.name == last.name and text[last.end : one.start] == " (" and text[one.end : one.end + 1] == ")":
            continue
        last = one
        yield one
