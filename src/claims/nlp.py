"""The spaCy pipeline, built here and nowhere else: a tokenizer and an entity ruler. No model, no download."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

import spacy
from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.pipeline import EntityRuler
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_suffix_regex
from spacy.vocab import Vocab

# blank("en") keeps "8xA100", "CPU/GPU", "GH200+H100" and "80GB-A100" whole; names inside them could not be matched.
_INFIXES = (
    r"/",
    r"\+",
    r"(?<=\d)x(?=[A-Z])",
    r"(?<=\w)-(?=\w)",
    r"(?<=\w)[,;(\[](?=\w)",
    r"'(?=\d\d)",
    r"(?<=[)\]])(?=\w)",
)
_SUFFIXES = (r"'\d\d", r"-")


def build(
    patterns: Iterable[Mapping[str, Any]],
    *,
    words: "re.Pattern[str] | None" = None,
    norm: Callable[[str], str] | None = None,
) -> Language:
    """A tokenizer and an entity ruler over `patterns`, which are spaCy's: {"label", "pattern", "id"}.

    A pattern is a phrase (string) or a list of token attributes. In a processed doc, `ent.label_` and `ent.ent_id_`
    tell which pattern matched; of overlapping matches the longest wins.

    `words` replaces the English tokenizer: each of its matches is a token, and together they must cover all but the
    white space. `norm` gives what is compared of a token, in the text and in phrases alike: a phrase "RTX 3060" finds
    every "RTX 4090" if `norm` makes the digits equal. Token patterns can then ask for NORM and ORTH only.
    """
    nlp = spacy.blank("en")
    if words is None:
        infixes = compile_infix_regex((*(nlp.Defaults.infixes or ()), *_INFIXES))
        suffixes = compile_suffix_regex((*(nlp.Defaults.suffixes or ()), *_SUFFIXES))
        nlp.tokenizer.infix_finditer = infixes.finditer  # type: ignore[union-attr]
        nlp.tokenizer.suffix_search = suffixes.search  # type: ignore[union-attr]
    else:
        nlp.tokenizer = _Words(nlp.vocab, words)
    attribute = "ORTH"
    if norm is not None:
        attribute = "NORM"
        # Computed once per distinct word, when the vocabulary first sees it; some it has seen already. The twenty other
        # attributes (shape, prefix, "is it a currency") take most of the time of a new word, and nobody asks for them.
        nlp.vocab.lex_attr_getters = {NORM: norm}  # type: ignore[attr-defined]
        for lexeme in nlp.vocab:
            lexeme.norm_ = norm(lexeme.text)
    config = {"validate": True, "phrase_matcher_attr": attribute}
    ruler = cast(EntityRuler, nlp.add_pipe("entity_ruler", config=config))
    ruler.add_patterns([dict(pattern) for pattern in patterns])
    return nlp


class _Words:
    """A tokenizer whose tokens are the matches of one regex, and white space beyond the single spaces between them."""

    def __init__(self, vocab: Vocab, words: "re.Pattern[str]") -> None:
        self.vocab = vocab
        self.words = words

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for match in self.words.finditer(text):
            if match.start() > end:
                gap = text[end : match.start()]
                if words and gap[0] == " ":
                    spaces[-1] = True
                    gap = gap[1:]
                if gap:
                    words.append(gap)
                    spaces.append(False)
            words.append(match.group())
            spaces.append(False)
            end = match.end()
        return Doc(self.vocab, words=words, spaces=spaces)
