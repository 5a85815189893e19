"""Where arXiv's services are, who asks, and how patiently."""

import os
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from claims.errors import SourceError

API = "https://export.arxiv.org/api/query"
OAI = "https://arxiv.org/oai"
RSS = "https://rss.arxiv.org/rss"
INTERVAL = 3.0
"""Seconds between two requests, by arXiv's terms (https://info.arxiv.org/help/api/tou.html): for API, OAI and RSS
together, over all machines of a user, with one connection at a time."""


@dataclass(frozen=True, slots=True)
class Service:
    """How arXiv is asked. Everything has the value that arXiv wants; only tests have a reason to hurry."""

    api: str = API
    oai: str = OAI
    rss: str = RSS
    contact: str | None = None
    """Address or page of whoever asks, for the User-Agent."""
    folder: Path = field(default_factory=lambda: default_folder())
    """Where answers of today are kept, and the lock that all processes of the machine take turns by."""
    slice: int = 500
    """Papers a request, at most 2,000. arXiv asks for small slices, and often fails on large ones."""
    interval: float = INTERVAL
    timeout: float = 60.0
    """Seconds without a byte after which a connection is given up."""
    patience: float = 600.0
    """Seconds after which one answer is given up, and the longest wait asked for that is waited."""
    tries: int = 6
    backoff: float = 5.0
    """Seconds before the second try, doubled before each further one."""

    def __post_init__(self) -> None:
        for name in ("api", "oai", "rss"):
            if not getattr(self, name).startswith(("http://", "https://")):
                raise SourceError(f"{name}: {getattr(self, name)!r} is no address. Begin it with https://.")
        if not 1 <= self.slice <= 2000:
            raise SourceError(f"slice: {self.slice} is not from 1 to 2,000. Ask for fewer papers a request.")
        if self.contact is not None and not (self.contact.isascii() and self.contact.isprintable()):
            raise SourceError(f"contact: {self.contact!r} is no address. Write an e-mail or web address in ASCII.")

    @property
    def agent(self) -> str:
        """The User-Agent: which program asks, and for whom."""
        from importlib.metadata import version

        return f"arxiv-claims/{version('arxiv-claims')}" + (f" ({self.contact})" if self.contact else "")


def from_environment() -> Service:
    """The service as the variables CLAIMS_ARXIV_API, _OAI and _RSS, CLAIMS_CONTACT and CLAIMS_CACHE say."""
    return Service(
        api=os.environ.get("CLAIMS_ARXIV_API") or API,
        oai=os.environ.get("CLAIMS_ARXIV_OAI") or OAI,
        rss=os.environ.get("CLAIMS_ARXIV_RSS") or RSS,
        contact=os.environ.get("CLAIMS_CONTACT") or None,
    )


def default_folder() -> Path:
    """CLAIMS_CACHE, or the place for it among the user's caches."""
    if said := os.environ.get("CLAIMS_CACHE"):
        return Path(said)
    from platformdirs import user_cache_path

    return user_cache_path("arxiv-claims", appauthor=False)


def today() -> date:
    """The day of arXiv's results, which change at midnight in New York: at 5:00 UTC, in summer an hour before."""
    return datetime.now(timezone(timedelta(hours=-5))).date()
