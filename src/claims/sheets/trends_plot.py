"""Claimed factors over time as a picture: PNG, SVG or PDF, the same bytes for the same claims and matplotlib."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, BinaryIO

from claims.errors import OutputError
from claims.sheets.trends import Point, Year

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORMATS = {".png": "png", ".svg": "svg", ".pdf": "pdf"}
# What would be different on another day.
_METADATA = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}, "pdf": {"CreationDate": None}}
_ENOUGH = 3
"""Claims of a year that have a median worth drawing."""
_SAID, _UP_TO = "#1d6fb8", "#c2560c"


def format_of_plot(path: Path) -> str:
    """The format that the extension of a picture means; `OutputError` where it means none.

    >>> format_of_plot(Path("trends.SVG"))
    'svg'
    """
    if path.suffix.lower() not in FORMATS:
        raise OutputError(f"{path}: its extension is none of {', '.join(FORMATS)}. Use one of them.")
    return FORMATS[path.suffix.lower()]


def write_plot(points: Sequence[Point], years: Sequence[Year], title: str, stream: BinaryIO, form: str) -> None:
    """Draws every factor as a circle, filled where it is said as it is and open where "up to", and yearly medians.

    `OutputError` where matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError as error:
        raise OutputError("matplotlib: is not installed. Install arxiv-claims[plot].") from error
    with rc_context({"svg.hashsalt": "claims", "font.family": "DejaVu Sans"}):
        figure = Figure(figsize=(9, 5), dpi=150, layout="constrained")
        axes = figure.add_subplot()
        _draw(axes, points, years)
        axes.set_title(fill(title, 100), loc="left", fontsize=11, parse_math=False)
        figure.savefig(stream, format=form, metadata=_METADATA[form])


def _draw(axes: "Axes", points: Sequence[Point], years: Sequence[Year]) -> None:
    from matplotlib.patheffects import Normal, Stroke
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    low, high = _limits(points)
    for up_to, colour, name in ((False, _SAID, "as stated"), (True, _UP_TO, "“up to”")):
        own = [point for point in points if point.up_to is up_to]
        # The more there are, the smaller and paler: 20,000 of them must not be one blot.
        axes.plot(
            [point.when for point in own], [min(max(point.factor, low), high) for point in own],
            linestyle="", marker="o", markersize=5 if len(own) < 500 else 3,
            alpha=min(0.75, (250 / (len(own) or 1)) ** 0.5),
            markerfacecolor="none" if up_to else colour, markeredgecolor=colour, label=f"{name} ({len(own):,})",
        )  # fmt: skip
        spreads = [(one.year, one.up_to if up_to else one.said) for one in years]
        known = [(year, spread.median) for year, spread in spreads if spread.median and spread.count >= _ENOUGH]
        for place, (year, middle) in enumerate(known):
            axes.hlines(
                middle, year, year + 1, color=colour, linestyle=(0, (3, 1)) if up_to else "-", linewidth=2.2, zorder=3,
                path_effects=[Stroke(linewidth=4.5, foreground="white"), Normal()],  # else it is lost among circles
                label=f"median of a year, {name}" if place == 0 else "_",  # a name like this is not in the legend
            )  # fmt: skip
    axes.set_yscale("log")
    axes.set_ylim(low / 1.1, high * 1.1)
    beyond = sum(not low <= point.factor <= high for point in points)
    if beyond:
        axes.text(1, 1.01, f"{beyond:,} beyond the edges", transform=axes.transAxes, ha="right", fontsize=8)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}×"))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.axhline(1, color="#777777", linewidth=0.8, linestyle=":")
    axes.grid(visible=True, axis="y", alpha=0.25)
    axes.set_ylabel("claimed factor (above 1 is better)")
    axes.set_xlabel("first version of the paper")
    if points:
        axes.set_xlim(int(points[0].when) - 0.1, int(points[-1].when) + 1.1)
        axes.legend(loc="upper left", fontsize=8, framealpha=0.8)
    else:
        axes.set_xticks([])
        axes.text(0.5, 0.5, "no claim with a factor", transform=axes.transAxes, ha="center", color="#555555")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _limits(points: Sequence[Point]) -> tuple[float, float]:
    """The least and the largest factor that are drawn at their place: all but the outermost of many."""
    factors = sorted(point.factor for point in points) or [1.0]
    aside = len(factors) // 200
    return min(factors[aside], 0.5), max(factors[-1 - aside], 10.0)
