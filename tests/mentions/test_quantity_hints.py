"""What a hint passes over holds no quantity: no number begins inside a name, however its parts are glued."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claims import patterns
from claims.mentions.quantity import find
from claims.mentions.quantity_hints import has_rare, hinted, hints, hints_of_each
from claims.mentions.quantity_words import words
from claims.tokens import cut

PIECES = [
    *"abxXDGsmkeB1357-.,/%'&@^_+ ()=°µα$~#", "10", "100", "1.5", "3D", "5G", "GPU", "GPT", "Qwen2.5", "x2", "sub",
    "near", "up-to", "to", "by", "of", "than", "around", "vs.", "e.g.", "w.r.t.", "et al.", "www.", "one", "order",
    " of magnitude", " than a  second", "one percent", "-", "-", ".", " ",
]  # fmt: skip


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9))
def test_no_number_is_passed_over(pieces: list[str]) -> None:
    text = "".join(pieces)
    with patterns.in_force():
        if not hinted(text, [(0, len(text))], hints(text)):
            # rare words alone are passed over
            found = find(*cut(text, 0, len(text))) if any(char.isdigit() for char in text) else []
            assert [text[amount.start : amount.end] for amount in found] == []


def test_each_word_that_begins_a_quantity_is_a_hint_or_rare() -> None:
    with patterns.in_force():
        for word in words().starters:
            assert has_rare(word) != any(found.places for found in hints_of_each([f"{word} of it", f"by {word}"])), word


def test_names_are_no_hints() -> None:
    text = "An A100, GPT-4, Qwen2.5-7B and 3D stacks. One A100. Sub-20 and by3% and around-5% and x2."
    spans = [(0, 41), (42, 51), (52, len(text))]
    assert hinted(text, spans, hints(text)) == spans[1:]


@given(st.lists(st.lists(st.sampled_from([*PIECES, "two", "fold", "İ", "٣", "\ud800"])).map("".join)))
def test_texts_have_the_same_hints_together(texts: list[str]) -> None:
    texts.append("A100 and 1.5 " * 200)  # longer than a sentence
    with patterns.in_force():
        together = [(found.places, found.names) for found in hints_of_each(texts)]
        assert together == [(found.places, found.names) for found in map(hints, texts)]
