"""What reviewers type -> what it means: parsing of cells, verdicts of rows, majorities, agreement."""

from contextlib import suppress
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.sheets.review_agreement import kappa
from claims.sheets.review_cells import MalformedError, Raw, parse
from claims.sheets.review_claim import corrected
from claims.sheets.review_columns import ASKED, BOUNDS, CORRECTIONS, ReviewColumn
from claims.sheets.review_read import Fault, ReviewRow
from claims.sheets.review_verdict import Verdict, decide, verdict
from claims.table import Cell

COLUMN = {column.name: column for column in ASKED}


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("value", 2, 2.0), ("value", 2.5, 2.5), ("value", " 2.5 ", 2.5), ("value", "1e9", 1e9), ("value", ".5", 0.5),
        ("value", "20,763,484", 20763484.0), ("value", "−3", -3.0), ("value", "None", None), ("high", "none", None),
        ("bound", "up to", "up_to"), ("bound", "At_least", "at_least"), ("bound", "less-than", "less_than"),
        ("direction", "none", None), ("direction", "Decrease", "decrease"), ("decision", "ACCEPT ", "accept"),
        ("baseline", "NONE", None), ("baseline", "vLLM\n and  SGLang", "vLLM and SGLang"), ("unit", 7, "7"),
        ("unit", "of 7", "of 7"), ("metric", 99.5, "99.5"), ("note", "a\nb ", "a\nb"), ("note", "=1+1", "=1+1"),
        ("note", "a_x000D_b", "a\rb"), ("note", date(2026, 7, 2), "2026-07-02"), ("reviewer", "none", "none"),
    ],
)  # fmt: skip
def test_what_a_cell_means(name: str, raw: Raw, value: Cell) -> None:
    assert parse(raw, COLUMN[name]) == value


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("value", "abc"), ("value", "2,5"), ("value", "1.2.3"), ("value", "2x"), ("value", ""), ("value", "-"),
        ("value", True), ("value", datetime(2026, 7, 2, tzinfo=UTC)), ("value", time(1, 2)), ("value", "1e999"),
        ("value", "٣"), ("decision", "yes"), ("decision", 1), ("decision", "none"), ("bound", "upto"),
        ("bound", "none"), ("direction", "up"), ("unit", date(2026, 7, 2)), ("baseline", False), ("value", "nan"),
        ("value", "1,00"),
    ],
)  # fmt: skip
def test_what_means_nothing(name: str, raw: Raw) -> None:
    with pytest.raises(MalformedError):
        parse(raw, COLUMN[name])


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_means_itself_typed_as_number_or_text(number: float) -> None:
    assert parse(number, COLUMN["value"]) == number
    assert parse(repr(number), COLUMN["value"]) == number


@given(st.text(max_size=20), st.sampled_from(ASKED))
def test_any_text_means_something_or_is_told(text: str, column: ReviewColumn) -> None:
    with suppress(MalformedError):
        value = parse(text, column)
        assert value is None or isinstance(value, float if column.kind == "number" else str)


def row(file: str, **typed_in: Cell) -> ReviewRow:
    """A row in which these cells are filled in."""
    letters = {name: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place] for place, name in enumerate(COLUMN)}
    answers = {name: parse(cell, COLUMN[name]) for name, cell in typed_in.items() if cell is not None}
    return ReviewRow(file, "Claims", 5, letters, {"paper": "p", "claim": "c"}, dict(typed_in), answers)


CLAIM = {"id": "c", "type": "change", "value": 2.0, "high": None, "before": None, "after": None, "unit": "x", "bound":
         "exact", "metric": "latency", "metric_key": "latency", "direction": "decrease", "effect": "improvement",
         "baseline": "NCCL", "factor": 2.0, "condition": None, "aggregate": None, "about": "this"}  # fmt: skip


def said(file: str, **typed_in: Cell) -> Verdict:
    faults: list[Fault] = []
    found = verdict(row(file, **typed_in), CLAIM, file, faults)
    assert not faults
    return found


@pytest.mark.parametrize(
    ("typed_in", "decision", "told"),
    [
        ({"decision": "accept"}, "accept", ""),
        ({"value": 3}, "correct", ""),
        ({"decision": "correct", "baseline": "none"}, "correct", ""),
        ({"note": "hm"}, None, ""),
        ({"decision": "unsure", "value": 3}, "unsure", ""),
        ({"decision": "accept", "value": 3}, None, "A.xlsx: Claims!A5: 'accept', but something is corrected (value)"),
        ({"decision": "reject", "metric": "m"}, None, "A.xlsx: Claims!A5: 'reject', but something is corrected"),
        ({"decision": "correct"}, None, "A.xlsx: Claims!A5: 'correct', but nothing is corrected"),
        ({"decision": "accept", "value": 2, "unit": "times", "high": "none"}, "accept", ""),
        ({"decision": "reject", "metric": "Latency"}, "reject", ""),
        ({"decision": "correct", "value": 2}, "accept", ""),
        ({"value": "none"}, None, "A.xlsx: Claims!B5: this leaves no number"),
        ({"high": 1.5}, None, "A.xlsx: Claims!C5: the high end 1.5 is below the value 2"),
        ({"high": 3, "value": 4}, None, "A.xlsx: Claims!C5: the high end 3 is below the value 4"),
        ({"before": 3}, None, "A.xlsx: Claims!D5: there is no number after"),
        ({"before": 3, "after": 1}, "correct", ""),
        ({"type": "level"}, "correct", ""),
        ({"type": "scale", "direction": "increase"}, None, "A.xlsx: Claims!I5: a scale has no direction"),
        ({"about": "prior", "condition": "64 nodes", "aggregate": "mean"}, "correct", ""),
    ],
)
def test_what_a_row_says(typed_in: dict[str, Cell], decision: str | None, told: str) -> None:
    faults: list[Fault] = []
    found = verdict(row("A.xlsx", **typed_in), CLAIM, "A", faults)
    assert found.decision == decision
    assert bool(faults) == bool(told)
    assert all(str(fault).startswith(told) for fault in faults)


@pytest.mark.parametrize(
    ("verdicts", "decision", "fields", "differing", "conflicts"),
    [
        ([], None, {}, [], ()),
        ([{"decision": "unsure"}], "unsure", {}, [], ()),
        ([{"decision": "accept"}, {"decision": "accept"}], "accept", {}, [], ()),
        ([{"decision": "accept"}, {"decision": "reject"}], "unsure", {}, ["decision"], ("decision",)),
        ([{"decision": "accept"}, {"decision": "reject"}, {"decision": "reject"}], "reject", {}, ["decision"], ()),
        ([{"value": 3}, {"value": 3.0}], "correct", {"value": 3.0}, [], ()),
        ([{"value": 3}, {"value": 4}], "unsure", {}, ["value"], ("value",)),
        ([{"value": 3}, {"decision": "accept"}], "unsure", {}, ["decision", "value"], ("value",)),
        ([{"value": 3}, {"value": 3}, {"decision": "accept"}], "correct", {"value": 3.0}, ["decision", "value"], ()),
        ([{"value": 3}, {"decision": "unsure"}], "correct", {"value": 3.0}, ["decision"], ()),
        ([{"value": 2}], "accept", {}, [], ()),
        ([{"baseline": "none"}, {"baseline": "none"}], "correct", {"baseline": None}, [], ()),
        ([{"metric": "p99  Latency"}, {"metric": "P99 latency"}], "correct", {"metric": "p99 Latency"}, [], ()),
    ],
)
def test_what_holds(
    verdicts: list[dict[str, Cell]],
    decision: str | None,
    fields: dict[str, Cell],
    differing: list[str],
    conflicts: tuple[str, ...],
) -> None:
    outcome = decide(CLAIM, [said(f"{place}.xlsx", **cells) for place, cells in enumerate(verdicts)])
    assert (outcome.decision, outcome.fields, outcome.conflicts) == (decision, fields, conflicts)
    assert list(outcome.differing) == differing


@pytest.mark.parametrize(
    ("fields", "follows"),
    [
        ({"value": 3.0}, {"factor": 3.0}),
        ({"direction": "increase"}, {"effect": "regression", "factor": 0.5}),
        ({"metric": "throughput", "direction": "increase"}, {"metric_key": "throughput", "effect": "improvement"}),
        ({"metric": "wind colour"}, {"metric_key": "latency"}),
        ({"before": 4.0, "after": 1.0, "unit": "s"}, {"value": None, "factor": 4.0}),
        ({"unit": "%", "value": 50.0}, {"factor": 2.0}),
        ({"unit": None}, {"unit": "", "factor": None}),
        ({"metric": "throughput"}, {"metric_key": "throughput", "effect": "regression", "factor": 0.5}),
        ({"direction": None}, {"effect": None, "factor": None}),
        ({"metric": "wind colour", "direction": "increase"}, {"metric_key": "latency", "effect": "improvement"}),
        ({"type": "level"}, {"direction": None, "effect": None, "factor": None, "metric_key": "latency"}),
        ({"type": "scale", "unit": "gpu"}, {"direction": None, "factor": None, "metric_key": "size"}),
        ({"metric": None, "unit": "GB"}, {"metric_key": "memory"}),
        ({"baseline": "vLLM"}, {"effect": "improvement", "factor": 2.0, "metric_key": "latency"}),
    ],
)
def test_what_follows_from_a_correction(fields: dict[str, Cell], follows: dict[str, Cell]) -> None:
    made = corrected(CLAIM, fields)
    assert {name: made[name] for name in follows} == follows
    assert {name: made[name] for name in fields if name not in follows} == {
        name: value for name, value in fields.items() if name not in follows
    }


def test_a_direction_that_was_missing_tells_the_effect() -> None:
    found = CLAIM | {"direction": None, "effect": None, "factor": None}
    made = corrected(found, {"direction": "increase"})
    assert (made["effect"], made["factor"]) == ("regression", 0.5)


def test_what_the_program_found_impossible_is_no_fault_of_the_reviewer() -> None:
    faults: list[Fault] = []
    assert verdict(row("A.xlsx", baseline="MPI"), CLAIM | {"value": None}, "A", faults).decision == "correct"
    assert faults == []


def test_kappa_of_known_tables() -> None:
    # Cohen 1960, table 1 as counts of 200
    counts = {(0, 0): 88, (0, 1): 14, (0, 2): 18, (1, 0): 10, (1, 1): 40, (1, 2): 10, (2, 0): 2, (2, 1): 6, (2, 2): 12}
    pairs = [pair for pair, count in counts.items() for _ in range(count)]
    assert kappa(pairs) == pytest.approx(0.492, abs=0.001)
    assert kappa([]) is None
    assert kappa([("a", "a")] * 3) is None
    assert kappa([("a", "b"), ("b", "a")]) == -1


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=12))
def test_kappa_lies_between_and_does_not_see_who_is_who(pairs: list[tuple[str, str]]) -> None:
    found = kappa(pairs)
    turned = kappa([(other, one) for one, other in pairs])
    assert (found is None) == (turned is None)
    if found is not None and turned is not None:
        assert found == pytest.approx(turned)
        assert -1 <= found <= 1
        assert (found == 1) == all(one == other for one, other in pairs)


def test_every_correction_is_a_field_of_a_claim() -> None:
    from claims.models import Claim

    assert {column.name for column in CORRECTIONS} < set(Claim.model_fields)
    assert set(BOUNDS) == set(Claim.model_json_schema()["properties"]["bound"]["enum"])
