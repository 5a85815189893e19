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
        "after": None,
        "metric_key": "speed",
    }
    return made | cells  # type: ignore[return-value]


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
    assert found.levels == {}


@pytest.mark.parametrize(("family", "values"), [("accuracy", [9.0, 5.0, 1.0]), ("latency", [1.0, 5.0, 9.0])])
def test_values_of_one_unit_are_sorted_by_what_is_better(family: str, values: list[float]) -> None:
    rows = [row(type="level", factor=None, value=value, unit="%", metric_key=family) for value in (5.0, 9.0, 1.0)]
    other = row(type="level", factor=None, value=None, after=3.0, unit="ms", metric_key=family)
    found = ranked([other, *rows])
    assert list(found.levels) == ["%", "ms"]
    assert [one["value"] for one in found.levels["%"]] == values


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
