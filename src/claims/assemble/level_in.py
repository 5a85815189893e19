"""A level of what was done: "builds graphs in 0.58-2.72 ms", "takes 3 s", "reached consensus in 30-40 ms"."""

from typing import Final

from claims.assemble.activities import (
    acting,
    before_aside,
    deed_before,
    doing,
    done_before,
    opening_metric,
    purpose,
    recurring,
    taken_by,
)
from claims.assemble.cues import cues
from claims.assemble.frames import Frame, lead
from claims.assemble.lexicon import is_plural, singular
from claims.assemble.metric import unit_family
from claims.assemble.observed import is_volume
from claims.assemble.phrases import (
    governor,
    is_deed,
    is_metric,
    noun_left,
    noun_right,
    skip_parentheses_left,
)
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    AMOUNT,
    AUXILIARY,
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
from claims.assemble.small_words import ENDS
from claims.mentions.quantity_kinds import TIMES

_LEADS: Final = frozenset(
    {"in", "within", "under", "takes", "take", "taking", "requires", "requiring", "at", "for", "after", "below"}
    | {"every", "using", "with", "consumes", "only"}
)
_ABLE: Final = frozenset({"can", "could", "to"})
_DASHES: Final = frozenset({"-", "--", "—", "–"})
_CLAUSE_SIGNS: Final = frozenset({",", ";", ":", "(", "and", "that", "while", "we", "which"})
_REACHING: Final = ("reach", "peak", "averag", "total", "exceed")
_INSERTED: Final = frozenset({"including", "even", "such", "e.g."})
_WORKS: Final = ("process", "serv", "handl", "consum", "cost")
_TAKES: Final = ("take", "took", "taking", "cost", "last")
_NEEDS: Final = ("requir", "need")
_SPENDING: Final = (*_TAKES, *_NEEDS)
_BODIES: Final[tuple[tuple[str, frozenset[str]], ...]] = (
    ("occup", frozenset({"mm2", "um2", "cm2", "memory"})),
    ("weigh", frozenset({"kg", "g", "mg"})),
    ("draw", frozenset({"power", "mA", "uA", "A", "uW"})),
    ("dissipat", frozenset({"power", "uW"})),
    ("saturat", frozenset({"throughput"})),
)
"""Beginnings of verbs whose object is a measure of their subject, and the units or families of units that tell it."""
_CONTRIBUTES: Final = ("contribut", "account")
_NAMED: Final = (*NOUNS, DETERMINER)
_SPANS: Final = TIMES | {"week", "month", "year"}


def level_in(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "builds graphs in 0.58-2.72 ms", "takes 3 s", "reached consensus in approximately 30-40 ms"."""
    at, amount = lead(sentence, run.first), sentence.amount(run.first)
    if amount.rule == "quantity.rate" and at == run.first - 1:
        if sentence.lower(at) == "running":
            # "simulations running 1.6 million steps per second"
            return _level(run, None, run.first)
        if sentence.tag(at) in NOUNS and sentence.lower(at - 1) in _ABLE:
            # "can forward 140M packets per second"
            return _level(run, (at, run.first), at)
    if sentence.amount(run.first).kind == "measure" and _is_body(sentence, at, sentence.amount(run.first).unit):
        # "occupies 1.7 mm2 and draws 350 mW"
        return _level(run, (at, at + 1), at)
    if sentence.amount(run.first).kind == "count" and sentence.lower(at) == "in":
        # "for ratios r in {0.3, 0.5}"
        return None
    if sentence.amount(run.first).kind == "fraction" and _is_attained_of(sentence, run, at):
        # "missing only 4 of 57", "better on all, and on six of seven"
        return _of_counted(sentence, run)
    if sentence.tag(at) in NOUNS and sentence.lower(at) not in _LEADS:
        return _done_within(sentence, run, at)
    if sentence.lower(at) not in _LEADS and sentence.tag(at) != VERB:
        return None
    if sentence.amount(run.first).kind == "fraction" and sentence.tag(run.last) not in NOUNS:
        return _of_counted(sentence, run)
    said = history[-1] if history else None
    shared = said is not None and said.rule == "claim.share" and sentence.amount(run.first).kind == "percent"
    if shared and said is not None and sentence.lower(at) == sentence.lower(said.first - 1) == "in":
        # "appear in 86% of the projects, and others in | 50%"
        return _level(run, said.metric, run.first)
    if sentence.lower(at) == "every":
        act = recurring(sentence, at)
        if act is not None:
            return _level(run, act, act[0])
    apposed = sentence.lower(at).startswith("averag") and at == run.first - 1 and sentence.lower(at - 1) == ","
    if apposed and said is not None and said.type == "change" and said.unit == sentence.amount(run.first).unit:
        # "a 6.0-8.4% runtime overhead, | averaging | 6.8%"
        return Frame("claim.elided", "change", said.move, said.metric, run.last, run.first, verb=said.verb)
    index = at if sentence.tag(at) == VERB else at - 1
    timed = sentence.lower(at) in ("in", "within") and sentence.amount(run.first).kind == "measure"
    if timed and unit_family(sentence.amount(run.first).unit) == "memory":
        # "storing thousands of videos in under 2 GB": no time that something took
        return _level(run, None, run.first)
    if timed and sentence.lower(at - 1) in _DASHES:
        index = before_aside(sentence, at - 1)
    elif timed and sentence.lower(at - 1) == ",":
        # "learns all rules, including the rare ones, in 3 h"
        index = _before_examples(sentence, at - 1)
    while index >= 0 and _leads_to_verb(sentence, index, timed) and _in_clause(sentence, index):
        index = min(index - 1, skip_parentheses_left(sentence, index))
    if index < 0 or sentence.tag(index) != VERB:
        timed = timed and sentence.amount(run.first).unit in _SPANS
        metric = (doing(sentence, at) if timed else None) or _verbless(sentence, index + 1, at, timed)
        if metric is None and timed and sentence.tag(at + 1) == AMOUNT:
            metric = acting(sentence, at)
        described = metric is None and at == run.first - 1 and sentence.tag(run.last) in NOUNS
        if described and sentence.lower(at) in ("with", "using", "for") and not is_volume(sentence, run, amount):
            # "on tables with | 1 KB | values", but "with 2 TB of data"
            return None
        return _level(run, metric, metric[0] if metric is not None else run.first)
    verb, attains = index, sentence.value(index) == "attain"
    if verb == at and sentence.lower(verb).endswith("ed") and sentence.tag(verb - 1) in NOUNS:
        # "operating speeds projected up to 125,000 frames per second"
        told = noun_left(sentence, verb)
        if told is not None and is_metric(sentence, told):
            return _level(run, told, told[0])
    if verb == at and attains and sentence.lower(verb).startswith(cues().attains):
        thing = noun_right(sentence, run.last) if sentence.tag(run.first - 1) == DETERMINER else None
        if thing is not None:
            # "achieves a 0.47 ms warm-cache resolution"
            return _level(run, thing, verb)
    completes = sentence.lower(verb).startswith(cues().completes) and sentence.lower(at) == "in" and verb == at - 1
    below = sentence.items[run.first].text.lower().startswith(("below", "under"))
    if verb == at and below and sentence.lower(verb) == "costs" and sentence.tag(verb - 1) in NOUNS:
        # "while maintaining processing costs below 1 s": a noun
        told = noun_left(sentence, verb)
        return _level(run, (told[0] if told is not None else verb, verb + 1), verb)
    if completes or (verb == at and sentence.lower(verb).startswith(_TAKES)):
        deed = deed_before(sentence, verb)
        taken = sentence.lower(verb).startswith(("tak", "took")) and sentence.amount(run.first).unit in TIMES
        deed = deed or (taken_by(sentence, verb) if taken else None)
        if deed is not None:
            # "on-device inference takes 335 ms", "returning a core costs 0.2 us"
            return _level(run, deed, deed[0])
    measured = sentence.amount(run.first).kind == "measure"
    sized = verb == at and measured and sentence.tag(run.first - 1) == DETERMINER
    if sized and unit_family(sentence.amount(run.first).unit) == "memory":
        thing = noun_right(sentence, run.last)
        if thing is not None:
            # "produces a 4 MB router checkpoint"
            return _level(run, thing, verb)
    if verb == at and sentence.lower(verb).startswith(_REACHING) and sentence.lower(verb - 1) == ",":
        risen = opening_metric(sentence, verb - 1)
        if risen is not None:
            # "packet loss increased with the load, reaching about 20% in the worst case"
            return _level(run, risen, risen[0])
    if verb == at and sentence.amount(run.first).unit in _SPANS and sentence.lower(verb).startswith(_SPENDING):
        deed = purpose(sentence, run.last) or (
            deed_before(sentence, verb) if sentence.lower(verb).startswith(_NEEDS) else None
        )
        if deed is not None:
            # "verifying the solution requires 17 months", "takes 5 minutes to generate a pattern"
            return _level(run, deed, deed[0])
    if verb == at and measured and (attains or sentence.lower(verb).startswith(_NEEDS)):
        deed = noun_left(sentence, verb)
        inner = deed is not None and sentence.tag(governor(sentence, deed[0])) == PREPOSITION
        if deed is not None and is_deed(sentence, deed) and (not inner or sentence.lower(deed[0] - 1) == "that"):
            # "matrix multiplication achieves 14.9 GFLOP/s"
            return _level(run, deed, deed[0])
    if verb == at and sentence.lower(verb).startswith(_CONTRIBUTES) and sentence.amount(run.first).unit == "%":
        whole = noun_right(sentence, run.last + 1) if sentence.lower(run.last) == "to" else None
        if whole is None and said is not None and said.rule == "claim.share" and said.unit == "%":
            # "90% of the time is spent in A, while B contributes | under 10%"
            whole = said.metric
        if whole is not None:
            # "can contribute as much as 53% to | the overall latency"
            return _level(run, whole, verb)
    if verb == at:
        named = not attains or sentence.lower(verb).startswith(_WORKS)
        return _level(run, (verb, verb + 1) if named else None, verb)
    passive = sentence.tag(verb - 1) == AUXILIARY and sentence.lower(verb).endswith("ed")
    if verb == at - 1 and (passive or sentence.lower(verb).startswith(cues().completes)) and sentence.lower(at) == "in":
        # "the same query completed in 3.7 seconds", "the simulation of 1M trials is performed in 5 seconds"
        done = done_before(sentence, verb - passive)
        if done is not None and singular(sentence.items[done[1] - 1].text) in cues().agents:
            # "the entire system runs in 5 hours"
            return _level(run, (verb, verb + 1), verb)
        if done is not None:
            return _level(run, done, done[0])
    told = noun_left(sentence, verb - passive) if verb == at - 1 and sentence.lower(at) in ("at", "to") else None
    if told is not None and is_metric(sentence, told):
        # "throughput saturates at 32 GB/s"
        return _level(run, told, told[0])
    phrase = noun_right(sentence, verb + 1)
    if attains and phrase is not None and phrase[1] <= at:
        return _level(run, phrase, verb)
    if verb == at - 1 and attains and sentence.amount(run.first).unit == "%" and sentence.lower(at) == "at":
        held = noun_left(sentence, verb - passive) if sentence.lower(verb).endswith("ed") else None
        # "the drawdown contained at 4.6%", "while B runs at 60%": of what, was said before
        return _level(run, held, held[0] if held is not None else verb)
    if phrase is None:
        # "process | a 4096 x 4096 scene | in 370 ms"
        step = verb + 1 + (sentence.tag(verb + 1) == DETERMINER)
        sized = sentence.tag(step) == AMOUNT and sentence.lower(step + 1) != "x"
        phrase = noun_right(sentence, step + 1) if sized else None
    again = said is not None and said.type == "level" and said.unit == sentence.amount(run.first).unit == "%"
    if phrase is None and again and said is not None and said.metric is not None and sentence.lower(at) == "at":
        # "A achieves 70% accuracy while B | fails at 43%"
        return _level(run, said.metric, verb)
    last = min(phrase[1], at) if phrase is not None else verb + 1
    sized = sentence.tag(verb + 1) == DETERMINER and sentence.tag(verb + 2) == AMOUNT
    if phrase is None and timed and sized and at - verb <= 10:
        # "solves | a 50,000-node, 16-worker placement | in 12 s"
        last = at
    return _level(run, (verb, max(last, verb + 1)), verb)


def _is_body(sentence: Sentence, index: int, unit: str) -> bool:
    """Whether a verb tells how much of a unit a thing takes up, weighs or draws."""
    word = sentence.lower(index)
    if not word.endswith(("s", "ed", "ing")):
        return False
    return any(word.startswith(verb) and (unit in units or unit_family(unit) in units) for verb, units in _BODIES)


def _is_attained_of(sentence: Sentence, run: Run, at: int) -> bool:
    """Whether a fraction of what was counted is the object of a verb that the lexicon does not know, or of "on"."""
    if sentence.lower(run.last) not in ENDS or " of " not in sentence.items[run.first].text:
        return False
    word = sentence.lower(at)
    if word == "on":
        return True
    plural = is_plural(sentence.items[at].text) and sentence.lower(at - 1) not in ("that", "which", "also")
    return sentence.tag(at) == WORD and word.endswith(("s", "ed", "ing")) and not plural


def _of_counted(sentence: Sentence, run: Run) -> Frame:
    """ "across 120 runs, it was exact in 60/60", "resolves 2503 of 2890 (86.6%) snippets": what was counted."""
    behind = run.last
    if sentence.lower(behind) == "(":
        behind = sentence.next_word(")", behind, behind + 9) + 1
    phrase = noun_right(sentence, behind) if behind > run.last else None
    if phrase is not None:
        return _level(run, phrase, run.first)
    for step in range(run.first - 1, max(-1, run.first - 25), -1):
        if sentence.tag(step) == AMOUNT and sentence.amount(step).kind in ("count", "fraction"):
            phrase = noun_right(sentence, step + 1)
            if phrase is not None:
                return _level(run, phrase, run.first)
    return _level(run, None, run.first)


def _done_within(sentence: Sentence, run: Run, at: int) -> Frame | None:
    """ "detects spikes | within 5 seconds": the verb with its object, where the bound has taken in the preposition."""
    bound = sentence.items[run.first].text.lower()
    if not bound.startswith(("within", "under")) or sentence.amount(run.first).unit not in TIMES:
        return None
    phrase = noun_left(sentence, at + 1) if at == run.first - 1 else None
    verb = governor(sentence, phrase[0]) if phrase is not None else -1
    if phrase is None or sentence.tag(verb) in (PREPOSITION, AMOUNT):
        # "a 4% gap on TSP-442 within 30 s", "finds 115 bugs within 24 hours" only set the time
        return None
    if sentence.tag(verb) != VERB:
        return _level(run, phrase, phrase[0])
    return _level(run, phrase if sentence.lower(verb).startswith(cues().light) else (verb, phrase[1]), verb)


def _level(run: Run, metric: Range | None, first: int) -> Frame:
    return Frame("claim.level-in", "level", metric=metric, last=run.last, first=first)


def _leads_to_verb(sentence: Sentence, index: int, timed: bool) -> bool:
    """Whether the verb stands further left; a time may be told behind counts: "trains on 1M samples in 6 minutes"."""
    if sentence.tag(index) == AMOUNT:
        return timed and (sentence.amount(index).kind in ("count", "measure") or sentence.amount(index).compound)
    return sentence.tag(index) != VERB


def _in_clause(sentence: Sentence, index: int) -> bool:
    """Whether an item does not bound the clause; the commas of "a low-cost, high-speed scheme" do not."""
    word = sentence.lower(index)
    if word == "," and "-" in sentence.lower(index - 1) and "-" in sentence.lower(index + 1):
        return True
    if word == "," and sentence.lower(index - 2) == sentence.lower(index + 2) == "-":
        # "a 50,000-node, 16-worker placement"
        return True
    return word not in _CLAUSE_SIGNS


def _before_examples(sentence: Sentence, comma: int) -> int:
    """The item before what is inserted as an example; the one before the comma where nothing is."""
    opening = sentence.last_word((",",), comma, within=25)
    return opening - 1 if opening > 0 and sentence.lower(opening + 1) in _INSERTED else comma - 1


def _is_named(sentence: Sentence, index: int) -> bool:
    """Whether a name opens a clause, behind which a verb can stand."""
    text, following = sentence.items[index].text, sentence.items[index + 1].text
    return text != text.lower() and not is_plural(text) and following.islower()


def _verbless(sentence: Sentence, first: int, last: int, timed: bool) -> Range | None:
    """The words of a clause whose verb the lexicon does not know: "tokenizes a page in 3 ms"."""
    if sentence.tag(first) == PRONOUN:
        first += 1
    elif timed and _is_named(sentence, first) and sentence.lower(first + 1).endswith("s") and last - first > 2:
        # "Aspen | commits requests"
        first += 1
    able = next((step for step in range(last - 2, first - 1, -1) if sentence.lower(step) in _ABLE), -1)
    if able >= 0 and last - able <= 6:
        # "it can fork a process in 54 us"
        first = able + 1
        return (first, last) if all(sentence.tag(step) in _NAMED for step in range(first, last)) else None
    able = next((step for step in range(last - 7, max(first, last - 16) - 1, -1) if sentence.lower(step) in _ABLE), -1)
    handled = noun_right(sentence, able + 2) if timed and able >= 0 and sentence.tag(able + 1) == WORD else None
    if handled is not None and sentence.tag(able + 2) == DETERMINER and handled[1] <= last:
        # "can count | the number of instances | of a motif in 4 minutes"
        return able + 1, handled[1]
    if not 2 <= last - first <= 5 or not sentence.lower(first).endswith(("s", "ed", "ing")):
        return None
    plain = all(sentence.tag(step) in (WORD, NOMINAL, DETERMINER) for step in range(first, last))
    return (first, last) if plain else None
