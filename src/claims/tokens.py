"""Clean text of one sentence -> tokens. Lighter than a spaCy doc, and cut the way that numbers need it.

>>> [token.text for token in tokenize("It is 1.9x-3.6x faster (p95, GPT-5.4) on a 64-GPU A100.")]
['It', 'is', '1.9x', '-', '3.6x', 'faster', '(', 'p95', ',', 'GPT-5.4', ')', 'on', 'a', '64', '-', 'GPU', 'A100', '.']
"""

import re
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Token:
    """A word, a number with what is glued to it, or a sign. Equal ones of many texts are one; nothing changes it."""

    text: str
    lower: str
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
_LONGEST_KNOWN = 40
"""Characters of the longest chunk that is remembered."""
_MOST_KNOWN = 30_000
"""Chunks that are remembered; then all are forgotten, and the frequent ones soon are known again."""

# What stands between two spaces is cut the same wherever it stands, since no token but "et al." holds a space and a
# look behind or ahead tells a space from no character at all nowhere else. So each chunk is cut when it is first met.
_alone: dict[str, Token] = {}
"""Chunks that are one token, as nearly all are."""
_several: dict[str, list[tuple[Token, int]]] = {}
"""Other chunks: their tokens, and how far behind the beginning of the chunk each begins."""

_ENDS = {sign: Token(sign, sign, "", "", True) for sign in ",."}
_ABBREVIATED = frozenset({"approx", "resp", "vs"})
"""Words that a full stop belongs to."""


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    return cut(text, 0, len(text))[0]


def cut(text: str, start: int, end: int) -> tuple[list[Token], list[int]]:
    """The tokens of `text[start:end]`, in order, and where in the text each begins.

    >>> tokens, starts = cut("First 3x. Then 40% more.", 10, 20)
    >>> [(token.text, at) for token, at in zip(tokens, starts)]
    [('Then', 10), ('40%', 15), ('m', 19)]
    """
    tokens: list[Token] = []
    starts: list[int] = []
    at = start
    if (start and not text[start - 1].isspace()) or text.find("et al.", start, end) >= 0:
        # a look behind may see what stands before; "et al." is one token
        for token, place in _cut(text, start, end):
            tokens.append(token)
            starts.append(place)
    else:
        for chunk in text[start:end].split(" "):
            known = _alone.get(chunk)
            if known is not None:
                tokens.append(known)
                starts.append(at)
            else:
                for token, place in _several.get(chunk) or _learnt(chunk):
                    tokens.append(token)
                    starts.append(at + place)
            at += len(chunk) + 1
    if starts and starts[0] == start:
        first = tokens[0]
        tokens[0] = Token(first.text, first.lower, first.number, first.tail, True)
    return tokens, starts


def _learnt(chunk: str) -> list[tuple[Token, int]]:
    """The tokens of a chunk that stands behind a space, with where they begin in it; remembered."""
    core = chunk[:-1]
    if _is_word(chunk):
        made = [(Token(chunk, chunk.lower(), "", "", False), 0)]
    elif chunk[-1:] in _ENDS and _is_word(core) and core not in _ABBREVIATED:
        made = [(Token(core, core.lower(), "", "", False), 0), (_ENDS[chunk[-1]], len(core))]
    else:
        made = _cut(chunk, 0, len(chunk))
        if made:
            made[0][0].glued = False
    if len(chunk) <= _LONGEST_KNOWN:
        if len(_alone) + len(_several) >= _MOST_KNOWN:
            _alone.clear()
            _several.clear()
        if len(made) == 1 and made[0][1] == 0:
            _alone[chunk] = made[0][0]
        else:
            _several[chunk] = made
    return made


def _is_word(chunk: str) -> bool:
    """Whether a chunk is one word for sure, of letters and perhaps a hyphen: spares the many a comparison with all that
    a token can be.
    """
    if chunk.isalpha():
        return True
    first, hyphen, second = chunk.partition("-")
    return hyphen != "" and first.isalpha() and second.isalpha()


def _cut(text: str, start: int, end: int) -> list[tuple[Token, int]]:
    """The tokens of `text[start:end]`, and where they begin."""
    made: list[tuple[Token, int]] = []
    # strings, not match objects: of these, each question costs a call
    for gap, piece, number, tail in _TOKEN.findall(text, start, end):
        if len(number) > _LONGEST_NUMBER:
            number = tail = ""
        start += len(gap)
        made.append((Token(piece, piece.lower(), number, tail, not gap), start))
        start += len(piece)
    return made
