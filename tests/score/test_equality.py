import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.score.equality import same_name, same_number, same_text
from claims.score.units import is_counted, same_unit


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1.4e9, 1400000000, True),
        (1000000, 1000001, True),  # one part in a million
        (100000, 100001, False),
        (0, 0, True),
        (0, 1e-12, False),
        (0, None, False),
        (None, None, True),
    ],
)
def test_numbers(one: float | None, other: float | None, same: bool) -> None:
    assert same_number(one, other) is same
    assert same_number(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, True),
        ("latency", None, False),
        ("P99 Latency", "the p99 latency", True),
        ("P99 end-to-end latency", "latency", False),  # {p99, end, to, latency}, {latency}: 2 * 1 / 5 = 0.4
        ("tail latency risk", "latency", True),  # 2 * 1 / 4 = 0.5, the least that is right
        ("tail latency risk (CVaR)", "latency", False),  # 2 * 1 / 5
        ("vLLM and SGLang", "SGLang, vLLM", True),  # 2 * 2 / 5
        ("a baseline", "an baseline", True),
        ("the cost", "the latency", False),  # with the articles 2 * 1 / 4
        ("checkpoint/restart baselines", "checkpoint-restart baselines", True),
        ("the", "a", False),  # nothing but articles: compared as they stand
        ("%", "%", True),
        ("%", "latency", False),
    ],
)
def test_texts(one: str | None, other: str | None, same: bool) -> None:
    assert same_text(one, other) is same
    assert same_text(other, one) is same


@given(st.text())
def test_text_is_itself(text: str) -> None:
    assert same_text(text, text)
    assert same_name(text, text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("S-Bus", "SBus", True), ("S-Bus", "s bus", True), ("Fold‑CP", "Fold-CP", True), ("IDS", "ID", False)],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


@pytest.mark.parametrize("unit", ["gpu", "node", "violation", "lm", "vcpu", "co-design", "token", "page", "process"])
def test_counted(unit: str) -> None:
    assert is_counted("level", unit)
    assert is_counted("scale", unit)


@pytest.mark.parametrize(
    "unit",
    ["", "%", "x", "pp", "of 7", "ms", "s", "h", "GB", "$", "tokens/s", "TFLOPS", "mm2", "gpu-hour", "gpu-hours", "w"],
)  # fmt: skip
def test_measured(unit: str) -> None:
    assert not is_counted("level", unit)
    assert not is_counted("change", unit)


@pytest.mark.parametrize(("unit", "counted"), [("h", True), ("TB", True), ("", False), ("%", False), ("of 7", False)])
def test_unit_of_a_scale(unit: str, counted: bool) -> None:
    assert is_counted("scale", unit) is counted


def test_units() -> None:
    assert same_unit("level", "µs", "level", "μs")  # two characters that look alike
    assert same_unit("scale", "query", "level", "request")
    assert not same_unit("level", "of 7", "level", "of 9")
    assert not same_unit("level", "GB", "level", "Gb")
    assert not same_unit("change", "x", "scale", "gpu")
