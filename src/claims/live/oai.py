"""OAI-PMH, for whole categories: a set of arXiv -> records, page by page.

https://info.arxiv.org/help/oa/index.html; the protocol: http://www.openarchives.org/OAI/openarchivesprotocol.html
"""

import logging
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from claims.errors import SourceError, UpstreamError
from claims.live.ask import ask
from claims.live.cache import Cache
from claims.live.service import Service
from claims.models import Paper, Rejected
from claims.sources.answer import ExpiredError

log = logging.getLogger("claims")
_SET = re.compile(r"[A-Za-z-]+(?::[A-Za-z.-]+){0,3}")
_BEGINNINGS = 3
"""Times that a list is begun whose tokens expire on the way."""


def harvest(
    name: str, begin: date | None, until: date | None, service: Service, fresh: bool
) -> Iterator[Paper | Rejected]:
    """The records of a set such as cs:cs:DC that changed from `begin` until `until`, with their versions.

    Deleted ones come as `Rejected`. Where a token expires, the list is asked for from its beginning and records come
    again. Raises `UpstreamError` where the service refuses.
    """
    if not _SET.fullmatch(name):
        raise SourceError(f"{name}: is no set of arXiv. Write one such as cs, cs:cs:DC or physics:hep-th.")
    said = {
        "verb": "ListRecords", "set": name, "metadataPrefix": "arXivRaw",  # arXiv's own format has no versions
        "from": begin and begin.isoformat(), "until": until and until.isoformat(),
    }  # fmt: skip
    address = f"{service.oai}?{urlencode({key: value for key, value in said.items() if value})}"
    for left in reversed(range(_BEGINNINGS)):
        try:
            yield from _listed(address, service, Cache(service), fresh)
            return
        except ExpiredError as error:
            if not left:
                raise
            log.warning("%s Asking for it once more.", str(error).rpartition(". ")[0] + ".")
            fresh = True


def _listed(address: str, service: Service, cache: Cache, fresh: bool) -> Iterator[Paper | Rejected]:
    tokens: set[str] = set()
    count, total = 0, None
    while True:
        answer = ask(service, cache, address, "oai", fresh)
        if answer.nothing:
            log.warning("%s: the list is empty (%s)", address, answer.nothing)
            return
        yield from answer.records
        count += len(answer.records)
        total = answer.total or total
        if not answer.token:
            break
        if answer.token in tokens:
            raise UpstreamError(
                f"{address}: the service gives the same page again and again. Try it later with --fresh."
            )
        tokens.add(answer.token)
        address = f"{service.oai}?{urlencode({'verb': 'ListRecords', 'resumptionToken': answer.token})}"
    if total is not None and count < total:
        log.warning("%s: a list of %s records, of which %s came", address, f"{total:,}", f"{count:,}")
