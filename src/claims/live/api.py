"""The arXiv API: a query or ids -> records, page by page. https://info.arxiv.org/help/api/user-manual.html"""

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlencode

from claims.errors import SourceError
from claims.live.ask import ask
from claims.live.cache import Cache
from claims.live.service import Service
from claims.models import Paper, Rejected
from claims.sources import ids

MOST = 30_000
"""Papers of one query that the API gives."""
_IDS_A_REQUEST = 100  # more make an address too long for some servers


def search(
    query: str, limit: int | None, since: date | None, service: Service, fresh: bool
) -> Iterator[Paper | Rejected]:
    """The papers of a query, the latest first; with `since`, those submitted or revised on that day or later.

    Raises `SourceError` where there are more than the API gives.
    """
    cache, start = Cache(service), 0
    most = min(limit or MOST, MOST)
    while start < most:
        asked = {
            "search_query": query,
            "start": start,
            "max_results": min(service.slice, most - start),
            "sortBy": "lastUpdatedDate" if since else "submittedDate",
            "sortOrder": "descending",
        }
        address = f"{service.api}?{urlencode(asked)}"
        answer = ask(service, cache, address, "atom", fresh, inside=start > 0)
        if not answer.records:  # arXiv says so now and then of queries that have some
            answer = ask(service, cache, address, "atom", fresh)
        total = answer.total or 0
        if total > MOST and not since and (limit is None or limit > MOST):
            raise _too_many(query, total)
        late = True
        for record in answer.records:
            late = not since or isinstance(record, Rejected) or (record.updated or "") >= since.isoformat()
            if late:
                yield record
        start += len(answer.records)
        if start >= total or not late:
            return
    if since and (limit is None or limit > MOST):
        raise _too_many(query, total)


def papers(wanted: Sequence[str], service: Service, fresh: bool) -> Iterator[Paper | Rejected]:
    """The papers with these ids, in the order of arXiv's answers; ids that arXiv does not have are rejected."""
    cache = Cache(service)
    names = list(dict.fromkeys(_name(text) for text in wanted))
    for first in range(0, len(names), _IDS_A_REQUEST):
        some = names[first : first + _IDS_A_REQUEST]
        address = f"{service.api}?{urlencode({'id_list': ','.join(some), 'start': 0, 'max_results': len(some)})}"
        answer = ask(service, cache, address, "atom", fresh)
        found = {_bare(record.id) for record in answer.records if record.id}
        yield from answer.records
        for position, name in enumerate(some, first + 1):
            if ids.parse(name)[0] not in found:
                yield Rejected(source=address, position=position, reason="not in arXiv", id=name)


def _name(text: str) -> str:
    name, version = ids.parse(text)
    return name if version is None else f"{name}v{version}"


def _bare(identifier: str) -> str:
    """The id without version, of a record that may be set aside because of its id."""
    try:
        return ids.read(identifier)[0]
    except SourceError:
        return identifier


def _too_many(query: str, total: int) -> SourceError:
    return SourceError(
        f"{query}: has {total:,} papers, and the API gives at most {MOST:,} of a query. Take the latest with --max, "
        "narrow the query, or harvest a whole category: claims fetch --oai cs:cs:DC --from DATE."
    )
