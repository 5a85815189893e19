"""`claims update STORE QUERY` against the small arXiv."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import claims
from claims import live
from claims.cli import app
from live import arxiv
from live.arxiv import Arxiv
from live.conftest import PAPERS, Hurried
from updating.conftest import here

__all__ = ["here"]  # used by every test


def test_a_store_follows_a_query(
    server: Arxiv, hurried: Hurried, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "from_environment", hurried)
    monkeypatch.chdir(tmp_path)

    def update(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["update", "store", "cat:cs.DC", *words], catch_exceptions=False)
        return done.exit_code, done.stderr.partition(" with")[0]

    server.papers = [*PAPERS[:8], PAPERS[9]]
    server.script = [None, *[arxiv.status(503)] * 4]
    code, said = update()
    assert code == 5
    assert "503" in said
    assert update() == (0, "9 new, 0 new versions, 0")
    monkeypatch.setattr(live, "from_environment", lambda: hurried(folder=tmp_path / "tomorrow"))
    newer = PAPERS[0].model_copy(
        update={"version": 3, "abstract": "We cut P99 latency by 9% over NCCL.", "updated": "2026-02-20"}
    )
    server.papers = [newer, *PAPERS[1:]]
    before = len(server.log)
    assert update() == (0, "1 new, 1 new version, 0")
    assert {asked.parameters["sortBy"] for asked in server.log[before:]} == {"lastUpdatedDate"}
    held = {found.paper.id: found.paper for found in claims.read_store("store")}
    assert held == {paper.id: paper for paper in server.papers}
    [change] = claims.changes("store")
    assert ("number", "1 %", "9 %") in [value for found in change.changes for value in found.attributes]


def test_a_store_follows_a_set_of_oai_with_its_deletions(
    server: Arxiv, hurried: Hurried, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "store"
    monkeypatch.setattr(live, "from_environment", hurried)
    gone = PAPERS[9].model_copy(update={"published": "2025-12-01", "updated": "2025-12-01"})
    server.papers = [*PAPERS[:9], gone]
    assert claims.update(place, ["oai:cs:cs:DC"]).new == 10
    monkeypatch.setattr(live, "from_environment", lambda: hurried(folder=tmp_path / "tomorrow"))
    server.papers = [PAPERS[0].model_copy(update={"journal_ref": "TPDS 2026"}), *PAPERS[1:9]]
    server.deleted = [gone.id]
    before = len(server.log)
    found = claims.update(place, ["oai:cs:cs:DC"])
    assert (found.metadata, found.deleted, found.papers) == (1, 1, 9)
    # the latest version is of 2026-02-09
    assert server.log[before].parameters["from"] == "2026-02-02"
    assert [change.kind for change in claims.changes(place)] == ["metadata", "deleted"]
