"""A small arXiv to ask, and a hurried way of asking it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claims.live import Service
from claims.models import Paper
from live.arxiv import Arxiv, running

PAPERS = [
    Paper(
        id=f"2601.{number:05d}", version=1 + number % 2, title=f"System {number}:\n  a <title> & more",
        abstract=f"If p <q then r> s, we cut\n  P99 latency by {number}% over NCCL on 64 A100 GPUs.",
        comment=f"Accepted at ICML 2026, {number} pages" if number % 3 else None,
        journal_ref="J. Foo 1 (2026)" if number % 4 == 0 else None, doi="10.1000/1" if number % 5 == 0 else None,
        categories=("cs.DC", "cs.OS"), published=f"2026-01-{number:02d}",
        updated=f"2026-02-{number:02d}" if number % 2 else f"2026-01-{number:02d}",
        authors=("Ada Lovelace", "Alan M. Turing"),
    )
    for number in range(1, 11)
]  # fmt: skip
"""What the small arXiv holds: odd numbers have a second version of February."""

Hurried = Callable[..., Service]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Arxiv]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with running(PAPERS) as server:
        yield server


@pytest.fixture
def hurried(server: Arxiv, tmp_path: Path) -> Hurried:
    """A service at the small arXiv that does not wait; options override."""

    def make(**options: object) -> Service:
        base = server.base
        said: dict[str, object] = {
            "api": f"{base}/api/query", "oai": f"{base}/oai", "rss": f"{base}/rss", "folder": tmp_path / "cache",
            "interval": 0.0, "timeout": 20.0, "patience": 20.0, "tries": 4, "backoff": 0.01, "slice": 4,
        }  # fmt: skip
        return Service(**(said | options))  # type: ignore[arg-type]

    return make
