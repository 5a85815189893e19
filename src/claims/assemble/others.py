"""What another system attains, told behind its name in parentheses: "6.5x higher than Falcon (7,327 tok/s)"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import MEMORY, Frame
from claims.assemble.metric import family, unit_family
from claims.assemble.phrases import is_metric
from claims.assemble.runs import Run
from claims.assemble.sentence import COMPARATIVE, NOUNS, VERB, Range, Sentence
from claims.assemble.small_words import COMPARING

_COMPARING: Final = COMPARING | {"approaching", "matching"}


def attained_by_other(sentence: Sentence, run: Run, phrase: Range, history: list[Frame]) -> Range | None:
    """The metric of the level told before, where the noun phrase before a parenthesis is who attains another value."""
    amount = sentence.amount(run.first)
    if amount.kind == "fraction" or amount.unit in ("x", "pp"):
        return None
    levels = (frame for frame in reversed(history[-MEMORY:]) if frame.type == "level" and alike(frame, amount.unit))
    said = next((frame for frame in levels if frame.metric is not None), None)
    if said is None or measures(sentence, phrase, amount.unit):
        return None
    listed = (
        said.rule == "claim.parenthesis" and sentence.lower(phrase[0] - 1) == "and" and not is_metric(sentence, phrase)
    )
    if listed and sentence.lower(phrase[0] - 2) == ")" and sentence.tag(run.last + 1) in NOUNS:
        # "than their national (43%) and | industrial (78%) counterparts"
        return said.metric
    return said.metric if _is_name(sentence, phrase) or _is_compared(sentence, said.last, phrase) else None


def alike(frame: Frame, unit: str) -> bool:
    """Whether what a frame tells is told in such units too: ms and s."""
    return frame.unit == unit or (unit_family(unit) != "other" and unit_family(frame.unit) == unit_family(unit))


def measures(sentence: Sentence, phrase: Range, unit: str) -> bool:
    """Whether a noun phrase is a metric that is told in such a unit: a latency in ms, an accuracy in %."""
    key, told = family(sentence.words(*phrase))[0], unit_family(unit)
    if told == "other":
        return key in ("accuracy", "error", "utilization", "cache", "slo", "reliability")
    return key == told or {key, told} <= {"latency", "speed", "ttft", "tpot"}


def _is_name(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase is the name of a system ("First-Price") or a word for one ("the baseline"), no "higher KGE"."""
    if sentence.tag(phrase[0] - 1) == COMPARATIVE:
        return False
    head = sentence.items[phrase[1] - 1]
    named = head.text[0].isupper() or (head.text[-1].isdigit() and "@" not in head.text and "-" not in head.text)
    # "Kelp", "o3", but "top-1" and "pass@1"
    return named or head.lower in cues().competitors


def _is_compared(sentence: Sentence, first: int, phrase: Range) -> bool:
    """Whether a word before a phrase says that it is compared with: "outperforming schemes built for throughput"."""
    region = range(max(first, phrase[0] - 8), phrase[0])
    return any(
        sentence.lower(step) in _COMPARING or (sentence.tag(step) == VERB and sentence.value(step) == "outperform")
        for step in region
    )
