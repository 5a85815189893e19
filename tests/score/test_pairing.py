from itertools import permutations
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from records import claim, claims, paper

from claims.score.comparison import compare
from claims.score.equality import may_pair, right_attributes
from claims.score.gold import AnnotatedClaim
from claims.score.pairing import Pairing, heaviest, overlap, pair


def paired(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> Pairing[AnnotatedClaim]:
    return compare(paper(*gold), paper(*predicted)).claims


def test_overlap_is_enough() -> None:
    found = paired([claim(start=10, end=15)], [claim(start=14, end=30)])
    assert len(found.pairs) == 1


def test_spans_that_touch_do_not_overlap() -> None:
    found = paired([claim(start=10, end=15)], [claim(start=15, end=20)])
    assert (len(found.pairs), len(found.left), len(found.right)) == (0, 1, 1)


def test_fields_are_kept_apart() -> None:
    assert not paired([claim(field="abstract")], [claim(field="comment")]).pairs


def test_numbers_must_be_equal() -> None:
    one = claim(1.83, high=13.3)
    assert paired([one], [claim(1.83, high=13.3)]).pairs
    assert not paired([one], [claim(1.83)]).pairs
    assert not paired([one], [claim(13.3)]).pairs
    assert not paired([one], [claim(13.3, high=1.83)]).pairs


def test_before_and_after_must_be_equal() -> None:
    one = claim(None, before=3.3, after=1.41, unit="s")
    assert paired([one], [claim(None, before=3.3, after=1.41, unit="s")]).pairs
    assert not paired([one], [claim(None, before=1.41, after=3.3, unit="s")]).pairs
    assert not paired([one], [claim(3.3, high=1.41, unit="s")]).pairs
    assert not paired([one], [claim(None, before=3.3, unit="s")]).pairs


def test_unit_must_be_equal_but_for_counted_things() -> None:
    assert not paired([claim(unit="%")], [claim(unit="pp")]).pairs
    assert paired([claim(256, type="scale", unit="gpu")], [claim(256, type="scale", unit="device")]).pairs
    assert paired([claim(0, type="level", unit="violation")], [claim(0, type="scale", unit="race")]).pairs
    assert not paired([claim(2, type="level", unit="of 7")], [claim(2, type="scale", unit="task")]).pairs


def test_type_need_not_be_equal() -> None:
    assert paired([claim(type="change")], [claim(type="level", direction=None)]).pairs


def test_each_claim_has_one_partner() -> None:
    found = paired([claim()], [claim(), claim()])
    assert (len(found.pairs), len(found.right)) == (1, 1)


def test_most_equal_attributes_win() -> None:
    near, far = claim(metric="latency", baseline="NCCL"), claim(metric="throughput", baseline=None)
    found = paired([claim(metric="latency", baseline="NCCL")], [far, near])
    assert found.pairs[0][1].metric == "latency"
    assert found.right[0].metric == "throughput"


def test_all_competing_claims_are_weighed_together() -> None:
    # One may have A or B, two only A. Greedily one takes A, where it agrees best, and two is left alone.
    one, two = claim(start=0, end=10), claim(start=0, end=3, metric="throughput", baseline=None)
    a, b = claim(start=0, end=3), claim(start=5, end=9, metric="throughput")
    found = paired([one, two], [a, b])
    assert [(gold.end, predicted.start) for gold, predicted in found.pairs] == [(10, 5), (3, 0)]


def test_attributes_are_summed_over_the_pairs() -> None:
    # "32% (LLM judge) to 49%"-like repeats: both pairings have two pairs, one of them has the metrics right.
    gold = [claim(start=0, end=6, metric="TTFT"), claim(start=3, end=9, metric="TPOT")]
    predicted = [claim(start=0, end=6, metric="TPOT"), claim(start=3, end=9, metric="TTFT")]
    assert all(one.metric == other.metric for one, other in paired(gold, predicted).pairs)


def test_overlap_decides_last() -> None:
    gold = [claim(start=0, end=9)]
    found = paired(gold, [claim(start=0, end=2), claim(start=1, end=9)])
    assert found.pairs[0][1].start == 1


def test_two_pairs_are_better_than_one_that_agrees_in_all() -> None:
    left, right = paper(claim(1), claim(2)).claims, paper(claim(1), claim(2)).claims
    agreements = {(1, 1): 11, (1, 2): 0, (2, 1): 0}
    found = pair(left, right, lambda one, other: agreements.get((int(one.value or 0), int(other.value or 0))))
    assert [(one.value, other.value) for one, other in found.pairs] == [(1, 2), (2, 1)]


def test_a_cluster_too_large_to_enumerate() -> None:
    gold = [claim(start=0, end=50, metric=f"m{number}") for number in range(40)]
    found = paired(gold, list(reversed(gold)))
    assert len(found.pairs) == 40
    assert all(one.metric == other.metric for one, other in found.pairs)


matrices = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 9), min_size=columns, max_size=columns), min_size=1, max_size=columns
    )
)


@settings(deadline=None)
@given(matrices)
def test_heaviest_against_all_assignments(weights: list[list[int]]) -> None:
    picked = heaviest(weights)
    assert len(set(picked)) == len(picked) == len(weights)
    best = max(
        sum(row[column] for row, column in zip(weights, columns, strict=True))
        for columns in permutations(range(len(weights[0])), len(weights))
    )
    assert sum(row[column] for row, column in zip(weights, picked, strict=True)) == best


def _agreement(one: AnnotatedClaim, other: AnnotatedClaim) -> int | None:
    return len(right_attributes(one, other)) if may_pair(one, other) else None


@settings(deadline=None)
@given(st.lists(claims(), max_size=3), st.lists(claims(), max_size=3))
def test_pairing_is_the_best_of_all(one: list[Any], other: list[Any]) -> None:
    left, right = paper(*one).claims, paper(*other).claims
    possible = [
        (len(chosen), sum(_agreement(a, b) or 0 for a, b in chosen), sum(overlap(a, b) for a, b in chosen))
        for columns in permutations([*right, *[None] * len(left)], len(left))
        if (chosen := _allowed(left, columns)) is not None
    ]
    assert _worth(pair(left, right, _agreement)) == max(possible)


@settings(deadline=None)
@given(st.lists(claims(), max_size=6), st.lists(claims(), max_size=6), st.randoms())
def test_pairing_is_indifferent_to_order_and_side(one: list[Any], other: list[Any], random: Random) -> None:
    left, right = paper(*one).claims, paper(*other).claims
    found = sorted(map(str, pair(left, right, _agreement).pairs))
    assert sorted(str((a, b)) for b, a in pair(right, left, _agreement).pairs) == found
    mixed = random.sample(left, len(left)), random.sample(right, len(right))
    assert sorted(map(str, pair(*mixed, _agreement).pairs)) == found


def _worth(found: Pairing[AnnotatedClaim]) -> tuple[int, int, int]:
    agreements = [_agreement(one, other) for one, other in found.pairs]
    assert None not in agreements
    return len(found.pairs), sum(filter(None, agreements)), sum(overlap(one, other) for one, other in found.pairs)


def _allowed(
    left: tuple[AnnotatedClaim, ...], columns: tuple[AnnotatedClaim | None, ...]
) -> list[tuple[AnnotatedClaim, AnnotatedClaim]] | None:
    chosen = [(one, other) for one, other in zip(left, columns, strict=True) if other is not None]
    return chosen if all(overlap(one, other) and _agreement(one, other) is not None for one, other in chosen) else None
