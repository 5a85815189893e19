"""How a source is opened and recognised: by its content, whatever its name."""

import gzip
import io
import logging
import random
import sys
import warnings
from pathlib import Path

import pytest
from feeds import entry, feed, only, read, reason

import claims
from claims.errors import SourceError, UpstreamError
from claims.models import Paper, Rejected
from claims.sources import read_papers, read_records

KINDS = {
    "atom": feed(entry(10)),
    "flat": "http://arxiv.org/abs/2401.00010v1 T 2024-01-02T00:00:00Z We cut. 2024-01-01T00:00:00Z Ada Lovelace",
    "json": '{"id": "2401.00010", "abstract": "We cut."}\n',
    "csv": "id,abstract\n2401.00010,We cut.\n",
    "plain": "We cut cost by 10%, and\nlatency by 2x.\n",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["2401.00010.xml", "2401.00010.csv", "2401.00010.txt", "2401.00010"])
@pytest.mark.parametrize("packed", [0, 1, 2])
def test_kind_is_told_by_content(tmp_path: Path, kind: str, name: str, packed: int) -> None:
    data = KINDS[kind].encode()
    for _ in range(packed):
        data = gzip.compress(data, mtime=0)
    path = tmp_path / name
    path.write_bytes(data)
    for source in (path, str(path)):
        (paper,) = read_papers(source)
        assert paper.abstract.startswith("We cut")
        if kind != "plain" or path.suffix in (".txt", ".00010"):
            assert paper.id == "2401.00010"
    with path.open("rb") as stream:
        assert len(list(read_records(stream))) == 1
        assert not stream.closed


@pytest.mark.parametrize("kind", KINDS)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(KINDS[kind].encode())))
    (paper,) = read_papers("-")
    assert paper.id == ("text" if kind == "plain" else "2401.00010")


@pytest.mark.parametrize(
    ("name", "wanted", "version"),
    [("2401.00010v2.txt", "2401.00010", 2), ("my notes.txt.gz", "my notes", None), ("2401.0001.txt", "text", None)],
)
def test_a_bare_text_has_the_name_of_its_file(tmp_path: Path, name: str, wanted: str, version: int | None) -> None:
    path = tmp_path / name
    path.write_text("  We cut cost by\n  10%.\n")
    assert list(read_papers(path)) == [Paper(id=wanted, version=version, abstract="We cut cost by\n  10%.")]


@pytest.mark.parametrize(
    "text",
    [
        "<1 ms latency is what we reach.",
        "[1] showed that we win.",
        "{\\bf Foo} cuts cost by 10%.",
        "$O(n)$ is beaten.",
        "Abstract\nWe cut cost, and more.",
        "Title, abstract, and more are found.",
        '"We" cut cost.',
        "# Foo\n\nWe cut, we run, we win.",
        "429 papers were read by hand for this survey, of which " + "few were of use, as it turned out. " * 20,
    ],
)
def test_abstracts_that_begin_like_something_else(text: str) -> None:
    assert only(text).abstract == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "Rate exceeded.",
        "Rate exceeded.\n",
        "429 Too Many Requests",
        "503 Service Unavailable",
        "Too many requests",
        "",
        " \n",
        "\ufeff",
    ],
)
def test_refusals_are_errors_never_no_papers(text: str) -> None:
    with pytest.raises(UpstreamError):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html>\n<html><head><title>503  Backend\nfetch failed</title></head></html>",
        "<html><body><h1>503 Backend fetch failed</h1><br></body></html>",
        '<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">'
        "<html><title>503 Backend fetch failed</title>",
    ],
)
def test_an_html_page_is_an_error_with_its_title(text: str) -> None:
    with pytest.raises(UpstreamError, match="503 Backend fetch failed"):
        read(text)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04....", "ZIP"),
        (b"%PDF-1.7", "PDF"),
        (b"PAR1....", "Parquet"),
        (b"BZh91AY", "bzip2"),
        (bytes(range(32)) * 10, "binary"),
        (b"\0" * 100_000, "blank bytes"),
        (random.Random(1).randbytes(2000), "binary"),
        (gzip.compress(b"We cut." * 1000, mtime=0)[:40], "gzip file is damaged or cut off"),
        (b"\x1f\x8bnot gzip at all", "gzip file is damaged or cut off"),
        (b"@article{foo,\n title = {Bar}}", "BibTeX"),
        (b"2401.00010\n2401.00011v2\n", "ids only"),
        (b"x " * 6_000_000, "over 10,000,000 characters"),
    ],
)
def test_what_papers_cannot_be_read_from(data: bytes, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        read(data)


def test_a_bare_text_with_nul_is_rejected() -> None:
    assert "NUL" in reason("We cut cost by 10%.\0 And latency.")


@pytest.mark.parametrize("source", ["no/such/file", ".", "https://arxiv.org/abs/2401.00010", "a\0b"])
def test_a_source_that_cannot_be_opened(source: str) -> None:
    with pytest.raises(SourceError) as caught:
        list(read_records(source))
    assert source in str(caught.value) or repr(source) in str(caught.value)


def test_a_stream_of_text_is_refused() -> None:
    with pytest.raises(SourceError, match="binary"):
        list(read_records(io.StringIO("We cut.")))  # type: ignore[arg-type]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
OPEN = '<feed xmlns="http://www.w3.org/2005/Atom"><entry>'
CLOSE = "</entry></feed>"


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(BOMB + feed(entry(abstract="BOMB")).split("?>")[1].replace("BOMB", "&j;"), id="entity bomb"),
        pytest.param(
            '<!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + OPEN + "<id>&x;</id></entry></feed>", id="file"
        ),
        pytest.param('<!DOCTYPE feed SYSTEM "http://127.0.0.1:9/x.dtd">' + OPEN + CLOSE, id="network"),
        pytest.param(OPEN + "<a " + " ".join(f'a{n}="1"' for n in range(200_000)) + "/>" + CLOSE, id="attributes"),
        pytest.param(OPEN + "<a>" * 200_000, id="deep"),
        pytest.param(OPEN + "<a>" * 220 + "</a>" * 220 + CLOSE, id="deep, closed"),
        pytest.param(OPEN + "".join(f'<n{n}:b xmlns:n{n}="u{n}"/>' for n in range(20_000)) + CLOSE, id="namespaces"),
        pytest.param(OPEN.replace("><entry>", ' xmlns="http://www.w3.org/2005/Atom"><entry>'), id="doubled namespace"),
        pytest.param(OPEN + "<summary>" + "x " * 6_000_000, id="one endless text"),
    ],
)
def test_hostile_xml_ends_in_an_error(document: str) -> None:
    with pytest.raises(SourceError):
        read(document)


def test_a_gzip_bomb_ends_in_an_error() -> None:
    with pytest.raises(SourceError, match="32,000,000 bytes"):
        read(gzip.compress(OPEN.encode() + b" " * 70_000_000))


def test_rejected_records_are_never_dropped_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text('{"id": "2401.00010", "abstract": "x"}\n{"id": "2401.00011"}\n')
    rejected: list[Rejected] = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [paper.id for paper in read_papers(path, rejected)] == ["2401.00010"]
    assert [(record.source, record.position, record.reason) for record in rejected] == [(str(path), 2, "no abstract")]
    with pytest.warns(UserWarning, match=r"papers.jsonl: record 2 \(2401.00011\) is left out: no abstract"):
        assert [paper.id for paper in claims.read_papers(path)] == ["2401.00010"]


FEEDS = Path(__file__).parents[3] / "shared" / "feeds"
LISTED = (FEEDS / "SOURCES.tsv").read_text(encoding="utf-8").splitlines()[1:] if FEEDS.is_dir() else []


def real_feeds() -> list[object]:
    found: list[object] = []
    for line in LISTED:
        name, _, _, _, kind, *counts = line.split("\t")[:9]
        for path in (FEEDS / name, FEEDS / f"{name}.gz"):
            if path.is_file():
                found.append(pytest.param(path, kind, [int(count) for count in counts], id=path.name[:60]))
    return found or [pytest.param(None, "", [], marks=pytest.mark.skip("no feeds beside the project"))]


@pytest.mark.parametrize(("path", "kind", "counts"), real_feeds())
def test_real_answers(path: Path, kind: str, counts: list[int], caplog: pytest.LogCaptureFixture) -> None:
    if kind == "oai-error" or "id_abc" in path.name:
        with pytest.raises(UpstreamError):
            list(read_records(path))
        return
    with caplog.at_level(logging.WARNING, "claims"):
        records = list(read_records(path))
    found = [record for record in records if isinstance(record, Paper)]
    assert len(found) == len(records) == counts[0]
    assert bool(found) != ("no entries" in caplog.text)
    assert all(paper.abstract and paper.title and paper.id[0].isalnum() for paper in found)
    if "rss" not in kind:
        assert all(paper.published for paper in found)
    if kind != "oai-dc":  # whose fields the list does not count
        fields = ("comment", "journal_ref", "doi")
        assert [sum(getattr(paper, field) is not None for paper in found) for field in fields] == counts[1:]


def test_atom_texts_are_those_of_the_xml() -> None:
    from lxml import etree

    atom, own = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"
    paths = [path for path in sorted(FEEDS.glob("*.xml")) if "id_abc" not in path.name]
    if not paths:
        pytest.skip("no feeds beside the project")
    compared = 0
    for path in paths:
        entries = etree.parse(path).getroot().findall(f"{atom}entry")
        records = list(read_records(path)) if entries else []
        for record, element in zip(records, entries, strict=True):
            assert isinstance(record, Paper)
            wanted = [
                element.findtext(tag)
                for tag in (f"{atom}title", f"{atom}summary", f"{own}comment", f"{own}journal_ref")
            ]
            found = [record.title, record.abstract, record.comment, record.journal_ref]
            assert found == [text.strip() if text else None for text in wanted]
            compared += 1
    assert compared > 400
