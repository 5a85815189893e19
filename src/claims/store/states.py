"""What a store knows of one paper: its states, from the oldest version to the newest."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.errors import SourceError
from claims.store.database import Connection

if TYPE_CHECKING:
    from claims.models import Extraction, Paper

_COLUMNS = "number, version, updated, day, program, record"


@dataclass(frozen=True, slots=True)
class State:
    """A version of a paper, or other metadata of one, with what was found in it; or that the paper was deleted."""

    number: int
    version: int | None
    updated: str | None
    """Date of this version; of a deletion, its own."""
    day: str
    """When it came into the store."""
    program: int | None
    """Number of the program that extracted it."""
    record: str | None
    """The extraction as JSON; None where the paper was deleted."""

    @property
    def deleted(self) -> bool:
        """Whether it says that the paper was deleted."""
        return self.record is None

    def extraction(self) -> "Extraction":
        """What was found in it; raises as `extraction_of`."""
        assert self.record is not None
        return extraction_of(self.record)

    def paper(self) -> "Paper":
        """What the paper says, whatever form the rest has."""
        from claims.models import Paper

        assert self.record is not None
        return Paper.model_validate(json.loads(self.record)["paper"])


def extraction_of(record: str) -> "Extraction":
    """What was found in a paper. `SourceError` where a version of claims wrote it that has another form of records."""
    from pydantic import ValidationError

    from claims.models import Extraction

    try:
        return Extraction.model_validate_json(record)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"]))
        raise SourceError(
            f"store: was filled by a version of claims with other records ({place}: {fault['msg']}). "
            "Say `claims update STORE --reextract`."
        ) from error


def number_of(base: Connection, paper: str) -> int | None:
    """The number of a paper by its id; None where it never came."""
    found = base.execute("SELECT number FROM papers WHERE id = ?", (paper,)).fetchone()
    return found[0] if found else None


def states_of(base: Connection, paper: int) -> list[State]:
    """All states of a paper, from the oldest version to the newest."""
    rows = base.execute(f"SELECT {_COLUMNS} FROM states WHERE paper = ? ORDER BY place", (paper,))
    return [State(*row) for row in rows]


def state(base: Connection, number: int) -> State:
    """A state by its number."""
    row = base.execute(f"SELECT {_COLUMNS} FROM states WHERE number = ?", (number,)).fetchone()
    return State(*row)


def add_paper(base: Connection, paper: str) -> int:
    """The number of a paper that is new."""
    number = base.execute("INSERT INTO papers (id) VALUES (?)", (paper,)).lastrowid
    assert number is not None
    return number


def insert(
    base: Connection, paper: int, place: int, day: str, extraction: "Extraction | None", program: int | None,
    updated: str | None = None,
) -> None:  # fmt: skip
    """Puts a state before the one that is now at `place`. Without an extraction, the paper was deleted at `updated`."""
    version, record = None, None
    if extraction:
        version, updated, record = extraction.paper.version, extraction.paper.updated, extraction.model_dump_json()
    base.execute("UPDATE states SET place = place + 1 WHERE paper = ? AND place >= ?", (paper, place))
    base.execute(
        "INSERT INTO states (paper, place, version, updated, day, program, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (paper, place, version, updated, day, program, record),
    )
    base.execute(
        "UPDATE papers SET current = (SELECT CASE WHEN record IS NULL THEN NULL ELSE number END FROM states"
        " WHERE paper = ?1 ORDER BY place DESC LIMIT 1) WHERE number = ?1",
        (paper,),
    )


def replace(base: Connection, state: int, extraction: "Extraction", program: int | None) -> None:
    """Puts another extraction into a state, in the place where it is."""
    paper = extraction.paper
    base.execute(
        "UPDATE states SET version = ?, updated = ?, program = ?, record = ? WHERE number = ?",
        (paper.version, paper.updated, program, extraction.model_dump_json(), state),
    )
