"""Numbers that only set the scene: no claims."""

from collections.abc import Callable
from functools import lru_cache
from itertools import takewhile
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
    back,
    following,
    is_chosen,
    is_compound,
    is_configured,
    is_frequency,
    is_memory,
    is_multiplied_device,
    is_parameter,
)
from claims.assemble.cues import cues
from claims.assemble.frames import lead
from claims.assemble.metric import family
from claims.assemble.modifiers import LIKENESSES
from claims.assemble.observed import BYTES, is_observed
from claims.assemble.phrases import noun_right
from claims.assemble.runs import Run
from claims.assemble.scores import named_aside
from claims.assemble.sentence import (
    AMOUNT,
    NOMINAL,
    VERB,
    WORD,
    Range,
    Sentence,
)
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
)
from claims.assemble.versions import is_of_versions
from claims.mentions.quantity_amount import Amount
from claims.patterns import kept

_Check = Callable[[Sentence, Run, Amount], bool]

_CLAUSE_ENDS: Final = frozenset({",", "and", "or", ";", ":", "(", ")", "but", "with", "resulting", "leading"})
_EXAMPLES: Final = frozenset({"e.g.", "e.g"})
_SELECTING: Final = frozenset({"top", "bottom"})
_LASTING: Final = ("took", "take", "taking", "lasts", "lasted", "complet", "finish")
_AIMS: Final = ("target", "design")
_NUMBERED: Final = frozenset({"task", "subtask"})
_OPENS: Final = frozenset({"", ";", ":"})
_LIVED: Final = frozenset({"experience", "expertise", "research"})
_LONG_SPANS: Final = frozenset({"year", "month", "week", "day", "decade"})


_CONFIDENT: Final = frozenset({"ci", "cis", "confidence"})
_HELD_AT: Final = frozenset({"under", "with", "if", "when"})


def is_setting(sentence: Sentence, run: Run, amount: Amount, said: int) -> bool:
    """Whether a measure only sets the scene: "within 50 ms RTT", "a 10 Gbps link", "95% confidence intervals".

    `said` is `checks_said` of the sentence.
    """
    asked = said | _of_units().get(amount.unit, 0)
    if amount.before is not None:
        asked |= _PAIRED
    for check in _checks(amount.kind, asked):  # noqa: SIM110 -- a generator for `any` takes twice as long
        if check(sentence, run, amount):
            return True
    return False


def checks_said(sentence: Sentence) -> int:
    """The checks that have one of their words in the sentence, or need none: for each a bit."""
    bits, said = _bits(), _ALWAYS
    for bit in [bits[word] for word in sentence.lowers if word in bits]:
        said |= bit
    for index in sentence.quantities:
        if sentence.amount(index).bound == "less_than":
            said |= _BOUNDED
    return said


def _is_interval(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "46.7 [38.1, 55.2] minutes", "95% paired bootstrap CI", "the 95% percentile"."""
    if _bracketed(sentence, run.first):
        return True
    if amount.kind != "percent":
        return False
    behind = list(takewhile(lambda word: word not in ("[", "(", ","), following(sentence, run, 4)))
    if not _CONFIDENT.isdisjoint(behind):
        return True
    if sentence.lower(run.first - 1) in _SELECTING:
        # "accepted as a poster, top 4%"
        return True
    nominal = sentence.lower(run.first - 1) == "nominal" and not sentence.has_tag(NOMINAL, run.last, run.last + 3)
    if nominal or behind[:2] == ["significance", "level"]:
        # "at the nominal 95% level", but "a nominal 4% perplexity improvement"
        return True
    return "interval" in behind[:2] or "percentile" in behind[:2]


def _is_span_of_years(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "2019-2023"."""
    return amount.rule == "quantity.years"


def _is_example(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """Whether it stands in a parenthesis that opens with "e.g." and is no result."""
    if amount.before is not None:
        return False
    if amount.kind in ("ratio", "percent", "points", "verb") and amount.bound != "at_least":
        return False
    opened = next((step for step in back(run.first, 13) if sentence.lower(step) in ("(", ")")), -1)
    return opened >= 0 and sentence.lower(opened) == "(" and sentence.lower(opened + 1) in _EXAMPLES


def _is_name(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "Gemini 2.5 Pro", "Web 2.0"."""
    if amount.kind != "count" or run.first < 2 or amount.spelled or amount.high is not None:
        return False
    # "Aspen 3.1+Birch 2"
    added = sentence.items[run.first].text.endswith("+") and _is_glued(sentence, run.last)
    if amount.bound != "exact" and not added:
        return False
    if amount.before is not None:
        return False
    name = sentence.items[run.first - 1]
    if sentence.lower(run.last).startswith("'"):
        # "Data-Juicer 2.0's"
        return True
    if name.tag != WORD or not name.text[0].isupper():
        return False
    if family(name.text)[0] != "other" and name.lower not in _NUMBERED:
        return False
    if name.text.endswith(LIKENESSES):
        # "0.91 accuracy versus Ash's 0.87"
        return False
    if named_aside(sentence, run) is not None:
        # "tested methods (NMI 0.78)"
        return False
    return "," not in sentence.items[run.first].text and not any(char in name.lower for char in "@-")


def _is_glued(sentence: Sentence, index: int) -> bool:
    """Whether nothing stands between an item and the one before it."""
    return index < len(sentence.items) and sentence.starts[index] == sentence.end_of(index - 1)


def _is_condition(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "under 30% load", "when the cluster operates below a 0.65 duty cycle", "applies 50% compression"."""
    at = lead(sentence, run.first)
    told = sentence.lower(run.first - 1) in ("only", "just", "another") or amount.value == 100
    if amount.kind == "percent" and sentence.lower(at) in _HELD_AT and not told:
        phrase = noun_right(sentence, run.last)
        if phrase is not None and family(sentence.words(*phrase))[0] == "other":
            if amount.decimals and sentence.lower(at) == "with" and not _is_stressed(sentence, phrase):
                # "with a 53.3% safety margin" was measured
                return False
            return sentence.tag(phrase[1] - 1) != NOMINAL
    if amount.kind not in ("measure", "percent"):
        return False
    if sentence.lower(at) in cues().imposing:
        # "imposes a 0.1% performance overhead" tells what it costs
        cost = noun_right(sentence, run.last)
        return cost is None or sentence.tag(cost[1] - 1) != NOMINAL
    return _is_subordinate(sentence, at)


def _is_stressed(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase says what something is put under: "a 39.5% | pruning ratio"."""
    return any(sentence.lower(step) in cues().stresses for step in range(*phrase))


def _is_under(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "keeps traffic near zero under 7% node faults", "Under 1% packet loss, it …": under what it holds, behind a noun
    or a beginning and before a noun.
    """
    if amount.bound != "less_than" or amount.kind != "percent":
        return False
    if not sentence.items[run.first].text.lower().startswith("under"):
        return False
    if sentence.tag(run.first - 1) != WORD and sentence.lower(run.first - 1) not in _OPENS:
        return False
    phrase = noun_right(sentence, run.last)
    return phrase is not None and sentence.tag(phrase[1] - 1) != NOMINAL and sentence.tag(run.last) == WORD


def _is_subordinate(sentence: Sentence, index: int) -> bool:
    """Whether the clause up to an item opens with "when" or "if"."""
    subordinators = cues().subordinators
    for step in back(index + 1, 9):
        item = sentence.items[step]
        if item.lower in subordinators:
            return step < index and sentence.lower(step + 1) not in ("using", "compared", "combined")
        if item.lower in _CLAUSE_ENDS or item.tag == AMOUNT:
            return False
    return False


def _is_bare_fraction(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "f < 1/2", "in one of two modes": theory and design."""
    if amount.kind != "fraction":
        return False
    before, text = sentence.lower(run.first - 1), sentence.items[run.first].text
    if amount.spelled and amount.value == 1:
        return True
    if "/" in text and (text[0] in "<>≤≥" or before in ("<", ">", "≤", "≥")):
        return True
    if is_of_versions(sentence, run):
        return True
    compared = before in ("≤", "<", "=", "≥", ">", "to")
    return compared and sentence.lower(run.last) in ("", ",", ".", "and", ")")


def _is_aimed(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "targeting end-to-end latencies below 500 ms", "designed to achieve 99.99% availability"."""
    if amount.kind not in ("measure", "percent"):
        return False
    at = next((step for step in back(run.first, 6) if sentence.lower(step) in cues().aimed), -1)
    if at < 0:
        return False
    if not sentence.lower(at).startswith(_AIMS):
        return True
    if any(sentence.lower(step) == "with" for step in range(at + 1, run.first)):
        # "keeps 98% of the targets with an overhead of | 2 s"
        return False
    # "suppressing targeted units yields | 1.1%", "all targets show | 0.0 dB", but "designed to achieve | 99.99%"
    told = next((step for step in range(at + 1, run.first) if sentence.tag(step) == VERB), -1)
    return told < 0 or sentence.lower(told).endswith("ing") or sentence.lower(told - 1) == "to"


def _is_span(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "over the next three months", "in 10 years", "20 years ago", "at 234 GPU-hours"."""
    if amount.kind != "measure":
        return False
    if sentence.lower(run.last) == "ago":
        return True
    before = sentence.lower(run.first - 1)
    if amount.unit.endswith("-hour") and before == "at":
        return True
    if amount.unit in ("year", "decade") and before == "in":
        return True
    if amount.unit in ("year", "decade") and sentence.lower(lead(sentence, run.first)) in ("for", "since", "now"):
        # "has been taught for more than 20 years"
        return not is_observed(sentence, run)
    if amount.unit in ("year", "decade") and before != "(" and sentence.lower(run.last) == "of":
        lived = noun_right(sentence, run.last + 1)
        if lived is not None and sentence.lower(lived[1] - 1) in _LIVED:
            # "with over 20 years of experience"
            return True
    if amount.unit not in _LONG_SPANS or not amount.spelled or is_observed(sentence, run):
        return False
    # "the search took one year", "training completes in one week"
    at = lead(sentence, run.first)
    return not sentence.lower(at - (sentence.lower(at) == "in")).startswith(_LASTING)


def _is_within_share(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "75% of predictions falling within 1 meter": the threshold of a share."""
    if amount.kind not in ("measure", "percent") or amount.bound not in ("up_to", "less_than", "more_than"):
        return False
    if sentence.lower(run.first - 1) not in cues().falling:
        return False
    share = next((step for step in back(run.first, 12) if sentence.tag(step) == AMOUNT), -1)
    if share < 0 or sentence.amount(share).kind != "percent":
        return False
    # "recall decreases to 60% under A and falls below 40%", "averages 99.8% and never falls below 98%" are two levels
    return amount.kind == "measure" or sentence.items[run.first].text.lower().startswith("within")


_CHECKS: Final[tuple[_Check, ...]] = (
    is_multiplied_device,
    _is_interval,
    _is_span_of_years,
    _is_example,
    _is_name,
    _is_condition,
    _is_under,
    _is_bare_fraction,
    _is_aimed,
    is_frequency,
    _is_span,
    is_compound,
    is_memory,
    is_configured,
    is_parameter,
    is_chosen,
    _is_within_share,
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
_MEASURED: Final = frozenset({"measure", "percent"})
_MEASURE: Final = frozenset({"measure"})
_PERCENT: Final = frozenset({"percent"})
_CONCERNED: Final[dict[_Check, frozenset[str]]] = {
    is_multiplied_device: frozenset({"ratio"}),
    _is_span_of_years: frozenset({"count"}),
    _is_name: frozenset({"count"}),
    _is_condition: _MEASURED,
    _is_under: _PERCENT,
    _is_bare_fraction: frozenset({"fraction"}),
    _is_aimed: _MEASURED,
    is_frequency: _MEASURE,
    _is_span: _MEASURE,
    is_compound: _MEASURE,
    is_memory: _MEASURE,
    is_configured: _MEASURE,
    is_parameter: _MEASURED | {"count"},
    is_chosen: _PERCENT,
    _is_within_share: _MEASURED,
    opens_clause: _MEASURED,
    is_variable: _MEASURED | {"count"},
    is_regime: _MEASURED,
    is_supplied: _MEASURE,
    is_beyond: _MEASURE,
    is_point: _MEASURE,
    is_target: _MEASURED | {"ratio"},
    is_manifold: frozenset({"ratio"}),
    is_withstood: frozenset({"ratio"}),
    is_stretch: _PERCENT,
    is_stress: _PERCENT,
    is_kept: _PERCENT | {"ratio"},
    is_even: _MEASURED,
    is_extent: _MEASURE,
    is_feature: _MEASURE,
}
"""The kinds of amounts for which a check can hold; of others it is not asked. A check that is not here always is."""
_KINDS: Final = ("ratio", "percent", "points", "measure", "currency", "fraction", "count", "verb")


@kept
def _words() -> dict[_Check, frozenset[str]]:
    """The words of which one must be in the sentence for a check to hold, near the number or not: without an "even"
    nothing is `is_even`. A check that is not here is always asked.
    """
    cue = cues()
    return {
        is_multiplied_device: DEVICES,
        # "confidence" and its like behind a percentage, brackets around any number
        _is_interval: _CONFIDENT | _SELECTING | {"[", "nominal", "significance", "interval", "percentile"},
        _is_example: _EXAMPLES,
        _is_condition: _HELD_AT | cue.imposing | cue.subordinators,
        _is_aimed: frozenset(cue.aimed),
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
        _is_within_share: frozenset(cue.falling),
        opens_clause: frozenset({"at"}),
        is_stretch: ENDS,
        is_stress: frozenset(cue.stresses),
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
    bits |= {is_swept: _PAIRED, _is_under: _BOUNDED, is_regime: bits[is_regime] | _BOUNDED}
    return {
        kind: [(check, bits.get(check, _ALWAYS)) for check in _CHECKS if kind in _CONCERNED.get(check, _KINDS)]
        for kind in _KINDS
    }


@kept
def _bits() -> dict[str, int]:
    """For each of the words in `_words` the bits of the checks that it makes possible."""
    return _bits_of(_words(), 3)


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


def _bracketed(sentence: Sentence, index: int) -> bool:
    for step in range(index - 1, max(-1, index - 8), -1):
        word = sentence.items[step].lower
        if word in ("[", "]"):
            return word == "["
    return False
