"""XML bytes -> a tree, or `SourceError`: no entities, no network, and nothing that makes a later reader slow."""

from typing import TYPE_CHECKING, cast

import regex

from claims.errors import SourceError, TransientError

if TYPE_CHECKING:
    from lxml import etree

MAX_ATTRIBUTES = 1_000
"""On one element. arXiv's have at most five."""
MAX_DEPTH = 200
MAX_NAMESPACES = 100
"""Declared in one document; readers look through all of them at each element."""
MAX_ELEMENTS = 500_000
"""In one document; a large answer of arXiv's has some 50,000. Each takes 250 bytes of memory."""
_CHUNK = 65_536


def parse(data: bytes, where: str) -> "etree._Element":
    """The root element; raises `SourceError` where the bytes are no well-formed, harmless XML."""
    from lxml import etree

    parser = etree.XMLPullParser(
        ("start", "end", "start-ns"), resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    depth, count, namespaces = 0, 0, set()
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            for event, found in parser.read_events():
                if event == "start-ns":
                    namespaces.add(found)
                elif event == "start":
                    depth += 1
                    count += 1
                    _check(cast("etree._Element", found), depth, len(namespaces), where)
                else:
                    depth -= 1
            if count > MAX_ELEMENTS:
                raise SourceError(f"{where}: XML with over {MAX_ELEMENTS:,} elements. Give it in parts.")
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{where}: XML that is cut off, damaged or too deep: {error.msg}. Fetch it again.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError(f"{where}: XML with a document type, which no feed of papers has. Fetch it again.")
    return root


def _check(element: "etree._Element", depth: int, namespaces: int, where: str) -> None:
    if depth > MAX_DEPTH:
        raise SourceError(f"{where}: XML nested more than {MAX_DEPTH} deep. This is no feed of papers.")
    if len(element.attrib) > MAX_ATTRIBUTES:
        raise SourceError(f"{where}: an XML element with over {MAX_ATTRIBUTES} attributes. This is no feed of papers.")
    if namespaces > MAX_NAMESPACES:
        raise SourceError(f"{where}: XML with over {MAX_NAMESPACES} namespaces. This is no feed of papers.")


_HTML = regex.compile(
    r"(?is)(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body|title)\b"
)
_TITLE = regex.compile(r"(?is)<(?:title|h1)[^>]{0,200}>(.{1,300}?)</(?:title|h1)>")


def refuse_html(head: str, where: str) -> None:
    """Raises `TransientError` with the title of the page where a text begins as HTML."""
    start = head.lstrip("\ufeff \t\r\n")[:20_000]
    if not _HTML.match(start):
        return
    title = _TITLE.search(start)
    said = f" that says {' '.join(title[1].split())!r}" if title and title[1].strip() else ""
    raise TransientError(f"{where}: an HTML page{said}, not a feed. Wait a while and fetch it again.")


def local(element: "etree._Element") -> str:
    """The name of an element without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: "etree._Element", name: str) -> list["etree._Element"]:
    """The children of that local name, whatever their namespace."""
    return [child for child in element if local(child) == name]


def text_of(element: "etree._Element", name: str) -> str | None:
    """All text inside the first child of that name; None where there is none."""
    return next(iter(texts_of(element, name)), None)


def texts_of(element: "etree._Element", name: str) -> list[str]:
    """All text inside each child of that name."""
    return ["".join(map(str, child.itertext())) for child in children(element, name)]


def inner_text(element: "etree._Element") -> str:
    """All text inside an element, each run of white space as one space."""
    return " ".join("".join(map(str, element.itertext())).split())
