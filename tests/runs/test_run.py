"""A run into a folder: the same bytes however it is done, what it refuses, and what is read back."""

import gzip
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from claims import Extraction, Paper, patterns
from claims.errors import OutputError, SourceError
from claims.runs import Options, extract_run, identity, local
from claims.runs.folder import Job
from claims.runs.plan import Shard
from claims.sheets import parquet, rows
from claims.sheets.extract import Counts
from claims.table import TABLES
from samples import sample
from stand_in import SMALL, engine, tree, write


def stopping(after: int) -> Callable[[Job, Sequence[Shard]], Iterator[Shard]]:
    """An engine that is interrupted after so many shards."""

    def work(job: Job, shards: Sequence[Shard]) -> Iterator[Shard]:
        for count, shard in enumerate(local.work(job, shards, 1)):
            if count == after:
                raise KeyboardInterrupt
            yield shard

    return work


def test_every_record_is_in_its_place(snapshot: Path) -> None:
    told: list[tuple[int, int, int, bool]] = []
    counts = extract_run(["snapshot.json"], Path("out"), engine(2), SMALL, tell=lambda *done: told.append(done))
    assert counts == Counts(papers=26, claims=52, set_aside=2)
    size = snapshot.stat().st_size
    assert (sum(done[0] for done in told), {done[1] for done in told}) == (size, {size})
    assert (sum(done[2] for done in told), {done[3] for done in told}) == (28, {True})
    assert len(told) > 5
    lines = snapshot.read_bytes().splitlines(keepends=True)
    papers = [Paper.model_validate(json.loads(line) | {"abstract": "It is."}) for line in lines if line[:2] == b'{"']
    expected = [sample().model_copy(update={"paper": paper}) for paper in papers]
    for name, table in TABLES.items():
        assert list(parquet.read(Path("out"), name)) == [row for paper in expected for row in table.rows(paper)]
    assert list(rows(Path("out"))) == list(parquet.read(Path("out")))
    aside = [json.loads(line) for line in Path("out/quarantine.jsonl").read_text(encoding="utf-8").splitlines()]
    # The blank line is no record, but its bytes count.
    assert [record["position"] for record in aside] == [2, 28]
    for record in aside:
        assert lines[b"".join(lines).count(b"\n", 0, record["offset"])] == b"{\n"
        assert (record["source"], record["record"]) == ("snapshot.json", "{")
        assert "not valid JSON" in record["reason"]
    manifest = json.loads(Path("out/manifest.json").read_bytes())
    assert manifest["complete"]
    assert manifest["counts"]["records"] == 28
    assert manifest["shards"][0]["files"]["claims"]["sha256"] == identity.of_file("out/claims/00000.parquet")
    assert sorted(os.listdir("out")) == ["claims", "hardware", "manifest.json", "papers", "quarantine.jsonl", "venues"]


@pytest.mark.usefixtures("snapshot")
def test_the_same_bytes_for_any_number_of_workers_and_after_any_stop() -> None:
    extract_run(["snapshot.json"], Path("one"), engine(1), SMALL)
    extract_run(["snapshot.json"], Path("three"), engine(3), SMALL)
    for after in (0, 1, 2):
        with pytest.raises(KeyboardInterrupt):
            extract_run(["snapshot.json"], Path("stopped"), stopping(after), SMALL, resume=True)
        (Path("stopped/claims") / ".0123.partial").write_bytes(b"left by a process that was killed")
    told: list[bool] = []
    extract_run(["snapshot.json"], Path("stopped"), engine(2), SMALL, True, lambda *done: told.append(done[3]))
    assert told.index(True) >= 3, "what was done is not done again"
    assert tree(Path("one")) == tree(Path("three")) == tree(Path("stopped"))
    before = {path: path.stat().st_mtime_ns for path in Path("one").rglob("*")}
    assert extract_run(["snapshot.json"], Path("one"), options=SMALL, resume=True).papers == 26
    assert before == {path: path.stat().st_mtime_ns for path in Path("one").rglob("*")}


@pytest.mark.usefixtures("snapshot")
def test_a_shard_whose_file_is_gone_is_done_again() -> None:
    with pytest.raises(KeyboardInterrupt):
        extract_run(["snapshot.json"], Path("out"), stopping(3), SMALL)
    Path("out/venues/00001.parquet").unlink()
    Path("out/papers/00000.parquet").write_bytes(b"cut")
    extract_run(["snapshot.json"], Path("out"), engine(1), SMALL, resume=True)
    extract_run(["snapshot.json"], Path("other"), engine(1), SMALL)
    assert tree(Path("out")) == tree(Path("other"))


def test_several_sources_packed_ones_and_ids(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.jsonl", ["fine"] * 5 + ["{"]), write(tmp_path / "b.jsonl", ["fine"] * 9 + ["{"])
    Path("b.jsonl.gz").write_bytes(gzip.compress(second.read_bytes()))
    Path("ids").write_text("2401.00002\n2401.00007\n", encoding="utf-8")
    options = Options(ids=Path("ids"), shard_bytes=200)
    counts = extract_run([str(first), "b.jsonl.gz"], Path("out"), engine(1), options)
    assert counts == Counts(papers=3, claims=6, set_aside=2, passed_over=11)
    ids = [str(row["paper"]) for row in parquet.read(Path("out"), "papers")]
    assert ids == ["arXiv:2401.00002", "arXiv:2401.00002", "arXiv:2401.00007"]
    aside = [json.loads(line) for line in Path("out/quarantine.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(Path(record["source"]).name, record["position"]) for record in aside] == [
        ("a.jsonl", 6),
        ("b.jsonl.gz", 10),
    ]
    assert not Path("out/.run").exists()


def interrupted() -> None:
    with pytest.raises(KeyboardInterrupt):
        extract_run(["snapshot.json"], Path("out"), stopping(1), SMALL)


def test_another_input_is_refused(snapshot: Path) -> None:
    interrupted()
    text = snapshot.read_bytes()
    for content, said in ((text[:-2], "bytes and has"), (text.replace(b"00004", b"00003"), "other content")):
        snapshot.write_bytes(content)
        with pytest.raises(OutputError, match=rf"snapshot\.json .*{said}.*another folder\.$"):
            extract_run(["snapshot.json"], Path("out"), engine(1), SMALL, resume=True)
    # A touched or moved file is still the same.
    Path("moved.json").write_bytes(text)
    extract_run(["moved.json"], Path("out"), engine(1), SMALL, resume=True)
    snapshot.write_bytes(text)
    extract_run(["snapshot.json"], Path("other"), engine(1), SMALL)
    assert tree(Path("out")) == tree(Path("other"))


@pytest.mark.usefixtures("snapshot")
def test_other_options_and_another_program_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted()
    Path("ids").write_text("2401.00002\n", encoding="utf-8")
    for options, said in (
        (Options(Path("ids"), 0.5, 150, 200), "the file of ids is another"),
        (Options(None, 3, 150, 200), r"the limit of seconds was 0\.5 and is 3"),
        (Options(None, 0.5, 150, 400), "the size of a shard was 200 and is 400"),
    ):
        with pytest.raises(OutputError, match=said):
            extract_run(["snapshot.json"], Path("out"), engine(1), options, resume=True)
    program = identity.of_program()
    monkeypatch.setattr(identity, "of_program", lambda: program | {"claims": "9.9", "patterns": "others"})
    with pytest.raises(OutputError, match=r"claims was .* and is 9\.9; the patterns are others"):
        extract_run(["snapshot.json"], Path("out"), engine(1), SMALL, resume=True)
    with pytest.raises(OutputError, match=r"worker: claims was 9\.9"):
        extract_run(["snapshot.json"], Path("new"), engine(1), SMALL)


def test_patterns_are_part_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "folder", lambda: tmp_path)
    digests = set()
    for text in ("a = 1", "a = 2"):
        (tmp_path / "rules.toml").write_text(text, encoding="utf-8")
        identity.of_installed.cache_clear()
        digests.add(identity.of_program()["patterns"])
    identity.of_installed.cache_clear()
    assert len(digests) == 2


@pytest.mark.usefixtures("snapshot")
def test_what_is_there_already_is_not_touched() -> None:
    extract_run(["snapshot.json"], Path("done"), engine(1), SMALL)
    Path("full").mkdir()
    Path("full/thesis.tex").touch()
    Path("damaged").mkdir()
    Path("damaged/manifest.json").write_bytes(b"{")
    for name, resume, said in (
        ("done", False, "holds a run already. Say --resume"),
        ("full", True, "is not empty"),
        ("snapshot.json", True, "is a file"),
        ("damaged", True, "is damaged"),
    ):
        with pytest.raises(OutputError, match=said):
            extract_run(["snapshot.json"], Path(name), engine(1), SMALL, resume)
    assert os.listdir("full") == ["thesis.tex"]


@pytest.mark.usefixtures("snapshot")
def test_two_runs_into_one_folder_are_refused() -> None:
    def work(job: Job, shards: Sequence[Shard]) -> Iterator[Shard]:
        with pytest.raises(OutputError, match="another run is writing there"):
            extract_run(["snapshot.json"], Path("out"), engine(1), SMALL, resume=True)
        yield from local.work(job, shards, 1)

    assert extract_run(["snapshot.json"], Path("out"), work, SMALL).papers == 26


def test_an_input_that_changes_meanwhile_is_told(snapshot: Path) -> None:
    def work(job: Job, shards: Sequence[Shard]) -> Iterator[Shard]:
        yield from local.work(job, shards, 1)
        os.utime(snapshot, (time.time() + 5, time.time() + 5))

    with pytest.raises(SourceError, match=r"snapshot\.json: was written to"):
        extract_run(["snapshot.json"], Path("out"), work, SMALL)
    with pytest.raises(SourceError, match="out: the run is not complete"):
        list(parquet.read(Path("out")))
    with pytest.raises(SourceError, match="site: is not the folder of a run"):
        list(parquet.read(Path("site")))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "is not JSON lines"),
        (b'[{"id": "2401.00001"}]', "is not JSON lines"),
        ('{"id": "2401.00001"}\n'.encode("utf-16"), "is UTF-16"),
        (b"", "empty"),
    ],
)
def test_what_cannot_be_divided_is_refused(content: bytes, said: str) -> None:
    Path("source").write_bytes(content)
    with pytest.raises(SourceError, match=said):
        extract_run(["source"], Path("out"), engine(1))
    assert not Path("out").exists()


def test_standard_input_is_refused() -> None:
    with pytest.raises(SourceError, match="standard input"):
        extract_run(["-"], Path("out"), engine(1))


def test_the_tables_are_those_of_one_process() -> None:
    Path("site/sitecustomize.py").unlink()  # the real extractor
    from claims.sheets.extract import extract_files

    texts = ["Fast cuts P99 latency by 52% over NCCL on 64 A100 GPUs.", "Nothing is claimed.", "A 2.3x speedup."]
    papers = [
        Paper(id=f"2401.{n:05d}", title=f"Fast: {n}", abstract=text, comment="ICML 2026")
        for n, text in enumerate(texts)
    ]
    Path("papers.jsonl").write_text("".join(paper.model_dump_json() + "\n" for paper in papers), encoding="utf-8")
    extract_run(["papers.jsonl"], Path("out"), engine(1))
    for name in TABLES:
        extract_files(["papers.jsonl"], Path("one.parquet"), table=name)
        assert Path("one.parquet").read_bytes() == Path(f"out/{name}/00000.parquet").read_bytes()
    extract_files(["papers.jsonl"], Path("one.jsonl"))
    from claims.runs import annotated
    from claims.score import diff, read_gold

    difference = diff(read_gold("one.jsonl"), annotated.read(Path("out")))
    assert difference.papers == 3
    assert not difference.changes
    assert Extraction.model_validate_json(Path("one.jsonl").read_text(encoding="utf-8").splitlines()[0]).claims


def test_a_wheel_is_the_same_program_as_its_sources(tmp_path: Path) -> None:
    for name in ("sources", "wheel"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pipeline.py").write_text("rules = 1\n", encoding="utf-8")
    for brought in ("_patterns", "_gold"):
        (tmp_path / "wheel" / brought).mkdir()
        (tmp_path / "wheel" / brought / "any.toml").write_text("a = 1\n", encoding="utf-8")
    assert identity.of_tree(tmp_path / "wheel") == identity.of_tree(tmp_path / "sources")
    (tmp_path / "wheel" / "pipeline.py").write_text("rules = 2\n", encoding="utf-8")
    assert identity.of_tree(tmp_path / "wheel") != identity.of_tree(tmp_path / "sources")


def test_a_damaged_input_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    packed = gzip.compress(b'{"id": "2401.00010", "abstract": "x"}\n' * 100_000)
    Path("papers.jsonl.gz").write_bytes(packed[:-8] + bytes(4) + packed[-4:])
    with pytest.raises(SourceError, match=r"papers\.jsonl\.gz: the gzip file is damaged"):
        extract_run(["papers.jsonl.gz"], Path("out"), engine(1))
