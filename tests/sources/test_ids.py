"""Ids in every spelling come out as the same string; what lost a digit is said, not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import SourceError
from claims.sources import ids

MONTHS = st.integers(7 * 12 + 3, 30 * 12 + 11).map(lambda month: f"{month // 12:02d}{month % 12 + 1:02d}")
NEW = MONTHS.flatmap(
    lambda month: st.integers(1, 9999 if month < "1501" else 99999).map(
        lambda number: f"{month}.{number:04d}" if month < "1501" else f"{month}.{number:05d}"
    )
)
OLD_MONTHS = st.tuples(st.sampled_from(["91", "97", "00", "06"]), st.integers(1, 12)).map(lambda m: f"{m[0]}{m[1]:02d}")
OLD = st.tuples(st.sampled_from(["cs", "hep-th", "cond-mat", "math-ph"]), OLD_MONTHS, st.integers(1, 999)).map(
    lambda parts: f"{parts[0]}/{parts[1]}{parts[2]:03d}"
)
PREFIXES = [
    "", "arXiv:", "arxiv: ", "http://arxiv.org/abs/", "https://arxiv.org/pdf/", "https://www.arxiv.org/abs/",
    "http://export.arxiv.org/abs/", "arxiv.org/abs/", "https://arxiv.org/html/", "oai:arXiv.org:",
    "https://doi.org/10.48550/arXiv.", "10.48550/ARXIV.",
]  # fmt: skip


@given(NEW | OLD, st.none() | st.integers(1, 40), st.sampled_from(PREFIXES), st.sampled_from(["", ".pdf", "/", "?x=1"]))
def test_every_spelling_gives_the_same_id(name: str, version: int | None, prefix: str, suffix: str) -> None:
    said = f"v{version}" if version else ""
    assert ids.parse(f"{prefix}{name}{said}{suffix}") == (name, version)
    assert ids.parse(f" {prefix}{name}{said}\n") == (name, version)
    assert ids.read(f"{prefix}{name}{said}{suffix}") == (name, version)


@given(st.text(max_size=40))
def test_any_text_is_an_id_or_an_error(text: str) -> None:
    try:
        name, _ = ids.parse(text)
    except SourceError:
        return
    assert ids.parse(name) == (name, None)


@pytest.mark.parametrize(
    ("text", "name", "version"),
    [
        ("cs.DC/0112017v2", "cs/0112017", 2),
        ("https://arxiv.org/abs/cs.DC/0112017", "cs/0112017", None),
        ("CS/0112017", "cs/0112017", None),
        ("arXiv:2401.00010v2 [cs.DC]", "2401.00010", 2),
        ("1412.6980", "1412.6980", None),
        ("1501.00001", "1501.00001", None),
        ("http://arxiv.org/pdf/2401.00010v12.pdf", "2401.00010", 12),
    ],
)
def test_spellings(text: str, name: str, version: int | None) -> None:
    assert ids.parse(text) == (name, version)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2401.0001", "2401.0001 lost a digit: YYMM from 1501 on has five digits"),
        ("2401.1", "lost a digit"),
        ("1204.001", "lost a digit: YYMM to 1412 has four digits"),
        ("704.0012", "lost a digit: YYMM has four digits"),
        ("0808.05394", "digit too many"),
        ("2413.00001", "no month"),
        ("0000.0000", "no month"),
        ("cs/0113017", "no month"),
        ("cs/0801001", "no month"),
        ("foo/0112017", "no archive"),
        ("cs/011201", "not an arXiv id"),
        ("2401.00010v0", "not an arXiv id"),
        ("2401.00010 and more", "not an arXiv id"),
        ("\u0662\u0664\u0660\u0661.00010", "not an arXiv id"),
        ("https://example.org/abs/2401.00010", "not an arXiv id"),
        ("", "not an arXiv id"),
        ("2" * 100_000, "not an arXiv id"),
    ],
)
def test_what_is_no_id(text: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        ids.parse(text)


@pytest.mark.parametrize("text", ["paper-7", "10.1145/3802009", "2024.1", "42", "https://example.org/x", "W123.4567"])
def test_ids_of_other_kinds_stay(text: str) -> None:
    assert ids.read(f" {text} ") == (text, None)


@pytest.mark.parametrize("text", ["2401.0001", "2401.1", "704.0012", "2413.00001"])
def test_a_damaged_arxiv_id_is_no_id_of_another_kind(text: str) -> None:
    with pytest.raises(SourceError):
        ids.read(text)
