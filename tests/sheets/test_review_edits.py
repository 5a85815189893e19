"""Nothing that reviewers type is lost: 200 random edits by hypothesis, and 200 more through LibreOffice."""

import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

import claims
from claims.models import Extraction
from claims.sheets.review import merge_files
from claims.sheets.review_columns import ASKED, BOUNDS, COLUMNS, DECISIONS, DIRECTIONS
from claims.table import Cell
from samples import AWKWARD, sample
from sheets.workbooks import by_office, made, needs_office, write

HEADERS = [column.header for column in COLUMNS]
ASKED_HEADERS = {column.header: column.name for column in ASKED}
EDITS = 200

Grid = list[list[Any]]


@dataclass
class Model:
    """What a reviewer did: the rows as they now stand, and what was typed into each, by its claim."""

    rows: Grid
    typed: dict[tuple[str, str], dict[str, Cell]] = field(default_factory=dict)
    added: list[dict[str, Cell]] = field(default_factory=list)

    def known(self, number: int) -> tuple[str, str] | None:
        cells = dict(zip(HEADERS, self.rows[number], strict=True))
        return (cells["paper"], cells["claim"]) if cells["claim"] else None

    def type_in(self, number: int, header: str, value: Cell) -> None:
        self.rows[number][HEADERS.index(header)] = value
        if key := self.known(number):
            self.typed.setdefault(key, {})[ASKED_HEADERS[header]] = value

    def delete(self, number: int) -> None:
        if key := self.known(number):
            self.typed.pop(key, None)
        del self.rows[number]

    def add(self, cells: dict[str, Cell]) -> None:
        self.rows.append([cells.get(header) for header in HEADERS])
        self.added.append({ASKED_HEADERS[header]: cells[header] for header in cells if header in ASKED_HEADERS})


def typable(text: str) -> bool:
    """Whether a spreadsheet stores the text as it is: something shows, and XML has it."""
    return bool(text.strip()) and not ILLEGAL_CHARACTERS_RE.search(text) and not set(text) & set("\r\ufffe\uffff_")


WORDS = AWKWARD.filter(typable)
VALUES: dict[str, st.SearchStrategy[Cell]] = {
    "choice": st.sampled_from((*DECISIONS, *BOUNDS, *DIRECTIONS)) | WORDS,
    "number": st.floats(allow_nan=False, allow_infinity=False, width=32) | st.integers(-(10**9), 10**9) | WORDS,
    "text": WORDS | st.integers(0, 99) | st.just("none"),
}
CELLS = st.sampled_from(ASKED).flatmap(lambda column: st.tuples(st.just(column.header), VALUES[column.kind]))
EDIT = st.one_of(
    st.tuples(st.just("type"), st.integers(0, 99), CELLS),
    st.tuples(st.just("type"), st.integers(0, 99), CELLS),
    st.tuples(st.just("sort"), st.sampled_from(HEADERS), st.booleans()),
    st.tuples(st.just("delete"), st.integers(0, 99), st.none()),
    st.tuples(
        st.just("add"), st.sampled_from(["arXiv:2401.00010v1", "2401.00020", "elsewhere"]), st.lists(CELLS, max_size=3)
    ),
)


def apply(model: Model, edits: Sequence[tuple[str, Any, Any]]) -> None:
    for what, where, value in edits:
        if what == "type" and model.rows:
            model.type_in(where % len(model.rows), *value)
        elif what == "sort":
            place = HEADERS.index(where)
            model.rows.sort(key=lambda row: (row[place] is None, str(row[place])), reverse=value)
        elif what == "delete" and len(model.rows) > 1 and model.known(where % len(model.rows)):
            model.delete(where % len(model.rows))
        elif what == "add" and value:
            model.add({"paper": where, "type": "level", "text": "64 A100", **dict(value)})


def edited(source: Path, target: Path, edits: Sequence[tuple[str, Any, Any]]) -> Model:
    """Saves a copy in which the edits are made; returns what was done."""
    book = load_workbook(source)
    page = book["Claims"]
    count = sum(page.cell(row, 1).value is not None for row in range(2, page.max_row + 1))
    model = Model([[cell.value for cell in row] for row in page.iter_rows(2, count + 1, max_col=len(HEADERS))])
    apply(model, edits)
    page.delete_rows(2, page.max_row)
    for number, row in enumerate(model.rows, 2):
        for place, value in enumerate(row, 1):
            if value is not None:
                write(page, number, place, value)
    book.save(target)
    return model


def lost(model: Model, path: Path) -> list[str]:
    """What was typed and does not come back."""
    output = path.parent / "out.jsonl"
    review = merge_files([path], output)
    found: dict[tuple[str, str], dict[str, Cell]] = {}
    rows: list[dict[str, Cell]] = []
    for line in output.read_text(encoding="utf-8").splitlines() if output in review.written else ():
        record = json.loads(line)
        paper = f"arXiv:{record['paper']['id']}v{record['paper']['version']}"
        for claim in [*record["claims"], *record["rejected"]]:
            for by in claim["review"]["by"]:
                if claim["review"]["added"]:
                    rows.append(by["typed"])
                else:
                    found[paper, claim["id"]] = by["typed"]
        rows += [row["typed"] for row in record["unplaced"]]
    rows += [row["typed"] for row in review.unplaced]
    missing = [f"{key} {name} {value!r}" for key, cells in model.typed.items() for name, value in cells.items()
               if not same_cell(found.get(key, {}).get(name), value)]  # fmt: skip
    return missing + [
        f"added {cells}"
        for cells in expected(model)
        if not any(
            cells.keys() == row.keys() and all(same_cell(row[name], cells[name]) for name in cells) for row in rows
        )
    ]


def same_cell(one: Cell, other: Cell) -> bool:
    """Whether two cells are equal: numbers to the 15 digits that spreadsheets keep."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-14)
    return one == other


def expected(model: Model) -> list[dict[str, Cell]]:
    """What stands in the added rows at the end, since they are typed into and sorted too."""
    rows = [dict(zip(HEADERS, row, strict=True)) for number, row in enumerate(model.rows) if not model.known(number)]
    return [
        {ASKED_HEADERS[header]: value for header, value in row.items() if header in ASKED_HEADERS and value is not None}
        for row in rows
    ]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edits")
    return made(folder / "start.xlsx", sample(), sample(id="2401.00020"), sample(id="2401.00030"))


# Without shrinking: an example takes a tenth of a second and more.
@settings(max_examples=20, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(edits=st.lists(EDIT, min_size=EDITS // 20, max_size=25))
def test_no_cell_is_lost(start: Path, edits: list[tuple[str, Any, Any]]) -> None:
    target = start.parent / "edited.xlsx"
    model = edited(start, target, edits)
    assert lost(model, target) == []


def random_edits(papers: Sequence[str]) -> list[tuple[str, Any, Any]]:
    """The same 200 edits in every run."""
    chance = random.Random(4)

    def cell() -> tuple[str, Cell]:
        column = chance.choice(ASKED)
        words = "".join(chance.choices("=+-@'\"<>&;, 0159abcµ×漢\n", k=chance.randint(1, 12)))
        value: Cell = f"a{words}b"
        if column.kind == "number" and chance.random() < 0.8:
            value = chance.choice([chance.randint(0, 10**6), round(chance.uniform(0, 100), 3)])
        elif column.choices and chance.random() < 0.8:
            value = chance.choice(column.choices)
        return column.header, value

    edits: list[tuple[str, Any, Any]] = []
    for _ in range(EDITS):
        what = chance.choices(["type", "sort", "delete", "add"], [80, 4, 6, 10])[0]
        where: Any = chance.randrange(10**6)
        if what == "sort":
            edits.append((what, chance.choice(HEADERS), chance.random() < 0.5))
        elif what == "add":
            edits.append((what, chance.choice(papers), [cell() for _ in range(3)]))
        else:
            edits.append((what, where, cell()))
    return edits


@pytest.mark.parametrize("office", [False, pytest.param(True, marks=needs_office)])
def test_no_cell_of_the_seeds_is_lost(office: bool, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    seeds: list[Extraction] = list(claims.extract_many(list(claims.read_papers(root / "gold" / "seeds.jsonl"))[:20]))
    source = made(tmp_path / "seeds.xlsx", *seeds)
    papers = [f"arXiv:{one.paper.id}v{one.paper.version}" for one in seeds[:4]]
    model = edited(source, tmp_path / "edited.xlsx", random_edits(papers))
    assert sum(map(len, model.typed.values())) > 60
    assert len(model.added) > 10
    path = by_office(tmp_path / "edited.xlsx") if office else tmp_path / "edited.xlsx"
    assert lost(model, path) == []
