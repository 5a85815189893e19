"""One record -> what it changes in a store.

A store is a fold over the records that came, each counted once: the same record again changes nothing, whatever came
between. So it does not matter how records are divided into updates, nor how often an update was interrupted.
"""

import json
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Literal

from claims.errors import SourceError
from claims.models import Extraction, Paper, Rejected
from claims.runs.apart import FailedError
from claims.sheets.extract import put_aside
from claims.sources import ids, oai
from claims.store import states
from claims.store.database import Connection
from claims.store.states import State
from claims.updating.order import age, merged, place_of, same_texts, twin_of

Outcome = Literal["new", "version", "metadata", "older", "unchanged", "deleted", "set_aside"]
"""A new paper; a newer version of one; other metadata of the newest version; an older version, which was kept as such;
nothing new; that a paper was deleted; a record that could not be read or extracted."""


@dataclass(slots=True)
class Fold:
    """What a record is folded into, and by whom."""

    base: Connection
    day: str
    """Written down with what is new."""
    program: int
    """Number of the program that extracts."""
    extract: Callable[[Paper], Extraction]
    """Raises `FailedError` where a paper cannot be extracted."""
    aside: list[Rejected] = field(default_factory=list)
    """What the last record left behind, to be told."""

    def add(self, record: Paper | Rejected, source: str, position: int) -> Outcome:
        """Folds a record in. Has to be called in a transaction."""
        self.aside.clear()
        try:
            if isinstance(record, Paper):
                return self._paper(record)
            return self._deletion(record) if record.reason == oai.DELETED else self._unreadable(record)
        except FailedError as failure:
            assert isinstance(record, Paper)
            return self._failed(put_aside(record, source, position, str(failure)), digest(record))

    def again(self, state: State) -> bool | None:
        """Extracts a state of another program anew; whether something else is found now.

        None where this program fails on it: it then stays what the other found.
        """
        try:
            now = self.extract(state.paper())
        except FailedError:
            return None
        states.replace(self.base, state.number, now, self.program)
        return now.model_dump_json() != state.record

    def _paper(self, paper: Paper) -> Outcome:
        number = states.number_of(self.base, paper.id)
        mark = digest(paper)
        if number is not None and self._was_seen(number, mark):
            return "unchanged"
        if self._failed_before(mark):
            return "set_aside"
        known = states.states_of(self.base, number) if number is not None else []
        twin = twin_of(paper, known)
        place = twin or place_of(paper, known)
        before = known[place - 1] if place else None
        outcome: Outcome
        if before and (twin or (not before.deleted and not age(paper, before))):
            outcome = self._same_version(number, before, paper, place, known)
        else:
            found = self.extract(paper)
            number = states.add_paper(self.base, paper.id) if number is None else number
            self._insert(number, place, found, known)
            outcome = "new" if all(state.deleted for state in known) else "version"
        assert number is not None
        self.base.execute("INSERT INTO seen VALUES (?, ?)", (number, mark))
        self.base.execute("UPDATE set_aside SET resolved = 1 WHERE paper = ? AND NOT resolved", (paper.id,))
        return outcome if place == len(known) or outcome == "unchanged" else "older"

    def _same_version(
        self, number: int | None, state: State, paper: Paper, place: int, known: list[State]
    ) -> Literal["unchanged", "version", "metadata"]:
        assert number is not None
        before = state.extraction()
        now = merged(paper, before.paper)
        if now is before.paper:
            return "unchanged"
        if same_texts(now, before.paper):  # what was found depends on them alone
            states.replace(self.base, state.number, before.model_copy(update={"paper": now}), state.program)
            return "metadata"
        self._insert(number, place, self.extract(now), known)
        return "metadata" if now.version == before.paper.version else "version"

    def _insert(self, number: int, place: int, found: Extraction, known: Iterable[State]) -> None:
        states.insert(self.base, number, place, self.day, found, self.program)
        for state in known:  # versions are compared with each other, so one program has to have read them all
            if not state.deleted and state.program != self.program:
                self.again(state)

    def _deletion(self, record: Rejected) -> Outcome:
        try:
            paper, _ = ids.read(record.id or "")
        except SourceError:
            return self._unreadable(record)
        number = states.number_of(self.base, paper)
        mark = digest(record)
        if number is not None and self._was_seen(number, mark):
            return "unchanged"
        number = states.add_paper(self.base, paper) if number is None else number
        self.base.execute("INSERT INTO seen VALUES (?, ?)", (number, mark))
        known = states.states_of(self.base, number)
        day = re.search(r"\d{4}-\d\d-\d\d", record.record or "")
        date = day[0] if day else None
        if known and known[-1].deleted:
            return "unchanged"
        if date and known and (known[-1].updated or "") > date:
            return "older"
        states.insert(self.base, number, len(known), self.day, None, None, date)
        return "deleted"

    def _unreadable(self, record: Rejected) -> Outcome:
        mark = digest(record)
        self._set_aside(record, mark, None)
        resolved = self.base.execute("SELECT resolved FROM set_aside WHERE digest = ?", (mark,)).fetchone()
        return "unchanged" if resolved == (1,) else "set_aside"

    def _failed(self, record: Rejected, mark: bytes) -> Outcome:
        self.base.execute("DELETE FROM set_aside WHERE digest = ?", (mark,))
        self._set_aside(record, mark, self.program)
        return "set_aside"

    def _set_aside(self, record: Rejected, mark: bytes, program: int | None) -> None:
        paper = record.id
        with suppress(SourceError):
            paper, _ = ids.read(record.id or "")
        self.aside.append(record)
        self.base.execute(
            "INSERT OR IGNORE INTO set_aside (digest, paper, program, day, record) VALUES (?, ?, ?, ?, ?)",
            (mark, paper or None, program, self.day, json.dumps(record.model_dump())),
        )

    def _was_seen(self, number: int, mark: bytes) -> bool:
        row = self.base.execute("SELECT 1 FROM seen WHERE paper = ? AND digest = ?", (number, mark)).fetchone()
        return row is not None

    def _failed_before(self, mark: bytes) -> bool:
        """Whether this very program failed on this very record."""
        row = self.base.execute("SELECT record FROM set_aside WHERE digest = ? AND program = ?", (mark, self.program))
        found = row.fetchone()
        if found:
            self.aside.append(Rejected.model_validate_json(found[0]))
        return found is not None


def digest(record: Paper | Rejected) -> bytes:
    """What tells a record from any other; where a record that was set aside stood does not count."""
    known = record.model_dump(mode="json", exclude={"source", "position"})
    return blake2b(json.dumps(known, ensure_ascii=True).encode(), digest_size=16).digest()
