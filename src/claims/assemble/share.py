"""A share of something: "88.7% of these queries", "62.5% of native"."""

from typing import Final

from claims.assemble.comparand import comparand
from claims.assemble.cues import cues
from claims.assemble.frames import Frame, lead, subject
from claims.assemble.lexicon import is_plural, lexicon
from claims.assemble.metric import family
from claims.assemble.objects import verb_left
from claims.assemble.phrases import is_metric, noun_left, noun_right
from claims.assemble.reference import ATTAINED, REFERENCES, is_named, owner, told_of
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    DETERMINER,
    NOMINAL,
    NOUNS,
    PREPOSITION,
    PRONOUN,
    SIGN,
    VERB,
    Range,
    Sentence,
)
from claims.assemble.small_words import STAYING
from claims.mentions.quantity_words import VERSUS

_NAMED: Final = (*NOUNS, ADVERB)
_SUBJECT: Final = (*NOUNS, ADVERB, AUXILIARY)
_POINTING: Final = frozenset({"that", "this", "those", "these"})
_STANDING: Final = frozenset({"them", "these", "those", "which", "whom"})
_PASSED: Final = frozenset({"spent", "wasted"})


def of_share(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "88.7% of these queries", "62.5% of native performance", "the overhead is 10% of that of B"."""
    amount = sentence.amount(run.first)
    if amount.kind not in ("percent", "fraction"):
        return None
    if sentence.lower(run.last) != "of":
        listed = _listed(sentence, run)
        if listed is not None:
            return Frame("claim.share", "level", metric=listed, last=run.last, first=run.first)
        return _of_metric(sentence, run) if amount.rule == "quantity.share" else None
    if sentence.lower(lead(sentence, run.first)) == "to" and verb_left(sentence, lead(sentence, run.first)) is not None:
        # "reduces costs to 0.04% of the transaction value": a level of the costs
        return None
    reference = told_of(sentence, run) if amount.kind == "percent" else None
    if reference is not None:
        return reference
    phrase = _shared(sentence, _behind_count(sentence, run.last + 1))
    if phrase is None:
        meant = _meant(sentence, run, history)
        return Frame("claim.share", "level", metric=meant, last=run.last + 1, first=run.first)
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
    if amount.rule == "quantity.share" and sentence.lower(run.first - 1) == "," and said is not None:
        named = is_named(sentence, phrase) and not is_metric(sentence, phrase)
        if named and said.type == "level" and said.metric is not None:
            # "saturates at 32 GB/s, a quarter of | CXL 3.1"
            return Frame("claim.share-of-reference", "level", "", said.metric, phrase[1], run.first, phrase)
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
        if done is not None and not sentence.lower(done[0]).startswith("spen"):
            # but "spends 84% of its | time | in the kernel"
            return Frame("claim.share", "level", metric=done, last=phrase[1], first=done[0])
    if sentence.lower(phrase[0]) in REFERENCES and phrase[1] - phrase[0] == 1:
        # "62.5% of native": a reference system, not the thing measured
        return Frame("claim.share-of-reference", "level", last=phrase[1], first=run.first, baseline=phrase)
    owned = owner(sentence, phrase)
    if owned > phrase[0]:
        # "93% of the full system's performance", "98% of the baseline performance"
        kept = Frame("claim.share-of-reference", "level", metric=(owned, phrase[1]), last=phrase[1], first=run.first)
        kept.baseline = (phrase[0], owned)
        return kept
    at = lead(sentence, run.first)
    told = noun_left(sentence, at) if sentence.lower(at) == "of" and amount.kind == "percent" else None
    if told is not None and is_metric(sentence, told):
        # "an inference time of less than 1% of the round trip time"
        return Frame("claim.level-of", "level", metric=told, last=phrase[1], first=told[0])
    borne = _borne(sentence, run, at, phrase) if amount.kind == "percent" else None
    if borne is not None:
        return Frame("claim.level-of", "level", metric=borne, last=phrase[1], first=borne[0])
    phrase = _with_restriction(sentence, run, phrase)
    share = Frame("claim.share", "level", metric=phrase, last=phrase[1], first=run.first)
    of = max(phrase[0], sentence.next_word("of", phrase[0], phrase[1] + 1))
    common = sentence.items[of - 1].text.islower()
    if of > phrase[0] and common and is_metric(sentence, (phrase[0], of)) and amount.kind == "percent":
        # "only 1% of the cost of MovieGen"
        other = comparand(sentence, of + 1)
        compared = sentence.lower(of - 1) in ATTAINED or (other is not None and _is_other(sentence, other))
        if other is not None and compared:
            share.rule, share.metric, share.baseline = "claim.share-of-reference", (phrase[0], of), other
            share.last = other[1]
    return share


def _meant(sentence: Sentence, run: Run, history: list[Frame]) -> Range | None:
    """What a pronoun stands for that a share is of: "570 | accidents |, with deer accounting for 22% of these"."""
    if sentence.lower(run.last + 1) not in _STANDING:
        return None
    if history and history[-1].rule == "claim.share":
        return history[-1].metric
    for step in range(run.first - 1, -1, -1):
        if sentence.tag(step) == AMOUNT and sentence.amount(step).kind == "count":
            return noun_right(sentence, step + 1)
    return None


def _borne(sentence: Sentence, run: Run, at: int, whole: Range) -> Range | None:
    """What is so small a part of another quantity: "the area overhead | remains below 0.2% of the SoC area", "an 80 ns
    overhead per call (less than 0.03% of the latency)"; None where things make up a share.
    """
    if not is_metric(sentence, whole) or any(is_plural(sentence.items[step].text) for step in range(*whole)):
        return None
    if sentence.lower(at) == "(":
        told = noun_left(sentence, at)
    elif sentence.tag(at) == AUXILIARY or sentence.lower(at) in STAYING:
        told = subject(sentence, run.first)
    else:
        return None
    if told is None or family(sentence.words(*told))[0] in ("other", "size"):
        return None
    return told


def _listed(sentence: Sentence, run: Run) -> Range | None:
    """What several shares in a list are of: "| 100% | and over 97% of | the performance", "| 1/2 | and 1/3 of | their
    parameters".
    """
    at, kind = run.last, sentence.amount(run.first).kind
    for _ in range(3):
        step = at + (sentence.lower(at) == ",")
        step += sentence.lower(step) == "and"
        if step == at or sentence.tag(step) != AMOUNT or sentence.amount(step).kind != kind:
            return None
        at = step + 1
        if sentence.lower(at) == "of":
            return _shared(sentence, _behind_count(sentence, at + 1))
    return None


def _of_metric(sentence: Sentence, run: Run) -> Frame | None:
    """ "half the validation cost of algorithmic baselines": a share without its "of"."""
    phrase = noun_right(sentence, run.last) if sentence.lower(run.last) == "the" else None
    of = sentence.next_word("of", phrase[0], phrase[1] + 1) if phrase is not None else -1
    if phrase is None or of < 0 or not is_metric(sentence, (phrase[0], of)):
        return None
    other = comparand(sentence, of + 1)
    if other is None or not _is_other(sentence, other):
        return None
    return Frame("claim.share-of-reference", "level", "", (phrase[0], of), other[1], run.first, other)


def _is_other(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase names a system or the things compared with: "MovieGen", "algorithmic baselines"."""
    return is_named(sentence, phrase) or any(sentence.lower(step) in cues().competitors for step in range(*phrase))


def _shared(sentence: Sentence, first: int) -> Range | None:
    """What a share is of: "these queries", "that | gain", "the | per token shortfall"."""
    phrase = noun_right(sentence, first)
    if phrase is not None:
        return phrase
    adjective = first
    while sentence.tag(adjective) in (DETERMINER, ADVERB):
        adjective += 1
    if sentence.tag(adjective) == VERB and sentence.tag(adjective + 1) in NOUNS:
        # "40% of | correct answers", "a third of the total | operating expense"
        more = noun_right(sentence, adjective + 1)
        return (adjective, more[1]) if more is not None else None
    if sentence.lower(first) in _POINTING and sentence.lower(first + 1) in cues().both:
        return first + 1, first + 2
    first += sentence.tag(first) == DETERMINER
    phrase = noun_right(sentence, first + 1) if sentence.lower(first) == "per" else None
    return (first, phrase[1]) if phrase is not None and phrase[1] - phrase[0] > 1 else None


def _with_restriction(sentence: Sentence, run: Run, phrase: Range) -> Range:
    """The things that a share is of with what tells them from others: "time | spent on permutations", "the data | in
    each submission", "recovers 10% of the trajectories | the policy loses".
    """
    at = phrase[1]
    word = sentence.lower(at)
    if word == "in" and sentence.lower(at + 1) in ("each", "every"):
        more = noun_right(sentence, at + 2)
    elif word in _PASSED and sentence.lower(at - 1) == "time" and phrase[1] - phrase[0] == 1:
        more = noun_right(sentence, at + 1 + (sentence.tag(at + 1) == PREPOSITION))
    else:
        named = sentence.tag(at) in (DETERMINER, PRONOUN) and sentence.tag(lead(sentence, run.first)) == VERB
        return (phrase[0], _clause_end(sentence, at) or at) if named else phrase
    return (phrase[0], more[1]) if more is not None else phrase


def _clause_end(sentence: Sentence, first: int) -> int:
    """Where a clause without "that" ends behind its verb: "trajectories | the weak policy loses"; 0 where none does."""
    for step in range(first + 1, first + 8):
        if sentence.tag(step) == VERB:
            return step + 1 if sentence.tag(step + 1) in ("", SIGN) else 0
        if sentence.tag(step) not in _SUBJECT:
            return 0
    return 0


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
    return word in VERSUS or (word in ("with", "to") and sentence.lower(index - 2) in ("compared", "opposed"))


def _is_moved(sentence: Sentence, head: int) -> bool:
    """Whether a noun of change is a move, and no size that a share is taken of: "savings", not "the speedup"."""
    return (
        sentence.value(head) in ("decrease", "increase", "improve", "worsen") and sentence.lower(head - 1) != "maximum"
    )


def _done(sentence: Sentence, last: int) -> Range | None:
    """The verb with its object before item `last`: "match oracle performance"."""
    phrase = noun_left(sentence, last)
    verb = phrase[0] - 1 if phrase is not None else last - 1
    while sentence.tag(verb) == DETERMINER:
        verb -= 1
    if sentence.tag(verb) == VERB:
        return verb, last
    # "switches between them, and | match oracle performance"
    joined = phrase is not None and phrase[1] - phrase[0] > 1 and sentence.lower(verb) in ("and", "to")
    return phrase if joined and phrase is not None and sentence.lower(phrase[0]) in lexicon().verbs else None
