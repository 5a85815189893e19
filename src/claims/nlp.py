"""spaCy's entity ruler, built here and nowhere else, over phrases of gazetteers. No model, no download."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.lang.en import English
from spacy.pipeline import EntityRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab


class Phrases:
    """Phrases that an entity ruler finds in texts which one regex cuts into words.

    `words` replaces the English tokenizer: each of its matches is a token, and together they must cover all but the
    white space. `norm` gives what is compared of a token, in the text and in phrases alike: a phrase "RTX 3060" finds
    every "RTX 4090" if `norm` makes the digits equal.
    """

    def __init__(
        self, phrases: Iterable[str], words: "re.Pattern[str]", norm: Callable[[str], str] | None = None
    ) -> None:
        # Only what is compared is computed of a word, once, when the vocabulary first sees it. The twenty other
        # attributes (shape, prefix, "is it a currency") take most of the time of a new word, and nobody asks for them.
        self.vocab = Vocab(lex_attr_getters={} if norm is None else {NORM: norm})
        self._words = words
        # without the English tokenizer, whose special cases take longer to read than the phrases
        nlp = English(self.vocab, create_tokenizer=lambda _: self._doc)
        config = {"validate": True, "phrase_matcher_attr": "ORTH" if norm is None else "NORM"}
        ruler = cast(EntityRuler, nlp.add_pipe("entity_ruler", config=config))
        # One label and no ids: what an entity is, its words tell, and the ruler counts its ids at every call. Straight
        # into its matcher: `add_patterns` keeps the doc of every phrase too, to write the ruler to a file.
        self._matcher = ruler.phrase_matcher
        for phrase in phrases:
            self._matcher.add("NAME", [self._doc(phrase)])

    def _doc(self, text: str) -> Doc:
        return Doc(self.vocab, words=self.cut(text)[0])

    def cut(self, text: str) -> tuple[list[str], list[int]]:
        """The words of a text, and where each begins; of white space between two all but one space is a word."""
        words: list[str] = []
        starts: list[int] = []
        end = 0
        for match in self._words.finditer(text):
            start = match.start()
            if start > end:
                gap = end + 1 if words and text[end] == " " else end
                if gap < start:
                    words.append(text[gap:start])
                    starts.append(gap)
            word = match[0]
            words.append(word)
            starts.append(start)
            end = start + len(word)
        return words, starts

    def entities(self, words: list[str]) -> list[tuple[int, int]]:
        """First word and end of each phrase among the words, of those that overlap the longest, in order.

        The same that the ruler would put into `ents` of a doc, in half the time: no spans are made.
        """
        return self.entities_of_each([words])[0]

    def entities_of_each(self, texts: Sequence[list[str]]) -> list[list[tuple[int, int]]]:
        """`entities` of the words of each text, by one doc for all: to make a doc takes longer than to search it."""
        words: list[str] = []
        begins: list[int] = []
        for text in texts:
            begins.append(len(words))
            words += text
            words.append(_BREAK)
        found: list[set[tuple[int, int]]] = [set() for _ in texts]
        if words:
            for _, start, end in self._matcher(Doc(self.vocab, words=words)):
                number = bisect_right(begins, start) - 1
                found[number].add((start - begins[number], end - begins[number]))
        return [_longest(each) for each in found]


_BREAK = "\n"
"""Stands between two texts: no phrase has it."""


def _longest(found: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, of those that overlap the longest."""
    if len(found) < 2:
        return list(found)
    taken: set[int] = set()
    kept = []
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if start not in taken and end - 1 not in taken:
            kept.append((start, end))
            taken.update(range(start, end))
    return sorted(kept)
