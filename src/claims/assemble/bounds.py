"""The bound of a number where other words than its own tell it: a list's head, a "not", a verb that caps."""

from collections.abc import Sequence
from typing import Final

from claims.assemble.draft import Draft
from claims.assemble.frames import MEMORY, Frame, lead
from claims.assemble.runs import Run
from claims.assemble.sentence import AMOUNT, VERB, Sentence
from claims.models import Bound

_NEGATIONS: Final = frozenset({"not", "no", "never", "cannot", "none", "neither"})
_CLAUSE_STARTS: Final = frozenset({",", ";", ":", "(", "that", "which", "while", "where", "and", "but", "only"})
_CAPPING: Final = ("bound", "cap", "restrict")
_CAPPED_AT: Final = frozenset({"at", "to"})
_PLACING: Final = frozenset({"on", "in", "for", "at"})
_LONGEST_PLACE: Final = 6
_ROUGHLY: Final = frozenset({"about", "approximately", "nearly", "roughly"})
_REFERENCES: Final = frozenset({"versus", "vs", "vs.", "with", "to"})


def share_bound(sentence: Sentence, run: Run, found: Frame, made: Sequence[Draft], drafts: Sequence[Draft]) -> None:
    """Give the drafts of a run without a bound that of the list that they go on: "up to 2x on A and | 5x on B"."""
    if _is_averaged(sentence, run.last):
        return
    last = next((draft for draft in reversed(drafts[-MEMORY:]) if draft.frame is not None), None)
    if last is None or last.frame is None:
        return
    first = next(draft for draft in drafts if draft.frame is last.frame)
    if first.bound != "exact" and _goes_on(sentence, run, found, first, last.frame):
        for draft in made:
            draft.bound = first.bound


def _goes_on(sentence: Sentence, run: Run, found: Frame, first: Draft, said: Frame) -> bool:
    """Whether a run has no head of its own, but that of the list whose first number was said before."""
    if said.rule == "claim.nominal-shared":
        return True
    if found.rule == "claim.level-listed":
        # "up to 479 GOPS, | 281 GOPS/W", but "in about 6.8 hours and | $106 per spec"
        listed = sentence.lower(run.first - 1) in (",", "and")
        return listed and first.bound == "up_to" and found.metric == said.metric
    if found.rule == "claim.multiple" and found.metric == said.metric and sentence.lower(run.first - 1) == "and":
        # "by up to 52% on A and | 1.7x on B"
        return True
    if said.unit != found.unit:
        return False
    if found.rule == said.rule == "claim.comparative":
        # "up to 6.4x higher throughput than A and | 3.9x higher than B"
        again = sentence.lower(run.last) == sentence.lower(first.item + 1)
        return again and sentence.lower(run.last + 1) == "than"
    if found.rule != "claim.elided":
        return False
    before = sentence.lower(run.first - 1)
    if before in ("but", "only") or before.endswith("'s"):
        # "about 25% for A but only | 0.03% for B"
        return False
    if before == "of" and sentence.lower(run.first - 2) in ("average", "mean"):
        # "by up to 17% for A, and by an average of | 40% for B"
        return False
    if before == "by" or (before in _REFERENCES and sentence.lower(run.first - 2) != "up"):
        # "by up to 64% under A and | by 15% under B", "below 5%, compared with | 7% for B"
        return False
    return sentence.amount(run.first).high is None or first.amount.high is not None


def _is_averaged(sentence: Sentence, index: int) -> bool:
    return sentence.lower(index) == "on" and sentence.lower(index + 1) == "average"


def own_bound(sentence: Sentence, draft: Draft) -> Bound:
    """The bound of a draft as the words before it turn it: "not by | more than 6%", "bounds latency at | 46 us"."""
    if draft.bound == "more_than" and _is_negated(sentence, draft.item):
        return "up_to"
    if draft.bound != "exact" or draft.type == "scale":
        return draft.bound
    at = lead(sentence, draft.item)
    if sentence.lower(at) in _CAPPED_AT and _is_capped(sentence, at):
        return "up_to"
    if draft.type == "level":
        before = sentence.lower(draft.item - 1)
        if before == "every" and sentence.lower(draft.item - 3) in _ROUGHLY:
            # "has roughly doubled every | 5 years"
            return "about"
        if before in ("a", "an") and sentence.lower(draft.item - 2) == "within":
            # "fits within a | 5 mm2 die area"
            return "up_to"
    return draft.bound


def goes_on_bounded(sentence: Sentence, draft: Draft, last: Draft) -> bool:
    """Whether a count goes on a list of what was reached: "up to 512 GPUs on A, 32 GCDs on B, and | 64 GPUs | on C"."""
    if last.bound != "up_to" or draft.bound != "exact" or last.count is None or draft.count is None:
        return False
    first, link = last.count.phrase[1], sentence.lower(draft.count.phrase[1])
    if link not in _PLACING or sentence.lower(first) != link or draft.item - first > _LONGEST_PLACE:
        return False
    return sentence.lower(draft.item - 1) in (",", "and") and not sentence.has_tag(VERB, first, draft.item)


def _is_negated(sentence: Sentence, item: int) -> bool:
    """Whether a "not" or "no" stands before a number in its clause."""
    for step in range(item - 1, max(-1, item - 12), -1):
        word = sentence.lower(step)
        if word in _NEGATIONS:
            return True
        if word in _CLAUSE_STARTS or sentence.tag(step) == AMOUNT:
            return False
    return False


def _is_capped(sentence: Sentence, at: int) -> bool:
    """Whether what leads to a number caps it: "bounds tail latency | at | 46 us", "caps rates | at | 54 Mbps"."""
    for step in range(at - 1, max(-1, at - 9), -1):
        word = sentence.lower(step)
        if word.startswith(_CAPPING) and word.endswith(("s", "ed", "ing")):
            return step + 1 < at or word.endswith("ed")
        if word in _CLAUSE_STARTS or sentence.tag(step) in (AMOUNT, VERB):
            return False
    return False
