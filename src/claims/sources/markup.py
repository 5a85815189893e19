"""XML bytes -> a tree, or `SourceError`: no entities, no network, and nothing that makes a later reader slow."""

from typing import TYPE_CHECKING

from claims.errors import SourceError, UpstreamError

if TYPE_CHECKING:
    from lxml import etree

MAX_ATTRIBUTES = 1_000
"""On one element. arXiv's have at most five; feedparser's time grows with the square."""
MAX_DEPTH = 200
_CHUNK = 65_536


def parse(data: bytes, where: str) -> "etree._Element":
    """The root element; raises `SourceError` where the bytes are no well-formed, harmless XML."""
    from lxml import etree

    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    depth = 0
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            for event, element in parser.read_events():
                depth += 1 if event == "start" else -1
                if depth > MAX_DEPTH:
                    raise SourceError(f"{where}: XML nested more than {MAX_DEPTH} deep. This is no feed of papers.")
                if event == "start" and len(element.attrib) > MAX_ATTRIBUTES:
                    raise SourceError(
                        f"{where}: an XML element with over {MAX_ATTRIBUTES} attributes. This is no feed of papers."
                    )
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{where}: the XML is cut off or damaged: {error.msg}. Fetch it again.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError(
            f"{where}: XML with a document type declaration, which no feed of papers has. Fetch it again."
        )
    return root


def refuse_html(head: str, where: str) -> None:
    """Raises `UpstreamError` with the title of the page where a text begins as HTML."""
    import regex

    start = head.lstrip("\ufeff \t\r\n")[:20_000]
    if regex.match(
        r"(?is)(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body|title)\b", start
    ):
        title = regex.search(r"(?is)<title[^>]{0,200}>(.{0,300}?)</title>", start) or regex.search(
            r"(?is)<h1[^>]{0,200}>(.{0,300}?)</h1>", start
        )
        said = f" that says {' '.join(title[1].split())!r}" if title and title[1].strip() else ""
        raise UpstreamError(f"{where}: an HTML page{said}, not a feed. Wait a while and fetch it again.")


def local(element: "etree._Element") -> str:
    """The name of an element without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: "etree._Element", name: str) -> list["etree._Element"]:
    """The children of that local name, whatever their namespace."""
    return [child for child in element if local(child) == name]


def text_of(element: "etree._Element", name: str) -> str | None:
    """All text inside the first child of that name; None where there is none."""
    found = children(element, name)
    return "".join(found[0].itertext()) if found else None


def texts_of(element: "etree._Element", name: str) -> list[str]:
    """The text inside each child of that name."""
    return ["".join(child.itertext()) for child in children(element, name)]
