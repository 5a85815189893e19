"""What was gained, lost and changed, each worked out by hand."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from records import claim, claims, hardware, paper, runs, venue

from claims.score import Annotated, Change, Difference, diff, render_difference


def kinds(difference: Difference) -> list[tuple[str, str, str]]:
    return [(change.kind, change.what, change.value) for change in difference.changes]


def test_gains_are_of_the_new_run_and_losses_of_the_old() -> None:
    old, new = paper(claim(10, 0), claim(20, 10)), paper(claim(20, 10), claim(30, 20), claim(40, 30))
    difference = diff([old], [new])
    assert (difference.count("gained"), difference.count("lost"), difference.count("changed")) == (2, 1, 0)
    assert [(change.kind, change.value.split(",")[0]) for change in difference.changes] == [
        ("lost", "change 10 %"),
        ("gained", "change 30 %"),
        ("gained", "change 40 %"),
    ]
    assert (difference.old_claims, difference.new_claims) == (2, 3)


def test_another_number_in_the_same_place_is_a_loss_and_a_gain() -> None:
    difference = diff([paper(claim(8.4, unit="x"))], [paper(claim(1.4, high=8.4, unit="x"))])
    assert [change.kind for change in difference.changes] == ["lost", "gained"]


def test_the_same_number_in_another_place_is_a_loss_and_a_gain() -> None:
    difference = diff([paper(claim(start=0))], [paper(claim(start=50))])
    assert [change.kind for change in difference.changes] == ["lost", "gained"]


def test_changed_attributes_make_one_change() -> None:
    old = paper(claim(unit="gpu", metric="latency", bound="exact", rule="old"))
    new = paper(claim(unit="node", metric="tail latency", bound="up_to", rule="new"))
    (change,) = diff([old], [new]).changes
    assert change.kind == "changed"
    assert change.attributes == (
        ("unit", "gpu", "node"),
        ("bound", "exact", "up_to"),
        ("metric", "latency", "tail latency"),  # right by the guide's measure of texts, but a change
    )
    assert change.rule == "new"


def test_a_null_that_is_filled_is_a_change() -> None:
    (change,) = diff([paper(claim(baseline=None))], [paper(claim(baseline="NCCL"))]).changes
    assert change.attributes == (("baseline", "-", "NCCL"),)


def test_nothing_differs_but_the_rule() -> None:
    assert diff([paper(claim(rule="one"))], [paper(claim(rule="other"))]).changes == ()


def test_one_of_two_equal_claims_is_lost() -> None:
    assert diff([paper(claim(), claim())], [paper(claim())]).count("lost") == 1


def test_hardware_venues_and_system() -> None:
    old = paper(hardware=[hardware("CXL"), hardware("GPU", 20, 29, 4)], venues=[venue("ICML")], system="PAT")
    new = paper(hardware=[hardware("RDMA"), hardware("GPU", 20, 29, 8)], venues=[venue("ICML", 2025)], system="S-Bus")
    assert [(change.kind, change.what, change.attributes) for change in diff([old], [new]).changes] == [
        ("lost", "hardware", ()),
        ("gained", "hardware", ()),
        ("changed", "hardware", (("count", "4", "8"),)),
        ("changed", "venue", (("year", "2026", "2025"),)),
        ("changed", "system", (("name", "PAT", "S-Bus"),)),
    ]
    assert kinds(diff([paper()], [paper(system="PAT")])) == [("gained", "system", "PAT")]
    assert kinds(diff([paper(system="PAT")], [paper()])) == [("lost", "system", "PAT")]


def test_papers_of_one_run_are_told_and_not_counted() -> None:
    old, new = [paper(claim(), id="1"), paper(id="2")], [paper(id="2"), paper(claim(), claim(), id="3")]
    difference = diff(old, new)
    assert (difference.papers, difference.only_old, difference.only_new) == (1, ("1",), ("3",))
    assert (difference.changes, difference.old_claims, difference.new_claims) == ((), 0, 0)


def test_a_paper_that_stands_twice_is_compared_in_order() -> None:
    one, two = paper(claim(1)), paper(claim(2))
    assert diff([one, two], [one, two]).changes == ()
    assert diff([one, two], [one]).only_old == ("2601.00001 (once more)",)


def test_sentence_of_the_run_that_has_it() -> None:
    abstract = "We build it. It is 30% faster than e.g. NCCL. Code is free."
    place: dict[str, Any] = {"start": abstract.index("30%"), "text": "30%"}
    held = {"paper": {"id": "1", "abstract": abstract}}
    full = Annotated.model_validate(held | {"claims": [claim(**place)]})
    (change,) = diff([full], [Annotated.model_validate(held)]).changes
    assert change.sentence == "It is «30%» faster than e.g. NCCL."


def test_rendered() -> None:
    old, new = paper(claim(10, 0, rule="r1"), claim(5, 20)), paper(claim(5, 20, bound="about", rule="r2"), system="PAT")
    text = render_difference(diff([old], [new]))
    assert text == (
        "1 paper in both runs, 2 claims then, 1 now\n"
        "\n"
        "            gained    lost  changed\n"
        "claim            0       1        1\n"
        "hardware         0       0        0\n"
        "venue            0       0        0\n"
        "system           1       0        0\n"
        "\n"
        "changed: bound 1\n"
        "\n"
        "2601.00001\n"
        "  lost    claim change 10 %, latency, decrease, over vLLM  [r1]\n"
        "  changed claim bound: exact -> about  [r2]\n"
        "  gained  system PAT\n"
    )
    assert render_difference(diff([old], [new]), details=False) == text[: text.index("\n2601")]


def test_plain_data_can_be_written() -> None:
    plain = json.loads(json.dumps(diff([paper(claim())], [paper()]).to_dict()))
    assert plain["changes"][0]["kind"] == "lost"


def _turned(change: Change) -> Change:
    kind = {"gained": "lost", "lost": "gained", "changed": "changed"}[change.kind]
    attributes = tuple((name, new, old) for name, old, new in change.attributes)
    return replace(change, kind=kind, attributes=attributes)  # type: ignore[arg-type]


def _known(change: Change) -> str:
    # A change is told with the new run's words, which the other direction has not.
    return repr(replace(change, value="", text="", start=0, rule="", sentence="") if change.attributes else change)


@settings(deadline=None)
@given(runs(), runs())
def test_backwards_gains_are_losses(old: list[Annotated], new: list[Annotated]) -> None:
    there, back = diff(old, new), diff(new, old)
    assert sorted(_known(_turned(change)) for change in back.changes) == sorted(map(_known, there.changes))
    assert (there.papers, there.only_old, there.old_claims) == (back.papers, back.only_new, back.new_claims)


@settings(deadline=None)
@given(runs(), runs())
def test_gains_less_losses_is_the_growth(old: list[Annotated], new: list[Annotated]) -> None:
    difference = diff(old, new)
    assert difference.new_claims - difference.old_claims == difference.count("gained") - difference.count("lost")


@settings(deadline=None)
@given(runs())
def test_a_run_does_not_differ_from_itself(run: list[Annotated]) -> None:
    assert diff(run, run).changes == ()


@settings(deadline=None)
@given(claims())
def test_a_new_claim_is_the_only_gain(made: dict[str, Any]) -> None:
    difference = diff([paper()], [paper(made)])
    assert [change.kind for change in difference.changes] == ["gained"]
