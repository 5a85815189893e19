"""Each change of a sentence with its baseline."""

from itertools import groupby, pairwise
from typing import Final

from claims.assemble.baselines import Baseline, find_baselines
from claims.assemble.bettered import bettered
from claims.assemble.coverage import covered_by_object, covered_drafts
from claims.assemble.cues import cues
from claims.assemble.draft import Draft
from claims.assemble.frames import Frame
from claims.assemble.inherited import explains, goes_on, is_gain
from claims.assemble.members import baseline_members, named_members
from claims.assemble.sentence import VERB, Range, Sentence

_NEEDING: Final = ("at", "consuming", "needing", "requiring", "taking", "using", "with")
_APPOSING: Final = frozenset({"a", "an", "i.e.", "or", "representing", "yielding"})


def compare(sentence: Sentence, drafts: list[Draft]) -> None:
    """Give each change its baseline: a trailing one covers what precedes it, a leading one the sentence."""
    changes = [draft for draft in drafts if draft.frame is not None]
    if not changes and "level" not in [draft.type for draft in drafts]:
        return
    for order, draft in enumerate(changes):
        if draft.amount.side is not None:
            _take_side(sentence, changes, order, draft.amount.side)
    found = find_baselines(sentence)
    for order, baseline in enumerate(found):
        if _is_told(changes, baseline):
            if baseline.forward or _improves_over(sentence, baseline.marker):
                _carry(sentence, changes, baseline)
            elif baseline.equalled:
                # "matches B (90% vs. 86%) while halving the cost"
                _give(sentence, covered_drafts(sentence, changes, baseline), baseline)
        elif baseline.forward:
            covered = covered_by_object(sentence, changes, baseline, _next_object(sentence, found[order + 1 :]))
            last = max((draft.item for draft in covered), default=len(sentence.items))
            if sentence.next_word("respectively", last, last + 8) > 0:
                _give(sentence, covered, baseline)
                continue
            for draft in covered:
                draft.baseline = [baseline.phrase]
        else:
            _give(sentence, covered_drafts(sentence, changes, baseline), baseline)
    for draft in changes:
        if not draft.baseline and draft.type == "change" and draft.frame is not None and draft.frame.region is not None:
            _better(sentence, changes, draft.frame)
    if len(changes) > 1:
        _inherit(sentence, changes)
    for draft in changes:
        if draft.type == "level" and not draft.baseline:
            _of_pronoun(sentence, draft, changes, found)
    for baseline in found:
        if len(changes) < len(drafts):
            _counted(drafts, baseline)
        _appose(sentence, changes, baseline)
        _own_values(sentence, drafts, baseline)


def _counted(drafts: list[Draft], baseline: Baseline) -> None:
    """What is counted right before a comparison: "zero mismatches | compared to B"."""
    if not baseline.explicit or baseline.forward or baseline.leading:
        return
    for draft in drafts:
        if draft.count is None or draft.type != "level" or draft.baseline:
            continue
        if draft.count.phrase[1] in (baseline.marker, baseline.marker - 1) and draft.item < baseline.marker:
            draft.baseline = [baseline.phrase]


def _of_pronoun(sentence: Sentence, draft: Draft, changes: list[Draft], found: list[Baseline]) -> None:
    """A share of what the thing compared with needs: "improves F1 by 11% over B, using only 10% of | its runtime"."""
    if draft.frame is None or draft.frame.metric is None or draft.frame.rule not in ("claim.share", "claim.level"):
        return
    owner = sentence.lower(draft.frame.metric[0] - 1)
    if owner not in ("its", "their"):
        return
    if sentence.last_word(_NEEDING, draft.item, within=4) >= 0:
        before = [baseline.phrase for baseline in found if baseline.phrase[1] <= draft.item]
        before += [other.baseline[0] for other in changes if other.item < draft.item and other.baseline]
        if before:
            draft.baseline = [max(before)]
    elif sentence.lower(draft.item - 1) == "and":
        # "10% of its runtime and | 13% of its cost"
        said = next((other for other in reversed(changes) if other.item < draft.item), None)
        if said is not None and said.frame is not None and said.frame.metric is not None:
            same = sentence.lower(said.frame.metric[0] - 1) == owner
            draft.baseline = said.baseline if same else []


def _next_object(sentence: Sentence, later: list[Baseline]) -> int:
    """Where the next verb with an object to compare with stands: "outperforms A and | exceeds B at 2x lower cost"."""
    verbs = (other.marker for other in later if other.forward and not sentence.lower(other.marker).endswith("ing"))
    return next(verbs, len(sentence.items))


def _better(sentence: Sentence, changes: list[Draft], found: Frame) -> None:
    """Give the changes of a frame what they are made to: "improves the rate of | A and B | by 4% and 9%"."""
    made = [draft for draft in changes if draft.frame is found]
    named = bettered(sentence, found, len(made))
    for order, draft in enumerate(made):
        draft.baseline = [named[order if len(named) == len(made) else 0]] if named else []


def _take_side(sentence: Sentence, changes: list[Draft], order: int, side: tuple[int, int]) -> None:
    """Give a before and after what has the number before: "from 14% for | SOTA methods | to 4%", not "from 94% for tiny
    to 66%"; a change that they explain has it too: "by 40%, from 5 s in the old setup to 3 s".
    """
    words = sentence.text[side[0] : side[1]].lower().split()
    if words[0] not in ("a", "an", "the") and words[-1] not in cues().competitors and words[0] not in cues().usual:
        return
    draft = changes[order]
    draft.side = side
    if order and changes[order - 1].type == "change" and changes[order - 1].metric == draft.metric:
        changes[order - 1].side = side


def _own_values(sentence: Sentence, drafts: list[Draft], baseline: Baseline) -> None:
    """What a thing compared with attains is told of it alone: "outperforming A (50.0%) and | B (21.5%)"."""
    first, last = baseline.phrase
    for draft in drafts:
        if draft.type != "level" or draft.baseline or sentence.lower(draft.item - 1) != "(":
            continue
        end = draft.item - 1
        if not first < end <= last:
            continue
        begin = next(
            (step for step in range(end - 1, first, -1) if sentence.lower(step) in ("and", ",", ")")), first - 1
        )
        begin += 1
        draft.conditions.insert(0, (begin, end))


def _appose(sentence: Sentence, changes: list[Draft], baseline: Baseline) -> None:
    """What is apposed to a comparison is of the same: "16 min, compared to 8 h for B | (32x faster)"."""
    last = baseline.phrase[1]
    if baseline.forward or sentence.lower(last) not in (",", "(", "-", "—", "--"):
        return
    for draft in changes:
        if draft.type != "change" or draft.baseline or draft.frame is None or not last < draft.frame.first <= last + 4:
            continue
        between = range(last + 1, draft.frame.first)
        article = sentence.lower(last) == "(" or any(sentence.lower(step) in _APPOSING for step in between)
        if article and all(sentence.lower(step) in _APPOSING or sentence.lower(step) == "," for step in between):
            draft.baseline = [baseline.phrase]


def _improves_over(sentence: Sentence, marker: int) -> bool:
    """ "improves | over | B by 2% while reducing the time by 5%" """
    before = marker - 1
    return sentence.lower(marker) == "over" and sentence.tag(before) == VERB and sentence.value(before) == "improve"


def _is_told(changes: list[Draft], baseline: Baseline) -> bool:
    """Whether the construction of a draft has told the baseline already."""
    for draft in changes:
        own = draft.frame.baseline if draft.frame is not None else None
        if own is not None and own[0] - 2 <= baseline.marker <= own[1]:
            return True
    return False


def _give(sentence: Sentence, covered: list[Draft], baseline: Baseline) -> None:
    """Give the covered drafts the baseline, member by member where each has one of its own."""
    members = baseline_members(sentence, baseline.phrase)
    lists = _lists(covered)
    if len(members) > 1 and all(len(drafts) == len(members) and _same_metric(drafts) for drafts in lists):
        for drafts in lists:
            for draft, member in zip(drafts, members, strict=True):
                draft.baseline = member
        return
    if len(members) > 1 and len(covered) == len(members) and sentence.lower(baseline.phrase[1]) == "respectively":
        # "3x speedup and 9x speedup compared to A and B respectively"
        for draft, member in zip(covered, members, strict=True):
            draft.baseline = member
        return
    if len(members) > 1 and len(covered) > 1 and _in_turn(sentence, covered, baseline.phrase):
        return
    inner = _inner_baseline(sentence, baseline.phrase)
    places = _inner_places(sentence, covered)
    for draft in covered:
        if inner is None or not places:
            draft.baseline = [baseline.phrase]
        else:
            draft.baseline = [inner[1] if draft.item in places else inner[0]]


def _in_turn(sentence: Sentence, covered: list[Draft], phrase: Range) -> bool:
    """Whether "respectively" gives the numbers of each metric the names of a baseline in turn, which it then does:
    "5%/3% higher accuracy with 4x/2x lower cost than A and B, respectively", "Compared to two systems, A and B, …".
    """
    if not any(item.lower == "respectively" for item in sentence.items):
        return False
    members = named_members(sentence, phrase)
    groups = [list(group) for _, group in groupby(covered, key=lambda draft: draft.metric)]
    if len(members) < 2 or any(len(group) != len(members) for group in groups):
        return False
    for group in groups:
        for draft, member in zip(group, members, strict=True):
            draft.baseline = member
    return True


def _lists(drafts: list[Draft]) -> list[list[Draft]]:
    """The drafts by the list of numbers that they stand in: "2x and 3x faster and 4x and 5x smaller" are two."""
    lists: dict[int, list[Draft]] = {}
    for draft in drafts:
        lists.setdefault(id(draft.frame), []).append(draft)
    return list(lists.values())


def _same_metric(drafts: list[Draft]) -> bool:
    return len({tuple(draft.metric) for draft in drafts}) == 1


def _inner_places(sentence: Sentence, drafts: list[Draft]) -> set[int]:
    return {
        draft.item
        for draft in drafts
        if sentence.lower(draft.item - 1) == "(" and sentence.lower(draft.item + 1) == ")"
    }


def _inner_baseline(sentence: Sentence, phrase: Range) -> tuple[Range, Range] | None:
    """ "GQF (TCF)" -> its two parts."""
    if phrase[1] - phrase[0] >= 4 and sentence.lower(phrase[1] - 1) == ")":
        opening = next((i for i in range(phrase[0], phrase[1]) if sentence.lower(i) == "("), -1)
        if opening > phrase[0]:
            return (phrase[0], opening), (opening + 1, phrase[1] - 1)
    return None


def _carry(sentence: Sentence, changes: list[Draft], baseline: Baseline) -> None:
    """The object of "outperforms B by 1.8x and reduces energy by 46%" covers the whole coordination."""
    for order, draft in enumerate(changes):
        if draft.item < baseline.marker or draft.type != "change" or draft.baseline:
            continue
        between = range(baseline.marker, draft.item)
        # "…, surpassing B by 15%, | while cutting the costs by 3x"
        stops = (";", ":", "while") if sentence.lower(baseline.marker).endswith("ing") else (";", ":")
        if any(sentence.lower(step) in stops for step in between) or not is_gain(sentence, draft):
            continue
        goes_on = order > 0 and draft.frame is not None and draft.frame.rule == "claim.elided"
        draft.baseline = (changes[order - 1].baseline if goes_on else []) or [baseline.phrase]


def _inherit(sentence: Sentence, changes: list[Draft]) -> None:
    """What goes on a change has its baseline: "9x over B, | and 3x on average", a trailing "with gains reaching N"."""
    for before, draft in pairwise(changes):
        if draft.type != "change" or before.type != "change" or not before.baseline or draft.frame is None:
            continue
        if draft.baseline and not _opened(before, draft, draft.frame):
            continue
        explained = explains(sentence, draft, draft.frame)
        if explained or (not draft.baseline and goes_on(sentence, before, draft, draft.frame)):
            _hand_on(changes, before, draft)


def _hand_on(changes: list[Draft], before: Draft, draft: Draft) -> None:
    """Give a change the baseline of the one before, list by list where both are lists: "by 4% and 9%, with an average
    improvement of | 2% and 3%".
    """
    givers = [other for other in changes if other.frame is before.frame]
    takers = [other for other in changes if other.frame is draft.frame]
    if len(givers) != len(takers) or draft.frame is before.frame:
        givers, takers = [before], [draft]
    for giver, taker in zip(givers, takers, strict=True):
        taker.baseline = giver.baseline


def _opened(before: Draft, draft: Draft, found: Frame) -> bool:
    """Whether a draft has but the baseline that opens the sentence, and the one before it another: "Compared with A, …,
    and outperforms B by 2x | with a 5% latency reduction".
    """
    led = found.baseline is None and draft.baseline[0][1] <= before.item
    return led and draft.baseline[0][1] < before.baseline[0][0]
