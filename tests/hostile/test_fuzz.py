"""The fuzz targets of fuzz/ on what hypothesis makes: bounded, and the same promises as under atheris."""

import json
import sys
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

FUZZ = Path(__file__).parents[2] / "fuzz"
sys.path.insert(0, str(FUZZ))

from seeds import seeds  # noqa: E402
from targets import abstract, feeds, jsonl  # noqa: E402

BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
WORDS = [
    "up to ", "52%", "1.98x", "1.5-4.7", " over ", "vLLM", "64 A100 GPUs", "P99 latency", " from ", " to ", "\\times",
    "$", "{", "}", "ICML 2026", "halves", "orders of magnitude", "(", ")", ". ", ", ", "and ", "≤", "µs", "\u0301",
    "9" * 40, "\n",
    "Accepted at ", "e.g. ", "-", "\u2013", "\x00", "İ", "10^", "1,000,000", "per ", "two-fold", "respectively",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, target: str) -> bytes:
    """A seed of which pieces are cut out, doubled, moved to its end or put in the place of others."""
    known = seeds(target, 12)
    data = draw(st.sampled_from(known))
    for _ in range(draw(st.integers(1, 6))):
        begin = draw(st.integers(0, len(data)))
        end = min(len(data), begin + draw(st.integers(0, 40)))
        piece = data[begin:end]
        other = draw(st.sampled_from(known))[:30]
        put = draw(st.sampled_from([b"", piece * 2, draw(st.binary(max_size=6)), other, b"&#0;", b'"', b"<", b"\\"]))
        data = data[:begin] + put + data[end:]
    return bytes(data[:2000])


@BOUNDED
@given(mutated("feeds") | st.binary(max_size=200))
def test_feeds(data: bytes) -> None:
    feeds(data)


@BOUNDED
@given(
    mutated("jsonl") | st.recursive(st.none() | st.text(), st.lists, max_leaves=9).map(lambda x: json.dumps(x).encode())
)
def test_jsonl(data: bytes) -> None:
    jsonl(data)


@BOUNDED
@given(
    mutated("abstract")
    | st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=40)
    .map("".join)
    .map(lambda text: text.encode("utf-8", "replace"))
)
@example(b"\xd6\xbf")  # an accent without a letter
def test_abstract(data: bytes) -> None:
    abstract(data)
