"""A sheet to review."""

from pathlib import Path

import pytest

from sheets.reviews import PAPERS
from sheets.workbooks import made


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return made(tmp_path / "review.xlsx", *PAPERS)
