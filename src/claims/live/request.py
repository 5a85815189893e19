"""What is wanted of arXiv: one query, ids, a set or a feed, and how much of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from claims.errors import SourceError, TransientError, UpstreamError
from claims.live import api, oai, rss
from claims.live.query import checked
from claims.live.service import Service
from claims.models import Paper, Rejected
from claims.plural import counted


@dataclass(frozen=True, slots=True)
class Request:
    """Raises `SourceError` where not one thing is wanted, or what does not go with it."""

    query: str | None = None
    """In the words of the API: "cat:cs.DC AND abs:LLM"."""
    ids: tuple[str, ...] = ()
    oai: str | None = None
    """A set: "cs:cs:DC"."""
    rss: str | None = None
    """A category, or several: "cs.DC+cs.OS"."""
    limit: int | None = None
    """Of papers."""
    since: date | None = None
    """Query: submitted or revised on that day or later."""
    begin: date | None = None
    """OAI: changed on that day or later."""
    until: date | None = None

    def __post_init__(self) -> None:
        wanted = [name for name in ("query", "ids", "oai", "rss") if getattr(self, name)]
        if len(wanted) != 1:
            said = " and ".join(wanted) or "nothing"
            raise SourceError(f"fetch: {said} is asked for. Say one: a query, ids, a set of OAI or a category of RSS.")
        if self.since and not self.query:
            raise SourceError("fetch: since goes with a query. With a set of OAI, say from.")
        if (self.begin or self.until) and not self.oai:
            raise SourceError("fetch: from and until go with a set of OAI. With a query, say since.")
        if self.begin and self.until and self.until < self.begin:
            raise SourceError(f"fetch: until {self.until} is before from {self.begin}. Change them round.")
        if self.limit is not None and self.limit < 1:
            raise SourceError(f"fetch: {self.limit} papers are asked for. Ask for at least one.")


def records(request: Request, service: Service, fresh: bool = False) -> Iterator[Paper | Rejected]:
    """What arXiv has of it, each version of a paper once; see `claims.live.fetch`."""
    return _resumable(_once(_asked(request, service, fresh), request.limit))


def _resumable(records: Iterator[Paper | Rejected]) -> Iterator[Paper | Rejected]:
    """The records; a refusal on the way says that it is one."""
    count = 0
    try:
        for record in records:
            count += 1
            yield record
    except UpstreamError as error:
        if not count:
            raise
        kind = TransientError if isinstance(error, TransientError) else UpstreamError
        kept = counted(count, "record before it is", "records before it are")
        raise kind(f"{error} The {kept} kept for today: ask the same again to go on.") from error


def _asked(request: Request, service: Service, fresh: bool) -> Iterator[Paper | Rejected]:
    if request.query:
        return api.search(checked(request.query), request.limit, request.since, service, fresh)
    if request.oai:
        return oai.harvest(request.oai, request.begin, request.until, service, fresh)
    if request.rss:
        return rss.announced(request.rss, service, fresh)
    return api.papers(request.ids, service, fresh)


def _once(records: Iterator[Paper | Rejected], limit: int | None) -> Iterator[Paper | Rejected]:
    """The records without repetitions: a list that changes while it is read, or is read twice, has papers twice."""
    seen: set[int] = set()
    papers = 0
    for record in records:
        of_paper = isinstance(record, Paper)
        # The hash alone, since a harvest has millions.
        key = hash((record.id, record.version) if isinstance(record, Paper) else (record.id, record.record))
        if key in seen:
            continue
        seen.add(key)
        papers += of_paper
        yield record
        if limit is not None and papers >= limit:
            return
