"""A level whose metric stands behind it, or that stands beside another: "12 ms tail latency", "and $106 per spec"."""

from dataclasses import replace

from claims.assemble.bare import is_elided, is_linked
from claims.assemble.cues import cues
from claims.assemble.frames import MEMORY, Frame, lead
from claims.assemble.level_linked import behind_interval
from claims.assemble.lexicon import lexicon, singular
from claims.assemble.metric import family, unit_family
from claims.assemble.observed import BYTES
from claims.assemble.others import alike
from claims.assemble.phrases import governor, is_deed, is_metric, noun_left, noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    DETERMINER,
    NOUNS,
    PREPOSITION,
    PRONOUN,
    VERB,
    WORD,
    Range,
    Sentence,
)

_DEEDS = ("tion", "sion", "healing", "ling", "ment", "ance")
"""Ends of nouns that name what is done or how fine it is."""
_DEVICES = frozenset({"accelerator", "asic", "chip", "coprocessor", "core", "engine", "macro", "processor", "soc"})
_BOUNDS = frozenset({"band", "bound", "bounds", "interval", "range"})
_PASSING = frozenset({"pass", "passed", "fail", "failed", "succeed", "succeeded", "died", "survive", "survived"})
"""What those do that are counted, where they are left out."""
_MEMORIES = frozenset({"flash", "sram", "hbm", "rom", "eeprom"})
_RATED = frozenset({"efficiency", "energy", "power", "throughput"})
_SPANS = frozenset({"year", "month", "week", "day", "decade"})
_EXTENTS = frozenset({"ns", "us", "ms", "s", "min", "h", "day", "m", "km", "cm", "mm", "um"})
_PARTLY = frozenset({"including", "against"})
_COMPARED = frozenset({"compared", "comparison", "opposed"})
_FARTHEST = 8
_FAR = 16
_BEING = frozenset({"are", "were"})
_CLAUSE_OPENERS = frozenset({"", ",", "that", ";", ":", "while", "where", "but"})
_GAPPED = frozenset({"%", "ms", "s", "FPS", "tokens/s"})
_GAP_ENDS = frozenset({",", ".", ";", "", "while"})
_ONLY = frozenset({"a", "about", "just", "merely", "mere", "only"})
_BEHIND_TOLD = frozenset({"for", "on", "in", "at", "(", ")", ",", ".", "", "vs", "vs.", "versus", "with", "against"})
_VERSUS = frozenset({"vs", "vs.", "versus"})
_PERCENTILES = frozenset({"p50", "p90", "p95", "p99", "p99.9"})
_WAYS = frozenset({"day", "m", "km", "cm", "mm", "um"})
_LINKS = frozenset({"and", ",", "at", "for", "with"})


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
    shared = _shared_by(sentence, run, phrase, history)
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
    metric = said.metric if said is not None and listed and sentence.lower(run.first - 1) in _LINKS else None
    return Frame("claim.level", "level", metric=metric, last=run.last, first=run.first)


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
        return unit in _EXTENTS - _WAYS or unit_family(unit) == "power"
    return unit in _EXTENTS and head.endswith(_DEEDS)


def _shared_by(sentence: Sentence, run: Run, phrase: Range, history: list[Frame]) -> Range | None:
    """What a share is of that leaves it out: "62% of institutions run A, | only 23% | document their use"."""
    said = history[-1] if history else None
    if said is None or said.rule != "claim.share" or sentence.amount(run.first).kind != "percent":
        return None
    doing = sentence.lower(phrase[0]).endswith("ing")
    acts = phrase[1] - phrase[0] == 1 and (doing or sentence.tag(phrase[1]) in (DETERMINER, PRONOUN))
    return said.metric if acts and not is_metric(sentence, phrase) else None


def _in_metric(sentence: Sentence, run: Run, first: int) -> Frame | None:
    """ "120 million operations per second (Mops) in | lookup throughput"."""
    phrase = noun_right(sentence, first)
    if phrase is None:
        return None
    key, amount = family(sentence.words(*phrase))[0], sentence.amount(run.first)
    if key == "other" or (amount.kind == "measure" and key != unit_family(amount.unit)):
        return None
    return Frame("claim.level", "level", metric=phrase, last=phrase[1], first=run.first)


def level_listed(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "in about 6.8 hours and $106 per spec": a second level beside a first."""
    amount = sentence.amount(run.first)
    at = run.first - 1
    phrase = None
    if amount.kind == "measure" and sentence.lower(at) in ("a", "an"):
        # "an 11 s recovery pause and an | 8 s reintegration pause"
        at, phrase = at - 1, noun_right(sentence, run.last)
        if phrase is None or not history or history[-1].type != "level" or not alike(history[-1], amount.unit):
            return None
    contrasted = sentence.lower(at) in ("vs", "vs.", "versus") or (
        sentence.lower(at) in ("to", "with") and sentence.lower(at - 1) == "compared"
    )
    nothing = _none_of(sentence, at) if contrasted and amount.kind in ("measure", "percent") else None
    if nothing is not None:
        # "zero mismatches compared to | 4.5% | for B"
        return Frame("claim.elided", "level", metric=nothing, last=run.last, first=run.first)
    told = level_alike(amount.unit, history) if contrasted and amount.kind == "measure" else None
    if told is not None:
        # "in 16 minutes, compared to | 8.5 hours", "60 FPS and 0.3 J versus | 30 FPS | and 0.9 J"
        return Frame("claim.elided", "level", metric=told.metric, last=run.last, first=run.first)
    if sentence.lower(at) not in _LINKS or not (history or _is_behind_count(sentence, at)):
        return None
    if amount.kind not in ("currency", "measure", "percent") or (not history and amount.unit in _SPANS):
        return None
    last = phrase[1] if phrase is not None else run.last
    said = history[-1] if history else None
    changed = said is not None and said.type == "change" and said.unit == "x" and said.metric is not None
    if changed and said is not None and amount.kind == "percent" and sentence.lower(run.last) == "over":
        # "a 1.06x speedup over A, | 0.6% | over B"
        return Frame("claim.elided", "change", said.move, said.metric, last=run.last, first=run.first, verb=said.verb)
    return Frame("claim.level-listed", "level", metric=phrase, last=last, first=run.first)


def _is_noted(sentence: Sentence, index: int) -> bool:
    """Whether words in parentheses stand there: "0.86 (Ash) and | 0.82 | (Elm)"."""
    if sentence.lower(index) != "(":
        return False
    close = sentence.next_word(")", index + 2, index + 6)
    return close > 0 and not sentence.has_tag(AMOUNT, index, close)


def _points_again(sentence: Sentence, run: Run, said: Frame) -> Frame | None:
    """ "by 9.1 points on A, | 7.6 | on B, and | 9.6 | on C": the points are told once."""
    linked = sentence.lower(run.first - 1) in ("and", ",") and sentence.lower(run.last) in ("on", "for", "in")
    if not linked or len(run.slots) > 1:
        return None
    item = sentence.items[run.first]
    item.amount = replace(sentence.amount(run.first), unit="pp", kind="points", rule="quantity.points")
    return Frame("claim.elided", said.type, said.move, said.metric, last=run.last, first=run.first, verb=said.verb)


def _none_of(sentence: Sentence, at: int) -> Range | None:
    """What there is none of before a comparison that ends at an item: "zero | mismatches | compared to"."""
    phrase = noun_left(sentence, at - (sentence.lower(at - 1) == "compared"))
    if phrase is None or sentence.tag(phrase[0] - 1) != AMOUNT:
        return None
    amount = sentence.amount(phrase[0] - 1)
    return phrase if amount.kind == "count" and amount.value == 0 else None


def level_again(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """What the level before is of, again: "96.7% accuracy, including | 93% | on B", "84.6% … against | 81.6% | for B",
    "99.0% compliance, ranging from | 98.4 to 99.4% |".
    """
    unit = sentence.amount(run.first).unit
    said = level_alike(unit, history)
    if said is None:
        return None
    if _is_contrasted(sentence, run, said) or (said is history[-1] and _is_attained_too(sentence, run, said)):
        return Frame("claim.elided", "level", metric=said.metric, last=run.last, first=run.first)
    if said.metric is None or said is not history[-1]:
        return None
    if _goes_on(sentence, run, said):
        return Frame("claim.elided", "level", metric=said.metric, last=run.last, first=run.first)
    return None


def versus(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "reaches parity with B, | 13.8% | vs. 11.8%": two values of one thing."""
    if sentence.lower(run.last) not in _VERSUS or sentence.tag(run.last + 1) != AMOUNT or len(run.slots) > 1:
        return None
    amount, other = sentence.amount(run.first), sentence.amount(run.last + 1)
    if amount.unit != other.unit or amount.kind not in ("percent", "measure", "currency"):
        return None
    return Frame("claim.level-listed", "level", last=run.last, first=run.first)


def told_aside(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "the best run was in C: | 6.7 s", "our core is small: | 942 um2 | for A": a value behind a colon."""
    amount, at = sentence.amount(run.first), run.first - 1
    if sentence.lower(at) != ":" or amount.kind not in ("percent", "measure") or amount.unit in BYTES:
        return None
    ranges = amount.high is not None and " to " in sentence.items[run.first].text
    if amount.before is not None or ranges or amount.compound or sentence.lower(run.last) not in _BEHIND_TOLD:
        return None
    said = level_alike(amount.unit, history)
    return Frame("claim.level-listed", "level", metric=said.metric if said else None, last=run.last, first=run.first)


def level_alike(unit: str, history: list[Frame]) -> Frame | None:
    """The level told last before in such a unit."""
    levels = (frame for frame in reversed(history[-MEMORY:]) if frame.type == "level" and alike(frame, unit))
    return next(levels, None)


def _is_contrasted(sentence: Sentence, run: Run, said: Frame) -> bool:
    """Whether a number stands against a level of its unit: "81% on A but only | 3% | on B", "retains 84% of accuracy
    and cuts cost by 2x, against | 81% | and 4x for B".
    """
    before = run.first - 1
    while sentence.lower(before) in _ONLY:
        before -= 1
    word = sentence.lower(before)
    if word == "but":
        near = before - said.last <= _FARTHEST and not sentence.has_tag(VERB, said.last, before)
        return near and not sentence.has_tag(AMOUNT, said.last, before) and is_elided(sentence, run)
    if word not in ("against", "to", "with") or (word != "against" and sentence.lower(before - 1) not in _COMPARED):
        return False
    return before - said.last <= _FAR and is_elided(sentence, run)


def _is_attained_too(sentence: Sentence, run: Run, said: Frame) -> bool:
    """Whether who attains a value stands right before it, the verb left out: "Ash reaches 54% accuracy and | a 7B model
    | 6%".
    """
    phrase = noun_left(sentence, run.first)
    if phrase is None or said.unit not in _GAPPED:
        return False
    if is_metric(sentence, phrase) and singular(sentence.items[phrase[1] - 1].text) not in cues().agents:
        return False
    before = governor(sentence, phrase[0])
    before -= sentence.tag(before) == AMOUNT
    while sentence.tag(before) == DETERMINER:
        before -= 1
    if sentence.lower(before) not in ("and", ",", ";") or sentence.lower(run.last) not in _GAP_ENDS:
        return False
    return 0 <= before - said.last <= _FARTHEST and not sentence.has_tag(AMOUNT, said.last, before)


def _goes_on(sentence: Sentence, run: Run, said: Frame) -> bool:
    """Whether what stands around a number leaves its metric to the level before."""
    before = run.first - 1 - (sentence.lower(run.first - 1) in ("only", "just"))
    word = sentence.lower(before)
    if word in _PARTLY:
        return is_elided(sentence, run)
    if word in ("to", "with") and sentence.lower(before - 1) in _COMPARED:
        # "compared to over 70% | required by B"
        return sentence.tag(run.last) not in NOUNS and not sentence.has_tag(AMOUNT, said.last, before)
    if word == "as":
        return sentence.lower(before - 1) == "such" and is_elided(sentence, run)
    if word == "from":
        return sentence.lower(before - 1) == "ranging" and sentence.lower(before - 2) == ","
    if word == "to" and sentence.lower(said.last) == "at":
        # "ranging from 0.3 s at 16 nodes to | 0.8 s | at 104 nodes"
        ranging = sentence.last_word(("ranging", "ranges", "ranged"), said.last, within=5)
        return ranging >= 0 and before - said.last < _FARTHEST and is_elided(sentence, run)
    return False


def score_elided(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "accuracy is 0.93 for A, | 0.91 for B", "0.95 at 40% faults compared to | 0.66 for B": as the score before."""
    amount, said = sentence.amount(run.first), history[-1] if history else None
    if amount.kind != "count" or amount.direction is not None or said is None:
        return None
    if said.unit == "pp" and said.type == "change" and amount.decimals:
        return _points_again(sentence, run, said)
    scores = [frame for frame in history[-MEMORY:] if frame.type == "level" and frame.unit == ""]
    if not scores or amount.before is not None or not is_linked(sentence, run):
        return None
    if not is_elided(sentence, run) and not _is_noted(sentence, run.last):
        return None
    return Frame("claim.elided", "level", metric=scores[-1].metric, last=run.last, first=run.first)


def _is_behind_count(sentence: Sentence, index: int) -> bool:
    """Whether a comma stands behind a count: "required 1.5 million runs, | 180 h, and 48 kWh"."""
    phrase = noun_left(sentence, index)
    return phrase is not None and sentence.tag(phrase[0] - 1) == AMOUNT and sentence.lower(index) in (",", "and")
