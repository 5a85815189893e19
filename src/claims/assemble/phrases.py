"""Noun phrases to the left and right of an item of a sentence, and the members of a list."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.lexicon import is_plural, singular
from claims.assemble.metric import family
from claims.assemble.sentence import ADVERB, AMOUNT, CONJUNCTION, DETERMINER, NOUNS, SIGN, VERB, WORD, Range, Sentence
from claims.patterns import kept

_REACH: Final = 50
"""Items back to which a metric is looked for; few sentences are longer."""
_LIST_SIGNS: Final = frozenset({",", "and", "or", "/", "&"})


def is_metric(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase names a metric of a known family."""
    return family(sentence.words(*phrase))[0] != "other"


ACT_ENDS: Final = ("tion", "sion", "ing", "ment", "ance", "ence", "sal", "val", "ysis")
"""Ends of nouns that name what is done: "on-device inference", "a context switching", "root cause analysis"."""


def is_deed(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase names what is done, not who or what does it: "cache recovery", "training"."""
    return sentence.lower(phrase[1] - 1) in cues().deeds


def skip_parentheses_left(sentence: Sentence, index: int) -> int:
    """The item before the "(" that the ")" at `index` closes; `index` where it closes nothing."""
    if sentence.lower(index) != ")":
        return index
    opening = sentence.last_word(("(",), index, within=13)
    return opening - 1 if opening >= 0 else index


def noun_left(sentence: Sentence, last: int) -> Range | None:
    """The noun phrase that ends before item `last`: words back to the first that cannot be in it."""
    items = sentence.items
    if not 0 < last <= len(items):
        return None
    if sentence.lowers[last - 1] == ")":
        last = skip_parentheses_left(sentence, last - 1) + 1
    first = last
    while first > 0 and items[first - 1].tag in NOUNS:
        first -= 1
    if first == last or first == 0:
        return (first, last) if first < last else None
    before = sentence.lowers[first - 1]
    if before == ")" and sentence.lower(first - 3) == "(":
        # "absolute percentage error (MAPE) | values"
        acronym = items[first - 2].text
        outer = noun_left(sentence, first - 3) if acronym.isupper() and len(acronym) > 1 else None
        if outer is not None:
            first = outer[0]
            before = sentence.lower(first - 1)
    further = sentence.lower(first - 2)
    if before == "per" and sentence.tag(first - 2) in NOUNS:
        # "energy per | inference"
        outer = noun_left(sentence, first - 1)
        first = outer[0] if outer is not None else first
    elif further == "per" and sentence.tag(first - 1) == AMOUNT:
        # "energy per 1000 | tokens"
        outer = noun_left(sentence, first - 2)
        first = outer[0] if outer is not None else first
    elif further == "time" and _ends_in_tail(sentence, first - 1, last):
        # "time to | first token"
        outer = noun_left(sentence, first - 1)
        first = outer[0] if outer is not None else first
    if 0 < first <= 2 and _opens_as_noun(sentence, first - 1):
        # "| Test | accuracy is 91%", "| Cost | per token"
        first = 0
    return first, last


def _opens_as_noun(sentence: Sentence, index: int) -> bool:
    """Whether a word that looks like a verb opens the sentence: no paper tells anyone what to do."""
    index -= index == 1 and sentence.lower(index) == "per"
    return index == 0 and sentence.tag(0) == VERB and not sentence.lower(0).endswith(("ed", "ing"))


def _ends_in_tail(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the items of a range are what goes on a metric's name behind its head: "time | to first token"."""
    words = tuple(sentence.lower(step) for step in range(first, last))
    return words in _tails().get(words[0], ())


def governor(sentence: Sentence, first: int) -> int:
    """The item that governs a noun phrase beginning at `first` from the left, its determiners skipped."""
    index = first - 1
    if sentence.lower(index) == "-" and sentence.tag(index - 1) == AMOUNT:
        # "of | 32-row activation"
        index -= 2
    while index >= 0 and (sentence.tag(index) == DETERMINER or sentence.lower(index) == "both"):
        index -= 1
    return index


PLACES: Final = ("in", "of", "on", "for")
"""What leads from what is measured to what it is measured of, see `outermost`."""


def outermost(sentence: Sentence, phrase: Range, prepositions: tuple[str, ...]) -> Range:
    """The phrase that a phrase restricts: "latency" for the "queries" of "latency of short queries"."""
    while True:
        first = phrase[0]
        if sentence.tag(first - 1) == AMOUNT and sentence.amount(first - 1).kind == "count":
            # "the accuracy in | 8 classifiers"
            first -= 1
        at = governor(sentence, first)
        if sentence.lower(at) not in prepositions:
            break
        outer = noun_left(sentence, at)
        if outer is None:
            break
        phrase = outer
    return phrase


def noun_right(sentence: Sentence, first: int, limit: int = 9) -> Range | None:
    """The noun phrase that begins at item `first`, determiners left out, with the tail that its head asks for."""
    if not sentence.settled:
        return _noun_right(sentence, first, limit)
    key = first, limit
    known = sentence.phrases
    if key in known:
        return known[key]
    found = known[key] = _noun_right(sentence, first, limit)
    return found


def _noun_right(sentence: Sentence, first: int, limit: int) -> Range | None:
    items = sentence.items
    count = len(items)
    while first < count and items[first].tag in (DETERMINER, ADVERB):
        first += 1
    if first < count and items[first].lower == "terms" and sentence.lower(first + 1) == "of":
        # "an improvement in terms of run time"
        return noun_right(sentence, first + 2, limit)
    last = first
    end = min(count, first + limit)
    while last < end and (items[last].tag in NOUNS or (last > first and _is_slash(sentence, last))):
        last += 1
    if last == first:
        return None
    word, joined = items[last].lower if last < count else "", None
    if word not in _openers_on():
        return first, last
    if word == "to":
        ends = sentence.lower(last - 1) == sentence.lower(last + 1) == "end"
        if ends or _joins_names(sentence, last):
            # "end to end latency", "OpenMP to CUDA translations"
            more = noun_right(sentence, last + 1, limit)
            return (first, more[1]) if more is not None else (first, last)
    elif word == "-":
        joined = _hanging(sentence, first, last, limit)
    elif word == "(":
        joined = _behind_acronym(sentence, first, last, limit)
    elif word == "and":
        joined = _shared_head(sentence, first, last)
    return joined or (first, _with_tail(sentence, last))


@kept
def _openers_on() -> frozenset[str]:
    """The words with which a noun phrase can go on behind its nouns."""
    return frozenset({"to", "-", "(", "and"}) | _WITH_COMPLEMENT | {"per", "on", "of"} | frozenset(_tails())


def _hanging(sentence: Sentence, first: int, last: int, limit: int) -> Range | None:
    """ "first- and second-order | errors": what ends with a hyphen lacks the head that stands behind the other."""
    if sentence.tag(last + 1) != CONJUNCTION or sentence.tag(last + 2) not in NOUNS:
        return None
    if sentence.starts[last] != sentence.end_of(last - 1):
        return None
    more = noun_right(sentence, last + 2, limit)
    return (first, more[1]) if more is not None else None


def _joins_names(sentence: Sentence, index: int) -> bool:
    """Whether the "to" at `index` stands between two names that modify a noun."""
    if sentence.tag(index + 1) != WORD or sentence.tag(index + 2) != WORD:
        return False
    return sentence.items[index - 1].text[0].isupper() and sentence.items[index + 1].text[0].isupper()


def _is_slash(sentence: Sentence, index: int) -> bool:
    """ "CPU / GPU": a slash between two words is part of the phrase."""
    return sentence.lowers[index] == "/" and sentence.tag(index) == SIGN and sentence.tag(index + 1) == WORD


def _behind_acronym(sentence: Sentence, first: int, last: int, limit: int) -> Range | None:
    """ "key-value (KV) cache compression": the phrase goes on behind its acronym."""
    if sentence.tag(last + 1) != WORD or sentence.lower(last + 2) != ")":
        return None
    if sentence.tag(last + 3) not in NOUNS or last + 3 - first >= limit:
        return None
    more = noun_right(sentence, last + 3, limit - 3)
    return (first, more[1]) if more is not None and more[0] == last + 3 else None


def _shared_head(sentence: Sentence, first: int, last: int) -> Range | None:
    """ "longer prefilling and decoding latency": the first word only modifies."""
    if last - first != 1 or sentence.tag(last + 1) != WORD:
        return None
    if is_plural(sentence.items[first].text) or family(sentence.words(first, last))[0] not in ("other", "speed"):
        return None
    more = noun_right(sentence, last + 1)
    if more is None or more[1] - more[0] < 2 or not is_metric(sentence, more):
        return None
    # "cost and tail latency by 3%": two metrics
    own = sentence.tag(more[1]) in ("", AMOUNT) or sentence.lower(more[1]) == "by"
    return None if own else (first, more[1])


def metric_left(sentence: Sentence, before: int) -> Range | None:
    """The nearest noun phrase before an item that names a metric of a known family."""
    index = before
    first = max(0, before - _REACH)
    while index > first:
        phrase = noun_left(sentence, index)
        if phrase is not None and is_metric(sentence, phrase):
            return phrase
        index = phrase[0] - 1 if phrase is not None else index - 1
    return None


@kept
def _tails() -> dict[str, list[tuple[str, ...]]]:
    """What goes on a metric's name behind its head, by the first word."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for tail in cues().tails:
        words = tuple(tail.split())
        table.setdefault(words[0], []).append(words)
    return table


def _with_tail(sentence: Sentence, last: int) -> int:
    """Where a phrase ends with its tail: "time | to first token", "number | of failed requests"."""
    word = sentence.lower(last)
    for tail in _tails().get(word, ()):
        if tuple(sentence.lower(last + step) for step in range(len(tail))) == tail:
            return last + len(tail)
    if word == "per" and sentence.tag(last + 1) in NOUNS:
        # "tokens per forward pass"
        end = last + 2
        return end + (sentence.tag(end) in NOUNS)
    if word == "per" and sentence.tag(last + 1) == AMOUNT and sentence.amount(last + 1).kind == "count":
        # "energy per | 1000 generated tokens"
        return _end_of_nouns(sentence, last + 2, last)
    if word in _WITH_COMPLEMENT:
        return _with_complement(sentence, last)
    if word == "on" and sentence.lower(last - 1) in _WITH_ON:
        # "reliance | on costly models"
        return _end_of_nouns(sentence, last + 1, last)
    if word != "of" or singular(sentence.lower(last - 1)) not in cues().open_heads:
        return last
    first = last + 1
    while sentence.tag(first) == DETERMINER:
        first += 1
    end = first
    if sentence.tag(end) == ADVERB and sentence.tag(end + 2) in NOUNS:
        # "the number of | successfully completed | transmissions"
        end += 2
    while sentence.tag(end) in NOUNS:
        end += 1
    return end if end > first else last


_WITH_TO: Final = frozenset(
    {"adherence", "convergence", "distance", "exposure", "handovers", "resilience", "resistance", "robustness"}
    | {"sensitivity", "similarity", "time"}
)
_WITH_ON: Final = frozenset({"dependence", "dependency", "reliance"})
_SPENT: Final = frozenset({"required", "needed", "spent", "taken"})
_WITH_COMPLEMENT: Final = _SPENT | {"to", "it"}
"""What leads to the complement of a noun: "the time | required | to pack data"."""


def _with_complement(sentence: Sentence, last: int) -> int:
    """Where a phrase ends with what its head is for: "robustness | to sensor noise", "time | it takes to pack data"."""
    head, at = sentence.lower(last - 1), last
    if sentence.lower(at) == "to":
        return _end_of_nouns(sentence, at + 1, last) if head in _WITH_TO else last
    if head != "time":
        return last
    if sentence.lower(at) == "it":
        at += 1 + (sentence.lower(at + 1) in ("takes", "took"))
    elif sentence.lower(at) in _SPENT:
        at += 1
    if sentence.lower(at) not in ("to", "for", "on", "in") or at == last:
        return last
    deed = sentence.lower(at) == "to" and sentence.tag(at + 1) not in (AMOUNT, DETERMINER)
    return _end_of_nouns(sentence, at + 1 + deed, last + 1)


def _end_of_nouns(sentence: Sentence, first: int, least: int) -> int:
    """Where the noun phrase that begins at `first` ends; `least` where there is none."""
    while sentence.tag(first) == DETERMINER:
        first += 1
    end = first
    while sentence.tag(end) in NOUNS:
        end += 1
    return end if end > first else least


def phrase_list(sentence: Sentence, first: int, last: int) -> list[Range]:
    """The members of a coordination "A, B, and C" between two items; one member if there is none."""
    members: list[Range] = []
    begin = first
    for index in range(first, last + 1):
        if index == last or sentence.lower(index) in _LIST_SIGNS:
            if index > begin:
                members.append((begin, index))
            begin = index + 1
    return members
