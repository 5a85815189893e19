"""Hostile tables and texts."""

from forms import CUTS, Case


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
