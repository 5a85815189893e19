"""What the numbers of a sentence are compared with, and where that is said."""

from dataclasses import dataclass
from typing import Final

from claims.assemble.comparand import comparand
from claims.assemble.comparand_parts import equipped
from claims.assemble.cues import cues
from claims.assemble.equalled import EQUALLING, PAR, REACHING, compared_thing, leads_on
from claims.assemble.lexicon import lexicon
from claims.assemble.markers import ALIKE, MARKERS, MATCHING, MOVING, REPLACING, compares, is_aside
from claims.assemble.sentence import AMOUNT, COMPARATIVE, NUMBER, VERB, Range, Sentence
from claims.patterns import kept

_ASIDES: Final = MATCHING | ALIKE
_AS_GOOD: Final = EQUALLING | PAR | REACHING | _ASIDES
_SPANNED: Final = frozenset(
    {"range", "variety", "spectrum", "span", "subset", "channels", "links", "dataset", "datasets"}
    | {"benchmark", "benchmarks", "release", "suite", "suites", "leaderboard", "epochs", "iterations", "rounds"}
)
_ADDING: Final = frozenset({"complements", "complementing"})
"""Verbs that name what is added to, over which the gains are."""
_OPENERS: Final = frozenset({"when", "and", "as", "while"})
_ANEW: Final = frozenset({"compared", "relative", "against", "versus"})
"""What opens a clause of its own behind a semicolon: "… by 3x; | compared | to B, it saves 2x"."""
_WITH_PARTS: Final = _ANEW | {"comparison", "contrast", "over", "than", "vs", "vs."}
"""What leads to a thing compared with, and what that has."""


@dataclass(slots=True)
class Baseline:
    """Something compared with, and where it is said."""

    marker: int
    """Item of the word that introduces it."""
    phrase: Range
    leading: bool = False
    """Whether it opens the sentence and so covers all of it."""
    forward: bool = False
    """Whether it is the object of "outperforms" and so covers what follows."""
    explicit: bool = False
    """Whether "compared to" or the like says it, which a level can have too."""
    apart: bool = False
    """Whether a number tells how far from it something is: "a 2% gap from B"."""
    matched: bool = False
    """Whether a level is as good as it ("99% accuracy, matching B"); no change is compared so."""
    equalled: bool = False
    """Whether the paper's own is as good as it, and what is gained at the same time is gained over it."""
    valued: int = 0
    """How many of its own numbers are told, "78% versus 63% for B", so that it covers but as many clauses."""


def find_baselines(sentence: Sentence) -> list[Baseline]:
    """All that the sentence compares with, left to right."""
    found: list[Baseline] = []
    telling = _telling()
    behind = 0
    seen_amount = False
    for index in [index for index, word in enumerate(sentence.lowers) if word in telling]:
        if index < behind:
            continue
        item = sentence.items[index]
        baseline = None
        if item.tag == AMOUNT:
            seen_amount = True
        elif item.lower in MARKERS:
            baseline = _marked(sentence, index, seen_amount)
        elif (item.tag == VERB and item.value == "outperform") or item.lower in _ADDING:
            # "complements | B, offering 2x"
            baseline = _outperformed(sentence, index)
        if baseline is not None:
            found.append(baseline)
            behind = baseline.phrase[1]
    return found


@kept
def _telling() -> frozenset[str]:
    """The words that can tell of a baseline, and what stands for a number: all else is passed over."""
    better = [verb for verb, group in lexicon().verbs.items() if group == "outperform"]
    return frozenset(MARKERS) | _ADDING | frozenset(better) | {NUMBER}


def _marked(sentence: Sentence, index: int, seen_amount: bool) -> Baseline | None:
    """The baseline that a word of `MARKERS` at `index` introduces."""
    word = sentence.lowers[index]
    width = MARKERS[word](sentence, index, seen_amount)
    phrase = comparand(sentence, index + width) if width else None
    if phrase is None:
        return None
    # "over time", not "faster than human reaction time"
    timed = word == "than" and phrase[1] - phrase[0] > 1 and sentence.lower(phrase[1] - 1) == "time"
    if sentence.lower(phrase[1] - 1) in cues().spans and not timed:
        return None
    own = word != "than" and sentence.lower(phrase[0]) == "our" and phrase[1] - phrase[0] == 2
    if own or (word in ("over", "against") and _spans(sentence, phrase)):
        # "over | a wide range of SNR", "evaluated against | the new benchmark"
        return None
    aside = seen_amount and word in _ASIDES and is_aside(sentence, index)
    if aside and word in MATCHING and sentence.lower(phrase[1]) == "at" and sentence.tag(phrase[1] + 1) == AMOUNT:
        # "…, matching B | at 3x lower cost"
        aside = sentence.tag(phrase[1] + 2) != COMPARATIVE
    if (word in _AS_GOOD and not aside) or (word == "as" and not seen_amount):
        thing = compared_thing(sentence, phrase) if leads_on(sentence, phrase[1]) else None
        return Baseline(index, thing, equalled=True) if thing is not None else None
    opens = index == 0 or sentence.lower(index - 1) in _OPENERS
    if sentence.lower(index - 1) == "," and sentence.lower(index - 2) == "that":
        # "tests show that, compared with B, …"
        opens = True
    leading = opens and not seen_amount and word != "than"
    if word == "against" and sentence.lower(phrase[1]) in (":", ","):
        # "we evaluate Kelp against B: it improves …"
        leading = True
    # "we compare Kelp to B on small servers, showing …"
    ours = word.startswith("compar") and not seen_amount and compares(sentence, index) > 0
    if word in _WITH_PARTS:
        phrase = equipped(sentence, phrase, leading)
    anew = index > 0 and sentence.lower(index - 1) in (";", ":") and word in _ANEW
    # "a 71% win rate over B" is measured against B
    won = word == "over" and sentence.lower(index - 1).startswith("rate") and sentence.lower(index - 2) == "win"
    return Baseline(
        index,
        phrase,
        leading=leading or anew or ours or word in REPLACING or word in MOVING,
        explicit=(won or word not in ("than", "over")) and sentence.lower(index + width - 1) != "from" and not ours,
        apart=word == "from",
        matched=word in MATCHING or word in ALIKE,
        valued=sum(item.tag == AMOUNT for item in sentence.items[index : index + width]),
    )


def _spans(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase names what a measurement goes over: "a wide range of SNR", "the dataset"."""
    of = sentence.next_word("of", *phrase)
    return sentence.lower((of if of > 0 else phrase[1]) - 1) in _SPANNED


def _outperformed(sentence: Sentence, index: int) -> Baseline | None:
    """The object of "outperforms" at `index`."""
    if sentence.lower(index + 1) == "or" and sentence.tag(index + 2) == VERB:
        # "outperforms or matches B"
        index += 2
    # "is on a par with, and often outperforms, | B"
    phrase = comparand(sentence, index + 1 + (sentence.lower(index + 1) == ","), shared=True)
    return Baseline(index, phrase, forward=True, explicit=True) if phrase is not None else None
