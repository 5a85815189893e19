"""arXiv itself as a source: its API, asked politely. What comes is read by the readers of `claims.sources`."""

from collections.abc import Iterable, Iterator
from datetime import date

from claims.live import api
from claims.live.query import checked, is_query
from claims.live.service import Service, from_environment
from claims.models import Paper, Rejected


def fetch(
    query: str,
    *,
    limit: int | None = None,
    since: date | None = None,
    fresh: bool = False,
    service: Service | None = None,
) -> Iterator[Paper | Rejected]:
    """The papers of a query of the arXiv API ("cat:cs.DC AND abs:LLM"), the latest first, each version once.

    At most `limit`; with `since` those submitted or revised on that day or later, the latest change first. Answers of
    today are taken from the cache unless `fresh`. Records that cannot be read come as `Rejected`. Raises on the way
    `SourceError` for a query with more papers than the API gives, and `UpstreamError` where arXiv refuses; the same
    call then goes on with the pages that it has.
    """
    text, service = checked(query), service or from_environment()
    return _once(api.search(text, limit, since, service, fresh), limit)


def _once(records: Iterable[Paper | Rejected], limit: int | None = None) -> Iterator[Paper | Rejected]:
    """The records without repetitions: a list that changes while it is read shows papers twice."""
    seen: set[int] = set()
    papers = 0
    for record in records:
        if isinstance(record, Paper):
            key = hash((record.id, record.version))  # alone, since a harvest has millions
            if key in seen:
                continue
            seen.add(key)
            papers += 1
        yield record
        if limit is not None and papers >= limit:
            return


__all__ = ["Service", "fetch", "from_environment", "is_query"]
