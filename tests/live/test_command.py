"""`claims fetch`, and a query as a source of `claims extract`."""

import json
import os
import pty
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import claims
from claims.cli import app
from claims.live import is_query
from claims.models import Paper, Rejected
from claims.sheets.papers import write_papers
from claims.sources.record import UnreadableError, make_paper
from command import run
from live import arxiv
from live.arxiv import Arxiv
from live.conftest import PAPERS, Hurried
from samples import AWKWARD

LATEST_FIRST = PAPERS[::-1]
QUERY = "cat:cs.DC AND abs:LLM"
COMMAND = [sys.executable, "-m", "claims"]


@pytest.fixture
def _asked(hurried: Hurried, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in an empty folder against the small arXiv, without its pauses."""
    monkeypatch.setattr("claims.live.from_environment", hurried)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def environment(server: Arxiv, tmp_path: Path) -> dict[str, str]:
    """That of another process which asks the small arXiv, with all of its pauses."""
    return os.environ | {
        "CLAIMS_ARXIV_API": f"{server.base}/api/query", "CLAIMS_CACHE": str(tmp_path / "cache"),
        "NO_PROXY": "127.0.0.1",
    }  # fmt: skip


@pytest.mark.usefixtures("_asked")
def test_papers_go_to_a_file_and_come_back() -> None:
    assert run("fetch", QUERY, "-o", "papers.jsonl") == (0, "", "10 papers, 0 set aside\n")
    assert list(claims.read_papers("papers.jsonl")) == LATEST_FIRST
    assert os.listdir() == ["papers.jsonl"]
    first = Path("papers.jsonl").read_bytes()
    assert run("fetch", QUERY, "--fresh", "-o", "papers.jsonl", "-q") == (0, "", "")
    assert Path("papers.jsonl").read_bytes() == first


@pytest.mark.usefixtures("_asked")
def test_papers_go_to_stdout() -> None:
    done = run("fetch", QUERY, "--max", "3")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [paper.id for paper in LATEST_FIRST[:3]]
    assert done.stderr == "3 papers, 0 set aside\n"


@pytest.mark.usefixtures("_asked")
def test_the_library_does_what_the_command_does(hurried: Hurried) -> None:
    assert list(claims.fetch(QUERY, limit=3, service=hurried())) == LATEST_FIRST[:3]
    rejected: list[Rejected] = []
    assert list(claims.fetch(ids=["2601.00003", "2601.99999"], rejected=rejected, service=hurried())) == [PAPERS[2]]
    assert [record.id for record in rejected] == ["2601.99999"]
    with pytest.warns(UserWarning, match=r"2601\.99999: is left out: not in arXiv"):
        assert list(claims.fetch(ids=["2601.99999"], service=hurried())) == []


@pytest.mark.usefixtures("_asked")
def test_since_and_ids() -> None:
    done = run("fetch", QUERY, "--since", "2026-02-07")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["2601.00009", "2601.00007"]
    Path("wanted.txt").write_text("# mine\n2601.00002\n\n2601.00001\n")
    done = run("fetch", "--ids", "2601.00003,2601.00005v2", "--ids", "2601.00009", "--ids-from", "wanted.txt")
    assert [json.loads(line)["id"][-1] for line in done.stdout.splitlines()] == ["1", "2", "3", "5", "9"]


@pytest.mark.usefixtures("_asked")
def test_deleted_papers_are_counted_and_kept(server: Arxiv) -> None:
    server.deleted = ["2601.00099"]
    done = run("fetch", "--oai", "cs:cs:DC", "--from", "2026-01-01", "--until", "2026-03-01", "-o", "papers.jsonl")
    assert done == (3, "", "set aside: oai:arXiv.org:2601.00099: deleted from arXiv\n"
                    "10 papers, 1 set aside in papers.quarantine.jsonl, 1 of them deleted from arXiv\n")  # fmt: skip
    assert json.loads(Path("papers.quarantine.jsonl").read_text())["id"] == "oai:arXiv.org:2601.00099"
    server.deleted = []
    assert run("fetch", "--oai", "cs:cs:DC", "--fresh", "-o", "papers.jsonl").returncode == 0
    assert os.listdir() == ["papers.jsonl"]


@pytest.mark.usefixtures("_asked")
def test_that_rss_has_no_comments_is_said() -> None:
    done = run("fetch", "--rss", "cs.DC", "-o", "papers.jsonl")
    assert done.returncode == 0
    assert "RSS has no comments and no dates" in done.stderr
    assert all(paper.comment is None for paper in claims.read_papers("papers.jsonl"))


@pytest.mark.usefixtures("_asked")
@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_extract_does_both_steps(ending: str) -> None:
    run("fetch", QUERY, "--max", "4", "-o", "papers.jsonl")
    in_two = run("extract", "papers.jsonl", "-o", f"two.{ending}")
    in_one = run("extract", QUERY, "--max", "4", "-o", f"one.{ending}")
    assert in_one == in_two
    assert in_one.stderr == "4 papers, 8 claims, 0 set aside\n"
    assert Path(f"one.{ending}").read_bytes() == Path(f"two.{ending}").read_bytes()


@pytest.mark.usefixtures("_asked")
def test_extract_takes_files_and_queries_together() -> None:
    run("fetch", "--ids", "2601.00003", "-o", "papers.jsonl")
    done = run("extract", "papers.jsonl", "cat:cs.OS", "--since", "2026-02-09")
    assert done.stderr == "2 papers, 4 claims, 0 set aside\n"


@pytest.mark.usefixtures("_asked")
def test_a_file_is_a_file_whatever_it_is_called(server: Arxiv) -> None:
    Path("cat:cs.DC").write_text("We cut P99 latency by 52% over NCCL.")
    assert run("extract", "cat:cs.DC").stderr.startswith("1 paper, 1 claim,")
    assert server.log == []


@pytest.mark.usefixtures("_asked")
@pytest.mark.parametrize("name", ["papers.jsonl", "cs.DC", "C:\\papers.jsonl", "two words.csv", "category:x"])
def test_a_file_that_is_missing_is_told_as_such(name: str, server: Arxiv) -> None:
    done = run("extract", name)
    assert done.returncode == 1
    assert f"{name}: No such file or directory" in done.stderr
    assert server.log == []


@pytest.mark.parametrize(
    "query",
    ["cat:cs.DC", "ti:LLM", "au:lovelace_a", 'abs:"tail latency"', "all:electron", "id:2401.00010", " ( cat:cs.DC )",
     "(cat:cs.DC OR cat:cs.OS) ANDNOT ti:survey", "cat:cs.DC+AND+abs:LLM",
     "submittedDate:[202601010000 TO 202602010000]",
     '"ti:x"'],
)  # fmt: skip
def test_what_is_a_query(query: str) -> None:
    assert is_query(query)


@pytest.mark.usefixtures("_asked")
def test_a_query_as_in_an_address_is_sent_with_blanks(server: Arxiv) -> None:
    run("fetch", "cat:cs.DC+AND+abs:LLM", "--max", "1")
    assert server.log[0].parameters["search_query"] == QUERY


@pytest.mark.usefixtures("_asked")
@pytest.mark.parametrize("command", ["fetch", "extract"])
def test_a_refusal_ends_with_5_and_goes_on_from_there(command: str, server: Arxiv) -> None:
    server.script = [None, *[arxiv.rate_exceeded] * 4]
    Path("out.jsonl").write_text("before")
    done = run(command, QUERY, "-o", "out.jsonl")
    assert done.returncode == 5
    assert "the service answers 'Rate exceeded.'" in done.stderr
    assert "The 4 records before it are kept for today: ask the same again to go on." in done.stderr
    assert Path("out.jsonl").read_text() == "before"
    assert os.listdir() == ["out.jsonl"]
    del server.log[:]
    assert run(command, QUERY, "-o", "out.jsonl").returncode == 0
    assert [asked.parameters["start"] for asked in server.log] == ["4", "8"]
    assert len(Path("out.jsonl").read_text().splitlines()) == 10


@pytest.mark.usefixtures("_asked")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fetch"], "nothing is asked for"),
        (["fetch", QUERY, "--rss", "cs.DC"], "query and rss is asked for"),
        (["fetch", "--oai", "cs", "--since", "2026-01-01"], "say from"),
        (["fetch", QUERY, "--from", "2026-01-01"], "say since"),
        (["fetch", QUERY, "--since", "yesterday"], "yesterday"),
        (["fetch", QUERY, "--max", "0"], "greater than or equal to 1"),
        (["extract", "papers.jsonl", "--max", "3"], "needs a query as SOURCE"),
        (["extract", "papers.jsonl", "--since", "2026-01-01"], "needs a query as SOURCE"),
        (["extract", QUERY, "-o", "folder"], "claims fetch"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, server: Arxiv) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.replace("│", " ").split())
    assert server.log == []


@pytest.mark.usefixtures("_asked")
def test_requests_are_told_to_who_wants_to_know(server: Arxiv) -> None:
    server.script = [arxiv.status(503)]
    asked, refused, again, counts = run("fetch", QUERY, "--max", "1", "-o", "papers.jsonl", "-v").stderr.splitlines()
    assert asked == again
    assert asked.startswith(f"{server.base}/api/query?search_query=cat")
    assert asked.endswith(": is asked")
    assert "answers 503 Service Unavailable. Asking again in " in refused
    assert counts == "1 paper, 0 set aside"
    kept = run("fetch", QUERY, "--max", "1", "-o", "papers.jsonl", "-v").stderr.splitlines()
    assert kept == [asked.replace("is asked", "was answered today already"), counts]
    server.script = [arxiv.status(503)]
    assert run("fetch", QUERY, "--max", "2", "-o", "papers.jsonl", "-q").stderr == ""


@pytest.mark.usefixtures("_asked")
def test_the_size_of_a_request(server: Arxiv) -> None:
    run("fetch", QUERY, "--slice", "6")
    assert [asked.parameters["max_results"] for asked in server.log] == ["6", "6"]


@pytest.mark.usefixtures("_asked")
def test_only_json_lines_are_written(server: Arxiv) -> None:
    done = run("fetch", QUERY, "-o", "papers.csv")
    assert done.returncode == 1
    assert "papers.csv: papers are written as JSON lines" in done.stderr
    assert server.log == []


@pytest.mark.usefixtures("_asked")
def test_the_contact_goes_into_the_user_agent(server: Arxiv) -> None:
    run("fetch", QUERY, "--max", "1", "--contact", "ada@example.org")
    assert server.log[0].agent.endswith("(ada@example.org)")


def test_an_interrupt_leaves_no_output_and_loses_no_answer(
    server: Arxiv, environment: dict[str, str], tmp_path: Path
) -> None:
    arrived = threading.Event()

    def hang(handler: arxiv.Handler) -> None:
        arrived.set()
        arxiv.silent(handler)

    # A first page that is shorter than what there is, so that there is a second.
    server.script = [arxiv.short_page, hang]
    running = subprocess.Popen(
        [*COMMAND, "fetch", QUERY, "-o", "papers.jsonl"],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert arrived.wait(60)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err == "interrupted: the 1 record that came is kept for today. Say the same again to go on.\n"
    assert os.listdir(tmp_path) == ["cache"]
    del server.log[:]
    subprocess.run([*COMMAND, "fetch", QUERY, "-o", "papers.jsonl"], cwd=tmp_path, env=environment, check=True)
    assert [asked.parameters["start"] for asked in server.log] == ["1"]
    assert list(claims.read_papers(tmp_path / "papers.jsonl")) == LATEST_FIRST


def test_a_bar_turns_on_a_terminal(environment: dict[str, str], tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "fetch", QUERY, "--max", "3", "-o", "papers.jsonl"], cwd=tmp_path,
        env=environment | {"TERM": "xterm"}, stdout=subprocess.PIPE, stderr=theirs, check=True,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # Linux ends a terminal that nobody writes to with an error
        pass
    os.close(ours)
    assert done.stdout == b""
    assert b"3 papers" in shown
    assert b"\x1b[" in shown
    assert shown.endswith(b"3 papers, 0 set aside\r\n")


def _readable(**fields: object) -> Paper | None:
    try:
        return make_paper("2401.00010", **fields)  # type: ignore[arg-type]
    except UnreadableError:
        return None


@given(
    st.lists(
        st.builds(
            _readable, title=AWKWARD, abstract=AWKWARD, comment=AWKWARD, journal_ref=AWKWARD, doi=AWKWARD,
            categories=st.lists(st.sampled_from(["cs.DC", "math.NA"])), authors=st.lists(AWKWARD, max_size=3),
            published=st.sampled_from([None, "2026-01-02"]), version=st.sampled_from([None, 1, 12]),
        ).filter(bool),
        min_size=1, max_size=3,
    )
)  # fmt: skip
def test_any_paper_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, papers: list[Paper]) -> None:
    path = tmp_path_factory.mktemp("papers") / "papers.jsonl"
    assert write_papers(papers, path).papers == len(papers)
    assert list(claims.read_papers(path)) == papers


def test_the_contact_that_is_said_nearest_counts(
    server: Arxiv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    # so that it is as it was after the test: settings go into the environment
    monkeypatch.setenv("CLAIMS_CONTACT", "")
    environment = {
        "CLAIMS_ARXIV_API": f"{server.base}/api/query", "CLAIMS_CACHE": str(tmp_path / "cache"), "CLAIMS_CONTACT": "",
    }  # fmt: skip
    monkeypatch.setattr("claims.live.service.INTERVAL", 0.0)
    monkeypatch.setattr("claims.live.pace.time.sleep", lambda _seconds: None)

    def told(*arguments: str, **variables: str) -> str:
        asking = ("fetch", QUERY, "--max", "1", "--fresh", *arguments)
        result = CliRunner().invoke(app, asking, env=environment | variables, catch_exceptions=False)
        assert result.exit_code == 0, result.stderr
        return server.log[-1].agent.partition(" ")[2]

    assert told() == ""
    Path("claims.toml").write_text('contact = "top"\n', encoding="utf-8")
    assert told() == "(top)"
    Path("claims.toml").write_text('contact = "top"\n[fetch]\ncontact = "table"\n', encoding="utf-8")
    assert told() == "(table)"
    assert told(CLAIMS_CONTACT="all") == "(all)"
    assert told(CLAIMS_CONTACT="all", CLAIMS_FETCH_CONTACT="fetch") == "(fetch)"
    assert told("--contact", "said", CLAIMS_CONTACT="all", CLAIMS_FETCH_CONTACT="fetch") == "(said)"
    assert told("--contact", "", CLAIMS_CONTACT="all") == ""
