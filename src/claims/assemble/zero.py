"""What is brought down to zero, which is a level as "improves accuracy to 92.7%" is: "dropping search time to zero"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.draft import Draft
from claims.assemble.frames import Frame
from claims.assemble.lexicon import is_plural, singular
from claims.assemble.phrases import noun_right
from claims.assemble.sentence import AMOUNT, AUXILIARY, CONJUNCTION, PREPOSITION, VERB, Sentence

_BRINGING: Final = ("bring", "brought", "cut", "decreas", "driv", "drop", "drove", "lower", "push", "reduc")
"""Beginnings of verbs whose object is brought to a value."""
_DRIVING: Final = frozenset({"drive", "drives"})
"""Those of them that are taken for a noun."""
_NEAR: Final = 12
_TENDING: Final = frozenset({"as", "when", "if", "with", "for", "or"})
"""Words behind "zero" that tell of a limit, which is no result: "drives it to zero | with increasing load"."""
_APART: Final = frozenset({",", ";", ":", "that", "which"})


def brought_to_zero(sentence: Sentence, index: int) -> Draft | None:
    """The level of what a verb brings to the "zero" at an item; None where nothing is."""
    if sentence.lower(index - 1) != "to" or sentence.items[index].text.lower() != "zero":
        return None
    behind = sentence.lower(index + 1)
    if behind in _TENDING or (behind[:1].isalnum() and sentence.tag(index + 1) not in (PREPOSITION, CONJUNCTION)):
        return None
    for step in range(index - 2, max(-1, index - _NEAR), -1):
        if sentence.lower(step) in _APART:
            return None
        if sentence.tag(step) == VERB or sentence.lower(step) in _DRIVING:
            return _brought(sentence, step, index) if sentence.lower(step).startswith(_BRINGING) else None
    return None


def _brought(sentence: Sentence, verb: int, index: int) -> Draft | None:
    """The level of the object of a verb, which has one and says that it was so: no "is reduced", no "can reduce"."""
    first = verb + 1
    counted = next((step for step in range(first, min(first + 4, index)) if sentence.tag(step) == AMOUNT), -1)
    phrase = noun_right(sentence, counted + 1 if counted >= 0 else first)
    if phrase is None or phrase[1] >= index or sentence.tag(verb - 1) == AUXILIARY:
        return None
    if sentence.lower(phrase[0]) in cues().ranks and phrase[1] - phrase[0] > 1:
        phrase = (phrase[0] + 1, phrase[1])
    draft = Draft(index, sentence.amount(index))
    draft.type, draft.metric = "level", [phrase]
    draft.frame = Frame("claim.level-to", "level", metric=phrase, last=index + 1, first=verb, verb=verb)
    noun = sentence.items[phrase[1] - 1].text
    if is_plural(noun):
        # "drives 12 | breaches | to zero"
        draft.amount.unit = singular(noun)
    return draft
