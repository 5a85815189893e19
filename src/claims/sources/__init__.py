"""Whatever holds metadata of papers -> papers. The kind of a source is told by its content, never by its name.

Atom (old form and that of 2026), OAI-PMH (arXiv, arXivRaw, oai_dc), RSS, the API's answer flattened to text, JSON lines
and arrays (Kaggle snapshot, API clients, our own output), CSV and TSV, and one bare abstract; each also gzipped.
"""

import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from claims.errors import SourceError
from claims.models import Paper, Rejected
from claims.sources import jsonl
from claims.sources.document import Document, decoded, opened

log = logging.getLogger("claims")


def read_papers(source: str | Path | BinaryIO, rejected: list[Rejected] | None = None) -> Iterator[Paper]:
    """The papers of a source, one at a time.

    Records that cannot be read are appended to `rejected`; without such a list, each is warned about. Raises what
    `read_records` raises.
    """
    for record in read_records(source):
        if isinstance(record, Paper):
            yield record
        elif rejected is not None:
            rejected.append(record)
        else:
            name = f" ({record.id})" if record.id else ""
            text = f"{record.source}: record {record.position}{name} is left out: {record.reason}. Correct the record."
            warnings.warn(text, stacklevel=2)


def read_records(source: str | Path | BinaryIO) -> Iterator[Paper | Rejected]:
    """The records of a source in their order: a path, "-" for standard input, or a binary file object.

    Raises, at the first record asked for, `SourceError` where papers cannot be read from the source at all, and
    `UpstreamError` where it holds a refusal of the service that it came from. A valid source without records gives none
    and says so in the log "claims".
    """
    with opened(source) as document:
        yield from _records(document)


def _records(document: Document) -> Iterator[Paper | Rejected]:
    head = decoded(document.head)
    start = head.lstrip("\ufeff \t\r\n")
    if not start.strip("\0"):
        log.warning("%s: holds no records", document.name)
        return iter(())
    if start.startswith("<") and (start[1:2].isalpha() or start[1:2] in "?!"):
        return _markup(document, head)
    if jsonl.is_json(head):
        return jsonl.read_lines(document) if jsonl.is_lines(head) else jsonl.read_objects(document)
    from claims.sources import flat, plain, table  # not for a long run, each of whose workers would read them

    if flat.is_flat(head):
        return flat.read(document, document.whole_text())
    delimiter = table.delimiter_of(head)
    if delimiter:
        return table.read(document, delimiter)
    return plain.read(document, document.whole_text())


def _markup(document: Document, head: str) -> Iterator[Paper | Rejected]:
    from claims.sources import atom, markup, oai, rss

    markup.refuse_html(head, document.name)
    data = document.whole()
    root = markup.parse(data, document.name)
    name = markup.local(root)
    if name == "feed":
        return atom.read(document, root)
    if name in ("OAI-PMH", "record", "ListRecords", "GetRecord", "arXiv", "arXivRaw", "dc"):
        return oai.read(document, root)
    if name in ("rss", "RDF"):
        return rss.read(document, root)
    if name == "html":
        markup.refuse_html("<html>" + head, document.name)
    raise SourceError(f"{document.name}: XML with the root <{name}>. Give Atom of the arXiv API, OAI-PMH or RSS.")


__all__ = ["read_papers", "read_records"]
