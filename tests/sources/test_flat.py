"""The API's answer flattened to text: the sample's four files exactly, and what the sample does not show."""

import json
import logging
from itertools import product
from pathlib import Path

import pytest
from feeds import only, papers, read, reason
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import UpstreamError
from claims.models import Paper, Rejected
from claims.sources import flat_tail, read_records

GOLD = Path(__file__).parents[2] / "gold"
SEEDS = sorted((GOLD / "seeds").glob("*.txt"))
FIELDS = ("id", "version", "title", "abstract", "comment", "journal_ref", "doi", "published")
HEADER = "https://arxiv.org/api/36OhdJhU0SpW5AzePKC+7kyK2Hs 2026-06-10T22:14:44Z 28838 360 15 "
FIRST = (
    "http://arxiv.org/abs/2605.23389v2 Foo: a system 2026-05-23T09:00:45Z We cut cost by 10%. See"
    " https://arxiv.org/abs/2401.00010v1 for more. 2026-05-22T09:00:45Z 12 pages Ada Lovelace Alan Turing 10.1145/1 "
)
SECOND = "http://arxiv.org/abs/2605.17076v1 Bar 2026-05-22T08:53:52Z We do. 2026-05-22T08:53:52Z Grace B. Hopper"


def wanted() -> dict[str, dict[str, object]]:
    lines = (GOLD / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    return {(paper := json.loads(line)["paper"])["id"]: paper for line in lines}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_sample_is_read_exactly(path: Path) -> None:
    records, gold = list(read_records(path)), wanted()
    assert len(records) == 15
    for record in records:
        assert isinstance(record, Paper)
        assert {field: getattr(record, field) for field in FIELDS} == {
            field: gold[record.id][field] for field in FIELDS
        }


def test_sample_is_whole() -> None:
    found = [record for path in SEEDS for record in read_records(path) if isinstance(record, Paper)]
    assert {paper.id for paper in found} == set(wanted())
    counts = [sum(getattr(paper, field) is not None for paper in found) for field in ("comment", "journal_ref", "doi")]
    assert (len(found), counts) == (60, [32, 1, 6])


def test_links_in_an_abstract_begin_no_entry() -> None:
    first, second = papers(HEADER + FIRST + SECOND)
    assert first.abstract == "We cut cost by 10%. See https://arxiv.org/abs/2401.00010v1 for more."
    assert (first.id, first.version, first.comment, first.doi) == ("2605.23389", 2, "12 pages", "10.1145/1")
    assert (first.published, first.updated) == ("2026-05-22", "2026-05-23")
    assert (second.title, second.abstract, second.comment) == ("Bar", "We do.", None)


def test_answers_one_after_the_other() -> None:
    assert [paper.id for paper in papers(HEADER + FIRST + HEADER + SECOND)] == ["2605.23389", "2605.17076"]
    assert papers(HEADER + FIRST + HEADER + SECOND)[0].doi == "10.1145/1"


@pytest.mark.parametrize(
    ("cut_at", "why"),
    [
        ("Hopper", None),
        ("Grace", "before the authors"),
        (":53:52Z Grace", "before the date of the first version"),
        ("We do", "before the date of the first version"),
        ("2026-05-22T08:53:52Z We", "inside the id or title"),
        ("Bar", "inside the id or title"),
        ("v1 Bar", "inside the id or title"),
        (".org/abs/2605.17076", "inside the id or title"),
    ],
)
def test_a_cut_off_entry_is_rejected(cut_at: str, why: str | None) -> None:
    text = HEADER + FIRST + SECOND
    records = read(text[: text.rindex(cut_at)])
    assert isinstance(records[0], Paper)
    assert records[0] == papers(HEADER + FIRST + SECOND)[0]
    if why is None:
        assert isinstance(records[1], Paper)
    else:
        assert isinstance(records[1], Rejected)
        assert why in records[1].reason


def test_nothing_but_a_cut_off_entry() -> None:
    assert reason(HEADER + "http://arxiv.org/abs/2605.17076v1 Bar and").startswith("the text ends")


def test_an_answer_without_entries_says_so(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "claims"):
        assert read(HEADER.replace("28838 360", "0 0")) == []
    assert "a valid answer with no entries" in caplog.text


def test_flattened_error() -> None:
    with pytest.raises(UpstreamError, match="incorrect id format for abc"):
        read(
            "https://arxiv.org/ arXiv Search Results 2026-04-12T22:59:06Z 1 1 0 https://arxiv.org/api/errors#incorrect_id"
            " Error 2026-04-12T22:59:06Z incorrect id format for abc arXiv api core"
        )


def test_the_order_of_before_2026_is_not_guessed_at() -> None:
    text = "http://arxiv.org/abs/1708.03312v1\n2017-08-10T17:46:28Z\n2017-08-10T17:46:28Z\nTitle\n  We cut.\nA B"
    assert "order of before 2026" in reason(text)


@pytest.mark.parametrize(
    ("glued", "version", "title"),
    [
        ("v13D Parallelism", 1, "3D Parallelism"),
        ("v25G Networks", 2, "5G Networks"),
        ("v12Foo", 12, "Foo"),
        ("v1100 Gbps", 1, "100 Gbps"),
    ],
)
def test_a_title_glued_to_the_version(glued: str, version: int, title: str) -> None:
    updated = "2026-05-22T09:00:45Z" if version == 1 else "2026-06-22T09:00:45Z"
    paper = only(f"http://arxiv.org/abs/2605.23389{glued}{updated}We cut.2026-05-22T09:00:45ZAda LovelaceAlan Turing")
    assert (paper.id, paper.version, paper.title, paper.comment) == ("2605.23389", version, title, None)


# Comments as they are written, none of them from the sample; no person is a real author of such a paper.
COMMENTS = [
    "12 pages, 8 figures",
    "Preprint",
    "Technical Report",
    "Accepted to NeurIPS 2025",
    "To appear at EuroSys",
    "PhD Thesis",
    "Accepted by IEEE Transactions on Parallel and Distributed Systems",
    "Published in Journal of Grid Computing",
    "8 pages. Code: https://github.com/LeNet/FooBar",
    "Presented at PLDI, Berlin, Germany",
    "4 Figures, 2 Tables",
    "In Proceedings of the 12th International Workshop on Runtime Systems, San Diego, California",
    "Under review. Comments welcome!",
    "9 pages (with appendix)",
    "Work in progress; accepted at HotOS as a poster",
    "v2: fixed typos, added Section 5",
    "Accepted for publication in Future Generation Computer Systems",
    'Extended version of "Foo: a Bar" (SoCC 2024)',
    "Best Paper Award, ICS '24",
    "Artifact Evaluation Report",
    "Accepted at Foobar",
    "International Conference on Testing (FooBarTest)",
]
AUTHORS = [
    ["Ada Lovelace", "Alan M. Turing"],
    ["Xiaoting Wang", "Jun Li", "Chun-Yi Chen"],
    ["J. W. Backus"],
    ["Ólafur Ægisson"],
    ["Kees van der Berg", "María del Mar López"],
    ["Mohamed El-Sayed", "Sven Åkesson", "Duncan McKay"],
    ["Łukasz Wójcik"],
]


@pytest.mark.parametrize("comment", [None, *COMMENTS])
def test_comment_authors_and_doi_come_apart(comment: str | None) -> None:
    for authors, doi in product(AUTHORS, [None, "10.1145/3802009", "10.1145/3802009 10.1000/x(1)2-3"]):
        parts = [part for part in (comment, *authors, doi) if part]
        assert flat_tail.cut(" ".join(parts), glued=False) == (comment, None, doi)
        assert flat_tail.cut("".join(parts), glued=True) == (comment, None, doi)


@pytest.mark.parametrize(
    ("comment", "reference"),
    [
        ("22 pages", "IEEE Transactions on Foo (TF), 2026"),
        ("11 pages, 6 figures", "Proc. ACM Meas. Anal. Comput. Syst. 8, 2 (2024) 12-30"),
        ("Submitted to Foo; 12 pages, 3 tables", "International Journal of Foo, vol. 12, no. 3, pp. 4-15, 2021"),
        (None, "J. Foo Bar 12(3): 45-67 (2019)"),
        (None, "Proceedings of the VLDB Endowment, Vol. 5, No. 10, pp. 944-955 (2012)"),
    ],
)
def test_journal_reference(comment: str | None, reference: str) -> None:
    parts = [part for part in (comment, reference, "Ada Lovelace", "Alan Turing", "10.1145/1") if part]
    assert flat_tail.cut(" ".join(parts), glued=False) == (comment, reference, "10.1145/1")
    assert flat_tail.cut("".join(parts), glued=True) == (comment, reference, "10.1145/1")


@pytest.mark.parametrize(
    "comment", ["ICML 2026", "SC26, November 15-20, 2026", "Accepted at the MEMSYS 2025 conference"]
)
def test_a_venue_alone_is_a_comment(comment: str) -> None:
    assert flat_tail.cut(f"{comment} Ada Lovelace", glued=False).comment == comment


def test_seams_speak_for_people_whose_names_are_words_of_comments() -> None:
    assert flat_tail.cut("William PressLarry PageSusan Work", glued=True).comment is None
    assert flat_tail.cut("9 pagesWilliam PressLarry PageSusan Work", glued=True).comment == "9 pages"


def test_affiliations_among_authors_are_no_comment() -> None:
    authors = ["Ada Lovelace", "INRIA", "Alan Turing", "CNRS", "Grace Hopper", "INRIA"]
    assert flat_tail.cut("".join(authors), glued=True).comment is None
    authors = ["Ada Lovelace", "University of Science and Technology of Foo", "Alan Turing", "Foo University"]
    assert flat_tail.cut("".join(["9 pages", *authors]), glued=True).comment == "9 pages"
    assert flat_tail.cut(" ".join(["9 pages", *authors]), glued=False).comment == "9 pages"


@given(st.text(max_size=300))
def test_any_end_of_an_entry_is_cut_without_loss(text: str) -> None:
    for glued in (False, True):
        for part in flat_tail.cut(text, glued=glued):
            assert part is None or (part in text and part == part.strip())
