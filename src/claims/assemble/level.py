"""A level whose metric stands behind it, or that stands beside another: "12 ms tail latency", "and $106 per spec"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import Frame, lead
from claims.assemble.level_linked import behind_interval
from claims.assemble.lexicon import lexicon
from claims.assemble.metric import family, unit_family
from claims.assemble.observed import BYTES
from claims.assemble.phrases import is_deed, is_metric, noun_left, noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    COMPARATIVE,
    DETERMINER,
    NOMINAL,
    NOUNS,
    PREPOSITION,
    PRONOUN,
    VERB,
    WORD,
    Range,
    Sentence,
)
from claims.mentions.quantity_kinds import TIMES
from claims.mentions.quantity_words import VERSUS

_DEEDS: Final = ("tion", "sion", "healing", "ling", "ment", "ance")
"""Ends of nouns that name what is done or how fine it is."""
_DEVICES: Final = frozenset(
    {"accelerator", "asic", "chip", "coprocessor", "core", "engine", "macro", "processor", "soc"}
)
_BOUNDS: Final = frozenset({"band", "bound", "bounds", "interval", "range"})
_PASSING: Final = frozenset({"pass", "passed", "fail", "failed", "succeed", "succeeded", "died", "survive", "survived"})
"""What those do that are counted, where they are left out."""
_MEMORIES: Final = frozenset({"flash", "sram", "hbm", "rom", "eeprom"})
_RATED: Final = frozenset({"efficiency", "energy", "power", "throughput"})
_EXTENTS: Final = TIMES | {"m", "km", "cm", "mm", "um"}
_ATTRIBUTES: Final = (
    _EXTENTS | BYTES | {"B", "Mb", "Gb", "Mbps", "Gbps", "Tbps", "dB", "month", "year", "degree", "week"}
)
"""Units of what describes a thing as often as it is measured."""
_BEING: Final = frozenset({"are", "were"})
_CLAUSE_OPENERS: Final = frozenset({"", ",", "that", ";", ":", "while", "where", "but"})
_PERCENTILES: Final = frozenset({"p50", "p90", "p95", "p99", "p99.9"})
_STATISTICS: Final = _PERCENTILES | {"average", "mean", "median", "peak"}
_SHORT_TIMES: Final = TIMES - {"day"}
_PRINTED: Final = frozenset({"area", "efficiency", "energy", "latency", "power", "throughput"})
"""Families of what stands in front of the noun of a title."""
_STACKED: Final = frozenset({AMOUNT, WORD, COMPARATIVE, NOMINAL, ADVERB})
_STACKING: Final = frozenset({",", "/", "-"})
_NEAR: Final = 3
LINKS: Final = frozenset({"and", ",", "at", "for", "with"})


def level_after(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "75% root-cause analysis accuracy", "99% training goodput", "12 ms tail latency", "6.8 GB of memory"."""
    of = sentence.lower(run.last) == "of"
    beyond = behind_interval(sentence, run.last)
    phrase = noun_right(sentence, beyond + of)
    if beyond != run.last:
        known = phrase is not None and is_metric(sentence, phrase)
        return Frame("claim.level", "level", metric=phrase, last=beyond, first=run.first) if known else None
    noted = sentence.lower(run.last) == "(" and sentence.lower(run.last + 2) == ")"
    behind = run.last + 3 * noted
    if sentence.lower(behind) == "in":
        return _in_metric(sentence, run, behind + 1)
    if sentence.lower(behind) == "as" and sentence.amount(run.first).kind in ("percent", "measure"):
        named = noun_right(sentence, behind + 1)
        if named is not None and is_metric(sentence, named):
            # "with 3% and 8% as the | lowest and average precision errors"
            return Frame("claim.level", "level", metric=named, last=named[1], first=run.first)
    exceeds = sentence.tag(behind) == AMOUNT and sentence.items[behind].text.startswith(("exceed", "reach"))
    if phrase is None and sentence.amount(run.first).kind == "fraction" and (exceeds or sentence.tag(behind) == VERB):
        # "22/37 exceed 2x": of what was counted before
        return Frame("claim.level", "level", last=run.last, first=run.first)
    if sentence.amount(run.first).kind == "percent" and _acts(sentence, run.last):
        counted = _counted(sentence, run, history)
        if counted is not None or sentence.tag(run.last) == AUXILIARY:
            # "of 300 users, | 40% use it daily": of what was counted before
            return Frame("claim.level", "level", metric=counted, last=run.last, first=run.first)
    alone = phrase is not None and phrase[1] - phrase[0] == 1 and sentence.amount(run.first).kind == "fraction"
    if alone and phrase is not None and sentence.lower(phrase[0]) in _PASSING and not of:
        # "7 of 11 models pass; | 4 of 11 | pass": of what was counted before
        return Frame("claim.level", "level", last=run.last, first=run.first)
    if phrase is not None and sentence.lower(phrase[0]).startswith("per-") and phrase[1] - phrase[0] == 1:
        # "98% per-timestep and 93% per-sequence": of what, was said before
        return Frame("claim.level", "level", last=run.last, first=run.first)
    unit = sentence.amount(run.first).unit
    unmetered = phrase is None or not (is_metric(sentence, phrase) or _is_done(sentence, phrase, unit))
    if unmetered and unit_family(unit) in _PRINTED and _opens_title(sentence, run.first, run.last):
        return Frame("claim.level", "level", last=run.last, first=run.first)
    if phrase is None:
        return None
    if (
        sentence.lower(run.first - 1) == "("
        and phrase[1] - phrase[0] == 1
        and sentence.lower(phrase[0]) in _PERCENTILES
    ):
        # "higher baseline latency (80-120 ms p95)"
        told = noun_left(sentence, run.first - 1)
        if told is not None and family(sentence.words(*told))[0] == "latency":
            return Frame("claim.level", "level", metric=told, last=phrase[1], first=told[0])
    aside = sentence.lower(run.first - 1) == "(" and phrase[1] - phrase[0] == 1
    said = history[-1] if aside and history else None
    if said is not None and said.metric is not None and sentence.lower(phrase[0]) in ("absolute", "relative"):
        # "an error of 0.49 s on loop time (4.0% relative)", "reduces it by 0.25 absolute (50% relative)"
        return Frame("claim.level", said.type, said.move, said.metric, last=phrase[1], first=run.first, verb=said.verb)
    if phrase[1] - phrase[0] == 1 and sentence.lower(phrase[0]) in _BOUNDS and not of:
        return Frame("claim.level", "level", metric=_kept_in(sentence, run.first), last=phrase[1], first=run.first)
    shared = _shared_by(sentence, run, phrase, history) or _set_against(sentence, run, phrase, history)
    if shared is not None:
        return Frame("claim.level", "level", metric=shared, last=run.last, first=run.first)
    if sentence.amount(run.first).rule == "quantity.sub" and sentence.tag(phrase[1] - 1) in NOUNS and not of:
        # "sub-second metric discovery", "sub-10 m indoor localization": what is that short
        return Frame("claim.level", "level", metric=phrase, last=phrase[1], first=run.first)
    if (
        sentence.lower(phrase[1] - 1) in _MEMORIES
        and unit_family(sentence.amount(run.first).unit) == "memory"
        and not of
    ):
        # "75 KB flash"
        return Frame("claim.level", "level", metric=phrase, last=phrase[1], first=run.first)
    described = sentence.tag(run.first - 1) == DETERMINER and sentence.lower(phrase[1] - 1) in _DEVICES
    if sentence.amount(run.first).kind != "measure" or of or (is_metric(sentence, phrase) and not described):
        return Frame("claim.level", "level", metric=phrase, last=phrase[1], first=run.first)
    if described and ("/" in sentence.amount(run.first).unit or unit_family(sentence.amount(run.first).unit) in _RATED):
        # "a 185 TOPS/W Bayesian inference engine": the thing that attains it is not what is measured
        return Frame("claim.level", "level", last=run.last, first=run.first)
    if sentence.tag(run.first - 1) == DETERMINER:
        # "a 30 s video file": the number describes the thing
        return None
    if sentence.lower(phrase[1] - 1) == "independent" and phrase[1] - phrase[0] > 1:
        # "branch creation | independent of the depth"
        phrase = (phrase[0], phrase[1] - 1)
    if _is_done(sentence, phrase, sentence.amount(run.first).unit):
        # "sub-350 us branch creation", "0.9 km global resolution"
        return Frame("claim.level", "level", metric=phrase, last=phrase[1], first=run.first)
    # "185 TOPS/W inference engine": the thing that attains it is not what is measured
    said = history[-1] if history else None
    listed = said is not None and said.type == "level" and said.unit == sentence.amount(run.first).unit
    # "TTFT: 0.26 s local, 0.54 s remote"
    metric = said.metric if said is not None and listed and sentence.lower(run.first - 1) in LINKS else None
    if metric is None and _describes(sentence, run, phrase):
        return None
    return Frame("claim.level", "level", metric=metric, last=run.last, first=run.first)


def _opens_title(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a measure stands in front of the noun that a title is of: "A | 9 Gb/s | 0.4 mm2 LDPC decoder", "Kelp: A
    | 138 GFLOPS | FFT", but "A 10 Gbps link is used".
    """
    step = first - 1
    while step > 0 and (sentence.tag(step) in _STACKED or sentence.lower(step) in _STACKING):
        step -= 1
    if sentence.lower(step) not in ("a", "an") or (step > 0 and sentence.lower(step - 1) != ":"):
        return False
    tag = sentence.tag(last)
    if tag not in NOUNS and tag != AMOUNT and sentence.lower(last) not in _STACKING:
        return False
    for item in sentence.items[last:]:
        if item.tag == AUXILIARY or (item.tag == VERB and not item.lower.endswith(("ing", "ed"))):
            return False
    return True


def _describes(sentence: Sentence, run: Run, phrase: Range) -> bool:
    """Whether a number only describes the thing behind it: "tables with | 1 KB | values", "existing | 10 um | pitch
    technologies", neither "takes | 18 ms | end-to-end" nor "(| 14 W | peak)". A bound, a statistic or a unit of rates
    says that it was measured, but not in the units of a size, a time or a length: "on a | 100 Gbps | testbed".
    """
    amount, first, head = sentence.amount(run.first), sentence.lower(phrase[0]), sentence.lower(phrase[1] - 1)
    if amount.bound == "exact" and first not in _STATISTICS and unit_family(amount.unit) not in _RATED:
        return True
    if amount.unit not in _ATTRIBUTES or sentence.tag(lead(sentence, run.first)) == VERB:
        return False
    ranks = phrase[1] - phrase[0] == 1 and ("-" in head or head in cues().ranks)
    return not ranks and head not in _PERCENTILES


def _kept_in(sentence: Sentence, index: int) -> Range | None:
    """What is in a range that begins at an item: "gaps | remain in the 11-20% range", "keeps errors | within a 2%
    bound".
    """
    at = index
    if not sentence.items[index].text.lower().startswith("within"):
        at -= 1 + (sentence.tag(index - 1) == DETERMINER)
        if sentence.lower(at) not in ("in", "within"):
            return None
    while sentence.tag(at - 1) in (VERB, AUXILIARY, ADVERB):
        at -= 1
    told = noun_left(sentence, at)
    return told if told is not None and is_metric(sentence, told) else None


def _acts(sentence: Sentence, index: int) -> bool:
    """Whether a share is the subject of what stands behind it: "40% | use it", "21% | originate from", "15% | are
    wrong".
    """
    if sentence.lower(index) in _BEING and sentence.lower(lead(sentence, index - 1)) in _CLAUSE_OPENERS:
        return True
    if sentence.tag(index) not in (WORD, VERB) or sentence.lower(index).endswith(("ing", "ed")):
        return False
    if sentence.lower(index) not in lexicon().verbs or sentence.lower(index + 1) == "of":
        return False
    if sentence.tag(index) == VERB or sentence.lower(index - 2) == "where":
        return True
    return sentence.tag(index + 1) in (PREPOSITION, DETERMINER, PRONOUN)


def _counted(sentence: Sentence, run: Run, history: list[Frame]) -> Range | None:
    """What was counted before a share of it: "of 300 | users", "over 280 days of | flood attacks"."""
    said = history[-1] if history else None
    if said is not None and said.rule == "claim.share":
        return said.metric
    if sentence.lower(run.first - 1) == "where":
        # "kernels where | 87% beat it"
        return noun_left(sentence, run.first - 1)
    for step in range(run.first - 1, max(-1, run.first - 25), -1):
        if sentence.lower(step) in (".", ";"):
            return None
        if sentence.tag(step) == AMOUNT:
            of = sentence.lower(step + 1) == "of"
            known = sentence.amount(step).kind == "count" or of
            return noun_right(sentence, step + 1 + of) if known else None
    return None


def _is_done(sentence: Sentence, phrase: Range, unit: str) -> bool:
    """Whether a noun phrase names what is done, of which a number of that unit can be a measure."""
    if is_deed(sentence, phrase):
        return True
    head = sentence.lower(phrase[1] - 1)
    if head.endswith("ing"):
        return unit in _SHORT_TIMES or unit_family(unit) == "power"
    return unit in _EXTENTS and head.endswith(_DEEDS)


def _shared_by(sentence: Sentence, run: Run, phrase: Range, history: list[Frame]) -> Range | None:
    """What a share is of that leaves it out: "62% of institutions run A, | only 23% | document their use"."""
    said = history[-1] if history else None
    if said is None or said.rule != "claim.share" or sentence.amount(run.first).kind != "percent":
        return None
    doing = sentence.lower(phrase[0]).endswith("ing")
    acts = phrase[1] - phrase[0] == 1 and (doing or sentence.tag(phrase[1]) in (DETERMINER, PRONOUN))
    return said.metric if acts and not is_metric(sentence, phrase) else None


def _set_against(sentence: Sentence, run: Run, phrase: Range, history: list[Frame]) -> Range | None:
    """The metric of the level right before, where what stands behind is who has the other: "0.85 accuracy (vs. 0.87 |
    raw-only |)".
    """
    said = history[-1] if history else None
    if said is None or said.type != "level" or said.unit != sentence.amount(run.first).unit or said.metric is None:
        return None
    against = sentence.lower(run.first - 1) in VERSUS and run.first - said.last <= _NEAR
    return said.metric if against and is_metric(sentence, said.metric) and not is_metric(sentence, phrase) else None


def _in_metric(sentence: Sentence, run: Run, first: int) -> Frame | None:
    """ "120 million operations per second (Mops) in | lookup throughput"."""
    phrase = noun_right(sentence, first)
    if phrase is None:
        return None
    key, amount = family(sentence.words(*phrase))[0], sentence.amount(run.first)
    if key == "other" or (amount.kind == "measure" and key != unit_family(amount.unit)):
        return None
    return Frame("claim.level", "level", metric=phrase, last=phrase[1], first=run.first)
