r"""Raw field -> clean text with an exact map of offsets back.

Cleaning undoes LaTeX and typography so that one spelling is left of each thing a rule looks for:

>>> clean("abstract", r"up to $2.23\times$ and 72.77\%").text
'up to 2.23x and 72.77%'

Whatever is found in the clean text is given out as a piece of the raw one:

>>> field = clean("abstract", r"a gain of 14$\times$-23$\times$ over NCCL")
>>> start, end = field.text.index("14x"), field.text.index(" over")
>>> field.raw[slice(*field.span(start, end))]
'14$\\times$-23$\\times$'
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, cast, final

from claims import siunitx
from claims.models import FieldName


@final
class FieldText:
    """One field of a paper: its raw text, its clean text, and the way from the second to the first."""

    __slots__ = ("clean_starts", "field", "raw", "raw_ends", "raw_starts", "text", "verbatim")

    def __init__(
        self,
        field: FieldName,
        raw: str,
        text: str,
        clean_starts: Sequence[int] = (),
        raw_starts: Sequence[int] = (),
        raw_ends: Sequence[int] = (),
        verbatim: Sequence[bool] = (),
    ) -> None:
        self.field = field
        self.raw = raw
        self.text = text
        self.clean_starts = clean_starts
        """Where each segment begins in `text`, ascending. No segments: `text` is `raw`."""
        self.raw_starts = raw_starts
        self.raw_ends = raw_ends
        self.verbatim = verbatim
        """Whether a segment is copied (offsets run in step) or stands for the whole of its raw piece."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into `raw` of `text[start:end]`, which must not be empty.

        A segment that stands for its raw piece is taken whole: the "x" made of `\\times` gives those six characters.
        Dollar signs beside it that are the other ones of those within are taken too: `50.8$\\times$`.
        """
        if not self.clean_starts:
            return start, end
        first = bisect_right(self.clean_starts, start) - 1
        last = bisect_right(self.clean_starts, end - 1) - 1
        raw_start = self.raw_starts[first]
        if self.verbatim[first]:
            raw_start += start - self.clean_starts[first]
        raw_end = self.raw_ends[last]
        if self.verbatim[last]:
            raw_end = self.raw_starts[last] + end - self.clean_starts[last]
        if self.raw.startswith("$", raw_end) or (raw_start and self.raw[raw_start - 1] == "$"):
            return self._with_signs(raw_start, raw_end)
        return raw_start, raw_end

    def _with_signs(self, start: int, end: int) -> tuple[int, int]:
        """A piece of `raw` with the dollar signs beside it that close or open what those within open or close."""
        signs = self.raw.count("$", start, end)
        if not signs:
            return start, end  # "$|5\\times|$"
        before, after = start > 0 and self.raw[start - 1] == "$", self.raw.startswith("$", end)
        if (signs - self.raw.count("\\$", start, end)) % 2:
            return (start, end + 1) if after else (start - 1, end)
        return (start - 1, end + 1) if before and after else (start, end)  # "$1.2$--$3.4\\times$"


_SYMBOLS: Final = {
    "times": "x", "cdot": "·", "approx": "~", "sim": "~", "simeq": "~", "thicksim": "~", "thickapprox": "~",
    "cong": "~", "pm": "±", "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥",
    "lesssim": "≲", "gtrsim": "≳", "lt": "<", "gt": ">", "ll": "<", "gg": ">", "mu": "µ", "rightarrow": "→",
    "to": "→", "longrightarrow": "→", "Rightarrow": "→", "uparrow": "↑", "downarrow": "↓", "ldots": "...",
    "dots": "...", "quad": " ", "qquad": " ", "textasciitilde": "~", "textapprox": "~", "texttimes": "x",
    "textpm": "±", "textmu": "µ", "textdollar": "$", "textbackslash": " ", "degree": "°", "deg": "°", "infty": "∞",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "Delta": "Δ", "epsilon": "ε", "varepsilon": "ε",
    "lambda": "λ", "sigma": "σ", "tau": "τ", "theta": "θ", "rho": "ρ", "kappa": "κ", "pi": "π", "phi": "φ",
    "Theta": "Θ", "Omega": "Ω", "percent": "%", "textendash": "-", "textemdash": "—", "textperiodcentered": "·",
    "textregistered": "®", "texttrademark": "™",
}  # fmt: skip
_CHARACTERS: Final = {
    "×": "x", "✕": "x", "⨯": "x", "–": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "―": "—", "≈": "~", "∼": "~",
    "≃": "~", "≅": "~", "～": "~", "％": "%", "＋": "+", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "⩽": "≤",
    "⩾": "≥", "≦": "≤", "≧": "≥", "μ": "µ", "∕": "/", "⁄": "/", "²": "2", "³": "3", "…": "...", "→": "→",
    "ﬁ": "fi", "ﬂ": "fl", "＄": "$",
}  # fmt: skip
_ENTITIES: Final = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&nbsp;": " "}
_ACCENTS: Final = {"'": "\u0301", '"': "\u0308", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304",
                   ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b",
                   "k": "\u0328", "r": "\u030a"}  # fmt: skip

# What is not copied as it stands. The first alternative that fits wins, so the longer forms come first.
# Every repeat is bounded or possessive: the search is linear.
_SPECIAL: Final = re.compile(
    r"""
      (?P<space>[^\S\x20]\s*+)                                    # line wraps, thin and hard spaces
    | (?P<accent>\{?\\(?:(?P<mark>['"`^~=.])\{?(?P<letter>[A-Za-z])\}?|(?P<mark2>[cvuHkr])\{(?P<letter2>[A-Za-z])\})\}?)
    | (?P<siunitx>\\(?P<si>SIrange|qtyrange|numrange|SI|qty|num|ang|si|unit)(?:\[[^\[\]\n]{0,60}\])?
        \{(?P<si1>[^{}\n]{1,40})\}(?:\{(?P<si2>[^{}\n]{1,40})\})?(?:\{(?P<si3>[^{}\n]{1,40})\})?)
    | (?P<raised>\\textsuperscript\{(?:(?P<exponent>-?\d{1,3})|[^{}\n]{0,30}+(?:\{[^{}\n]{0,30}\})?)\})
    | (?P<coded>\\unicode\{x(?P<code>[0-9A-Fa-f]{2,4})\})
    | (?P<micro>\\mu\x20(?=(?:[smAFJLVW]|m\^2)\b))
    | (?P<dropped>\\(?:cite[a-z]{0,6}|ref|label|footnote|vspace|hspace)\*?\{[^{}\n]{0,200}\})
    | (?P<font>\\(?:emph|text[a-z]{2}|textsuperscript|text|math[a-z]{1,6}|underline|mbox|hbox|url|operatorname
        |boldsymbol|pmb|bm|uline)\*?\s?(?=\{)|\{\\(?:em|it|bf|tt|sc|rm|sl|itshape|bfseries|ttfamily)\b\s?
        |\\(?:left|right|big|Big|displaystyle|xspace|noindent|protect|limits|em|it|bf|tt|sc|rm|sl)\b\s?)
    | (?P<degree>\^\{?\\circ(?![A-Za-z])\}?)
    | (?P<fraction>\\[dt]?frac\{(?P<over>[^{}\n]{1,40})\}\{(?P<under>[^{}\n]{1,40})\})
    | (?P<command>\\(?P<name>[A-Za-z]{1,24})(?:\{\})?)
    | (?P<escaped>\\(?P<char>[%$&_\#{}]))
    | (?P<delimiter>\*\*|\\[()\[\]])
    | (?P<gap>\\[,;:!>\x20/\\]|~(?=[A-Za-zμµΩ(]|\$?(?:[μµ]|\\(?:mathrm|text|mu|Omega)))
        |(?<=[A-Za-z%])~(?=\w)(?!(?<=\d[%xX]~)\d))
    | (?P<script>(?<=[A-Za-z0-9})])[_^]\{(?P<scripted>[^{}\n]{1,40})\})
    | (?P<arrow>--?>(?=\s?[~$]?[\d\\]))
    | (?P<dashes>---?)
    | (?P<quotes>``|'')
    | (?P<plusminus>\+/-|\+-(?=\s?\d))
    | (?P<entity>&(?:lt|gt|amp|quot|nbsp);)
    | (?P<math>\$)
    | (?P<brace>[{}])
    | (?P<invisible>[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f])
    | (?P<character>[×✕⨯–−‐‑‒―≈∼≃≅～％＋“”„‘’⩽⩾≦≧μ∕⁄²³…ﬁﬂ＄])
    """,
    re.VERBOSE,
)
# The characters that one of these can begin with: a search for one of a set is fast, trying every alternative
# everywhere is not.
# A hyphen or an apostrophe alone, which are the most frequent of them, begins none.
_FIRST: Final = re.compile(r"[^A-Za-z0-9 .,;:()%/?!\"#@=|\[\]<>](?:(?<![-'])|(?=[->']))")
# Printable ASCII without what is in every one of these, as the backslash in "\times" and the brace in "x_{2}". Only
# dashes and arrows have nothing else, and of apostrophes it takes two.
_ORDINARY: Final = bytes(set(range(0x20, 0x7F)) - set(b"\\$~{}&'`*+"))
_DASHES: Final = re.compile("-[->]")
# "$106 per spec … $50": money on both sides, not mathematics between.
_PROSE: Final = re.compile(r"[a-z]{2,}[,;]?\x20(?:[a-z]{1,}\x20){1,}|[a-z]{3,}\s?$")


# "10\,000"
_THOUSANDS: Final = re.compile(r"\d\\,\d{3}(?!\d)")


def clean(field: FieldName, raw: str) -> FieldText:
    r"""The clean text of a raw field, with the map back.

    >>> clean("abstract", "CVaR$_{0.95}$ falls by\n  10.4\\%").text
    'CVaR_0.95 falls by 10.4%'
    >>> clean("comment", "costs $106 per spec and \\$3 a day").text
    'costs $106 per spec and $3 a day'
    """
    if _is_plain(raw):
        return FieldText(field, raw, raw)
    money = _money_signs(raw) if "$" in raw else set()
    text: list[str] = []
    clean_starts = [0]
    raw_starts = [0]
    raw_ends: list[int] = []
    verbatim = [True]
    length = position = 0
    for first in _FIRST.finditer(raw):
        start = first.start()
        if start < position:
            continue
        sign = raw[start]
        if sign == "$" or sign == "}":
            # the most frequent ones, which only "math" and "brace" begin with
            piece, end = "$" if start in money else "", start + 1
        else:
            match = _SPECIAL.match(raw, start)
            if match is None:
                continue
            piece, end = _replacement(match, raw, field), match.end()
        if start > position:
            text.append(raw[position:start])
            length += start - position
        if piece == " " and (text[-1][-1] == " " if text else True):
            piece = ""
        position = end
        if len(piece) == end - start == 1:
            # one character for one: offsets stay in step
            text.append(piece)
            length += 1
            continue
        raw_ends.append(start)
        if piece:
            clean_starts.append(length)
            raw_starts.append(start)
            raw_ends.append(end)
            verbatim.append(piece == raw[start:end])
            text.append(piece)
            length += len(piece)
        clean_starts.append(length)
        raw_starts.append(end)
        verbatim.append(True)
    raw_ends.append(len(raw))
    text.append(raw[position:])
    return FieldText(field, raw, "".join(text), clean_starts, raw_starts, raw_ends, verbatim)


def _is_plain(raw: str) -> bool:
    """Whether nothing in a raw field can be replaced. Where this is not sure, `_FIRST` finds that out."""
    if not raw.isascii():
        return False
    others = raw.encode().translate(None, _ORDINARY)
    if others and (others.strip(b"'") or "''" in raw):
        return False
    return _DASHES.search(raw) is None


_DOLLAR: Final = re.compile(r"\$(?<!\\.)")
_ASIDE: Final = re.compile(
    r"(?:a|an|and|as|at|but|by|each|for|from|in|including|it|its|on|or|our|the|this|to|up|we|which|while|with|[a-z]+ing)\s"
)
"""Words behind two dashes that open an aside, where one dash would join a word."""
# "$3-$5", "$1,200 to $450"
_MONEY_LEFT: Final = re.compile(r"[\d,.]+[KMB]?\s?(?:-|–|--|to|and|versus|vs\.)\s?")


def _money_signs(raw: str) -> set[int]:
    """Offsets of the unescaped dollar signs that mean dollars."""
    signs = [match.start() for match in _DOLLAR.finditer(raw)]
    money: set[int] = set()
    index = 0
    while index < len(signs):
        start = signs[index]
        digit_follows = raw[start + 1 : start + 2].isdigit()
        if index + 1 == len(signs):
            if digit_follows:
                money.add(start)
            break
        inside = raw[start + 1 : signs[index + 1]]
        price = len(inside) > 300 or _MONEY_LEFT.fullmatch(inside) or _PROSE.search(inside)
        if digit_follows and price and "\\" not in inside[:12]:
            money.add(start)
            index += 1
        else:
            index += 2
    return money


def _replacement(match: "re.Match[str]", raw: str, field: FieldName) -> str:
    kind = match.lastgroup
    # lastgroup is the last group to close, which is the outer one here
    if kind == "space":
        return " "
    if kind == "character":
        return _CHARACTERS[match.group()]
    if kind in ("math", "brace", "dropped", "font", "invisible", "delimiter"):
        return ""
    if kind == "escaped":
        return cast(str, match["char"])
    if kind == "gap":
        thousands = match.group() == "\\," and _THOUSANDS.search(raw, max(0, match.start() - 3), match.end() + 4)
        return "," if thousands else " "
    if kind == "command":
        name = match["name"]
        return _SYMBOLS.get(name, name)
    if kind == "arrow":
        return "→"
    if kind == "dashes":
        before, after = raw[match.start() - 1 : match.start()], raw[match.end() : match.end() + 1]
        # "energy--delay" is one word, "2--3" a range; in a title "Name--Subtitle" is two
        joins = before.isalnum() and after.isalnum() and not (field == "title" and after.isupper())
        if joins and _ASIDE.match(raw, match.end()):
            # "a 10x speedup--a benefit"
            joins = False
        return "-" if match.group() == "--" and joins else "—"
    if kind == "quotes":
        return '"'
    if kind == "plusminus":
        return "±"
    if kind == "degree":
        return "°"
    if kind == "script":
        return match.group()[0] + match["scripted"]
    if kind == "fraction":
        return f"{match['over']}/{match['under']}"
    if kind == "entity":
        return _ENTITIES[match.group()]
    if kind == "siunitx":
        return siunitx.plain(match["si"], *filter(None, (match["si1"], match["si2"], match["si3"])))
    if kind == "raised":
        # "mm\textsuperscript{2}", but no "NVIDIA\textsuperscript{TM}"
        return f"^{match['exponent']}" if match["exponent"] else ""
    if kind == "coded":
        code = int(match["code"], 16)
        # half a pair stands for nothing, and no file can hold it
        return "" if 0xD800 <= code < 0xE000 else _CHARACTERS.get(chr(code), chr(code))
    if kind == "micro":
        return "µ"
    letter, mark = match["letter"] or match["letter2"], match["mark"] or match["mark2"]
    return unicodedata.normalize("NFC", letter + _ACCENTS[mark])
