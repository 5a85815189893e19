"""A ranking for the terminal: of each claim its place, its number, its paper and the sentence. Gives renderables."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claims.models import Extraction
from claims.plural import counted
from claims.sheets.evidence import all_parts
from claims.sheets.filters import year
from claims.sheets.ranking import Alike, Ranking
from claims.sheets.terminal import STYLES
from claims.sheets.wording import amount, family_name, plain, said_plainly, short
from claims.table import Row


def ranking(found: Ranking, extractions: Mapping[str, Extraction], top: int, marks: bool = False) -> Group:
    """The first `top` claims; with `marks`, «» stand around the words of a claim."""
    parts: list[RenderableType] = []
    shown = found.changes[:top]
    if shown:
        said = f"{counted(len(found.changes), 'change')}, largest factor first"
        parts.append(_heading(said, len(shown), len(found.changes)))
        parts.append(_claims(shown, extractions, marks))
    left = top - len(shown)
    for group in found.groups:
        if left > 0:
            some = group.rows[:left]
            left -= len(some)
            parts.append(_heading(_of_group(group), len(some), len(group.rows)))
            parts.append(_claims(some, extractions, marks))
    return (
        Group(*parts)
        if parts
        else Group(Text("No claim is left. Leave out a filter; `claims compare --help` tells what each keeps."))
    )


def _of_group(group: Alike) -> str:
    """What the claims of a group share, and their order.

    >>> _of_group(Alike("level", "latency", "ms", "lower", [{}, {}]))
    '2 levels: latency in ms, lowest first'
    >>> _of_group(Alike("change", "accuracy", "", "", [{}]))
    '1 change without a factor: accuracy without a unit, improvements first'
    """
    family = family_name(group.family) if group.family != "other" else "other metrics"
    unit = f"in {plain(group.unit)}" if group.unit else "without a unit"
    if group.unit == "of N":
        unit = "as shares"
    without, order = "", "lowest" if group.better == "lower" else "highest"
    if group.type == "change":
        without, order = " without a factor", "improvements"
    return f"{counted(len(group.rows), group.type)}{without}: {family} {unit}, {order} first"


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
