"""An entity that the ruler found -> the form it is written in, its canonical name, and the models listed after it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from claims.mentions.hardware_forms import Form, Written, continued, written
from claims.mentions.hardware_grammar import grammar
from claims.mentions.hardware_prefilter import WHOLE
from claims.mentions.hardware_tokens import Tokens
from claims.mentions.hardware_units import Maker, makers_before

_NEAR: Final = 120
"""How far a word that a family wants may be from the name."""
_LONGEST: Final = 9
"""As many tokens as nearly every form has at most."""
_WHOLE: Final = re.compile(WHOLE)
_MULTIPLIED: Final = re.compile(r"\d[xX]$")
_COMPOUND: Final = re.compile(r"-[A-Z][a-z]*[A-Za-z]")
"""A longer name, such as "Xe-Forge"."""
_OWN_NAME: Final = re.compile(r"-[A-Z][a-z]+[A-Z]")
"""What is called after hardware: "CXL-SpecKV"."""
_PROPER: Final = re.compile(r"[A-Z][A-Za-z]{3,}")
"""A word that stands for a model in a list: "IQM Garnet and |Emerald"."""
_NUMBERED: Final = re.compile(r"[A-Z]{0,4}-?\d")
_PLACE: Final = re.compile(r"\{([0-9])\}")
_SIGN_BEFORE: Final = re.compile(r"[\s/(-]{1,2}$")
_GENERATION: Final = re.compile(r"[A-Za-z]*\d(?:\.\d)?")
_RANGE: Final = re.compile(r"(?:\s(?:to|through|until)\s|\s?[-—]\s?)v?\d(?:\.\d)?(?![\w%]|\.\d)")
_SEPARATOR: Final = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or|&|vs\.?)\s|\s?/\s?|\s?\+\s?")
# What a listed model may be followed by: not "RTX 3090 and |4090 requests".
_AFTER_LISTED: Final = re.compile(
    r"(?:s\b)?(?:$|[.,;:)/\]]"
    r"|\s(?:(?:and|or|on|in|with|for|to|as|is|are|at|by|while|using|from|vs)\b|[A-Z(])"
    r"|\s(?:series|boards?|devices?|cards?|generations?|smartphones?|phones?|nodes?|clusters?|platforms?|microcomputers?|modules?"
    r"|cores?|chips?|processors?|accelerators?|switches|drives?|volumes?|instances?|servers?|systems?|machines?|backends?|cameras?|headsets?|kits?)\b)"
)


class Model(NamedTuple):
    """A model or product line as it stands in the text."""

    start: int
    end: int
    name: str
    form: Form
    written: Written
    certain: bool
    """Whether the context that its family asks for is there."""


def models(text: str, read: Tokens, start: int, stop: int) -> list[Model]:
    """The model that is certain, or all that want their context: an "M4" may be of two makers.

    It is the first and longest piece of the entity from token `start` to `stop` that is a form to the letter.

    It may begin later than the entity, where the ruler has joined what does not belong together: "only |128 A|100".
    """
    doubts: list[Model] = []
    forms = grammar().forms
    for first in range(start, stop):
        last = stop if first == start else min(len(read.words), first + _LONGEST)
        for end in range(last, first, -1):
            for form in forms.get(" ".join(read.norms[first:end]), ()):
                made = _formed(text, read, first, end, form)
                if made is None:
                    continue
                if made.certain:
                    return [made]
                doubts.append(made)
    return doubts


def listed(text: str, first: Model, taken: Mapping[int, int]) -> Iterator[Model]:
    """Further models that leave out the first words: "RTX 3090|, 4090 and 5090", "Jetson AGX Xavier| and Orin".

    `taken`: where names begin and end that were found by themselves.
    """
    end = first.end
    while gap := _SEPARATOR.match(text, end):
        start = gap.end()
        further = _further(text, start, first, start in taken)
        if further is None or taken.get(start, further.end) != further.end:
            return
        yield further
        end = further.end


def ranged(text: str, one: Model) -> Model:
    """A range of generations is one mention without them: "RDNA 1 to 4" -> "AMD RDNA"; "TPU v3-8" is eight cores."""
    match = _RANGE.match(text, one.end)
    if match is None:
        return one
    values = list(one.written.values)
    last = max(number for number, value in enumerate(values) if value)
    if match.group()[0] == "-" and values[last][0] == "v" and "v" not in match.group():
        return one
    if last == one.form.lead or not _GENERATION.fullmatch(values[last]):
        return one
    values[last] = ""
    return one._replace(end=match.end(), name=_name(one.form, values, ""))


def _formed(text: str, read: Tokens, first: int, stop: int, form: Form) -> Model | None:
    """What a form makes of the tokens from `first` to `stop`."""
    stop = _with_tail(read, stop, form)
    as_form = written(form, _plain(read, first, stop))
    start, end = read.start(first), read.end(stop - 1)
    context = form.context
    if (
        as_form is None
        or not _stands_alone(text, start, end)
        or (text[end : end + 1] == "-" and _OWN_NAME.match(text, end))
        or (context.unless and context.unless.match(text, end))
    ):
        return None
    makers = makers_before(text, start)
    vendor = makers[0].vendor if makers else ""
    known = bool(vendor) and (vendor == form.family.vendor or vendor in form.family.also)
    if context.asks and not known and (_COMPOUND.match(text, end) or _is_of_another(makers, start, form)):
        return None
    certain = known or _in_context(text, start, end, form)
    if known:
        start = makers[0].start
        # "AMD Xilinx Alveo", "AMD/Xilinx": of two owners today's counts
        today = _SIGN_BEFORE.sub("", text[max(0, start - 24) : start])
        if vendor != form.family.vendor and today.endswith(form.family.vendor):
            vendor = form.family.vendor
            start = text.rindex(vendor, 0, start)
    owner = vendor or _former_owner(text, start, form)
    return Model(start, end, _name(form, as_form.values, owner), form, as_form, certain)


def _former_owner(text: str, start: int, form: Form) -> str:
    """The former owner where that is written before and today's nowhere: "a Xilinx XC7Z010 … the |XC7Z010"."""
    family = form.family
    if not family.also:
        return ""
    former = next((owner for owner in family.also if text.find(owner, 0, start) >= 0), "")
    return former if former and family.vendor not in text else ""


def _plain(read: Tokens, first: int, stop: int) -> str:
    """Canonical words of tokens with what is between them."""
    canonical = grammar().canonical
    plain = ""
    for place in range(first, stop - 1):
        plain += canonical(read.words[place]) + read.gap(place)
    return plain + canonical(read.words[stop - 1])


def _with_tail(read: Tokens, stop: int, form: Form) -> int:
    """`stop`, or one further where the letters glued to the model belong to it: "6248|R"."""
    if form.tail is None or stop >= len(read.words) or read.gap(stop - 1):
        return stop
    return stop + 1 if form.tail.fullmatch(read.words[stop].removesuffix("-")) else stop


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name is a whole word: not in "GTA100", "A1000" or "vLLM-Ascend", but in "8xA100"."""
    before = text[start - 1 : start]
    if before.isalnum() and not _MULTIPLIED.search(text[max(0, start - 3) : start]):
        return False
    if before == "-" and text.endswith(grammar().rules.counting.programs, 0, start - 1):
        return False
    return _WHOLE.match(text, end) is not None


def _is_of_another(makers: list[Maker], start: int, form: Form) -> bool:
    """Whether another vendor stands directly before what would need a context: in "Apple |M4 GPU" M4 is no Tesla."""
    if not form.family.vendor or not makers or makers[0].vendor in grammar().rules.vendor_classes:
        return False
    return start - makers[0].end <= len("'s ")


def _in_context(text: str, start: int, end: int, form: Form) -> bool:
    """Whether one of the words that the family asks for is there; true where it asks for none."""
    context = form.context
    if not context.asks:
        return True
    near, before, after = context.near, context.before, context.after
    if context.then and context.then.match(text, end):
        return True
    if near and (near.search(text[max(0, start - _NEAR) : start]) or near.search(text[end : end + _NEAR])):
        return True
    return bool(before and after and (before.search(text[max(0, start - 30) : start]) or after.match(text, end)))


def _name(form: Form, values: Sequence[str], vendor: str) -> str:
    """The canonical name; a former owner replaces the vendor where the text has it."""
    family = form.family
    owner = vendor if vendor in family.also else family.vendor
    if family.name:
        # a form may have fewer words than the name asks for: "IBM Blue Gene{2}" of "BlueGene" alone
        words = [owner, *values, *[""] * 9]
        return " ".join(_PLACE.sub(lambda place: words[int(place[1])], family.name).split())
    name = owner
    for value, slot in zip(values, form.slots, strict=True):
        if value and slot.mark != "*":
            name += (slot.joint if name else "") + value
    return name


def _further(text: str, start: int, first: Model, named: bool) -> Model | None:
    """The model at `start` that takes its first words from `first`: a number, or a word that is a name (`named`)."""
    form = first.form
    for number in range(form.lead + 1, len(form.slots)):
        further = continued(form, number, text, start) if first.written.pieces[number] else None
        if further is None or not further.pieces[number] or not _goes_on(text[start : further.end], named):
            continue
        if _AFTER_LISTED.match(text, further.end):
            values = first.written.values[:number] + further.values[number:]
            return Model(start, further.end, _name(form, values, ""), form, first.written, True)
    return None if named else _sibling(text, start, first)


def _goes_on(further: str, named: bool) -> bool:
    """Whether what a form has after its first words is a model by itself: a number, or a word that is one or a name."""
    if any(sign.isdigit() for sign in further):
        return not named
    return named or _PROPER.fullmatch(further) is not None


def _sibling(text: str, start: int, first: Model) -> Model | None:
    """The model at `start` of another line that begins with the same word: "RTX 6000|, 4090", "Crucial T705|, P3"."""
    if not _NUMBERED.match(text, start):
        return None
    siblings = grammar().siblings
    for lead in first.written.pieces:
        for form in siblings.get(lead, ()) if lead else ():
            further = continued(form, form.lead + 1, text, start)
            if further is None or not _AFTER_LISTED.match(text, further.end):
                continue
            whole = written(form, f"{lead} {text[start : further.end]}")
            if whole is not None:
                return Model(start, further.end, _name(form, whole.values, ""), form, whole, True)
    return None
