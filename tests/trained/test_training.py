"""Training: weights that are found again, byte for byte, from labels with and without text; an honest account."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from claims.errors import GoldError
from claims.score import Annotated, default_gold, read_gold
from claims.training import render, train, write
from claims.training.calibration import Judged, cross_validated, expected_error
from claims.training.examples import Example, examples
from claims.training.labels import bare, clothed, read_labels, write_bare
from claims.training.logistic import fit
from claims.training.reliability import picture


@pytest.fixture(scope="module")
def gold() -> list[Annotated]:
    return read_gold(default_gold())


def _example(paper: int, right: bool, *traits: str, seen: bool = False) -> Example:
    return Example(f"p{paper}", "claim", ("always", *traits, *(["seen"] if seen else [])), right, seen)


def test_training_gives_the_same_bytes_again(gold: list[Annotated], tmp_path: Path) -> None:
    for name, unseen in (("a.json", gold[:20]), ("b.json", gold[:20]), ("c.json", gold[20:40])):
        write(train(unseen, gold[40:]), tmp_path / name)
    first = (tmp_path / "a.json").read_bytes()
    assert first == (tmp_path / "b.json").read_bytes()
    assert first != (tmp_path / "c.json").read_bytes()


def test_labels_without_text_train_the_same_weights(gold: list[Annotated], tmp_path: Path) -> None:
    write_bare(gold[:20], tmp_path / "bare.jsonl")
    texts = {record.paper.id: record.paper for record in gold}
    again = read_labels([tmp_path / "bare.jsonl"], texts)
    for name, labels in (("a.json", gold[:20]), ("b.json", again)):
        write(train(labels), tmp_path / name)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_labels_without_text_hold_none(gold: list[Annotated]) -> None:
    for record in gold:
        told = str(bare(record))
        assert not any(claim.metric in told for claim in record.claims if claim.metric and " " in claim.metric)
        assert not any(claim.text in told for claim in record.claims if len(claim.text) > 12)
        back = clothed(bare(record), record.paper)
        assert [(claim.text, claim.value, claim.unit) for claim in back.claims] == [
            (claim.text, claim.value, claim.unit) for claim in record.claims
        ]


def test_labels_of_another_text_are_refused(gold: list[Annotated], tmp_path: Path) -> None:
    write_bare(gold[:2], tmp_path / "bare.jsonl")
    other = {gold[0].paper.id: gold[0].paper.model_copy(update={"abstract": "Another."})}
    with pytest.raises(GoldError) as refused:
        read_labels([tmp_path / "bare.jsonl"], other)
    assert "has another text" in str(refused.value)
    assert "is not among the papers" in str(refused.value)


def test_a_paper_that_stands_twice_is_refused(gold: list[Annotated]) -> None:
    with pytest.raises(GoldError, match="twice"):
        train(gold[:2], gold[1:3])


def test_what_is_better_in_seen_papers_is_not_expected_of_others() -> None:
    seen = [_example(number, True, seen=True) for number in range(90)]
    unseen = [_example(100 + number, number % 2 == 0) for number in range(60)]
    judged = cross_validated([*seen, *unseen])
    assert len(judged) == 60
    assert all(abs(one.sure - 0.5) < 0.1 for one in judged)


def test_no_paper_is_judged_by_weights_that_saw_it() -> None:
    # A trait that each paper has for itself says nothing of other papers.
    papers = [_example(paper, paper % 2 == 0, f"only {paper}") for paper in range(40) for _ in range(6)]
    assert all(abs(one.sure - 0.5) < 0.2 for one in cross_validated(papers))
    assert max(fit(papers).values()) > 0.1


def test_a_rare_trait_is_not_learned_from() -> None:
    rare = [_example(0, False, "rare")] * 4 + [_example(1, True)] * 20
    assert "rare" not in fit(rare)
    assert fit([*rare, _example(2, False, "rare")])["rare"] < 0
    assert fit([]) == {}


def test_the_error_of_a_boaster_is_told() -> None:
    assert expected_error([Judged(0.95, number % 2 == 0) for number in range(100)]) == pytest.approx(0.45)


def test_the_picture_has_a_ring_for_each_bin(gold: list[Annotated]) -> None:
    trained = train(gold[:40], gold[40:])
    drawn = ElementTree.fromstring(picture(trained.judged))
    rings = drawn.findall("{http://www.w3.org/2000/svg}circle")
    assert len(rings) == sum(line.count(" to ") for line in render(trained).splitlines() if line.startswith("| "))


def test_a_paper_may_be_labelled_for_its_venues_alone(gold: list[Annotated], tmp_path: Path) -> None:
    whole = next(record for record in gold if record.claims and record.hardware and record.venues)
    for part, kept in (("venues", whole.venues), ("hardware", whole.hardware)):
        partial = Annotated.model_validate({"paper": whole.paper.model_dump(), part: kept, "labelled": [part]})
        write_bare([partial], tmp_path / "bare.jsonl")
        assert read_labels([tmp_path / "bare.jsonl"], {whole.paper.id: whole.paper}) == [partial]
        learned = {example.kind for example in examples([partial], seen=False)}
        assert learned == {part.removesuffix("s")}
        assert learned < {example.kind for example in examples([whole], seen=False)}
    with pytest.raises(ValueError, match="claims are given and not `labelled`"):
        Annotated.model_validate({**whole.model_dump(), "labelled": ["venues"]})
