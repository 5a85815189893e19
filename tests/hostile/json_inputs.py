"""Hostile JSON: depth, lengths, encodings, values of the wrong type."""

import json

from forms import CUTS, NO_TEXTS, Case, raw, record


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
