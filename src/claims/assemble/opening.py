"""The settings that a sentence or a clause opens with: "On YCSB, …", "We find that, under load, …"."""

from dataclasses import dataclass
from typing import Final

from claims.assemble.continuation import adjectives_go_on
from claims.assemble.cues import cues
from claims.assemble.qualities import is_price, is_result
from claims.assemble.sentence import DETERMINER, VERB, Range, Sentence
from claims.assemble.studied import ABOUT, NO_SETTINGS, SHOWS, STUDIES, explained, listed_comma, studied, tried


@dataclass(slots=True)
class Opening:
    """A setting, and up to which item the numbers behind it have it."""

    phrase: Range
    last: int


_OPENERS: Final = frozenset(
    {"across", "on", "under", "for", "using", "with", "in", "at", "over", "when", "during", "within", "through"}
    | {"among", "given", "if"}
)
"""Words that a sentence can open its setting with."""

_OF_THE_PAPER: Final = frozenset({",", "article", "end", "evaluation", "experiments", "paper", "study", "to", "work"})
_ALIKE: Final = frozenset({"equal", "identical", "same"})
_MANY: Final = frozenset({"cases", "instances", "of", "others", "places", "respects", "situations", "ways"})
_AT_ITS_CORE: Final = frozenset({"center", "core", "heart"})
""" "At the | core | of Kelp is a cache, …": no number is restricted to it."""
_CONNECTIVES: Final = frozenset(
    {",", "additionally", "also", "and", "but", "consequently", "crucially", "empirically", "even", "finally"}
    | {"first", "further", "furthermore", "hence", "however", "importantly", "lastly", "meanwhile", "moreover"}
    | {"notably", "overall", "particularly", "remarkably", "second", "similarly", "specifically", "then", "therefore"}
    | {"third", "thus"}
)
_PHRASES: Final = frozenset(
    {("for", "example"), ("for", "instance"), ("in", "particular"), ("in", "addition"), ("in", "fact"), ("in", "total")}
    | {("in", "contrast")}
)
_PHRASED: Final = frozenset(first for first, _ in _PHRASES)
"""How those begin."""
_BEGINNING: Final = _OPENERS | _CONNECTIVES | _PHRASED
"""What a clause with a setting begins with."""
_ON: Final = frozenset({*ABOUT, "to"})
_JOINTS: Final = frozenset({"and", "but", "whereas", "while"})
_BEFORE_CLAUSES: Final = _JOINTS | {"that", ":", ";"}
_LEADING: Final = STUDIES | {","}
"""What ends a setting or leads to one."""
_TELLING: Final = _LEADING | _BEFORE_CLAUSES


def openings(sentence: Sentence, nearest: int, last: int) -> list[Opening]:
    """The settings of the clauses up to the item of the last number, `nearest` being that of the first; in order."""
    count = len(sentence.items)
    start = _behind_connectives(sentence, 0)
    first = _opened(sentence, start, last) or studied(sentence, start, nearest)
    found = [] if first is None else [Opening(first, count)]
    lowers = sentence.lowers
    opened = -1
    for index in [index for index, word in enumerate(lowers[start:last], start) if word in _TELLING]:
        word = lowers[index]
        end = count
        setting = None
        if word in _BEFORE_CLAUSES:
            if word not in _JOINTS or sentence.lower(index - 1) == ",":
                opened = index + 1
                # "that | on X, …", "; | on X, …", ", while | on X, …"
                if opened < last and lowers[opened] in _BEGINNING:
                    setting = _opened(sentence, _behind_connectives(sentence, opened), last)
            if setting is not None:
                end = sentence.next_word(";", opened, count)
                _contrast(found[first is not None :], word, opened)
        elif index in (start, opened):
            # what begins a clause ends no setting
            continue
        elif word == ",":
            setting = explained(sentence, index) if index < nearest else None
        elif sentence.tag(index) == VERB or word[-2:] == "ed":
            setting = tried(sentence, index, last)
        if setting is not None and not any(other.phrase[0] <= setting[0] < other.phrase[1] for other in found):
            found.append(Opening(setting, end if end >= 0 else count))
    return found


def _contrast(earlier: list[Opening], joint: str, index: int) -> None:
    """Let the settings of clauses end where another is set against them: "on A, …, while | on B, …"."""
    for opening in earlier if joint in _JOINTS else ():
        opening.last = min(opening.last, index)


def _behind_connectives(sentence: Sentence, index: int) -> int:
    """The first item behind "Moreover,", "For example," and the like."""
    while True:
        word = sentence.lower(index)
        if word in _CONNECTIVES:
            index += 1
        elif word in _PHRASED and (word, sentence.lower(index + 1)) in _PHRASES:
            index += 2
        else:
            return index


def _opened(sentence: Sentence, start: int, last: int) -> Range | None:
    """ "Across | 12 models |, …": what an opener at `start` leads to, up to its comma."""
    if sentence.lower(start) not in _OPENERS or _is_no_setting(sentence, start):
        return None
    first = _behind_tested(sentence, start + 1)
    lowers, parenthesis = sentence.lowers, -1
    for end in range(first, last):
        word = lowers[end]
        if word == "(":
            parenthesis = max(parenthesis, sentence.next_word(")", end, last))
        if end < parenthesis:
            continue
        if end > first and (word == "we" or word in SHOWS):
            # "On X we observe", "Evaluations on X and Y show", where a comma is left out
            return first, end
        if end == parenthesis + 1 and (sentence.tag(end) == DETERMINER or word == "where"):
            # "On X (5 tasks) the model", "On X (5 tasks) where it"
            return first, end
        if word == ".":
            # the end of a sentence that was not seen
            return None
        if word == "," and not (adjectives_go_on(sentence, end) or listed_comma(sentence, end, opening=True)):
            return (first, end) if end > first else None
    return None


def _is_no_setting(sentence: Sentence, start: int) -> bool:
    """ "In this paper,", "On average,", "With our design,"."""
    head, following, third = (sentence.lower(start + step) for step in range(3))
    if following in NO_SETTINGS and not (following in ("this", "these") and head == "on"):
        # "In many cases, …", but "Under many common loads, …"
        return following != "many" or third in _MANY
    if (head == "with" and is_result(sentence, start + 1)) or (head == "at" and is_price(sentence, start + 1)):
        # "With | minimal overhead, …", "At | the cost of accuracy, …"
        return True
    if head == "given" and not (following in ("an", "the") and third in _ALIKE):
        # "Given a graph, …", but "Given | the same budget, …"
        return True
    if following == "our" and (head != "on" or third in _OF_THE_PAPER):
        return True
    fourth = sentence.lower(start + 3)
    if following == "the" and (fourth == "hand" or (third in _AT_ITS_CORE and fourth == "of")):
        return True
    return following == "the" and ((head == "in" and third in _OF_THE_PAPER) or third in (",", "of", "other"))


def _behind_tested(sentence: Sentence, index: int) -> int:
    """ "When applied to | X", "When | X is large" """
    if sentence.lower(index) in cues().tested and sentence.lower(index + 1) in _ON:
        return index + 2
    return index
