"""The fields of some papers -> their claims, sentence by sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from claims.assemble.aggregation import aggregate_all
from claims.assemble.bare_numbers import counts_parts, is_score
from claims.assemble.bounds import goes_on_bounded, own_bound, share_bound
from claims.assemble.comparison import compare
from claims.assemble.constructions import frame
from claims.assemble.count_gates import is_of_each
from claims.assemble.count_stated import is_told_before
from claims.assemble.counted_phrase import dashed_head
from claims.assemble.draft import Draft, to_claim
from claims.assemble.elsewhere import resolve
from claims.assemble.frames import Frame
from claims.assemble.lexicon import counts, singular
from claims.assemble.members import distributed, told_in_turn
from claims.assemble.observed import POWERS, is_observed, is_volume
from claims.assemble.phrases import noun_right
from claims.assemble.provenance import introduction, told_by
from claims.assemble.reading import Reading, Source, read
from claims.assemble.restriction import restrict
from claims.assemble.runs import Run, runs
from claims.assemble.scale import Count, count, counted
from claims.assemble.sentence import AMOUNT, VERB, WORD, Range, Sentence
from claims.assemble.settings import checks_said, is_setting
from claims.assemble.spread import join_pair, leads_on
from claims.assemble.things import unthinged
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_kinds import LASTING
from claims.models import Claim

Scale = tuple[float | None, str, float | None]
"""Value, unit and high end of a claim of scale."""


def find(sources: Sequence[Source]) -> list[list[Claim]]:
    """The claims of each field in the order of the text."""
    readings = read(sources)
    drafts = [[drafted(sentence) for sentence in reading.sentences] for reading in readings]
    complete(
        (sentence, made)
        for reading, each in zip(readings, drafts, strict=True)
        for sentence, made in zip(reading.sentences, each, strict=True)
        if made
    )
    return [
        _claims(source, reading, made) if reading.sentences else []
        for source, reading, made in zip(sources, readings, drafts, strict=True)
    ]


def _claims(source: Source, reading: Reading, drafts: list[list[Draft]]) -> list[Claim]:
    """The claims that the drafts of a field become, those told again left out."""
    field = source.field
    begin = None if field.field == "abstract" else 0  # looked for when the first claim asks for it
    claims: list[Claim] = []
    scales: dict[Scale, tuple[Sentence, Count | None]] = {}
    given: dict[str, int] = {}
    for sentence, made in zip(reading.sentences, drafts, strict=True):
        if not made:
            continue
        about = told_by(sentence, source.system)
        if about is None:
            begin = introduction(field.text, reading.spans) if begin is None else begin
            about = "prior" if sentence.start < begin else "this"
        for one in made:
            if field.field == "comment" and one.amount.unit == "pp" and "point" not in field.text:
                # "14 pp., 4 figs."
                continue
            if one.type != "scale":
                resolve(field, sentence, one, claims)
            elif (about == "prior" and _is_said_by_the_way(sentence, one.amount)) or (
                one.count is not None
                and (
                    (scales and _is_repeated(sentence, one, one.count, scales))
                    or is_told_before(reading.sentences, sentence, one.item, one.count.unit)
                )
            ):
                continue
            claim = to_claim(field, sentence, one, source.paper_id, about)
            times = given[claim.id] = given.get(claim.id, 0) + 1
            if times > 1:
                # each number of "\frac{1}{2}" stands for the whole of it
                claim = claim.model_copy(update={"id": f"{claim.id}.{times}"})
            claims.append(claim)
            if claim.type == "scale":
                scales[claim.value, claim.unit, claim.high] = sentence, one.count
    return claims


def _is_repeated(
    sentence: Sentence, draft: Draft, counted: Count, scales: dict[Scale, tuple[Sentence, Count | None]]
) -> bool:
    """Whether a count is told a second time in its field: "four vendors … across all four architectures"."""
    value = draft.amount.value
    if sentence.lower(draft.item - 1) == "all" and any(value == known for known, _, _ in scales):
        return True
    known = scales.get((value, counted.unit, draft.amount.high))
    if known is None:
        return False
    return counted.unit == "parameter" or _name_again(_named(*known), _named(sentence, counted))


def _is_said_by_the_way(sentence: Sentence, amount: Amount) -> bool:
    """Whether a small spelled count before the paper's own part only sets the scene: "over four decades", but no
    "experiments with four prompts".
    """
    small = amount.spelled and not amount.compound and (amount.value or 0) < 13
    return small and all(item.lower not in counts().studying for item in sentence.items)


def complete(made: Iterable[tuple[Sentence, list[Draft]]]) -> None:
    """Gives the drafts of each sentence their baselines, conditions and aggregates."""
    pairs = list(made)
    for step in (compare, restrict, aggregate_all):
        for sentence, drafts in pairs:
            step(sentence, drafts)


def drafted(sentence: Sentence) -> list[Draft]:
    """The claims of a sentence with their metrics, as ranges of its items; `complete` gives them the rest."""
    drafts: list[Draft] = []
    history: list[Frame] = []
    merged = said = -1
    pairing = leads_on(sentence)
    for run in runs(sentence):
        amount = sentence.items[run.first].amount
        if amount is None or run.first == merged or (run.first < merged and amount.kind != "count"):
            # what stands between the sides of a pair can be counted all the same: "from 39% at | 8 nodes | to 81%"
            continue
        second = join_pair(sentence, run) if pairing else -1
        if second >= 0:
            merged, amount = second, sentence.amount(run.first)
        if amount.kind == "count" and not is_score(sentence, run, amount):
            both = counted_pair(sentence, run) if pairing else None
            if both is not None:
                drafts.append(both[0])
                merged = both[1]
                continue
            one = _counted(sentence, run, amount, drafts)
            if one is not None:
                drafts.append(one)
            continue
        if said < 0:
            said = checks_said(sentence)
        if not is_setting(sentence, run, amount, said):
            drafts.extend(_framed(sentence, run, amount, history, drafts))
    return drafts


def _counted(sentence: Sentence, run: Run, amount: Amount, drafts: list[Draft]) -> Draft | None:
    """The claim that a count makes, None where it makes none or says again what the sentence has said."""
    drafted = [other.count for other in drafts if other.count is not None] if drafts else []
    found = count(sentence, run.first, amount, drafted)
    if found is None and amount.device:
        found = _devices(sentence, run.first, amount)
    if found is None:
        return None
    if amount.before is not None and amount.after is not None:
        low, high = sorted((amount.before, amount.after))
        amount = replace(amount, value=low, high=high, before=None, after=None)
    if drafted and found.type == "scale" and _is_said(sentence, amount, found, drafts):
        return None
    draft = Draft(run.first, amount)
    draft.count, draft.type, draft.metric = found, found.type, found.pieces()
    if found.rule == "claim.count-found" and sentence.lower(run.first - 1) == "within":
        # "within three iterations"
        draft.bound = "up_to"
    elif drafts and goes_on_bounded(sentence, draft, drafts[-1]):
        draft.bound = "up_to"
    last = sentence.items[found.phrase[1] - 1].text
    head = dashed_head(last) if "-" in last else ""
    if head:
        # "three reasoning models-Gemma, Qwen and Llama"
        draft.metric_text = sentence.words(*found.phrase)[: len(head) - len(last)]
    return draft


def _is_said(sentence: Sentence, amount: Amount, found: Count, drafts: list[Draft]) -> bool:
    """Whether the sentence has told the same size of the same things before."""
    same = (amount.value, amount.high, found.unit)
    return any(
        other.count is not None
        and (other.amount.value, other.amount.high, other.count.unit) == same
        and _name_again(_named(sentence, other.count), _named(sentence, found))
        for other in drafts
    )


def _named(sentence: Sentence, counted: Count | None) -> frozenset[str]:
    """The words of what is counted."""
    items = sentence.items[slice(*counted.phrase)] if counted is not None else []
    return frozenset(item.lower for item in items if item.tag == WORD)


def _name_again(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether one phrase names the things of the other, not "three battery sizes" and "three array sizes"."""
    return first <= second or second <= first


def _framed(sentence: Sentence, run: Run, amount: Amount, history: list[Frame], drafts: list[Draft]) -> list[Draft]:
    """The claims that the quantities of a run make, by the construction they stand in; it joins the `history`."""
    observed = amount.unit in LASTING and is_observed(sentence, run)
    found = frame(sentence, run, history)
    if found is None and observed:
        found = Frame("claim.observed", "level", last=run.last, first=run.first)
    if found is None or (amount.kind == "fraction" and counts_parts(sentence, found)):
        return []
    unthinged(sentence, run, found, history)
    history.append(found)
    if amount.kind == "measure" and found.type == "level" and (observed or is_volume(sentence, run, amount)):
        found.type = "scale"
        if observed:
            found.metric = _observed(sentence, run)
        elif amount.unit in POWERS:
            found.metric = noun_right(sentence, run.last)
    made = distributed(sentence, run, found)
    if len(run.slots) > 1:
        told_in_turn(run, found, made, drafts)
    if observed and found.metric is None:
        # "collected over | six months"
        made[0].metric_text = sentence.items[run.first].text.rpartition(" ")[2]
    if drafts and made[0].bound == "exact":
        share_bound(sentence, run, found, made, drafts)
    for draft in made:
        draft.bound = own_bound(sentence, draft)
    return made


def _observed(sentence: Sentence, run: Run) -> Range | None:
    """What was observed: "a 30-day | observation period", "18 days of | production telemetry"."""
    of = sentence.lower(run.last) == "of"
    if not of and not sentence.amount(run.first).compound:
        return None
    phrase = noun_right(sentence, run.last + of)
    if phrase is None or sentence.lower(phrase[1]) != "of":
        return phrase
    more = noun_right(sentence, phrase[1] + 1)
    return (phrase[0], more[1]) if more is not None else phrase


def _devices(sentence: Sentence, index: int, amount: Amount) -> Count | None:
    """ "(8 A100)", "4 RTX 4090s": units of a model that stands without a class noun."""
    several = (amount.value or 0) >= 2 and not is_of_each(sentence, index)
    phrase = noun_right(sentence, index + 1) if several else None
    return Count(phrase, amount.device, "scale", "claim.devices") if phrase is not None else None


def _leads_to_number(sentence: Sentence, index: int) -> bool:
    """Whether a "to" with a number stands anywhere behind an item; far quicker to see than what the item counts."""
    items, last = sentence.items, len(sentence.items) - 1
    step = sentence.next_word("to", index + 1, last)
    while step >= 0:
        if items[step + 1].tag == AMOUNT:
            return True
        step = sentence.next_word("to", step + 1, last)
    return False


def counted_pair(sentence: Sentence, run: Run) -> tuple[Draft, int] | None:
    """ "reduce 3,359 trace tokens to 432 tokens": one change of a counted thing, and the item of its second number."""
    first = counted(sentence, run.first) if _leads_to_number(sentence, run.first) else None
    if first is None or sentence.lower(first[1]) != "to" or sentence.tag(first[1] + 1) != AMOUNT:
        return None
    left, right = sentence.items[run.first].amount, sentence.items[first[1] + 1].amount
    second = counted(sentence, first[1] + 1)
    if (
        left is None
        or right is None
        or right.kind != "count"
        or second is None
        or left.value is None
        or right.value is None
    ):
        return None
    heads = {singular(sentence.items[phrase[1] - 1].text) for phrase in (first, second)}
    moving = any(
        sentence.tag(step) == VERB and sentence.items[step].value in ("decrease", "increase", "improve")
        for step in range(max(0, run.first - 5), run.first)
    )
    if len(heads) > 1 or not moving:
        return None
    draft = Draft(
        run.first,
        replace(
            left,
            value=None,
            high=None,
            before=left.value,
            after=right.value,
            unit=heads.pop(),
            end=sentence.end_of(second[1] - 1),
            rule="quantity.number-pair",
        ),
    )
    draft.type, draft.metric = "change", [first]
    draft.frame = Frame(
        "claim.counted-pair",
        "change",
        "decrease" if right.value < left.value else "increase",
        first,
        last=second[1],
        first=run.first,
    )
    return draft, first[1] + 1
