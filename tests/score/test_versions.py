"""Two versions of a paper; what is said of texts is in tests/updating."""

from hypothesis import given, settings
from records import claim, paper, papers

from claims.score import Annotated, between
from claims.score.differences import Change


def kinds(changes: tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(change.kind, change.what) for change in changes]


@settings(max_examples=100, deadline=None)
@given(papers())
def test_a_version_is_no_change_of_itself(one: Annotated) -> None:
    assert between(one, one) == ()


@settings(max_examples=100, deadline=None)
@given(papers(), papers())
def test_what_is_gained_one_way_is_lost_the_other(one: Annotated, other: Annotated) -> None:
    turned = {"gained": "lost", "lost": "gained", "changed": "changed"}
    there, back = kinds(between(one, other)), kinds(between(other, one))
    assert sorted((turned[kind], what) for kind, what in back) == sorted(there)
    for what, mentions in (("claim", (one.claims, other.claims)), ("hardware", (one.hardware, other.hardware))):
        gained, lost = (there.count((kind, what)) for kind in ("gained", "lost"))
        assert len(mentions[0]) - lost == len(mentions[1]) - gained


def test_the_same_numbers_elsewhere_are_the_same_claim_and_others_of_one_metric_a_change() -> None:
    assert between(paper(claim(30, 0)), paper(claim(30, 50))) == ()
    [change] = between(paper(claim(30, 0), claim(40, 20)), paper(claim(40, 70), claim(35, 90)))
    assert (change.kind, change.attributes) == ("changed", (("number", "30 %", "35 %"),))


def test_other_numbers_of_another_metric_or_baseline_are_a_loss_and_a_gain() -> None:
    for other in (claim(35, 50, metric="energy"), claim(35, 50, baseline="NCCL"), claim(35, 50, type="level")):
        assert sorted(kinds(between(paper(claim(30, 0)), paper(other)))) == [("gained", "claim"), ("lost", "claim")]
