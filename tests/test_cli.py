"""The command line: what goes to which stream, what stays behind, and with which code it ends."""

import csv
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyarrow import parquet

from claims import __version__
from claims.models import SCHEMA_VERSION, Paper
from claims.plural import counted
from command import run

ROOT = Path(__file__).parents[1]
TEXT = "Fast cuts P99 latency by up to 52% over NCCL and reaches 2.3x higher throughput on 64 A100 GPUs."
BAD = '{"id": "2401.00099", "title": "no abstract"}\n'
COMMAND = [sys.executable, "-m", "claims"]


@pytest.fixture(autouse=True)
def _empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    path = tmp_path / "papers.jsonl"
    texts = [TEXT, "Nothing is measured here, and nothing is claimed."]
    lines = (
        Paper(id=f"2401.000{10 * n}", version=1, title=f"Paper {n}", abstract=text) for n, text in enumerate(texts, 1)
    )
    path.write_text("".join(line.model_dump_json() + "\n" for line in lines), encoding="utf-8")
    return path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_data_goes_to_stdout_and_the_rest_to_stderr(papers: Path) -> None:
    done = run("extract", str(papers))
    assert done.returncode == 0
    found = rows(done.stdout)
    assert {row["paper"] for row in found} == {"arXiv:2401.00010v1"}
    assert {"52", "2.3"} <= {row["value"] for row in found}
    assert done.stderr == f"2 papers, {len(found)} claims, 0 set aside\n"
    assert run("extract", "-q", str(papers)).stderr == ""


@pytest.mark.parametrize("extension", ["csv", "jsonl", "parquet"])
def test_the_extension_chooses_the_format(extension: str, papers: Path, tmp_path: Path) -> None:
    path = tmp_path / f"out.{extension}"
    done = run("extract", str(papers), "-o", str(path))
    assert (done.returncode, done.stdout) == (0, "")
    if extension == "csv":
        assert len(rows(path.read_text(encoding="utf-8"))) >= 2
    elif extension == "jsonl":
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert [record["paper"]["id"] for record in records] == ["2401.00010", "2401.00020"]
    else:
        assert parquet.read_table(path).num_rows >= 2
    assert sorted(os.listdir(tmp_path)) == [path.name, "papers.jsonl"] or extension == "jsonl"


@pytest.mark.parametrize(("table", "count"), [("papers", 2), ("hardware", 1), ("venues", 0)])
def test_tables(table: str, count: int, papers: Path) -> None:
    assert len(rows(run("extract", str(papers), "--table", table).stdout)) == count
    lines = run("extract", str(papers), "--table", table, "--format", "jsonl").stdout.splitlines()
    assert [set(json.loads(line)) >= {"paper", "url"} for line in lines] == [True] * count


def test_standard_input_and_several_sources(papers: Path) -> None:
    done = run("extract", "-", str(papers), "--table", "papers", stdin=papers.read_text(encoding="utf-8"))
    assert [row["paper"] for row in rows(done.stdout)] == ["arXiv:2401.00010v1", "arXiv:2401.00020v1"] * 2


def test_only_the_ids_asked_for(papers: Path, tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_text("# wanted\n2401.00020\n", encoding="utf-8")
    done = run("extract", str(papers), "--ids-from", "ids.txt", "--table", "papers")
    assert [row["paper"] for row in rows(done.stdout)] == ["arXiv:2401.00020v1"]
    assert done.stderr == "1 paper, 0 claims, 0 set aside, 1 passed over\n"


@pytest.mark.parametrize(
    ("spelled", "taken", "missed"),
    [
        ("arXiv:2401.00020v1", 1, ""),
        ("https://arxiv.org/abs/2401.00010", 1, ""),
        ("2401.00010v1\n2401.00010\n2401.00020", 2, ""),
        ("2401.00010v2\n2401.00099\n2401.00020", 1, "2 of its ids: 2401.00010v2, 2401.00099"),
    ],
)
@pytest.mark.parametrize("output", ["out.csv", "out"])
def test_ids_of_a_file_in_any_spelling(
    spelled: str, taken: int, missed: str, output: str, papers: Path, tmp_path: Path
) -> None:
    (tmp_path / "ids.txt").write_text(f"\ufeff{spelled}\n", encoding="utf-8")
    done = run("extract", str(papers), "--ids-from", "ids.txt", "-o", output)
    assert done.returncode == 0
    assert done.stderr.startswith(f"{counted(taken, 'paper')}, ")
    assert ("no paper was read with" in done.stderr) == bool(missed)
    assert missed in done.stderr


@pytest.mark.parametrize("spelled", ["2401.00020v1", "arXiv:2401.00020", "https://arxiv.org/abs/2401.00020"])
def test_one_paper_by_its_id_in_any_spelling(spelled: str, papers: Path) -> None:
    assert run("show", str(papers), "--id", spelled).stdout.startswith("arXiv:2401.00020v1")


def test_bad_records_are_set_aside_with_their_reason(papers: Path, tmp_path: Path) -> None:
    papers.write_text(papers.read_text(encoding="utf-8") + BAD, encoding="utf-8")
    done = run("extract", str(papers), "-o", "out.csv", "--table", "papers")
    assert done.returncode == 3
    assert "no abstract" in done.stderr
    assert "2 papers" in done.stderr
    assert "1 set aside in out.quarantine.jsonl" in done.stderr
    [kept] = [json.loads(line) for line in (tmp_path / "out.quarantine.jsonl").read_text().splitlines()]
    assert (kept["position"], kept["id"], kept["source"]) == (3, "2401.00099", str(papers))
    assert kept["reason"]
    # The next run without a bad record leaves no quarantine of the last.
    papers.write_text(papers.read_text(encoding="utf-8").removesuffix(BAD), encoding="utf-8")
    assert run("extract", str(papers), "-o", "out.csv", "--table", "papers").returncode == 0
    assert sorted(os.listdir(tmp_path)) == ["out.csv", "papers.jsonl"]


def test_every_record_set_aside_is_told_when_there_is_no_file(papers: Path) -> None:
    papers.write_text(BAD * 25, encoding="utf-8")
    done = run("extract", str(papers))
    assert done.returncode == 3
    assert done.stderr.count("no abstract") == 25
    assert run("extract", str(papers), "-o", "o.csv").stderr.count("no abstract") == 10
    assert run("extract", str(papers), "-o", "o.csv", "-v").stderr.count("no abstract") == 25


def test_a_paper_that_breaks_the_extractor_is_set_aside(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from claims import pipeline
    from claims.sheets import extract as job

    def broken(papers: list[Paper]) -> object:
        raise RuntimeError(f"cannot do {papers[0].id}")

    monkeypatch.setattr(pipeline, "_extracted", broken)
    records = list(job.extract_records([str(papers)]))
    assert [(record.position, record.id) for record in records if record] == [(1, "2401.00010"), (2, "2401.00020")]  # type: ignore[union-attr]
    assert "RuntimeError at test_cli.py" in records[0].reason  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 2, "Usage"),
        (("extract",), 2, "SOURCE"),
        (("extract", "x.jsonl", "--format", "xls"), 2, "--format"),
        (("extract", "x.jsonl", "--preview", "3"), 2, "--preview"),
        (("extract", "missing.jsonl"), 1, "missing.jsonl: No such file"),
        (("extract", "papers.jsonl", "-o", "out.xls"), 1, "out.xls: its extension"),
        (("extract", "papers.jsonl", "-o", "papers.jsonl"), 1, "papers.jsonl: is one of the sources"),
        (("extract", "papers.jsonl", "-o", "no/out.csv"), 1, "no/out.csv: No such file"),
        (("extract", "papers.jsonl", "--ids-from", "no.txt"), 1, "no.txt: No such file"),
        (("extract", "papers.jsonl", "--ids-from", "latin.txt"), 1, "latin.txt: is no text in UTF-8"),
        (("extract", "papers.jsonl", "--ids-from", "short.txt"), 1, "short.txt: id 2401.0001 lost a digit"),
        (("show", "Fast is 2x faster.", "--id", "2401.00010"), 2, "--id"),
        (("show", "missing.jsonl"), 1, "missing.jsonl: no such file"),
        (("show", "papers.jsonl", "--id", "2401.00030"), 1, "2401.00030"),
        (("score", "missing.jsonl"), 1, "missing.jsonl"),
        (("diff", "missing.jsonl", "papers.jsonl"), 1, "missing.jsonl"),
        (("diff", "table.csv", "papers.jsonl"), 1, "table.csv: no JSON lines"),
        (("score", "--accepted", "missing.toml"), 1, "missing.toml: No such file"),
        (("train", "missing.jsonl", "-o", "weights.json"), 1, "missing.jsonl: No such file or directory. "),
        (("extract", "papers.jsonl", "-o", "out", "--dask", "local:x"), 2, "--dask"),
        (("extract", "papers.jsonl", "-o", "out", "--dask", "local:0"), 2, "--dask"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("papers")
def test_what_goes_wrong_is_told_without_a_traceback(arguments: tuple[str, ...], code: int, told: str) -> None:
    Path("table.csv").write_text("id,abstract\n2401.00010,x\n", encoding="utf-8")
    Path("latin.txt").write_bytes(b"caf\xe9")
    Path("short.txt").write_text("2401.0001", encoding="utf-8")
    done = run(*arguments)
    assert done.returncode == code, done.stderr
    assert told in done.stderr + (done.stdout if not arguments else "")
    assert not arguments or not done.stdout, "not even the head of a table"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full here")
def test_help_onto_a_full_disk_is_one_line() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run([*COMMAND, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr


def test_a_refusal_upstream_has_its_own_code(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("Rate exceeded.", encoding="utf-8")
    done = run("extract", "feed.xml", "-o", "out.csv")
    assert done.returncode == 5, done.stderr
    assert os.listdir(tmp_path) == ["feed.xml"]


def test_the_gate() -> None:
    assert run("score").returncode == 0
    closed = run("score", "--min-tuple-f1", "1.01")
    assert closed.returncode == 4
    assert "tuple F1" in closed.stderr


def test_score_reads_predictions_and_prints_json(tmp_path: Path) -> None:
    gold = ROOT / "gold" / "seeds.jsonl"
    done = run("score", "--pred", str(gold), "--json", "--errors")
    figures = json.loads(done.stdout)
    assert figures["figures"]["tuple"]["f1"] == 1.0
    assert figures["errors"] == []
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    assert "miss" in run("score", "--pred", "none.jsonl", "--errors").stdout


def test_diff_of_two_runs(papers: Path) -> None:
    for name, text in (("old.jsonl", TEXT), ("new.jsonl", TEXT.replace("52%", "53%"))):
        papers.write_text(Paper(id="2401.00010", abstract=text).model_dump_json() + "\n", encoding="utf-8")
        run("extract", str(papers), "-o", name)
    done = run("diff", "old.jsonl", "new.jsonl")
    assert done.returncode == 0
    assert "gained" in done.stdout
    assert "53" in done.stdout
    assert "53" not in run("diff", "old.jsonl", "new.jsonl", "--brief").stdout


def test_schema_is_printed() -> None:
    published = ROOT / "docs" / "schema" / f"claims-{SCHEMA_VERSION}.schema.json"
    assert run("schema").stdout == published.read_text(encoding="utf-8")


def test_show_marks_what_was_found(papers: Path) -> None:
    for source in (str(papers), TEXT):
        shown = run("show", source)
        assert shown.returncode == 0
        assert "«up to 52%»" in shown.stdout or "«52%»" in shown.stdout
        assert "P99 latency" in shown.stdout
        assert "NVIDIA A100" in shown.stdout
        assert "\x1b" not in shown.stdout
    assert "Nothing is measured" in run("show", "papers.jsonl", "--id", "arXiv:2401.00020v1").stdout
    assert TEXT[:20] in run("show", "-", stdin=TEXT).stdout


def test_show_colours_unless_told_not_to() -> None:
    coloured = run("show", TEXT, FORCE_COLOR="1", TERM="xterm-256color").stdout
    assert "\x1b[" in coloured
    assert "«" not in coloured
    plain = run("show", TEXT, FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR="1").stdout
    assert "«" in plain
    assert "[32m" not in plain


def test_a_hostile_title_is_shown_and_not_obeyed(papers: Path) -> None:
    title = "[cache] and [/b] and [bold]x\x1b]0;owned\x07\x1b[2J\u202etxt"
    papers.write_text(Paper(id="2401.00010", title=title, abstract=TEXT).model_dump_json() + "\n", encoding="utf-8")
    for colour in ("0", "1"):
        shown = run("show", str(papers), **({"FORCE_COLOR": "1"} if colour == "1" else {})).stdout
        assert "[cache] and [/b] and [bold]x" in shown
        assert not any(order in shown for order in ("\x1b]", "\x07", "\x1b[2J", "\u202e"))
    papers.write_text('{"id": "\\u001b[2Jx", "abstract": ""}\n', encoding="utf-8")
    assert "\x1b" not in run("extract", str(papers)).stderr


def test_explain_names_the_rules() -> None:
    explained = run("explain", TEXT).stdout
    record = json.loads(run("extract", "-", "--format", "jsonl", stdin=TEXT).stdout)
    for claim in record["claims"]:
        for rule in claim["rule"].split("+"):
            assert rule in explained
    assert "«P99 latency»" in explained
    assert run("explain", "Nothing at all.").stdout == "Nothing found.\n"


def test_a_preview_of_the_file(papers: Path) -> None:
    for name in ("out.csv", "out.jsonl", "out.parquet"):
        done = run("extract", str(papers), "-o", name, "--preview", "2", COLUMNS="200")
        assert "P99 latency" in done.stdout
        assert "2401.00010" in done.stdout


def test_a_closed_pipe_is_no_error(papers: Path) -> None:
    papers.write_text(papers.read_text(encoding="utf-8") * 300, encoding="utf-8")
    for arguments in (["extract", "-q", str(papers)], ["schema"]):
        with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.read(1)
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait() == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_leaves_nothing_behind(number: signal.Signals, code: int, papers: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "extract", "-", "-o", "out.csv"],
        cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # a job in the background of a shell without job control inherits that SIGINT is ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write(papers.read_bytes())
    process.stdin.flush()
    deadline = time.monotonic() + 120
    while len(os.listdir(tmp_path)) < 2 and time.monotonic() < deadline:  # until the unfinished file stands there
        time.sleep(0.05)
    process.send_signal(number)
    assert process.wait(30) == code
    assert b"Traceback" not in process.stderr.read()
    assert os.listdir(tmp_path) == ["papers.jsonl"]
    for stream in (process.stdin, process.stdout, process.stderr):
        stream.close()  # type: ignore[union-attr]


def test_parquet_to_a_pipe(papers: Path) -> None:
    arguments = [*COMMAND, "extract", "-q", "--format", "parquet", str(papers)]
    done = subprocess.run(arguments, capture_output=True, check=True)
    assert done.stdout.startswith(b"PAR1")
    assert done.stdout.endswith(b"PAR1")


def test_any_locale_will_do(papers: Path) -> None:
    papers.write_text(
        Paper(id="2401.00010", title="µ × 漢字", abstract=TEXT).model_dump_json() + "\n", encoding="utf-8"
    )
    locale = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for command in ("extract", "show"):
        done = subprocess.run([*COMMAND, command, papers], env=locale, capture_output=True, check=True)
        assert "µ × 漢字".encode() in done.stdout or command == "show"


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_quick_to_answer(option: str) -> None:
    # The processor's time, since other work on the machine is not ours to answer for.
    times = []
    for _ in range(4):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([*COMMAND, option], capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        assert __version__ in done.stdout or option == "--help"
    assert min(times) < 0.3, times


def test_heavy_imports_wait() -> None:
    program = "import sys, claims.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = {"spacy", "pandas", "pydantic", "rich", "pyarrow", "feedparser", "lxml", "numpy", "claims.models"}
    assert heavy.isdisjoint(done.stdout.split())
