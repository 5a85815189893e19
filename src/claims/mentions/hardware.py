"""Mentions of hardware in one field.

>>> from claims.text import clean
>>> [found] = find(clean("abstract", "trained on eight NVIDIA A100-80GB GPUs"))
>>> found.text, found.name, found.count, found.memory
('eight NVIDIA A100-80GB GPUs', 'NVIDIA A100', 8, '80GB')

The way: one regex over the clean text finds where a name may stand; only the words around these places are tokenised
and given to spaCy's entity ruler; each entity is checked against the form of its family, named, and given the number
of units and the memory that the words around it say.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import regex

from claims.mentions import hardware_counts as counts
from claims.mentions.hardware_rules import Form, Grammar, UnitClass, canonical, grammar, key
from claims.models import HardwareKind, HardwareMention
from claims.text import FieldText

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_LEFT, _RIGHT = 40, 64
"""Characters before and after a prefilter hit that are tokenised."""
_NEAR = 120
_COUNTABLE: frozenset[HardwareKind] = frozenset({"gpu", "npu", "cpu", "fpga", "soc", "pim", "dpu", "qpu", "storage", "system", "asic"})
_WHOLE_SYSTEMS: frozenset[HardwareKind] = frozenset({"system", "soc"})


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
    rules = grammar()
    windows = list(_windows(text.text, rules))
    found: list[_Found] = []
    doubtful: list[_Found] = []
    for start, end in windows:
        _read(text.text, start, end, rules, found, doubtful)
    if not found:
        return []
    # Said once with its context, a name stands for the same thing elsewhere: "the Frontier supercomputer … on Frontier".
    names = {one.name for one in found}
    found += [one for one in doubtful if one.name in names]
    found += _short_repeats(text.text, found)
    mentions = []
    last = -1
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start < last:
            continue
        last = one.end
        start, end = text.span(one.start, one.end)
        mentions.append(
            HardwareMention(
                field=text.field, text=text.raw[start:end], start=start, end=end, name=one.name, kind=one.kind,
                count=one.count, memory=one.memory, rule=one.rule,
            )
        )  # fmt: skip
    return mentions


def _windows(text: str, rules: Grammar) -> Iterator[tuple[int, int]]:
    """Pieces of the text that hold a name, cut at spaces; pieces that touch are one."""
    start = end = -1
    for hit in rules.prefilter.finditer(text):
        if hit["unit"] and not (_vendors_before(text, hit.start(), rules) or counts.units_before(text, hit.start())):
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


def _read(text: str, start: int, end: int, rules: Grammar, found: list[_Found], doubtful: list[_Found]) -> None:
    """Adds what one window holds to `found`, and what lacks its context to `doubtful`."""
    doc = rules.pipeline(text[start:end])
    last = start
    for entity in doc.ents:
        begin = start + entity.start_char
        if begin < last:
            continue
        unit = rules.units.get(key([token.text for token in entity]))
        if unit is not None:
            made = _of_class(text, begin, _end(doc, start, entity.end), unit, rules)
            found += made
            last = max([last, *(one.end for one in made)])
            continue
        model = _model(text, doc, start, entity, rules)
        if model is None:
            continue
        if not model.certain:
            doubtful.append(model.found)
            continue
        found.append(model.found)
        last = model.found.end
        for one in _listed(text, model, doc, start, rules):
            found.append(one)
            last = one.end


@dataclass(slots=True, frozen=True)
class _Model:
    """A mention with what made it."""

    found: _Found
    form: Form
    match: "regex.Match[str]"
    name_end: int
    certain: bool


def _model(text: str, doc: "Doc", offset: int, entity: "Span", rules: Grammar) -> _Model | None:
    """The longest beginning of an entity that is a form to the letter; `certain` tells whether its context is there."""
    doubt = None
    for stop in range(entity.end, entity.start, -1):
        forms = rules.forms.get(key([token.text for token in doc[entity.start : stop]]), ())
        for form in forms:
            end = _tail_stop(doc, stop, form)
            match = form.shape.fullmatch(_plain(doc, entity.start, end))
            start, name_end = offset + doc[entity.start].idx, _end(doc, offset, end)
            if match is None or not _is_whole_word(text, start, name_end):
                continue
            if form.family.id in rules.unless and rules.unless[form.family.id].match(text, name_end):
                continue
            vendor = _vendor_before(text, start, rules)
            made = _mention(text, start, name_end, _name(form, match, vendor and vendor[0]), form, vendor, rules)
            if vendor and vendor[0] in form.vendors or _in_context(text, start, name_end, form, rules):
                return _Model(made, form, match, name_end, True)
            doubt = doubt or _Model(made, form, match, name_end, False)
    return doubt


def _plain(doc: "Doc", start: int, stop: int) -> str:
    """Canonical words of tokens with the space, hyphen or nothing between them."""
    pieces = []
    for token in doc[start:stop]:
        pieces.append(canonical(token.text))
        pieces.append("-" if token.text.endswith("-") and len(token.text) > 1 else token.whitespace_)
    return "".join(pieces[:-1])


def _end(doc: "Doc", offset: int, stop: int) -> int:
    """Where the tokens before `stop` end in the text, without a hyphen to the next word."""
    token = doc[stop - 1]
    text = token.text.removesuffix("-") if len(token.text) > 1 else token.text
    return offset + int(token.idx) + len(text)


def _tail_stop(doc: "Doc", stop: int, form: Form) -> int:
    """`stop`, or one further where the letters glued to the model are such as belong to it: "6248|R"."""
    if not form.family.tail or stop >= len(doc) or doc[stop - 1].whitespace_ or doc[stop - 1].text.endswith("-"):
        return stop
    return stop + 1 if regex.fullmatch(form.family.tail, doc[stop].text) else stop


def _is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether a name stands by itself: not in "GTA100" or "A1000", but in "8xA100" and "A100s"."""
    before = text[start - 1 : start]
    if before.isalnum() and not regex.search(r"\dx$", text[max(0, start - 3) : start]):
        return False
    return regex.match(r"(?:s|x\d+)?(?![A-Za-z0-9])", text[end : end + 8]) is not None


def _name(form: Form, match: "regex.Match[str]", vendor: str | None) -> str:
    """The canonical name of what `match` found."""
    values = []
    for number, slot in enumerate(form.slots):
        value = match[f"s{number}"]
        values.append(slot.named(value) if value else slot.alternatives[0] if slot.mark == "!" else "")
    if values and form.family.tail and match["tail"]:
        values[-1 if values[-1] else max(i for i, value in enumerate(values) if value)] += match["tail"]
    family = form.family
    if family.name:
        return " ".join(family.name.format("", *values).split())
    name = vendor if vendor in family.also else family.vendor
    for value, slot in zip(values, form.slots, strict=True):
        if value and slot.mark != "*":
            name = (name or "") + (slot.joint if name else "") + value
    return name or ""


def _vendor_before(text: str, start: int, rules: Grammar) -> tuple[str, int] | None:
    """The vendor written directly before, and where: "NVIDIA's |A100"."""
    found = rules.vendor_before.search(text[max(0, start - 40) : start])
    if found is None:
        return None
    return rules.vendors[found["vendor"]].name, max(0, start - 40) + found.start()


def _in_context(text: str, start: int, end: int, form: Form, rules: Grammar) -> bool:
    """Whether the words that the family asks for are there; true where it asks for none."""
    family = form.family
    near, beside = rules.near.get(family.id), rules.beside.get(family.id)
    if near is None and beside is None:
        return True
    if near and (near.search(text, max(0, start - _NEAR), start) or near.search(text, end, end + _NEAR)):
        return True
    return bool(beside and (beside[0].search(text[max(0, start - 30) : start]) or beside[1].match(text, end)))


def _mention(
    text: str, start: int, end: int, name: str, form: Form, vendor: tuple[str, int] | None, rules: Grammar
) -> _Found:
    """The mention with its number of units, its memory and its class word."""
    kind = form.family.kind
    if vendor:
        start = vendor[1]
    memory = None
    if kind not in ("memory", "interconnect", "storage"):
        memory, start, end = counts.memory_around(text, start, end)
    word = rules.class_after.match(text, end)
    if word:
        end = word.end()
        if memory is None and kind not in ("memory", "interconnect", "storage"):
            memory, _, end = counts.memory_around(text, end, end)
    elif text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum():
        end += 1
    count = None
    if kind in _COUNTABLE:
        before, after = counts.units_before(text, start), counts.units_after(text, end)
        if after:
            count, end = after
        elif before and (before.joined or not counts.belongs_to_group(text, end, kind in _WHOLE_SYSTEMS)):
            count, start = before.count, before.start
    return _Found(start, end, name, kind, f"hardware.{form.family.id}", count, memory)


_SEPARATOR = regex.compile(r",\s(?:and\s|or\s)?|\s(?:and|or|&|vs\.?)\s|\s?/\s?|\s?\+\s?")
_RANGE = regex.compile(r"\s?(?:to|through|until|-|—)\s?(?P<high>\d(?:\.\d)?)(?![\w.%])")


def _listed(text: str, model: _Model, doc: "Doc", offset: int, rules: Grammar) -> Iterator[_Found]:
    """Further models that share the first words: "RTX 3090|, 4090 and 5090"."""
    return iter(())


def _of_class(text: str, start: int, end: int, unit: UnitClass, rules: Grammar) -> list[_Found]:
    """The mentions made by a class word with its vendors, or with a number of units."""
    acronym = regex.match(rf"\s?\({unit.label or unit.name}s?\)", text[end : end + 20])
    after = end + acronym.end() if acronym else end
    vendors = _vendors_before(text, start, rules)
    vendors = [one for one in vendors if not one[0].classes or unit.name in one[0].classes]
    rule = f"hardware.unit.{unit.name.lower().replace(' ', '_')}"
    if vendors:
        vendor, place = vendors[0]
        label = unit.label or unit.name
        units = counts.units_before(text, place) or counts.units_before(text, start)
        if rules.software.match(text, after):
            return []
        count = None
        if units and (units.joined or not counts.belongs_to_group(text, after, False)):
            count, place = units.count, min(place, units.start)
        made = [_Found(place, after, f"{vendor.name} {label}", unit.kind, rule, count)]
        made += [_Found(at, at + len(word), f"{other.name} {label}", unit.kind, rule) for other, at, word in _others(text, place, rules)]
        return made
    units = counts.units_before(text, start)
    if units is None or unit.least is None or units.count < unit.least:
        return []
    plural = text[end - 1] == "s"
    if units.joined:
        right = not counts.is_time(text, after)
    elif units.count == 1:
        right = not plural and not counts.is_other(text, after)
    else:
        right = plural or counts.is_whole(text, after)
    return [_Found(units.start, after, unit.name, unit.kind, rule, units.count)] if right else []
