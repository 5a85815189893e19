"""A score in parentheses: by a name of its own ("(NMI 0.78)"), beside those told before ("queries (0.5)"), or of one of
several that have it ("mismatch rates of parts (core 0.4%, shell 1.2%)").
"""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import MEMORY, Frame
from claims.assemble.metric import family
from claims.assemble.phrases import PLACES, governor, noun_left, outermost
from claims.assemble.runs import Run
from claims.assemble.sentence import AMOUNT, NOUNS, VERB, WORD, Range, Sentence
from claims.mentions.quantity_amount import Amount

_RULE: Final = "claim.parenthesis"
_FAMILIES: Final = frozenset(
    {"accuracy", "cache", "efficiency", "error", "reliability", "scalability", "slo", "utilization"}
)
"""Of what a number below one without a unit can be a value."""
_CLOSERS: Final = frozenset({")", ",", ";", "vs.", "vs", "versus", "in", "on", "for", "at"})
_LISTING: Final = frozenset({"(", ",", ";", "and"})
_PLACES: Final = (*PLACES, "after", "under", "across")
_MEASURED_RATES: Final = frozenset(
    {"duplicate", "error", "false", "grounded", "hit", "miss", "pass", "solve", "success", "win"}
)
_VALUES: Final = frozenset({"fraction", "proportion", "ratio", "score", "share", "value"})
_LONGEST_NAME: Final = 4


def is_share(amount: Amount) -> bool:
    """Whether a bare number can be a score of at most one: "0.78", "0.999"."""
    if amount.kind != "count" or amount.direction is not None or amount.before is not None or amount.spelled:
        return False
    top = amount.high if amount.high is not None else amount.value
    return amount.decimals and top is not None and 0 <= top <= 1


def can_score(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase names what such a score can be a value of: an accuracy, but no latency."""
    return family(sentence.words(*phrase))[0] in _FAMILIES


def score_aside(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "tested methods (NMI 0.78)", "accuracy (0.8), queries (0.5)"."""
    amount = sentence.amount(run.first)
    if sentence.lower(run.last) not in _CLOSERS:
        return None
    if amount.kind == "percent" and amount.direction is None and amount.before is None:
        return _of_several(sentence, run, history)
    if sentence.lower(run.first - 1) == "(" and (is_share(amount) or _is_told_again(amount, history)):
        return _beside(sentence, run, history)
    if not is_share(amount):
        return None
    return _named(sentence, run)


def _is_told_again(amount: Amount, history: list[Frame]) -> bool:
    """Whether a bare number can be a score because one was told right before: "depth (4.61), relevance (4.85)"."""
    if amount.kind != "count" or not amount.decimals or amount.direction is not None or amount.before is not None:
        return False
    return bool(history) and history[-1].type == "level" and history[-1].unit == ""


def _of_several(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "low mismatch rates in parts (core | 0.43%, | shell | 1.22%)", "error rates (span: | 30%; | status: | 24%)": of
    what the parenthesis explains.
    """
    end = run.first - (sentence.lower(run.first - 1) == ":")
    first = end
    while sentence.tag(first - 1) in NOUNS and end - first <= _LONGEST_NAME:
        first -= 1
    if first == end < run.first and sentence.tag(end - 1) == VERB:
        # "(span: 30%)": a noun
        first -= 1
    before = sentence.lower(first - 1)
    if first == end or before not in _LISTING:
        return None
    if before != "(":
        said = history[-1] if history else None
        if said is None or said.rule != _RULE or said.unit != "%" or not _is_inside(sentence, first):
            return None
        return Frame(_RULE, "level", metric=said.metric, last=run.last, first=first)
    phrase = noun_left(sentence, first - 1)
    scored = _scored(sentence, phrase) if phrase is not None and not can_score(sentence, (first, end)) else None
    return Frame(_RULE, "level", metric=scored, last=run.last, first=first) if scored is not None else None


def _named(sentence: Sentence, run: Run) -> Frame | None:
    name = named_aside(sentence, run)
    if name is None:
        return None
    metric = (_subject(sentence, name) if sentence.lower(name[0] - 1) == "(" else None) or name
    return Frame(_RULE, "level", metric=metric, last=run.last, first=name[0])


def _subject(sentence: Sentence, name: Range) -> Range | None:
    """What is measured, where the words in parentheses only say by what: "routing quality (DeepEval 0.42)", "capture of
    novel traffic (share 0.72)".
    """
    phrase = noun_left(sentence, name[0] - 1)
    if phrase is None or can_score(sentence, name):
        return None
    outer = outermost(sentence, phrase, _PLACES)
    if sentence.lower(name[0]) in _VALUES and name[1] - name[0] == 1:
        return phrase if outer == phrase else (outer[0], phrase[1])
    by_name = sentence.items[name[0]].text[0].isupper() and "@" not in sentence.words(*name)
    return outer if by_name and family(sentence.lower(outer[1] - 1))[0] in _FAMILIES else None


def _scored(sentence: Sentence, phrase: Range) -> Range | None:
    """The phrase, or the nearest that it restricts, that a score is of: "accuracy | after adaptation"."""
    while not can_score(sentence, phrase):
        at = governor(sentence, phrase[0])
        at -= sentence.tag(at) == AMOUNT
        outer = noun_left(sentence, at) if sentence.lower(at) in _PLACES else None
        if outer is None:
            return None
        phrase = outer
    return phrase


def named_aside(sentence: Sentence, run: Run) -> Range | None:
    """The name of a score in parentheses, all words from there on: "(NMI | 0.78)", "(purity = | 0.87)"."""
    if not is_share(sentence.amount(run.first)):
        return None
    end = run.first - (sentence.lower(run.first - 1) == "=")
    first = end
    while sentence.tag(first - 1) in NOUNS and end - first <= _LONGEST_NAME:
        first -= 1
    name = sentence.items[end - 1].text if first < end else ""
    if len(name) < 2 or sentence.lower(first - 1) not in ("(", ",", ";") or not _is_inside(sentence, first):
        return None
    return None if _sets(sentence, end) or sentence.lower(end - 1) in cues().parameters else (first, end)


def _sets(sentence: Sentence, end: int) -> bool:
    """Whether the noun before an item is of what is set: "temperature", "learning rate", but no "hit rate"."""
    head, before = sentence.lower(end - 1), sentence.lower(end - 2)
    return head in cues().set_values or (head == "rate" and before not in _MEASURED_RATES)


def _is_inside(sentence: Sentence, index: int) -> bool:
    """Whether an item stands in parentheses, not far behind their beginning."""
    opening = sentence.last_word(("(", ")"), index, within=16)
    return opening >= 0 and sentence.lower(opening) == "("


def _beside(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "(0.5)" behind a metric, or behind what has it where the sentence has told a score before."""
    told = [frame for frame in history[-MEMORY:] if frame.type == "level" and frame.unit == ""]
    phrase = noun_left(sentence, run.first - 1)
    if phrase is not None:
        scored = _scored(sentence, phrase)
        if scored is not None:
            return Frame(_RULE, "level", metric=scored, last=run.last, first=scored[0])
        if _sets(sentence, phrase[1]) or sentence.tag(phrase[1] - 1) != WORD:
            return None
    if not told or len(run.slots) > 1:
        return None
    again = phrase is not None and told[-1].rule == _RULE and not is_share(sentence.amount(run.first))
    listed = again and phrase is not None and sentence.lower(phrase[0] - 1) in _LISTING
    if listed and phrase is not None and sentence.words(*phrase).islower():
        # "consistency (26.07) and dynamic degree (56.25)"
        return Frame(_RULE, "level", metric=phrase, last=run.last, first=phrase[0])
    return Frame(_RULE, "level", metric=told[-1].metric, last=run.last, first=run.first)
