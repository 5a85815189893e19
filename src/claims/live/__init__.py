"""arXiv itself as a source: its API, OAI-PMH and RSS, asked politely. What comes is read as files are."""

from collections.abc import Iterator
from datetime import date

from claims.live.query import is_query
from claims.live.request import Request, records
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
    return records(Request(query, limit=limit, since=since), service or from_environment(), fresh)


__all__ = ["Request", "Service", "fetch", "from_environment", "is_query", "records"]
