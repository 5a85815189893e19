"""Tokens, cut by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import tokens as cache
from claims.tokens import cut, tokenize


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
    tokens, starts = cut("First 3x. Then 40% more.", 10, 20)
    assert [(token.text, at) for token, at in zip(tokens, starts, strict=True)] == [
        ("Then", 10),
        ("40%", 15),
        ("m", 19),
    ]


def test_what_stands_before_a_part_is_seen() -> None:
    assert [token.text for token in cut("v.5 of", 1, 6)[0]] == [".", "5", "of"]


PIECES = [
    "et al.", "et", "al.", "e.g.", "vs.", "resp.", "sub-20", "3x", "5turns", "1,000", "x10^-4", "https://a.b", "to-5",
    "by3%", "self-healing,", "(GPT-4.5)", "2.5e-3", "C++", " ", "  ", "\t", ".5", ",", ")", "é.", "-", "a",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.integers(0, 5))
def test_chunk_by_chunk_the_tokens_are_those_of_the_whole(pieces: list[str], start: int) -> None:
    text = "".join(pieces)
    tokens, starts = cut(text, start, len(text)) if start < len(text) else ([], [])
    whole, places = cache._cut(text, start, len(text), start)
    assert starts == places
    for token, wanted in zip(tokens, whole, strict=True):
        assert (token.text, token.lower, token.number, token.tail, token.glued) == (
            wanted.text, wanted.lower, wanted.number, wanted.tail, wanted.glued,
        )  # fmt: skip


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST_KNOWN", 10)
    known: dict[str, cache.Token] = {}
    monkeypatch.setattr(cache, "_known", lambda: known)
    tokenize("a b c d e f, g-h (i k_l m. n o p: q r s)")
    assert len(known) == 10


@given(st.text(alphabet="aZ 0.5,-+%x/$()'=_\né×", max_size=60))
def test_tokens_are_the_text_without_its_white_space(text: str) -> None:
    tokens, starts = cut(text, 0, len(text))
    assert "".join(token.text for token in tokens) == "".join(text.split())
    assert all(text.startswith(token.text, at) for token, at in zip(tokens, starts, strict=True))
    assert all(token.lower == token.text.lower() for token in tokens)
