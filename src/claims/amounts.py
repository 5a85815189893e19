"""Spelled amounts -> numbers, and the normal factor of a change. Strings and numbers only, no text is searched here."""

import math

from claims.patterns import kept, read


@kept
def _tables() -> tuple[dict[str, float], dict[str, float]]:
    tables = read("quantities/words.toml")
    return tables["numbers"], tables["magnitudes"]


def number(text: str) -> float:
    """The number that digits spell: thousands separators and decimals.

    >>> number("20,763,484"), number("1.98"), number(".5")
    (20763484, 1.98, 0.5)
    """
    if text.isdigit():
        return int(text)
    digits = text.replace(",", "")
    return int(digits) if digits.isdigit() else float(digits)


def word(text: str) -> float | None:
    """The number that one word spells, None if it spells none.

    >>> word("seven"), word("twenty-one"), word("Hundred"), word("several")
    (7, 21, 100, None)
    """
    words, _ = _tables()
    lower = text.lower()
    if lower in words:
        return words[lower]
    tens, hyphen, ones = lower.partition("-")
    if hyphen and ones in words and 20 <= words.get(tens, 0) <= 90 and 1 <= words[ones] <= 9:
        return words[tens] + words[ones]
    return None


def magnitude(text: str) -> float | None:
    """What a magnitude word or letter multiplies by; a single letter counts in its exact case.

    >>> magnitude("billion"), magnitude("Million"), magnitude("k"), magnitude("b")
    (1000000000.0, 1000000.0, 1000.0, None)
    """
    _, magnitudes = _tables()
    return magnitudes.get(text if len(text) == 1 else text.lower())


def scaled(value: float, by: float) -> float:
    """`value` times a magnitude, whole where it is whole and free of binary dust.

    >>> scaled(1.4, 1e9), scaled(2.71, 1e6), scaled(350, 1e3)
    (1400000000, 2710000, 350000)
    """
    product = float(f"{value * by:.12g}")
    return int(product) if product.is_integer() and abs(product) < 1e15 else product


def factor(
    unit: str,
    direction: str | None,
    effect: str | None,
    value: float | None,
    before: float | None = None,
    after: float | None = None,
) -> float | None:
    """How many times better a change makes its metric: above 1 an improvement, below 1 a regression.

    A multiple counts as it is, whichever way the metric moves, but what falls to 0.4x falls by 1 / 0.4; p % more is
    1 + p/100, p % less is 1 / (1 - p/100); a pair is the larger over the smaller. A regression is the reciprocal. None
    where no factor follows: points, other units, 100 % less.

    >>> round(factor("%", "decrease", "improvement", 52), 2), factor("x", "decrease", "improvement", 7.4)
    (2.08, 7.4)
    >>> round(factor("s", "decrease", "improvement", None, 3.3, 1.41), 2), factor("x", "decrease", "regression", 2)
    (2.34, 0.5)
    >>> factor("x", "decrease", "improvement", 0.4), factor("x", "decrease", "regression", 0.4)
    (2.5, 0.4)
    """
    ratio: float | None = None
    if before is not None and after is not None:
        if before > 0 and after > 0 and unit != "pp":
            ratio = max(before, after) / min(before, after)
    elif value is None or value < 0:
        return None
    elif unit == "x":
        ratio = 1 / value if direction == "decrease" and 0 < value < 1 else value
    elif unit == "%":
        if direction == "decrease":
            ratio = 1 / (1 - value / 100) if value < 100 else None
        elif direction == "increase":
            ratio = 1 + value / 100
    if not ratio or not math.isfinite(ratio):
        return None
    if effect == "regression":
        ratio = 1 / ratio
    return float(f"{ratio:.6g}")
