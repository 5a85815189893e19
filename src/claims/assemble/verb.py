"""A verb of change with the quantity: "reduces P99 latency by up to 52%", "events drop 7.6%", "halves energy"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import CHANGE_UNITS, MOVES, Frame, last_change, lead, move_of
from claims.assemble.metric import family
from claims.assemble.moved import moved, moved_subject, object_behind, outperforming
from claims.assemble.objects import first_noun, metric_in, verb_left
from claims.assemble.phrases import governor, is_metric, noun_left, noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    ADVERB,
    AUXILIARY,
    DETERMINER,
    NOMINAL,
    NOUNS,
    PREPOSITION,
    SIGN,
    VERB,
    Range,
    Sentence,
)

PREPOSITIONS: Final = frozenset({"by", "from", "for"})
"""What leads to the number of a `verb_by`."""
_NEAR: Final = 14
_ADDS: Final = frozenset({"adds", "added", "adding", "add"})
_FINITE: Final = ("s", "ed", "ing", "fell", "rose")
_CROSSED: Final = ("below", "above", "under")
_BEHIND: Final = ("", SIGN, PREPOSITION)
_LEADS: Final = frozenset({"led", "leads", "wins", "won"})
_LEADING: Final = frozenset({"leads", "leading"})
_OF_OBJECT: Final = (*NOUNS, DETERMINER, SIGN, VERB)
"""What may stand between a verb of being ahead or behind and the "by" of its number."""
_SPECIFYING: Final = frozenset({"specifically", "namely", "notably"})
_TRANSITIVE: Final = frozenset({"decrease", "waste", "worsen", "increase"})


def verb_by(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "reduces P99 latency by up to 52%", "latency drops by 7.6%", "outperforms B by 1.8x", and gapped "and TPOT
    by 20%".
    """
    at = lead(sentence, run.first)
    word, amount = sentence.lower(at), sentence.amount(run.first)
    if word == "from" and amount.high is not None and amount.unit in CHANGE_UNITS:
        # "improves latency from 44% up to 89%", but "varies from 20% to 100%"
        verb = verb_left(sentence, at)
        varies = "vary" in (sentence.value(at - 1), sentence.value(verb) if verb is not None else "")
        return None if verb is None or varies else moved(sentence, at, run, None)
    if word == "for" and amount.unit in ("x", "%") and sentence.lower(run.last) in cues().continues:
        # "enhances the quality for up to 10% over B"
        return _moved_for(sentence, at, run)
    if word != "by":
        return None
    before = sentence.lower(at - 1)
    if before == "(":
        beaten = _beaten_in(sentence, at - 1, run)
        if beaten is not None:
            return beaten
    if before in _LEADS and amount.unit in CHANGE_UNITS:
        # "A led by 2.3% in requests per second while B led by 5%"
        metric = metric_in(sentence, run.last) or (at - 1, at)
        return Frame("claim.outperform", "change", "improve", metric, max(run.last, metric[1]), at - 1, verb=at - 1)
    placed = _placed_by(sentence, at, run)
    if placed is not None:
        return placed
    if before in _SPECIFYING and sentence.lower(at - 2) == "," and not history:
        # "boosts the throughput of A, specifically by 16% for B"
        return moved(sentence, at - 2, run, None)
    # "reducing the memory (by 50%)"
    opened = before == "(" and verb_left(sentence, at - 1) is not None
    return moved(sentence, at - opened, run, last_change(history))


def _placed_by(sentence: Sentence, at: int, run: Run) -> Frame | None:
    """ "trails B by 12%", "lags behind B by 4% in accuracy", "…, leading B by 3 points": B is the baseline."""
    trails, end = cues().trails, at
    if sentence.lower(at - 1) == ")":
        # "trailing B (84%) by 16 points"
        end = max(sentence.last_word(("(",), at, within=5), 0) or at
    verb = end - 1
    while verb >= max(0, at - _NEAR + 1):
        item = sentence.items[verb]
        if item.tag not in _OF_OBJECT or item.lower in trails or item.lower in _LEADING:
            break
        verb -= 1
    word = sentence.lower(verb)
    if word not in trails and (word not in _LEADING or (word == "leading" and sentence.lower(verb - 1) != ",")):
        return None
    first = verb + 1 + (sentence.lower(verb + 1) == "behind")
    if (word.startswith("lag") and first == verb + 1) or first >= end:
        return None
    move = "worsen" if word in trails else "improve"
    metric = metric_in(sentence, run.last) or (verb, verb + 1)
    last = max(run.last, metric[1])
    return Frame("claim.outperform", "change", move, metric, last, verb, baseline=(first, end), verb=verb)


def _beaten_in(sentence: Sentence, opening: int, run: Run) -> Frame | None:
    """ "outperforms B, in both accuracy (by | up to 65% |)": in what it is better."""
    phrase = noun_left(sentence, opening)
    if phrase is None or not is_metric(sentence, phrase):
        return None
    for step in range(phrase[0] - 1, max(-1, phrase[0] - _NEAR), -1):
        if sentence.tag(step) == VERB:
            beats = sentence.value(step) == "outperform"
            return Frame("claim.outperform", "change", "improve", phrase, last=run.last, first=step) if beats else None
    return None


def _moved_for(sentence: Sentence, at: int, run: Run) -> Frame | None:
    """What a verb of change says with "for" where "by" is meant: the metric stands right before it."""
    phrase = noun_left(sentence, at)
    verb = governor(sentence, phrase[0]) if phrase is not None else -1
    if phrase is None or sentence.tag(verb) != VERB or sentence.value(verb) not in ("increase", "decrease", "improve"):
        return None
    return moved(sentence, at, run, None) if is_metric(sentence, phrase) else None


def verb_amount(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "events drop 7.6%", "improves throughput 1.83x to 13.3x", "halves energy", "saves 40% of energy", "runs 3x"."""
    amount = sentence.amount(run.first)
    if amount.kind == "verb" and sentence.lower(run.last) in ("down", "as"):
        # "doubles down on", "doubles as"
        return None
    if amount.kind == "verb":
        return _multiple(sentence, run, amount.direction or "increase")
    if amount.unit not in CHANGE_UNITS:
        return _saved_amount(sentence, run)
    at = lead(sentence, run.first)
    if sentence.tag(at) == VERB and sentence.value(at) in MOVES:
        # "improves up to 1.9x | the energy efficiency"
        behind = object_behind(sentence, at, run) if amount.unit == "x" else None
        found = _saved(sentence, run, at) or behind or moved_subject(sentence, at, run)
        crossed = amount.unit == "%" and sentence.items[run.first].text.lower().startswith(_CROSSED)
        if crossed and found.rule == "claim.subject-verb" and sentence.lower(at).endswith(_FINITE):
            # "accuracy falls below 40%": where it gets to
            found.type, found.move, found.metric = "level", "", found.metric if found.metric != (at, at + 1) else None
        return found
    if sentence.tag(at) in NOUNS or sentence.lower(at) == ")":
        return _object_before(sentence, run, at)
    return _saved_too(sentence, run, at, history)


def _saved_too(sentence: Sentence, run: Run, at: int, history: list[Frame]) -> Frame | None:
    """ "saves 13% power | and 3% area": the verb is that of the number before."""
    said = history[-1] if history else None
    if said is None or said.rule != "claim.verb-amount" or sentence.lower(at) not in ("and", "or", ","):
        return None
    phrase = noun_right(sentence, run.last + (sentence.lower(run.last) == "of"))
    if phrase is None or sentence.tag(phrase[1] - 1) == NOMINAL:
        return None
    return Frame("claim.verb-amount", "change", said.move, phrase, last=phrase[1], first=run.first, verb=said.verb)


def _multiple(sentence: Sentence, run: Run, direction: str) -> Frame | None:
    """ "halves energy", "throughput doubles"."""
    phrase = noun_right(sentence, run.last)
    if phrase is None or sentence.lower(run.last) in (",", "."):
        index = run.first - 1
        while sentence.tag(index) in (AUXILIARY, ADVERB):
            index -= 1
        phrase = noun_left(sentence, index + 1)
    if phrase is None:
        return None
    last = max(run.last, phrase[1])
    return Frame("claim.verb", "change", direction, phrase, last=last, first=run.first, verb=run.first)


def _saved(sentence: Sentence, run: Run, verb: int) -> Frame | None:
    """ "saves 40% of energy", "adds 3% overhead", "gains 5% accuracy": the metric stands behind the quantity."""
    value = sentence.value(verb)
    behind = run.last + (sentence.lower(run.last) == "of")
    phrase = noun_right(sentence, behind)
    if phrase is None and behind > run.last and sentence.tag(behind) == VERB and sentence.tag(behind + 1) in NOUNS:
        # "eliminates 48% of | wasted compute"
        phrase = noun_right(sentence, behind + 1)
        phrase = (behind, phrase[1]) if phrase is not None else None
    recovers = sentence.lower(verb).startswith("recover") and sentence.lower(run.last) != "of"
    if phrase is not None and recovers and family(sentence.words(*phrase))[1] == "higher":
        # "recovering 48% performance", but "recovers 90% of the lost accuracy"
        return Frame("claim.verb-amount", "change", "improve", phrase, last=phrase[1], first=verb, verb=verb)
    gains = value == "improve" and sentence.lower(verb).startswith("gain")
    if phrase is None and sentence.lower(verb) in _ADDS and sentence.lower(run.last) in ("in", "to"):
        # "adds a further 22% in energy efficiency", "adds 3% to latency"
        phrase = noun_right(sentence, run.last + 1)
        if phrase is not None and sentence.lower(run.last) == "to" and not is_metric(sentence, phrase):
            phrase = None
    if phrase is None or not (gains or value in _TRANSITIVE):
        return None
    return Frame("claim.verb-amount", "change", value, phrase, last=phrase[1], first=verb, verb=verb)


def _saved_amount(sentence: Sentence, run: Run) -> Frame | None:
    """ "saves up to 226 bytes in a response", "adds 92 us per call": the amount is what is less or more."""
    verb = lead(sentence, run.first)
    adds = sentence.lower(verb) in _ADDS
    if sentence.tag(verb) != VERB or not (adds or sentence.lower(verb).startswith("sav")):
        return None
    if sentence.amount(run.first).kind not in ("measure", "currency"):
        return None
    phrase = noun_right(sentence, run.last + (sentence.lower(run.last) == "of"))
    added = noun_right(sentence, run.last + 1) if phrase is None and sentence.lower(run.last) == "to" else None
    if added is not None and adds and is_metric(sentence, added):
        # "adds 12 ms to | the request latency"
        phrase = added
    last = phrase[1] if phrase is not None else run.last
    move = "increase" if adds else "decrease"
    return Frame("claim.verb-amount", "change", move, phrase, last=last, first=verb, verb=verb)


def _object_before(sentence: Sentence, run: Run, at: int) -> Frame | None:
    """ "improves throughput 1.83x to 13.3x": the quantity stands right behind the object."""
    phrase: Range | None = noun_left(sentence, at + 1)
    if phrase is None or phrase[1] - phrase[0] > 5:
        return None
    verb = phrase[0] - 1
    while sentence.tag(verb) == DETERMINER:
        verb -= 1
    value = sentence.value(verb)
    if sentence.tag(verb) != VERB:
        # "reduces the number of LLM calls up to 11.9%"
        verb = verb_left(sentence, at + 1) or verb
        value, phrase = sentence.value(verb), first_noun(sentence, verb + 1, at + 1)
        if phrase is None or phrase[1] != at + 1:
            return None
    if sentence.tag(verb) == VERB and value == "outperform" and sentence.tag(run.last) in _BEHIND:
        # "outperforms the baseline 3.5x"
        return outperforming(sentence, verb, at + 1, run)
    if sentence.tag(verb) != VERB or value not in MOVES or value == "outperform":
        return None
    saved = noun_right(sentence, run.last) if sentence.lower(verb).startswith("sav") else None
    if saved is not None:
        # "saves developers 67% lines of code"
        return Frame("claim.verb-amount", "change", "decrease", saved, last=saved[1], first=verb, verb=verb)
    return Frame("claim.verb-amount", "change", move_of(value), phrase, last=run.last, first=verb, verb=verb)
