"""What a thing compared with is equipped with, which tells it from its like: "vLLM | with prefix caching"."""

from typing import Final

from claims.assemble.comparand import comparand
from claims.assemble.cues import cues
from claims.assemble.qualities import is_quality
from claims.assemble.sentence import AMOUNT, COMPARATIVE, NOMINAL, Range, Sentence

_EQUIPPING: Final = frozenset({"with", "using"})
_NOT_ITS: Final = frozenset({"(", "just", "no", "only", "our", "respect", "this", "these", "that", "up", "which"})
"""What begins no part of it: "over B with | our compiler", "with | respect to", "with | up to 3x"."""
_APPLIED: Final = frozenset({
    "agents", "benchmark", "benchmarks", "context", "contexts", "data", "dataset", "datasets", "experiments", "gpu",
    "gpus", "graphs", "images", "inputs", "length", "lengths", "llm", "llms", "loads", "margin", "metrics", "model",
    "models", "nodes", "prompts", "queries", "rank", "requests", "sequences", "simulation", "simulations", "simulator",
    "size", "sizes", "tasks", "technology", "testbed", "threads", "trace", "traces", "users", "workload", "workloads",
})  # fmt: skip
"""Heads of what something is run with: "over vLLM with | Qwen models" has a setting."""


def equipped(sentence: Sentence, phrase: Range, leading: bool) -> Range:
    """The thing compared with, and what it has: "vLLM | with prefix caching", not "vLLM | with less memory".

    Where the comparison is `leading`, all up to its comma belongs to it: "Compared to B with shared models, …".
    """
    at = phrase[1]
    if sentence.lower(at) not in _EQUIPPING or sentence.lower(at + 1) in _NOT_ITS or is_quality(sentence, at + 1):
        return phrase
    part = comparand(sentence, at + 1)
    if part is None or part[0] != at + 1 or sentence.has_tag(AMOUNT, at, part[1] + 1):
        return phrase
    head = part[1] - 1
    if sentence.tag(head) == NOMINAL or sentence.tag(at + 1) == COMPARATIVE:
        return phrase
    if not (leading and sentence.lower(part[1]) == ",") and _is_applied(sentence, part):
        return phrase
    return phrase[0], part[1]


def _is_applied(sentence: Sentence, part: Range) -> bool:
    """Whether something is no part but what is run: "Qwen models", "Llama-3.1", "buffers", not "prefix caching"."""
    of = sentence.next_word("of", *part)
    head = (of if of > 0 else part[1]) - 1
    return sentence.lower(head) in _APPLIED or sentence.lower(head).startswith(cues().models)
