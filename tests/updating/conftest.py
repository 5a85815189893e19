"""Updates that extract in the process of the tests, which has the rules; test_isolation.py has them do as users do."""

from contextlib import nullcontext

import pytest

from claims.runs import apart
from claims.updating import run


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "extracting", lambda: nullcontext(apart._here))
