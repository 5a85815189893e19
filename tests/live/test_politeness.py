"""What arXiv's terms ask for: turns, pauses, patience, a name, and nothing asked twice a day."""

import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from claims import live
from claims.errors import OutputError, SourceError, UpstreamError
from claims.live import cache, service
from live import arxiv
from live.arxiv import Arxiv
from live.conftest import PAPERS, Hurried

LATEST_FIRST = PAPERS[::-1]


def process(options: str, query: str = "cat:cs.DC") -> "subprocess.Popen[str]":
    """Another process that fetches; `options` are those of its `Service`, in Python."""
    script = (
        f"import sys, pathlib\nfrom claims.live import Service, fetch\n"
        f"print(len(list(fetch({query!r}, service=Service({options})))))"
    )
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_pause_is_three_seconds_unless_a_test_says_otherwise() -> None:
    assert service.INTERVAL == 3.0
    assert live.Service().interval == 3.0
    assert live.from_environment().interval == 3.0


def test_two_processes_take_turns_three_seconds_apart(server: Arxiv, tmp_path: Path) -> None:
    """With all values as users have them."""
    options = f"api={server.base + '/api/query'!r}, folder=pathlib.Path({str(tmp_path)!r})"
    both = [process(options, query) for query in ("cat:cs.DC", "cat:cs.OS")]
    assert [other.communicate(timeout=60)[0].strip() for other in both] == ["10", "10"]
    first, second = (asked.time for asked in server.log)
    assert second - first >= 3.0
    assert server.most_at_once == 1


def test_threads_take_turns_too(server: Arxiv, hurried: Hurried) -> None:
    queries = [f"cat:cs.{letter}" for letter in "ABCD"]
    with ThreadPoolExecutor(4) as pool:
        counts = pool.map(lambda query: len(list(live.fetch(query, service=hurried(interval=0.1, slice=20)))), queries)
        assert list(counts) == [10] * 4
    times = [asked.time for asked in server.log]
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(times))
    assert server.most_at_once == 1


def test_processes_that_want_the_same_ask_once(server: Arxiv, tmp_path: Path) -> None:
    options = f"api={server.base + '/api/query'!r}, folder=pathlib.Path({str(tmp_path)!r}), interval=0.1"
    for other in [process(options) for _ in range(3)]:
        assert other.communicate(timeout=60)[0].strip() == "10"
    assert len(server.log) == 1


def test_api_oai_and_rss_share_their_turns(server: Arxiv, hurried: Hurried) -> None:
    for request in (live.Request("cat:cs.DC"), live.Request(rss="cs.DC"), live.Request(oai="cs", limit=1)):
        list(live.records(request, hurried(interval=0.3, slice=20)))
    times = [asked.time for asked in server.log]
    assert len(times) == 3
    assert all(later - earlier >= 0.3 for earlier, later in pairwise(times))


def test_a_process_that_is_killed_while_it_asks_keeps_nobody_waiting(
    server: Arxiv, hurried: Hurried, tmp_path: Path
) -> None:
    arrived = threading.Event()

    def hang(handler: arxiv.Handler) -> None:
        arrived.set()
        time.sleep(1)
        handler.close_connection = True

    server.script = [None, hang]
    options = (
        f"api={server.base + '/api/query'!r}, folder=pathlib.Path({str(tmp_path / 'cache')!r}), interval=0, slice=4"
    )
    killed = process(options)
    assert arrived.wait(60)
    killed.kill()
    killed.communicate()
    assert list(live.fetch("cat:cs.DC", service=hurried())) == LATEST_FIRST
    assert [asked.parameters["start"] for asked in server.log] == ["0", "4", "4", "8"], "the first page is kept"


@pytest.mark.parametrize("state", ["", "{", '{"last": "x"}', "[]"])
def test_a_damaged_note_of_the_last_request_makes_one_wait_as_after_a_request(
    state: str, server: Arxiv, hurried: Hurried
) -> None:
    list(live.fetch("cat:cs.DC", limit=1, service=hurried()))
    note = hurried().folder / "arxiv.json"
    note.write_text(state)
    written = time.time()
    list(live.fetch("cat:cs.OS", limit=1, service=hurried(interval=0.3)))
    assert server.log[-1].time - written >= 0.3


def test_a_clock_that_was_set_back_makes_nobody_wait_for_long(server: Arxiv, hurried: Hurried) -> None:
    list(live.fetch("cat:cs.DC", limit=1, service=hurried()))
    future = time.time() + 1e6
    (hurried().folder / "arxiv.json").write_text(json.dumps({"last": future, "not_before": future}))
    begun = time.time()
    list(live.fetch("cat:cs.OS", limit=1, service=hurried(interval=0.2)))
    assert server.log[-1].time - begun < 30


@pytest.mark.parametrize("fail", [arxiv.status(503, "1"), arxiv.busy_for_a_moment])
def test_a_wait_that_is_asked_for_is_waited(fail: arxiv.Fail, server: Arxiv, hurried: Hurried) -> None:
    server.script = [fail]
    assert list(live.fetch("cat:cs.DC", limit=1, service=hurried())) == LATEST_FIRST[:1]
    first, second = (asked.time for asked in server.log)
    assert second - first >= 1.0


def test_a_wait_that_is_asked_of_one_process_holds_for_all(server: Arxiv, hurried: Hurried) -> None:
    server.script = [arxiv.status(429, "1")]
    with pytest.raises(UpstreamError, match="429 Too Many Requests and asks to wait 1 s"):
        list(live.fetch("cat:cs.DC", service=hurried(tries=1)))
    list(live.fetch("cat:cs.OS", limit=1, service=hurried()))
    first, second = (asked.time for asked in server.log)
    assert second - first >= 1.0


def test_a_long_wait_is_told_and_not_waited(server: Arxiv, hurried: Hurried) -> None:
    server.script = [arxiv.status(503, "3600")]
    with pytest.raises(UpstreamError, match=r"asks to wait 3,600 s\. Say the same then"):
        list(live.fetch("cat:cs.DC", service=hurried()))
    with pytest.raises(UpstreamError, match="has asked to be left alone until"):
        list(live.fetch("cat:cs.OS", service=hurried()))
    assert len(server.log) == 1


@pytest.mark.parametrize("said", ["soon", "-1", "", "Mon, 99 Xxx 2026 00:00:00 GMT", "9" * 400])
def test_a_wait_that_cannot_be_read_is_none_or_too_long(said: str, server: Arxiv, hurried: Hurried) -> None:
    server.script = [arxiv.status(503, said)]
    if said.startswith("9"):
        with pytest.raises(UpstreamError, match="asks to wait"):
            list(live.fetch("cat:cs.DC", service=hurried()))
    else:
        assert list(live.fetch("cat:cs.DC", service=hurried())) == LATEST_FIRST


def test_pauses_between_tries_double_and_differ() -> None:
    from tenacity import RetryCallState, Retrying

    from claims.live.ask import _seconds

    def pauses(attempt: int) -> list[float]:
        state = RetryCallState(Retrying(), None, (), {})
        state.attempt_number = attempt
        return [_seconds(live.Service(), state) for _ in range(50)]

    for attempt, least in enumerate([5, 10, 20, 40, 80, 120, 120], 1):
        found = pauses(attempt)
        assert all(least <= pause <= 1.5 * least for pause in found)
        assert len(set(found)) > 1


def test_an_answer_that_never_ends_is_given_up(server: Arxiv, hurried: Hurried) -> None:
    server.script = [arxiv.drip]
    with pytest.raises(UpstreamError, match="the answer takes over 0 s"):
        list(live.fetch("cat:cs.DC", service=hurried(patience=0.3, tries=1)))


def test_an_answer_that_is_too_large_is_given_up(
    server: Arxiv, hurried: Hurried, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.live.send.MAX_DOCUMENT", 1000)
    with pytest.raises(UpstreamError, match="an answer of over 1,000 bytes"):
        list(live.fetch("cat:cs.DC", service=hurried()))
    assert len(server.log) == 1


def test_an_answer_elsewhere_is_followed_and_a_circle_told(server: Arxiv, hurried: Hurried) -> None:
    server.script = [arxiv.redirect]
    assert list(live.fetch("cat:cs.DC", service=hurried())) == LATEST_FIRST
    assert len(server.log) == 4, "the way there is a request like any other"
    server.script = [arxiv.circle] * 10
    with pytest.raises(UpstreamError, match="leads in circles"):
        list(live.fetch("cat:cs.OS", service=hurried()))


def test_an_answer_may_be_packed(server: Arxiv, hurried: Hurried) -> None:
    server.script = [arxiv.packed]
    assert list(live.fetch("cat:cs.DC", limit=4, service=hurried())) == LATEST_FIRST[:4]


@pytest.mark.parametrize(("code", "said"), [(403, "CLAIMS_CONTACT"), (404, "Check it"), (418, "418")])
def test_a_refusal_for_good_is_not_asked_again(code: int, said: str, server: Arxiv, hurried: Hurried) -> None:
    server.script = [arxiv.status(code)]
    with pytest.raises(UpstreamError, match=said):
        list(live.fetch("cat:cs.DC", service=hurried()))
    assert len(server.log) == 1


@pytest.mark.parametrize("address", ["http://", "http://[", "http://127.0.0.1:99999/"])
def test_what_is_no_address_is_told_at_once(address: str, hurried: Hurried) -> None:
    with pytest.raises(SourceError, match="is no address"):
        list(live.fetch("cat:cs.DC", service=hurried(api=address, tries=1000, backoff=100.0)))


def test_nobody_there_is_told(hurried: Hurried) -> None:
    with pytest.raises(UpstreamError, match="no connection"):
        list(live.fetch("cat:cs.DC", service=hurried(api="http://127.0.0.1:9/api/query", tries=2)))


def test_the_user_agent_says_who_asks(server: Arxiv, hurried: Hurried, monkeypatch: pytest.MonkeyPatch) -> None:
    list(live.fetch("cat:cs.DC", limit=1, service=hurried()))
    list(live.fetch("cat:cs.OS", limit=1, service=hurried(contact="mailto:ada@example.org")))
    without, with_ = (asked.agent for asked in server.log)
    assert without.startswith("arxiv-claims/")
    assert with_ == f"{without} (mailto:ada@example.org)"
    monkeypatch.setenv("CLAIMS_CONTACT", "ada@example.org")
    assert live.from_environment().agent == f"{without} (ada@example.org)"


@pytest.mark.parametrize(
    "wrong", [{"contact": "a\r\nHost: b"}, {"contact": "é"}, {"slice": 0}, {"slice": 2001}, {"api": "file:///etc"}]
)
def test_a_service_that_cannot_be_asked_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(SourceError):
        live.Service(**wrong)  # type: ignore[arg-type]


def test_answers_of_another_day_are_not_used_and_go(
    server: Arxiv, hurried: Hurried, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2026, 1, 1)
    for passed in range(3):
        monkeypatch.setattr(cache, "today", lambda passed=passed: day + timedelta(passed))
        assert list(live.fetch("cat:cs.DC", service=hurried(slice=20))) == LATEST_FIRST
    assert len(server.log) == 3
    assert sorted(folder.name for folder in (hurried().folder / "answers").iterdir()) == ["2026-01-02", "2026-01-03"]


def test_a_damaged_answer_in_the_cache_is_asked_for_again(server: Arxiv, hurried: Hurried) -> None:
    for content in (None, b"", b"\x1f\x8bdamaged"):
        if content is not None:
            (kept,) = (hurried().folder / "answers").glob("*/*.gz")
            kept.write_bytes(content)
        assert list(live.fetch("cat:cs.DC", service=hurried(slice=20))) == LATEST_FIRST
    assert len(server.log) == 3


def test_a_folder_that_cannot_be_written_is_told(hurried: Hurried, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="CLAIMS_CACHE"):
        list(live.fetch("cat:cs.DC", service=hurried(folder=tmp_path / "file")))


def test_the_environment_says_where_arxiv_and_the_cache_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("API", "OAI", "RSS"):
        monkeypatch.setenv(f"CLAIMS_ARXIV_{name}", f"http://127.0.0.1/{name}")
    monkeypatch.setenv("CLAIMS_CACHE", str(tmp_path))
    found = live.from_environment()
    assert (found.api, found.oai, found.rss) == tuple(f"http://127.0.0.1/{name}" for name in ("API", "OAI", "RSS"))
    assert found.folder == tmp_path
    monkeypatch.delenv("CLAIMS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert live.from_environment().folder.name == "arxiv-claims"


def test_papers_that_move_to_the_next_page_come_once(server: Arxiv, hurried: Hurried) -> None:
    """New papers come in at the front of a list that is read from its front."""
    new = PAPERS[0].model_copy(update={"id": "2602.00001", "published": "2026-02-01"})

    def grows(handler: arxiv.Handler) -> None:
        server.papers = [*PAPERS, new]
        handler.answer()

    server.script = [None, grows]
    assert list(live.fetch("cat:cs.DC", service=hurried())) == LATEST_FIRST


def test_a_short_page_loses_nothing(server: Arxiv, hurried: Hurried) -> None:
    server.script = [arxiv.short_page, None, arxiv.short_page]
    assert list(live.fetch("cat:cs.DC", service=hurried())) == LATEST_FIRST


def test_an_answer_without_a_length_may_come_in_pieces(server: Arxiv, hurried: Hurried) -> None:
    server.script = [arxiv.chunked]
    assert list(live.fetch("cat:cs.DC", limit=4, service=hurried())) == LATEST_FIRST[:4]
