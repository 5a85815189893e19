"""A level linked to its metric by a preposition or a copula: "accuracy of 99.79%", "the cost of X is $3"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import Frame, level_of
from claims.assemble.lexicon import is_plural
from claims.assemble.metric import family, unit_family
from claims.assemble.moved import before_insertion
from claims.assemble.phrases import ACT_ENDS, governor, is_deed, is_metric, noun_left, noun_right, outermost
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    ADVERB,
    AUXILIARY,
    COMPARATIVE,
    CONJUNCTION,
    DETERMINER,
    NOUNS,
    PREPOSITION,
    SIGN,
    VERB,
    Range,
    Sentence,
)
from claims.assemble.small_words import LINKING, STAYING
from claims.mentions.quantity_amount import Amount

LINKS: Final = frozenset(
    {
        "of",
        "at",
        "between",
        "as",
        "from",
        "by",
        "reached",
        "reaching",
        "averages",
        "averaged",
        "averaging",
        "exceeds",
        "remains",
        "stays",
        *LINKING,
    }
)
"""Words that lead from a metric to its value."""
_ATTAINED: Final = frozenset({"reaches", "reached", "reaching", "reach", "exceeds", "exceed"})
_BETWEEN: Final = frozenset(
    {
        "ranging",
        "range",
        "ranges",
        "ranged",
        "varies",
        "vary",
        "varied",
        "varying",
        "fluctuate",
        "fluctuates",
        "fluctuated",
        "fluctuating",
        "consistently",
        "bounded",
        "confined",
        "as",
        "low",
        "high",
        "stable",
        "steady",
        "constant",
        "small",
        "negligible",
    }
)
_STEADY: Final = STAYING | {"is", "was", "are", "were"}
_SPELLED: Final = (*NOUNS, PREPOSITION, DETERMINER)
"""What an acronym can stand for."""
_DURATIONS: Final = frozenset({"latency", "speed", "ttft", "tpot", "throughput", "slo"})
_SHARES: Final = frozenset({"amount", "coefficient", "fraction", "number", "percentage", "proportion", "share"})
"""Heads that name nothing without what they are of."""
_NO_SHARES: Final = frozenset(
    {"latency", "throughput", "ttft", "tpot", "speed", "energy", "power", "memory", "storage", "cost", "communication"}
)


def linked(sentence: Sentence, run: Run, at: int, amount: Amount) -> Frame | None:
    """ "accuracy of 99.79%", "latency ranging between", "the cost of X is $3"."""
    word = sentence.lower(at)
    behind = noun_right(sentence, behind_interval(sentence, run.last))
    if word.startswith("reach") and behind is not None and (is_metric(sentence, behind) or _is_score(sentence, behind)):
        # "Orchestra reaches 72% accuracy", "reaches 34.9 Pass-1"
        return None
    index = at - 1
    while index >= 0 and (
        sentence.tag(index) in (AUXILIARY, ADVERB)
        or sentence.lower(index) in _BETWEEN
        or sentence.lower(index) in _STEADY
    ):
        index -= 1
    relative = False
    if word in LINKING:
        index = before_insertion(sentence, index)
        if sentence.lower(index) in ("that", "which") and index == at - 1 and amount.kind in ("percent", "measure"):
            # "inference | that is 27.6 ms"
            index -= 1 + (sentence.lower(index - 1) == ",")
            relative = True
    noun = sentence.tag(index) in NOUNS or sentence.lower(index) == ")"
    ranging = sentence.lower(at - 1) == "ranging"
    phrase = noun_left(sentence, index + 1) if noun and (word in LINKS or ranging or word in _STEADY) else None
    if phrase is not None and word in _STEADY and word not in LINKS:
        # "violation rates | remain | below 7%", but "A and B stay within 5% error"
        thing = sentence.items[phrase[1] - 1].text[-2:-1].isupper() or sentence.tag(phrase[0] - 1) == CONJUNCTION
        if (behind is not None and is_metric(sentence, behind)) or (thing and not is_metric(sentence, phrase)):
            return None
    if phrase is not None and word == "of" and behind is not None and _is_error_of(sentence, phrase, behind):
        # "an accuracy of 8.7% average MAPE"
        return None
    if (
        phrase is not None
        and word == "of"
        and amount.kind == "measure"
        and behind is not None
        and is_metric(sentence, behind)
        and sentence.lower(phrase[1] - 1) in cues().constraints
    ):
        # "under constraints of 50 mm2 | area"
        return None
    if phrase is not None and word == "by" and behind is not None and is_metric(sentence, behind):
        # "made practical by the sub-second TTFT"
        return None
    if phrase is not None and word == "at" and sentence.lower(phrase[1] - 1).endswith("ing"):
        told = (phrase[0], phrase[1] - 1)
        if told[1] > told[0] and is_metric(sentence, told):
            # "with latency | scaling at 0.3 ms per shard"
            return level_of(run, told, told[0])
    if phrase is not None:
        named = _abbreviated(sentence, index) or (_with_head(sentence, phrase) if word in LINKS else None)
        if named is not None:
            return level_of(run, named, named[0])
        if not is_metric(sentence, phrase):
            # "the speed of this approach varies between"
            phrase = (_of_participle(sentence, phrase) or phrase) if word in LINKING else phrase
            using = ("using", "with", "via", "on") if word in LINKING else ()
            outer = outermost(sentence, phrase, ("of", "for", "in", *using))
            if word == "of" and not is_metric(sentence, outer):
                # "a utilization on hosts of 99%"
                outer = outermost(sentence, phrase, ("of", "for", "in", "on", "across"))
            phrase = outer if is_metric(sentence, outer) else phrase
        elif word == "of" and is_deed(sentence, phrase) and sentence.lower(governor(sentence, phrase[0])) == "for":
            # "execution times for | inference | of under 3 ms"
            outer = outermost(sentence, phrase, ("for",))
            phrase = outer if is_metric(sentence, outer) else phrase
        if (
            word == "from"
            and amount.kind == "measure"
            and sentence.lower(run.last) == "of"
            and not is_metric(sentence, phrase)
        ):
            # "fitted from 10-24 minutes of profiling"
            return None
        if word in _ATTAINED and not is_metric(sentence, phrase) and _is_named(sentence, phrase):
            # "held-out generalization | on Ash reaches 40%"
            outer = outermost(sentence, phrase, ("on", "in", "for", "of"))
            if outer != phrase and sentence.lower(outer[1] - 1).endswith(ACT_ENDS) and not _is_named(sentence, outer):
                return level_of(run, outer, outer[0])
        by_name = relative and sentence.items[phrase[1] - 1].text[0].isupper()
        if (word in _ATTAINED or by_name) and not is_metric(sentence, phrase) and not _is_measure(sentence, phrase):
            # "AutoAWQ reaches 45 ms", "than LSTM which is 89%": the subject is a system, not what is measured
            return level_of(run, None, phrase[0])
        if word == "at" and amount.kind == "percent" and at == run.first - 1 and _attains(sentence, phrase):
            # "the handlers at 99%, the query over the graph at 82%": who attains it
            return level_of(run, None, phrase[0])
        if amount.kind == "percent" and sentence.tag(phrase[0] - 1) == COMPARATIVE and is_no_share(sentence, phrase):
            # "significantly lower latency of 41%"
            move = sentence.value(phrase[0] - 1)
            return Frame("claim.comparative", "change", move, phrase, last=run.last, first=phrase[0] - 1)
        if word == "at" and amount.kind == "measure" and not _is_told_in(sentence, phrase, amount.unit):
            # "serves the model at 348 tokens/s", "a throughput of 3 GB/s at 2 W"
            return level_of(run, None, phrase[0])
        counted = word in ("at", "from", "by") and amount.kind == "count"
        if not counted or sentence.lower(at - 1).startswith("rang"):
            if word in LINKING:
                phrase = outermost(sentence, phrase, ("of", "for", "in"))
            return level_of(run, phrase, phrase[0])
    if word == "between" and sentence.tag(index) == VERB:
        return level_of(run, (index, index + 1), index)
    return None


def _abbreviated(sentence: Sentence, close: int) -> Range | None:
    """The whole name before its acronym, where prepositions are in it: "| an area under the curve | (AUC) of 0.94"."""
    if sentence.lower(close) != ")" or sentence.lower(close - 2) != "(":
        return None
    acronym = sentence.items[close - 1].text
    first, joined = close - 2, False
    while first > max(0, close - 9) and sentence.tag(first - 1) in _SPELLED:
        first -= 1
        joined = joined or sentence.tag(first) == PREPOSITION
        if joined and sentence.tag(first) in NOUNS and _spells(sentence, (first, close - 2), acronym):
            return first, close - 2
    return None


def _spells(sentence: Sentence, phrase: Range, acronym: str) -> bool:
    """Whether the initials of a phrase are the capitals of an acronym, what small words begin with left out."""
    capitals = "".join(letter.lower() for letter in acronym if letter.isupper())
    initials = "".join(sentence.lower(step)[0] for step in range(*phrase) if sentence.tag(step) in NOUNS)
    if len(capitals) > 1 and initials == capitals:
        return True
    # "area | under | the curve (AUC)"
    named = "".join(sentence.lower(step)[0] for step in range(*phrase) if sentence.tag(step) != DETERMINER)
    return len(acronym) > 2 and named == acronym.lower()


def behind_interval(sentence: Sentence, index: int) -> int:
    """The item behind an interval that stands right behind a number: "42% | [95% CI, 39-45%] | exact accuracy"."""
    if sentence.lower(index) != "[":
        return index
    close = sentence.next_word("]", index + 1, index + 9)
    return close + 1 if close > 0 else index


def _is_score(sentence: Sentence, phrase: Range) -> bool:
    """Whether a word behind a number is the name of a score of no known family: "Pass-1", "WGAcc"."""
    text = sentence.items[phrase[0]].text
    if phrase[1] - phrase[0] > 1 or sentence.tag(phrase[1]) not in ("", SIGN, PREPOSITION, CONJUNCTION):
        return False
    return text[0].isupper() and len(text) > 3 and ("Acc" in text or text.lower().startswith(("pass", "hit", "recall")))


def _of_participle(sentence: Sentence, phrase: Range) -> Range | None:
    """The subject before a participle and what that adds: "| the accuracy | obtained with Kelp is 93%"."""
    at = governor(sentence, phrase[0])
    if (
        sentence.tag(at) != PREPOSITION
        or not sentence.lower(at - 1).endswith("ed")
        or sentence.tag(at - 2) not in NOUNS
    ):
        return None
    told = noun_left(sentence, at - 1)
    return told if told is not None and is_metric(sentence, told) else None


def _with_head(sentence: Sentence, phrase: Range) -> Range | None:
    """A share with what it is of: "the share of systems (DCS) | reaches 17%", "a coefficient of determination of"."""
    at = governor(sentence, phrase[0])
    if sentence.lower(at) != "of" or sentence.lower(at - 1) not in _SHARES:
        return None
    head = noun_left(sentence, at)
    return (head[0], phrase[1]) if head is not None else None


def _is_error_of(sentence: Sentence, phrase: Range, behind: Range) -> bool:
    """Whether the number is of the error behind it, and would be false of the score before it."""
    return (
        family(sentence.words(*behind))[0] == "error"
        and behind[1] - behind[0] <= 3
        and family(sentence.words(*phrase))[0] == "accuracy"
    )


def is_no_share(sentence: Sentence, phrase: Range) -> bool:
    """Whether a metric is never told in per cent, so that a percentage of it is a change."""
    return family(sentence.words(*phrase))[0] in _NO_SHARES


def _is_told_in(sentence: Sentence, phrase: Range, unit: str) -> bool:
    """Whether a noun phrase can be measured in a unit: "ingestion at 255K nodes/s", but no "videos at 24 fps"."""
    key, told = family(sentence.words(*phrase))[0], unit_family(unit)
    if key == "other":
        # "ingestion", but no name such as "MERLion"
        if is_deed(sentence, phrase):
            # "graph search at 1.2 ms"
            return True
        head = sentence.items[phrase[1] - 1].text
        return head[1:].islower() and head.lower().endswith(("ion", "ing", "rate", "rates"))
    return told == "other" or key == told or {key, told} <= _DURATIONS


def _is_named(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase ends in a name: "MBPP", no "generalization"."""
    text = sentence.items[phrase[1] - 1].text
    return text != text.lower()


def _is_measure(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase of no known family is a measure all the same: "the Sharpe ratio reaches 5.7"."""
    return phrase[1] - phrase[0] > 1 and sentence.lower(phrase[1] - 1) in cues().open_heads


def _attains(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase before "at" is who attains a share: things, or what a preposition adds to them."""
    if is_metric(sentence, phrase):
        return False
    return is_plural(sentence.items[phrase[1] - 1].text) or sentence.tag(governor(sentence, phrase[0])) == PREPOSITION
