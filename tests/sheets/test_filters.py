"""Filters and orders: one meaning for every output, and nothing is filtered out for what it does not say."""

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from claims.cli import app
from claims.commands.filtering import TYPES
from claims.models import ClaimType
from claims.sheets import rows
from claims.sheets.book import read_book
from claims.sheets.filters import Filters, SortKey, claim_by_claim, described, in_order, selected, wants_claim, years
from claims.table import TABLES, Row
from samples import sample

ROOT = Path(__file__).parents[2]
SEEDS = str(ROOT / "gold" / "seeds.jsonl")
FULL: Row = next(TABLES["claims"].rows(sample()))


@pytest.mark.parametrize(
    ("filters", "texts"),
    [
        (Filters(), ["3.3 s to 1.41 s", "64"]),
        (Filters(metric=("latency",)), ["3.3 s to 1.41 s"]),
        (Filters(metric=("size",)), ["64"]),
        (Filters(metric=("a100 gpus",)), ["64"]),
        (Filters(metric=("size", "latency")), ["3.3 s to 1.41 s", "64"]),
        (Filters(type=("scale",)), ["64"]),
        (Filters(type=("level",)), None),
        (Filters(metric=("throughput",)), None),
        (Filters(hardware=("A100",)), ["3.3 s to 1.41 s", "64"]),
        (Filters(hardware=("nvidia a100",)), ["3.3 s to 1.41 s", "64"]),
        (Filters(hardware=("A10",)), None),
        (Filters(venue=("ICML 2026",)), ["3.3 s to 1.41 s", "64"]),
        (Filters(venue=("ICM",)), None),
        (Filters(year=((2024, 2024),)), ["3.3 s to 1.41 s", "64"]),
        (Filters(year=((2022, 2023), (2025, 9999))), None),
        (Filters(type=("change",), venue=("ICML",), metric=("latency",)), ["3.3 s to 1.41 s"]),
        (Filters(min_confidence=1.0), ["3.3 s to 1.41 s", "64"]),
        (Filters(sort="metric"), ["64", "3.3 s to 1.41 s"]),
    ],
)
def test_what_is_wanted(filters: Filters, texts: list[str] | None) -> None:
    # samples say no confidence
    claims = tuple(claim.model_copy(update={"confidence": None}) for claim in sample().claims)
    kept = selected(sample().model_copy(update={"claims": claims}), filters)
    assert (kept and [claim.text for claim in kept.claims]) == texts


SEVERAL = "Fast is 2x faster on an A100 and 3x for an H200. Slow cuts energy by 20%."


def test_hardware_is_that_of_the_claim_from_records_and_tables_alike(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(SEVERAL)
    for name in ("claims.jsonl", "claims.csv"):
        run("extract", str(tmp_path / "text.txt"), "-o", str(tmp_path / name))
        book = read_book([str(tmp_path / name)], Filters(hardware=("A100",)))
        assert [row["text"] for row in book.claims] == ["2x", "20%"]
        whole = read_book([str(tmp_path / name)])
        assert [row["hardware"] for row in whole.papers] == ["NVIDIA A100; NVIDIA H200"]
        assert [row["name"] for row in whole.hardware] == ["NVIDIA A100", "NVIDIA H200"]


def test_the_same_paper_comes_back_where_nothing_is_filtered() -> None:
    one = sample()
    assert selected(one, Filters()) is one


def test_a_missing_confidence_is_kept_and_comes_last() -> None:
    shown: list[Row] = [FULL | {"confidence": confidence} for confidence in (None, 0.5, 0.9, 0.1)]
    assert [wants_claim(Filters(min_confidence=0.5), row) for row in [*shown, FULL]] == [True, True, True, False, True]
    assert [row["confidence"] for row in in_order(shown, "confidence")] == [0.9, 0.5, 0.1, None]
    assert len(in_order([FULL, *shown], "confidence")) == 5


@given(st.sampled_from(get_args(SortKey)), st.lists(st.none() | st.floats(allow_nan=False), max_size=6))
def test_an_order_keeps_all_rows_and_changes_nothing_when_applied_again(
    sort: SortKey, cells: list[float | None]
) -> None:
    given_rows: list[Row] = [
        FULL | {"factor": cell, "value": cell, "confidence": cell, "baseline": cell and str(cell), "start": number}
        for number, cell in enumerate(cells)
    ]
    once = in_order(given_rows, sort)
    assert sorted(map(str, once)) == sorted(map(str, given_rows))
    assert in_order(once, sort) == once
    if sort in ("factor", "value", "confidence"):
        said = [row[sort] for row in once]
        assert said == sorted((c for c in cells if c is not None), reverse=True) + [None] * cells.count(None)


@pytest.mark.parametrize("wrong", ["", "-", "24", "2024-25", "x", "2024,2025"])
def test_what_is_no_year(wrong: str) -> None:
    with pytest.raises(ValueError, match="is no year"):
        years(wrong)


def test_claims_of_several_papers_in_one_order() -> None:
    singles = list(claim_by_claim([sample(), sample(id="2401.00020")], "metric"))
    assert [(one.paper.id, one.claims[0].metric) for one in singles] == [
        ("2401.00010", "A100 GPUs"), ("2401.00020", "A100 GPUs"), ("2401.00010", "latency"), ("2401.00020", "latency"),
    ]  # fmt: skip


def test_the_words_for_filters_are_those_of_the_models() -> None:
    assert set(get_args(ClaimType)) == set(TYPES)


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stderr


def test_extract_and_sheet_mean_the_same_by_a_filter(tmp_path: Path) -> None:
    filters = ["--metric", "latency", "--year", "2025-", "--type", "change", "--sort", "factor"]
    run("extract", SEEDS, "-o", str(tmp_path / "all.jsonl"))
    told = run("extract", SEEDS, "-o", str(tmp_path / "few.csv"), *filters)
    extracted = list(rows(tmp_path / "few.csv"))
    assert "passed over" in told
    assert {row["metric_key"] for row in extracted} == {"latency"}
    factors = [row["factor"] for row in extracted]
    assert len(factors) > 5
    assert factors == sorted(factors, key=lambda factor: -float(factor or 0))
    found = Filters(metric=("latency",), year=((2025, 9999),), type=("change",), sort="factor")
    book = read_book([str(tmp_path / "all.jsonl")], found)
    assert {row["claim"] for row in book.claims} == {row["claim"] for row in extracted}
    assert [row["factor"] for row in book.claims] == factors
    assert described(found) == "--metric latency --year 2025- --type change --sort factor"
    again = read_book([str(tmp_path / "few.csv")], found)
    assert [row["claim"] for row in again.claims] == [row["claim"] for row in extracted]


def test_show_filters_too() -> None:
    text = "Fast cuts P99 latency by 52% over NCCL and runs on 64 GPUs."
    shown = CliRunner().invoke(app, ["show", text, "--metric", "latency"])
    assert "«52%»" in shown.stdout
    assert "«64" not in shown.stdout.replace("«64 GPUs»", "hardware")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["extract", SEEDS, "--type", "wish"], "wish"),
        (["extract", SEEDS, "--year", "soon"], "soon"),
        (["extract", SEEDS, "--table", "papers", "--sort", "factor"], "--sort"),
        (["extract", SEEDS, "--min-confidence", "2"], "--min-confidence"),
        (["sheet", SEEDS], "--output"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], told: str) -> None:
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert told in done.output
