"""How the members of a family are written: which letters of a text are a form, and what each word of it is called.

A form is compared sign by sign, not by a regex of its own: of the thousand forms a run meets some hundreds, and to
compile the regex of one takes as long as to compare a hundred names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple, final

from claims.mentions.hardware_rules import Family
from claims.patterns import depends

Joint = Literal[" ", "-", ""]
Mark = Literal["", "?", "!", "*"]

_DIGITS: Final = "0123456789"
_HYPHEN: Final = "-"
"""May stand before the first digit of a word: "MI-300X"."""
_JOINT: Final = " -"
"""Of these one may stand between two words and where a form has a hyphen."""


class Way(NamedTuple):
    """How one alternative of a slot may be written."""

    signs: tuple[str, ...]
    """What each sign may be; it may be missing where a hyphen is the last that it may be."""
    code: "re.Pattern[str] | None"
    """The regex of a code, in place of the signs."""


@final
class Slot:
    """One word of a form."""

    __slots__ = ("_is_lead", "_ways", "alternatives", "joint", "mark", "patterns")

    def __init__(
        self, alternatives: Sequence[str], patterns: Sequence[str], joint: Joint, mark: Mark, is_lead: bool
    ) -> None:
        self.alternatives = tuple(alternatives)
        """Words with # for any digit, or codes: <aws-instance>."""
        self.patterns = tuple(patterns)
        """The regex of each."""
        self.joint = joint
        """What stands before it in the canonical name."""
        self.mark = mark
        """"" required, "?" optional, "!" optional in the text but always named, "*" optional and never named."""
        self._is_lead = is_lead
        self._ways: list[Way] = []

    def ways(self) -> list[Way]:
        """How it may be written, that with the longest regex first; made when first asked for.

        The leading word of a form tells "Summit" from "summit"; of the others the case is free.
        """
        if not self._ways:
            for pattern, word in sorted(zip(self.patterns, self.alternatives, strict=True), key=_longest_first):
                if word[0] == "<":
                    self._ways.append(Way((), re.compile(pattern if self._is_lead else f"(?i:{pattern})")))
                else:
                    self._ways.append(Way(_signs(word, self._is_lead), None))
        return self._ways

    def named(self, written: str) -> str:
        """The alternative that a piece of a text is written for, with the digits of the text: "pro" -> "Pro"."""
        letters = _without_joints(written)
        for word in self.alternatives:
            alike = _without_joints(word)
            if alike == letters and letters.isalpha():
                return word  # as most: there are no digits to put in
            if word[0] != "<" and _is_alike(alike, letters):
                digits = iter([sign for sign in written if sign.isdigit()])
                return "".join([next(digits) if sign == "#" or sign.isdigit() else sign for sign in word])
        return written


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


@final
class Form:
    """One form of a family."""

    __slots__ = ("context", "family", "lead", "slots", "tail")

    def __init__(self, family: Family, context: Context, slots: list[Slot]) -> None:
        self.family = family
        self.context = context
        self.tail = re.compile(family.tail) if family.tail else None
        """The letters that may be glued to the end."""
        self.slots = slots
        self.lead = next(number for number, slot in enumerate(slots) if not slot.mark)
        """Number of the first required slot."""


class Written(NamedTuple):
    """What is written in a form."""

    end: int
    pieces: tuple[str, ...]
    """What is written for each slot, "" where there is nothing; then the tail."""
    values: tuple[str, ...]
    """What the canonical name takes for each slot, "" where nothing."""


@depends
@lru_cache(1 << 13)
def written(form: Form, name: str) -> Written | None:
    """What of a form is written in a name, which must be it to the letter, but for an "s" at its end."""
    return _compared(form, name, 0, 0, True)


def continued(form: Form, slot: int, text: str, start: int) -> Written | None:
    """The form from a slot after the lead on, written at `start`: what an enumeration goes on with."""
    return _compared(form, text, start, slot, False)


def _compared(form: Form, text: str, start: int, first: int, whole: bool) -> Written | None:
    pieces = [""] * (len(form.slots) + 1)
    end = _fitted(form, text, start, first, first, whole, pieces)
    return None if end < 0 else Written(end, tuple(pieces), tuple(_values(form, pieces)))


def _fitted(form: Form, text: str, start: int, first: int, number: int, whole: bool, pieces: list[str]) -> int:
    """The end of what is written at `start` for the slots from `number` on, put into `pieces`; -1 if they do not fit.

    With `whole`, they must take all of the text. As with a regex, what comes first in a form goes before what follows.
    """
    if number == len(form.slots):
        return _ended(form.tail, text, start, whole, pieces)
    slot = form.slots[number]
    begins = [start]
    if number > first and start < len(text) and text[start] in (_JOINT if slot.joint else _HYPHEN):
        begins.insert(0, start + 1)
    for begin in begins:
        for way in slot.ways():
            for stop in _stops(way, text, begin):
                end = _fitted(form, text, stop, first, number + 1, whole, pieces)
                if end >= 0:
                    pieces[number] = text[begin:stop]
                    return end
    return _fitted(form, text, start, first, number + 1, whole, pieces) if slot.mark else -1


def _stops(way: Way, text: str, start: int) -> list[int]:
    """Where a word written at `start` in this way may end."""
    if way.code is not None:
        match = way.code.match(text, start)
        if match is None:
            return []
        shorter = [stop for stop in range(match.end() - 1, start, -1) if way.code.fullmatch(text, start, stop)]
        return [match.end(), *shorter]
    length = len(text)
    for signs in way.signs:
        if start < length and text[start] in signs:
            start += 1
        elif signs[-1] != _HYPHEN:
            return []
    return [start]


def _ended(tail: "re.Pattern[str] | None", text: str, start: int, whole: bool, pieces: list[str]) -> int:
    """The end of a form whose last word ends at `start`: a tail, then an "s", and with `whole` of the text; or -1."""
    if whole:
        length = len(text)
        stops = [length, length - 1] if text.endswith("s") else [length]
        for stop in stops:
            if tail is not None and tail.fullmatch(text, start, stop):
                pieces[-1] = text[start:stop]
                return length
        return length if start in stops else -1
    if tail is not None and (glued := tail.match(text, start)) is not None:
        pieces[-1] = glued.group()
        start = glued.end()
    return start + 1 if text.startswith("s", start) else start


def _values(form: Form, pieces: list[str]) -> list[str]:
    """What the name takes for each slot, "" where there is nothing."""
    values = []
    for piece, slot in zip(pieces, form.slots, strict=False):
        values.append(slot.named(piece) if piece else slot.alternatives[0] if slot.mark == "!" else "")
    if pieces[-1] and any(values):
        values[max([number for number, value in enumerate(values) if value])] += pieces[-1]
    return values


def _signs(word: str, is_lead: bool) -> tuple[str, ...]:
    """What each sign of a word may be: # any digit, a hyphen a space or nothing; after a digit the case is free."""
    signs = []
    digit_seen = False
    for place, sign in enumerate(word):
        if sign == "#" or sign.isdigit():
            if not digit_seen and place > 1 and word[place - 1].isalpha():
                signs.append(_HYPHEN)  # "MI-300X"; but "A-100" is none
            signs.append(_DIGITS if sign == "#" else sign)
            digit_seen = True
        elif sign == "-":
            signs.append(_JOINT)
        elif digit_seen or not is_lead:
            signs.append(sign.lower() + sign.upper())
        else:
            signs.append(sign)
    return tuple(signs)


def _longest_first(way: tuple[str, str]) -> tuple[int, str]:
    return -len(way[0]), way[0]


def _without_joints(word: str) -> str:
    """What is compared of a word that already matches one of the alternatives."""
    return word.lower().replace("-", "").replace(" ", "")


def _is_alike(letters: str, written: str) -> bool:
    """Whether a piece of a text is written for these letters, # for any digit."""
    return len(letters) == len(written) and all(
        sign == other or (sign == "#" and other.isdigit()) for sign, other in zip(letters, written, strict=True)
    )
