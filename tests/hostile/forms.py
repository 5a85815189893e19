"""What hostile inputs are made from: one case, and good records of each form to spoil."""

import json
from collections.abc import Callable
from typing import NamedTuple

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">'
ENTRY = (
    "<entry><id>http://arxiv.org/abs/2401.00010v1</id><title>{title}</title><summary>{abstract}</summary>"
    "<published>2024-01-01T00:00:00Z</published>{more}</entry>"
)
OAI = (
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header><identifier>oai:arXiv.org:'
    '2401.00010</identifier></header><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2401.00010</id>'
    "<title>{title}</title><abstract>{abstract}</abstract></arXiv></metadata></record></ListRecords></OAI-PMH>"
)
RSS = (
    '<rss version="2.0"><channel><item><title>{title}</title><link>https://arxiv.org/abs/2401.00010</link>'
    "<description>{abstract}</description></item></channel></rss>"
)
CUTS = "We cut latency by 50% over NCCL."
SECRET = "we read the secret file"
NO_TEXTS: tuple[object, ...] = (1, True, [[]], {}, [None], "")


class Case(NamedTuple):
    """One input."""

    name: str
    make: Callable[[], bytes]
    told: str


def feed(abstract: str = CUTS, title: str = "Fast", more: str = "") -> str:
    return ATOM + ENTRY.format(title=title, abstract=abstract, more=more) + "</feed>"


def every_feed(abstract: str, title: str = "Fast") -> dict[str, str]:
    return {
        "atom": feed(abstract, title),
        "oai": OAI.format(title=title, abstract=abstract),
        "rss": RSS.format(title=title, abstract=abstract),
    }


def record(**fields: object) -> bytes:
    return json.dumps({"id": "2401.00010", "title": "Fast", "abstract": CUTS} | fields).encode() + b"\n"


def raw(text: str) -> bytes:
    """A line of JSON with a value that Python's writer would not write."""
    return b'{"id": "2401.00010", "abstract": "' + CUTS.encode() + b'", "x": ' + text.encode() + b"}\n"
