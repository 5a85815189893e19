"""Numbers that measure nothing, by what they are: "95% CI", "2019-2023", "Web 2.0", "f < 1/2", "20 years ago"."""

from itertools import takewhile
from typing import Final

from claims.assemble.configured import back, following
from claims.assemble.frames import lead
from claims.assemble.metric import family
from claims.assemble.modifiers import LIKENESSES
from claims.assemble.observed import is_observed
from claims.assemble.phrases import noun_right
from claims.assemble.runs import Run
from claims.assemble.scores import named_aside
from claims.assemble.sentence import NOMINAL, WORD, Sentence
from claims.assemble.small_words import EXAMPLES
from claims.assemble.versions import is_of_versions
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_kinds import LONG_SPANS

_NUMBERED: Final = frozenset({"task", "subtask"})
_LIVED: Final = frozenset({"experience", "expertise", "research"})
_LASTING: Final = ("took", "take", "taking", "lasts", "lasted", "complet", "finish")
SELECTING: Final = frozenset({"top", "bottom"})
CONFIDENT: Final = frozenset({"ci", "cis", "confidence"})


def is_interval(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "46.7 [38.1, 55.2] minutes", "95% paired bootstrap CI", "the 95% percentile"."""
    if _bracketed(sentence, run.first):
        return True
    if amount.kind != "percent":
        return False
    behind = list(takewhile(lambda word: word not in ("[", "(", ","), following(sentence, run, 4)))
    if not CONFIDENT.isdisjoint(behind):
        return True
    if sentence.lower(run.first - 1) in SELECTING:
        # "accepted as a poster, top 4%"
        return True
    nominal = sentence.lower(run.first - 1) == "nominal" and not sentence.has_tag(NOMINAL, run.last, run.last + 3)
    if nominal or behind[:2] == ["significance", "level"]:
        # "at the nominal 95% level", but "a nominal 4% perplexity improvement"
        return True
    return "interval" in behind[:2] or "percentile" in behind[:2]


def _bracketed(sentence: Sentence, index: int) -> bool:
    for step in range(index - 1, max(-1, index - 8), -1):
        word = sentence.items[step].lower
        if word in ("[", "]"):
            return word == "["
    return False


def is_span_of_years(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "2019-2023"."""
    return amount.rule == "quantity.years"


def is_example(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """Whether it stands in a parenthesis that opens with "e.g." and is no result."""
    if amount.before is not None:
        return False
    if amount.kind in ("ratio", "percent", "points", "verb") and amount.bound != "at_least":
        return False
    opened = next((step for step in back(run.first, 13) if sentence.lower(step) in ("(", ")")), -1)
    return opened >= 0 and sentence.lower(opened) == "(" and sentence.lower(opened + 1) in EXAMPLES


def is_name(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "Gemini 2.5 Pro", "Web 2.0"."""
    if amount.kind != "count" or run.first < 2 or amount.spelled or amount.high is not None:
        return False
    # "Aspen 3.1+Birch 2"
    added = sentence.items[run.first].text.endswith("+") and _is_glued(sentence, run.last)
    if amount.bound != "exact" and not added:
        return False
    if amount.before is not None:
        return False
    name = sentence.items[run.first - 1]
    if sentence.lower(run.last).startswith("'"):
        # "Data-Juicer 2.0's"
        return True
    if name.tag != WORD or not name.text[0].isupper():
        return False
    if family(name.text)[0] != "other" and name.lower not in _NUMBERED:
        return False
    if name.text.endswith(LIKENESSES):
        # "0.91 accuracy versus Ash's 0.87"
        return False
    if named_aside(sentence, run) is not None:
        # "tested methods (NMI 0.78)"
        return False
    return "," not in sentence.items[run.first].text and not any(char in name.lower for char in "@-")


def _is_glued(sentence: Sentence, index: int) -> bool:
    """Whether nothing stands between an item and the one before it."""
    return index < len(sentence.items) and sentence.starts[index] == sentence.end_of(index - 1)


def is_bare_fraction(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "f < 1/2", "in one of two modes": theory and design."""
    if amount.kind != "fraction":
        return False
    before, text = sentence.lower(run.first - 1), sentence.items[run.first].text
    if amount.spelled and amount.value == 1:
        return True
    if "/" in text and (text[0] in "<>≤≥" or before in ("<", ">", "≤", "≥")):
        return True
    if is_of_versions(sentence, run):
        return True
    compared = before in ("≤", "<", "=", "≥", ">", "to")
    return compared and sentence.lower(run.last) in ("", ",", ".", "and", ")")


def is_span(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "over the next three months", "in 10 years", "20 years ago", "at 234 GPU-hours"."""
    if amount.kind != "measure":
        return False
    if sentence.lower(run.last) == "ago":
        return True
    before = sentence.lower(run.first - 1)
    if amount.unit.endswith("-hour") and before == "at":
        return True
    if amount.unit in ("year", "decade") and before == "in":
        return True
    if amount.unit in ("year", "decade") and sentence.lower(lead(sentence, run.first)) in ("for", "since", "now"):
        # "has been taught for more than 20 years"
        return not is_observed(sentence, run)
    if amount.unit in ("year", "decade") and before != "(" and sentence.lower(run.last) == "of":
        lived = noun_right(sentence, run.last + 1)
        if lived is not None and sentence.lower(lived[1] - 1) in _LIVED:
            # "with over 20 years of experience"
            return True
    if amount.unit not in LONG_SPANS or not amount.spelled or is_observed(sentence, run):
        return False
    # "the search took one year", "training completes in one week"
    at = lead(sentence, run.first)
    return not sentence.lower(at - (sentence.lower(at) == "in")).startswith(_LASTING)
