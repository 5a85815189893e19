"""Confidence: what it says, that it says the same every time, and that it filters."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claims
from claims.errors import PatternError
from claims.models import Extraction
from claims.trained.confidence import probability, set_confidence
from claims.trained.weights import MODEL, Weights, shipped

TEXT = "Kelp reduces P99 latency by up to 52% over NCCL on 64 A100 GPUs, and 30% of the cost is gone."


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "confidence.json"
    monkeypatch.setattr("claims.trained.weights.MODEL", path)
    shipped.cache_clear()
    yield path
    shipped.cache_clear()


def _all(extraction: Extraction) -> list[float | None]:
    claims_ = [claim.confidence for claim in extraction.claims]
    return claims_ + [one.confidence for one in extraction.hardware] + [one.confidence for one in extraction.venues]


def test_everything_found_has_a_probability() -> None:
    found = claims.extract(claims.Paper(id="1", abstract=TEXT, comment="Accepted at ICML 2026"))
    assert found.claims
    assert found.hardware
    assert found.venues
    for sure in _all(found):
        assert sure is not None
        assert 0 < sure < 1
        assert sure == round(sure, 3)


def test_it_tells_a_plain_claim_from_a_doubtful_one() -> None:
    [plain] = claims.extract("Kelp reduces P99 latency by 52% over NCCL.").claims
    [doubtful] = claims.extract(
        "While others differ by 3 and 7, on 4 of 9, 12 ms is seen in the 3 runs of 2019."
    ).claims[:1]
    assert plain.confidence is not None
    assert doubtful.confidence is not None
    assert plain.confidence > doubtful.confidence + 0.1


def test_the_rest_of_a_claim_is_untouched() -> None:
    found = claims.extract(TEXT)
    bare = [claim.model_copy() for claim in found.claims]
    set_confidence(bare, (), (), {"abstract": TEXT}, Weights())
    assert [claim.confidence for claim in bare] == [0.5] * len(bare)
    assert bare == [claim.model_copy(update={"confidence": 0.5}) for claim in found.claims]


def test_a_claim_with_its_confidence_is_as_if_made_with_it() -> None:
    for claim in claims.extract(TEXT).claims:
        again = claims.Claim(**{name: getattr(claim, name) for name in claim.model_fields_set})
        assert again == claim
        assert "confidence" in claim.model_fields_set
        assert again.model_dump_json(exclude_unset=True) == claim.model_dump_json(exclude_unset=True)


def test_without_weights_nothing_is_said(damaged: Path) -> None:
    assert not damaged.exists()
    assert set(_all(claims.extract(TEXT))) == {None}


def test_damaged_weights_are_refused(damaged: Path) -> None:
    damaged.write_text('{"claim": {"always": "much"}}', encoding="utf-8")
    with pytest.raises(PatternError, match=r"confidence\.json"):
        claims.extract(TEXT)


def test_the_weights_of_the_program_are_small_and_named_in_order() -> None:
    assert MODEL.stat().st_size < 100_000
    for weights in json.loads(MODEL.read_text(encoding="utf-8")).values():
        assert "always" in weights
        assert list(weights) == sorted(weights)
        assert "seen" not in weights


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.floats(-1e6, 1e6)),
    st.lists(st.sampled_from("abcdefgh"), unique=True),
)
def test_a_probability_lies_between_and_depends_on_no_order(weights: dict[str, float], held: list[str]) -> None:
    sure = probability(weights, held)
    assert 0 < sure < 1
    assert sure == probability(weights, held[::-1])
