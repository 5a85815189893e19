"""Numbers that tell what a system was put under, given or kept at: "at 40% fault density", "with 30 GB of memory"."""

from typing import Final

from claims.assemble.circumstances import is_behind_number
from claims.assemble.cues import cues
from claims.assemble.frames import lead
from claims.assemble.observed import BYTES, SPANS
from claims.assemble.phrases import governor, is_metric, noun_left, noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import AMOUNT, NOMINAL, NOUNS, VERB, Range, Sentence
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_kinds import MEASURED
from claims.patterns import kept

_UNDER: Final = frozenset({"at", "under", "with", "for", "despite", "amid"})
_PLACING: Final = ("under", "over a ", "over an ", "within a ")
"""Beginnings of what is read as a bounded number where the bound is a preposition: "over a | 100 Mbps | network"."""
_SET: Final = frozenset({"exact", "up_to"})
_EVEN: Final = frozenset({"at", "under", "with", "when", "if", "for", "only"})
LENGTHS: Final = frozenset({"m", "km", "cm", "mm", "ft", "mile", "miles"})
_EXTENTS: Final = frozenset({
    "distance", "distances", "range", "ranges", "separation", "separations", "altitude", "altitudes", "height",
    "heights", "depth", "depths", "radius", "radii", "spacing",
})  # fmt: skip
"""How far or high something is for which another number holds."""
WANTING: Final = frozenset({
    "requires", "require", "required", "requiring", "demands", "demand", "demanding", "need", "needs",
    "moving", "expected", "promises",
})  # fmt: skip
_SUPPORTING: Final = frozenset({"support", "supports", "supported"})
_HELD: Final = frozenset({"at", "for", "within", "with", "to"})
_OWNERS: Final = frozenset({"with", "has", "have", "having"})
OPERATED: Final = frozenset({"recall"})
"""Scores at which an index is run to compare its speed: "2.25x faster at 99% recall"."""


def is_stress(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "at | 40% | fault density", "with up to | 30% | random link failures", "under a load of | 20%": a round share of
    what goes wrong or is demanded, which is set.
    """
    under = sentence.items[run.first].text.lower().startswith("under")
    if amount.kind != "percent" or amount.value is None or amount.value % 5 or not (under or amount.bound in _SET):
        return False
    at = lead(sentence, run.first)
    if under:
        # "under 80% network load", whose "under" is no bound
        phrase, at = noun_right(sentence, run.last), run.first
    elif sentence.lower(at) == "of" or (sentence.tag(at) in NOUNS and amount.bound == "up_to"):
        # "under a load of 20%", "at occupancy levels up to 50%"
        phrase = _stressed(sentence, at + (sentence.lower(at) != "of"))
        at = governor(sentence, phrase[0]) if phrase is not None else -1
    else:
        phrase = noun_right(sentence, run.last)
    if phrase is None or not (under or sentence.lower(at) in _UNDER) or sentence.tag(phrase[1] - 1) == NOMINAL:
        return False
    if sentence.lower(phrase[1] - 1) == "tolerance":
        # "with a 20% fault tolerance" is attained
        return False
    return is_stressed(sentence, phrase)


@kept
def stresses() -> frozenset[str]:
    """The words of what a system is put under."""
    return cues().loads | cues().stresses


def is_stressed(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase says what something is put under: "a 39.5% | pruning ratio"."""
    words = stresses()
    return any(sentence.lower(step) in words for step in range(*phrase))


def _stressed(sentence: Sentence, last: int) -> Range | None:
    """The noun phrase before an item, with a gerund before its head: "an aggressive | pruning ratio"."""
    phrase = noun_left(sentence, last)
    if phrase is None or sentence.lower(phrase[0] - 1) not in stresses():
        return phrase
    further = noun_left(sentence, phrase[0] - 1)
    return (further[0] if further is not None else phrase[0] - 1), phrase[1]


def is_kept(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "86.4 points at | 16x | compression", "at | 25% | eviction", "under 4-6x | compression": how much is left out,
    a round number.
    """
    under = sentence.items[run.first].text.lower().startswith("under")
    if (amount.bound not in ("exact", "about") and not under) or amount.value is None:
        return False
    at = lead(sentence, run.first)
    phrase = noun_right(sentence, run.last)
    whole = amount.kind == "percent" and not amount.decimals
    whole = whole and sentence.lower(at) == "at" and is_behind_number(sentence, at)
    if whole and phrase is not None and not is_metric(sentence, phrase):
        # "by 20% at | 99% | attainment", but "a 1.6x speedup at 74.7% sparsity" was measured
        return sentence.tag(phrase[1] - 1) != NOMINAL
    step = 5 if amount.kind == "percent" else 1
    if (amount.bound != "exact" and not under) or amount.value % step or (amount.high or 0) % step:
        return False
    if sentence.lower(at) == "of":
        # "at compression ratios of 80%"
        phrase = noun_left(sentence, at)
        at = governor(sentence, phrase[0]) if phrase is not None else -1
    if not under and sentence.lower(at) != "at":
        return False
    return phrase is not None and any(sentence.lower(step) in cues().left_out for step in range(*phrase))


def is_even(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "even at | a 90% | cache budget ratio": the hardest circumstances under which something holds."""
    if amount.kind not in MEASURED:
        return False
    at = lead(sentence, run.first)
    if sentence.lower(at) not in _EVEN or (noun_right(sentence, run.last) is None and sentence.lower(run.last) != "of"):
        return False
    before = at - 1 if sentence.lower(at - 1) != "when" else at - 2
    return sentence.lower(before) == "even"


def is_extent(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "a BER of 0.1 at | 200 meters", "at ranges up to | 1,000 m": how far away another number was measured."""
    if amount.unit not in LENGTHS or amount.kind != "measure" or amount.bound == "more_than":
        return False
    phrase = _said_before(sentence, run)
    if phrase is not None and sentence.lower(phrase[1] - 1) in _EXTENTS:
        several = any(item.tag == AMOUNT for step, item in enumerate(sentence.items) if step not in run.slots)
        return several and sentence.lower(governor(sentence, phrase[0])) in _HELD
    return sentence.lower(run.first - 1) == "at" and is_behind_number(sentence, run.first - 1)


def is_endowed(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "a machine with | 64 GB | of memory", "with one hour and | 30 GB | of memory": what something has, not uses."""
    if amount.unit not in BYTES or amount.bound != "exact" or sentence.lower(run.last) != "of":
        return False
    phrase = noun_right(sentence, run.last + 1)
    if phrase is None or sentence.lower(phrase[1] - 1) not in cues().memories:
        return False
    at = run.first - 1
    if sentence.lower(at) == "and":
        at = next((step for step in range(at - 1, max(-1, at - 8), -1) if _ends(sentence, step)), -1)
    return sentence.lower(at) in _OWNERS


def is_operated(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "2.25x faster at | 99% | recall", "9.8x in throughput at recall | 0.95": where speed is compared."""
    at = lead(sentence, run.first)
    phrase = noun_right(sentence, run.last) if sentence.lower(at) == "at" else noun_left(sentence, run.first)
    if phrase is None or sentence.lower(phrase[1] - 1) not in OPERATED:
        return False
    at = governor(sentence, phrase[0]) if phrase[1] <= run.first else at
    return sentence.lower(at) == "at" and is_behind_number(sentence, at)


def is_feature(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "a | 77 Gb/s | dCache backend", "a | 5 s | recalculation interval": what the thing behind it is set to."""
    led = sentence.items[run.first].text.lower().startswith(_PLACING)
    if amount.kind != "measure" or not (led or amount.bound == "exact") or amount.unit in SPANS:
        return False
    phrase = noun_right(sentence, run.last)
    if phrase is None or sentence.tag(lead(sentence, run.first)) == VERB:
        return False
    # "uplink communications | load" and "home | network further": what can be more than a noun
    heads = (sentence.lower(step) for step in range(phrase[1] - 1, phrase[1] + 1))
    return phrase[1] - phrase[0] < 5 and any(head in cues().rated for head in heads)


def is_wanted(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "no framework supports | sub-millisecond | sensing", "requires | sub-second | inference": what is needed."""
    if amount.rule != "quantity.sub":
        return False
    before = {sentence.lower(step) for step in range(max(0, run.first - 5), run.first)}
    # "supports sub-second verification" is attained
    return not WANTING.isdisjoint(before) or ("no" in before and not _SUPPORTING.isdisjoint(before))


def _said_before(sentence: Sentence, run: Run) -> Range | None:
    """The noun that a measure is told of: "| a horizontal separation | of 1 km", "| ranges | up to 1,000 m"."""
    at = lead(sentence, run.first)
    if sentence.lower(at) == "of":
        return noun_left(sentence, at)
    # "ranges" is a verb elsewhere
    return (at, at + 1) if sentence.lower(at) in _EXTENTS else noun_left(sentence, at + 1)


def _ends(sentence: Sentence, step: int) -> bool:
    return sentence.lower(step) in _OWNERS or sentence.tag(step) == VERB
