"""A claim in the making, and the claim that it becomes."""

from typing import Final

from claims import amounts as numbers
from claims.assemble.counted_phrase import dashed_head
from claims.assemble.frames import Frame
from claims.assemble.metric import movement, told_family, unit_family
from claims.assemble.scale import Count
from claims.assemble.sentence import (
    AMOUNT,
    Range,
    Sentence,
)
from claims.assemble.vague import settled_family
from claims.mentions.quantity_amount import Amount
from claims.models import About, Aggregate, Claim, Offsets, unchecked
from claims.text import FieldText


class Draft:
    """A claim in the making: an amount, its frame and what surrounds it."""

    __slots__ = (
        "aggregate",
        "amount",
        "baseline",
        "bound",
        "conditions",
        "count",
        "frame",
        "inherited",
        "item",
        "metric",
        "metric_text",
        "side",
        "type",
    )

    def __init__(self, item: int, amount: Amount) -> None:
        self.item = item
        self.amount = amount
        self.frame: Frame | None = None
        self.count: Count | None = None
        self.metric: list[Range] = []
        self.metric_text: str | None = None
        self.baseline: list[Range] = []
        self.side: Offsets | None = None
        self.conditions: list[Range] = []
        self.inherited: tuple[Offsets, ...] = ()
        self.aggregate: Aggregate | None = None
        self.bound = amount.bound
        self.type = "level"


OF_WORK: Final = frozenset({"area", "speed", "utilization", "cost"})
"""Families of metrics that are a throughput when their unit is work per time."""

_QUANTITIES: Final = frozenset(
    {"area", "communication", "cost", "energy", "latency", "memory", "power", "speed", "storage", "tpot", "ttft"}
)
"""Families of what is measured, of which 1/3 is a portion."""

_UNTOLD: Final[tuple[str | None, tuple[Offsets, ...]]] = (None, ())
"""What is told of a metric, a baseline or a condition where there is none."""

_GIVEN: Final = frozenset(Claim.model_fields) - {"confidence"}
"""The fields that `to_claim` tells."""


def to_claim(field: FieldText, sentence: Sentence, draft: Draft, paper_id: str, about: About) -> Claim:
    amount, frame, count, kind = draft.amount, draft.frame, draft.count, draft.type
    end = amount.end
    unit = amount.unit
    if count is not None:
        end = max(end, _end_of_phrase(sentence, draft, count))
        unit = count.unit
        if count.rule == "claim.units":
            draft.metric_text = sentence.items[draft.item].text.lower().partition("x")[2].upper()
        elif (
            count.phrase == (draft.item, draft.item + 1) and "-" in sentence.items[draft.item].text
        ):  # "thousand-satellite"
            draft.metric_text = sentence.items[draft.item].text.rpartition("-")[2]
    start, stop = field.span(amount.start, end)
    sentence_start, sentence_end = field.span(sentence.start, sentence.end)
    # In "at $106 by 2.3$\times$" the price pairs with the wrong sign, and the sentence ends before the last one
    sentence_start, sentence_end = min(sentence_start, start), max(sentence_end, stop)
    metric, metric_spans = _told(field, sentence, draft.metric, " ") if draft.metric else _UNTOLD
    metric, metric_spans = draft.metric_text or metric, metric_spans or draft.inherited
    if amount.rule == "quantity.rate" and metric is None:
        # "1,500 output tokens per second": what is counted in the rate
        metric = _rated(amount, field) or None
    direction = effect = None
    key = "size" if kind == "scale" else told_family(metric or "")[0]
    if key == "other" or (key in OF_WORK and kind == "level" and unit_family(unit) == "throughput"):
        # "a peak performance of 3 TFLOPS"
        key = unit_family(unit)
    if key == "other" and frame is not None and frame.rule == "claim.share":
        # "88.7% of these queries": the share of things that came out right
        key = "accuracy"
    if kind == "change" and frame is not None:
        direction, effect, key = movement(frame.move, metric or "")
        if unit == "x" and direction == "increase" and (amount.high or amount.value or 1) < 1:
            # "degrades to 0.43x": a multiple below one makes less of it
            direction, effect, key = movement("decrease", metric or "")
    elif (
        kind == "level" and unit.startswith("of ") and not _is_portion(amount, sentence.items[draft.item].text, metric)
    ):
        key = "accuracy"
    if kind != "scale":
        key = settled_family(key, metric, kind, unit, (sentence.text[sentence.start : sentence.end], field.text))
    baseline: str | None
    baseline_spans: tuple[Offsets, ...]
    condition, condition_spans = _told(field, sentence, draft.conditions, "; ") if draft.conditions else _UNTOLD
    if kind == "scale":
        # the size of what was run: it is restricted to nothing and compared with nothing
        baseline, baseline_spans = condition, condition_spans = _UNTOLD
    elif draft.side is not None:
        # what is told of the number before
        baseline, baseline_spans = sentence.text[draft.side[0] : draft.side[1]], (field.span(*draft.side),)
    else:
        baseline, baseline_spans = _told(field, sentence, draft.baseline, " ") if draft.baseline else _UNTOLD
    value, high, before, after, spread = amount.value, amount.high, amount.before, amount.after, amount.plus_minus
    # numbers that are whole are `int` while they are read
    return unchecked(
        Claim,
        {
            "id": f"{paper_id}:{field.field}:{start}-{stop}",
            "field": field.field,
            "text": field.raw[start:stop],
            "start": start,
            "end": stop,
            "type": kind,
            "value": None if value is None else float(value),
            "high": None if high is None else float(high),
            "before": None if before is None else float(before),
            "after": None if after is None else float(after),
            "unit": unit,
            "bound": draft.bound,
            "aggregate": draft.aggregate,
            "plus_minus": None if spread is None else float(spread),
            "metric": metric,
            "metric_key": key,
            "direction": direction,
            "effect": effect,
            "baseline": baseline,
            "condition": condition,
            "about": about,
            "metric_spans": metric_spans,
            "baseline_spans": baseline_spans,
            "condition_spans": condition_spans,
            "sentence_start": sentence_start,
            "sentence_end": sentence_end,
            "factor": numbers.factor(unit, direction, effect, value, before, after) if kind == "change" else None,
            "rule": f"{amount.rule}+{frame.rule if frame is not None else count.rule if count is not None else ''}",
            "confidence": None,
        },
        _GIVEN,
    )


def _is_portion(amount: Amount, text: str, metric: str | None) -> bool:
    """Whether a fraction says how much of a quantity it is, not how many of some things: "1/3 of the GPU memory"."""
    if amount.value != 1 or "/" not in text:
        return False
    key, better = told_family(metric or "")
    return key in _QUANTITIES and (better == "lower" or key == "storage")


def _rated(amount: Amount, field: FieldText) -> str:
    """The counted words of a rate: "output tokens" of "1,500 output tokens per second"."""
    words = field.text[amount.start : amount.end].split()
    stop = next((index for index, word in enumerate(words) if word in ("per", "/")), 1)
    return " ".join(word for word in words[1:stop] if word not in ("billion", "million", "thousand", "trillion"))


def _end_of_phrase(sentence: Sentence, draft: Draft, count: Count) -> int:
    """Where what is counted ends, 0 where another size of it stands before: "a |135M| and a 7B model"."""
    first, behind = count.phrase
    if count.rule == "claim.model-size" and any(
        sentence.tag(index) == AMOUNT for index in range(draft.item + 1, first)
    ):
        return 0
    end = sentence.end_of(behind - 1)
    word = sentence.items[behind - 1].text
    head = dashed_head(word) if "-" in word else ""
    # "three small models|-Gemma, Qwen and Llama"
    return end - len(word) + len(head) if head else end


def _told(
    field: FieldText, sentence: Sentence, pieces: list[Range], joint: str
) -> tuple[str | None, tuple[Offsets, ...]]:
    """What some pieces of a sentence say, and where in the field they stand."""
    if len(pieces) == 1:  # as of nearly all
        first, last = pieces[0]
        start, end = sentence.starts[first], sentence.end_of(last - 1)
        return sentence.text[start:end] or None, (field.span(start, end),)
    said: list[str] = []
    spans: list[Offsets] = []
    for first, last in pieces:
        start, end = sentence.starts[first], sentence.end_of(last - 1)
        said.append(sentence.text[start:end])
        spans.append(field.span(start, end))
    return joint.join(said) or None, tuple(spans)
