"""Numbers that tell what a thing is built with or set to: "a 10 Gbps link", "16 GB of HBM", "a 20-second timeout"."""

from typing import Final

from claims.assemble.bare_numbers import moves
from claims.assemble.cues import cues
from claims.assemble.frames import lead
from claims.assemble.observed import BYTES, is_observed
from claims.assemble.others import measures
from claims.assemble.phrases import is_metric, noun_left, noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import AMOUNT, NOMINAL, SIGN, VERB, WORD, Range, Sentence
from claims.mentions.quantity_amount import Amount

FREQUENCIES: Final = frozenset({"GHz", "MHz", "Hz", "kHz", "THz"})
_BANDS: Final = frozenset({"band", "bandwidth", "channel", "channels", "spectrum"})
_LINKS: Final = frozenset({"is", "are", "was", "of", "to", "=", ":", "a", "an", "the", "from", "set"})
CHOSEN_AT: Final = frozenset({"at", "under", "with"})
_BUILT: Final = frozenset({"model", "code", "binary", "executable", "firmware", "checkpoint", "index"})
_COMPARES: Final = frozenset("<>≤≥")
_MEETING: Final = ("meet", "satisf", "exceed", "under", "for", "within", "violat", "nominal")
DEVICES: Final = frozenset(
    {"gpus", "cpus", "npus", "tpus", "fpgas", "nodes", "servers", "cores", "accelerators", "units", "configurations"}
)


def back(index: int, within: int) -> range:
    """The items before one, nearest first."""
    return range(index - 1, max(-1, index - 1 - within), -1)


def following(sentence: Sentence, run: Run, count: int = 3) -> list[str]:
    """The items behind a run, lower case."""
    return [sentence.lower(run.last + step) for step in range(count)]


def is_multiplied_device(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "on 8x NVIDIA B300 GPUs": so many of them, no multiple of anything."""
    if amount.kind != "ratio" or amount.bound != "exact" or amount.high is not None or (amount.value or 0) % 1:
        return False
    return _head(sentence, noun_right(sentence, run.last)) in DEVICES


def is_frequency(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "at 160 MHz", "a bandwidth of 80 MHz", "sub-1 GHz", but not "reaches a frequency of 250 MHz"."""
    if amount.kind != "measure" or amount.unit not in FREQUENCIES:
        return False
    if amount.before is not None and any(moves(sentence, step) for step in back(run.first, 12)):
        # "increases the clock from 13 MHz to 167 MHz"
        return False
    behind, before = sentence.lower(run.last), sentence.lower(run.first - 1)
    if amount.compound or behind in ("", "band", "bandwidth", "channel", "design", "clock"):
        return True
    if before not in ("of", "to") and sentence.items[run.first - 1].value != "attain":
        return True
    return before == "of" and sentence.lower(run.first - 2) in _BANDS


def is_compound(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "a 20-second timeout", "7 nm", "8-bit"."""
    if amount.kind != "measure":
        return False
    if amount.unit in ("nm", "bit", "bpw"):
        return True
    if not amount.compound or amount.bound == "less_than" or is_observed(sentence, run):
        return False
    phrase = noun_right(sentence, run.last)
    # "a 20-second timeout", but "achieves a 9.69-second ingestion time"
    if phrase is None:
        return True
    if amount.unit == "cycle":
        # "an 11-cycle datapath latency"
        return sentence.lower(phrase[1] - 1) not in ("latency", "delay")
    return "." not in sentence.items[run.first].text or not measures(sentence, phrase, amount.unit)


def is_memory(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "16 GB of HBM", "A100 (HBM2e, 80 GB)", "a 16GB gaming card"."""
    if amount.kind != "measure" or amount.unit not in BYTES:
        return False
    behind = following(sentence, run)
    if behind[0] == ")" and sentence.lower(run.first - 1) == "(" and sentence.lower(run.first - 2) in cues().holders:
        # "a Jetson board (2GB)"
        return True
    if behind[0] == ")" and not _is_used(sentence, run.first):
        opened = next((step for step in back(run.first, 7) if sentence.lower(step) == "("), -1)
        inside = range(opened, run.first)
        if 0 <= opened < run.first - 1 and all(sentence.tag(step) in (WORD, SIGN) for step in inside):
            return True
    if amount.bound != "exact" or behind[0] == "of":
        return False
    if sentence.lower(run.first - 1) == "(":
        # "a single GPU (16 GB | VRAM)", no "its footprint (16 GB | RAM)"
        return _is_equipped(sentence, run)
    if _head(sentence, noun_right(sentence, run.last)) in cues().holders:
        return True
    named = any(word in cues().memories for word in behind) and "peak" not in behind
    phrase = noun_right(sentence, run.last) if named else None
    if phrase is not None and sentence.tag(phrase[1] - 1) == NOMINAL:
        # "2-48 GB HBM savings"
        return False
    return named and sentence.tag(lead(sentence, run.first)) != VERB


def _is_used(sentence: Sentence, index: int) -> bool:
    """Whether a sign before a number tells how much was taken up: "(memory usage: | 12 MB)", no "(RAM: | 8 GB)"."""
    told = noun_left(sentence, index - 1) if sentence.lower(index - 1) in (":", "=") else None
    return told is not None and _head(sentence, told) in ("usage", "footprint", "consumption", "size")


def _is_equipped(sentence: Sentence, run: Run) -> bool:
    """Whether a parenthesis opens with the memory of a machine or a model named before: "Ash (8 GB VRAM, 4 cores)"."""
    memory = noun_right(sentence, run.last)
    if memory is None or _head(sentence, memory) not in cues().memories | {"limit"}:
        return False
    before = sentence.items[run.first - 2]
    if before.lower in cues().holders:
        return True
    named = noun_left(sentence, run.first - 1)
    if named is not None and is_metric(sentence, named):
        return False
    return before.text[:1].isupper() or any(char.isdigit() for char in before.text)


def is_configured(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "a 10 Gbps link", "200 Gbps InfiniBand", "exceeding the 0.5 ms slot", "within 50 ms RTT"."""
    if amount.kind != "measure":
        return False
    behind = following(sentence, run)
    if is_observed(sentence, run):
        return False
    if behind[0] in cues().configured or (behind[0] == "of" and behind[1] == "cache"):
        return True
    if amount.before is not None and any(_changes(sentence, step) for step in back(run.first, 8)):
        # "a reduction in model size (from 64 MB to 7 MB)", but "with message sizes from 8 KB to 2 MB"
        return False
    return _is_sized(sentence, run.first) or "rtt" in behind


def _changes(sentence: Sentence, index: int) -> bool:
    return sentence.tag(index) == NOMINAL or moves(sentence, index)


def is_parameter(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "a deadline of 100 ms", "the threshold is 0.8", "for a 5% error budget"."""
    if amount.kind not in ("measure", "percent", "count"):
        return False
    head = _head(sentence, noun_right(sentence, run.last))
    if head in cues().parameters or head in cues().constraints:
        return True
    if sentence.items[run.first].text[0] in _COMPARES and _is_limit(sentence, run.first):
        return True
    at = next((step for step in back(run.first, 3) if sentence.lower(step) not in _LINKS), -1)
    if at < 0 or at >= run.first - 1:
        return False
    return sentence.lower(at) in cues().parameters or (
        sentence.lower(at) in cues().constraints
        and sentence.lower(at + 1) == "of"
        # "has a memory requirement of 2 GB" is measured
        and any(sentence.lower(step).startswith(_MEETING) for step in back(at, 5))
    )


def is_chosen(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """ "at 80% load", "under 10% packet-loss": a round share, but "at 74.7% sparsity" was measured."""
    if amount.kind != "percent" or amount.value is None or amount.value % 5 != 0:
        return False
    if sentence.lower(lead(sentence, run.first)) not in CHOSEN_AT:
        return False
    return _head(sentence, noun_right(sentence, run.last)).rpartition("-")[2] in cues().loads


def _is_limit(sentence: Sentence, index: int) -> bool:
    """Whether a parenthesis around a number tells a constraint: "a strict latency constraint (| <=100 ms |)"."""
    opened = sentence.last_word(("(", ")"), index, within=6)
    if opened < 1 or sentence.lower(opened) == ")":
        return False
    return sentence.lower(opened - 1) in cues().constraints or sentence.lower(opened - 1) in cues().parameters


def _is_sized(sentence: Sentence, index: int) -> bool:
    """Whether a number is that of a size: "message sizes from | 8 KB", no "at batch size 1, it reaches | 9 GB/s"."""
    for step in back(index, 4):
        if sentence.lower(step) in ("size", "sizes"):
            # "a model size of 3 MB" came out
            return sentence.lower(step) != "size" or sentence.lower(step - 1) not in _BUILT
        between = sentence.tag(step) == AMOUNT and sentence.lower(step - 1) in ("between", "from")
        if (sentence.tag(step) in (AMOUNT, VERB) and not between) or sentence.lower(step) == ",":
            return False
    return False


def _head(sentence: Sentence, phrase: Range | None) -> str:
    """The last word of a phrase, "" of none."""
    return sentence.lower(phrase[1] - 1) if phrase is not None else ""
