"""RSS: what arXiv announces today in a category -> records. https://info.arxiv.org/help/rss.html"""

import re
from collections.abc import Iterator

from claims.errors import SourceError
from claims.live.ask import ask
from claims.live.cache import Cache
from claims.live.service import Service
from claims.models import Paper, Rejected

_CATEGORIES = re.compile(r"[A-Za-z-]+(?:\.[A-Za-z-]+)?(?:\+[A-Za-z-]+(?:\.[A-Za-z-]+)?)*")


def announced(category: str, service: Service, fresh: bool) -> Iterator[Paper | Rejected]:
    """The papers of today's feed of cs.DC, or of cs.DC+cs.OS: without comments and dates, which RSS does not have."""
    if not _CATEGORIES.fullmatch(category):
        raise SourceError(f"{category}: is no category of arXiv. Write one such as cs.DC, several as cs.DC+cs.OS.")
    yield from ask(service, Cache(service), f"{service.rss.rstrip('/')}/{category}", "rss", fresh).records
