"""How a quantity and its metric are said together: one function for each construction of claim sentences.

Each takes a sentence, a run of its quantities and the frames before it, and gives a `Frame`, or None where the
sentence is not so
built. Cases for each: patterns/claims/cases.toml.
"""

from functools import lru_cache
from typing import Final

from claims.assemble.bare import bare_change
from claims.assemble.comparative import INTENSIFYING, JOINTS, comparative, shared_ahead
from claims.assemble.frames import Construction, Frame, lead
from claims.assemble.level import level_after
from claims.assemble.level_again import level_again, level_listed, score_elided, told_aside, versus
from claims.assemble.level_before import level_before
from claims.assemble.level_in import level_in
from claims.assemble.naming import name
from claims.assemble.nominal import nominal
from claims.assemble.nominal_of import nominal_of
from claims.assemble.pair import pair
from claims.assemble.parenthesis import parenthesis
from claims.assemble.relation import PLACES, behind, times, within_of
from claims.assemble.runs import Run
from claims.assemble.scores import score_aside
from claims.assemble.sentence import ADVERB, COMPARATIVE, DETERMINER, NOUNS, Sentence
from claims.assemble.share import of_share
from claims.assemble.signed import signed
from claims.assemble.verb import PREPOSITIONS, verb_amount, verb_by
from claims.mentions.quantity_kinds import KINDS, SHARES

CONSTRUCTIONS: Final[tuple[Construction, ...]] = (
    pair,
    within_of,
    behind,
    shared_ahead,
    comparative,
    nominal,
    verb_by,
    signed,
    verb_amount,
    nominal_of,
    times,
    of_share,
    parenthesis,
    bare_change,
    score_elided,
    level_before,
    score_aside,
    level_after,
    level_in,
    level_listed,
    level_again,
    versus,
    told_aside,
)
"""In the order in which they are tried: the first that fits decides."""

_SIZES: Final = frozenset({"measure", "percent", "currency"})
_CONCERNED: Final[dict[Construction, frozenset[str]]] = {
    behind: SHARES | {"measure", "verb"},
    shared_ahead: frozenset({"ratio", "percent"}),
    nominal: SHARES | _SIZES | {"count", "fraction"},
    signed: SHARES,
    verb_amount: SHARES | _SIZES | {"verb"},
    times: frozenset({"ratio", "measure", "verb"}),
    of_share: frozenset({"percent", "fraction"}),
    bare_change: SHARES | _SIZES | {"fraction"},
    score_elided: frozenset({"count"}),
    score_aside: frozenset({"percent", "count"}),
    level_listed: _SIZES,
    versus: _SIZES,
    told_aside: _SIZES,
}
"""The kinds of amounts that a construction can be of; for others it is not tried. One that is not here always is."""
_ALWAYS: Final = 1
"""The bit of the constructions that are tried beside all words."""
_LED: Final[dict[Construction, frozenset[str]]] = {verb_by: PREPOSITIONS}
"""The words of which one must lead to a number for a construction to hold, see `frames.lead`."""
_BEHIND: Final[dict[Construction, frozenset[str]]] = {
    behind: frozenset(PLACES),
    shared_ahead: JOINTS,
    comparative: INTENSIFYING,
    nominal: frozenset({",", "on"}),
}
"""The words of which one must stand behind a run, or a word of one of the classes in `_CLASSES_BEHIND`."""
_CLASSES_BEHIND: Final[dict[Construction, frozenset[str]]] = {
    comparative: frozenset({COMPARATIVE, ADVERB}),
    nominal: frozenset({DETERMINER, ADVERB, *NOUNS}),
}
_GATED: Final = {each: 1 << number for number, each in enumerate([*_LED, *_BEHIND], 1)}
"""For each construction that is tried only beside such words a bit."""


def _bits(table: dict[Construction, frozenset[str]]) -> dict[str, int]:
    """For each word the bits of the constructions that it makes possible."""
    bits: dict[str, int] = {}
    for each, words in table.items():
        for word in words:
            bits[word] = bits.get(word, 0) | _GATED[each]
    return bits


_BITS_LED: Final = _bits(_LED)
_BITS_BEHIND: Final = _bits(_BEHIND)
_BITS_CLASSES: Final = _bits(_CLASSES_BEHIND)


@lru_cache(1 << 10)
def tried(kind: str, beside: int) -> tuple[Construction, ...]:
    """The constructions that an amount of a kind can stand in `beside` words with such bits."""
    return tuple([
        each for each in CONSTRUCTIONS if kind in _CONCERNED.get(each, KINDS) and _GATED.get(each, _ALWAYS) & beside
    ])  # fmt: skip


def frame(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """What the first fitting construction says of the run."""
    items, last, beside = sentence.items, run.last, _ALWAYS
    at = lead(sentence, run.first)
    if at >= 0:
        beside |= _BITS_LED.get(sentence.lowers[at], 0)
    if last < len(items):
        following = items[last]
        beside |= _BITS_BEHIND.get(following.lower, 0) | _BITS_CLASSES.get(following.tag, 0)
    for construction in tried(sentence.amount(run.first).kind, beside):
        found = construction(sentence, run, history)
        if found is not None:
            amount = sentence.amount(run.first)
            found.unit = amount.unit
            found.counted = amount.rule == "quantity.rate"
            name(sentence, found, history)
            return found
    return None
