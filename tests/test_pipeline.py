"""Papers that go through the pipeline together: in order, each as if it were alone, whatever befalls its neighbours."""

from collections.abc import Iterator

import pytest

from claims import Paper, extract, extract_many, pipeline
from claims.models import Claim, Extraction
from samples import sample

COUNT = 2 * pipeline.LOT + 3


def papers() -> list[Paper]:
    """More papers than go through the pipeline at a time, no two alike."""
    return [
        Paper(
            id=f"2401.{number:05d}",
            title=f"Fast{number}X: a system",
            abstract=f"We present Fast{number}X. It cuts latency by {number}.5% over Slow on {number + 2} A100 GPUs.",
            comment="Accepted at ICML 2026" if number % 3 else None,
        )
        for number in range(COUNT)
    ]


def test_papers_of_a_lot_are_extracted_as_if_alone() -> None:
    together = list(extract_many(papers()))
    assert together == [extract(paper) for paper in papers()]
    assert [found.system for found in together] == [f"Fast{number}X" for number in range(COUNT)]


def test_texts_and_papers_may_be_mixed() -> None:
    text = "Fast cuts latency by 52%."
    assert list(extract_many([text, papers()[1], text])) == [extract(text), extract(papers()[1]), extract(text)]


def test_what_is_made_unchecked_says_which_fields_were_told() -> None:
    found = extract(papers()[0])
    assert found.model_fields_set == set(Extraction.model_fields) - {"schema_version"}
    assert [claim.model_fields_set for claim in found.claims] == [set(Claim.model_fields)] * len(found.claims)
    assert len(found.claims) == 2
    paper, checked = extract(" Fast is 2x faster. ").paper, Paper(id="text", abstract="Fast is 2x faster.")
    assert (repr(paper), paper.model_fields_set) == (repr(checked), checked.model_fields_set)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline fails on the 5th paper of the second lot."""
    whole = pipeline._extracted

    def fails(lot: list[str | Paper]) -> list[Extraction]:
        if papers()[pipeline.LOT + 4] in lot:
            raise RuntimeError("cannot do it")
        return whole(lot)

    monkeypatch.setattr(pipeline, "_extracted", fails)


@pytest.mark.usefixtures("broken")
def test_an_error_stands_in_the_place_of_its_paper() -> None:
    found = list(pipeline.tried(papers()))
    errors = [number for number, one in enumerate(found) if isinstance(one, Exception)]
    assert errors == [pipeline.LOT + 4]
    kept = [one.paper for one in found if isinstance(one, Extraction)]
    assert kept == [paper for number, paper in enumerate(papers()) if number not in errors]


@pytest.mark.usefixtures("broken")
def test_papers_before_an_error_are_given_first() -> None:
    found = extract_many(papers())
    for _ in range(pipeline.LOT + 4):
        next(found)
    with pytest.raises(RuntimeError, match="cannot do it"):
        next(found)


def test_papers_before_a_source_that_breaks_are_given_first() -> None:
    def source() -> Iterator[Paper]:
        yield sample().paper
        raise OSError("gone")

    found = extract_many(source())
    assert next(found).paper == sample().paper
    with pytest.raises(OSError, match="gone"):
        next(found)


def test_no_paper_is_no_extraction() -> None:
    assert list(extract_many([])) == []
