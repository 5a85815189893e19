"""The folder of a run where other commands read a file: as the JSON lines of the same papers, as far as it goes."""

import json
import shutil
from pathlib import Path

import pytest

from claims.errors import SourceError
from claims.models import Claim, Extraction, Paper
from claims.runs import extract_run
from claims.sheets import jsonl, run_folder
from claims.sheets.book import read_book
from claims.sheets.filters import Filters
from command import run
from stand_in import engine

TEXTS = (
    "We present Fast. On 64\n  A100 GPUs it cuts P99 latency\n by up to 52% over NCCL. It costs 3x less.",
    "Nothing is claimed.",
    "Fast (v2) has a 2.3x speedup (a*b) over vLLM.",
)
SPANS = ("metric_spans", "baseline_spans", "condition_spans")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a run of the real extractor over papers of which one is there twice and one cannot be read."""
    place = tmp_path_factory.mktemp("made")
    papers = [
        Paper(id=f"2401.0{n}000", version=n % 2 or None, title=f"Fast:\n  {n}", abstract=text, comment=" ICML 2026 ")
        for n, text in enumerate(TEXTS, 1)
    ]
    lines = [paper.model_dump_json() for paper in papers]
    lines.insert(1, json.dumps({"id": papers[1].id, "title": "no abstract"}))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        Path("papers.jsonl").write_text("".join(line + "\n" for line in [*lines, lines[0]]), encoding="utf-8")
        extract_run(["papers.jsonl"], Path("out"), engine(1))
        assert run("extract", "papers.jsonl", "-o", "all.jsonl", "-q")[0] == 3
    return place


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return Path("out")


def without_spans(extraction: Extraction) -> Extraction:
    claims = tuple(Claim.model_validate(claim.model_dump() | dict.fromkeys(SPANS, ())) for claim in extraction.claims)
    return extraction.model_copy(update={"claims": claims})


def test_it_is_read_as_a_file_is(folder: Path) -> None:
    whole = list(jsonl.read(Path("all.jsonl")))
    assert list(run_folder.read(folder)) == list(map(without_spans, whole))
    assert sum(len(found.claims) for found in whole) == 7
    for name, *options in (
        ("extract", "-o", "out.csv"), ("extract", "--table", "venues", "-o", "out.csv"),
        ("extract", "--metric", "latency", "-o", "out.csv"), ("export", "--for", "prodigy", "-o", "out.jsonl"),
        ("export", "--for", "label-studio", "-o", "out.json"),
    ):  # fmt: skip
        outputs = []
        # JSON lines of whole papers are papers to `extract`
        for source in ("out", "papers.jsonl" if name == "extract" else "all.jsonl"):
            run(name, source, *options)
            outputs.append(Path(options[-1]).read_bytes())
        assert outputs[0] == outputs[1], (name, options)
    for source in ("out", "all.jsonl"):
        code, out, err = run("show", source, "--id", "2401.03000v1")
        assert (code, err) == (0, "")
        assert "2.3x" in out
    assert "by quantity." in run("explain", "out")[1]
    assert "has no paper 2401.09999" in run("show", "out", "--id", "2401.09999")[2]
    assert run("diff", "out", "all.jsonl", "--brief")[0] == 0

    for filters in (
        Filters(),
        Filters(metric=("latency",)),
        Filters(venue=("ICML",), sort="factor"),
        Filters(year=((2025, 2025),)),
    ):
        book, other = read_book(["out"], filters), read_book(["all.jsonl"], filters)
        for table in ("claims", "papers", "hardware", "venues"):
            rows, others = ({tuple(row.items()) for row in getattr(one, table)} for one in (book, other))
            assert rows == others, (filters, table)
    both = read_book(["all.jsonl", "out"])
    assert (both.papers, both.venues) == (read_book(["all.jsonl"]).papers, read_book(["all.jsonl"]).venues)
    assert [row["paper"] for row in read_book(["out", "all.jsonl"]).papers] == [row["paper"] for row in both.papers]


def test_without_its_inputs_there_are_the_tables_alone(folder: Path) -> None:
    before = Path("papers.jsonl").read_bytes()
    for content, said in (
        (before + b"\n", r"papers\.jsonl had 1,038 bytes and has "),
        (before.replace(b"2.3x", b"2.4x"), "arXiv:2401.03000v1 is not in its inputs as it was"),
        (None, r"in papers\.jsonl: No such file"),
    ):
        if content is None:
            Path("papers.jsonl").unlink()
        else:
            Path("papers.jsonl").write_bytes(content)
        with pytest.raises(SourceError, match=rf"^out: .*{said}.*\.$"):
            list(run_folder.read(folder))
        assert run("export", "out", "--for", "prodigy", "-o", "x.jsonl")[0] == 1
    assert len(read_book(["out"]).papers) == 3
    assert run("compare", "out")[0] == run("trends", "out")[0] == run("diff", "out", "out")[0] == 0


def test_a_run_that_is_not_complete_is_told(folder: Path) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"complete": true', '"complete": false'))
    for command in (("show", "out"), ("extract", "out"), ("compare", "out"), ("diff", "out", "out")):
        code, _, told = run(*command)
        assert (code, told) == (
            1,
            "claims: out: the run is not complete. Go on with it: `claims extract … --resume`.\n",
        )
