"""Fractions that are two versions of a name: "Release 18/19 specifications"."""

from typing import Final

from claims.assemble.lexicon import counts, singular
from claims.assemble.phrases import noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import WORD, Sentence

_RELEASES: Final = frozenset({"release", "releases", "version", "versions"})


def is_of_versions(sentence: Sentence, run: Run) -> bool:
    """ "the Kelp | 2/3 | incompatibilities", "Release | 18/19 | specifications": two versions of a name, where "Ash
    | 7/8 | tasks" is a score.
    """
    name, text = sentence.items[run.first - 1], sentence.items[run.first].text
    low, slash, high = text.partition("/")
    if not slash or not (low.isdigit() and high.isdigit()) or int(high) != int(low) + 1:
        return False
    phrase = noun_right(sentence, run.last)
    if run.first < 1 or name.tag != WORD or not name.text[0].isupper() or phrase is None:
        return False
    return name.lower in _RELEASES or singular(sentence.lower(phrase[1] - 1)) not in counts().evaluated
