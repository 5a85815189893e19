"""Whatever metric, number and baseline stand in a claim sentence, its claims are those that it was made of."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import extract

LOWER = [
    "P99 latency", "tail latency", "end-to-end inference latency", "time-to-first-token (TTFT)", "peak memory usage",
    "energy consumption", "total execution time", "the number of remote memory accesses", "communication volume",
    "cold start latency", "training cost", "SLO violations", "page faults", "write amplification", "cross-rack traffic",
    "GPU memory footprint", "checkpointing overhead", "query latency", "perplexity", "data movement",
]  # fmt: skip
"""Metrics of which less is better."""
HIGHER = [
    "throughput", "request throughput", "decoding throughput", "energy efficiency", "GPU utilization", "accuracy",
    "cache hit ratio", "goodput", "recall", "write throughput", "F1 score", "area efficiency", "SLO attainment",
    "transaction throughput", "memory bandwidth utilization",
]  # fmt: skip
BASELINES = [
    "vLLM", "state-of-the-art systems", "the baseline", "NCCL", "existing approaches", "PyTorch FSDP",
    "SGLang and TensorRT-LLM", "the best-performing baseline", "default Kubernetes scheduling",
    "a 4-bit quantized baseline", "FlashAttention-2", "prior work", "the strongest competing method", "RocksDB",
    "Linux's default scheduler", "both Orca and Sarathi-Serve", "conventional DRAM-based designs",
    "a 12-layer Transformer",
]  # fmt: skip
SETTINGS = ["on ShareGPT", "across diverse workloads", "on 64 GPUs", "under high load", "with Llama-3-70B", "on TPC-H"]
BOUNDS = {"up to": "up_to", "": "exact", "more than": "more_than", "at least": "at_least", "about": "about"}
COMPARED = ["compared to", "compared with", "over", "relative to", "versus"]

lower, higher, baselines = st.sampled_from(LOWER), st.sampled_from(HIGHER), st.sampled_from(BASELINES)
bounds, compared = st.sampled_from(sorted(BOUNDS)), st.sampled_from(COMPARED)
places = st.sampled_from(SETTINGS)
tenths = st.integers(min_value=11, max_value=989).map(lambda n: n / 10)


@dataclass(frozen=True)
class Number:
    """A number as it is written, and what it is."""

    text: str
    value: float
    unit: str


numbers = st.one_of(
    tenths.flatmap(lambda v: st.sampled_from([Number(f"{v}x", v, "x"), Number(f"${v}\\times$", v, "x")])),
    tenths.flatmap(lambda v: st.sampled_from([Number(f"{v}%", v, "%"), Number(f"{v}\\%", v, "%")])),
)

Expected = tuple[float, str, str, str, str | None]
"""Value, bound, metric, direction, baseline."""


def words(text: str | None) -> frozenset[str]:
    """What the scorer compares: the words without articles and signs."""
    kept = "".join(char if char.isalnum() or char in ".-" else " " for char in (text or "").lower()).split()
    return frozenset(kept) - {"a", "an", "the", "both"}


def alike(found: str | None, meant: str | None) -> bool:
    a, b = words(found), words(meant)
    return a == b or (bool(a and b) and 2 * len(a & b) / (len(a) + len(b)) >= 0.5)


def check(sentence: str, *expected: Expected) -> None:
    claims = [claim for claim in extract(sentence).claims if claim.type == "change"]
    for value, bound, metric, direction, baseline in expected:
        claim = next((claim for claim in claims if claim.value == value and claim.bound == bound), None)
        assert claim is not None, (sentence, claims)
        assert alike(claim.metric, metric), (sentence, claim.metric)
        assert claim.direction == direction, (sentence, claim.direction)
        assert alike(claim.baseline, baseline), (sentence, claim.baseline)
    assert len(claims) == len(expected), (sentence, [claim.text for claim in claims])


Reading = Callable[[str, str, str, str, str, Number], None]


def reduces_by(bound: str, metric: str, other: str, against: str, baseline: str, number: Number) -> None:
    check(
        f"Our system reduces {metric} by {bound} {number.text} {against} {baseline}.",
        (number.value, BOUNDS[bound], metric, "decrease", baseline),
    )


def higher_than(bound: str, metric: str, other: str, against: str, baseline: str, number: Number) -> None:
    check(
        f"Experiments show that Kelp achieves {bound} {number.text} higher {other} than {baseline}.",
        (number.value, BOUNDS[bound], other, "increase", baseline),
    )


def reduction_in(bound: str, metric: str, other: str, against: str, baseline: str, number: Number) -> None:
    check(
        f"It achieves {bound} {number.text} reduction in {metric} {against} {baseline}.",
        (number.value, BOUNDS[bound], metric, "decrease", baseline),
    )


def compared_first(bound: str, metric: str, other: str, against: str, baseline: str, number: Number) -> None:
    check(
        f"Compared to {baseline}, Kelp improves {other} by {bound} {number.text}.",
        (number.value, BOUNDS[bound], other, "increase", baseline),
    )


def outperforms_in(bound: str, metric: str, other: str, against: str, baseline: str, number: Number) -> None:
    check(
        f"Kelp outperforms {baseline} by {bound} {number.text} in {other}.",
        (number.value, BOUNDS[bound], other, "increase", baseline),
    )


def passive(bound: str, metric: str, other: str, against: str, baseline: str, number: Number) -> None:
    check(
        f"In our tests, {other} is increased by {bound} {number.text} relative to {baseline}.",
        (number.value, BOUNDS[bound], other, "increase", baseline),
    )


def lower_than_that_of(bound: str, metric: str, other: str, against: str, baseline: str, number: Number) -> None:
    check(
        f"Its {other} is {bound} {number.text} lower than that of {baseline}.",
        (number.value, BOUNDS[bound], other, "decrease", baseline),
    )


def improvement_of(bound: str, metric: str, other: str, against: str, baseline: str, number: Number) -> None:
    check(
        f"Kelp achieves an average {other} improvement of {bound} {number.text} over {baseline}.",
        (number.value, BOUNDS[bound], other, "increase", baseline),
    )


READINGS: tuple[Reading, ...] = (
    reduces_by, higher_than, reduction_in, compared_first, outperforms_in, passive, lower_than_that_of, improvement_of,
)  # fmt: skip


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: str(reading.__name__))
@settings(max_examples=60, deadline=None, derandomize=True)
@given(bound=bounds, metric=lower, other=higher, against=compared, baseline=baselines, number=numbers)
def test_one_change(
    reading: Reading, bound: str, metric: str, other: str, against: str, baseline: str, number: Number
) -> None:
    reading(bound, metric, other, against, baseline, number)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    metrics=st.lists(lower, min_size=2, max_size=2, unique=True),
    values=st.lists(tenths, min_size=2, max_size=2, unique=True),
    baseline=baselines,
    place=places,
)
def test_two_changes_share_verb_baseline_and_setting(
    metrics: list[str], values: list[float], baseline: str, place: str
) -> None:
    check(
        f"Kelp reduces {metrics[0]} by {values[0]}% and {metrics[1]} by {values[1]}% compared to {baseline} {place}.",
        (values[0], "exact", metrics[0], "decrease", baseline),
        (values[1], "exact", metrics[1], "decrease", baseline),
    )


@settings(max_examples=100, deadline=None, derandomize=True)
@given(metric=lower, other=higher, values=st.lists(tenths, min_size=2, max_size=2, unique=True), baseline=baselines)
def test_a_leading_baseline_covers_the_participle(metric: str, other: str, values: list[float], baseline: str) -> None:
    check(
        f"Compared to {baseline}, Kelp reduces {metric} by {values[0]}% while improving {other} by {values[1]}%.",
        (values[0], "exact", metric, "decrease", baseline),
        (values[1], "exact", other, "increase", baseline),
    )


@settings(max_examples=100, deadline=None, derandomize=True)
@given(metric=lower, values=st.lists(tenths, min_size=2, max_size=2, unique=True), baseline=baselines)
def test_the_largest_behind_the_average(metric: str, values: list[float], baseline: str) -> None:
    mean, most = values
    check(
        f"Kelp reduces {metric} by {mean}x on average (up to {most}x) compared to {baseline}.",
        (mean, "exact", metric, "decrease", baseline),
        (most, "up_to", metric, "decrease", baseline),
    )
