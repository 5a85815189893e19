"""Each change of a sentence with its baseline."""

from itertools import pairwise

from claims.assemble.baselines import Baseline, find_baselines
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
        if any(
            draft.frame is not None
            and draft.frame.baseline is not None
            and draft.frame.baseline[0] - 2 <= baseline.marker <= draft.frame.baseline[1]
            for draft in changes
        ):
            if baseline.forward:
                _carry(sentence, changes, baseline)
            continue
        members = baseline_members(sentence, baseline.phrase)
        if baseline.leading:
            covered = [draft for draft in changes if not draft.baseline and draft.type == "change"]
        elif baseline.forward:
            end = next(
                (step for step in range(baseline.marker, len(sentence.items)) if sentence.lower(step) in (";", ":")),
                len(sentence.items),
            )
            covered = [
                draft
                for draft in changes
                if baseline.marker < draft.item < end
                and not draft.baseline
                and (
                    draft.type == "change"
                    or (draft.amount.kind in ("percent", "fraction") and _attained(sentence, draft))
                )
            ]
            covered += [
                draft
                for draft in changes
                if draft.item < baseline.marker and draft.amount.kind == "fraction" and not draft.baseline
            ]
            if not covered and sentence.lower(baseline.marker - 1) == ",":
                # "achieves a 2.6x speedup on A and 2.5x on B, surpassing C"
                covered = [
                    draft
                    for draft in changes
                    if draft.item < baseline.marker and draft.type == "change" and not draft.baseline
                ]
            for draft in covered:
                draft.baseline = [baseline.phrase]
            continue
        else:
            covered = []
            nearest = max((draft.item for draft in changes if draft.item < baseline.marker), default=-1)
            for draft in reversed([draft for draft in changes if draft.item < baseline.marker]):
                if (
                    sentence.lower(baseline.marker) == "than"
                    and draft.item < nearest
                    and _predicated(changes, nearest, draft.frame)
                ):
                    # "an 11x speedup and execution times 2x faster than B": said of the times only
                    break
                if draft.baseline and not (
                    draft.frame is not None and draft.frame.baseline is None and _forwarded(sentence, draft)
                ):
                    break
                if any(sentence.lower(step) == ";" for step in range(draft.item, baseline.marker)):
                    break
                if draft.frame is not None and _moved_between(sentence, draft.frame.last, baseline.marker):
                    continue
                if draft.type == "change" or (
                    baseline.explicit
                    and draft.frame is not None
                    and _adjacent(sentence, draft.frame.last, baseline.marker)
                ):
                    covered.append(draft)
            covered.reverse()
        if (
            not covered
            and (baseline.explicit or sentence.lower(baseline.marker) == "over")
            and not any(draft.item < baseline.marker and draft.type == "change" for draft in changes)
        ):
            # "improves time over B in 25/31 cases, achieving 3x": said before the numbers, it covers them
            levels = sentence.tag(baseline.marker - 1) == VERB and sentence.lower(baseline.marker) == "against"
            covered = [
                draft
                for draft in changes
                if draft.item > baseline.marker and not draft.baseline and (draft.type == "change" or levels)
            ]
        run_length = len({draft.item for draft in covered})
        if (
            len(members) > 1
            and len(members) == run_length
            and _same_metric(covered)
            and len({id(draft.frame) for draft in covered}) == 1
        ):
            for draft, member in zip(covered, members, strict=True):
                draft.baseline = member
            continue
        inner = _inner_baseline(sentence, baseline.phrase)
        for draft in covered:
            if inner is not None and any(draft.item == place for place in _inner_places(sentence, covered)):
                draft.baseline = [inner[1]]
            elif inner is not None and _inner_places(sentence, covered):
                draft.baseline = [inner[0]]
            else:
                draft.baseline = [baseline.phrase]
    _inherit(sentence, changes)


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
            return sentence.lower(step).startswith(("achiev", "attain", "reach", "obtain", "yield", "deliver", "match"))
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
