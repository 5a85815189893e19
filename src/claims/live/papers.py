"""`claims.fetch`: papers straight from arXiv."""

import warnings
from collections.abc import Iterator, Sequence
from datetime import date

from claims.days import day_of
from claims.live.request import Request, records
from claims.live.service import Service, from_environment
from claims.models import Paper, Rejected


def fetch(
    query: str | None = None,
    *,
    ids: Sequence[str] = (),
    oai: str | None = None,
    rss: str | None = None,
    limit: int | None = None,
    since: date | str | None = None,
    begin: date | str | None = None,
    until: date | str | None = None,
    rejected: list[Rejected] | None = None,
    fresh: bool = False,
    service: Service | None = None,
) -> Iterator[Paper]:
    """The papers of a query ("cat:cs.DC AND abs:LLM"), of ids, of a set of OAI or of a feed, one at a time.

    Days may be text, "2026-11-30". As `claims.live.fetch`, but records that cannot be read, deleted ones and ids that
    arXiv does not have are appended to `rejected`; without such a list, each is warned about.
    """
    request = Request(query, tuple(ids), oai, rss, limit, day_of(since), day_of(begin), day_of(until))
    for record in records(request, service or from_environment(), fresh):
        if isinstance(record, Paper):
            yield record
        elif rejected is not None:
            rejected.append(record)
        else:
            warnings.warn(f"{record.id or record.source}: is left out: {record.reason}.", stacklevel=2)
