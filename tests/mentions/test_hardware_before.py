"""What the last words before a name can say is seen without the regexes that read it; they must agree."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.mentions.hardware_before import CODED, COUNTS, MAKES, REACH, said_before
from claims.mentions.hardware_grammar import grammar
from claims.mentions.hardware_units import _around

COUNTING = grammar().rules.counting
ODD = ["8", "1,024", "8x", "4-8", "2/4", "to1024", "80GB", "80 GB", "3.5k", "X710", "A100", "64-core", "NVIDIA's",
       "AMD-based", "Intel(R)", "foo.x86", "of", "on", "the", "x", "*"]  # fmt: skip
LAST = [*COUNTING.adjectives, *sorted(set(COUNTING.numbers) - {"single,"}), *grammar().vendors, *ODD]
EARLIER = [*LAST, "single,", "8 k", "twox", "GPU", "cards", "32-bit"]
SIGNS = st.sampled_from([" ", " ", " ", " ", ", ", "-", "/", "(", "\n", ""])
PARTS = st.lists(st.tuples(st.sampled_from(EARLIER), SIGNS), max_size=5)


@settings(max_examples=500)
@given(PARTS, st.sampled_from(LAST), st.sampled_from(" -"))
@example([("active", " "), ("twox", ""), ("COTS", "")], "enterprise", " ")
@example([("of", " "), ("8", "")], "to1024", "-")
@example([("a", "")], "pair of", " ")
@example([("8", " "), ("cards", "")], "modern", " ")
@example([("a hundred", "")], "gate-based", " ")
def test_what_is_passed_over_says_nothing(parts: list[tuple[str, str]], last: str, sign: str) -> None:
    text = "".join(word + between for word, between in parts) + " " + last + sign
    says = said_before(text + "GPUs", len(text))[1]
    before = text[-REACH:]
    around = _around()
    if around.number.search(before):
        assert says & COUNTS
    if around.vendor.search(before):
        assert says & MAKES
    if around.coded.search(before):
        assert says & CODED
