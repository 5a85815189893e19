"""A claim and the corrections that hold of it -> the corrected claim, with all that follows from them."""

from collections.abc import Collection, Mapping
from typing import Any

from claims.amounts import factor
from claims.assemble.draft import OF_WORK
from claims.assemble.metric import movement, told_family, unit_family
from claims.assemble.vague import settled_family
from claims.models import MetricKey
from claims.table import Cell

Texts = tuple[str, str]
"""A sentence and its field, in clean text, by which a vague metric is told to be a score or a speed."""

_OTHER_WAY = {"improvement": "regression", "regression": "improvement", "neutral": "neutral"}
_FAMILY_BY = ("type", "metric", "unit", "direction")
_EFFECT_BY = ("type", "metric", "direction")


def corrected(claim: Mapping[str, Any], fields: Mapping[str, Cell], texts: Texts = ("", "")) -> dict[str, Any]:
    """The claim with `fields` in place. What follows is put right too: family, effect and factor.

    >>> claim = {"type": "change", "value": 2.0, "unit": "x", "metric": "latency", "metric_key": "latency",
    ...          "direction": "increase", "effect": "regression", "factor": 0.5}
    >>> made = corrected(claim, {"direction": "decrease", "value": 3.0})
    >>> made["effect"], made["factor"]
    ('improvement', 3.0)
    """
    made = {**claim, **fields}
    if fields.get("before") is not None and fields.get("after") is not None and "value" not in fields:
        made["value"] = made["high"] = None  # a pair has no value
    if fields.get("value") is not None and not {"before", "after"} & fields.keys():
        made["before"] = made["after"] = None
    if made["unit"] is None:
        made["unit"] = ""
    for name in ("metric", "baseline", "condition"):
        if name in fields:
            made[f"{name}_spans"] = []
    if fields.get("type") in ("level", "scale") and "direction" not in fields:
        made["direction"] = None
    return follow(made, fields, claim, texts) if fields else made


def follow(
    made: dict[str, Any], said: Collection[str], found: Mapping[str, Any] | None = None, texts: Texts = ("", "")
) -> dict[str, Any]:
    """`made` with the family, effect and factor that follow from its other fields, save those that are `said` of it.

    What the program `found` before stays where the words do not tell otherwise.

    >>> made = {"type": "change", "value": 50.0, "unit": "%", "metric": "throughput", "direction": "decrease"}
    >>> [follow(made, made)[name] for name in ("metric_key", "effect", "factor")]
    ['throughput', 'regression', 0.5]
    """
    made = dict(made)
    if "metric_key" not in said and (found is None or any(name in said for name in _FAMILY_BY)):
        made["metric_key"] = _family(made, said, found, texts)
    is_moved = made["type"] == "change" and made.get("direction") is not None
    if "effect" not in said:
        if not is_moved:
            made["effect"] = None
        elif found is None or any(name in said for name in _EFFECT_BY):
            made["effect"] = _effect(made, said, found)
    if "factor" not in said:
        numbers = (made.get(name) for name in ("value", "before", "after"))
        made["factor"] = factor(made["unit"], made["direction"], made["effect"], *numbers) if is_moved else None
    return made


def impossible(made: Mapping[str, Any], said: Collection[str] = ()) -> tuple[tuple[str, ...], str] | None:
    """Why no claim can be like this, and the fields that are in it; None where one can. A `said` direction may be none.

    >>> impossible({"type": "change", "value": 4.0, "high": 2.0, "direction": "increase"})
    (('high', 'value'), 'the high end 2 is below the value 4. Write the low end as value')
    """
    value, high, before, after = (made.get(name) for name in ("value", "high", "before", "after"))
    numbers = ("value", "before", "after", "high")
    if (before is None) != (after is None):
        missing = "before" if before is None else "after"
        return numbers, f"there is no number {missing}. Write both, before and after"
    if value is None and before is None:
        return numbers, "this leaves no number. Write the right one, or reject the row"
    if value is not None and before is not None:
        return numbers, "there are a value and a pair of numbers. Write none as the value, or as before and after"
    if high is not None and value is None:
        return ("high", "value"), "there is a high end, but no value. Write the low end as value"
    if high is not None and value is not None and high < value:
        what = f"the high end {high:.15g} is below the value {value:.15g}. Write the low end as value"
        return ("high", "value"), what
    if made["type"] != "change" and made.get("direction") is not None:
        return ("direction", "type"), f"a {made['type']} has no direction. Write none, or correct the type to change"
    if made["type"] == "change" and made.get("direction") is None and "direction" not in said:
        return ("direction", "type"), "a change has a direction. Choose increase or decrease, or write none"
    return None


def _family(made: Mapping[str, Any], said: Collection[str], found: Mapping[str, Any] | None, texts: Texts) -> MetricKey:
    told = _told_family(made, texts)
    if found is None or made["type"] == "scale":
        return told
    kept: MetricKey = found["metric_key"]
    if found["type"] == "scale":
        return told
    if told == "other" or ("metric" not in said and _told_family(found, texts) != kept):
        return kept  # the program had read more than these words
    return told


def _told_family(claim: Mapping[str, Any], texts: Texts) -> MetricKey:
    """The family that the program gives to a claim of such a type, metric, unit and direction."""
    kind, metric, unit = claim["type"], claim.get("metric"), claim["unit"] or ""
    if kind == "scale":
        return "size"
    key: MetricKey
    if kind == "change" and claim.get("direction"):
        key = movement(claim["direction"], metric or "")[2]
    else:
        key = told_family(metric or "")[0]
        if key == "other" or (key in OF_WORK and unit_family(unit) == "throughput"):
            key = unit_family(unit)
        if unit.startswith("of "):
            key = "accuracy"
    return settled_family(key, metric, kind, unit, texts)


def _effect(made: Mapping[str, Any], said: Collection[str], found: Mapping[str, Any] | None) -> Any:
    """Whether the metric gets better; where its words do not tell, as the program found it, or the other way round."""
    metric = made.get("metric") or ""
    if told_family(metric)[1] == "neither" and found and found.get("effect"):
        if found.get("direction") == made["direction"]:
            return found["effect"]
        if "metric" not in said:
            return _OTHER_WAY[found["effect"]]
    return movement(made["direction"], metric)[1]
