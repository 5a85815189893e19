"""A comparative of how something is done: "tracks flows 4x more accurately", "51% more fairly distributed load"."""

from claims.assemble.frames import Frame, lead, subject
from claims.assemble.metric import MANNERS
from claims.assemble.phrases import is_metric, noun_left, noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import VERB, Range, Sentence
from claims.assemble.subjectless import without_subject


def done_so(sentence: Sentence, run: Run, adverb: int, activity: Range | None) -> Frame:
    """The change that "more" with the adverb behind it tells: of what is done, else of what the adverb says."""
    move = sentence.lower(adverb)
    move = move if move in MANNERS else "increase"
    behind = noun_right(sentence, adverb + 2) if sentence.tag(adverb + 1) == VERB else None
    if behind is not None and behind[0] == adverb + 2 and sentence.lower(adverb + 1).endswith("ed"):
        # "51% more | fairly distributed load"
        return Frame("claim.comparative", "change", move, (adverb, behind[1]), last=behind[1], first=run.first)
    metric = activity or _done(sentence, run) or _clause(sentence, run) or (adverb, adverb + 1)
    return Frame("claim.comparative", "change", move, metric, last=adverb + 1, first=run.first)


def _done(sentence: Sentence, run: Run) -> Range | None:
    """The verb and its object where the verb looks like a noun: "Kelp-DB | tracks flows | 4x more accurately"."""
    phrase = noun_left(sentence, lead(sentence, run.first) + 1)
    own = without_subject(sentence, phrase) if phrase is not None else None
    return (own[0] - 1, own[1]) if own is not None and own != phrase else None


def _clause(sentence: Sentence, run: Run) -> Range | None:
    """What stands for the verb and its object where the lexicon has no such verb: "cites sources | 10x more often"."""
    phrase = subject(sentence, run.first)
    return phrase if phrase is not None and not is_metric(sentence, phrase) else None
