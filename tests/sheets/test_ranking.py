"""`claims compare`: who comes first, and what is shown of each claim."""

from io import StringIO

import pytest
from rich.console import Console
from typer.testing import CliRunner

from claims.cli import app
from claims.sheets.ranking import Ranking, ranked
from claims.sheets.terminal_ranking import ranking
from claims.table import Row
from sheets.books import SEEDS, seeds
from sheets.payloads import paper_of


def row(**cells: object) -> Row:
    made = {
        "type": "change",
        "factor": 2.0,
        "bound": "exact",
        "unit": "x",
        "value": 2.0,
        "before": None,
        "after": None,
        "metric": None,
        "metric_key": "speed",
    }
    return made | cells  # type: ignore[return-value]


def change(value: float | None, unit: str, family: str, effect: str, **cells: object) -> Row:
    return row(factor=None, value=value, unit=unit, metric_key=family, effect=effect, **cells)


def level(value: float | None, unit: str, family: str, metric: str | None, **cells: object) -> Row:
    return row(type="level", factor=None, value=value, unit=unit, metric_key=family, metric=metric, **cells)


def test_the_largest_factor_is_first_and_up_to_behind_its_equal() -> None:
    rows = [
        row(factor=2.0, bound="up_to"),
        row(factor=5.0),
        row(factor=0.5),
        row(factor=2.0),
        row(type="scale", factor=None),
    ]
    found = ranked(rows)
    assert [(one["factor"], one["bound"]) for one in found.changes] == [
        (5.0, "exact"), (2.0, "exact"), (2.0, "up_to"), (0.5, "exact")
    ]  # fmt: skip
    assert found.groups == []


@pytest.mark.parametrize(
    ("metric", "family", "unit", "values"),
    [
        ("accuracy", "accuracy", "%", [9.0, 5.0, 1.0]),
        ("P99 latency", "latency", "ms", [1.0, 5.0, 9.0]),
        ("memory savings", "memory", "GB", [9.0, 5.0, 1.0]),
        ("accuracy degradation", "accuracy", "%", [1.0, 5.0, 9.0]),
        ("SLO violations", "slo", "%", [1.0, 5.0, 9.0]),
        (None, "energy", "mJ", [1.0, 5.0, 9.0]),
        (None, "throughput", "tokens/s", [9.0, 5.0, 1.0]),
        ("compilation", "speed", "min", [1.0, 5.0, 9.0]),
        ("frobnication", "other", "", [9.0, 5.0, 1.0]),
    ],
)
def test_levels_are_sorted_by_what_is_better(metric: str | None, family: str, unit: str, values: list[float]) -> None:
    rows = [level(value, unit, family, metric) for value in (5.0, 9.0, 1.0)]
    [group] = ranked(rows).groups
    assert [one["value"] for one in group.rows] == values


def test_only_what_is_alike_is_compared() -> None:
    rows = [
        level(5.0, "ms", "latency", "latency"), change(200.0, "ms", "latency", "improvement"),
        change(3.0, "pp", "accuracy", "improvement"), change(2.0, "pp", "error", "improvement"),
        change(4.0, "pp", "error", "regression"), level(90.0, "%", "accuracy", "accuracy"),
        level(9.0, "%", "accuracy", "accuracy degradation"), level(None, "ms", "latency", "latency", after=3.0),
        level(1.0, "of 10", "accuracy", None), level(2.0, "of 4", "accuracy", None),
    ]  # fmt: skip
    found = ranked(rows).groups
    assert [(one.type, one.family, one.unit, one.better, len(one.rows)) for one in found] == [
        ("change", "error", "pp", "", 2),
        ("change", "accuracy", "pp", "", 1),
        ("change", "latency", "ms", "", 1),
        ("level", "accuracy", "of N", "higher", 2),
        ("level", "latency", "ms", "lower", 2),
        ("level", "accuracy", "%", "higher", 1),
        ("level", "accuracy", "%", "lower", 1),
    ]
    assert [one["unit"] for one in found[3].rows] == ["of 4", "of 10"]
    assert [one["value"] or one["after"] for one in found[4].rows] == [3.0, 5.0]


def test_changes_without_a_factor_go_from_the_best_to_the_worst() -> None:
    rows = [
        change(1.0, "pp", "error", "regression"), change(2.0, "pp", "error", "improvement", bound="up_to"),
        change(9.0, "pp", "error", "improvement"), change(5.0, "pp", "error", "regression"),
        change(7.0, "pp", "error", "neutral"), change(2.0, "pp", "error", "improvement"),
        change(None, "pp", "error", "improvement", before=3.0, after=0.0),
    ]  # fmt: skip
    [group] = ranked(rows).groups
    assert [(one["effect"], one["value"], one["bound"]) for one in group.rows] == [
        ("improvement", 9.0, "exact"), ("improvement", None, "exact"), ("improvement", 2.0, "exact"),
        ("improvement", 2.0, "up_to"), ("neutral", 7.0, "exact"), ("regression", 1.0, "exact"),
        ("regression", 5.0, "exact"),
    ]  # fmt: skip


def test_headings_say_what_is_compared() -> None:
    full = seeds().claims[0]
    found = ranked(
        full | one for one in [row(), *(change(1.0, "pp", "slo", "improvement"),) * 2, level(3.0, "", "other", None)]
    )
    said = shown(found, top=9)
    assert "1 change, largest factor first" in said
    assert "2 changes without a factor: SLO attainment in pp, improvements first" in said
    assert "1 level: other metrics without a unit, highest first" in said


def test_each_claim_has_its_sentence() -> None:
    rows = [one for one in seeds().claims if one["system"] == "AlignedServe"]
    said = shown(ranked(rows), top=9)
    assert "2 changes, largest factor first" in said
    assert said.index("7.4×") < said.index("1.98×")
    assert "reduces latency by up to «7.4 times» over state-of-the-art systems." in " ".join(said.split())
    assert "AlignedServe · 2026 · arXiv:2605.23389v1" in said


def test_only_the_first_are_shown() -> None:
    said = shown(ranked(seeds().claims), top=3)
    assert "the first 3" in said
    assert said.count("arXiv:") == 3


def test_nothing_is_said_to_be_nothing() -> None:
    assert "No claim is left" in shown(Ranking(), top=3)


def test_no_text_gives_the_terminal_orders() -> None:
    from claims.table import TABLES

    extraction = paper_of("\x1b]0;x\x07[bold]a[/b]\u202e")
    said = shown(ranked(TABLES["claims"].rows(extraction)), top=3)
    assert not {"\x1b", "\x07", "\u202e"} & set(said)
    assert "[bold]a[/b]" in said


def test_the_command_filters_and_ranks() -> None:
    done = CliRunner().invoke(app, ["compare", str(SEEDS), "--metric", "throughput", "--baseline", "GQF", "--top", "1"])
    assert done.exit_code == 0, done.output
    assert "GQF" in done.stdout
    assert done.stdout.count("arXiv:") == 1
    refused = CliRunner().invoke(app, ["compare", str(SEEDS), "--sort", "year"])
    assert refused.exit_code == 2


def shown(found: Ranking, top: int) -> str:
    """What the terminal shows."""
    stream = StringIO()
    Console(file=stream, width=200).print(ranking(found, seeds().extractions, top, marks=True))
    return stream.getvalue()
