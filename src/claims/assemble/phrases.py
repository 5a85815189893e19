"""Noun phrases to the left and right of an item, and runs of quantities that share their surroundings."""

from dataclasses import dataclass, field

from claims.assemble.lexicon import is_plural, singular
from claims.assemble.metric import family
from claims.assemble.sentence import (
    ADVERB, AMOUNT, AUXILIARY, COMPARATIVE, CONJUNCTION, DETERMINER, NOMINAL, PREPOSITION, PRONOUN, SIGN, VERB, WORD, Sentence,
)  # fmt: skip

Range = tuple[int, int]
"""Items from the first to before the second."""

# Heads that say nothing without their "of" phrase: "number of failed requests", "time to first token".
_OPEN_HEADS = {"number", "numbers", "amount", "volume", "percentage", "fraction", "proportion", "share", "quality", "count", "degree",
               "rate", "size", "cost", "frequency", "probability", "level", "ratio", "area", "time"}  # fmt: skip
_TIME_TAILS = (("to", "first", "token"), ("between", "tokens"), ("per", "output", "token"), ("to", "solution"), ("per", "iteration"),
               ("to", "accuracy"), ("per", "token"), ("to", "finality"), ("per", "request"), ("per", "watt"), ("per", "dollar"),
               ("per", "step"), ("per", "query"), ("per", "gpu"), ("per", "joule"), ("per", "inference"), ("per", "node"),
               ("per", "second"), ("to", "completion"), ("to", "convergence"), ("per", "epoch"), ("per", "operation"), ("per", "unit"))  # fmt: skip


@dataclass(slots=True)
class Run:
    """Quantities of one unit side by side ("6x (34.7x), and 258x (107x)") that share what stands before and after them."""

    slots: list[int]
    """Items of the quantities, in order."""
    inner: dict[int, int] = field(default_factory=dict)
    """Quantity -> quantity in parentheses right behind it."""
    notes: dict[int, Range] = field(default_factory=dict)
    """Quantity -> words in parentheses right behind it, which restrict it."""
    last: int = 0
    """The item after the run."""

    @property
    def first(self) -> int:
        return self.slots[0]


def runs(sentence: Sentence) -> list[Run]:
    """The quantities of a sentence in runs, left to right."""
    items = sentence.items
    found: list[Run] = []
    for index, item in enumerate(items):
        if item.tag != AMOUNT or item.amount is None:
            continue
        run = found[-1] if found else None
        if run is not None and index < run.last:
            continue
        head = items[run.slots[-1]].amount if run else None
        if run is not None and head is not None and _joins(sentence, run.last, index) and _alike(sentence, run.slots[-1], index):
            run.slots.append(index)
        else:
            run = Run([index])
            found.append(run)
        run.last = index + 1
        if sentence.lower(index + 1) == "(" and sentence.tag(index + 2) in (WORD, NOMINAL) and item.amount.kind in ("ratio", "percent"):
            # "up to 49% (T4) and 37% (A10) higher throughput"
            close = next((step for step in range(index + 3, min(index + 7, len(items))) if sentence.lower(step) == ")"), -1)
            if close > 0 and not any(sentence.tag(step) in (AMOUNT, VERB, PREPOSITION) for step in range(index + 2, close)):
                after = close + 1
                if sentence.tag(after) in (COMPARATIVE, NOMINAL, WORD) or sentence.lower(after) in (",", "and", "to", "/") and sentence.tag(after + 1) in (AMOUNT, CONJUNCTION):
                    run.notes[index] = (index + 2, close)
                    run.last = close + 1
        if sentence.lower(index + 1) == "(" and sentence.tag(index + 2) == AMOUNT and sentence.lower(index + 3) == ")":
            inner = items[index + 2].amount
            if inner is not None and inner.unit == item.amount.unit:
                run.inner[index] = index + 2
                run.last = index + 4
    return found


def _joins(sentence: Sentence, first: int, last: int) -> bool:
    """Whether only list signs stand between two quantities."""
    between = [sentence.lower(index) for index in range(first, last)]
    if between == ["to"] and sentence.lower(first - 1) == ")":
        # "by 32% (LLM judge) to 49% (human annotator)"
        return True
    return 0 < len(between) <= 3 and all(word in (",", "and", "/", "or", "by", "of", "up", "to") for word in between) and between[0] in (",", "and", "/", "or")


def _alike(sentence: Sentence, left: int, right: int) -> bool:
    a, b = sentence.items[left].amount, sentence.items[right].amount
    if a is None or b is None or a.unit != b.unit or a.kind != b.kind or a.kind in ("verb",):
        return False
    if b.bound_first < b.first and a.bound != b.bound and not (a.bound == "up_to" and sentence.items[right].text.startswith("~")):
        return False
    return a.kind != "count" or (not a.spelled and isinstance(a.value, float))


def skip_parentheses_left(sentence: Sentence, index: int) -> int:
    """The item before the "(" that the ")" at `index` closes; `index` where it closes nothing."""
    if sentence.lower(index) != ")":
        return index
    for step in range(index - 1, max(-1, index - 14), -1):
        if sentence.lower(step) == "(":
            return step - 1
    return index


def noun_left(sentence: Sentence, last: int, floor: int = 0) -> Range | None:
    """The noun phrase that ends before item `last`: words back to the first that cannot be in it."""
    last = skip_parentheses_left(sentence, last - 1) + 1
    first = last
    while first > floor and (sentence.tag(first - 1) in (WORD, NOMINAL) or (sentence.tag(first - 1) == COMPARATIVE and first < last and False)):
        first -= 1
    while first < last and sentence.tag(first) in (DETERMINER, ADVERB):
        first += 1
    return (first, last) if first < last else None


def governor(sentence: Sentence, first: int) -> int:
    """The item that governs a noun phrase beginning at `first` from the left, its determiners skipped."""
    index = first - 1
    while index >= 0 and sentence.tag(index) == DETERMINER:
        index -= 1
    return index


def noun_right(sentence: Sentence, first: int, limit: int = 9) -> Range | None:
    """The noun phrase that begins at item `first`, determiners left out, with the tail that its head asks for."""
    items = sentence.items
    while first < len(items) and sentence.tag(first) in (DETERMINER, ADVERB):
        first += 1
    last = first
    while last < len(items) and last - first < limit and (sentence.tag(last) in (WORD, NOMINAL) or (
        sentence.tag(last) == SIGN and sentence.lower(last) == "/" and last > first and sentence.tag(last + 1) == WORD)
        or (sentence.tag(last) == VERB and last > first and sentence.items[last].lower.endswith("ing") and sentence.tag(last + 1) == WORD and False)):  # fmt: skip
        last += 1
    if last == first:
        return None
    if sentence.lower(last) == "(" and sentence.tag(last + 1) == WORD and sentence.lower(last + 2) == ")" and sentence.tag(last + 3) in (WORD, NOMINAL) and last + 3 - first < limit:
        # "key-value (KV) cache compression"
        more = noun_right(sentence, last + 3, limit - 3)
        if more is not None and more[0] == last + 3:
            return first, more[1]
    if sentence.lower(last) == "and" and last - first == 1 and not is_plural(items[first].text) and sentence.tag(last + 1) == WORD and family(sentence.words(first, last))[0] in ("other", "speed"):
        # "longer prefilling and decoding latency": the first word only modifies
        more = noun_right(sentence, last + 1)
        if more is not None and more[1] - more[0] >= 2 and more[1] < len(items) and sentence.tag(more[1]) != AMOUNT and sentence.lower(more[1]) != "by" and family(sentence.words(*more))[0] != "other":
            return first, more[1]
    return first, _with_tail(sentence, first, last)


def _with_tail(sentence: Sentence, first: int, last: int) -> int:
    head = sentence.lower(last - 1)
    for tail in _TIME_TAILS:
        if tuple(sentence.lower(last + step) for step in range(len(tail))) == tail:
            return last + len(tail)
    if sentence.lower(last) == "of" and singular(head) in _OPEN_HEADS:
        inner_first = last + 1
        while sentence.tag(inner_first) == DETERMINER:
            inner_first += 1
        inner = inner_first
        while sentence.tag(inner) in (WORD, NOMINAL):
            inner += 1
        if inner > inner_first:
            return inner
    return last


def phrase_list(sentence: Sentence, first: int, last: int) -> list[Range]:
    """The members of a coordination "A, B, and C" between two items; one member if there is none."""
    members: list[Range] = []
    begin = first
    for index in range(first, last + 1):
        if index == last or sentence.lower(index) in (",", "and", "or", "/", "&"):
            if index > begin:
                members.append((begin, index))
            begin = index + 1
    return members


def clause_start(sentence: Sentence, index: int) -> int:
    """The item where the clause of an item begins: behind a semicolon, colon, or a comma before a new verb phrase."""
    for step in range(index - 1, -1, -1):
        if sentence.lower(step) in (";", ":", "—"):
            return step + 1
    return 0


def stops_phrase(tag: str) -> bool:
    """Whether an item of this kind ends a noun phrase."""
    return tag in (PREPOSITION, CONJUNCTION, AUXILIARY, PRONOUN, VERB, AMOUNT, SIGN, COMPARATIVE, ADVERB)
