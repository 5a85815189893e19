"""Counted things: which counts are claims, of what type, with which noun."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.assemble.lexicon import counts, is_plural, singular
from claims.assemble.phrases import noun_right
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    COMPARATIVE,
    CONJUNCTION,
    DETERMINER,
    NOMINAL,
    PREPOSITION,
    SIGN,
    VERB,
    WORD,
    Range,
    Sentence,
)
from claims.mentions.quantity_amount import Amount, is_year
from claims.mentions.quantity_words import words


@dataclass(slots=True)
class Count:
    """A count that is a claim: its noun phrase, its unit and its type."""

    phrase: Range
    unit: str
    type: str
    rule: str


# Nouns that a number only numbers or sizes: "batch size of 32 requests" is a condition, "3 dimensions" a design.
_MONTHS = {
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "percent",
}
# "three key techniques": what the paper brings, not what it ran
_CONTRIBUTED = frozenset(
    {"key", "main", "core", "novel", "new", "major", "fundamental", "distinct", "critical", "complementary"}
    | {"foundational", "primary", "different", "essential", "principal", "decoupled", "synergistic"}
)
_NOVEL = frozenset({"key", "novel", "new", "main", "core"})
_PAPER_PARTS = {"figure", "table", "page", "reference", "appendix", "section", "chapter", "slide", "fig", "pp"}
_MEASURES = {"pages", "sheets", "copies", "gallons", "hundreds", "dozens", "dozen"}


def counted(sentence: Sentence, index: int) -> Range | None:
    """The noun phrase that the number at item `index` counts: "1.4 billion | particles", "64 | GPU"."""
    first = index + 1
    amount = sentence.items[index].amount
    if amount is not None and amount.compound and sentence.lower(first) == "-":
        return (first + 1, first + 2) if sentence.tag(first + 1) in (WORD, NOMINAL, VERB) else None
    while sentence.tag(first) in (DETERMINER,) or sentence.lower(first) in ("most", "of"):
        first += 1
    last = first
    head = -1
    while last < len(sentence.items) and last - first < 9:
        tag, word = sentence.tag(last), sentence.lower(last)
        if tag == SIGN and word == "(" and last > first:
            break
        if tag == SIGN and word == "(":
            close = next((i for i in range(last, min(last + 8, len(sentence.items))) if sentence.lower(i) == ")"), -1)
            if close < 0:
                break
            last = close + 1
            continue
        modifies = tag in (VERB, COMPARATIVE, ADVERB) and sentence.tag(last + 1) in (WORD, NOMINAL, VERB)
        plural_verb = tag == VERB and is_plural(sentence.items[last].text)
        if tag in (WORD, NOMINAL) or (head < 0 and (modifies or plural_verb)):
            if is_plural(sentence.items[last].text) and tag != ADVERB:
                head = last
            last += 1
        elif word in ("and", "or", ",", "/") and head < 0 and last > first and sentence.tag(last + 1) in (WORD, VERB):
            # "1M single-turn chat and reasoning queries"
            ahead = last + 1
            while sentence.tag(ahead) in (WORD, VERB) and not is_plural(sentence.items[ahead].text):
                ahead += 1
            if (
                ahead < len(sentence.items)
                and sentence.tag(ahead) in (WORD, NOMINAL)
                and is_plural(sentence.items[ahead].text)
                and ahead - last < 4
            ):
                last += 1
            else:
                break
        else:
            break
    if last == first:
        return None
    if head >= 0:
        last = head + 1
    elif sentence.tag(last - 1) == ADVERB:
        return None
    return first, last


def count(sentence: Sentence, index: int, amount: Amount, drafted: Sequence[Count] = ()) -> Count | None:
    """What the count at item `index` claims, None where it claims nothing; `drafted` are the counts before it in
    the sentence.
    """
    last = drafted[-1] if drafted else None
    if amount.rule == "quantity.years":
        return None
    if amount.rule == "quantity.units":
        # "an 8xA100 platform"
        return Count((index, index + 1), amount.unit, "scale", "claim.units")
    if amount.compound and amount.spelled and "-" in sentence.items[index].text:
        noun = singular(sentence.items[index].text.partition("-")[2])
        return Count((index, index + 1), noun, "scale", "claim.count-compound") if noun in words().compounds else None
    if (
        last is not None
        and sentence.lower(index - 1) == "("
        and index - 1 == last.phrase[1]
        and sentence.tag(index + 1) in (PREPOSITION, SIGN)
    ):
        # "884,110 commit attempts (427,308 under active contention)"
        return Count(last.phrase, last.unit, last.type, "claim.count-again")
    phrase = counted(sentence, index)
    value = amount.value if amount.before is None else amount.before
    if phrase is None or value is None or amount.rule == "quantity.years":
        return None
    if amount.before is not None and singular(sentence.items[phrase[1] - 1].text) not in words().compounds | {
        "parameter",
        "user",
        "qubit",
        "client",
    }:
        return None
    if amount.rule == "quantity.list" and "or" in sentence.items[index].text.split():
        return None
    if (
        amount.high is None
        and is_year(value)
        and "," not in sentence.items[index].text
        and not amount.spelled
        and not is_plural(sentence.items[phrase[1] - 1].text)
    ):
        return None
    if value >= 1e6 and singular(sentence.items[phrase[0]].text) == "parameter":
        # "a 60M parameter encoder-decoder"
        phrase = (phrase[0], phrase[0] + 1)
        return Count(phrase, "parameter", "scale", "claim.model-size")
    head_item = sentence.items[phrase[1] - 1]
    noun = singular(head_item.text)
    lists = counts()
    before = _clause_words(sentence, index)
    previous = sentence.items[index - 1] if index else None
    if (
        previous is not None
        and previous.tag == WORD
        and previous.text[0].isupper()
        and index > 1
        and "," not in sentence.items[index].text
        and value < 1e12
        and amount.bound == "exact"
    ):
        # "Web 2.0 services", "Python 3.8 programs", "Llama 3.1 405B model"
        return None
    if previous is not None and previous.tag == AMOUNT and amount.bound == "exact":
        return None
    if sentence.lower(index - 1) in ("these", "those"):
        return None
    if (
        value >= 1e8
        and not plural_text(sentence.items[index].text)
        and any(
            singular(sentence.items[step].text) in ("model", "llm", "coder", "transformer", "lm", "network")
            for step in range(*phrase)
        )
    ):
        # "a 7B model"
        return Count(phrase, "parameter", "scale", "claim.model-size")
    if noun in _MONTHS or (noun in _PAPER_PARTS and value < 1000):
        return None
    if noun == "token" and {"sequence", "sequences", "context", "length", "window"} & set(before[-4:]):
        # lengths of inputs restrict; they are no size of what was run
        return None
    one = value == 1 and amount.high is None
    if value == 0:
        if "to" in before[-1:] or noun in ("loss", "error", "cost"):
            return None
        return Count(phrase, noun, "level", "claim.zero")
    plural = is_plural(head_item.text)
    if amount.compound:
        noun = noun.partition("-")[0]
        if noun == "parameter" and value >= 1e6:
            return Count(phrase, noun, "scale", "claim.count-compound")
        if value >= 2 and noun in words().compounds:
            return Count(phrase, noun, "scale", "claim.count-compound")
        return None
    if not plural and value != 1 and amount.high is None and (value < 1000 or noun not in lists.evaluated):
        return None
    if one and not _in_list_of_counts(sentence, index):
        return None
    cue = bool(_EVALUATE & set(before)) or any(
        sentence.lower(step) in ("evaluated", "benchmarked", "compared")
        for step in range(phrase[1], min(phrase[1] + 25, len(sentence.items)))
        if amount.spelled
    )
    near = bool(_EVALUATE & set(before[-2:]))
    discovered = any(word in lists.discovering for word in before[-3:])
    evaluating = sum(word in lists.evaluating for word in before[-6:])
    designing = sum(word in lists.designing for word in before[-4:])
    big = (value >= 10 and not amount.spelled) or value >= 1000
    if head_item.lower in _MEASURES and value < 1000:
        return None
    if head_item.lower in _MEASURES and sentence.lower(phrase[1]) == "of":
        # "5,000 pages of primary sources": a measure word is named with what it measures
        behind = noun_right(sentence, phrase[1] + 1)
        phrase = (phrase[0], behind[1]) if behind is not None else phrase
    modifiers = {sentence.lower(i) for i in range(phrase[0], phrase[1] - 1)}
    if modifiers & _CONTRIBUTED and not big and not evaluating and not discovered and (not cue or modifiers & _NOVEL):
        return None
    if any(other.rule == "claim.count-found" for other in drafted) and sentence.lower(index - 1) in (",", "and"):
        return Count(phrase, noun, "level", "claim.count-found")
    if discovered and noun not in ("key",):
        if sentence.lower(phrase[1]) == ":" or (
            noun
            in (
                "result",
                "finding",
                "insight",
                "observation",
                "challenge",
                "issue",
                "limitation",
                "reason",
                "bottleneck",
            )
            and not big
        ):
            return None
        return Count(phrase, noun, "level", "claim.count-found")
    if (
        last is not None
        and last.type == "scale"
        and sentence.lower(index - 1) in (",", "and")
        and 0 < index - last.phrase[1] <= 3
        and "key" not in modifiers
    ):
        # "across five traces, three compliance levels, and two backends"
        return Count(phrase, noun, "scale", "claim.count-listed")
    if sentence.lower(index - 1) == "across" and noun not in (
        "stage",
        "layer",
        "step",
        "phase",
        "contribution",
        "dimension",
        "aspect",
        "hop",
        "level",
        "front",
        "axis",
    ):
        return Count(phrase, noun, "scale", "claim.count")
    if (
        noun in lists.ambiguous
        and amount.spelled
        and not cue
        and not {"across", "spanning", "covering", "tested", "deployed"} & set(before[-3:])
    ):
        return None
    if noun in _RESOURCES and not cue:
        return Count(phrase, noun, "level", "claim.resource")
    if noun in ("line", "loc") and any("code" in sentence.lower(step) for step in range(phrase[1], phrase[1] + 5)):
        last_word = next(step for step in range(phrase[1], phrase[1] + 5) if "code" in sentence.lower(step))
        return Count((phrase[0], last_word + 1), noun, "level", "claim.code-size")
    if noun in lists.evaluated and noun not in lists.designed:
        if designing > evaluating and not big and amount.spelled and not cue:
            return None
        return Count(phrase, noun, "scale", "claim.count")
    if noun in lists.designed:
        if noun in lists.evaluated and (evaluating > designing or big or (not amount.spelled and not designing)):
            return Count(phrase, noun, "scale", "claim.count")
        if (
            cue
            and not modifiers & {"key", "novel", "main", "core", "new"}
            and (near or not designing)
            and noun
            not in (
                "stage",
                "layer",
                "step",
                "level",
                "phase",
                "way",
                "contribution",
                "challenge",
                "insight",
                "question",
                "finding",
                "observation",
                "result",
                "aspect",
                "perspective",
                "dimension",
            )
        ):
            return Count(phrase, noun, "scale", "claim.count-evaluated")
        if (
            big
            and (evaluating or (not designing and not amount.spelled))
            and noun
            not in (
                "stage",
                "layer",
                "bit",
                "step",
                "level",
                "phase",
                "way",
                "hop",
                "section",
                "figure",
                "table",
                "reference",
            )
        ):
            return Count(phrase, noun, "scale", "claim.count")
        return None
    if big or evaluating > designing or (cue and not designing):
        return Count(phrase, noun, "scale", "claim.count")
    return None


_RESOURCES = {"lut", "luts", "dsp", "bram", "flip-flop", "transistor", "ff", "ffs"}
_EVALUATE = {
    "evaluate",
    "evaluated",
    "evaluates",
    "evaluating",
    "compare",
    "compared",
    "comparing",
    "benchmark",
    "benchmarked",
    "tested",
    "test",
    "testing",
    "study",
    "studied",
    "analyze",
    "analyzed",
    "assess",
    "assessed",
    "investigate",
    "experiment",
    "experiments",
    "evaluation",
    "evaluations",
    "conduct",
    "comparison",
    "examine",
    "examined",
    "suite",
    "benchmarking",
    "profiling",
    "simulations",
    "validated",
    "validate",
    "experimental",
    "empirically",
    "surveyed",
    "interviewed",
}


def plural_text(text: str) -> bool:
    """Whether the number is spelled with a magnitude word ("four billion particle run"), which counts things, not
    parameters.
    """
    return "illion" in text


def _clause_words(sentence: Sentence, index: int) -> list[str]:
    before: list[str] = []
    for step in range(max(0, index - 24), index):
        word = sentence.lower(step)
        if word in (";", ":"):
            before.clear()
        elif sentence.tag(step) not in (SIGN, DETERMINER, CONJUNCTION):
            before.append(word)
    return before


def _in_list_of_counts(sentence: Sentence, index: int) -> bool:
    """Whether a count of one stands beside other counts: "two public traces and one synthetic trace"."""
    for step in range(index + 1, min(index + 9, len(sentence.items))):
        item = sentence.items[step]
        if (
            item.tag == AMOUNT
            and item.amount is not None
            and item.amount.kind == "count"
            and (item.amount.value or 0) >= 2
            and sentence.lower(step - 1) in ("and", ",")
        ):
            return True
        if item.tag == VERB or item.lower in (";", "."):
            break
    for step in range(max(0, index - 12), index):
        item = sentence.items[step]
        if (
            item.tag == AMOUNT
            and item.amount is not None
            and item.amount.kind == "count"
            and sentence.lower(index - 1) in ("and", ",", "or")
        ):
            return sentence.tag(index - 1) in (CONJUNCTION, SIGN)
    return False
