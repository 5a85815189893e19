"""Runs in a folder of their own, whose processes start quickly."""

from pathlib import Path

import pytest

import stand_in


@pytest.fixture(autouse=True)
def _quick_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    stand_in.install(tmp_path / "site", monkeypatch)


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """26 papers and two broken records in nine shards of `stand_in.SMALL`."""
    titles = ["fine", "", "{", "fine", "ünïcode", *["fine"] * 23, "{"]
    return stand_in.write(tmp_path / "snapshot.json", titles)
