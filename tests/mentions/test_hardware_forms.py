"""A form is compared sign by sign; what it finds must be what a regex of all its alternatives would find."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.mentions.hardware_forms import Form, continued, written
from claims.mentions.hardware_grammar import grammar

FORMS = list({form: None for alike in grammar().forms.values() for form in alike})
GLUE = ["", " ", "-", "s", "S", "4", "R", "+", " Pro", "s and"]


def regex(form: Form, first: int = 0) -> "re.Pattern[str]":
    """What a name must match to the letter from a slot on; the groups s0, s1 … are the slots."""
    pieces = ""
    for number, slot in enumerate(form.slots[first:], first):
        gap = "" if number == first else "-?" if slot.joint == "" else "[ -]?"
        letters = "|".join(sorted(slot.patterns, key=lambda one: (-len(one), one)))
        letters = letters if number == form.lead else f"(?i:{letters})"
        pieces += f"(?:{gap}(?P<s{number}>{letters}))?" if slot.mark else f"{gap}(?P<s{number}>{letters})"
    tail = f"(?P<tail>{form.family.tail})?" if form.family.tail else "(?P<tail>(?!))?"
    return re.compile(f"{pieces}{tail}s?")


@st.composite
def names(draw: st.DrawFn) -> tuple[Form, str]:
    """A form, and what may be written in it or nearly so."""
    form = draw(st.sampled_from(FORMS))
    name = ""
    for slot in form.slots:
        if slot.mark != "" and draw(st.booleans()):
            continue
        word = draw(st.sampled_from(slot.alternatives))
        word = "".join(draw(st.sampled_from("0159")) if sign == "#" else sign for sign in word)
        word = draw(
            st.sampled_from([word, word, word.lower(), word.upper(), word.replace("-", draw(st.sampled_from(" -")))])
        )
        name += (draw(st.sampled_from(["", " ", "-", slot.joint, "--"])) if name else "") + word
    return form, name + draw(st.sampled_from(GLUE))


@settings(max_examples=500)
@given(names())
def test_a_form_is_what_its_regex_says(case: tuple[Form, str]) -> None:
    form, name = case
    match, found = regex(form).fullmatch(name), written(form, name)
    assert (match is None) == (found is None)
    if match and found:
        numbers = [f"s{number}" for number in range(len(form.slots))]
        assert found.pieces == tuple(piece or "" for piece in match.group(*numbers, "tail"))
    for first in range(form.lead + 1, len(form.slots)):
        for start in (0, name.find(" ") + 1):
            match, found = regex(form, first).match(name, start), continued(form, first, name, start)
            assert (match and match.end()) == (found and found.end)
