"""What the tests of the sources share: documents from memory, and Atom answers put together."""

import io
from xml.sax.saxutils import escape

from claims.models import Paper, Rejected
from claims.sources import read_records


def read(document: bytes | str) -> list[Paper | Rejected]:
    """All records of a document."""
    return list(read_records(io.BytesIO(document.encode() if isinstance(document, str) else document)))


def papers(document: bytes | str) -> list[Paper]:
    """All records of a document in which nothing may be rejected."""
    records = read(document)
    found = [record for record in records if isinstance(record, Paper)]
    assert len(found) == len(records), records
    return found


def only(document: bytes | str) -> Paper:
    """The one paper of a document."""
    (paper,) = papers(document)
    return paper


def reason(document: bytes | str) -> str:
    """Why the one record of a document is rejected."""
    (record,) = read(document)
    assert isinstance(record, Rejected)
    return record.reason


def entry(number: int = 1, *, abstract: str = "We cut cost by 10%.", **elements: str) -> str:
    """An Atom entry in the form of 2026; `elements` are further children, `arxiv_comment` for <arxiv:comment>."""
    further = ""
    for name, text in elements.items():
        tag = name.replace("_", ":", 1)
        further += f"<{tag}>{escape(text)}</{tag}>"
    return (
        f"<entry><id>http://arxiv.org/abs/2401.{number:05d}v1</id><title>A title</title>"
        f"<updated>2024-01-02T00:00:00Z</updated><summary>{escape(abstract)}</summary>"
        f'<category term="cs.DC" scheme="http://arxiv.org/schemas/atom"/><published>2024-01-01T00:00:00Z</published>'
        f'{further}<arxiv:primary_category term="cs.OS"/><author><name>A B</name></author></entry>'
    )


def feed(*entries: str, total: int | None = None) -> str:
    """An Atom answer in the form of 2026."""
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"'
        ' xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/api/x</id><title>arXiv Query</title>'
        "<opensearch:itemsPerPage>10</opensearch:itemsPerPage><opensearch:totalResults>"
        f"{len(entries) if total is None else total}</opensearch:totalResults>"
        f"<opensearch:startIndex>0</opensearch:startIndex>{''.join(entries)}</feed>"
    )
