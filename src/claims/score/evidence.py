"""A mention and its paper -> the sentence it stands in and a short description, for people to read."""

import re

from claims.models import Paper
from claims.score.gold import AnnotatedClaim, AnnotatedHardware, AnnotatedVenue

# Kept apart from the extractor's own splitter, which is among the things judged. "3.2x" has no stop in this sense,
# "systems.Our code" lost its space, "e.g. NCCL" goes on.
_STOP = re.compile(r"[.!?]['\")\]]?(?:\s+|(?=[A-Z][a-z]))|\n")
_ABBREVIATIONS = ("e.g", "i.e", "vs", "cf", " al", "Fig", "Sec", "Eq", "No", "Vol", "Proc", "approx", "resp", " J")
_WINDOW = 1000


def sentence(paper: Paper, mention: AnnotatedClaim | AnnotatedHardware | AnnotatedVenue) -> str:
    """The sentence around a mention, on one line, with the mention «marked»; empty where the field is not given.

    A claim that names its evidence is shown with that. At most 1,000 characters on each side of it are shown.
    """
    raw = getattr(paper, mention.field) or ""
    if not raw[mention.start : mention.end]:
        return ""
    if isinstance(mention, AnnotatedClaim) and mention.sentence_start is not None and mention.sentence_end is not None:
        start, end = min(mention.sentence_start, mention.start), max(mention.sentence_end, mention.end)
    else:
        start, end = _bounds(raw, mention.start, mention.end)
    return one_line(f"{raw[start : mention.start]}«{raw[mention.start : mention.end]}»{raw[mention.end : end]}")


def describe(mention: AnnotatedClaim | AnnotatedHardware | AnnotatedVenue) -> str:
    """A mention in a few words.

    >>> describe(AnnotatedClaim(field="abstract", text="30%", start=0, end=3, type="change", value=30, unit="%",
    ...                         bound="up_to", metric="P99 latency", direction="decrease", baseline="vLLM"))
    'change up_to 30 %, P99 latency, decrease, over vLLM'
    """
    if isinstance(mention, AnnotatedHardware):
        parts = [mention.name, None if mention.count is None else f"count {mention.count}", mention.memory]
    elif isinstance(mention, AnnotatedVenue):
        year = None if mention.year is None else str(mention.year)
        workshop = mention.workshop if mention.workshop != mention.name else None
        parts = [mention.name, workshop and f"workshop {workshop}", year, mention.status]
    else:
        words = [mention.type, "" if mention.bound == "exact" else mention.bound, amount(mention), mention.unit]
        baseline = None if mention.baseline is None else f"over {mention.baseline}"
        parts = [" ".join(filter(None, words)), mention.aggregate, mention.metric, mention.direction, baseline]
    return one_line(", ".join(filter(None, parts)))


def show(value: object) -> str:
    """A value as it is written in lists: numbers short, null as a dash.

    >>> show(1.4e9), show(None), show("up_to")
    ('1400000000', '-', 'up_to')
    """
    if value is None:
        return "-"
    return f"{value:.10g}" if isinstance(value, float) else one_line(str(value))


def one_line(text: str) -> str:
    """The text without line ends and control characters, which a terminal would obey."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def amount(claim: AnnotatedClaim) -> str:
    """The number of a claim, its range or pair, without the unit."""
    if claim.before is not None or claim.after is not None:
        return f"{show(claim.before)} to {show(claim.after)}"
    amount = show(claim.value) if claim.high is None else f"{show(claim.value)}-{show(claim.high)}"
    return amount if claim.plus_minus is None else f"{amount} ± {show(claim.plus_minus)}"


def _bounds(raw: str, start: int, end: int) -> tuple[int, int]:
    first, last = max(0, start - _WINDOW), min(len(raw), end + _WINDOW)
    stops = [match for match in _STOP.finditer(raw, first, last) if not raw.endswith(_ABBREVIATIONS, 0, match.start())]
    before = [match.end() for match in stops if match.end() <= start]
    after = [match.end() for match in stops if match.start() >= end]
    return before[-1] if before else first, after[0] if after else last
