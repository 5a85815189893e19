"""Whether a measure sizes what was handled or observed: "100 PB of data", "collected over six months"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import lead
from claims.assemble.phrases import noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import AMOUNT, SIGN, Sentence
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_kinds import LASTING
from claims.mentions.quantity_words import words

BYTES: Final = frozenset({"KB", "MB", "GB", "TB", "PB", "EB", "KiB", "MiB", "GiB", "TiB"})
SPANS: Final = LASTING - {"min"}
"""Units of the spans that are observed."""
_STORES: Final = frozenset({("file", "system"), ("storage", "system"), ("area", "network"), ("data", "lake")})
POWERS: Final = frozenset({"kW", "MW", "GW", "kWp", "MWp"})
_SHORT: Final = frozenset({"h", "min"})
_THROUGHOUT: Final = frozenset({"over", "spanning", "covering", "across"})
_LASTING: Final = _THROUGHOUT | {"for", "of", "during"}


def is_volume(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """Whether bytes size what was handled ("100 PB of data", "a 2 TB dataset"), or watts a plant ("a 150 MW farm")."""
    if amount.unit in POWERS:
        phrase = noun_right(sentence, run.last)
        words = {sentence.lower(step) for step in range(*phrase)} if phrase is not None else frozenset()
        return sentence.lower(run.last) != "of" and not cues().installations.isdisjoint(words)
    if amount.unit == "km" and sentence.lower(run.last) == "of":
        # "14,000 km of vehicle paths"
        phrase = noun_right(sentence, run.last + 1)
        return phrase is not None and sentence.lower(phrase[1] - 1) in cues().ways
    if amount.unit not in BYTES:
        return False
    phrase = noun_right(sentence, run.last + (sentence.lower(run.last) == "of"))
    if phrase is None:
        return False
    stores = (sentence.lower(phrase[1] - 2), sentence.lower(phrase[1] - 1)) in _STORES
    return stores or sentence.lower(phrase[1] - 1) in cues().volumes


def is_observed(sentence: Sentence, run: Run) -> bool:
    """Whether a span of days or more is the size of what was observed: "collected over six months"."""
    amount = sentence.items[run.first].amount
    if amount is None or amount.unit not in LASTING or sentence.lower(run.first - 1) == "per":
        return False
    before = {sentence.lower(step) for step in range(max(0, run.first - 9), run.first)}
    of = sentence.lower(run.last) == "of"
    if amount.compound and amount.bound != "less_than" and not of:
        # "a 30-day observation period", "a 35-month, 2-billion-request trace"
        chained = sentence.lower(run.last) == "," and sentence.tag(run.last + 1) == AMOUNT
        phrase = noun_right(sentence, run.last + 2 if chained else run.last)
        return phrase is not None and sentence.lower(phrase[1] - 1) in words().periods
    if of and amount.unit in _SHORT:
        # "500 hours of video", but not "24 hours of training"
        phrase = noun_right(sentence, run.last + 1)
        return phrase is not None and sentence.lower(phrase[1] - 1) in cues().volumes
    phrase = noun_right(sentence, run.last + 1) if of else None
    if phrase is not None:
        # "18 days of production telemetry", "two years of measurements"
        told = sentence.tag(run.first - 1) != SIGN and not before.isdisjoint(cues().observed)
        told = told or amount.unit in ("day", "week", "month") or sentence.lower(phrase[1] - 1) in cues().volumes
        return told and (amount.value or 0) >= 2
    if amount.unit in _SHORT:
        return False
    governing = sentence.lower(lead(sentence, run.first))
    if amount.unit != "year" and governing in _THROUGHOUT and (amount.value or 0) >= 2:
        return True
    return governing in _LASTING and bool(before & cues().observed)
