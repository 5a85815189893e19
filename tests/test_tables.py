"""The tables: their columns are those of docs/columns.md, their rows hold what the extraction holds."""

import re
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

import claims
from claims.amounts import factor
from claims.models import Extraction, Paper
from claims.table import TABLES, TableName, reference, to_frame, url, venue_label
from samples import ABSTRACT, sample

DOCS = Path(__file__).parents[1] / "docs" / "columns.md"
NAMES: list[TableName] = ["claims", "papers", "hardware", "venues"]


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_documented(name: TableName) -> None:
    section = DOCS.read_text(encoding="utf-8").split(f"\n## {name}\n")[1].split("\n## ")[0].split("\n### ")[0]
    documented = re.findall(r"^\| (\w+) \| (text|integer|number) \| (yes|no) \| \S", section, re.MULTILINE)
    assert documented == [
        (column.name, column.kind, "yes" if column.nullable else "no") for column in TABLES[name].columns
    ]


@pytest.mark.parametrize(
    ("said", "unit", "direction", "effect", "numbers"),
    [
        ("7.4 times lower latency", "x", "decrease", "improvement", (7.4,)),
        ("40 % more throughput", "%", "increase", "improvement", (40,)),
        ("52 % lower latency", "%", "decrease", "improvement", (52,)),
        ("from 3.3 s to 1.41 s", "s", "decrease", "improvement", (None, 3.3, 1.41)),
        ("17.0-93.1 % lower", "%", "decrease", "improvement", (17.0,)),
        ("5 % overhead", "%", "increase", "regression", (5,)),
        ("a shift by a factor of 3, neither good nor bad", "x", "increase", "neutral", (3,)),
    ],
)
def test_factors_are_as_documented(
    said: str, unit: str, direction: str, effect: str, numbers: tuple[float | None, ...]
) -> None:
    documented = re.search(rf"^\| {re.escape(said)} \| ([0-9.]+) \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert documented, said
    assert factor(unit, direction, effect, *numbers) == pytest.approx(float(documented[1]), rel=0.005)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("extraction", [sample(), Extraction(paper=Paper(id="text"))], ids=["full", "empty"])
def test_rows_have_the_columns_in_order_and_nothing_missing_that_must_not_be(
    name: TableName, extraction: Extraction
) -> None:
    kinds: dict[str, Any] = {"text": str, "integer": int, "number": (int, float)}
    for row in TABLES[name].rows(extraction):
        assert list(row) == [column.name for column in TABLES[name].columns]
        for column in TABLES[name].columns:
            cell = row[column.name]
            assert isinstance(cell, kinds[column.kind]) or (cell is None and column.nullable), (column, cell)


def test_claim_rows_join_what_belongs_to_the_paper() -> None:
    change, scale = TABLES["claims"].rows(sample())
    assert change["paper"] == "arXiv:2401.00010v1"
    assert change["url"] == "https://arxiv.org/abs/2401.00010v1"
    assert change["title"] == "Fast: a system"
    assert change["hardware"] == "NVIDIA A100; CXL"
    assert change["venues"] == "ICML 2026"
    assert change["sentence"] == " ".join(ABSTRACT.split())
    assert (change["before"], change["after"], change["factor"], change["baseline"]) == (3.3, 1.41, 2.34, "NCCL")
    assert (scale["value"], scale["unit"], scale["direction"], scale["text"]) == (64, "gpu", None, "64")
    assert scale["claim"] == "2401.00010/abstract/3"


def test_a_paper_without_claims_has_a_row_in_papers_only() -> None:
    empty = Extraction(paper=Paper(id="cs/0112017"))
    assert {name: len(list(TABLES[name].rows(empty))) for name in NAMES} == {
        "claims": 0, "papers": 1, "hardware": 0, "venues": 0,
    }  # fmt: skip


def test_papers_hardware_and_venues() -> None:
    [paper] = TABLES["papers"].rows(sample())
    assert (paper["claims"], paper["authors"], paper["system_aliases"]) == (2, "A B; C D", "FAST; Fast system")
    gpu, cxl = TABLES["hardware"].rows(sample())
    assert (gpu["name"], gpu["count"], cxl["count"]) == ("NVIDIA A100", 64, None)
    [venue] = TABLES["venues"].rows(sample())
    assert (venue["year"], venue["aliases"]) == (2026, "International Conference on Machine Learning")


def test_a_submission_does_not_look_like_an_acceptance() -> None:
    submitted = sample().venues[0].model_copy(update={"status": "submitted"})
    assert venue_label(submitted) == "ICML 2026 (submitted)"


@given(
    st.from_regex(r"[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,8}/[0-9]{7}", fullmatch=True) | st.text(min_size=1, max_size=9),
    st.none() | st.integers(1, 99),
)
def test_a_reference_is_no_number_and_tells_papers_apart(identity: str, version: int | None) -> None:
    paper = Paper(id=identity, version=version)
    scheme, _, rest = reference(paper).partition(":")
    assert scheme in ("arXiv", "id")
    assert rest == (f"{identity}v{version}" if scheme == "arXiv" and version else identity)
    assert (url(paper) is None) == (scheme == "id")


@pytest.mark.parametrize("name", NAMES)
def test_frame(name: TableName) -> None:
    frame = claims.to_frame([sample(), sample(id="2401.00020")], name)
    assert list(frame.columns) == [column.name for column in TABLES[name].columns]
    dtypes = {"text": "string", "integer": "Int64", "number": "float64"}
    assert [str(dtype) for dtype in frame.dtypes] == [dtypes[column.kind] for column in TABLES[name].columns]
    assert frame["paper"].unique().tolist() == ["arXiv:2401.00010v1", "arXiv:2401.00020v1"]
    empty = to_frame([], name)
    assert empty.empty
    assert list(empty.dtypes) == list(frame.dtypes)


def test_frame_values() -> None:
    frame = to_frame(iter([sample()]))
    assert frame.loc[0, "before"] == 3.3
    assert frame["value"].isna().tolist() == [True, False]
    assert frame.groupby("type")["factor"].max()["change"] == 2.34
    assert frame.loc[1, "direction"] is pandas.NA
