"""Spelled amounts and the normal factor, against values worked out by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import amounts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("7", 7), ("0", 0), ("1,048,576", 1048576), ("20,763,484", 20763484), ("1.98", 1.98), (".5", 0.5), ("3.0", 3.0)],
)
def test_digits(text: str, wanted: float) -> None:
    assert amounts.number(text) == wanted


def test_digits_without_a_point_stay_whole() -> None:
    assert isinstance(amounts.number("20,763"), int)
    assert isinstance(amounts.number("3.0"), float)


@given(st.integers(min_value=0, max_value=10**15))
def test_thousands_separators_change_nothing(value: int) -> None:
    assert amounts.number(f"{value:,}") == value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("zero", 0),
        ("Seven", 7),
        ("nineteen", 19),
        ("forty", 40),
        ("twenty-one", 21),
        ("ninety-nine", 99),
        ("hundred", 100),
        ("dozen", 12),
        ("twenty-eleven", None),
        ("nineteen-one", None),
        ("hundred-one", None),
        ("twenty-", None),
        ("several", None),
        ("many", None),
        ("", None),
    ],
)
def test_number_words(text: str, wanted: float | None) -> None:
    assert amounts.word(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("k", 1e3),
        ("K", 1e3),
        ("M", 1e6),
        ("B", 1e9),
        ("T", 1e12),
        ("million", 1e6),
        ("Billion", 1e9),
        ("bn", 1e9),
        ("m", None),  # metres or minutes
        ("b", None),  # bits
        ("t", None),
        ("x", None),
        ("", None),
    ],
)
def test_magnitudes(text: str, wanted: float | None) -> None:
    assert amounts.magnitude(text) == wanted


@pytest.mark.parametrize(
    ("value", "by", "wanted"),
    [(1.4, 1e9, 1_400_000_000), (2.71, 1e6, 2_710_000), (0.5, 1e6, 500_000), (1.1, 1e3, 1100), (0.07, 100, 7)],
)
def test_scaling_leaves_no_binary_dust(value: float, by: float, wanted: int) -> None:
    scaled = amounts.scaled(value, by)
    assert scaled == wanted
    assert isinstance(scaled, int)


def test_what_is_not_whole_stays_a_fraction() -> None:
    assert amounts.scaled(4, 1e-4) == 0.0004
    assert amounts.scaled(10, 60 / 3600) == pytest.approx(1 / 6)


@pytest.mark.parametrize(
    ("unit", "direction", "effect", "value", "wanted"),
    [
        # a multiple counts as it is, whichever way the metric moves
        ("x", "increase", "improvement", 2, 2),
        ("x", "decrease", "improvement", 7.4, 7.4),
        ("x", "increase", "regression", 2, 0.5),
        ("x", "decrease", "regression", 4, 0.25),
        ("x", "increase", "neutral", 3, 3),
        # p % more is 1 + p/100
        ("%", "increase", "improvement", 50, 1.5),
        ("%", "increase", "improvement", 100, 2),
        ("%", "increase", "improvement", 300, 4),
        ("%", "increase", "regression", 25, 0.8),
        # p % less is 1 / (1 - p/100)
        ("%", "decrease", "improvement", 20, 1.25),
        ("%", "decrease", "improvement", 50, 2),
        ("%", "decrease", "improvement", 75, 4),
        ("%", "decrease", "regression", 20, 0.8),
        ("%", "decrease", "improvement", 0, 1),
        # to a multiple below one
        ("x", "decrease", "improvement", 0.4, 2.5),
        ("x", "decrease", "regression", 0.4, 0.4),
        ("x", "increase", "improvement", 0.8, 0.8),  # the low end of "0.8x to 1.3x"
        # nothing is left, or less than nothing
        ("%", "decrease", "improvement", 100, None),
        ("%", "decrease", "improvement", 130, None),
        ("%", "decrease", "regression", 100, None),
        # no factor follows
        ("%", None, "improvement", 50, None),
        ("pp", "increase", "improvement", 5, None),
        ("ms", "decrease", "improvement", 15, None),
        ("x", "increase", "improvement", None, None),
        ("x", "increase", "improvement", 0, None),
        ("%", "increase", "improvement", -5, None),
        ("x", "increase", "improvement", math.inf, None),
    ],
)
def test_factor(unit: str, direction: str | None, effect: str, value: float | None, wanted: float | None) -> None:
    assert amounts.factor(unit, direction, effect, value) == wanted


@pytest.mark.parametrize(
    ("unit", "effect", "before", "after", "wanted"),
    [
        ("s", "improvement", 4, 1, 4),
        ("%", "improvement", 20, 60, 3),
        ("s", "regression", 1, 4, 0.25),
        ("s", "improvement", 3.3, 1.41, 2.34043),  # 3.3 / 1.41 = 2.340425…
        ("s", "improvement", 4, 0, None),
        ("s", "improvement", 0, 4, None),
        ("pp", "improvement", 10, 5, None),
    ],
)
def test_factor_of_a_pair(unit: str, effect: str, before: float, after: float, wanted: float | None) -> None:
    assert amounts.factor(unit, "decrease", effect, None, before, after) == wanted


@given(
    st.sampled_from(["x", "%"]),
    st.sampled_from(["increase", "decrease"]),
    st.floats(min_value=1, max_value=99),
)
def test_a_regression_is_the_reciprocal(unit: str, direction: str, value: float) -> None:
    better = amounts.factor(unit, direction, "improvement", value)
    worse = amounts.factor(unit, direction, "regression", value)
    assert better is not None
    assert worse is not None
    assert better >= 1 >= worse
    assert better * worse == pytest.approx(1, rel=1e-4)
