"""The words around a venue -> its status: "accepted at", "submitted to", "extended version of a paper at".

>>> cue_before("This paper was submitted to and accepted by ").status
'accepted'
"""

from functools import cache
from typing import NamedTuple

import regex

from claims.mentions.venue_rules import rules
from claims.models import VenueKind, VenueStatus


class Cue(NamedTuple):
    """Words that tell a status, and the rule that knows them."""

    start: int
    end: int
    status: VenueStatus
    rank: int
    rule: str


class _Compiled(NamedTuple):
    pattern: "regex.Pattern[str]"
    status: VenueStatus
    rank: int
    rule: str
    kind: VenueKind | None


@cache
def _patterns(key: str) -> tuple[_Compiled, ...]:
    return tuple(
        _Compiled(regex.compile(expression), rule.status, rule.rank, rule.id, rule.kind)
        for rule in rules().status
        if (expression := getattr(rule, key))
    )


def cue_before(before: str) -> Cue | None:
    """The words of the highest rank in the text before a venue, of these the last; None where no word tells a status."""
    cues = [
        Cue(*match.span(), compiled.status, compiled.rank, compiled.rule)
        for compiled in _patterns("before")
        for match in compiled.pattern.finditer(before)
    ]
    return max(cues, key=lambda cue: (cue.rank, cue.end, cue.end - cue.start), default=None)


def cue_after(after: str, kind: VenueKind) -> Cue | None:
    """The first words of the highest rank in the text after a venue."""
    cues = [
        Cue(*match.span(), compiled.status, compiled.rank, compiled.rule)
        for compiled in _patterns("after")
        if compiled.kind in (None, kind) and (match := compiled.pattern.search(after))
    ]
    return min(cues, key=lambda cue: (-cue.rank, cue.start), default=None)


def cue_alone(sentence: str) -> Cue | None:
    """What a sentence that says nothing else tells: "Camera-ready version."."""
    for compiled in _patterns("alone"):
        if compiled.pattern.fullmatch(sentence):
            return Cue(0, len(sentence), compiled.status, compiled.rank, compiled.rule)
    return None


@cache
def _rejections() -> "tuple[tuple[regex.Pattern[str] | None, regex.Pattern[str] | None], ...]":
    return tuple(
        (regex.compile(rule.before) if rule.before else None, regex.compile(rule.after) if rule.after else None)
        for rule in rules().reject
    )


def is_rejected(before: str, after: str) -> bool:
    """Whether the text before or after a name tells that it is no venue of the paper."""
    return any((left and left.search(before)) or (right and right.match(after)) for left, right in _rejections())
