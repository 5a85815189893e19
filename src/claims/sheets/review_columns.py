"""The columns of the sheet "Claims", for its writer and its reader: what the program says, where reviewers answer."""

from dataclasses import dataclass
from typing import Literal, get_args

from claims.models import About, Aggregate, Bound, ClaimType, Direction

CLAIMS, SOURCE = "Claims", "Source"
"""The sheet that is worked in, and the hidden one that keeps the records as they were extracted."""
FORM = "claims-review 1"
"""In the first cell of the sheet "Source": what the reader knows how to read."""
ADDED_ROWS = 50
"""Free rows below the last claim, for those that the program missed."""
NONE = "none"
"""What a reviewer writes where there is nothing: "none" as the corrected baseline takes the baseline away."""

Decision = Literal["accept", "correct", "reject", "unsure"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)
BOUNDS: tuple[str, ...] = get_args(Bound)
DIRECTIONS: tuple[str, ...] = get_args(Direction)
TYPES: tuple[str, ...] = get_args(ClaimType)
ABOUTS: tuple[str, ...] = get_args(About)
AGGREGATES: tuple[str, ...] = get_args(Aggregate)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the sheet: its header, the cell of a row that it shows, its width in characters, what it means."""

    header: str
    name: str
    width: float
    about: str
    wrapped: bool = False
    kind: Literal["number", "text"] = "text"


@dataclass(frozen=True, slots=True)
class ReviewColumn:
    """A column that reviewers fill in. `name` is the field of the claim that it corrects."""

    header: str
    name: str
    kind: Literal["choice", "number", "text"]
    width: float
    about: str
    choices: tuple[str, ...] = ()
    nullable: bool = False
    """Whether it may say `none`."""


SAID = (
    SheetColumn("paper", "paper", 17, "id and version; links to the abstract page"),
    SheetColumn("evidence", "sentence", 58, "the sentence that holds the claim, its words in bold", wrapped=True),
    SheetColumn("type", "type", 7.5, "change, level or scale"),
    SheetColumn("metric", "metric", 19, "what is measured, in the paper's words", wrapped=True),
    SheetColumn("direction", "direction", 9, "of a change: which way the metric moves"),
    SheetColumn("bound", "bound", 9, "exact, up_to, at_least, about, more_than or less_than"),
    SheetColumn("value", "value", 11, "the number, or the low end of a range", kind="number"),
    SheetColumn("high", "high", 9, "the high end of a range", kind="number"),
    SheetColumn("before", "before", 9, 'the first number of "from A to B"', kind="number"),
    SheetColumn("after", "after", 9, 'the second number of "from A to B"', kind="number"),
    SheetColumn("unit", "unit", 10.5, "x, %, pp, of N, a unit, or the noun counted", wrapped=True),
    SheetColumn("baseline", "baseline", 19, "what it is compared with, in the paper's words", wrapped=True),
    SheetColumn("factor", "factor", 9, "a change as one number: how many times better", kind="number"),
    SheetColumn("confidence", "confidence", 10.5, "from 0 to 1; empty where the program does not say", kind="number"),
)
"""Left of the reviewers' columns: what has to be compared with the evidence."""

ASKED = (
    ReviewColumn(
        "decision", "decision", "choice", 10, "accept: all is right. correct: right once the yellow cells to the right "
        "are put in. reject: no claim. unsure: somebody else decides", DECISIONS,
    ),
    ReviewColumn("corrected value", "value", "number", 10, "the right number", nullable=True),
    ReviewColumn("corrected high", "high", "number", 10, "the right high end", nullable=True),
    ReviewColumn("corrected before", "before", "number", 10, "the right number before", nullable=True),
    ReviewColumn("corrected after", "after", "number", 10, "the right number after", nullable=True),
    ReviewColumn("corrected unit", "unit", "text", 10, "the right unit", nullable=True),
    ReviewColumn("corrected bound", "bound", "choice", 10, "the right bound", BOUNDS),
    ReviewColumn("corrected metric", "metric", "text", 19, "the right metric", nullable=True),
    ReviewColumn("corrected direction", "direction", "choice", 10, "the right direction", DIRECTIONS, nullable=True),
    ReviewColumn("corrected baseline", "baseline", "text", 19, "the right baseline", nullable=True),
    ReviewColumn("corrected condition", "condition", "text", 16, "the right condition", nullable=True),
    ReviewColumn("corrected aggregate", "aggregate", "choice", 9, "the right aggregate", AGGREGATES, nullable=True),
    ReviewColumn("corrected about", "about", "choice", 9, "this or prior", ABOUTS),
    ReviewColumn("corrected type", "type", "choice", 9, "the right type", TYPES),
    ReviewColumn("note", "note", "text", 28, "anything; it comes back with the claim"),
    ReviewColumn("reviewer", "reviewer", "text", 11, "who says so; if empty, the name of the file"),
)  # fmt: skip
"""The only cells that are unlocked."""
CORRECTIONS = tuple(column for column in ASKED if column.name not in ("decision", "note", "reviewer"))

PLACED = (
    SheetColumn("condition", "condition", 22, "workload or setting that the number is restricted to", wrapped=True),
    SheetColumn("aggregate", "aggregate", 9, "mean, geomean, median, max or min"),
    SheetColumn("plus_minus", "plus_minus", 9, "the ± part", kind="number"),
    SheetColumn("about", "about", 7, "this: the paper's own result; prior: of what was there before"),
    SheetColumn("family", "metric_key", 12, "family of the metric"),
    SheetColumn("effect", "effect", 12, "of a change: improvement, regression or neutral"),
    SheetColumn("system", "system", 16, "name of what the paper presents"),
    SheetColumn("hardware", "hardware", 24, "names of all hardware of the paper"),
    SheetColumn("venues", "venues", 20, "venues of the paper, with year and status"),
    SheetColumn("published", "published", 11, "date of the first version"),
    SheetColumn("title", "title", 40, "title of the paper"),
    SheetColumn("field", "field", 9, "where the claim stands: title, abstract or comment"),
    SheetColumn("text", "text", 20, "the words of the claim"),
    SheetColumn("start", "start", 7, "where the text begins in its field", kind="number"),
    SheetColumn("end", "end", 7, "where it ends", kind="number"),
    SheetColumn("claim", "claim", 26, "id of the claim: rows are known by paper and claim, wherever they are moved"),
    SheetColumn("rule", "rule", 26, "ids of the rules that made it"),
)
"""Right of them: the rest of the row."""
COLUMNS: tuple[SheetColumn | ReviewColumn, ...] = (*SAID, *ASKED, *PLACED)
