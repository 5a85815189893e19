"""What a number is restricted to: the words behind it, and the setting that opens its sentence."""

from typing import Final

from claims.assemble.draft import Draft
from claims.assemble.frames import lead
from claims.assemble.opening import openings
from claims.assemble.phrases import governor, is_metric, noun_left, phrase_list
from claims.assemble.sentence import AMOUNT, PREPOSITION, VERB, Range, Sentence
from claims.assemble.subjects import share_holder, studied_subject
from claims.assemble.trailing import joins_sizes, trailing_condition, whole

_PLACING: Final = frozenset({"on", "in", "for"})
_LISTING: Final = frozenset({"and", ","})


def restrict(sentence: Sentence, drafts: list[Draft]) -> None:
    """Give each change and level its conditions: the one behind it first, then the setting that opens the sentence."""
    framed = [draft for draft in drafts if draft.frame is not None or draft.type == "level"]
    if not framed:
        return
    items = [draft.item for draft in framed]
    opened = openings(sentence, min(items), max(items))
    lists = _lists(framed)
    behind = [_behind(sentence, each, lists[order + 1 :]) for order, each in enumerate(lists)]
    if len(lists) > 1:
        _share(sentence, lists, behind)
    for each, trailing in zip(lists, behind, strict=True):
        holder = share_holder(sentence, each[0])
        if holder is not None:
            _restrict_list(sentence, each, holder)
        if trailing is not None:
            _restrict_list(sentence, each, trailing)
        for opening in reversed(opened):
            if opening.phrase[1] <= each[0].item < opening.last:
                _restrict_list(sentence, each, opening.phrase)
        subject = studied_subject(sentence, each[0]) if not each[0].conditions else None
        if subject is not None:
            _restrict_list(sentence, [draft for draft in each if not draft.conditions], subject)
    if "(" in sentence.lowers:
        _place(sentence, framed)


def _place(sentence: Sentence, drafts: list[Draft]) -> None:
    """Give levels in parentheses the places that they stand behind: "the rate on A (620 GB/s) and B (1.4 TB/s)"."""
    placed = False
    for draft in drafts:
        aside = draft.type == "level" and draft.frame is not None and draft.frame.rule == "claim.parenthesis"
        phrase = noun_left(sentence, draft.item - 1) if aside and sentence.lower(draft.item - 1) == "(" else None
        if phrase is None or not sentence.items[phrase[1] - 1].text[0].isupper() or is_metric(sentence, phrase):
            placed = False
            continue
        led = sentence.lower(governor(sentence, phrase[0]))
        placed = led in _PLACING or (placed and led in _LISTING)
        known = [*draft.metric, *draft.conditions, *draft.baseline]
        if placed and not any(other[0] < phrase[1] and phrase[0] < other[1] for other in known):
            draft.conditions.insert(0, phrase)


def _restrict_list(sentence: Sentence, drafts: list[Draft], setting: Range) -> None:
    """Give a list of numbers a setting, or each its member of it; never what it is compared with or measured of."""
    members = _members(sentence, drafts, setting) if len(drafts) > 1 else [setting]
    for draft, member in zip(drafts, members, strict=True):
        told = whole(sentence, member, draft.item)
        if told[0] < told[1] and not _is_compared(draft, told) and told not in draft.metric:
            words = sentence.words(*told)
            if all(sentence.words(*other) != words for other in draft.conditions):
                draft.conditions.append(told)


def _is_compared(draft: Draft, setting: Range) -> bool:
    """Whether a setting is what the draft is compared with: "Over the same baseline, …"."""
    return any(setting[0] < phrase[1] and phrase[0] < setting[1] for phrase in draft.baseline)


def _members(sentence: Sentence, drafts: list[Draft], setting: Range) -> list[Range]:
    """What of a setting each number has: "2x and 3x on A and B, respectively", else all of it."""
    first, last = min(setting[0], drafts[0].item), max(setting[1], drafts[-1].item)
    if sentence.next_word("respectively", first, last + 3) < 0:
        return [setting] * len(drafts)
    members = phrase_list(sentence, *setting)
    sizes = len(members) == 2 and joins_sizes(sentence, members[0][1])
    nouns = sizes or not any(item.tag in (AMOUNT, PREPOSITION) for item in sentence.items[slice(*setting)])
    return members if len(members) == len(drafts) and nouns else [setting] * len(drafts)


def _lists(drafts: list[Draft]) -> list[list[Draft]]:
    """The drafts by the list of numbers that they stand in, which a restriction behind it is for: "2x and 3x on C"."""
    lists: list[list[Draft]] = []
    for draft in drafts:
        if lists and draft.frame is not None and draft.frame is lists[-1][0].frame:
            lists[-1].append(draft)
        else:
            lists.append([draft])
    return lists


def _behind(sentence: Sentence, drafts: list[Draft], later: list[list[Draft]]) -> Range | None:
    """The restriction behind a list of numbers, its metric or its baseline."""
    last, frame = drafts[-1], drafts[-1].frame
    stop = later[0][0].item if later else len(sentence.items)
    named = later[0][0].frame if later else None
    if named is not None and named.rule in _NAMED and named.metric is not None and last.item < named.metric[0] < stop:
        # "an accuracy of 67% with | recall = 0.4", "with | mean memory 14.9 GB": what the next number is of
        first = named.metric[0] - (sentence.lower(named.metric[0] - 1) in ("average", "mean", "median", "peak"))
        stop = first if sentence.lower(first - 1) == "with" else stop
    if frame is None:
        if sentence.lower(last.metric[0][1]) == "," and sentence.lower(last.metric[0][1] + 1) == "across":
            # "with zero parameters, across seven nodes": told beside the count, as another fact
            return None
        return trailing_condition(sentence, last.metric[0][1], stop)
    compared = len(drafts) > 1 or bool(last.baseline)
    baselines = [each for draft in drafts for each in draft.baseline if frame.last <= each[0]] if compared else []
    at = max([frame.last, *[phrase[1] for phrase in baselines]]) if baselines else frame.last
    found = trailing_condition(sentence, at, stop)
    if found is None and frame.region is not None and last.metric:
        found = trailing_condition(sentence, last.metric[-1][1], frame.region[1])
    if found is None and baselines:
        # "2x on C over B"
        found = trailing_condition(sentence, frame.last, baselines[0][0] - 1)
    if found is None and frame.rule == "claim.level-in" and last.metric:
        found = _amid(sentence, last.metric[-1][1], lead(sentence, last.item))
    return found


def _amid(sentence: Sentence, first: int, last: int) -> Range | None:
    """The restriction between what was done and how long it took: "processes a frame | on C | in 30 ms"."""
    if first >= last or any(item.tag in (VERB, AMOUNT) or item.lower == "," for item in sentence.items[first:last]):
        return None
    found = trailing_condition(sentence, first, last)
    return found if found is not None and found[1] == last else None


_NAMED: Final = frozenset({"claim.level-equals", "claim.level-before"})
_BREAKS: Final = frozenset({";", ":", "while", "whereas", "but", "although"})
_SAYING_HOW: Final = frozenset({",", "and", "average", "by", "maximum", "on", "peak"})
_JOINS: Final = frozenset({"and", "or"})


def _share(sentence: Sentence, lists: list[list[Draft]], behind: list[Range | None]) -> None:
    """Let a restriction that ends a coordination be for all of it: "cuts A by 3% and B by 5% on C"."""
    ends, serial = True, False
    for order in range(len(lists) - 2, -1, -1):
        left, right, ending = lists[order], lists[order + 1], behind[order + 1]
        joined = _are_joined(sentence, left[-1], right[0], serial)
        explained = "with" in (sentence.lower(right[0].item - 1), sentence.lower(right[0].item - 2))
        if behind[order] is None and ending is not None and ending[0] > right[0].item:
            shared = joined and (ends or _is_close(sentence, left[-1], right[0]))
            behind[order] = ending if shared or (explained and left[0].type == right[0].type) else None
        # "by 3% on C and by 5% on D": what stands in the middle is not for what precedes it
        ends = not joined or behind[order] == ending
        serial = joined


def _is_close(sentence: Sentence, left: Draft, right: Draft) -> bool:
    """Whether two numbers are told as one, whatever follows: "by 2x on average and up to 3x | on C, and by …"."""
    between = sentence.lowers[left.item + 1 : right.item]
    return "and" in between and _SAYING_HOW.issuperset(between)


def _are_joined(sentence: Sentence, left: Draft, right: Draft, serial: bool) -> bool:
    """Whether "and" joins two numbers of one type, or the second is an aside: "by 3% (2% on average)"."""
    if left.type != right.type:
        return False
    between = sentence.lowers[left.item + 1 : right.item]
    if not _BREAKS.isdisjoint(between):
        return False
    if sentence.lower(right.item - 1) == "(" or not _JOINS.isdisjoint(between):
        return True
    # "reduces A by 3%, B by 5%, and C by 2%"
    return serial and "," in between and not sentence.has_tag(VERB, left.item + 1, right.item)
