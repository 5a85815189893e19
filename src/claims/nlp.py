"""spaCy's entity ruler, built here and nowhere else, over phrases of gazetteers. No model, no download."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import cast

from spacy.lang.en import English
from spacy.pipeline import EntityRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

BREAK = "\n"
"""What no phrase has: stands between two texts, and for a word that is in no phrase."""


class Phrases:
    """Phrases that an entity ruler finds in texts. Of both it is given the words, cut and made alike by who asks.

    spaCy keeps every word that it has seen, so that words which stand in no phrase are better given as `BREAK`.
    """

    def __init__(self, phrases: Iterable[Sequence[str]]) -> None:
        # The words are compared as they stand. Their twenty other attributes (shape, prefix, "is it a currency") take
        # most of the time of a new word, and nobody asks for them.
        self.vocab = Vocab(lex_attr_getters={})
        # without the English tokenizer, whose special cases take longer to read than the phrases
        nlp = English(self.vocab, create_tokenizer=lambda _: lambda text: Doc(self.vocab, words=text.split()))
        ruler = cast(
            EntityRuler, nlp.add_pipe("entity_ruler", config={"validate": True, "phrase_matcher_attr": "ORTH"})
        )
        # One label and no ids: what an entity is, its words tell, and the ruler counts its ids at every call. Straight
        # into its matcher: `add_patterns` keeps the doc of every phrase too, to write the ruler to a file.
        self._matcher = ruler.phrase_matcher
        for phrase in phrases:
            self._matcher.add("NAME", [Doc(self.vocab, words=list(phrase))])

    def entities(self, words: list[str]) -> list[tuple[int, int]]:
        """First word and end of each phrase among the words, of those that overlap the longest, in order.

        The same that the ruler would put into `ents` of a doc, in half the time: no spans are made.
        """
        return self.entities_of_each([words])[0]

    def entities_of_each(self, texts: Sequence[list[str]]) -> list[list[tuple[int, int]]]:
        """`entities` of the words of each text, by one doc for all: to make a doc takes longer than to search it."""
        words: list[str] = []
        places: list[int] = []
        """Where in its text each word stands; one break is enough of several."""
        begins: list[int] = []
        for text in texts:
            begins.append(len(words))
            last = BREAK
            for place, word in enumerate(text):
                if word != BREAK or last != BREAK:
                    words.append(word)
                    places.append(place)
                last = word
            words.append(BREAK)
            places.append(len(text))
        found: list[set[tuple[int, int]]] = [set() for _ in texts]
        if words:
            for _, start, end in self._matcher(Doc(self.vocab, words=words)):
                found[bisect_right(begins, start) - 1].add((places[start], places[end - 1] + 1))
        return [_longest(each) for each in found]


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
