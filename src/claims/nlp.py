"""The spaCy pipeline, built here and nowhere else: a blank English tokenizer and an entity ruler. No model, no download."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.pipeline import EntityRuler
from spacy.util import compile_infix_regex, compile_suffix_regex

# blank("en") keeps "8xA100", "CPU/GPU", "GH200+H100" and "80GB-A100" whole; names inside them could not be matched.
_INFIXES = (r"/", r"\+", r"(?<=\d)x(?=[A-Z])", r"(?<=\w)-(?=\w)", r"(?<=\w)[,;(\[](?=\w)", r"'(?=\d\d)", r"(?<=[)\]])(?=\w)")
_SUFFIXES = (r"'\d\d", r"-")


def build(patterns: Iterable[Mapping[str, Any]]) -> Language:
    """A tokenizer and an entity ruler over `patterns`, which are spaCy's: {"label", "pattern", "id"}.

    A pattern is a phrase (string) or a list of token attributes. In a processed doc, `ent.label_` and `ent.ent_id_` tell
    which pattern matched; of overlapping matches the longest wins.
    """
    nlp = spacy.blank("en")
    nlp.tokenizer.infix_finditer = compile_infix_regex((*nlp.Defaults.infixes, *_INFIXES)).finditer  # type: ignore[union-attr]
    nlp.tokenizer.suffix_search = compile_suffix_regex((*nlp.Defaults.suffixes, *_SUFFIXES)).search  # type: ignore[union-attr]
    ruler = cast(EntityRuler, nlp.add_pipe("entity_ruler", config={"validate": True}))
    ruler.add_patterns([dict(pattern) for pattern in patterns])
    return nlp
