"""Clean text of one sentence -> tokens. Lighter than a spaCy doc, and cut the way that numbers need it.

>>> [token.text for token in tokenize("It is 1.9x-3.6x faster (p95, GPT-5.4) on a 64-GPU A100.")]
['It', 'is', '1.9x', '-', '3.6x', 'faster', '(', 'p95', ',', 'GPT-5.4', ')', 'on', 'a', '64', '-', 'GPU', 'A100', '.']
"""

import re
from typing import Any, Final

from claims.patterns import kept


class Token:
    """A word, a number with what is glued to it, or a sign. Equal ones of many texts are one; nothing changes it, but
    for what is found out of the word once and for all while the rules in force are the same.
    """

    __slots__ = ("ambiguous", "amount", "glued", "lower", "number", "plain", "tag", "tail", "text", "value")

    def __init__(
        self,
        text: str,
        lower: str,
        number: str,
        tail: str,
        glued: bool,
        tag: str = "",
        value: str = "",
        amount: Any = None,
    ) -> None:
        self.text = text
        self.lower = lower
        self.number = number
        """The digits of a number token, "" for every other token."""
        self.tail = tail
        """The letters or the % glued to a number: "x", "GB", "%", "xA100"."""
        self.glued = glued
        """Whether no white space stands before the token."""
        self.plain = False
        """Whether it is known that no quantity begins with it, as with nearly all. Asking it takes less than a look-up.
        """
        # What `assemble.sentence` tells of it; here, so that a word of a sentence is no second object.
        self.tag = tag
        """What the word can be first of all, "" until it is asked; of what can be part of a longer item it is not."""
        self.value = value
        """What a verb, comparative or nominal does: increase, decrease, improve, worsen, accelerate, …"""
        self.ambiguous = False
        """Whether the neighbours may make it something else, see `assemble.word_classes`."""
        self.amount = amount
        """The `Amount` of an item that is a whole quantity."""


# A unit is cut off where a range goes on behind it ("1.5 ms-4.7 ms"), but for what names begin with as well: units of
# one letter, and "ns-3".
# The groups: white space before the token, the token, and of a number its digits and its tail, which a word of four
# small letters is not ("681turns"). Tried first is what most are, a plain word or a sign that begins no other token;
# only what begins with a digit or a point is compared with all that a number can be.
_TOKEN: Final = re.compile(
    r"""(\s*+)(
      (?!et\x20al\.)[A-Za-z]++(?![^\x20,;)\]"])
    | [^\w\s.]
    | (?=[\d.])
      ((?:\d++(?!,)|\d{1,3}(?>(?:,\d{3})+)(?!\d|,\d)|\d++)(?>(?:\.\d++)?)(?>(?:[eE][-+]?\d{1,2}(?!\w|\.\d))?)|(?<![\w.)])\.\d++)
      (%|(?!(?<=[\d.]\d)[a-wyz][a-z]{3,}+(?![\w/^-]))[A-Za-zµ°]++(?>(?:\d++[A-Za-z]*+)*)(?>(?:/[A-Za-z][A-Za-z0-9]*+){0,2}))?
    | (?:https?://|www\.)\S++
    | (?:e\.g|i\.e|vs|w\.r\.t|approx|resp|et\x20al)\.
    | (?:[Ss]ub|near|up-to|to)(?=-\d)
    | (?:ns(?=--?\d[\d.])|[uµμm]s|sec|min|[mkMG]W|[numk]J|[kMGT]Hz|[kKMGT]i?[Bb](?>(?:/s|ps)?)|dB)(?=--?\d)
    | (?:by|of|than|to)(?=\d++(?:\.\d++)?(?:%|x(?![a-z0-9])))
    | [a-z]{4,30}+(?=-{1,2}\d{1,3}+(?:\.\d{1,4}+)?%)
    | [^\W\d_]\w*+(?>(?:[-'./&@^_+](?:\d++(?>(?:[.,]\d++)?)\w*+|\w++))*)(?>(?:\+\+(?!\w))?)
    | \S
    )""",
    re.VERBOSE,
)


_LONGEST_NUMBER: Final = 40
"""Characters; more digits are a key or a hash, which no paper reports as a number and no float holds."""
_MOST_KNOWN: Final = 10_000
"""Tokens that are kept: those met first, which are the frequent ones; more would cost more than they spare."""
_LONGEST_KNOWN: Final = 40
"""Characters."""
_LONGEST_KNOWN_NUMBER: Final = 3
"""Characters of the numbers that are kept, which are few and met often: "2", "64", "10x", "40%"."""
_ENDS: Final = ",.;:)"
"""Signs that end a chunk which is a word but for them."""
_ABBREVIATIONS: Final = ("approx.", "e.g.", "i.e.", "resp.", "vs.", "w.r.t.")


# What stands between two spaces is cut the same wherever it stands, since no token but "et al." holds a space and no
# look behind or ahead but those for it tells a space from the edge of the text in a way that changes a token. Most of
# such chunks are one token, which is kept, or one with a sign behind it, which nothing but an abbreviation or a web
# address takes in, or a word in brackets. What is met most often stands in the loop of `cut` itself: to call a function
# for it takes longer than all that it does.
@kept
def _known() -> dict[str, Token]:
    """Chunks that are one token, and no number but a short one."""
    alone = [*_ABBREVIATIONS, '"', "["]
    return {"(": _bracket()} | {chunk: Token(chunk, chunk, "", "", False) for chunk in alone}


@kept
def _bracket() -> Token:
    """The sign that opens most chunks which are neither a word nor a number."""
    return Token("(", "(", "", "", False)


@kept
def _ends() -> dict[str, Token]:
    """The signs at the end of a chunk."""
    signs = _glued()
    return {sign: signs[sign] for sign in _ENDS}


@kept
def _glued() -> dict[str, Token]:
    """Words and signs that no white space stands before, as at the beginning of a sentence and behind a bracket."""
    return {sign: Token(sign, sign, "", "", True) for sign in _ENDS}


def _glued_one(piece: str, number: str, tail: str) -> Token:
    """A token that no white space stands before."""
    if number:
        return Token(piece, piece.lower(), number, tail, True)
    glued = _glued()
    token = glued.get(piece)
    if token is None:
        token = Token(piece, piece.lower(), "", "", True)
        if len(glued) < _MOST_KNOWN and len(piece) <= _LONGEST_KNOWN:
            glued[piece] = token
    return token


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    return cut(text, 0, len(text))[0]


def cut(text: str, start: int, end: int) -> tuple[list[Token], list[int]]:
    """The tokens of `text[start:end]`, in order, and where in the text each begins.

    >>> tokens, starts = cut("First 3x. Then 40% more.", 10, 20)
    >>> [(token.text, at) for token, at in zip(tokens, starts)]
    [('Then', 10), ('40%', 15), ('m', 19)]
    """
    if (start and not text[start - 1].isspace()) or text.find("et al.", start, end) >= 0:
        # a look behind may see what stands before; "et al." is one token
        return _cut(text, start, end, start)
    tokens: list[Token] = []
    starts: list[int] = []
    known, ends = _known(), _ends()
    at = start
    for chunk in text[start:end].split(" "):
        token = known.get(chunk)
        if token is None and chunk.isalpha():
            token = _word(known, chunk)
        if token is not None:
            tokens.append(token)
            starts.append(at)
            at += len(chunk) + 1
            continue
        sign = ends.get(chunk[-1:])
        if sign is None:
            token = _new(known, chunk)
        else:
            core = chunk[:-1]
            token = known.get(core)
            if token is None:
                token = _word(known, core) if core.isalpha() else _new(known, core)
        if token is not None:
            tokens.append(token)
            starts.append(at)
            if sign is not None:
                tokens.append(sign)
                starts.append(at + len(chunk) - 1)
        else:
            made = _bracketed(ends, chunk) if chunk[:1] == "(" else None
            if made is not None:
                place = at
                for token in made:
                    tokens.append(token)
                    starts.append(place)
                    place += len(token.text)
            else:
                made, places = _cut(chunk, 0, len(chunk), at)
                if made:
                    first = known.get(made[0].text)
                    if first is not None:
                        # a bracket, most often
                        made[0] = first
                    else:
                        made[0].glued = False
                        _keep(known, chunk, made)
                    tokens += made
                    starts += places
        at += len(chunk) + 1
    if starts and starts[0] == start:
        first = tokens[0]
        tokens[0] = _glued_one(first.text, first.number, first.tail)
    return tokens, starts


def _word(known: dict[str, Token], chunk: str) -> Token:
    """The token of a chunk of letters alone, which is spared a comparison with all that a token can be."""
    token = Token(chunk, chunk.lower(), "", "", False)
    if len(known) < _MOST_KNOWN and len(chunk) <= _LONGEST_KNOWN:
        known[chunk] = token
    return token


def _new(known: dict[str, Token], chunk: str) -> Token | None:
    """The number that a chunk is for sure, as most that begin with a digit: "64", "2.5x", "40%", or the word with a
    hyphen; None where it has to be compared with all that a token can be.
    """
    if "-" in chunk:
        if not all(map(str.isalpha, chunk.split("-"))):
            return None
        token = Token(chunk, chunk.lower(), "", "", False)
        longest = _LONGEST_KNOWN
    else:
        if not chunk[:1].isdigit() or len(chunk) > _LONGEST_NUMBER:
            return None
        tail = chunk[-1] if chunk[-1] in "%x" else ""
        digits = chunk[:-1] if tail else chunk
        if not digits.isdecimal():
            whole, _, decimals = digits.partition(".")
            if not (whole.isdecimal() and decimals.isdecimal()):
                return None
        token = Token(chunk, chunk, digits, tail, False)
        longest = _LONGEST_KNOWN_NUMBER
    if len(known) < _MOST_KNOWN and len(chunk) <= longest:
        known[chunk] = token
    return token


def _bracketed(ends: dict[str, Token], chunk: str) -> list[Token] | None:
    """The tokens of a chunk that begins with a bracket, if a word or a whole number is behind it: "(GPUs),", "(2)",
    "(the"; None where something else is.
    """
    last = len(chunk)
    while chunk[last - 1] in ends:
        last -= 1
    core = chunk[1:last]
    number = core if core.isdecimal() else ""
    if not (core.isalpha() or number) or last > _LONGEST_NUMBER or f"{core}." in _ABBREVIATIONS:
        return None
    return [_bracket(), _glued_one(core, number, ""), *[ends[sign] for sign in chunk[last:]]]


def _keep(known: dict[str, Token], chunk: str, made: list[Token]) -> None:
    """Remembers a chunk that is one token, but for an odd number, since these are many, and for a web address."""
    if len(made) > 1 or made[0].number or len(known) >= _MOST_KNOWN or len(chunk) > _LONGEST_KNOWN:
        return
    if made[0].text == chunk and not chunk.startswith(("http", "www")):
        known[chunk] = made[0]


def _cut(text: str, start: int, end: int, at: int) -> tuple[list[Token], list[int]]:
    """The tokens of `text[start:end]`, and where they begin, its own beginning being `at`."""
    tokens: list[Token] = []
    starts: list[int] = []
    glued = _glued()
    # strings, not match objects: of these, each question costs a call
    for gap, piece, number, tail in _TOKEN.findall(text, start, end):
        if len(number) > _LONGEST_NUMBER:
            number = tail = ""
        at += len(gap)
        if gap or not tokens:
            # the first may be changed by who asked
            tokens.append(Token(piece, piece.lower(), number, tail, not gap))
        else:
            token = glued.get(piece)
            tokens.append(_glued_one(piece, number, tail) if token is None else token)
        starts.append(at)
        at += len(piece)
    return tokens, starts
