"""Which of two records of a paper is the newer, and what they say together."""

from collections.abc import Sequence
from typing import Any

from claims.models import Paper
from claims.pipeline import FIELDS
from claims.store.states import State
from claims.table import one_line


def age(paper: Paper, state: State) -> int:
    """1 where the paper is a newer version than that of a state, -1 where it is an older one, 0 where it is the same.

    Versions tell; where one of the two has none, the dates of the versions do. Where these are not known either, it is
    taken for the same version: most sources without versions give the newest one.
    """
    if paper.version is not None and state.version is not None:
        return _sign(paper.version, state.version)
    if paper.updated and state.updated:
        return _sign(paper.updated, state.updated)
    return 0


def place_of(paper: Paper, states: Sequence[State]) -> int:
    """Before which of the states, which are in order, a paper belongs; their number where it is the newest.

    A deletion stays the last word unless the paper is newer than it, or than the version that it deleted.
    """
    place = len(states)
    while place and _belongs_before(paper, states, place - 1):
        place -= 1
    return place


def twin_of(paper: Paper, states: Sequence[State]) -> int | None:
    """The place after a state that holds the same texts, where the version of one of the two is not said.

    Services give the dates of one version a day apart, so that the texts tell more than these.
    """
    for place in range(len(states), 0, -1):
        state = states[place - 1]
        if state.deleted or (paper.version is not None and state.version is not None):
            continue
        known = state.extraction().paper
        if same_texts(merged(paper, known), known):
            return place
    return None


def same_texts(one: Paper, other: Paper) -> bool:
    """Whether two papers have the same texts, on which alone depends what is found in them."""
    return all(getattr(one, name) == getattr(other, name) for name in FIELDS)


def merged(new: Paper, known: Paper) -> Paper:
    """What is known of a version, with what another record of the same version says otherwise.

    What that does not say stays: RSS has no comments. Nor do line ends count, which every source has in other places.

    >>> known = Paper(id="2401.00010", version=1, abstract="It is\\n fast.", comment="ICML 2026")
    >>> merged(Paper(id="2401.00010", abstract="It is fast."), known) is known
    True
    >>> merged(Paper(id="2401.00010", abstract="It is fast.", journal_ref="TPDS"), known).journal_ref
    'TPDS'
    """
    said: dict[str, Any] = {}
    for name in Paper.model_fields:
        value, before = getattr(new, name), getattr(known, name)
        if value and not _same(value, before):
            said[name] = value
    return known.model_copy(update=said) if said else known


def _belongs_before(paper: Paper, states: Sequence[State], index: int) -> bool:
    state = states[index]
    if not state.deleted:
        return age(paper, state) < 0
    if paper.updated and state.updated and paper.updated > state.updated:
        return False
    deleted = next((before for before in reversed(states[:index]) if not before.deleted), None)
    return not (deleted and age(paper, deleted) > 0)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one_line(one) == one_line(other)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(one) == sorted(other)
    return bool(one == other)


def _sign(one: Any, other: Any) -> int:
    return int(one > other) - int(one < other)
