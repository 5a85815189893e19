"""Words of comments: a text cut between its spaces gives the words of the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.mentions import venue_words
from claims.mentions.venue_words import Word, words

PIECES = st.sampled_from(
    ["26", "th", "26th", "doi:", "doi", "10.1000/182.", "arXiv:", "2401.00001", "Accepted", "(ICML'26),", "Int'l", "J.",
     "Foo", "SIGMOD2026.", "a@b.org", "https://foo.org/a.", "Café", "2026;", "&", "", "•"]
)  # fmt: skip


def _told(found: list[Word]) -> list[tuple[object, ...]]:
    return [(word.text, word.start, word.end, word.root, word.sort, word.sentence) for word in found]


@given(st.lists(PIECES, max_size=8))
def test_a_text_cut_between_its_spaces_gives_the_words_of_the_whole(pieces: list[str]) -> None:
    text = " ".join(pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(venue_words, "_holds_spaced", lambda _: True)
        whole = _told(words(text))
    assert _told(words(text)) == whole


def test_a_word_may_hold_a_space() -> None:
    assert [word.text for word in words("the 26 th Foo, doi: 10.1000/182")] == [
        "the",
        "26 th",
        "Foo",
        ",",
        "doi: 10.1000/182",
    ]
