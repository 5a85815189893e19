"""Hostile XML: entities, depth, breadth, encodings."""

from forms import ATOM, CUTS, Case, every_feed, feed


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
