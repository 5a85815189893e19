"""`claims trends`: what is counted in which year, and a picture that is the same on every run."""

from io import BytesIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claims.cli import app
from claims.errors import OutputError
from claims.sheets.trends import Point, Spread, by_year, points, spread
from claims.sheets.trends_plot import format_of_plot, write_plot
from claims.table import Row
from sheets.books import SEEDS, seeds


def row(factor: float | None, published: str | None = "2024-07-01", **cells: object) -> Row:
    made = {"paper": "id:x", "published": published, "about": "this", "factor": factor, "bound": "exact"}
    return made | cells  # type: ignore[return-value]


def test_own_factors_are_counted_in_their_years() -> None:
    rows = [
        row(2.0), row(4.0), row(8.0, bound="up_to"), row(3.0, "2023"), row(9.0, about="prior"), row(None),
        row(5.0, None),
    ]  # fmt: skip
    first, second = by_year(rows)
    assert (first.year, first.said.median, first.up_to.count) == (2023, 3.0, 0)
    assert (second.year, second.papers, second.said.count, second.said.median) == (2024, 1, 2, 8**0.5)
    assert (second.up_to.median, second.up_to.low) == (8.0, None)
    assert points(rows) == [
        Point(2023.5, 3.0, False), Point(2024.5, 2.0, False), Point(2024.5, 4.0, False), Point(2024.5, 8.0, True)
    ]  # fmt: skip


def test_an_id_tells_the_month() -> None:
    [point] = points([row(2.0, None, paper="arXiv:2405.00001v2")])
    assert point.when == pytest.approx(2024 + 4.5 / 12, abs=1e-4)


def test_factors_have_a_geometric_middle_and_geometric_quarters() -> None:
    # as "n times better" and "n times worse" are equally far from the same
    of_two = spread([2.0, 8.0])
    assert of_two.median == 4.0
    assert (of_two.low, of_two.high) == pytest.approx((8**0.5, 32**0.5))
    assert spread([0.5, 2.0]).median == 1.0
    assert spread([16.0, 1.0, 4.0, 2.0, 8.0]) == Spread(5, 4.0, 2.0, 8.0)


def test_spread_of_few() -> None:
    assert spread([]).median is None
    assert spread([3.0]).median == 3.0
    assert spread([3.0]).low is None


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_two_pictures_are_the_same(form: str) -> None:
    pytest.importorskip("matplotlib")
    assert drawn(form) == drawn(form)
    assert drawn(form) != drawn(form, title="other")


def test_a_picture_says_what_it_shows_and_takes_no_text_for_an_order() -> None:
    pytest.importorskip("matplotlib")
    svg = drawn("svg", title="a $\\frac$ <script>x</script>").decode()
    assert "<script" not in svg
    assert "<svg" in svg


def test_a_picture_of_nothing_is_drawn() -> None:
    pytest.importorskip("matplotlib")
    stream = BytesIO()
    write_plot([], [], "nothing", stream, "png")
    assert stream.getvalue().startswith(b"\x89PNG")


def test_other_formats_are_refused() -> None:
    with pytest.raises(OutputError, match=r"none of \.png"):
        format_of_plot(Path("trends.gif"))


def test_the_command_shows_years_and_writes_the_picture(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    picture = tmp_path / "trends.svg"
    done = CliRunner().invoke(app, ["trends", str(SEEDS), "-o", str(picture)], env={"COLUMNS": "100"})
    assert done.exit_code == 0, done.output
    lines = [line.split() for line in done.stdout.splitlines()]
    [of_2026] = [line for line in lines if line[:1] == ["2026"]]
    wanted = by_year(seeds().claims)[-1]
    assert of_2026[1] == str(wanted.papers)
    assert str(wanted.said.count) in of_2026
    assert picture.read_bytes() == drawn("svg")


def drawn(form: str, title: str = "Claimed factors over time") -> bytes:
    """The picture of the seeds."""
    stream = BytesIO()
    write_plot(points(seeds().claims), by_year(seeds().claims), title, stream, form)
    return stream.getvalue()
