"""Each change of a sentence with its baseline."""

from itertools import pairwise

from claims.assemble.baselines import Baseline, find_baselines
from claims.assemble.cues import cues
from claims.assemble.draft import Draft
from claims.assemble.frames import Frame
from claims.assemble.members import baseline_members
from claims.assemble.sentence import (
    AMOUNT,
    VERB,
    Range,
    Sentence,
)


def compare(sentence: Sentence, drafts: list[Draft]) -> None:
    """Give each change its baseline: a trailing one covers what precedes it, a leading one the sentence."""
    changes = [draft for draft in drafts if draft.frame is not None]
    for baseline in find_baselines(sentence):
        if any(_has_own(draft, baseline) for draft in changes):
            if baseline.forward:
                _carry(sentence, changes, baseline)
        elif baseline.forward:
            for draft in _covered_by_object(sentence, changes, baseline):
                draft.baseline = [baseline.phrase]
        else:
            _give(sentence, _covered(sentence, changes, baseline), baseline)
    _inherit(sentence, changes)


def _has_own(draft: Draft, baseline: Baseline) -> bool:
    """Whether the draft's construction has told the baseline already."""
    own = draft.frame.baseline if draft.frame is not None else None
    return own is not None and own[0] - 2 <= baseline.marker <= own[1]


def _covered_by_object(sentence: Sentence, changes: list[Draft], baseline: Baseline) -> list[Draft]:
    """What the object of "outperforms" covers: what follows it, and shares before it."""
    marker = baseline.marker
    open_ = [draft for draft in changes if not draft.baseline]
    items = range(marker, len(sentence.items))
    end = next((step for step in items if sentence.lower(step) in (";", ":")), len(sentence.items))
    covered = [
        draft
        for draft in open_
        if marker < draft.item < end and (draft.type == "change" or _is_attained_share(sentence, draft))
    ]
    covered += [draft for draft in open_ if draft.item < marker and draft.amount.kind == "fraction"]
    if not covered and sentence.lower(marker - 1) == ",":
        # "achieves a 2.6x speedup on A and 2.5x on B, surpassing C"
        return [draft for draft in open_ if draft.item < marker and draft.type == "change"]
    return covered


def _is_attained_share(sentence: Sentence, draft: Draft) -> bool:
    return draft.amount.kind in ("percent", "fraction") and _attained(sentence, draft)


def _covered(sentence: Sentence, changes: list[Draft], baseline: Baseline) -> list[Draft]:
    """The drafts compared with a baseline that "than", "compared to" or the like introduces."""
    if baseline.leading:
        covered = [draft for draft in changes if not draft.baseline and draft.type == "change"]
    else:
        covered = _covered_before(sentence, changes, baseline)
    return covered or _covered_behind(sentence, changes, baseline)


def _covered_before(sentence: Sentence, changes: list[Draft], baseline: Baseline) -> list[Draft]:
    """What a trailing baseline covers: back to the first draft that is compared otherwise."""
    covered: list[Draft] = []
    before = [draft for draft in changes if draft.item < baseline.marker]
    nearest = max((draft.item for draft in before), default=-1)
    for draft in reversed(before):
        if _said_of_nearest(sentence, changes, baseline, draft, nearest) or _is_settled(sentence, draft):
            break
        if sentence.next_word(";", draft.item, baseline.marker) >= 0:
            break
        if draft.frame is not None and _moved_between(sentence, draft.frame.last, baseline.marker):
            continue
        if draft.type == "change" or _is_compared_level(sentence, draft, baseline):
            covered.append(draft)
    return covered[::-1]


def _said_of_nearest(sentence: Sentence, changes: list[Draft], baseline: Baseline, draft: Draft, nearest: int) -> bool:
    """ "an 11x speedup and execution times 2x faster than B": said of the times only."""
    behind = sentence.lower(baseline.marker) == "than" and draft.item < nearest
    return behind and _predicated(changes, nearest, draft.frame)


def _is_settled(sentence: Sentence, draft: Draft) -> bool:
    """Whether the draft has a baseline that a later one does not override."""
    carried = draft.frame is not None and draft.frame.baseline is None and _forwarded(sentence, draft)
    return bool(draft.baseline) and not carried


def _is_compared_level(sentence: Sentence, draft: Draft, baseline: Baseline) -> bool:
    """ "21 ms compared to B" """
    return baseline.explicit and draft.frame is not None and _adjacent(sentence, draft.frame.last, baseline.marker)


def _covered_behind(sentence: Sentence, changes: list[Draft], baseline: Baseline) -> list[Draft]:
    """ "improves time over B in 25/31 cases, achieving 3x": said before the numbers, it covers them."""
    marker = baseline.marker
    if not baseline.explicit and sentence.lower(marker) != "over":
        return []
    if any(draft.item < marker and draft.type == "change" for draft in changes):
        return []
    levels = sentence.tag(marker - 1) == VERB and sentence.lower(marker) == "against"
    behind = [draft for draft in changes if draft.item > marker and not draft.baseline]
    return [draft for draft in behind if draft.type == "change" or levels]


def _give(sentence: Sentence, covered: list[Draft], baseline: Baseline) -> None:
    """Give the covered drafts the baseline, member by member where each has one of its own."""
    members = baseline_members(sentence, baseline.phrase)
    if len(members) > 1 and len(members) == len({draft.item for draft in covered}) and _is_one_run(covered):
        for draft, member in zip(covered, members, strict=True):
            draft.baseline = member
        return
    inner = _inner_baseline(sentence, baseline.phrase)
    places = _inner_places(sentence, covered)
    for draft in covered:
        if inner is None or not places:
            draft.baseline = [baseline.phrase]
        else:
            draft.baseline = [inner[1] if draft.item in places else inner[0]]


def _is_one_run(drafts: list[Draft]) -> bool:
    return _same_metric(drafts) and len({id(draft.frame) for draft in drafts}) == 1


def _carry(sentence: Sentence, changes: list[Draft], baseline: Baseline) -> None:
    """The object of "outperforms B by 1.8x and reduces energy by 46%" covers the whole coordination."""
    for draft in changes:
        between = range(baseline.marker, draft.item)
        if draft.type != "change" or draft.baseline or any(sentence.lower(step) in (";", ":") for step in between):
            continue
        if draft.item > baseline.marker:
            draft.baseline = [baseline.phrase]


def _inherit(sentence: Sentence, changes: list[Draft]) -> None:
    """A trailing "with gains reaching N" has the baseline of what it explains."""
    for before, draft in pairwise(changes):
        if draft.type != "change" or before.type != "change" or draft.baseline or draft.frame is None:
            continue
        if sentence.lower(draft.frame.first - 1) == "with":
            draft.baseline = before.baseline


def _moved_between(sentence: Sentence, first: int, last: int) -> bool:
    """Whether another thing is said to move between a number and a comparison, which then is about that."""
    step = max((i for i in range(first, last) if sentence.tag(i) == AMOUNT), default=first)
    return any(
        sentence.tag(i) == VERB
        and sentence.items[i].value in ("decrease", "increase", "improve", "worsen")
        and sentence.lower(i).endswith("ing")
        and not {"without", "while", "not"} & {sentence.lower(i - 1), sentence.lower(i - 2)}
        for i in range(step, last)
    )


def _predicated(changes: list[Draft], item: int, other: Frame | None) -> bool:
    """Whether the quantity at `item` has its metric for a subject that `other` has not: "execution times up to 2x
    faster".
    """
    return any(
        draft.item == item
        and draft.frame is not None
        and draft.frame is not other
        and draft.frame.rule == "claim.comparative"
        and draft.frame.metric is not None
        and draft.frame.metric[1] <= item
        for draft in changes
    )


def _attained(sentence: Sentence, draft: Draft) -> bool:
    """Whether a level is what "achieving" leads to: "outperforms B, achieving 83.7% precision, 77.5% recall"."""
    for step in range(draft.item - 1, max(-1, draft.item - 14), -1):
        if sentence.tag(step) == VERB:
            return sentence.lower(step).startswith(cues().attains)
    return False


def _forwarded(sentence: Sentence, draft: Draft) -> bool:
    """Whether the draft's baseline came from a leading "outperforms B", which an own one overrides."""
    return draft.frame is not None and bool(draft.baseline) and draft.baseline[0][1] <= draft.item


def _same_metric(drafts: list[Draft]) -> bool:
    return len({tuple(draft.metric) for draft in drafts}) == 1


def _adjacent(sentence: Sentence, first: int, last: int) -> bool:
    return last - first <= 6 and not any(sentence.tag(i) == AMOUNT for i in range(first, last))


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
