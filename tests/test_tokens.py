"""Tokens, cut by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("cuts it by 2.3x.", ["cuts", "it", "by", "2.3x", "."]),
        ("1.9x-3.6x", ["1.9x", "-", "3.6x"]),
        ("17.0-93.1%", ["17.0", "-", "93.1%"]),
        ("20,763,484 states", ["20,763,484", "states"]),
        ("3, 4, and 8", ["3", ",", "4", ",", "and", "8"]),
        ("1,2,3", ["1", ",", "2", ",", "3"]),
        ("8,192, then", ["8,192", ",", "then"]),
        (".5 s", [".5", "s"]),
        ("v.5 of it", ["v.5", "of", "it"]),
        ("a 64-GPU A100", ["a", "64", "-", "GPU", "A100"]),
        ("GPT-5.4 and p95", ["GPT-5.4", "and", "p95"]),
        ("sub-20-second", ["sub", "-", "20", "-", "second"]),
        ("sub-second", ["sub-second"]),
        ("8xA100", ["8xA100"]),
        ("99.9th", ["99.9th"]),
        ("5 GB/s", ["5", "GB/s"]),
        ("5GB/s", ["5GB/s"]),
        ("2/7", ["2", "/", "7"]),
        ("6.8 h (e.g. here)", ["6.8", "h", "(", "e.g.", "here", ")"]),
        ("A vs. B et al. say", ["A", "vs.", "B", "et al.", "say"]),
        ("Icepack's C++ code", ["Icepack's", "C++", "code"]),
        ("890+ GW", ["890", "+", "GW"]),
        ("$106", ["$", "106"]),
        ("kappa=0.93", ["kappa", "=", "0.93"]),
        ("CVaR_0.95", ["CVaR_0.95"]),
        ("95.0% ± 1.3%", ["95.0%", "±", "1.3%"]),
        ("", []),
    ],
)
def test_tokens(text: str, wanted: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == wanted


def test_a_number_carries_its_digits_and_its_tail() -> None:
    factor, percent, bare, word = tokenize("2.3x 17% 1,024 p95")
    assert (factor.number, factor.tail) == ("2.3", "x")
    assert (percent.number, percent.tail) == ("17", "%")
    assert (bare.number, bare.tail) == ("1,024", "")
    assert (word.number, word.tail) == ("", "")


def test_glued_means_that_no_space_stands_before() -> None:
    assert [token.glued for token in tokenize("up to 64-GPU runs")] == [True, False, False, True, True, False]


def test_a_part_of_the_text_keeps_its_offsets() -> None:
    text = "First 3x. Then 40% more."
    tokens = tokenize(text, 10, 20)
    assert [(token.text, token.start, token.end) for token in tokens] == [
        ("Then", 10, 14),
        ("40%", 15, 18),
        ("m", 19, 20),
    ]


@given(st.text(alphabet="aZ 0.5,-+%x/$()'=_\né×", max_size=60))
def test_tokens_are_the_text_without_its_white_space(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(token.text for token in tokens) == "".join(text.split())
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(token.lower == token.text.lower() for token in tokens)
