"""What a share is taken of, where that is no quantity but a system whose value it is a share of."""

from typing import Final

from claims.assemble.comparand import comparand
from claims.assemble.cues import cues
from claims.assemble.frames import Frame, lead, subject
from claims.assemble.lexicon import is_plural
from claims.assemble.phrases import is_metric, metric_left, noun_left, noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import DETERMINER, PREPOSITION, Range, Sentence

REFERENCES: Final = frozenset({"native", "baseline", "optimal", "oracle", "ideal", "optimum", "bare-metal"})
ATTAINED: Final = frozenset({"accuracy", "bandwidth", "efficiency", "performance", "quality", "speed", "throughput"})
_WHOLES: Final = frozenset({"dense", "full", "full-precision", "original", "unquantized", "vanilla"})
"""What a reference is called before its name: "full fine-tuning", "the original model"."""
_RATED: Final = frozenset({"ideal", "optimal", "optimum", "original"})
"""What says of a quantity which of its values is meant: "96% of optimal performance"."""
_EVALUATED: Final = frozenset({"calls", "evaluations", "queries"})
"""What an oracle is asked, of which a share is no share of the oracle's: "10% of oracle calls"."""
_COUNTED: Final = frozenset(
    {"servers", "nodes", "devices", "users", "clients", "machines", "workers", "files", "tasks", "jobs"}
)
"""What a thing has of which a share is counted, no value that another reaches."""
_NEEDED: Final = frozenset(
    {"required", "needed", "incurred", "demanded", "consumed", "achieved", "attained", "obtained"}
)
"""Participles behind a quantity that lead to whose it is: "25% of the power | required by | B"."""
_OBSERVED: Final = frozenset({"observed", "measured", "reported", "seen", "required", "needed", *_NEEDED})


def told_of(sentence: Sentence, run: Run, moved: bool = False) -> Frame | None:
    """The level that a share of a reference's own value is: "the cost is 10% of that of B", "25% of the power required
    by B", "latency (50% of B)"; None where what stands behind "of" is a quantity.

    `moved` where the share is what a metric is brought to: "reduces latency to | 40% of baselines".
    """
    first = run.last + 1
    if sentence.lower(first) in ("that", "those"):
        other = _whose(sentence, first)
        return _of(sentence, run, None, other) if other is not None else None
    phrase = noun_right(sentence, first)
    if phrase is None:
        return None
    by = phrase[1] + 1
    if sentence.lower(phrase[1]) in _NEEDED and sentence.lower(by) == "by":
        other = comparand(sentence, by + 1)
        return _of(sentence, run, phrase, other) if other is not None else None
    if moved:
        return _of(sentence, run, None, _with_determiner(sentence, phrase)) if _is_own(sentence, phrase) else None
    if not _is_bare(sentence, phrase) or sentence.lower(phrase[1]) == "of":
        return None
    metric = _measured(sentence, run)
    return _of(sentence, run, metric, _with_determiner(sentence, phrase)) if metric is not None else None


def _of(sentence: Sentence, run: Run, metric: Range | None, other: Range) -> Frame:
    metric = metric or _measured(sentence, run) or metric_left(sentence, run.first)
    return Frame("claim.share-of-reference", "level", metric=metric, last=other[1], first=run.first, baseline=other)


def _whose(sentence: Sentence, that: int) -> Range | None:
    """ "that of | B", "that in | B", "that observed in | B" """
    at = that + 1 + (sentence.lower(that + 1) in _OBSERVED)
    if sentence.tag(at) != PREPOSITION:
        return None
    other = comparand(sentence, at + 1)
    return (at, other[1]) if other is not None and sentence.lower(at) == "without" else other


def _measured(sentence: Sentence, run: Run) -> Range | None:
    """The metric that a share is a value of: "the cost is | 10%", "lower overhead (| 50%", "memory | 45%"."""
    at = lead(sentence, run.first)
    phrase = noun_left(sentence, at) if sentence.lower(at) == "(" else subject(sentence, run.first)
    return phrase if phrase is not None and is_metric(sentence, phrase) else None


def _is_bare(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase names a system, no quantity: "the Fat-Tree", "baselines", "Dijkstra", "dense inference"."""
    head = sentence.lower(phrase[1] - 1)
    if head in cues().competitors:
        return True
    if is_metric(sentence, phrase) or is_plural(sentence.items[phrase[1] - 1].text):
        return False
    return is_named(sentence, phrase) or sentence.lower(phrase[0]) in _WHOLES


def _is_own(sentence: Sentence, phrase: Range) -> bool:
    """Whether what a metric is brought to is told of a reference: "40% of baselines", "25% of its original size"."""
    if sentence.lower(phrase[1] - 1) in cues().competitors:
        return True
    first = sentence.lower(phrase[0])
    if phrase[1] - phrase[0] == 1 and first.endswith("-only"):
        # "throughput to 98% of DRAM-only"
        return True
    return first in ("original", "baseline") and phrase[1] - phrase[0] < 3


def _with_determiner(sentence: Sentence, phrase: Range) -> Range:
    first = phrase[0] - (sentence.tag(phrase[0] - 1) == DETERMINER)
    return first, phrase[1]


def is_named(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase is the name of a system: "MovieGen", "the Linux scheduler"."""
    text = sentence.items[phrase[0] + (sentence.tag(phrase[0]) == DETERMINER)].text
    return text != text.lower()


def owner(sentence: Sentence, phrase: Range) -> int:
    """Where what is measured begins behind the reference that has it; the beginning of the phrase where none does."""
    for step in range(phrase[0], phrase[1] - 1):
        if sentence.lower(step).endswith("'s") and is_metric(sentence, (step + 1, phrase[1])):
            # "93% of Kelp's performance", not "19% of the pool's active servers"
            return phrase[0] if sentence.lower(phrase[1] - 1) in _COUNTED else step + 1
    head = phrase[1] - 1
    named = sentence.next_word("baseline", phrase[0], head)
    if named > phrase[0] and is_metric(sentence, (named + 1, phrase[1])):
        # "full-prompt baseline | performance"
        return named + 1
    if (phrase[1] - phrase[0] == 2 and sentence.lower(phrase[0]) in _RATED) or sentence.lower(head) in _EVALUATED:
        return phrase[0]
    whole = sentence.lower(phrase[0]) in _WHOLES or "state-of-the-art" in map(sentence.lower, range(*phrase))
    if head > phrase[0] and whole and sentence.lower(head) in ATTAINED:
        # "99.3% of full fine-tuning performance"
        return head
    referred = sentence.lower(phrase[0]) in REFERENCES and is_metric(sentence, (phrase[0] + 1, phrase[1]))
    return phrase[0] + 1 if phrase[1] - phrase[0] > 1 and referred else phrase[0]
