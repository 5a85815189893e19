"""Clean text of one sentence -> tokens. Lighter than a spaCy doc, and cut the way that numbers need it.

>>> [token.text for token in tokenize("It is 1.9x-3.6x faster (p95, GPT-5.4) on a 64-GPU A100.")]
['It', 'is', '1.9x', '-', '3.6x', 'faster', '(', 'p95', ',', 'GPT-5.4', ')', 'on', 'a', '64', '-', 'GPU', 'A100', '.']
"""

import re
from dataclasses import dataclass


@dataclass(slots=True)
class Token:
    """A word, a number with what is glued to it, or a sign. Offsets are into the clean field."""

    text: str
    lower: str
    start: int
    end: int
    number: str
    """The digits of a number token, "" for every other token."""
    tail: str
    """The letters or the % glued to a number: "x", "GB", "%", "xA100"."""
    glued: bool
    """Whether no white space stands before the token."""


# The groups: white space before the token, the token, and of a number its digits and its tail, which a word of four
# small letters is not ("681turns"). A plain word, as most
# are, is tried first, and only what begins with a digit or a point is compared with all that a number can be.
_TOKEN = re.compile(
    r"""(\s*+)(
      (?!et\x20al\.)[a-z]++(?=[\x20,])
    | (?=[\d.])
      ((?:\d{1,3}(?:,\d{3})++(?!\d|,\d)|\d++)(?:\.\d++)?+(?:[eE][-+]?\d{1,2}(?!\w|\.\d))?+|(?<![\w.)])\.\d++)
      (%|(?!(?<=[\d.]\d)[a-wyz][a-z]{3,}+(?![\w/^-]))[A-Za-zµ°]++(?:\d++[A-Za-z]*+)*+(?:/[A-Za-z][A-Za-z0-9]*+){0,2}+)?+
    | (?:https?://|www\.)\S++
    | (?:e\.g|i\.e|vs|w\.r\.t|approx|resp|et\x20al)\.
    | (?:[Ss]ub|near|up-to|to)(?=-\d)
    | (?:by|of|than|to)(?=\d++(?:\.\d++)?(?:%|x(?![a-z0-9])))
    | [a-z]{4,30}+(?=-{1,2}\d{1,3}+(?:\.\d{1,4}+)?%)
    | [^\W\d_]\w*+(?:[-'./&@^_+](?:\d++(?:[.,]\d++)?+\w*+|\w++))*+(?:\+\+(?!\w))?+
    | \S
    )""",
    re.VERBOSE,
)


_LONGEST_NUMBER = 40
"""Characters; more digits are a key or a hash, which no paper reports as a number and no float holds."""


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, in order."""
    tokens: list[Token] = []
    add = tokens.append
    # strings, not match objects: of these, each question costs a call
    for gap, piece, number, tail in _TOKEN.findall(text, start, len(text) if end is None else end):
        if len(number) > _LONGEST_NUMBER:
            number = tail = ""
        start += len(gap)
        stop = start + len(piece)
        add(Token(piece, piece.lower(), start, stop, number, tail, not gap))
        start = stop
    return tokens
