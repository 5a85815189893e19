"""The words around a venue -> its status: "accepted at", "submitted to", "extended version of a paper at".

>>> text = "This paper was submitted to and accepted by ICML 2026"
>>> Cues(text).before(0, text.index("ICML")).status
'accepted'
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

import regex

from claims.mentions.venue_rules import Status, rules
from claims.models import VenueKind, VenueStatus
from claims.patterns import depends, kept

_PARTS: Final = regex.compile(r"[.;,](?:\s|$)")


class Cue(NamedTuple):
    """Words that tell a status, and the rule that knows them."""

    start: int
    end: int
    status: VenueStatus
    rank: int
    rule: str


class _Compiled(NamedTuple):
    pattern: "regex.Pattern[str]"
    rule: Status

    def cue(self, match: "regex.Match[str]") -> Cue:
        start, end = match.span()
        return Cue(start, end, self.rule.status, self.rule.rank, self.rule.id)


_Asked = tuple[_Compiled, list[str]]
"""A rule, and of the pieces of words without which it finds nothing those that are worth looking for."""


@depends
@cache
def _patterns(key: str) -> tuple[_Compiled, ...]:
    return tuple(
        _Compiled(regex.compile(expression), rule) for rule in rules().status if (expression := getattr(rule, key))
    )


class Cues:
    """The words of a text that tell the status of a venue named after them; `asked` are the rules that are searched."""

    def __init__(self, text: str, asked: "Sequence[_Asked] | None" = None) -> None:
        self._text = text
        self._all: list[Cue] = []
        lower = text.lower()
        for compiled, needs in _asked(lower) if asked is None else asked:
            for need in needs:
                if need in lower:
                    self._all += map(compiled.cue, compiled.pattern.finditer(text))
                    break
        self._all.sort()
        self._starts = [cue.start for cue in self._all]
        self._alone: list[Cue | None] = []

    def __bool__(self) -> bool:
        return bool(self._all)

    def before(self, start: int, end: int) -> Cue | None:
        """The words of the highest rank between two offsets, of these the last and longest."""
        best, worth = None, (0, 0, 0)
        for cue in self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if cue.end <= end and (best is None or (cue.rank, cue.end, cue.end - cue.start) > worth):
                best, worth = cue, (cue.rank, cue.end, cue.end - cue.start)
        return best

    def nearest(self, start: int, end: int) -> Cue | None:
        """The last of the words between two offsets, of whatever rank."""
        return max(
            (cue for cue in self._all if start <= cue.start and cue.end <= end), key=lambda cue: cue.end, default=None
        )

    @property
    def alone(self) -> Cue | None:
        """What a part of the text that says nothing else tells: "Camera-ready version."."""
        if not self._alone:  # looked for once, when first asked for
            parts = (part.strip(" ,()") for part in _PARTS.split(self._text))
            self._alone.append(next((cue for part in parts if (cue := _cue_alone(part))), None))
        return self._alone[0]


def cues_of_each(texts: Sequence[str]) -> list[Cues]:
    """`Cues` of each text; what none of them holds is looked for once for all."""
    asked = _asked("\n".join(texts).lower())
    return [Cues(text, asked) for text in texts]


def _asked(lower: str) -> list[_Asked]:
    """The rules that may find something in a text in small letters."""
    return [
        (compiled, needs)
        for compiled in _patterns("before")
        if (needs := [need for need in compiled.rule.needs if need in lower])
    ]


def cue_after(after: str, kind: VenueKind) -> Cue | None:
    """The first words of the highest rank in the text after a venue."""
    cues = [
        compiled.cue(match)
        for compiled in _patterns("after")
        if compiled.rule.kind in (None, kind) and (match := compiled.pattern.search(after))
    ]
    return min(cues, key=lambda cue: (-cue.rank, cue.start), default=None)


@depends
@lru_cache(1 << 10)
def _cue_alone(part: str) -> Cue | None:
    """What a part of a text tells by itself. Many papers share theirs: "8 pages", "Accepted"."""
    for compiled in _patterns("alone"):
        if match := compiled.pattern.fullmatch(part):
            return compiled.cue(match)
    return None


@kept
def _rejections() -> "tuple[tuple[regex.Pattern[str] | None, regex.Pattern[str] | None], ...]":
    return tuple(
        (regex.compile(rule.before) if rule.before else None, regex.compile(rule.after) if rule.after else None)
        for rule in rules().reject
    )


def is_rejected(before: str, after: str) -> bool:
    """Whether the text before or after a name tells that it is no venue of the paper."""
    for left, right in _rejections():  # noqa: SIM110 -- a generator for `any` takes twice as long
        if (left and left.search(before)) or (right and right.match(after)):
            return True
    return False
