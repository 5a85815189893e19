"""Numbers that only set the scene, size what was observed, or are scores: no claims, or claims of another type."""

from claims.assemble.cues import cues
from claims.assemble.frames import Frame, lead
from claims.assemble.lexicon import is_plural
from claims.assemble.metric import family
from claims.assemble.phrases import noun_right
from claims.assemble.runs import Run
from claims.assemble.scale import counted
from claims.assemble.sentence import (
    NOMINAL,
    SIGN,
    VERB,
    WORD,
    Sentence,
)
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_words import words

_AIMED = {"targeting", "targets", "targeted", "designed", "mandates"}


_THROUGHOUT = frozenset({"over", "spanning", "covering", "across"})
_LASTING = _THROUGHOUT | {"for", "of", "during"}
_BYTES = {"KB", "MB", "GB", "TB", "PB", "EB", "KiB", "MiB", "GiB", "TiB"}


def is_setting(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """Whether a measure only sets the scene: "within 50 ms RTT", "a 10 Gbps link", "95% confidence intervals"."""
    following = [sentence.lower(run.last + step) for step in range(3)]
    before = [sentence.lower(run.first - step) for step in range(1, 5)]
    if _bracketed(sentence, run.first):
        # "46.7 [38.1, 55.2] minutes": an interval
        return True
    if amount.kind == "percent" and (
        "confidence" in following
        or following[0] in ("ci", "cis")
        or "interval" in following[:2]
        or "percentile" in following[:2]
        or following[:2] == ["ci", ")"]
    ):
        return True
    if amount.rule == "quantity.years":
        return True
    opened = next(
        (step for step in range(run.first - 1, max(-1, run.first - 14), -1) if sentence.lower(step) in ("(", ")")), -1
    )
    if opened >= 0 and sentence.lower(opened) == "(" and sentence.lower(opened + 1) in ("e.g.", "e.g"):
        return True
    if amount.kind == "count" and amount.bound == "exact" and run.first and not amount.spelled:
        name = sentence.items[run.first - 1]
        if (
            name.tag == WORD
            and name.text[0].isupper()
            and run.first > 1
            and family(name.text)[0] == "other"
            and "," not in sentence.items[run.first].text
            and not any(char in name.lower for char in "@-")
            and amount.high is None
        ):
            # "Gemini 2.5 Pro", "Web 2.0"
            return True
        if amount.value == 802.11:
            return True
    if amount.kind == "percent" and sentence.lower(lead(sentence, run.first)) in ("under", "with", "if", "when"):
        phrase = noun_right(sentence, run.last)
        if (
            phrase is not None
            and family(sentence.words(*phrase))[0] == "other"
            and sentence.tag(phrase[1] - 1) != NOMINAL
        ):
            return True
    if (
        amount.kind == "fraction"
        and before[0] in ("≤", "<", "=", "≥", ">", "to")
        and following[0] in ("", ",", ".", "and", ")")
    ):
        return True
    if amount.kind in ("measure", "percent") and any(
        sentence.lower(step) in _AIMED for step in range(max(0, run.first - 6), run.first)
    ):
        # "targeting end-to-end latencies below 500 ms", "designed to achieve 99.99% availability"
        return True
    if amount.kind == "measure" and amount.unit in ("GHz", "MHz", "Hz", "kHz"):
        return following[0] in ("", "band", "bandwidth", "channel", "design", "clock") or not (
            before[0] in ("of", "to") or sentence.items[run.first - 1].value == "attain"
        )
    if amount.unit in _BYTES and sentence.lower(run.last) == ")":
        opened = next(
            (step for step in range(run.first - 1, max(-1, run.first - 8), -1) if sentence.lower(step) == "("), -1
        )
        if 0 <= opened < run.first - 1 and all(sentence.tag(step) in (WORD, SIGN) for step in range(opened, run.first)):
            # "A100 (HBM2e, 80 GB)"
            return True
    if amount.unit.endswith("-hour") and before[0] == "at":
        return True
    if amount.kind == "measure":
        if amount.unit in ("bit", "nm", "GHz", "MHz", "Hz", "kHz") and (
            amount.compound or amount.unit in ("nm", "bit")
        ):
            return True
        if amount.compound and amount.bound != "less_than":
            return not is_observed(sentence, run)
        if (
            amount.unit in _BYTES
            and amount.bound == "exact"
            and any(word in cues().memories for word in following)
            and sentence.lower(run.first - 1) != "("
            and sentence.tag(lead(sentence, run.first)) != VERB
            and following[0] != "of"
        ):
            return True
        if following[0] in cues().configured or (following[0] == "of" and following[1] in ("cache",)):
            return True
        if (
            amount.unit in ("year", "month", "week", "day", "decade")
            and amount.spelled
            and not is_observed(sentence, run)
        ):
            return True
        if "sizes" in before or "size" in before or "rtt" in following:
            return True
    return False


def _bracketed(sentence: Sentence, index: int) -> bool:
    for step in range(index - 1, max(-1, index - 8), -1):
        if sentence.lower(step) in ("[", "]"):
            return sentence.lower(step) == "["
    return False


def is_volume(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """Whether bytes size what was handled: "100 PB of data", "a 2 TB dataset"."""
    if amount.unit not in _BYTES:
        return False
    phrase = noun_right(sentence, run.last + (sentence.lower(run.last) == "of"))
    return phrase is not None and sentence.lower(phrase[1] - 1) in cues().volumes


def is_observed(sentence: Sentence, run: Run) -> bool:
    """Whether a span of days or more is the size of what was observed: "collected over six months"."""
    amount = sentence.items[run.first].amount
    if amount is None or amount.unit not in ("day", "week", "month", "year"):
        return False
    before = {sentence.lower(step) for step in range(max(0, run.first - 6), run.first)}
    if amount.compound and amount.bound != "less_than":
        # "a 30-day observation period"
        phrase = noun_right(sentence, run.last)
        return phrase is not None and sentence.lower(phrase[1] - 1) in words().periods
    if sentence.lower(run.last) == "of" and noun_right(sentence, run.last + 1) is not None:
        # "18 days of production telemetry"
        return amount.unit in ("day", "week", "month") and (amount.value or 0) >= 2
    governing = sentence.lower(lead(sentence, run.first))
    if amount.unit != "year" and governing in _THROUGHOUT and (amount.value or 0) >= 2:
        return True
    return governing in _LASTING and bool(before & cues().observed)


def is_score(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """Whether a bare number is a score ("kappa=0.93", "F1 of 0.87") or a pair, not a count."""
    if amount.before is not None and amount.after is not None:
        if amount.unit or not float(amount.before).is_integer() or not float(amount.after).is_integer():
            return True
        following = counted(sentence, run.first)
        moved = any(
            sentence.tag(step) == VERB and sentence.items[step].value in ("increase", "decrease", "improve", "worsen")
            for step in range(max(0, run.first - 7), run.first)
        )
        return moved and not (following is not None and is_plural(sentence.items[following[1] - 1].text))
    whole = amount.value is not None and float(amount.value).is_integer()
    before = sentence.lower(run.first - 1)
    if not whole and not amount.spelled:
        following = counted(sentence, run.first)
        plural = following is not None and is_plural(sentence.items[following[1] - 1].text)
        return not plural and before not in ("v", "version", "section", "figure", "table")
    return False


def counts_parts(sentence: Sentence, found: Frame, amount: Amount) -> bool:
    """Whether a fraction counts the parts of one unit: "8 of 32 hardware threads per node"."""
    return (
        amount.kind == "fraction"
        and found.metric is not None
        and any(
            sentence.lower(step) in ("threads", "cores", "bits", "lanes", "ways", "stages")
            for step in range(*found.metric)
        )
    )
