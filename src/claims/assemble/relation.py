"""A quantity told of another thing: "within 2.2% of B", "10% behind B", "62.5% of native", "2x the throughput of B"."""

from dataclasses import replace

from claims.assemble.comparand import comparand
from claims.assemble.frames import CHANGE_UNITS, Frame, lead, subject
from claims.assemble.lexicon import lexicon
from claims.assemble.objects import verb_left
from claims.assemble.phrases import is_metric, metric_left, noun_left, noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    DETERMINER,
    NOMINAL,
    NOUNS,
    PREPOSITION,
    VERB,
    WORD,
    Range,
    Sentence,
)

_NAMED = (*NOUNS, ADVERB)
_REFERENCES = frozenset({"native", "baseline", "optimal", "oracle", "ideal", "optimum", "bare-metal"})


_WHOLES = frozenset({"dense", "full", "full-precision", "original", "unquantized", "vanilla"})
"""What a reference is called before its name: "full fine-tuning", "the original model"."""
_ATTAINED = frozenset({"accuracy", "bandwidth", "efficiency", "performance", "quality", "speed", "throughput"})
_STEADY = frozenset({"stays", "stay", "staying", "remains", "remain", "remaining", "keeps", "is", "comes", "runs"})


def within_of(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "maintains accuracy within 2.2% of server-centric models": a small change for the worse."""
    item = sentence.items[run.first]
    amount = sentence.amount(run.first)
    if amount.rule == "quantity.factor-of" or amount.kind == "ratio":
        return _within_factor(sentence, run)
    near = amount.kind in ("percent", "points") or (amount.kind == "count" and "." in item.text)
    if not near or not item.text.lower().startswith("within"):
        return None
    if sentence.lower(run.last) not in ("of", "from"):
        return None
    phrase = noun_right(sentence, run.last + 1)
    if phrase is None or sentence.lower(phrase[1] - 1) in ("mean", "average", "median"):
        return None
    if sentence.lower(phrase[0]) in _OBSERVED and phrase[1] - phrase[0] > 1:
        # "predicting within 2-7% of measured power": how wrong the prediction is
        return Frame("claim.within-of", "level", metric=phrase, last=phrase[1], first=run.first)
    metric = noun_left(sentence, run.first)
    if metric is None and sentence.tag(run.first - 1) == VERB:
        metric = (run.first - 1, run.first)
    if metric is None:
        metric = subject(sentence, run.first)
    steady = metric is None or sentence.lower(metric[0]) in _STEADY
    if steady and is_metric(sentence, phrase):
        # "stays within 1.9% of fault-free execution time"
        metric = phrase
    elif metric is not None and sentence.lower(metric[0]) in _LIES:
        metric = metric_left(sentence, run.first) or metric
    return Frame("claim.within-of", "change", "worsen", metric, last=phrase[1], first=run.first, baseline=phrase)


def _within_factor(sentence: Sentence, run: Run) -> Frame | None:
    """ "coming within a factor of two of the overheads of B", "within 1.2x of B"."""
    at = lead(sentence, run.first)
    said = sentence.lower(at) == "within" or sentence.items[run.first].text.lower().startswith("within")
    if not said or sentence.lower(run.last) != "of":
        return None
    phrase = noun_right(sentence, run.last + 1)
    if phrase is None:
        return None
    sentence.items[run.first].amount = replace(sentence.amount(run.first), bound="up_to")
    frame = Frame("claim.within-of", "change", "worsen", subject(sentence, run.first), last=phrase[1], first=run.first)
    frame.baseline = comparand(sentence, run.last + 1)
    if is_metric(sentence, phrase):
        frame.metric = phrase
    frame.metric = frame.metric or metric_left(sentence, run.first)
    return frame


_OBSERVED = frozenset({"actual", "measured", "observed", "real", "true"})
_LIES = frozenset({"land", "lands", "lie", "lies", "fall", "falls", "come", "comes", "get", "gets"})
_PLACES = {"behind": "worsen", "ahead": "improve", "below": "decrease", "above": "increase"}


def behind(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "~10% behind the baseline", "12% ahead of B", "6.6x below B"."""
    word = sentence.lower(run.last)
    if word not in _PLACES or sentence.amount(run.first).unit not in CHANGE_UNITS:
        return None
    start = run.last + (2 if word == "ahead" else 1)
    phrase = noun_right(sentence, start)
    metric = (
        subject(sentence, run.first) or (history[-1].metric if history else None) or metric_left(sentence, run.first)
    )
    said = history[-1] if history else None
    if phrase is None and said is not None and said.rule == "claim.behind":
        # "10% behind B on the laptop and 31% behind on the edge device"
        phrase, start = said.baseline, start
    return Frame(
        "claim.behind",
        "change",
        _PLACES[word],
        metric or (run.last, run.last + 1),
        last=max(start, phrase[1] if phrase else start),
        first=run.first,
        baseline=phrase,
    )


def of_share(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "88.7% of these queries", "62.5% of native performance", "2x the throughput of vLLM"."""
    amount = sentence.amount(run.first)
    word = sentence.lower(run.last)
    if amount.unit == "x" and word == "as":
        return _as_as(sentence, run)
    if amount.unit == "x" and word in ("the", "that"):
        if sentence.tag(run.last + 1) in (WORD, NOMINAL, PREPOSITION):
            return _times_the(sentence, run, history)
        return None
    if word != "of" or amount.kind not in ("percent", "fraction"):
        return None
    if sentence.lower(lead(sentence, run.first)) == "to" and verb_left(sentence, lead(sentence, run.first)) is not None:
        # "reduces costs to 0.04% of the transaction value": a level of the costs
        return None
    phrase = noun_right(sentence, _behind_count(sentence, run.last + 1))
    if phrase is None:
        return Frame("claim.share", "level", last=run.last + 1, first=run.first)
    said = history[-1] if history else None
    if (
        said is not None
        and said.type == "level"
        and said.unit == amount.unit
        and not is_metric(sentence, phrase)
        and _is_reference(sentence, run.first)
    ):
        # "53.06% coverage compared with 33.42% of the random approach"
        return Frame("claim.elided", "level", metric=said.metric, last=phrase[1], first=run.first)
    head = phrase[1] - 1
    if (
        sentence.tag(head) == NOMINAL
        and amount.kind == "percent"
        and phrase[0] == run.last + 1
        and _is_moved(sentence, head)
    ):
        # "97% of saving", "30% of energy savings", but "97% of the savings"
        moved = (phrase[0], max(head, phrase[0] + 1))
        return Frame("claim.share", "change", sentence.value(head), moved, last=phrase[1], first=run.first)
    if sentence.lower(phrase[0]) == "time" and phrase[1] - phrase[0] == 1:
        # "matches the oracle's performance 52% of the time"
        done = _done(sentence, run.first)
        if done is not None:
            return Frame("claim.share", "level", metric=done, last=phrase[1], first=done[0])
    if sentence.lower(phrase[0]) in _REFERENCES and phrase[1] - phrase[0] == 1:
        # "62.5% of native": a reference system, not the thing measured
        return Frame("claim.share-of-reference", "level", last=phrase[1], first=run.first, baseline=phrase)
    owner = _owner(sentence, phrase)
    if owner > phrase[0]:
        # "93% of the full system's performance", "98% of the baseline performance"
        kept = Frame("claim.share-of-reference", "level", metric=(owner, phrase[1]), last=phrase[1], first=run.first)
        kept.baseline = (phrase[0], owner)
        return kept
    share = Frame("claim.share", "level", metric=phrase, last=phrase[1], first=run.first)
    of = max(phrase[0], sentence.next_word("of", phrase[0], phrase[1] + 1))
    if of > phrase[0] and is_metric(sentence, (phrase[0], of)) and amount.kind == "percent":
        # "only 1% of the cost of MovieGen"
        other = comparand(sentence, of + 1)
        compared = sentence.lower(of - 1) in _ATTAINED or (other is not None and _is_named(sentence, other))
        if other is not None and compared:
            share.rule, share.metric, share.baseline = "claim.share-of-reference", (phrase[0], of), other
            share.last = other[1]
    return share


def _behind_count(sentence: Sentence, index: int) -> int:
    """Where the things begin that a share is of: "56% of | 3,914 | conflicts", "67% of | compiled | codes"."""
    first = index
    while sentence.tag(first) in (DETERMINER, ADVERB):
        first += 1
    counted = sentence.tag(first) == AMOUNT and sentence.amount(first).kind == "count"
    compiled = sentence.tag(first) == VERB and sentence.lower(first).endswith("ed")
    return first + 1 if (counted or compiled) and sentence.tag(first + 1) in _NAMED else index


def _is_reference(sentence: Sentence, index: int) -> bool:
    """Whether what stands before a number says that a reference attains it: "compared with | 33%", "versus | 33%"."""
    word = sentence.lower(index - 1)
    return word in ("versus", "vs", "vs.") or (
        word in ("with", "to") and sentence.lower(index - 2) in ("compared", "opposed")
    )


def _is_moved(sentence: Sentence, head: int) -> bool:
    """Whether a noun of change is a move, and no size that a share is taken of: "savings", not "the speedup"."""
    return (
        sentence.value(head) in ("decrease", "increase", "improve", "worsen") and sentence.lower(head - 1) != "maximum"
    )


def _is_named(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase is the name of a system: "MovieGen", "the Linux scheduler"."""
    text = sentence.items[phrase[0] + (sentence.tag(phrase[0]) == DETERMINER)].text
    return text != text.lower()


def _owner(sentence: Sentence, phrase: Range) -> int:
    """Where what is measured begins behind the reference that has it; the beginning of the phrase where none does."""
    for step in range(phrase[0], phrase[1] - 1):
        if sentence.lower(step).endswith("'s") and is_metric(sentence, (step + 1, phrase[1])):
            return step + 1
    head = phrase[1] - 1
    if head > phrase[0] and sentence.lower(phrase[0]) in _WHOLES and sentence.lower(head) in _ATTAINED:
        # "99.3% of full fine-tuning performance"
        return head
    referred = sentence.lower(phrase[0]) in _REFERENCES and is_metric(sentence, (phrase[0] + 1, phrase[1]))
    return phrase[0] + 1 if phrase[1] - phrase[0] > 1 and referred else phrase[0]


def _done(sentence: Sentence, last: int) -> Range | None:
    """The verb with its object before item `last`: "match oracle performance"."""
    phrase = noun_left(sentence, last)
    verb = phrase[0] - 1 if phrase is not None else last - 1
    while sentence.tag(verb) == DETERMINER:
        verb -= 1
    return (verb, last) if sentence.tag(verb) == VERB else None


_DEGREES = {"many": "more", "much": "more", "few": "fewer", "little": "less", "good": "better", "bad": "worse"}


def _as_as(sentence: Sentence, run: Run) -> Frame | None:
    """ "twice as fast as B", "10x as many requests as B"."""
    adjective = run.last + 1
    degree = sentence.lower(adjective)
    comparatives = lexicon().comparatives
    known = (_DEGREES.get(degree), degree + "er", degree + "r", degree + degree[-1:] + "er")
    move = next((comparatives[word] for word in known if word in comparatives), "increase")
    if degree == "" or sentence.tag(adjective) not in (WORD, VERB):
        return None
    phrase = noun_right(sentence, adjective + 1)
    metric = phrase or subject(sentence, run.first)
    if metric is None or not (phrase or is_metric(sentence, metric)):
        metric = (adjective, adjective + 1)
    last = phrase[1] if phrase is not None else adjective + 1
    move = {"cheaper": "decrease", "costlier": "increase"}.get(move, move)
    frame = Frame("claim.as-as", "change", move, metric, last=last, first=run.first)
    if sentence.lower(last) == "as":
        frame.baseline = comparand(sentence, last + 1)
        frame.last = frame.baseline[1] if frame.baseline is not None else last
    return frame


def _times_the(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "2x the throughput of vLLM", "3x that of B"."""
    phrase = noun_right(sentence, run.last + 1)
    if phrase is None:
        return None
    of = sentence.next_word("of", *phrase)
    if of > phrase[0]:
        # "4.4 times the rate of a single-agent baseline"
        phrase = (phrase[0], of)
    move = "decrease" if (sentence.amount(run.first).value or 1) < 1 else "increase"
    frame = Frame("claim.times-the", "change", move, phrase, last=phrase[1], first=run.first)
    if sentence.lower(phrase[1]) != "of" and history and not is_metric(sentence, phrase):
        # "at 8.0 queries/s, 6.8 times the baseline's best"
        frame.metric, frame.baseline = history[-1].metric, phrase
    if sentence.lower(phrase[1]) == "of":
        frame.baseline = comparand(sentence, phrase[1] + 1)
        frame.last = frame.baseline[1] if frame.baseline else phrase[1]
    return frame
