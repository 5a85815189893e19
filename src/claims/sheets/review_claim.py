"""A claim and the corrections that hold of it -> the corrected claim, with all that follows from them."""

from collections.abc import Mapping
from typing import Any

from claims.amounts import factor
from claims.assemble.metric import family
from claims.table import Cell

_OTHER_WAY = {"improvement": "regression", "regression": "improvement", "neutral": "neutral"}


def corrected(claim: Mapping[str, Any], fields: Mapping[str, Cell]) -> dict[str, Any]:
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
    if "metric" in fields:
        made["metric_spans"] = []
        found = family(str(fields["metric"] or ""))[0]
        if made["type"] != "scale" and found != "other":
            made["metric_key"] = found
    elif "direction" in fields and made["direction"] and claim.get("direction") not in (None, made["direction"]):
        # the same metric moving the other way is as good as it was bad
        made["effect"] = _OTHER_WAY.get(str(claim.get("effect")))
    if "baseline" in fields:
        made["baseline_spans"] = []
    if fields and made["type"] == "change":
        numbers = (made.get(name) for name in ("value", "before", "after"))
        made["factor"] = factor(made["unit"], made.get("direction"), made.get("effect"), *numbers)
    return made
