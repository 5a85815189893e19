"""What a number is compared with, what it is restricted to, how it was aggregated, and whose result it is."""

from dataclasses import dataclass
from functools import cache

import regex

from claims.assemble.lexicon import lexicon
from claims.assemble.phrases import Range, noun_right, skip_parentheses_left
from claims.assemble.sentence import (
    ADVERB, AMOUNT, AUXILIARY, COMPARATIVE, DETERMINER, NOMINAL, PREPOSITION, SIGN, VERB, WORD, Sentence,
)  # fmt: skip
from claims.mentions.quantity import words
from claims.models import Aggregate
from claims.patterns import read

_TIME = {"time", "years", "year", "month", "months", "week", "weeks", "days", "day", "hours", "period", "decade", "decades", "course"}


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


def baselines(sentence: Sentence) -> list[Baseline]:
    """All that the sentence compares with, left to right."""
    found: list[Baseline] = []
    index, count = 0, len(sentence.items)
    seen_amount = False
    while index < count:
        word = sentence.lower(index)
        if sentence.tag(index) == AMOUNT:
            seen_amount = True
        width = _marker(sentence, index, seen_amount)
        if width:
            phrase = comparand(sentence, index + width)
            if phrase is not None and sentence.lower(phrase[1] - 1) not in _TIME:
                leading = not seen_amount and (index == 0 or sentence.lower(index - 1) in ("when", "and", "as", "while")) and word != "than"
                explicit = word not in ("than", "over")
                found.append(Baseline(index, phrase, leading=leading, explicit=explicit))
                index = phrase[1]
                continue
        if sentence.tag(index) == VERB and sentence.items[index].value == "outperform":
            phrase = comparand(sentence, index + 1)
            if phrase is not None:
                found.append(Baseline(index, phrase, forward=True, explicit=True))
                index = phrase[1]
                continue
        index += 1
    return found


_MARKERS = {"than", "over", "compared", "relative", "comparison", "comparisons", "contrast", "compare", "respect", "w.r.t.", "versus", "vs.", "vs", "against"}


def _marker(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """How many items introduce a baseline at `index`: "than" 1, "compared to" 2, …; 0 where none does."""
    word = sentence.lower(index)
    if word not in _MARKERS:
        return 0
    following = sentence.lower(index + 1)
    if word == "than":
        compared = next((step for step in range(index - 1, max(-1, index - 9), -1) if sentence.tag(step) == COMPARATIVE), -1)
        if compared >= 0 and not any(sentence.tag(step) == AMOUNT for step in range(max(0, compared - 5), compared)):
            # "and slightly lower misalignment than B" has no number of its own to compare
            return 0
        return 0 if sentence.tag(index + 1) == AMOUNT or sentence.lower(index - 1) == "rather" else 1
    if word == "over":
        if sentence.tag(index + 1) == AMOUNT or sentence.tag(index - 1) == VERB and sentence.items[index - 1].value == "other":
            return 0
        moved = any(sentence.tag(step) == VERB and sentence.items[step].value in ("improve", "increase", "decrease", "accelerate") for step in range(max(0, index - 5), index))
        return 1 if seen_amount or moved or sentence.tag(index - 1) == NOMINAL or sentence.tag(index - 2) == COMPARATIVE or sentence.items[index - 1].value in ("improve", "increase") else 0
    if word in ("compared", "relative", "comparison", "comparisons", "contrast", "compare") and following in ("to", "with", "against"):
        return 2
    if word == "against" and index == 0:
        return 1
    if word == "respect" and following == "to" and sentence.lower(index - 1) == "with":
        return 2
    if word in ("w.r.t.",):
        return 1
    if word in ("versus", "vs.", "vs") and sentence.tag(index + 1) != AMOUNT:
        return 1
    if word == "against" and (seen_amount or sentence.lower(index - 1) in ("validated", "compared", "evaluated", "measured", "benchmarked", "performance", "superiority", "advantage", "advantages", "gains", "improvements") or sentence.lower(index - 1) in _STUDIES) and sentence.tag(index + 1) in (WORD, DETERMINER, COMPARATIVE):
        return 1
    return 0


_THROUGH = {"of", "like", "such", "as", "without", "based", "for"}


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
        if tag in (WORD, NOMINAL, DETERMINER) or word in ("&", "/"):
            index += 1
        elif tag in (COMPARATIVE, ADVERB) and sentence.tag(index + 1) in (WORD, NOMINAL) and index > first:
            index += 1
        elif tag in (COMPARATIVE, VERB, ADVERB) and index == first or (tag == VERB and sentence.tag(index - 1) in (DETERMINER,)):
            if tag == VERB and sentence.tag(index + 1) not in (WORD, NOMINAL, VERB):
                break
            index += 1
        elif tag == AMOUNT and (item := sentence.items[index].amount) is not None and item.kind == "count" and sentence.tag(index + 1) in (WORD, NOMINAL):
            index += 1
        elif word == "single" or word == "only" and index == first:
            index += 1
        elif word in _THROUGH and index > first and sentence.tag(index + 1) in (WORD, DETERMINER, PREPOSITION, NOMINAL) and not (word == "as" and sentence.lower(index - 1) != "such") and not (word in ("for", "based")):
            index += 1
        elif word == "(":
            close = next((step for step in range(index + 1, min(index + 8, len(sentence.items))) if sentence.lower(step) == ")"), -1)
            inside = [sentence.tag(step) for step in range(index + 1, close)]
            if close < 0 or AMOUNT in inside or VERB in inside:
                break
            after = sentence.lower(close + 1)
            if after in ("and", ",") and sentence.tag(close + 2) == WORD and not _gapped(sentence, close + 2):
                index = close + 1
                continue
            index = index if len(inside) > 3 else close + 1
            break
        elif word in ("and", "or") and index > first and not _gapped(sentence, index + 1):
            index += 1
        elif word == "," and index > first and _list_goes_on(sentence, index):
            index += 1
        else:
            break
    while index > first and (sentence.lower(index - 1) in ("and", ",", "or", "the", "such", "as", "of", "like", "while", "on", "average", "respectively", "also") or sentence.tag(index - 1) == DETERMINER):
        if sentence.lower(index - 1) == "average" and sentence.lower(index - 2) != "on":
            break
        index -= 1
    return (first, index) if index > first else None


def _gapped(sentence: Sentence, index: int) -> bool:
    """Whether behind an "and" a new statement begins: a verb, a quantity, or a noun phrase with its own quantity."""
    if sentence.lower(index).endswith("s") and sentence.lower(index) in lexicon().verbs and sentence.tag(index + 1) in (WORD, DETERMINER, AMOUNT):
        # "the baseline and supports applications"
        return True
    if sentence.tag(index) in (VERB, AMOUNT, COMPARATIVE, AUXILIARY, PREPOSITION) or sentence.lower(index) in ("we", "it", "they", "a", "an"):
        return not (sentence.tag(index) == COMPARATIVE and False)
    for step in range(index, min(index + 9, len(sentence.items))):
        tag, word = sentence.tag(step), sentence.lower(step)
        if tag == AMOUNT or word in ("by", "is", "are", "has", "achieves", "reduces", "improves"):
            return True
        if tag in (VERB, AUXILIARY):
            return True
        if tag not in (WORD, NOMINAL, DETERMINER) and word not in ("of", "/"):
            return False
    return False


def _list_goes_on(sentence: Sentence, comma: int) -> bool:
    """Whether a comma goes on a list of names that ends in "and X": "A, B, and C"."""
    for step in range(comma + 1, min(comma + 16, len(sentence.items))):
        tag, word = sentence.tag(step), sentence.lower(step)
        if word in ("and", "or"):
            return sentence.tag(step + 1) in (WORD, DETERMINER) and not _gapped(sentence, step + 1)
        if tag not in (WORD, DETERMINER, NOMINAL) and word not in (",", "/", "(", ")"):
            return False
    return False


_SETTING = {"on", "for", "under", "across", "in", "at", "with", "when", "using", "during", "within", "while", "between", "through", "among", "running", "over", "against", "if", "as", "without", "after"}
_STUDIES = {"experiment", "experiments", "evaluation", "evaluations", "simulation", "simulations", "result", "results", "test", "tests", "benchmark", "benchmarks",
            "benchmarking", "study", "studies", "analysis", "analyses", "measurement", "measurements", "experimentation", "implementation", "implementations",
            "rollout", "deployment", "deployments", "profiling", "validation", "validations", "comparison", "comparisons", "trial", "trials", "ablation", "ablations",
            "prototype", "characterization", "testing", "emulation", "assessment", "experience", "training", "inference"}  # fmt: skip
_TESTED = {"evaluated", "tested", "deployed", "implemented", "validated", "trained", "benchmarked", "prototyped", "fabricated", "applied", "benchmarking", "simulating", "testing", "simulated", "synthesized"}
_ABOUT = {"on", "across", "with", "using", "over", "under", "for", "in", "at", "from", "through", "via"}


def opening_condition(sentence: Sentence, first_claim: int) -> Range | None:
    """The setting that opens the sentence: "Across 12 models, …", "Experiments on X show …", "Evaluated on X, …"."""
    start = 0
    while sentence.lower(start) in ("specifically", ",", "moreover", "finally", "furthermore", "additionally", "and", "in", "notably", "also", "additionally", "similarly", "second", "third", "first", "overall", "however") and not (
        sentence.lower(start) == "in" and sentence.lower(start + 1) not in ("addition", "particular", "contrast", "fact", "total")
    ):
        start += 2 if sentence.lower(start) == "in" else 1
    head = sentence.lower(start)
    if head in ("across", "on", "under", "for", "using", "with", "in", "at", "over", "when", "during", "within", "through", "among", "by", "if"):
        if sentence.lower(start + 1) in ("example", "instance", "particular", "this", "these", "such", "general", "short", "brief", "detail", "practice", "many"):
            return None
        if head in ("in", "by") and sentence.lower(start + 1) in ("this", "our", "addition", "particular", "total", "contrast", "comparison", "the") and sentence.lower(start + 2) in ("paper", "work", "experiments", "evaluation", "article", "end", "study", ",", "to"):
            return None
        if sentence.lower(start + 1) in ("average", "top", "the") and sentence.lower(start + 2) in (",", "of", "other"):
            return None
        if head == "by" or sentence.lower(start + 1) in ("this", "these", "our") and head != "on":
            return None
        end = next((i for i in range(start + 1, first_claim) if sentence.lower(i) == "," and not _listed_comma(sentence, i)), -1)
        if end > start + 1:
            return start + 1, end
        return None
    return _studied(sentence, start, first_claim)


def _studied(sentence: Sentence, start: int, first_claim: int) -> Range | None:
    """ "Experiments on X show", "FPGA implementation on a Virtex-7 shows", "Evaluated on X,": the X."""
    verb = next((step for step in range(start + 1, first_claim) if sentence.tag(step) == VERB and not sentence.lower(step).endswith("ing")), -1)
    if sentence.lower(start) in _TESTED:
        preposition = next((step for step in range(start + 1, min(start + 4, first_claim)) if sentence.lower(step) in _ABOUT), -1)
    else:
        if verb < 0:
            return None
        preposition = next(
            (step for step in range(start + 1, min(verb, start + 9)) if sentence.lower(step) in _ABOUT and sentence.lower(step - 1) in _STUDIES), -1
        )
    if preposition < 0 or sentence.lower(preposition + 1) in ("this", "our", "comparison", "addition"):
        return None
    end = preposition + 1
    while end < first_claim:
        word, tag = sentence.lower(end), sentence.tag(end)
        if tag == VERB and not word.endswith("ing") and sentence.lower(start) not in _TESTED or word in ("that", "we"):
            break
        if word == "," and not _listed_comma(sentence, end):
            break
        end += 1
    if end <= preposition + 1 or end > first_claim:
        return None
    ended = sentence.tag(end) == VERB or sentence.lower(end) in (",", "that")
    return (preposition + 1, end) if ended else None


def _listed_comma(sentence: Sentence, comma: int) -> bool:
    """Whether a comma belongs to a list inside the opening phrase."""
    for step in range(comma + 1, min(comma + 24, len(sentence.items))):
        word = sentence.lower(step)
        if word == "and":
            return (sentence.tag(step + 1) in (WORD, DETERMINER, AMOUNT) or sentence.lower(step + 1) == "both") and not any(
                sentence.tag(i) == VERB for i in range(comma + 1, step)
            )
        if sentence.tag(step) in (VERB, AUXILIARY) or sentence.lower(step) in ("we", "our", "it", "the"):
            return False
    return False


def trailing_condition(sentence: Sentence, at: int, stop: int) -> Range | None:
    """The restriction that stands right behind the number's construction: "for LS services", "under power constraints"."""
    index = at
    if sentence.lower(index) == "," and sentence.lower(index + 1) in ("when", "under", "even"):
        index += 1
    if sentence.lower(index) == "even":
        index += 1
    word = sentence.lower(index)
    if word not in _SETTING or index >= stop:
        return None
    if word in ("over", "against", "as") or (word == "with" and sentence.lower(index + 1) in ("only", "respect", "negligible", "minimal", "no", "little", "near", "less", "minor", "up")):
        return None
    if word == "on" and sentence.lower(index + 1) == "average" or word == "at" and sentence.lower(index + 1) in ("most", "least"):
        return trailing_condition(sentence, index + 2, stop)
    if word == "in" and sentence.lower(index + 1) in ("terms", "comparison", "average", "the median", "total", "addition"):
        return None
    if word == "while" or word == "without":
        return None
    end = index + 1
    while end < min(stop, len(sentence.items)):
        lower, tag = sentence.lower(end), sentence.tag(end)
        if lower in (",", ";", ".", ":", "—", "(", "while", "whereas", "compared", "than", "relative", "respectively", "versus", "vs.", "but", "thereby", "without"):
            if lower == "," and word != "when" and _list_goes_on(sentence, end):
                end += 1
                continue
            break
        if lower == "and" and _gapped(sentence, end + 1):
            break
        if tag == VERB and word not in ("when", "as", "if") and not lower.endswith("ing") and sentence.tag(end - 1) not in (WORD, PREPOSITION, DETERMINER):
            break
        end += 1
    while end > index + 1 and (sentence.lower(end - 1) in ("and", "as", "or", "over", "with", "by", "when") or sentence.tag(end - 1) == AUXILIARY):
        end -= 1
    return (index + 1, end) if end > index + 1 else None


def aggregate(sentence: Sentence, item: int, first: int, last: int) -> Aggregate | None:
    """ "on average", "geomean", "median", "peak" beside the quantity at `item`, whose construction spans [first, last)."""
    floor = item
    while floor > 0 and item - floor < 10 and (floor > first or item - floor < 5):
        if sentence.tag(floor - 1) == AMOUNT or sentence.lower(floor - 1) in (",", "and", "while", ";", "(", "with", "that"):
            break
        floor -= 1
    ceiling = max(last, item + 1)
    found = _aggregated(sentence, floor, item) or _aggregated(sentence, item + 1, ceiling)
    if found is not None:
        return found
    for start in (item + 1, ceiling):
        if sentence.lower(start) in ("on", "in", "(", "at", ","):
            found = _aggregated(sentence, start, start + 3, at=start)
            if found is not None and (sentence.lower(start) != "," or sentence.lower(start + 1) == "on"):
                return found
    # "reduces latency by 30% under load on average"
    for index in range(ceiling, min(ceiling + 8, len(sentence.items))):
        if sentence.tag(index) in (AMOUNT, VERB) or sentence.lower(index) in (",", "and", ";", "."):
            break
        if sentence.lower(index) == "on" and sentence.lower(index + 1) == "average":
            return "mean"
    return None


def _aggregated(sentence: Sentence, first: int, last: int, at: int | None = None) -> Aggregate | None:
    """The aggregate whose words stand within items [first, last), at item `at` or behind its "(" where one is given."""
    for index in range(first, last) if at is None else (at, at + 1):
        for phrase, name in _aggregates().get(sentence.lower(index), ()):
            if index + len(phrase) <= max(last, first) and tuple(sentence.lower(index + step) for step in range(len(phrase))) == phrase:
                if phrase == ("mean",) and sentence.lower(index + 1) in _MEAN_NAMES:
                    continue
                return name
    return None


# What makes "mean" part of a metric's name: mean absolute error, mean time to failure.
_MEAN_NAMES = {"absolute", "squared", "square", "average", "time", "reciprocal", "opinion"}


@cache
def _aggregates() -> dict[str, list[tuple[tuple[str, ...], Aggregate]]]:
    """The words of aggregation by their first, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Aggregate]]] = {}
    for name, phrases in read("quantities/words.toml")["aggregates"].items():
        for phrase in phrases:
            pieces = tuple(phrase.split())
            table.setdefault(pieces[0], []).append((pieces, name))
    for options in table.values():
        options.sort(key=lambda option: -len(option[0]))
    return table


_INTRODUCTION = regex.compile(
    r"\b(?:we|this paper|this work|this article|this study|here we|the paper|this thesis|the authors?)\s(?:\w+\s){0,3}?"
    r"(?:present|propose|introduce|develop|design|describe|build|implement|study|investigate|evaluate|show|explore|analy[sz]e|report|conduct|demonstrate|examine|address|argue|find|characteri[sz]e|benchmark|measure|compare|discuss|consider|introduc)"
    r"|\b(?:in this (?:paper|work|article|study)|to address (?:this|these)|our (?:key|approach|system|framework|method|analysis|evaluation|results|experiments|work))\b|\bI (?:present|propose|construct|argue|show)",
    regex.IGNORECASE,
)
_OWN = regex.compile(r"\b(?:we|our|ours|us|this (?:paper|work|article|study))\b", regex.IGNORECASE)
_OTHERS = regex.compile(
    r"\b(?:existing|prior|previous(?:ly)?|current|conventional|traditional|today's|recent|earlier|state-of-the-art|SOTA|typical|often|reported(?:ly)?|modern|contemporary|production|legacy|commercial|already|can|many|most|despite)\b",
    regex.IGNORECASE,
)


def introduction(text: str, spans: list[tuple[int, int]]) -> int:
    """Where the paper begins to speak of itself: the offset of the first such sentence, 0 where none is found."""
    for start, end in spans:
        if _INTRODUCTION.search(text, start, end):
            return start
    return 0


def is_prior(sentence: Sentence, introduction_at: int, system: str | None) -> bool:
    """Whether the sentence speaks of others' figures or of the problem, not of the paper's own results."""
    words_of = sentence.text[sentence.start : sentence.end]
    if system and system.lower() in words_of.lower():
        return False
    if regex.search(r"\bpreviously (?:validated|reported|published|trained)|\bprior work (?:reports?|achieves?)|\bpreviously reported\b", words_of):
        return True
    if _OWN.search(words_of):
        return False
    return sentence.start < introduction_at


__all__ = ["Baseline", "aggregate", "baselines", "comparand", "introduction", "is_prior", "noun_right", "opening_condition", "skip_parentheses_left", "trailing_condition", "words"]
_ = SIGN
