"""The quantities of a run with their own members of a listed metric or baseline."""

from dataclasses import replace

from claims.assemble.aggregation import aggregate
from claims.assemble.draft import Draft
from claims.assemble.frames import Frame
from claims.assemble.lexicon import is_plural
from claims.assemble.metric import family
from claims.assemble.phrases import phrase_list
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    AMOUNT,
    NOMINAL,
    NOUNS,
    VERB,
    WORD,
    Range,
    Sentence,
)


def distributed(sentence: Sentence, run: Run, found: Frame) -> list[Draft]:
    """One draft for each quantity of the run, with its own member of a listed metric or baseline."""
    drafts: list[Draft] = []
    first, first_amount = run.first, sentence.amount(run.first)
    members = _metric_members(sentence, run, found.metric, found) if len(run.slots) > 1 and found.metric else None
    for order, slot in enumerate(run.slots):
        for place in (slot, run.inner[slot]) if slot in run.inner else (slot,):
            amount = sentence.amount(place) if place != first else first_amount
            draft = Draft(place, amount)
            draft.frame, draft.type = found, found.type
            if (
                place != first
                and (amount.bound == "exact" or (amount.bound == "about" and slot != run.first))
                and first_amount.bound in ("up_to", "at_least", "about", "more_than", "less_than")
                and not _tells_its_own(sentence, place, place != slot)
            ):
                draft.bound = first_amount.bound
            if members is not None:
                draft.metric = members[order]
            elif found.metric is not None:
                draft.metric = [found.metric] if found.head is None else [found.metric, found.head]
            if found.baseline is not None:
                sides = baseline_members(sentence, found.baseline)
                draft.baseline = sides[order] if len(sides) == len(run.slots) > 1 else [found.baseline]
            if slot in run.notes and aggregate(sentence, slot, slot, slot + 1) is None:
                draft.conditions.append(run.notes[slot])
            drafts.append(draft)
    return drafts


def _tells_its_own(sentence: Sentence, place: int, inner: bool) -> bool:
    """Whether a number that is not the first of its run tells what it is, so that the bound of the first is not its."""
    if sentence.lower(place + 1) == "on" and sentence.lower(place + 2) == "average":
        # "up to 1.25x and 1.09x on average"
        return True
    # "up to 2.0x (1.5x on average)", "(average 1.5x)": the one in parentheses tells what it is
    return inner and (sentence.lower(place + 1) != ")" or sentence.lower(place - 1) != "(")


def told_in_turn(run: Run, found: Frame, made: list[Draft], drafts: list[Draft]) -> None:
    """Give each quantity of a run that names no metric that of the one as many places before: "improves the hit rate by
    11% and cuts the latency by 13% on A, and | 2% and 1% | on B".
    """
    count = len(run.slots)
    before = drafts[-count:]
    if count < 2 or found.rule != "claim.elided" or len(made) != count or len(before) != count:
        return
    metrics = {tuple(draft.metric) for draft in before if draft.metric}
    if len(metrics) < count or any(draft.type != found.type or draft.frame is None for draft in before):
        return
    if any(draft.amount.unit != told.amount.unit for draft, told in zip(made, before, strict=True)):
        return
    for draft, told in zip(made, before, strict=True):
        if told.frame is not None:
            draft.metric = told.metric
            draft.frame = replace(found, move=told.frame.move, metric=told.frame.metric)


def _metric_members(sentence: Sentence, run: Run, metric: Range, found: Frame) -> list[list[Range]] | None:
    """The metrics of a "respectively" list, item plus head: "insertion, query, and deletion throughputs"."""
    first, last = metric
    if sentence.lower(last) == "(" and sentence.lower(last + 2) == ")":
        last += 3
    while first > 0 and (
        sentence.tag(first - 1) in (WORD, NOMINAL)
        or sentence.lower(first - 1) in (",", "and", "&")
        or _is_listed_act(sentence, first - 1)
    ):
        first -= 1
    while _lists_on(sentence, last) or (last > metric[1] and sentence.tag(last) in (WORD, NOMINAL)):
        last += 1
        if sentence.lower(last) == "(" and sentence.lower(last + 2) == ")":
            # "mean absolute error (MAE), root mean square error (RMSE), and"
            last += 3
    members = phrase_list(sentence, first, last)
    if found.type == "level" and len(members) > len(run.slots) and sentence.lower(members[-1][0] - 1) == "and":
        # "Across 848 runs, A, B, and C rates are 3%, 4% and 5%": the list is as long as its numbers
        members = members[-len(run.slots) :]
    if len(members) != len(run.slots) or (found.rule == "claim.outperform" and metric == (found.verb, found.verb + 1)):
        return None
    if sentence.lower(members[-1][0] - 1) not in ("and", "or", "&"):
        # "the delivery rate, availability, energy efficiency by 5x, 8x and 12x respectively"
        told = sentence.next_word("respectively", run.last, run.last + 3) >= 0
        return [[member] for member in members] if told else None
    shared = members[-1]
    of = sentence.next_word("of", *members[0])
    if (
        of > 0
        and family(sentence.words(*shared))[0] == "other"
        and family(sentence.words(members[0][0], of))[0] != "other"
    ):
        # "the acceptance ratio of critical and non-critical flows": one metric, told of two things
        return None
    result: list[list[Range]] = []
    for member in members:
        named = family(sentence.words(*member))[0] not in ("other", "speed")
        if sentence.lower(member[1] - 1) == "-" and member != shared:
            # "warm- and cold-start latency"
            result.append([(member[0], member[1] - 1), (shared[1] - 1, shared[1])])
            continue
        if member == shared or shared[1] - shared[0] < 2 or member[1] - member[0] > 1 or named:
            result.append([member])
        else:
            result.append([member, (shared[1] - 1, shared[1])])
    return result


def _is_listed_act(sentence: Sentence, index: int) -> bool:
    """Whether a verb between commas is a noun of a list: "slice creation, | update |, and deletion"."""
    return (
        sentence.tag(index) == VERB and sentence.lower(index - 1) == "," and sentence.lower(index + 1) in (",", "and")
    )


def _lists_on(sentence: Sentence, index: int) -> bool:
    """Whether a sign or an "and" goes on a list of nouns: "MAE, RMSE, and R2-score"."""
    if sentence.lower(index) not in (",", "and"):
        return False
    behind = sentence.tag(index + 1)
    return behind in (WORD, NOMINAL) or (
        sentence.lower(index + 1) == "and" and sentence.tag(index + 2) in (WORD, NOMINAL)
    )


def _without_class(sentence: Sentence, members: list[Range]) -> Range | None:
    """ "state-of-the-art servers | vLLM and SGLang": the first name without the class of all."""
    first, last = members[0]
    if any(member[1] - member[0] != 1 or not _is_name(sentence, member[0]) for member in members[1:]):
        return None
    kind = sentence.items[last - 2].text if last - first > 1 else ""
    classed = kind.islower() and is_plural(kind) and _is_name(sentence, last - 1)
    return (last - 1, last) if classed else None


def _is_name(sentence: Sentence, index: int) -> bool:
    return any(map(str.isupper, sentence.items[index].text))


def named_members(sentence: Sentence, phrase: Range) -> list[list[Range]]:
    """The names in a listed baseline without the class that they are of: "training systems, | A | and | B |", "two
    baselines such as | A | and | B |"; none where a member is no name.
    """
    members = phrase_list(sentence, *phrase)
    first, last = members[0]
    like = sentence.next_word("like", first, last)
    like = like if like >= 0 else sentence.next_word("as", first, last)
    if like > first:
        members[0] = (like + 1, last)
    elif len(members) > 2 and is_plural(sentence.items[last - 1].text) and not _is_name(sentence, last - 1):
        del members[0]
    named = all(begin < end and _is_name(sentence, begin) for begin, end in members)
    return [[member] for member in members] if named else []


def apposed_names(sentence: Sentence, phrase: Range) -> list[list[Range]]:
    """The names of the things of a class that stand behind it: "two baselines, | A | and | B |, respectively", "three
    stores (| A |, | B |, and | C |)"; none where a member is no name.
    """
    opening = phrase[1]
    if sentence.lower(opening) not in (",", "(") or not is_plural(sentence.items[opening - 1].text):
        return []
    parenthesis = sentence.lower(opening) == "("
    last = opening + 1
    while last < len(sentence.items) and not _ends_names(sentence, last, parenthesis):
        last += 1
    if sentence.lower(last - 1) == ",":
        last -= 1
    members = phrase_list(sentence, opening + 1, last)
    named = all(first < end and _is_name(sentence, first) for first, end in members)
    return [[member] for member in members] if named else []


def _ends_names(sentence: Sentence, index: int, parenthesis: bool) -> bool:
    """Whether a list of names ends at an item: at its ")" or "respectively", else where the sentence goes on."""
    word = sentence.lower(index)
    if word in (")", "respectively", ";", "."):
        return True
    tag = sentence.tag(index)
    named = tag in NOUNS or word in (",", "and", "or", "/", "-") or sentence.items[index].text[0].isupper()
    return tag == AMOUNT or not (parenthesis or named)


def baseline_members(sentence: Sentence, phrase: Range) -> list[list[Range]]:
    """The members of a listed baseline; "CPU and GPU baselines" gives each its head."""
    members = phrase_list(sentence, *phrase)
    if len(members) < 2:
        return [[phrase]]
    # "compared to A and | to | B"
    members = [(first + (sentence.lower(first) in ("to", "with", "over")), last) for first, last in members]
    first = _without_class(sentence, members)
    if first is not None:
        members[0] = first
    shared = members[-1]
    plural_head = is_plural(sentence.items[shared[1] - 1].text) and shared[1] - shared[0] >= 2
    return [
        [member]
        if member == shared or not plural_head or member[1] - member[0] > 1
        else [member, (shared[1] - 1, shared[1])]
        for member in members
    ]
