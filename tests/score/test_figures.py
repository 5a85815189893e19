"""The figures, each with an answer worked out by hand."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records import claim, hardware, paper, papers, runs, venue

from claims.errors import GoldError
from claims.score import FIGURES, Annotated, Scores, default_gold, read_gold, score
from claims.score.bootstrap import intervals
from claims.score.counts import Counts
from growth import grows_linearly


def figures(gold: Annotated, predicted: Annotated) -> dict[str, Counts]:
    return {name: figure.counts for name, figure in score([gold], [predicted], resamples=0).figures.items()}


def test_detection_precision_recall_f1() -> None:
    # Found 2 of 4 and one more: P 2/3, R 2/4, F1 = 2 * 2 / (4 + 3)
    gold = paper(claim(1, 0), claim(2, 10), claim(3, 20), claim(4, 30))
    counts = figures(gold, paper(claim(1, 0), claim(2, 10), claim(5, 40)))["detection"]
    assert counts == Counts(4, 3, 2, 2)
    assert counts.precision == pytest.approx(2 / 3)
    assert counts.recall == 0.5
    assert counts.f1 == pytest.approx(4 / 7)


@pytest.mark.parametrize(
    ("attribute", "value", "right"),
    [
        ("type", "level", False),
        ("bound", "up_to", False),
        ("direction", "increase", False),
        ("metric", "throughput", False),
        ("metric", "the tail latency", True),
        ("baseline", None, False),
        ("baseline", "the vLLM", True),
        ("aggregate", "mean", True),
        ("plus_minus", 1.3, True),
        ("metric_key", "ttft", True),
        ("effect", "neutral", True),
        ("condition", "ShareGPT", True),
        ("about", "prior", True),
    ],
)
def test_what_a_tuple_needs(attribute: str, value: object, right: bool) -> None:
    counts = figures(paper(claim()), paper(claim() | {attribute: value}))
    assert counts["detection"].f1 == 1.0
    assert counts["tuple"] == Counts(1, 1, right, right)


def test_attributes_are_shares_of_the_pairs() -> None:
    # Two pairs and one miss: 1 of 2 metrics right, 2 of 2 bounds, the miss counts in neither.
    gold = paper(claim(1, 0), claim(2, 10), claim(3, 20))
    counts = figures(gold, paper(claim(1, 0, metric="energy"), claim(2, 10)))
    assert counts["attribute.metric"] == Counts(2, 2, 1, 1)
    assert counts["attribute.metric"].f1 == 0.5
    assert counts["attribute.bound"].f1 == 1.0


def test_by_type_recall_is_by_gold_and_precision_by_prediction() -> None:
    # Gold: two changes, a level. Predicted: one change right, the other change called a level, the level missed.
    gold = paper(claim(1, 0), claim(2, 10), claim(3, 20, type="level", direction=None))
    counts = figures(gold, paper(claim(1, 0), claim(2, 10, type="level", direction=None)))
    assert counts["detection"] == Counts(3, 2, 2, 2)
    assert counts["detection.type.change"] == Counts(2, 1, 2, 1)
    assert (counts["detection.type.change"].precision, counts["detection.type.change"].recall) == (1.0, 1.0)
    assert counts["detection.type.level"] == Counts(1, 1, 0, 1)
    assert (counts["detection.type.level"].precision, counts["detection.type.level"].recall) == (1.0, 0.0)
    assert counts["tuple.type.change"] == Counts(2, 1, 1, 1)
    assert counts["tuple.type.level"] == Counts(1, 1, 0, 0)


def test_by_field() -> None:
    gold = paper(claim(1, 0), claim(1, 0, field="comment"))
    counts = figures(gold, paper(claim(1, 0), claim(1, 0, field="title")))
    assert counts["tuple.field.abstract"] == Counts(1, 1, 1, 1)
    assert counts["tuple.field.comment"] == Counts(1, 0, 0, 0)
    assert counts["tuple.field.title"] == Counts(0, 1, 0, 0)
    assert counts["tuple"].f1 == 0.5


def test_a_claim_said_twice_is_found_once() -> None:
    assert figures(paper(claim()), paper(claim(), claim()))["tuple"] == Counts(1, 2, 1, 1)


def test_a_list_read_as_a_range() -> None:
    # "8.4x / 1.4x" is two claims; read as one range it is two misses and an extra.
    gold = paper(claim(8.4, 0, unit="x"), claim(1.4, 7, unit="x"))
    predicted = paper(claim(1.4, 0, 10, high=8.4, unit="x"))
    assert figures(gold, predicted)["detection"] == Counts(2, 1, 0, 0)


def test_hardware_needs_name_and_count() -> None:
    gold = paper(hardware=[hardware("NVIDIA A100", 0, 11, 64), hardware("CXL", 20, 23), hardware("CXL", 30, 33)])
    predicted = paper(hardware=[hardware("NVIDIA A100", 3, 11), hardware("CXL", 20, 23), hardware("RDMA", 24, 28)])
    counts = figures(gold, predicted)
    assert counts["hardware"] == Counts(3, 3, 1, 1)  # the count of the first is wrong
    assert counts["hardware_set"] == Counts(2, 3, 2, 2)  # {A100, CXL} in {A100, CXL, RDMA}


def test_hardware_pairs_the_right_count_first() -> None:
    gold = paper(hardware=[hardware("GPU", 0, 9, 4, memory="80GB")])
    predicted = paper(hardware=[hardware("GPU", 0, 9, 8, memory="80GB"), hardware("GPU", 5, 9, 4)])
    assert figures(gold, predicted)["hardware"] == Counts(1, 2, 1, 1)


def test_hardware_names_are_equal_to_the_letter() -> None:
    gold, predicted = paper(hardware=[hardware("NVIDIA A100")]), paper(hardware=[hardware("Nvidia A100")])
    assert figures(gold, predicted)["hardware"] == Counts(1, 1, 0, 0)


@pytest.mark.parametrize(
    ("predicted", "right"),
    [
        (venue("ISCA"), True),
        (venue("is-ca"), True),
        (venue("International Symposium on Computer Architecture"), True),
        (venue("MICRO"), False),
        (venue("ISCA", None), False),
        (venue("ISCA", status="published"), False),
        (venue("ISCA", field="journal_ref"), False),
        (venue("ISCA", kind="journal"), True),
    ],
)
def test_venue(predicted: dict[str, object], right: bool) -> None:
    gold = paper(venues=[venue("ISCA", aliases=["International Symposium on Computer-Architecture"])])
    assert figures(gold, paper(venues=[predicted]))["venue"] == Counts(1, 1, right, right)


def test_venue_aliases_are_those_of_the_gold() -> None:
    gold, predicted = paper(venues=[venue("ISCA")]), paper(venues=[venue("Symposium", aliases=["ISCA"])])
    assert figures(gold, predicted)["venue"].gold_right == 0


@pytest.mark.parametrize(
    ("wanted", "got", "right"),
    [
        ("SepsisAI Orchestrator", "sepsisai-orchestrator", True),
        ("IDS", "Inductive Deductive Synthesis", True),
        ("IDS", "Synthesis", False),
        ("IDS", None, False),
        (None, "IDS", False),
        (None, None, True),
    ],
)
def test_system(wanted: str | None, got: str | None, right: bool) -> None:
    gold = paper(system=wanted, system_aliases=["Inductive Deductive Synthesis"] if wanted else [])
    assert figures(gold, paper(system=got))["system"] == Counts(1, 1, right, right)


def test_missing_and_unknown_papers() -> None:
    gold = [paper(claim(), id="1"), paper(claim(), id="2", hardware=[hardware("CXL")])]
    scores = score(gold, [paper(claim(), id="1"), paper(claim(), claim(2, 10), id="3")], resamples=0)
    assert (scores.papers, scores.missing, scores.ignored) == (2, ("2",), ("3",))
    assert scores.figures["tuple"].counts == Counts(2, 1, 1, 1)
    assert scores.figures["hardware"].counts == Counts(1, 0, 0, 0)
    # No system is named in paper 2, but nothing was predicted for it.
    assert scores.f1("system") == 0.5


def test_a_paper_may_stand_once() -> None:
    with pytest.raises(GoldError, match=r"gold: paper 2601\.00001 stands twice\. Keep"):
        score([paper(), paper()], [])
    with pytest.raises(GoldError, match=r"predictions: paper 2601\.00001 stands twice"):
        score([paper()], [paper(), paper()])


def test_nothing_to_count_is_not_defined() -> None:
    scores = score([paper()], [paper()])
    assert scores.f1("tuple") is None
    assert scores.figures["tuple"].interval is None
    assert score([paper(claim())], [paper()], resamples=0).f1("tuple") == 0.0
    assert score([paper()], [paper(claim())], resamples=0).f1("tuple") == 0.0
    assert score([], []).papers == 0


def test_bootstrap_of_equal_papers_is_a_point() -> None:
    # Every paper has one claim right of two: whichever are drawn, F1 is 2 * 1 / (2 + 1).
    gold = [paper(claim(1), claim(2, 10), id=str(number)) for number in range(5)]
    predicted = [paper(claim(1), id=str(number)) for number in range(5)]
    interval = score(gold, predicted).figures["tuple"].interval
    assert interval is not None
    assert interval == pytest.approx((2 / 3, 2 / 3))


def test_bootstrap_draws_papers() -> None:
    # Of two papers one is all right and one all wrong: the draws are (r,r), (r,w), (w,r), (w,w), so F1 is 1, .5 or 0.
    gold = [paper(*(claim(1, 10 * n) for n in range(9)), id=id_) for id_ in ("1", "2")]
    scores = score(gold, [gold[0], paper(*(claim(2, 10 * n) for n in range(9)), id="2")])
    assert scores.f1("tuple") == 0.5
    assert scores.figures["tuple"].interval == (0.0, 1.0)


@pytest.mark.parametrize(
    ("right", "papers", "interval"),
    [
        (2, 3, (0.0, 1.0)),  # draws without a right one: (1/3)^3 = 3.7 %
        (1, 3, (0.0, 1.0)),  # draws with right ones alone: 3.7 %
        (3, 4, (0.25, 1.0)),  # none right: 0.4 %, one: 4.7 %
        (1, 4, (0.0, 0.75)),
    ],
)
def test_bootstrap_interval_is_from_2_5_to_97_5_per_cent(
    right: int, papers: int, interval: tuple[float, float]
) -> None:
    column = [Counts(1, 1, 1, 1)] * right + [Counts(1, 1, 0, 0)] * (papers - right)
    assert intervals({"tuple": column}, 10_000, 1) == {"tuple": interval}


def test_bootstrap_is_the_same_every_time() -> None:
    gold = read_gold(default_gold())
    predicted = [record.model_copy(update={"claims": record.claims[::2]}) for record in gold]
    one, other = score(gold, predicted), score(list(reversed(gold)), predicted[::-1])
    assert one.to_dict() == other.to_dict()
    assert score(gold, predicted, seed=1).figures["tuple"] != one.figures["tuple"]
    low, high = one.figures["tuple"].interval or (0.0, 0.0)
    assert low < (one.f1("tuple") or 0.0) < high


@pytest.mark.parametrize("resamples", [0, 2_000])
def test_time_grows_with_the_papers(resamples: int) -> None:
    def copies(times: int) -> list[Annotated]:
        return [
            record.model_copy(update={"paper": record.paper.model_copy(update={"id": f"{record.paper.id}/{copy}"})})
            for record in read_gold(default_gold())
            for copy in range(times)
        ]

    def scored(gold: list[Annotated]) -> Scores:
        return score(gold, gold, resamples=resamples)

    grows_linearly(scored, copies(1), copies(8), 8)


def test_plain_data_can_be_written() -> None:
    plain = json.loads(json.dumps(score([paper(claim())], [paper(claim())], resamples=10).to_dict()))
    assert list(plain["figures"]) == list(FIGURES)
    assert plain["figures"]["tuple"] == {
        "gold": 1, "predicted": 1, "gold_right": 1, "predicted_right": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0,
        "interval": [1.0, 1.0],
    }  # fmt: skip
    assert plain["figures"]["system"] == {"right": 1, "total": 1, "share": 1.0, "interval": [1.0, 1.0]}


def _f1s(scores: Scores) -> set[float | None]:
    return {scores.f1(name) for name in FIGURES}


@settings(deadline=None)
@given(runs())
def test_gold_against_itself_is_right(run: list[Annotated]) -> None:
    assert _f1s(score(run, run, resamples=3)) <= {1.0, None}


def test_the_seeds_against_themselves_are_right() -> None:
    gold = read_gold(default_gold())
    assert _f1s(score(gold, gold, resamples=0)) <= {1.0, None}


@settings(deadline=None)
@given(runs(), runs(), st.randoms())
def test_order_does_not_matter(gold: list[Annotated], predicted: list[Annotated], random_: random.Random) -> None:
    def shuffled(run: list[Annotated]) -> list[Annotated]:
        mixed = [
            record.model_copy(
                update={
                    name: tuple(random_.sample(getattr(record, name), len(getattr(record, name))))
                    for name in ("claims", "hardware", "venues")
                }
            )
            for record in run
        ]
        random_.shuffle(mixed)
        return mixed

    known = score(gold, predicted, resamples=5)
    assert score(shuffled(gold), shuffled(predicted), resamples=5) == known


@settings(deadline=None)
@given(papers(), papers())
def test_tuple_is_never_above_detection(gold: Annotated, predicted: Annotated) -> None:
    counts = figures(gold, predicted)
    assert counts["tuple"].gold_right <= counts["detection"].gold_right
    for name in ("tuple", "detection"):
        assert counts[name].gold_right == counts[name].predicted_right
        for split in ("type", "field"):
            parts = [counts[figure] for figure in FIGURES if figure.startswith(f"{name}.{split}.")]
            assert [sum(part) for part in zip(*parts, strict=True)] == list(counts[name])


@settings(deadline=None)
@given(papers(), papers())
def test_sides_are_alike(gold: Annotated, predicted: Annotated) -> None:
    there, back = figures(gold, predicted)["tuple"], figures(predicted, gold)["tuple"]
    assert (there.precision, there.recall, there.f1) == (back.recall, back.precision, back.f1)


def test_what_is_not_labelled_is_neither_right_nor_wrong() -> None:
    gold = Annotated.model_validate({"paper": {"id": "1"}, "venues": [venue("ICML")], "labelled": ["venues"]})
    found = {"paper": {"id": "1"}, "claims": [claim()], "hardware": [hardware("GPU")], "venues": [venue("ICML")]}
    counts = figures(gold, Annotated.model_validate({**found, "system": "Foo"}))
    assert counts["venue"] == Counts(1, 1, 1, 1)
    assert all(counts.get(name, Counts(0, 0, 0, 0)).predicted == 0 for name in ("detection", "hardware", "system"))
