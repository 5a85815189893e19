"""Numbers that only set the scene, and claim nothing: which check is asked of which of them."""

from collections.abc import Callable
from functools import lru_cache, reduce
from operator import or_
from typing import Final

from claims.assemble.circumstances import (
    ENDS,
    REGIMES,
    SIZES_AND_RATES,
    SPANNED,
    WANTED,
    WITHSTANDING,
    is_beyond,
    is_manifold,
    is_point,
    is_regime,
    is_stretch,
    is_supplied,
    is_swept,
    is_target,
    is_variable,
    is_withstood,
    opens_clause,
)
from claims.assemble.configured import (
    CHOSEN_AT,
    DEVICES,
    FREQUENCIES,
    is_chosen,
    is_compound,
    is_configured,
    is_frequency,
    is_memory,
    is_multiplied_device,
    is_parameter,
)
from claims.assemble.cues import cues
from claims.assemble.observed import BYTES
from claims.assemble.runs import Run
from claims.assemble.sentence import Sentence
from claims.assemble.small_words import EXAMPLES
from claims.assemble.stresses import (
    LENGTHS,
    OPERATED,
    WANTING,
    is_endowed,
    is_even,
    is_extent,
    is_feature,
    is_kept,
    is_operated,
    is_stress,
    is_wanted,
    stresses,
)
from claims.assemble.thresholds import HELD_AT, is_aimed, is_condition, is_under, is_within_share
from claims.assemble.unmeasured import (
    CONFIDENT,
    SELECTING,
    is_bare_fraction,
    is_example,
    is_interval,
    is_name,
    is_span,
    is_span_of_years,
)
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_kinds import KINDS, MEASURED
from claims.patterns import kept

_Check = Callable[[Sentence, Run, Amount], bool]


def is_setting(sentence: Sentence, run: Run, amount: Amount, said: int) -> bool:
    """Whether a measure only sets the scene: "within 50 ms RTT", "a 10 Gbps link", "95% confidence intervals".

    `said` is `checks_said` of the sentence.
    """
    asked = said | _of_units().get(amount.unit, 0)
    if amount.before is not None:
        asked |= _PAIRED
    kind = amount.kind
    # without the bits of what is never asked of its kind, the same checks are not chosen time and again
    for check in _checks(kind, asked & _bits_of_kinds()[kind]):  # noqa: SIM110 -- a generator for `any` takes twice as long
        if check(sentence, run, amount):
            return True
    return False


def checks_said(sentence: Sentence) -> int:
    """The checks that have one of their words in the sentence, or need none: for each a bit."""
    bits, said = _bits(), _ALWAYS
    for word in _asking().intersection(sentence.lowers):
        said |= bits[word]
    items = sentence.items
    for index in sentence.quantities:
        amount = items[index].amount
        if amount is not None and amount.bound == "less_than":
            said |= _BOUNDED
    return said


_CHECKS: Final[tuple[_Check, ...]] = (
    is_multiplied_device,
    is_interval,
    is_span_of_years,
    is_example,
    is_name,
    is_condition,
    is_under,
    is_bare_fraction,
    is_aimed,
    is_frequency,
    is_span,
    is_compound,
    is_memory,
    is_configured,
    is_parameter,
    is_chosen,
    is_within_share,
    opens_clause,
    is_variable,
    is_regime,
    is_supplied,
    is_beyond,
    is_point,
    is_target,
    is_manifold,
    is_withstood,
    is_stretch,
    is_swept,
    is_stress,
    is_kept,
    is_even,
    is_extent,
    is_endowed,
    is_operated,
    is_feature,
    is_wanted,
)
_MEASURE: Final = frozenset({"measure"})
_PERCENT: Final = frozenset({"percent"})
_CONCERNED: Final[dict[_Check, frozenset[str]]] = {
    is_multiplied_device: frozenset({"ratio"}),
    is_span_of_years: frozenset({"count"}),
    is_name: frozenset({"count"}),
    is_condition: MEASURED,
    is_under: _PERCENT,
    is_bare_fraction: frozenset({"fraction"}),
    is_aimed: MEASURED,
    is_frequency: _MEASURE,
    is_span: _MEASURE,
    is_compound: _MEASURE,
    is_memory: _MEASURE,
    is_configured: _MEASURE,
    is_parameter: MEASURED | {"count"},
    is_chosen: _PERCENT,
    is_within_share: MEASURED,
    opens_clause: MEASURED,
    is_variable: MEASURED | {"count"},
    is_regime: MEASURED,
    is_supplied: _MEASURE,
    is_beyond: _MEASURE,
    is_point: _MEASURE,
    is_target: MEASURED | {"ratio"},
    is_manifold: frozenset({"ratio"}),
    is_withstood: frozenset({"ratio"}),
    is_stretch: _PERCENT,
    is_stress: _PERCENT,
    is_kept: _PERCENT | {"ratio"},
    is_even: MEASURED,
    is_extent: _MEASURE,
    is_feature: _MEASURE,
}
"""The kinds of amounts for which a check can hold; of others it is not asked. A check that is not here always is."""


@kept
def _words() -> dict[_Check, frozenset[str]]:
    """The words of which one must be in the sentence for a check to hold, near the number or not: without an "even"
    nothing is `is_even`. A check that is not here is always asked.
    """
    cue = cues()
    return {
        is_multiplied_device: DEVICES,
        # "confidence" and its like behind a percentage, brackets around any number
        is_interval: CONFIDENT | SELECTING | {"[", "nominal", "significance", "interval", "percentile"},
        is_example: EXAMPLES,
        is_condition: HELD_AT | cue.imposing | cue.subordinators,
        is_aimed: frozenset(cue.aimed),
        # "of cache", "message sizes"
        is_configured: cue.configured | {"cache", "size", "sizes", "rtt"},
        is_parameter: cue.parameters | cue.constraints,
        # a load can be part of a word, "packet-loss", but stands behind one of these
        is_chosen: CHOSEN_AT,
        is_variable: frozenset({"="}),
        is_regime: SPANNED | REGIMES | {"range"},
        is_supplied: frozenset({"at", "@"}),
        is_target: WANTED,
        is_withstood: WITHSTANDING,
        is_even: frozenset({"even"}),
        is_operated: OPERATED,
        is_feature: frozenset(cue.rated),
        is_within_share: frozenset(cue.falling),
        opens_clause: frozenset({"at"}),
        is_stretch: ENDS,
        is_stress: stresses(),
        # "at 16x compression", and "at 99% attainment" of anything
        is_kept: frozenset(cue.left_out) | {"at"},
        # "of memory"
        is_endowed: frozenset(cue.memories),
        is_wanted: WANTING | {"no"},
    }


_OF_UNITS: Final[dict[_Check, frozenset[str]]] = {
    is_frequency: FREQUENCIES,
    is_memory: BYTES,
    is_point: SIZES_AND_RATES,
    is_extent: LENGTHS,
}
"""The units for which a check can hold; of a number in another it is not asked. A check that is not here has any."""
_ALWAYS: Final = 1
"""The bit of the checks that are always asked."""
_PAIRED: Final = 2
"""The bit of those that are asked of a before and after."""
_BOUNDED: Final = 4
"""The bit of those that take an "under" for no bound, where one of the numbers has a bound above."""


@kept
def _asked() -> dict[str, list[tuple[_Check, int]]]:
    """For each kind of amount the checks that can hold for it, each with a bit that tells when it is asked."""
    bits = {check: 8 << number for number, check in enumerate([*_words(), *_OF_UNITS])}
    bits |= {is_swept: _PAIRED, is_under: _BOUNDED, is_regime: bits[is_regime] | _BOUNDED}
    return {
        kind: [(check, bits.get(check, _ALWAYS)) for check in _CHECKS if kind in _CONCERNED.get(check, KINDS)]
        for kind in KINDS
    }


@kept
def _bits_of_kinds() -> dict[str, int]:
    """For each kind of amount the bits of the checks that can hold for it."""
    return {kind: reduce(or_, [bit for _, bit in checks]) for kind, checks in _asked().items()}


@kept
def _bits() -> dict[str, int]:
    """For each of the words in `_words` the bits of the checks that it makes possible."""
    return _bits_of(_words(), 3)


@kept
def _asking() -> frozenset[str]:
    """All of the words in `_words`: what a sentence has of them is found sooner in a set."""
    return frozenset(_bits_of(_words(), 3))


@kept
def _of_units() -> dict[str, int]:
    """For each of the units in `_OF_UNITS` the bits of the checks that it makes possible."""
    return _bits_of(_OF_UNITS, 3 + len(_words()))


def _bits_of(table: dict[_Check, frozenset[str]], first: int) -> dict[str, int]:
    """For each word of a table the bits of its checks, which are numbered from `first` on."""
    bits: dict[str, int] = {}
    for number, words in enumerate(table.values(), first):
        for word in words:
            bits[word] = bits.get(word, 0) | 1 << number
    return bits


@lru_cache(1 << 10)
def _checks(kind: str, said: int) -> tuple[_Check, ...]:
    """The checks that can hold for a kind of amount in a sentence with such words."""
    return tuple([check for check, bit in _asked()[kind] if said & bit])
