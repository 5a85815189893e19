"""The activity whose time a level tells: "on-device inference takes 3 s", "a link flap occurs every 48 s"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.lexicon import is_plural, singular
from claims.assemble.metric import family
from claims.assemble.phrases import (
    ACT_ENDS,
    governor,
    is_metric,
    noun_left,
    noun_right,
    outermost,
    skip_parentheses_left,
)
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    NOUNS,
    PREPOSITION,
    VERB,
    WORD,
    Range,
    Sentence,
)

_DEVICES: Final = frozenset({"chip", "core", "cpu", "device", "engine", "gpu", "machine", "node", "robot"})
_ITSELF: Final = frozenset({"itself", "alone"})
_KEEPING: Final = ("maintain", "keep", "achiev", "with", "us", "hav", "offer", "provid", "show", "yield", "deliver")
_NAMED: Final = (*NOUNS, DETERMINER)
_DONE_FAMILIES: Final = frozenset({"speed", "latency"})
_CLAUSE_STARTS: Final = frozenset({",", ";", ":", "that", "while", "which", "where", "when"})


def deed_before(sentence: Sentence, verb: int) -> Range | None:
    """The subject of a verb that tells how long it took, where it names what was done and not who did it."""
    last = verb
    while sentence.tag(last - 1) in (ADVERB, AUXILIARY):
        last -= 1
    phrase = noun_left(sentence, last)
    if phrase is None:
        return None
    while sentence.tag(governor(sentence, phrase[0])) == AMOUNT:
        # "calibration on 2,000 samples takes"
        told = noun_left(sentence, governor(sentence, phrase[0]) - 1)
        if told is None or sentence.lower(governor(sentence, phrase[0]) - 1) not in ("on", "of", "for", "with"):
            break
        phrase = told
    phrase = outermost(sentence, phrase, ("of", "for", "on", "with"))
    opening = governor(sentence, phrase[0])
    if sentence.tag(opening) == VERB and sentence.lower(opening).endswith("ing"):
        return (opening, last) if not sentence.lower(opening).startswith(_KEEPING) else None
    if sentence.tag(phrase[0] - 1) == DETERMINER and sentence.lower(opening).endswith("ing"):
        # "returning | a lent core | costs 0.2 us"
        return opening, last
    head = sentence.lower(phrase[1] - 1)
    deed = head.endswith(ACT_ENDS) or family(sentence.words(*phrase))[0] in _DONE_FAMILIES
    return phrase if deed and sentence.tag(opening) != CONJUNCTION else None


def taken_by(sentence: Sentence, verb: int) -> Range | None:
    """The subject of a verb that tells a time, by whatever common noun: "an incremental repair | takes 0.5 ms"; None
    for names and for who does it.
    """
    last = verb
    while sentence.tag(last - 1) in (ADVERB, AUXILIARY) or sentence.lower(last - 1) in _ITSELF:
        last -= 1
    phrase = noun_left(sentence, last)
    if phrase is None:
        return None
    first = phrase[0] - 1
    if sentence.tag(first) == AMOUNT and sentence.amount(first).compound:
        first -= 1
    while sentence.tag(first) == DETERMINER:
        first -= 1
    if sentence.tag(first) in NOUNS and sentence.lower(first).endswith("ing") and first < phrase[0] - 1:
        # "synchronizing | an 8B model | can take"
        return first, last
    phrase = outermost(sentence, phrase, ("of", "for", "on", "with", "in"))
    head = sentence.items[phrase[1] - 1].text
    opens = sentence.tag(governor(sentence, phrase[0])) not in (PREPOSITION, CONJUNCTION, AMOUNT, VERB)
    agent = any(singular(sentence.lower(step)) in cues().agents for step in range(*phrase))
    agent = agent or head.endswith(("er", "or")) or head in _DEVICES
    return phrase if opens and head.islower() and not is_plural(head) and not agent else None


def done_before(sentence: Sentence, last: int) -> Range | None:
    """The subject of a verb at `last`: what was completed or performed."""
    phrase = noun_left(sentence, last)
    if phrase is None:
        return None
    phrase = outermost(sentence, phrase, ("of", "for", "on", "with"))
    inner = sentence.tag(governor(sentence, phrase[0])) in (PREPOSITION, CONJUNCTION)
    return (_clause_subject(sentence, last) or phrase) if inner else phrase


def _clause_subject(sentence: Sentence, last: int) -> Range | None:
    """The noun phrase that opens the clause of a verb at `last`: "the same query | executing with the same plan"."""
    first = last
    while first > 0 and sentence.lower(first - 1) not in _CLAUSE_STARTS:
        first -= 1
    phrase = noun_right(sentence, first)
    return phrase if phrase is not None and sentence.tag(first) in _NAMED and phrase[1] <= last else None


def opening_metric(sentence: Sentence, last: int) -> Range | None:
    """The metric that opens a clause which ends at item `last`: "| packet loss | increased with the load, reaching"."""
    phrase = _clause_subject(sentence, last)
    return phrase if phrase is not None and is_metric(sentence, phrase) else None


def recurring(sentence: Sentence, every: int) -> Range | None:
    """What happens "every" so often: "a link flap | occurs every 48 s", "memory size grew slowly, | doubling every"."""
    act = every - 1
    if sentence.tag(act) != VERB and not sentence.lower(act).startswith(("doubl", "tripl", "halv")):
        return None
    if sentence.lower(act).endswith("ing") and sentence.lower(act - 1) == ",":
        return _clause_subject(sentence, act - 1)
    while sentence.tag(act - 1) in (ADVERB, AUXILIARY):
        act -= 1
    phrase = noun_left(sentence, act)
    return outermost(sentence, phrase, ("of", "for", "in", "on")) if phrase is not None else None


def purpose(sentence: Sentence, to: int) -> Range | None:
    """What a time is needed for: "needs 360 s | to recover", "takes 5 minutes | to generate a pattern"."""
    if sentence.lower(to) != "to" or sentence.tag(to + 1) not in (VERB, WORD):
        return None
    if sentence.tag(to + 2) not in _NAMED:
        return to + 1, to + 2
    phrase = noun_right(sentence, to + 2)
    return to + 1, phrase[1] if phrase is not None else to + 2


def before_aside(sentence: Sentence, dash: int) -> int:
    """The item before an aside that a dash closes: "builds the largest tree | -- over 2,000 nodes -- in 15 minutes"."""
    opening = sentence.last_word((sentence.lower(dash),), dash, within=25)
    return opening - 1 if opening > 0 else dash - 1


def acting(sentence: Sentence, last: int) -> Range | None:
    """A verb behind its subject that the lexicon does not know: "the graph | loads | in 76 s"."""
    subject = skip_parentheses_left(sentence, last - 2)
    if subject < 0 or sentence.tag(subject) != WORD or sentence.tag(last - 1) != WORD:
        return None
    who, word = sentence.items[subject].text, sentence.items[last - 1].text
    acts = word.islower() and is_plural(word) and not is_plural(who) and not is_metric(sentence, (last - 1, last))
    return (last - 1, last) if acts else None


def doing(sentence: Sentence, last: int) -> Range | None:
    """The act that a preposition leads to: "capable of | building a CPU | in 12 hours"."""
    step = last - 1
    while sentence.tag(step) in _NAMED and not sentence.lower(step).endswith("ing"):
        step -= 1
    acts = sentence.tag(step) in NOUNS and last - step <= 6 and sentence.lower(step - 1) in ("of", "for", "by", "to")
    return (step, last) if acts and last - step > 1 else None
