r"""Any text -> LaTeX in plain ASCII that shows it, in every engine and font encoding; it holds no unbalanced brace.

>>> print(escaped("50% of {P99} & 2× é"))
50\% of \textbraceleft{}P99\textbraceright{} \& 2\ensuremath{\times} \'{e}
>>> print(escaped("\\input{x}"))
\textbackslash{}input\textbraceleft{}x\textbraceright{}
"""

import re
import unicodedata

FALLBACK = r'\providecommand{\claimschar}[1]{\ifdefined\Umathcode\char"#1\relax\else[U+#1]\fi}'
"""What has to be defined where `escaped` was: a character that pdfTeX has no font for, by its number."""

_ASCII = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "~": r"\ensuremath{\sim}", "^": r"\textasciicircum{}", "<": r"\textless{}",
    ">": r"\textgreater{}", "|": r"\textbar{}", "`": r"\textasciigrave{}",
    "[": "{[}", "]": "{]}", "*": "{*}",  # which "\\" at the end of the row above would take for its own
}  # fmt: skip
_MATHS = {
    "×": "times", "·": "cdot", "⋅": "cdot", "±": "pm", "≤": "leq", "≥": "geq", "≈": "approx", "∼": "sim",
    "→": "rightarrow", "←": "leftarrow", "↑": "uparrow", "↓": "downarrow", "∞": "infty", "µ": "mu", "μ": "mu",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau",
    "υ": "upsilon", "φ": "varphi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta",
    "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega", "−": "-", "∈": "in",
    "≠": "neq", "≡": "equiv", "√": "surd", "∑": "sum", "∏": "prod", "∂": "partial", "∇": "nabla", "⇒": "Rightarrow",
}  # fmt: skip
_TEXTS = {
    "–": r"\textendash{}", "—": r"\textemdash{}", "‘": r"\textquoteleft{}", "’": r"\textquoteright{}",
    "“": r"\textquotedblleft{}", "”": r"\textquotedblright{}", "…": r"\ldots{}", "\xa0": "~", "°": r"\textdegree{}",
    "ø": r"\o{}",
    "Ø": r"\O{}", "æ": r"\ae{}", "Æ": r"\AE{}", "œ": r"\oe{}", "Œ": r"\OE{}", "ß": r"\ss{}", "ł": r"\l{}",
    "Ł": r"\L{}", "å": r"\aa{}", "Å": r"\AA{}", "ı": r"\i{}",
    "§": r"\S{}", "©": r"\textcopyright{}", "€": r"\texteuro{}",
}  # fmt: skip
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
    "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0327": "c", "\u0323": "d", "\u0331": "b",
}  # fmt: skip
# Two of them, one after the other, become another sign: "--", "''", ",,".
_TWINS = re.compile(r"-(?=-)|'(?=')|,(?=,)")
_DOTLESS = {"i": r"\i", "j": r"\j"}


def escaped(text: str) -> str:
    """The text as LaTeX; white space of any kind is a space."""
    return _TWINS.sub(r"\g<0>{}", "".join(map(_written, " ".join(text.split()))))


def _written(character: str) -> str:
    if character.isascii():
        return _ASCII.get(character, character if character.isprintable() else " ")
    if character in _TEXTS:
        return _TEXTS[character]
    if character in _MATHS:
        name = _MATHS[character]
        return rf"\ensuremath{{\{name}}}" if name.isalpha() else rf"\ensuremath{{{name}}}"
    letter, accents = (decomposed := unicodedata.normalize("NFD", character))[0], decomposed[1:]
    if letter.isascii() and letter.isalpha() and accents in _ACCENTS:
        under = accents in "\u0327\u0323\u0331"
        return rf"\{_ACCENTS[accents]}{{{letter if under else _DOTLESS.get(letter, letter)}}}"
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and plain.isprintable():  # "ﬁ", "²", full-width letters
        return escaped(plain)
    return rf"\claimschar{{{ord(character):04X}}}"
