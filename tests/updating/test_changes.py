"""What versions of a paper claim otherwise, each worked out by hand."""

from datetime import date
from pathlib import Path

import pytest

from claims.errors import SourceError
from claims.models import Paper
from claims.score import Change
from claims.sheets.filters import Filters
from claims.updating import Transition, changes, update
from updating.steps import deleted, fed, paper

OLD = (
    "Fast improves decoding throughput by up to 1.98x over vLLM on 64 A100 GPUs. It also cuts P99 latency by 30% over "
    "NCCL. Memory use falls by 12%."
)
NEW = (
    "We present Fast. Fast improves decoding throughput by up to 2.1x over vLLM on 128 A100 GPUs. It also cuts tail "
    "latency by 30% over MSCCL. Energy falls by 3x."
)


def told(transition: Transition) -> list[tuple[str, str, str]]:
    return [(change.kind, change.what, change.value) for change in transition.changes]


def attributes(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [value for change in changes for value in change.attributes]


def test_what_a_version_says_otherwise(tmp_path: Path) -> None:
    place = tmp_path / "store"
    fed(place, paper(1, abstract=OLD, comment="Submitted to ICML 2026"))
    fed(place, paper(2, abstract=NEW, comment="Accepted at ICML 2026"))
    [found] = changes(place)
    assert (found.paper, found.kind, found.old, found.new) == ("arXiv:2401.00010", "version", 1, 2)
    assert (found.updated, found.day, found.fields) == ("2024-02-01", "2026-11-30", ("abstract", "comment"))
    assert told(found) == [
        ("changed", "claim", "change up_to 2.1 x, decoding throughput, increase, over vLLM"),
        ("changed", "claim", "scale 128 gpu, A100 GPUs"),
        ("changed", "claim", "change 30 %, tail latency, decrease, over MSCCL"),
        ("lost", "claim", "change 12 %, Memory use, decrease"),
        ("gained", "claim", "change 3 x, Energy, decrease"),
        ("changed", "hardware", "NVIDIA A100, count 128"),
        ("changed", "venue", "ICML, 2026, accepted"),
    ]
    assert attributes(found.changes) == [
        ("number", "1.98 x", "2.1 x"),
        ("condition", "64 A100 GPUs", "128 A100 GPUs"),
        ("number", "64 gpu", "128 gpu"),
        ("metric", "P99 latency", "tail latency"),
        ("baseline", "NCCL", "MSCCL"),
        ("count", "64", "128"),
        ("status", "submitted", "accepted"),
    ]
    lost = found.changes[3]
    assert lost.sentence == "Memory use falls by «12%»."
    assert OLD[lost.start :].startswith("12%")


@pytest.mark.parametrize(
    "new",
    [
        OLD.replace("1.98x", "1.98 times").replace("It also cuts", "Moreover, it also cuts"),
        "A system. " + OLD,
        # sentences in another order
        "Fast improves decoding throughput by up to 1.98x over vLLM on 64 A100 GPUs. Memory use falls by 12%. "
        "It also cuts P99 latency by 30% over NCCL.",
    ],
)
def test_other_words_for_the_same_claims_change_nothing(new: str, tmp_path: Path) -> None:
    fed(tmp_path / "store", paper(1, abstract=OLD), paper(2, abstract=new))
    [found] = changes(tmp_path / "store")
    assert found.fields == ("abstract",)
    assert told(found) == []


def test_another_unit_in_the_same_place_is_a_change(tmp_path: Path) -> None:
    olds, news = ("Fast cuts energy by 50% over NCCL.", "Fast cuts energy by 3x over NCCL.")
    fed(tmp_path / "store", paper(1, abstract=olds), paper(2, abstract=news))
    [found] = changes(tmp_path / "store")
    assert attributes(found.changes) == [("number", "50 %", "3 x")]


def test_each_transition_is_told_by_since_and_paper(tmp_path: Path) -> None:
    place = tmp_path / "store"
    steps: list[tuple[int, list[Paper]]] = [
        (1, [paper(1, abstract=OLD), paper(1, "2401.00020", abstract=OLD)]),
        (2, [paper(2, abstract=NEW), paper(1, "2401.00020", abstract=OLD, journal_ref="ICML 2026")]),
        (3, [paper(3)]),
    ]
    for day, records in steps:
        update(place, ["x"], read=lambda *_, records=records: records, day=date(2026, 11, day))
    fed(place, deleted("2401.00020"))

    def kinds(**wanted: object) -> list[tuple[str, str]]:
        return [(found.paper[-2:], found.kind) for found in changes(place, **wanted)]  # type: ignore[arg-type]

    everything = [("10", "version"), ("10", "version"), ("20", "metadata"), ("20", "deleted")]
    assert kinds() == everything
    assert kinds(since=date(2026, 11, 2)) == everything
    assert kinds(since=date(2026, 11, 3)) == [("10", "version"), ("20", "deleted")]
    assert kinds(since=date(2026, 12, 1)) == []
    assert kinds(paper="https://arxiv.org/abs/2401.00020v1") == [("20", "metadata"), ("20", "deleted")]
    gone = list(changes(place, paper="2401.00020"))[1]
    assert {change.kind for change in gone.changes} == {"lost"}
    assert len([change for change in gone.changes if change.what == "claim"]) == 4
    with pytest.raises(SourceError, match=r"has no paper 2401\.00099\. Look"):
        list(changes(place, paper="2401.00099"))


def test_only_claims_that_are_wanted(tmp_path: Path) -> None:
    fed(tmp_path / "store", paper(1, abstract=OLD), paper(2, abstract=NEW))
    [found] = changes(tmp_path / "store", filters=Filters(baseline=("vLLM",)))
    assert [change.value for change in found.changes if change.what == "claim"] == [
        "change up_to 2.1 x, decoding throughput, increase, over vLLM"
    ]
    assert list(changes(tmp_path / "store", filters=Filters(year=((1999, 2000),)))) == []
