"""Which numbers of a sentence a baseline is for: what precedes it, what explains "outperforms B", a whole sentence."""

from itertools import pairwise
from typing import Final

from claims.assemble.baselines import Baseline
from claims.assemble.coverage_levels import (
    is_attained_share,
    is_compared_level,
    is_effort,
    is_measured,
    is_moved_level,
    near,
    share_head,
)
from claims.assemble.draft import Draft
from claims.assemble.equalled import stops
from claims.assemble.frames import Frame
from claims.assemble.inherited import explains, is_gain
from claims.assemble.markers import is_aside
from claims.assemble.sentence import ADVERB, AMOUNT, PRONOUN, VERB, Sentence
from claims.assemble.settled import goes_on_settled, is_finite, is_forwarded, is_settled, is_settled_before
from claims.assemble.small_words import COMPARING
from claims.mentions.quantity_words import VERSUS

_VALIDATING: Final = frozenset({"calibration", "comparison", "evaluation", "validation"})
_COMPARING: Final = COMPARING | {"relative"}
_EXPLAINED: Final = frozenset({"specifically", "particularly", "notably", "namely"})
_ENDING: Final = frozenset({";", ":"})
_BREAKS: Final = frozenset({",", ";", ":", "and", "but", "while"})


def covered_by_object(sentence: Sentence, changes: list[Draft], baseline: Baseline, last: int) -> list[Draft]:
    """What the object of "outperforms" covers: what follows it up to an item, and shares before it."""
    marker = baseline.marker
    open_ = [draft for draft in changes if not draft.baseline]
    explained = _is_explained(sentence, baseline)
    lowers = sentence.lowers
    end = next(
        (step for step in range(marker, last) if lowers[step] in _ENDING and _ends(sentence, step, explained)), last
    )
    covered = [
        draft
        for draft in open_
        if baseline.phrase[1] <= draft.item < end
        and (
            is_gain(sentence, draft)
            if draft.type == "change"
            else is_attained_share(sentence, draft)
            or _is_tally(sentence, draft, baseline)
            or is_effort(sentence, draft, baseline.phrase[1])
        )
    ]
    covered += [draft for draft in open_ if draft.item < marker and _is_share(sentence, draft, marker)]
    before = marker - 1 - (sentence.tag(marker - 1) == ADVERB)
    either = sentence.lower(before) == "or" and sentence.lower(marker - 3) in (",", "while")
    if not covered and (either or is_aside(sentence, marker) or sentence.tag(before) == AMOUNT):
        # "reduces latency by 2.6x on A and 2.5x on B, surpassing C"
        before_it = [draft for draft in open_ if draft.item < marker]
        moved = [draft for draft in before_it if draft.type == "change"]
        if moved and all(_is_speedup(sentence, draft) for draft in moved):
            return []
        gained = [draft for draft in moved if is_gain(sentence, draft)]
        gained = [draft for draft in gained if not _explains_other(sentence, changes, draft)]
        return gained or _scored(sentence, before_it, baseline)
    return covered


def _ends(sentence: Sentence, index: int, explained: bool) -> bool:
    """Whether a statement ends at a ";" or ":", and is not explained behind it: "; specifically, it reduces …"."""
    if sentence.lower(index) == ":":
        ratio = sentence.lower(index - 1).isdigit() and sentence.lower(index + 1).isdigit()
        return not explained and not ratio
    return sentence.lower(index) == ";" and sentence.lower(index + 1) not in _EXPLAINED


def _explains_other(sentence: Sentence, changes: list[Draft], draft: Draft) -> bool:
    """Whether a change belongs to one that is compared otherwise: "3x faster than A with | 80% less memory |,
    surpassing B".
    """
    order = changes.index(draft)
    told = order > 0 and changes[order - 1].type == "change" and bool(changes[order - 1].baseline)
    return told and draft.frame is not None and explains(sentence, draft, draft.frame)


def _is_explained(sentence: Sentence, baseline: Baseline) -> bool:
    """Whether a colon tells how a thing is outperformed, each number without a comparison of its own: "outperforms B on
    small servers: | it achieves a 3x speedup".
    """
    last = baseline.phrase[1]
    colon = sentence.next_word(":", last, len(sentence.items))
    if colon < 0 or sentence.lower(baseline.phrase[0]) in ("this", "these"):
        return False
    if any(sentence.lower(step) in (",", ";", "while", "and") for step in range(last, colon)):
        return False
    behind = (sentence.lower(step) for step in range(colon, len(sentence.items)))
    return not any(word in _COMPARING for word in behind)


def _is_tally(sentence: Sentence, draft: Draft, baseline: Baseline) -> bool:
    """Whether a fraction tells where something is outperformed: "outperforms B on | three of four data sets"."""
    if draft.amount.kind != "fraction" or draft.item - baseline.phrase[1] > 3:
        return False
    return sentence.lower(baseline.phrase[1]) in ("on", "in", "across")


def _is_speedup(sentence: Sentence, draft: Draft) -> bool:
    """Whether a change is one over a base of its own: "up to 4.2x speedup, outperforming B"."""
    metric = draft.frame.metric if draft.frame is not None else None
    return metric is not None and sentence.value(metric[1] - 1) == "speedup"


def _scored(sentence: Sentence, drafts: list[Draft], baseline: Baseline) -> list[Draft]:
    """The levels before an outperformed thing whose own number is told: "achieves 86.9%, outperforming B (31.7%)"."""
    score = baseline.phrase[1] + 1
    if not drafts or sentence.lower(score - 1) != "(" or sentence.tag(score) != AMOUNT:
        return []
    covered = [drafts[-1]]
    for draft in reversed(drafts[:-1]):
        if not share_head(sentence, draft, covered[-1]):
            break
        covered.append(draft)
    same = all(draft.type == "level" and draft.amount.kind != "count" for draft in covered)
    return covered if same and near(sentence, covered[0], baseline) else []


def _is_share(sentence: Sentence, draft: Draft, marker: int) -> bool:
    """ "5 of 6 pairs exceed B", "55% of the designs match or exceed B" """
    if draft.amount.kind == "fraction":
        return not any(sentence.lower(step) in ("while", "and") for step in range(draft.item + 1, marker))
    rule = draft.frame.rule if draft.frame is not None else ""
    between = sentence.items[draft.item + 1 : marker]
    return rule == "claim.share" and not any(item.tag == AMOUNT or item.lower in _BREAKS for item in between)


def covered_drafts(sentence: Sentence, changes: list[Draft], baseline: Baseline) -> list[Draft]:
    """The drafts compared with a baseline that "than", "compared to" or the like introduces."""
    if baseline.equalled:
        return _gained(sentence, changes, baseline)
    if baseline.apart:
        return _apart(changes, baseline)
    if baseline.matched:
        return _matched(sentence, changes, baseline)
    if baseline.leading:
        first_item = baseline.marker if sentence.lower(baseline.marker - 1) in (";", ":") else 0
        covered = [
            draft for draft in changes if not draft.baseline and draft.type == "change" and draft.item >= first_item
        ]
        first = next((draft for draft in changes if draft.item > baseline.marker), None)
        if first is not None and not first.baseline and is_moved_level(sentence, first, baseline):
            covered.insert(0, first)
        if (
            not covered
            and baseline.explicit
            and baseline.marker < 2
            and not any(draft.type == "change" for draft in changes)
        ):
            # "compared with B, we achieved a classification accuracy of 86%"
            behind = [draft for draft in changes if not draft.baseline and draft.item > baseline.marker]
            return [draft for draft in behind if sentence.lower(draft.item - 1) not in VERSUS]
    else:
        inside = any(_encloses(draft, baseline.marker) for draft in changes)
        covered = [] if inside else _covered_before(sentence, changes, baseline)
        return covered or _covered_behind(sentence, changes, baseline, inside)
    return covered or _covered_behind(sentence, changes, baseline)


def _encloses(draft: Draft, marker: int) -> bool:
    """Whether a comparison stands between a verb and its number: "improves M | over B | by 3x"."""
    region = draft.frame.region if draft.frame is not None else None
    return region is not None and region[0] <= marker < region[1]


def _gained(sentence: Sentence, drafts: list[Draft], baseline: Baseline) -> list[Draft]:
    """What is gained at the same time: "matches B | while halving the cost and using 3x less memory"."""
    end = stops(sentence, baseline.phrase[1])
    behind = [draft for draft in drafts if baseline.phrase[1] <= draft.item < end]
    gained = [draft for draft in behind if draft.type == "change" and not _exceeds(sentence, draft, baseline.marker)]
    return [draft for draft in gained if not draft.baseline or is_forwarded(draft)]


def _exceeds(sentence: Sentence, draft: Draft, marker: int) -> bool:
    """Whether a change tells by how much another thing is outperformed: "matches A and | exceeds B by 3x"."""
    found = draft.frame
    if found is None or found.rule != "claim.outperform" or found.verb <= marker:
        return False
    named = found.baseline
    # "matches A and beats | it | by 3x"
    return named is None or sentence.tag(named[0]) != PRONOUN


def _apart(changes: list[Draft], baseline: Baseline) -> list[Draft]:
    """What tells the distance: the last number before "from B"."""
    before = [draft for draft in changes if draft.item < baseline.marker and not draft.baseline]
    return [draft for draft in before[-1:] if baseline.marker - draft.item <= 8]


def _matched(sentence: Sentence, drafts: list[Draft], baseline: Baseline) -> list[Draft]:
    """The levels that are as good as a baseline: the last before it, and those that share its head."""
    covered: list[Draft] = []
    for draft in reversed([draft for draft in drafts if draft.item < baseline.marker]):
        joined = share_head(sentence, draft, covered[-1]) if covered else near(sentence, draft, baseline)
        if draft.baseline or not joined or not is_measured(draft):
            break
        covered.append(draft)
    return covered


def _covered_before(sentence: Sentence, changes: list[Draft], baseline: Baseline) -> list[Draft]:
    """What a trailing baseline covers: back to the first draft that is compared otherwise."""
    covered: list[Draft] = []
    before = [draft for draft in changes if draft.item < baseline.marker]
    nearest = max((draft.item for draft in before), default=-1)
    for draft in reversed(before):
        paired = bool(covered) and covered[-1].amount.before is not None
        told = draft.item < nearest and draft.amount.before is not None and not paired
        if told and not is_finite(sentence, draft.item, nearest):
            # "raises the hit rate from 12% to 54%, | reducing traffic by 37% over B": it has told what it was before,
            # but not "improves A from 3 to 5 and | B from 7 to 9 over C"
            break
        if draft.item < nearest and goes_on_settled(sentence, before, draft, nearest):
            break
        if is_settled_before(sentence, draft, covered[-1].item if covered else baseline.marker, baseline):
            break
        if _said_of_nearest(sentence, changes, baseline, draft, nearest) or is_settled(draft):
            break
        colon = sentence.next_word(":", draft.item, baseline.marker)
        if sentence.next_word(";", draft.item, baseline.marker) >= 0 or (
            colon >= 0 and sentence.tag(colon + 1) != AMOUNT
        ):
            break
        if baseline.valued > 1 and draft.type == "level" and len(covered) < baseline.valued:
            # "time is reduced to 12.8 min and congestion to 33%, compared with 14.5 min and 37% for B"
            covered.append(draft)
            continue
        if baseline.valued and covered and is_finite(sentence, draft.item, covered[-1].item):
            break
        if baseline.valued == 1 and draft.type == "change" and covered and covered[0].type == "level":
            opening = sentence.last_word(("(", ")"), baseline.marker, within=baseline.marker - draft.item)
            if opening < 0 or sentence.lower(opening) == ")":
                # "a 15% gain in efficiency, and 82% satisfaction compared to 75% for B"
                break
        if draft.frame is not None and _moved_between(sentence, draft.frame.last, baseline.marker):
            continue
        if _is_recovered(sentence, draft) and not baseline.leading:
            continue
        if draft.type == "change" or is_compared_level(sentence, draft, baseline, covered):
            covered.append(draft)
    return covered[::-1]


def _is_recovered(sentence: Sentence, draft: Draft) -> bool:
    """ "recovers | 80% | of the lost quality": the loss is that of what is improved, whatever else is compared."""
    verb = draft.frame.verb if draft.frame is not None and draft.frame.rule == "claim.verb-amount" else -1
    return verb >= 0 and sentence.lower(verb).startswith("recover")


def _said_of_nearest(sentence: Sentence, changes: list[Draft], baseline: Baseline, draft: Draft, nearest: int) -> bool:
    """ "an 11x speedup and execution times 2x faster than B": said of the times only."""
    behind = sentence.lower(baseline.marker) == "than" and draft.item < nearest
    return behind and _predicated(changes, nearest, draft.frame)


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


def _moved_between(sentence: Sentence, first: int, last: int) -> bool:
    """Whether another thing is said to move between a number and a comparison, which then is about that."""
    if not sentence.has_tag(VERB, first, last):
        return False
    step = max((i for i in range(first, last) if sentence.tag(i) == AMOUNT), default=first)
    return any(
        sentence.tag(i) == VERB
        and sentence.items[i].value in ("decrease", "increase", "improve", "worsen")
        and sentence.lower(i).endswith("ing")
        and not {"without", "while", "not"} & {sentence.lower(i - 1), sentence.lower(i - 2)}
        for i in range(step, last)
    )


def _covered_behind(sentence: Sentence, changes: list[Draft], baseline: Baseline, inside: bool = False) -> list[Draft]:
    """ "improves time over B in 25/31 cases, achieving 3x": said before the numbers, it covers them."""
    marker = baseline.marker
    if not baseline.explicit and sentence.lower(marker) not in ("over", "than"):
        return []
    if not inside and any(draft.item < marker and draft.type == "change" for draft in changes):
        return []
    before = sentence.lower(marker - 1)
    levels = sentence.lower(marker) == "against" and (
        sentence.tag(marker - 1) == VERB or before.endswith("ed") or before in _VALIDATING
    )
    behind = [
        draft
        for draft in changes
        if draft.item > marker
        # "matches A, improving M | over B | by 3x"
        and (not draft.baseline or (inside and _encloses(draft, marker) and is_forwarded(draft)))
    ]
    covered = [draft for draft in behind if draft.type == "change" or levels]
    if not covered or covered[0].frame is None or not covered[0].frame.first <= marker:
        return covered
    return covered[: _own_clause(sentence, covered)]


def _own_clause(sentence: Sentence, drafts: list[Draft]) -> int:
    """How many drafts one clause and the participles that explain it tell: "reduces A over B by 5%, saving 3%, | and
    halves C".
    """
    for order, (before, draft) in enumerate(pairwise(drafts), 1):
        between = range(before.item + 1, draft.item)
        if is_finite(sentence, before.item, draft.item):
            return order
        own = draft.frame is not None and draft.frame is not before.frame and _has_metric_in(draft, between)
        if own and not sentence.has_tag(VERB, before.item, draft.item):
            return order
    return len(drafts)


def _has_metric_in(draft: Draft, items: range) -> bool:
    return bool(draft.metric) and draft.metric[0][0] in items
