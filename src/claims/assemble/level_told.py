"""A level that a passive or an auxiliary tells of its subject: "can be as low as 3 ms", "is estimated to be 5 W"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import CHANGE_UNITS, Frame, level_of
from claims.assemble.nominal import nominal_change
from claims.assemble.objects import first_noun
from claims.assemble.phrases import is_metric, noun_left, outermost
from claims.assemble.runs import Run
from claims.assemble.sentence import ADVERB, AMOUNT, AUXILIARY, NOMINAL, VERB, Range, Sentence

_ESTIMATING: Final = (
    "estimat", "measur", "find", "found", "report", "comput", "determin", "show", "predict", "quantif", "assess",
)  # fmt: skip


def is_estimated(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is the passive of finding a value: "can be | estimated | as"."""
    word = sentence.lower(verb)
    told = word.startswith(_ESTIMATING) and (word.endswith("ed") or word in ("found", "shown"))
    return told and sentence.tag(verb - 1) == AUXILIARY


def of_subject(sentence: Sentence, run: Run, end: int) -> Frame | None:
    """The level of the subject before the auxiliaries that end before an item, where it is a measure."""
    while sentence.tag(end - 1) in (AUXILIARY, ADVERB) or is_estimated(sentence, end - 1):
        end -= 1
    phrase = noun_left(sentence, end)
    if phrase is None:
        return None
    outer = outermost(sentence, phrase, ("of", "for", "in"))
    if sentence.tag(outer[1] - 1) == NOMINAL and sentence.amount(run.first).unit in CHANGE_UNITS:
        # "the accuracy loss of A does not exceed 5%"
        return _moved(sentence, run, outer)
    phrase = phrase if is_metric(sentence, phrase) and not is_metric(sentence, outer) else outer
    measured = is_metric(sentence, phrase) or sentence.lower(phrase[1] - 1) in cues().open_heads
    return level_of(run, phrase, phrase[0]) if measured else None


def estimated(sentence: Sentence, run: Run, before: int) -> Frame | None:
    """ "we estimate the daily energy use of a deployment | to be 0.8 GWh": the object of the verb."""
    for step in range(before - 1, max(-1, before - 18), -1):
        if sentence.tag(step) == AMOUNT and sentence.amount(step).kind != "count":
            return None
        if sentence.tag(step) == VERB and sentence.lower(step).startswith(_ESTIMATING):
            phrase = first_noun(sentence, step + 1, before)
            moves = phrase is not None and sentence.tag(phrase[1] - 1) == NOMINAL
            if phrase is not None and moves and sentence.amount(run.first).unit in CHANGE_UNITS:
                # "we quantify the accuracy loss to be 0.06%"
                return _moved(sentence, run, phrase)
            return level_of(run, phrase, step) if phrase is not None and is_metric(sentence, phrase) else None
    return None


def _moved(sentence: Sentence, run: Run, phrase: Range) -> Frame:
    """The change that the noun at the end of a phrase tells."""
    noun = phrase[1] - 1
    frame = nominal_change(sentence, noun, (phrase[0], noun), phrase[0], run.last)
    frame.rule, frame.last = "claim.nominal-of", max(frame.last, run.last)
    return frame
