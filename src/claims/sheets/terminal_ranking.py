"""A ranking for the terminal: of each claim its place, its number, its paper and the sentence. Gives renderables."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claims.models import Extraction
from claims.sheets.evidence import all_parts
from claims.sheets.filters import year
from claims.sheets.ranking import Ranking
from claims.sheets.terminal import STYLES
from claims.sheets.wording import amount, plain, said_plainly, short
from claims.table import Row


def ranking(found: Ranking, extractions: Mapping[str, Extraction], top: int, marks: bool = False) -> Group:
    """The first `top` claims; with `marks`, «» stand around the words of a claim."""
    parts: list[RenderableType] = []
    shown = found.changes[:top]
    if shown:
        parts.append(_heading(f"{len(found.changes):,} changes, largest factor first", len(shown), len(found.changes)))
        parts.append(_claims(shown, extractions, marks))
    left = top - len(shown)
    for unit, rows in found.levels.items():
        if left > 0:
            some = rows[:left]
            left -= len(some)
            name = f"in {plain(unit)}" if unit else "without a unit"
            parts.append(_heading(f"{len(rows):,} claims without a factor, {name}", len(some), len(rows)))
            parts.append(_claims(some, extractions, marks))
    return (
        Group(*parts)
        if parts
        else Group(Text("No claim is left. Leave out a filter; `claims compare --help` tells what each keeps."))
    )


def _heading(said: str, shown: int, of: int) -> Text:
    return Text(f"{said}{f'; the first {shown:,}' if shown < of else ''}\n", style="bold underline")


def _claims(rows: Sequence[Row], extractions: Mapping[str, Extraction], marks: bool) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", width=4)
    table.add_column()
    for place, (row, parts) in enumerate(zip(rows, all_parts(rows, extractions), strict=True), 1):
        before, text, after = map(plain, parts)
        evidence = Text(before).append(f"«{text}»" if marks and text else text, STYLES["change"]).append(after)
        table.add_row(str(place), Group(_line(row), _paper(row), evidence, Text()))
    return table


def _line(row: Row) -> Text:
    factor = short(row["factor"])
    multiple = row["unit"] == "x" and short(row["value"]) == factor
    text = Text().append(f"{factor}×" if factor and not multiple else amount(row), "bold")
    if factor and not multiple:
        text.append(f"  {amount(row)}")
    text.append(f"  {said_plainly(row['metric']) or row['metric_key']}")
    if row["baseline"]:
        text.append("  over ", "dim").append(said_plainly(row["baseline"]))
    if row.get("confidence") is not None:
        text.append(f"  confidence {short(row['confidence'])}", "dim")
    return text


def _paper(row: Row) -> Text:
    said = (
        said_plainly(row["system"]), str(year(row) or ""), said_plainly(row["paper"]), said_plainly(row["venues"]),
        said_plainly(row["hardware"]),
    )  # fmt: skip
    return Text(" · ".join(filter(None, said)), style="dim")
