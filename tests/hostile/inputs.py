"""Inputs that somebody could have made to do harm, and what must become of each.

A case is a name, what makes its bytes (so that the large ones are made where they are read), and a regex that what is
told has to match: "error: …" where the source as a whole is refused, "aside: …" for the reason of every record set
aside, "fine" where nothing is wrong with it but its size or form.
"""

import gzip
import json
import zlib
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
MEGABYTE = 1 << 20
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


def gzipped_zeros(times: int, of: int = MEGABYTE) -> bytes:
    """A gzip file of so many times as many blanks, made without them."""
    packer = zlib.compressobj(9, wbits=31)
    piece = b" " * of
    return b"".join([*(packer.compress(piece) for _ in range(times)), packer.flush()])


def text_in_xml_cases(kind: str, place: str, secret: str, port: int) -> list[Case]:
    """Each kind of feed with something in the place, %s, of its abstract."""
    bomb = (
        '<!DOCTYPE f [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        + "]>"
    )
    square = f'<!DOCTYPE f [<!ENTITY a "{"a" * 100_000}">]>'
    no_type = "error: .*(document type|damaged)"
    return [
        Case(f"{kind}: entity bomb", lambda: (bomb + place % "&j;").encode(), no_type),
        Case(
            f"{kind}: one entity ten thousand times",
            lambda: (square + place % ("&a;" * 10_000)).encode(),
            no_type,
        ),
        Case(
            f"{kind}: entity that is a file",
            lambda: (f'<!DOCTYPE f [<!ENTITY x SYSTEM "file://{secret}">]>' + place % "&x;").encode(),
            no_type,
        ),
        Case(
            f"{kind}: entity from the network",
            lambda: (f'<!DOCTYPE f [<!ENTITY x SYSTEM "http://127.0.0.1:{port}/x">]>' + place % "&x;").encode(),
            no_type,
        ),
        Case(f"{kind}: text of 9 MB", lambda: (place % ("x " * 4_700_000)).encode(), "aside: .*50,000|error: "),
        Case(f"{kind}: text of 12 MB", lambda: (place % ("x " * 6_200_000)).encode(), "error: .*"),
        Case(
            f"{kind}: 200,000 tags in a text",
            lambda: (place % ("<b>x</b>" * 200_000)).encode(),
            "error: |aside: ",
        ),
        Case(
            f"{kind}: 100,000 nested tags in a text",
            lambda: (place % ("<b>" * 100_000 + "</b>" * 100_000)).encode(),
            "error: .*deep",
        ),
        Case(f"{kind}: NUL", lambda: (place % "a\0b").encode(), "error: .*damaged"),
        Case(f"{kind}: reference to a surrogate", lambda: (place % "&#xD800;").encode(), "error: .*damaged"),
        Case(f"{kind}: cut off", lambda: (place % CUTS).encode()[:-20], "error: .*cut off"),
        Case(f"{kind}: unfinished CDATA", lambda: (place % "<![CDATA[ x").encode(), "error: .*(cut off|damaged)"),
    ]


def xml_cases(secret: str, port: int) -> list[Case]:
    """XML: entities, depth, breadth, encodings. Nobody may read the file `secret`, nor ask at `port`."""
    no_type = "error: .*(document type|damaged)"
    cases = [
        case
        for kind, form in every_feed("{}").items()
        for case in text_in_xml_cases(kind, form.replace("{}", "%s"), secret, port)
    ]
    declared = '<?xml version="1.0" encoding="{}"?>'
    cases += [
        Case(
            "parameter entity that is a file",
            lambda: (f'<!DOCTYPE f [<!ENTITY % x SYSTEM "file://{secret}"> %x;]>' + feed()).encode(),
            no_type,
        ),
        Case(
            "document type from the network",
            lambda: (f'<!DOCTYPE f SYSTEM "http://127.0.0.1:{port}/f.dtd">' + feed()).encode(),
            no_type,
        ),
        Case(
            "XInclude",
            lambda: feed(
                f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{secret}" parse="text"/>'
            ).encode(),
            "aside: no abstract",
        ),
        Case(
            "style sheet",
            lambda: (f'<?xml-stylesheet href="http://127.0.0.1:{port}/x.xsl" type="text/xsl"?>' + feed()).encode(),
            "fine",
        ),
        Case(
            "200,000 attributes",
            lambda: feed(more="<a " + " ".join(f'a{n}="1"' for n in range(200_000)) + "/>").encode(),
            "error: .*attributes",
        ),
        Case(
            "200,000 attributes on the root",
            lambda: ("<feed " + " ".join(f'a{n}="1"' for n in range(200_000)) + "/>").encode(),
            "error: .*attributes",
        ),
        Case("the same attribute twice", lambda: b'<feed a="1" a="2"/>', "error: .*damaged"),
        Case("200,000 nested tags", lambda: feed(more="<a>" * 200_000).encode(), "error: .*deep"),
        Case(
            "200,000 nested tags, closed",
            lambda: feed(more="<a>" * 200_000 + "</a>" * 200_000).encode(),
            "error: .*deep",
        ),
        Case("200,000 tags side by side", lambda: feed(more="<a/>" * 200_000).encode(), "fine|error: "),
        Case(
            "100,000 names of tags",
            lambda: feed(more="".join(f"<a{n}/>" for n in range(100_000))).encode(),
            "fine|error: ",
        ),
        Case(
            "20,000 namespaces",
            lambda: feed(more="".join(f'<n{n}:b xmlns:n{n}="u{n}"/>' for n in range(20_000))).encode(),
            "error: .*namespaces",
        ),
        Case(
            "20,000 categories",
            lambda: feed(more="".join(f'<category term="c{n}"/>' for n in range(20_000))).encode(),
            "fine",
        ),
        Case(
            "100,000 authors", lambda: feed(more="<author><name>A B</name></author>" * 100_000).encode(), "fine|error: "
        ),
        Case(
            "30,000 entries without a text",
            lambda: (ATOM + "<entry><id>x</id></entry>" * 30_000 + "</feed>").encode(),
            "aside: ",
        ),
        Case(
            "1,000,000 empty entries", lambda: (ATOM + "<entry/>" * 1_000_000 + "</feed>").encode(), "error: .*elements"
        ),
        Case("3,000,000 elements", lambda: (ATOM + "<a/>" * 3_000_000 + "</feed>").encode(), "error: .*elements"),
        Case("200,000 links", lambda: feed(more='<link href="x"/>' * 200_000).encode(), "fine|error: "),
        Case("attribute of 9 MB", lambda: feed(more='<link href="' + "x" * 9_000_000 + '"/>').encode(), "fine|error: "),
        Case("name of 9 MB", lambda: feed(more="<" + "x" * 9_000_000 + "/>").encode(), "error: "),
        Case("comment of 9 MB", lambda: feed(more="<!--" + "x" * 9_000_000 + "-->").encode(), "fine|error: "),
        Case("200,000 processing instructions", lambda: feed(more="<?a b?>" * 200_000).encode(), "fine|error: "),
        Case("30 MB of blanks in a feed", lambda: (ATOM + " " * 30_000_000 + "</feed>").encode(), "error: "),
        Case("HTML of 9 MB in a text", lambda: feed("&lt;p&gt;" * 700_000).encode(), "error: |aside: "),
        Case("encoding that does not exist", lambda: (declared.format("x-nothing") + feed()).encode(), "error: "),
        Case("declared UTF-16, is UTF-8", lambda: (declared.format("UTF-16") + feed()).encode(), "error: |fine"),
        Case(
            "declared UTF-8, is Latin-1",
            lambda: (declared.format("UTF-8") + feed("Zoë: " + CUTS)).encode("latin-1"),
            "error: ",
        ),
        Case(
            "declared Latin-1, is UTF-8",
            lambda: (declared.format("ISO-8859-1") + feed("Zoë: " + CUTS)).encode(),
            "fine",
        ),
        Case("UTF-16 with its mark", lambda: (declared.format("UTF-16") + feed()).encode("utf-16"), "fine"),
        Case(
            "UTF-16 without its mark", lambda: (declared.format("UTF-16") + feed()).encode("utf-16-le"), "fine|error: "
        ),
        Case(
            "UTF-16 with half a character",
            lambda: (declared.format("UTF-16") + feed()).encode("utf-16")[:-1],
            "error: ",
        ),
        Case("UTF-32", lambda: feed().encode("utf-32"), "fine|error: "),
        Case("UTF-7", lambda: (declared.format("UTF-7") + feed()).encode(), "fine|error: "),
        Case("EBCDIC", lambda: (declared.format("cp037") + feed()).encode("cp037"), "error: |aside: .*surrogate"),
        Case("mark of UTF-8 before UTF-16", lambda: b"\xef\xbb\xbf" + feed().encode("utf-16"), "error: "),
    ]
    return cases


def json_cases() -> list[Case]:
    """JSON lines and arrays."""
    return [
        Case("lists 100,000 deep", lambda: raw("[" * 100_000 + "]" * 100_000), "aside: .*nested too deep"),
        Case("lists 4,000,000 deep", lambda: raw("[" * 4_000_000), "aside: .*(nested too deep|not valid)"),
        Case("objects 100,000 deep", lambda: raw('{"a":' * 100_000 + "1" + "}" * 100_000), "aside: .*nested too deep"),
        Case(
            "objects 100,000 deep in a list",
            lambda: b"[" + raw('{"a":' * 100_000 + "1" + "}" * 100_000) + b"]",
            "aside: .*nested too deep",
        ),
        Case("lists 5,000,000 deep and nothing else", lambda: b"[" * 5_000_000, "error: |aside: "),
        Case("objects 1,000,000 deep and nothing else", lambda: b'{"a":' * 1_000_000, "error: |aside: "),
        Case("number of 100,000 digits", lambda: raw("9" * 100_000), "fine"),
        Case("number of 9,000,000 digits", lambda: raw("9" * 9_000_000), "fine"),
        Case("id of 100,000 digits", lambda: b'{"id": ' + b"9" * 100_000 + b', "abstract": "x"}\n', "aside: "),
        Case("version of 100,000 digits", lambda: record(version="9" * 100_000), "fine"),
        Case("year 10^999999", lambda: raw("1e999999"), "fine"),
        Case("NaN and Infinity", lambda: raw("[NaN, Infinity, -Infinity]"), "fine"),
        Case("NaN for an abstract", lambda: b'{"id": "2401.00010", "abstract": NaN}\n', "aside: no abstract"),
        Case("abstract of 100,000 digits", lambda: record(abstract="9" * 100_000), "aside: .*50,000"),
        Case("abstract of 40,000 digits", lambda: record(abstract="9" * 40_000), "fine"),
        Case("line of 9.9 MB", lambda: record(abstract="x" * 9_900_000), "aside: .*50,000"),
        Case("line of 10 MB and more", lambda: record(abstract="x" * 10_100_000) + record(), "aside: .*10,000,000"),
        Case("line of 200 MB", lambda: b'{"id": "' + b"x" * 200_000_000 + b'"}\n' + record(), "aside: .*10,000,000"),
        Case("200 MB that are no line", lambda: b"x" * 200_000_000, "error: "),
        Case("NULs in a text", lambda: record(abstract="a\0b" * 1000), "fine"),
        Case("NULs between records", lambda: record() + b"\0" * 1000 + b"\n" + record(), "error: .*binary"),
        Case("lone surrogate", lambda: record(abstract="a\ud800b"), "aside: .*surrogate"),
        Case(
            "surrogates in each field",
            lambda: b"".join(record(**{name: "\udfff"}) for name in ("id", "title", "comments", "journal-ref", "doi")),
            "aside: .*surrogate",
        ),
        Case("surrogates in the wrong order", lambda: record(abstract="\udc00\ud800 " + CUTS), "aside: .*surrogate"),
        Case(
            "1,000,000 keys",
            lambda: (
                b'{"id": "2401.00010", "abstract": "x"' + b"".join(b', "k%d": 1' % n for n in range(600_000)) + b"}\n"
            ),
            "fine",
        ),
        Case(
            "the same key 500,000 times",
            lambda: b'{"id": "2401.00010"' + b', "abstract": "x"' * 500_000 + b"}\n",
            "fine",
        ),
        Case("1,000,000 authors", lambda: record(authors=["A B"] * 1_000_000), "fine|aside: "),
        Case("1,000,000 categories", lambda: record(categories="cs.DC " * 1_000_000), "fine|aside: "),
        Case("authors of 9 MB of brackets", lambda: record(authors="(" * 9_000_000), "fine|aside: "),
        Case("authors of 9 MB of pairs", lambda: record(authors="()" * 4_500_000), "fine|aside: "),
        Case("authors of 9 MB of commas", lambda: record(authors="a, and " * 1_200_000), "fine|aside: "),
        Case("9 MB of backslashes", lambda: raw('"' + "\\" * 9_000_000 + '"'), "fine|aside: "),
        Case("string that never ends", lambda: b'{"id": "' + b'\\"' * 4_000_000, "error: |aside: "),
        Case("30 MB of commas in a list", lambda: b"[{}" + b"," * 30_000_000 + record() + b"]", "aside: "),
        Case("50,000 empty objects", lambda: b"{}\n" * 50_000, "aside: "),
        Case("5 MB of blank lines", lambda: record() + b"\n" * 5_000_000 + record(), "fine"),
        Case("list that never ends", lambda: b"[" + b",".join([record()] * 1000), "fine|aside: "),
        Case("record in one line after another", lambda: record().strip() * 1000, "fine|aside: "),
        Case("UTF-16", lambda: record(title="Zoë").decode().encode("utf-16"), "fine"),
        Case("UTF-16 without its mark", lambda: record(title="Zoë").decode().encode("utf-16-be"), "fine"),
        Case("UTF-32", lambda: record(title="Zoë").decode().encode("utf-32"), "fine"),
        Case(
            "Latin-1",
            lambda: json.dumps({"id": "2401.00010", "abstract": "Zoë. " + CUTS}, ensure_ascii=False).encode("latin-1"),
            "fine",
        ),
        Case(
            "UTF-8 and one bad byte",
            lambda: (
                json.dumps({"id": "1", "abstract": "Zoë, µs"}, ensure_ascii=False).encode()
                + b'\n{"id": "2", "abstract": "\xff"}\n'
                + record()
            ),
            "aside: .*UTF-8",
        ),
        Case("marks before every line", lambda: (b"\xef\xbb\xbf" + record()) * 10, "fine"),
        Case(
            "types that are none",
            lambda: b"".join(
                record(**{name: value})
                for name in ("id", "title", "abstract", "authors", "categories", "versions")
                for value in NO_TEXTS
            ),
            "fine|aside: ",
        ),
        Case(
            "our own output gone wrong",
            lambda: b'{"paper": {"id": 1, "abstract": {}}}\n{"paper": []}\n{"paper": {"paper": {}}}\n',
            "aside: ",
        ),
    ]


def table_cases() -> list[Case]:
    """CSV and TSV."""
    head = b"id,title,abstract\n"
    row = f"2401.00010,Fast,{CUTS}\n".encode()
    return [
        Case(
            "1,000,000 columns",
            lambda: b"id,abstract," + b",".join(b"c%d" % n for n in range(1_000_000)) + b"\nx\n",
            "error: |aside: ",
        ),
        Case(
            "1,000,000 empty columns",
            lambda: b"id,abstract" + b"," * 1_000_000 + b"\n" + b"1,x" + b"," * 1_000_000 + b"\n",
            "fine|error: |aside: ",
        ),
        Case("row of 1,000,000 cells", lambda: head + b"a," * 1_000_000 + b"\n" + row, "aside: "),
        Case("quote that never ends", lambda: head + b'1,"' + b"x,y\n" * 60_000, "aside: "),
        Case(
            "quote that never ends in the first row", lambda: b'id,abstract,"' + b"x,\n" * 3_000_000, "aside: |error: "
        ),
        Case("9 MB of quotes", lambda: head + b'"' * 9_000_000 + b"\n" + row, "aside: "),
        Case("cell of 9 MB", lambda: head + b'1,2,"' + b"x" * 9_000_000 + b'"\n' + row, "aside: "),
        Case("line of 11 MB", lambda: head + b"1,2," + b"x" * 11_000_000 + b"\n" + row, "aside: .*10,000,000"),
        Case(
            "cell of 40,000 lines",
            lambda: head + b'1,2,"' + b"xxxxxxxxx\n" * 40_000 + b'"\n' + row,
            "aside: ",
        ),
        Case("NULs", lambda: head + b"1,\0,\0\n" + row, "aside: |fine"),
        Case("1,000,000 blank rows", lambda: head + b"\n" * 1_000_000 + b",,\n" * 300_000 + row, "fine"),
        Case(
            "lone carriage returns",
            lambda: head.replace(b"\n", b"\r") + row.replace(b"\n", b"\r") * 100,
            "fine|aside: |error: ",
        ),
        Case("UTF-16", lambda: (head + row).decode().encode("utf-16"), "fine"),
        Case("Latin-1", lambda: head + row.replace(b"Fast", "Zoë".encode("latin-1")), "fine"),
        Case(
            "bad bytes",
            lambda: head + row.replace(b"Fast", "Zoë".encode()) + row.replace(b"Fast", b"\xff\xfe"),
            "aside: .*UTF-8",
        ),
        Case(
            "the same column 100,000 times", lambda: b"id," + b"abstract," * 100_000 + b"x\n" + row, "aside: |error: "
        ),
        Case("abstract of 40,000 brackets", lambda: head + b"1,x," + b"(" * 40_000 + b"\n", "fine"),
    ]


def repeated(name: str, unit: str) -> Case:
    """A text of one thing again and again."""
    text = "We cut it. " + unit * (40_000 // len(unit))
    return Case(f"40,000 characters of {name}", text.encode, "fine|error: |aside: ")


def text_cases() -> list[Case]:
    """Plain and flattened texts, and what only looks like one."""
    pieces = {
        "digits": "9",
        "thousands": "1,",
        "ranges": "1.5–",
        "brackets": "(",
        "closing brackets": ")",
        "dollars": "$",
        "backslashes": "\\",
        "bounds": "up to ",
        "over": "over ",
        "A100": "A100 ",
        "A100x": "A100x",
        "letters": "x",
        "venues": "NSDI 2026 ",
        "combining marks": "a\u0301",
        "blanks": " \u00a0\u2003",
        "full stops": ". ",
        "braces": "{",
        "fractions": "\\frac{1",
        "exponents": "^{",
        "percent": "5% ",
        "slashes": "/",
        "hyphens": "a-",
        "and": "by 5% and ",
        "hundred": "hundred ",
        "versus": "vs. ",
        "capitals": "A",
        "names": "Foo ",
        "multiples": "5x ",
        "quotes": "'s ",
        "times": "\\times ",
        "units": "ms/",
        "right to left": "\u202e\u05d0",
        "joined emoji": "👩\u200d",
        "negatives": "-1 ",
        "decimals": "1.",
        "powers": "10^9",
        "from to": "from 5 to 6 ",
        "percent of": "5% of ",
        "nested TeX": "\\emph{",
        "math": "$x$",
        "commas": ", ",
        "semicolons": "5 ms; ",
        "venue words": "Proceedings of the ",
        "acronyms": "FOO'26 ",
        "half": "half ",
        "orders": "orders of magnitude ",
        "lists": "5, 6, and ",
        "GPU lists": "A100, H100 and ",
    }
    cases = [repeated(name, unit) for name, unit in pieces.items()]
    flat = "Title: {}\nAuthors: A\nAbstract: {}\n----\n"
    return [
        *cases,
        Case("30 MB with one sign outside", lambda: "😀".encode() + b"x " * 15_000_000, "error: .*10,000,000"),
        Case("a text of 9 MB", lambda: CUTS.encode() * 290_000, "aside: .*50,000"),
        Case("a text of 12 MB", lambda: CUTS.encode() * 390_000, "error: .*10,000,000"),
        Case("flat text, long lines", lambda: flat.format("x" * 3_000_000, CUTS).encode() * 3, "fine|error: |aside: "),
        Case("flat text, 2,000,000 rules", lambda: b"Title: a\n" + b"----\n" * 2_000_000, "fine|error: |aside: "),
        Case(
            "flat text, 1,000,000 headings",
            lambda: b"Title: a\nAbstract: b\n" + b"Abstract: b\n" * 700_000,
            "fine|error: |aside: ",
        ),
        Case("flat text, 300,000 ids", lambda: b"http://arxiv.org/abs/2401.00010v1 " * 300_000, "fine|error: |aside: "),
        Case("nothing", lambda: b"", "error: .*empty"),
        Case("blanks", lambda: b" \n" * 30_000_000, "error: .*blank"),
        Case("NULs", lambda: b"\0" * 30_000_000, "error: .*blank"),
        Case("random bytes", lambda: bytes(n * n * 31 % 251 for n in range(100_000)), "error: "),
        Case("one byte", lambda: b"\xff", "fine|error: |aside: "),
        Case("a mark alone", lambda: b"\xff\xfe", "error: "),
        Case("control characters", lambda: bytes(range(1, 32)) * 100 + CUTS.encode(), "error: .*binary"),
        Case("orders to a terminal", lambda: b"\x1b]0;x\x07\x1b[2J" + CUTS.encode() * 20, "fine|error: |aside: "),
    ]


def packed_cases() -> list[Case]:
    """Files that are packed, or say so."""
    whole = gzip.compress(record() * 2000)
    return [
        Case("gzip of 400 MB of blanks", lambda: gzipped_zeros(400), "error: .*blank"),
        Case(
            "gzip of a feed and 100 MB of blanks",
            lambda: gzip.compress(ATOM.encode()) + gzipped_zeros(100),
            "error: .*bytes in one document",
        ),
        Case(
            "gzip of a record and 100 MB without a line's end",
            lambda: gzip.compress(record()) + gzipped_zeros(100),
            "fine|aside: .*10,000,000",
        ),
        Case(
            "gzip in gzip in gzip in gzip",
            lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(record())))),
            "error: .*gzip more than twice",
        ),
        Case("gzip of gzip of 100 MB of blanks", lambda: gzip.compress(gzipped_zeros(100)), "error: .*blank"),
        Case("gzip that is cut off", lambda: whole[: len(whole) // 2], "error: .*gzip.*(damaged|cut off)"),
        Case("gzip with a wrong sum", lambda: whole[:-8] + b"\0" * 8, "error: .*gzip.*(damaged|cut off)"),
        Case("gzip with rubbish behind it", lambda: whole + b"rubbish", "error: .*gzip.*(damaged|cut off)"),
        Case("gzip with a flipped bit", lambda: whole[:60] + bytes([whole[60] ^ 8]) + whole[61:], "error: "),
        Case("gzip of nothing", lambda: gzip.compress(b""), "error: .*empty"),
        Case("head of a gzip file", lambda: b"\x1f\x8b\x08", "error: .*gzip"),
        Case("1,000 gzip members", lambda: gzip.compress(record()) * 1_000, "fine"),
        Case(
            "100,000 empty gzip members", lambda: gzip.compress(record()) + gzip.compress(b"") * 100_000, "fine|error: "
        ),
        Case("zip", lambda: b"PK\x03\x04" + b"\0" * 1000, "error: .*ZIP"),
        Case("xz", lambda: b"\xfd7zXZ\0" + b"\0" * 1000, "error: .*xz"),
        Case("bzip2", lambda: b"BZh91AY&SY" + b"\0" * 1000, "error: .*bzip2"),
        Case("zstd", lambda: b"\x28\xb5\x2f\xfd" + b"\0" * 1000, "error: .*zstd"),
    ]


def all_cases(secret: str, port: int) -> list[Case]:
    groups = {
        "xml": xml_cases(secret, port),
        "json": json_cases(),
        "table": table_cases(),
        "text": text_cases(),
        "packed": packed_cases(),
    }
    return [case._replace(name=f"{group}: {case.name}") for group, cases in groups.items() for case in cases]
