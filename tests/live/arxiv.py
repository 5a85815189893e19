"""A small arXiv on loopback: its API, OAI-PMH and RSS over a set of papers, with the failures of the real one.

Tests put failures into `script`, one for each request to come; a request for which there is none is answered as it
should be. `log` keeps what was asked and when.
"""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape, quoteattr

from claims.models import Paper

PAGE = 3
"""Records in one answer of OAI."""
API_ERROR = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>https://arxiv.org/api/errors#x</id><title>Error</title>'
    "<summary>unbalanced parentheses</summary></entry></feed>"
)
HTML = "<!DOCTYPE html><html><head><title>arXiv is being looked after</title></head><body>Soon</body></html>"


class Asked(NamedTuple):
    """One request as it came in."""

    path: str
    parameters: dict[str, str]
    agent: str
    time: float


Fail = Callable[["Handler"], None]


class Arxiv(ThreadingHTTPServer):
    """`base` is its address; `papers` what it holds, `deleted` the ids of what it held."""

    daemon_threads = True

    def __init__(self, papers: Sequence[Paper]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.papers = list(papers)
        self.deleted: list[str] = []
        self.script: list[Fail | None] = []
        self.log: list[Asked] = []
        self.tokens: dict[str, int] = {}
        self.busy = 0
        self.most_at_once = 0
        self.lock = threading.Lock()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing of clients that hang up: that is what some tests are about."""


@contextmanager
def running(papers: Sequence[Paper] = ()) -> Iterator[Arxiv]:
    """An arXiv that answers until the block ends."""
    server = Arxiv(papers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Handler(BaseHTTPRequestHandler):
    """Answers one request, by the script if that has something for it."""

    server: Arxiv
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.parameters = {name: values[0] for name, values in parse_qs(parts.query).items()}
        with self.server.lock:
            asked = Asked(parts.path, self.parameters, self.headers.get("User-Agent", ""), time.time())
            self.server.log.append(asked)
            fail = self.server.script.pop(0) if self.server.script else None
            self.server.busy += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.busy)
        try:
            (fail or Handler.answer)(self)
        finally:
            with self.server.lock:
                self.server.busy -= 1

    def answer(self) -> None:
        """What arXiv should answer."""
        path = urlsplit(self.path).path
        if path == "/api/query":
            self.send(atom(self.server.papers, self.parameters))
        elif path == "/oai":
            self.send(self._oai())
        elif path.startswith("/rss/"):
            self.send(rss(self.server.papers), "application/rss+xml")
        else:
            self.send("<html><title>404 Not Found</title></html>", "text/html", 404)

    def _oai(self) -> str:
        start = 0
        if token := self.parameters.get("resumptionToken"):
            if token not in self.server.tokens:
                return oai('<error code="badResumptionToken">The token is not known, it may have expired</error>')
            start = self.server.tokens[token]
        records = [raw(paper) for paper in self.server.papers] + [deleted(name) for name in self.server.deleted]
        if not records:
            return oai('<error code="noRecordsMatch">Nothing in these dates</error>')
        more = ""
        if start + PAGE < len(records):
            self.server.tokens[next_token := f"{start + PAGE}|{len(self.server.log)}"] = start + PAGE
            more = f'<resumptionToken cursor="{start}" completeListSize="{len(records)}">{next_token}</resumptionToken>'
        elif start:
            more = f'<resumptionToken cursor="{start}" completeListSize="{len(records)}"/>'
        return oai(f"<ListRecords>{''.join(records[start : start + PAGE])}{more}</ListRecords>")

    def send(
        self, body: str | bytes, kind: str = "application/atom+xml", code: int = 200, size: int = 0, **headers: str
    ) -> None:
        """An answer; with `size`, one that says it is longer than it is."""
        data = body.encode() if isinstance(body, str) else body
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(size or len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)
        if size:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: the log is for the tests."""


def status(code: int, retry_after: str | None = None) -> Fail:
    """A refusal by status, which may say after how many seconds to come again."""
    headers = {"Retry_After": retry_after} if retry_after else {}
    return lambda handler: handler.send("busy", "text/plain", code, 0, **headers)


def busy_for_a_moment(handler: Handler) -> None:
    """A refusal that says by a date to come again, in a second or two."""
    handler.send("busy", "text/plain", 503, Retry_After=formatdate(time.time() + 2, usegmt=True))


def body(text: str | bytes, code: int = 200) -> Fail:
    """Any text as the answer."""
    return lambda handler: handler.send(text, "text/plain", code)


rate_exceeded = body("Rate exceeded.")
nothing = body("")
html = body(HTML)
error_feed = body(API_ERROR)
bad_request = body(API_ERROR, 400)


def empty_page(handler: Handler) -> None:
    """A page without entries of a query that has some, as the API sometimes gives."""
    handler.send(atom(handler.server.papers, handler.parameters, entries=0))


def short_page(handler: Handler) -> None:
    """A page with fewer entries than there are."""
    handler.send(atom(handler.server.papers, handler.parameters, entries=1))


def truncated(handler: Handler) -> None:
    """Half of the XML, as a whole answer."""
    text = atom(handler.server.papers, handler.parameters)
    handler.send(text[: len(text) // 2])


def broken_off(handler: Handler) -> None:
    """Half of an answer, then the connection ends."""
    text = atom(handler.server.papers, handler.parameters).encode()
    handler.send(text[: len(text) // 2], size=len(text))


def reset(handler: Handler) -> None:
    """The connection is reset without an answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def silent(handler: Handler) -> None:
    """No answer for longer than a test of this waits."""
    time.sleep(2)
    handler.close_connection = True


def drip(handler: Handler) -> None:
    """An answer that never stops coming, a byte at a time."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)
    handler.close_connection = True


def redirect(handler: Handler) -> None:
    """Sends on to where the answer is."""
    handler.send("", code=301, Location=handler.path + "&moved=1")


def circle(handler: Handler) -> None:
    """Sends on to where it sends on."""
    handler.send("", code=302, Location=handler.path)


def packed(handler: Handler) -> None:
    """The answer, gzipped on the way."""
    import gzip

    handler.send(gzip.compress(atom(handler.server.papers, handler.parameters).encode()), Content_Encoding="gzip")


def chunked(handler: Handler) -> None:
    """The answer in pieces, without saying beforehand how long it is."""
    data = atom(handler.server.papers, handler.parameters).encode()
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for start in range(0, len(data), 700):
        piece = data[start : start + 700]
        handler.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
    handler.wfile.write(b"0\r\n\r\n")


def atom(papers: Sequence[Paper], parameters: dict[str, str], entries: int | None = None) -> str:
    """A page of the API; only ids and order are looked at, not what a query says."""
    start, size = int(parameters.get("start", 0)), int(parameters.get("max_results", 10))
    if wanted := parameters.get("id_list"):
        names = [name.partition("v")[0] for name in wanted.split(",")]
        papers = [paper for paper in papers if paper.id in names]
    elif key := {"lastUpdatedDate": "updated", "submittedDate": "published"}.get(parameters.get("sortBy", "")):
        papers = sorted(papers, key=lambda paper: str(getattr(paper, key)), reverse=True)
    page = papers[start : start + (size if entries is None else entries)]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
        ' xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/api/x'
        f"</id><title>arXiv Query</title><opensearch:itemsPerPage>{size}</opensearch:itemsPerPage>"
        f"<opensearch:totalResults>{len(papers)}</opensearch:totalResults><opensearch:startIndex>{start}"
        f"</opensearch:startIndex>{''.join(map(_entry, page))}</feed>"
    )


def _entry(paper: Paper) -> str:
    codes = "".join(f"<category term={quoteattr(code)}/>" for code in paper.categories)
    people = "".join(f"<author><name>{escape(name)}</name></author>" for name in paper.authors)
    said = "".join(
        f"<arxiv:{name}>{escape(text)}</arxiv:{name}>"
        for name in ("comment", "journal_ref", "doi")
        if (text := getattr(paper, name))
    )
    return (
        f"<entry><id>http://arxiv.org/abs/{paper.id}v{paper.version}</id><title>{escape(paper.title)}</title>"
        f"<updated>{paper.updated}T00:00:00Z</updated><summary>{escape(paper.abstract)}</summary>{codes}"
        f"<published>{paper.published}T00:00:00Z</published>{said}{people}</entry>"
    )


def oai(content: str) -> str:
    """An answer of OAI-PMH around its content."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f"<responseDate>2026-01-01T00:00:00Z</responseDate><request>http://arxiv.org/oai</request>{content}</OAI-PMH>"
    )


def raw(paper: Paper) -> str:
    """A record in the format arXivRaw."""
    dates = [paper.published] * ((paper.version or 1) - 1) + [paper.updated]
    versions = "".join(
        f'<version version="v{number}"><date>{day}T00:00:00Z</date></version>' for number, day in enumerate(dates, 1)
    )
    said = "".join(
        f"<{name}>{escape(text)}</{name}>"
        for name, text in (("comments", paper.comment), ("journal-ref", paper.journal_ref), ("doi", paper.doi))
        if text
    )
    return (
        f"<record><header><identifier>oai:arXiv.org:{paper.id}</identifier><datestamp>{paper.updated}</datestamp>"
        f'</header><metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>{paper.id}</id>{versions}'
        f"<title>{escape(paper.title)}</title><authors>{escape(', '.join(paper.authors))}</authors>"
        f"<categories>{' '.join(paper.categories)}</categories>{said}<abstract>{escape(paper.abstract)}</abstract>"
        "</arXivRaw></metadata></record>"
    )


def deleted(name: str) -> str:
    """What OAI says of a record that is no more."""
    return (
        f'<record><header status="deleted"><identifier>oai:arXiv.org:{name}</identifier>'
        "<datestamp>2026-01-01</datestamp></header></record>"
    )


def rss(papers: Sequence[Paper]) -> str:
    """A feed as rss.arxiv.org gives it, which has neither comments nor dates of papers."""
    items = "".join(
        f"<item><title>{escape(paper.title)}</title><link>https://arxiv.org/abs/{paper.id}</link><description>arXiv:"
        f"{paper.id}v{paper.version} Announce Type: new&#32;\nAbstract: {escape(paper.abstract)}</description>"
        + "".join(f"<category>{code}</category>" for code in paper.categories)
        + f"<dc:creator>{escape(', '.join(paper.authors))}</dc:creator></item>"
        for paper in papers
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss xmlns:arxiv="http://arxiv.org/schemas/atom"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel><title>cs.DC updates on arXiv.org</title>'
        f"<link>http://rss.arxiv.org/rss/cs.DC</link><description>d</description>{items}</channel></rss>"
    )
