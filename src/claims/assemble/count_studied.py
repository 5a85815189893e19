"""Whether what is counted was studied: the object of a study, what was evaluated then, kinds of machines."""

from typing import Final

from claims.assemble.counted import Counted
from claims.assemble.cues import cues
from claims.assemble.lexicon import counts, singular
from claims.assemble.phrases import noun_right

_ASIDE: Final = frozenset({"result", "results", "inference", "training", "experience", "testing", "test", "tests"})
"""Of the nouns of a study, those that are more often something else."""
_OF_STUDIES: Final = frozenset({"of", "on", "over"})
_ANEW: Final = frozenset({";", "that", "which"})
_BUILT: Final = frozenset({"implementation", "implementations", "prototype", "rollout"})


def is_object_of_study(this: Counted) -> bool:
    """ "a study of | five proposers", "implementations on | two stacked memories" """
    if this.leading not in _OF_STUDIES or this.preceding == "all" or this.value < 2:
        return False
    study = this.before[-2] if len(this.before) > 1 else ""
    if this.leading == "of" and study in _BUILT:
        # "implementations of two algorithms"
        return False
    if this.noun in counts().paper_parts or (this.noun in counts().unstudied and this.amount.spelled):
        # "a characterization of three design dimensions"
        return False
    return study in cues().studies and study not in _ASIDE


def is_evaluated_behind(this: Counted) -> bool:
    """ "Three systems were evaluated" """
    end = this.phrase[1]
    return not counts().studied.isdisjoint(this.sentence.lowers[end : end + 25])


def is_tried_then(this: Counted) -> bool:
    """ "We define three strategies and evaluate | them" """
    sentence = this.sentence
    end, lowers = this.phrase[1], sentence.lowers
    if "them" not in lowers[end + 1 : end + 15]:
        return False
    for step in range(end, min(end + 14, len(lowers) - 1)):
        lower = lowers[step]
        if lower in _ANEW:
            return False
        if lowers[step + 1] == "them":
            return lower in counts().trying and sentence.lower(step - 1) in ("and", "then")
    return False


def is_kind_of_machine(this: Counted) -> bool:
    """Whether kinds of something are kinds of machines: "on five GPU classes", "three instance types"."""
    if this.noun in counts().sorts and this.following == "of":
        # "two types of data sets"
        of = noun_right(this.sentence, this.phrase[1] + 1)
        return of is not None and singular(this.sentence.items[of[1] - 1].text) in counts().always
    made_of = this.sentence.items[this.phrase[0] : this.phrase[1] - 1]
    return any(singular(item.text) in counts().machines for item in made_of)
