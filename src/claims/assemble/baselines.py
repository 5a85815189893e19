"""What the numbers of a sentence are compared with, and where that is said."""

from dataclasses import dataclass

from claims.assemble.cues import cues
from claims.assemble.lexicon import lexicon
from claims.assemble.phrases import noun_right
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    COMPARATIVE,
    DETERMINER,
    NOMINAL,
    PREPOSITION,
    VERB,
    WORD,
    Range,
    Sentence,
)


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


def find_baselines(sentence: Sentence) -> list[Baseline]:
    """All that the sentence compares with, left to right."""
    found: list[Baseline] = []
    index, count = 0, len(sentence.items)
    seen_amount = False
    while index < count:
        item = sentence.items[index]
        word = item.lower
        if item.tag == AMOUNT:
            seen_amount = True
        width = _marker(sentence, index, seen_amount) if word in _MARKERS else 0
        if width:
            phrase = comparand(sentence, index + width)
            if phrase is not None and sentence.lower(phrase[1] - 1) not in cues().spans:
                leading = (
                    not seen_amount
                    and (index == 0 or sentence.lower(index - 1) in ("when", "and", "as", "while"))
                    and word != "than"
                )
                explicit = word not in ("than", "over")
                found.append(Baseline(index, phrase, leading=leading, explicit=explicit))
                index = phrase[1]
                continue
        if item.tag == VERB and item.value == "outperform":
            phrase = comparand(sentence, index + 1)
            if phrase is not None:
                found.append(Baseline(index, phrase, forward=True, explicit=True))
                index = phrase[1]
                continue
        index += 1
    return found


_MARKERS = {
    "than",
    "over",
    "compared",
    "relative",
    "comparison",
    "comparisons",
    "contrast",
    "compare",
    "respect",
    "w.r.t.",
    "versus",
    "vs.",
    "vs",
    "against",
}


def _marker(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """How many items introduce a baseline at one of `_MARKERS`: "than" 1, "compared to" 2, …; 0 where none does."""
    word = sentence.lower(index)
    following = sentence.lower(index + 1)
    if word == "than":
        compared = next(
            (step for step in range(index - 1, max(-1, index - 9), -1) if sentence.tag(step) == COMPARATIVE), -1
        )
        if compared >= 0 and not any(sentence.tag(step) == AMOUNT for step in range(max(0, compared - 5), compared)):
            # "and slightly lower misalignment than B" has no number of its own to compare
            return 0
        return 0 if sentence.tag(index + 1) == AMOUNT or sentence.lower(index - 1) == "rather" else 1
    if word == "over":
        if (sentence.tag(index + 1) == AMOUNT and not _is_counted(sentence, index + 1)) or (
            sentence.tag(index - 1) == VERB and sentence.items[index - 1].value == "other"
        ):
            return 0
        moved = any(
            sentence.tag(step) == VERB
            and sentence.items[step].value in ("improve", "increase", "decrease", "accelerate")
            for step in range(max(0, index - 5), index)
        )
        return (
            1
            if seen_amount
            or moved
            or sentence.tag(index - 1) == NOMINAL
            or sentence.tag(index - 2) == COMPARATIVE
            or sentence.value(index - 1) in ("improve", "increase")
            else 0
        )
    if word in ("compared", "relative", "comparison", "comparisons", "contrast", "compare") and following in (
        "to",
        "with",
        "against",
    ):
        return 2
    if word == "against" and index == 0:
        return 1
    if word == "respect" and following == "to" and sentence.lower(index - 1) == "with":
        return 2
    if word in ("w.r.t.",):
        return 1
    if word in ("versus", "vs.", "vs") and sentence.tag(index + 1) != AMOUNT:
        return 1
    if (
        word == "against"
        and (
            seen_amount
            or sentence.lower(index - 1)
            in (
                "validated",
                "compared",
                "evaluated",
                "measured",
                "benchmarked",
                "performance",
                "superiority",
                "advantage",
                "advantages",
                "gains",
                "improvements",
            )
            or sentence.lower(index - 1) in cues().studies
        )
        and sentence.tag(index + 1) in (WORD, DETERMINER, COMPARATIVE)
    ):
        return 1
    return 0


_THROUGH = {"of", "like", "such", "as", "without", "based", "for"}


def _is_counted(sentence: Sentence, index: int) -> bool:
    """Whether a count of things to compare with stands here: "over | three SOTA baselines"."""
    item = sentence.items[index] if index < len(sentence.items) else None
    if item is None or item.amount is None or item.amount.kind != "count":
        return False
    noun = noun_right(sentence, index + 1)
    return noun is not None and sentence.lower(noun[1] - 1) in cues().competitors


def comparand(sentence: Sentence, first: int) -> Range | None:
    """The thing compared with from item `first` on: a noun phrase, its coordination, its "such as" or "of" tail."""
    while sentence.lower(first) in ("both", "all", "that", "those", "either"):
        if sentence.lower(first) in ("that", "those"):
            if sentence.lower(first + 1) != "of":
                return None
            first += 1
        first += 1
    index = first
    while index < len(sentence.items):
        tag, word = sentence.tag(index), sentence.lower(index)
        if (
            tag in (WORD, NOMINAL, DETERMINER)
            or word in ("&", "/")
            or (tag in (COMPARATIVE, ADVERB) and sentence.tag(index + 1) in (WORD, NOMINAL) and index > first)
        ):
            index += 1
        elif (tag in (COMPARATIVE, VERB, ADVERB) and index == first) or (
            tag == VERB and sentence.tag(index - 1) in (DETERMINER,)
        ):
            if tag == VERB and sentence.tag(index + 1) not in (WORD, NOMINAL, VERB):
                break
            index += 1
        elif (
            (
                tag == AMOUNT
                and (item := sentence.items[index].amount) is not None
                and item.kind == "count"
                and sentence.tag(index + 1) in (WORD, NOMINAL)
            )
            or word == "single"
            or (word == "only" and index == first)
            or (
                word in _THROUGH
                and index > first
                and (
                    sentence.tag(index + 1) in (WORD, DETERMINER, PREPOSITION, NOMINAL)
                    or _is_counted(sentence, index + 1)
                )
                and not (word == "as" and sentence.lower(index - 1) != "such")
                and word not in ("for", "based")
            )
        ):
            index += 1
        elif word == "(":
            close = next(
                (step for step in range(index + 1, min(index + 8, len(sentence.items))) if sentence.lower(step) == ")"),
                -1,
            )
            inside = [sentence.tag(step) for step in range(index + 1, close)]
            if close < 0 or AMOUNT in inside or VERB in inside:
                break
            after = sentence.lower(close + 1)
            if after in ("and", ",") and sentence.tag(close + 2) == WORD and not is_gapped(sentence, close + 2):
                index = close + 1
                continue
            index = index if len(inside) > 3 else close + 1
            break
        elif (word in ("and", "or") and index > first and not is_gapped(sentence, index + 1)) or (
            word == "," and index > first and list_goes_on(sentence, index)
        ):
            index += 1
        else:
            break
    while index > first and (
        sentence.lower(index - 1)
        in ("and", ",", "or", "the", "such", "as", "of", "like", "while", "on", "average", "respectively", "also")
        or sentence.tag(index - 1) == DETERMINER
    ):
        if sentence.lower(index - 1) == "average" and sentence.lower(index - 2) != "on":
            break
        index -= 1
    return (first, index) if index > first else None


def is_gapped(sentence: Sentence, index: int) -> bool:
    """Whether behind an "and" a new statement begins: a verb, a quantity, or a noun phrase with its own quantity."""
    if (
        sentence.lower(index).endswith("s")
        and sentence.lower(index) in lexicon().verbs
        and sentence.tag(index + 1) in (WORD, DETERMINER, AMOUNT)
    ):
        # "the baseline and supports applications"
        return True
    if sentence.tag(index) in (VERB, AMOUNT, COMPARATIVE, AUXILIARY, PREPOSITION) or sentence.lower(index) in (
        "we",
        "it",
        "they",
        "a",
        "an",
    ):
        return True
    for step in range(index, min(index + 9, len(sentence.items))):
        tag, word = sentence.tag(step), sentence.lower(step)
        if tag == AMOUNT or word in ("by", "is", "are", "has", "achieves", "reduces", "improves"):
            return True
        if tag in (VERB, AUXILIARY):
            return True
        if tag not in (WORD, NOMINAL, DETERMINER) and word not in ("of", "/"):
            return False
    return False


def list_goes_on(sentence: Sentence, comma: int) -> bool:
    """Whether a comma goes on a list of names that ends in "and X": "A, B, and C"."""
    for step in range(comma + 1, min(comma + 16, len(sentence.items))):
        tag, word = sentence.tag(step), sentence.lower(step)
        if word in ("and", "or"):
            return sentence.tag(step + 1) in (WORD, DETERMINER) and not is_gapped(sentence, step + 1)
        if tag not in (WORD, DETERMINER, NOMINAL) and word not in (",", "/", "(", ")"):
            return False
    return False
