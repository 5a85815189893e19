"""What an update reads: files, and what arXiv has that is new since it was last asked."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from claims.models import Paper, Rejected
from claims.sources import read_records
from claims.store.database import Connection, transaction

HELD = timedelta(days=7)
"""How long arXiv may hold a paper back before it announces it, under the day on which it was sent in. By so much what
is asked for overlaps what came the last time."""
OAI = "oai:"
"""Before a set of OAI-PMH, "oai:cs:cs:DC"."""
Record = Paper | Rejected
Read = Callable[[str, date | None, int | None], Iterable[Record]]
"""Gives the records of a source; of arXiv's at most so many papers, those that changed on a day or later."""


def is_live(source: str) -> bool:
    """Whether a source is no file but something to ask arXiv for: a query of its API, or a set of OAI-PMH.

    >>> is_live("cat:cs.DC AND abs:LLM"), is_live("oai:cs:cs:DC"), is_live("papers.jsonl"), is_live("-")
    (True, True, False, False)
    """
    from claims.live import is_query

    return source != "-" and (source.startswith(OAI) or is_query(source)) and not os.path.exists(source)


def read(source: str, since: date | None = None, limit: int | None = None) -> Iterable[Record]:
    """The records of a file, or those that arXiv has."""
    if not is_live(source):
        return read_records(source)
    from claims import live

    if source.startswith(OAI):
        request = live.Request(oai=source.removeprefix(OAI), begin=since, limit=limit)
        return live.records(request, live.from_environment())
    return live.fetch(source, limit=limit, since=since)


class Followed:
    """Something that arXiv is asked for again and again, and what the store has seen of it."""

    def __init__(self, base: Connection, source: str, since: date | None, limit: int | None) -> None:
        from claims.live.query import checked

        self._base, self._limit = base, limit
        self._name = source if source.startswith(OAI) else checked(source)
        found = base.execute("SELECT last FROM queries WHERE query = ?", (self._name,)).fetchone()
        self._last: str = found[0] if found else ""
        self._latest, self._papers = self._last, 0
        self.since = since or (date.fromisoformat(self._last) - HELD if self._last else None)
        """From when on it is asked for; None for all."""

    def heard(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records as they come."""
        for record in records:
            if isinstance(record, Paper):
                self._papers += 1
                self._latest = max(self._latest, record.updated or record.published or "")
            yield record

    def done(self) -> None:
        """Writes down what was seen, unless something was left out that has to come the next time."""
        # the first papers of a query are the latest, which is what a limit asks for; those of a set come in any order
        cut_short = self._limit is not None and self._papers >= self._limit
        if self._latest > self._last and not (cut_short and (self.since or self._name.startswith(OAI))):
            with transaction(self._base):
                self._base.execute("INSERT OR REPLACE INTO queries VALUES (?, ?)", (self._name, self._latest))
