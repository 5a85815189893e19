"""What no text may break: no exception, every span is a piece of its field, the same answer twice, linear time."""

import gzip
import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import claims
from claims import Extraction, Paper
from claims.sentences import LONGEST, sentences
from claims.text import clean
from growth import grows_linearly
from invariants import FRAGMENTS, HOSTILE, faults, repeated

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "gold" / "seeds.jsonl"
CORPUS = ROOT.parent / "shared" / "corpus" / "arxiv-systems.jsonl.gz"
FIELDS = ("id", "title", "abstract", "comment", "journal_ref")

TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=40).flatmap(
    lambda pieces: st.sampled_from(("", " ")).map(lambda glue: glue.join(pieces))
)
PAPERS = st.builds(Paper, id=st.just("2601.00001"), title=TEXTS, abstract=TEXTS, comment=TEXTS, journal_ref=TEXTS)


def test_every_seed_paper_is_grounded() -> None:
    extractions = list(claims.extract_many(claims.read_papers(SEEDS)))
    assert len(extractions) == 60
    assert sum(len(extraction.claims) for extraction in extractions) > 100
    assert not [f"{e.paper.id}: {fault}" for e in extractions for fault in faults(e)]


@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus is not part of the project")
def test_every_twentieth_paper_of_the_corpus_is_grounded() -> None:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as stream:
        records = [json.loads(line) for line in islice(stream, 0, None, 20)]
    assert len(records) > 1000
    papers = [Paper.model_validate({field: record[field] for field in FIELDS}) for record in records]
    assert not [f"{e.paper.id}: {fault}" for e in claims.extract_many(papers) for fault in faults(e)]


def test_faults_are_seen() -> None:
    extraction = claims.extract("Kelp cuts latency by 52% on 64 A100 GPUs.")
    first, *_ = extraction.claims
    for change, words in (
        ({"value": 52}, "checked, it is"),
        ({"text": "53%"}, "there stands '52%'"),
        ({"end": 900}, "no place"),
        ({"start": first.end}, "no place"),
        ({"sentence_end": first.start}, "outside its sentence"),
        ({"metric_spans": ((0, 900),)}, "leave the field"),
        ({"factor": -1.0}, "factor"),
        ({"value": float("inf")}, "finite"),
        ({"value": None}, "neither"),
        ({"high": 1.0}, "runs down"),
    ):
        broken = extraction.model_copy(update={"claims": (first.model_copy(update=change),)})
        assert any(words in fault for fault in faults(broken)), change
    twice = extraction.model_copy(update={"claims": (first, first)})
    assert any("given to 2 claims" in fault for fault in faults(twice))


@given(PAPERS)
def test_any_paper(paper: Paper) -> None:
    extraction = claims.extract(paper)
    assert not list(faults(extraction))
    assert claims.extract(paper) == extraction
    assert claims.extract(Extraction.model_validate_json(extraction.model_dump_json()).paper) == extraction


@given(TEXTS)
@example("9" * 5000 + " GPUs")
@example("two billion orders of magnitude faster")
@example("two " + "trillion " * 200 + "tokens")
@example("a speedup of x⁴ over x" + "9" * 400 + ".5")
@example("9e999 faster, 2/9e99 of 9e99, 1e99 trillion trillion GPUs, from 1e-99 s to 1e99 h, 3 ± 9e999 ms")
@example(", 1 p (1 p (1 q")
@example("It finishes all jobs) in under 5 ms.")
@example("10 red, " * 6000)
@example("10^" + "9" * 20 + " nodes, " + "9" * 400 + ".5x faster")
def test_any_text(text: str) -> None:
    extraction = claims.extract(text)
    assert not list(faults(extraction))
    for quantity in claims.quantities(text):
        assert 0 <= quantity.start < quantity.end
        assert text[quantity.start : quantity.end] == quantity.text


@given(st.lists(st.sampled_from([f for f in FRAGMENTS if "\\cite" not in f]), max_size=40).map("".join))
def test_cleaning_keeps_every_digit_in_its_place(raw: str) -> None:
    field = clean("abstract", raw)
    digits = [(index, char) for index, char in enumerate(field.text) if char.isdecimal()]
    assert [char for _, char in digits] == [
        {"²": "2", "³": "3"}.get(char, char) for char in raw if char in "²³" or char.isdecimal()
    ]
    for index, char in digits:
        first, last = field.span(index, index + 1)
        assert char in raw[first:last].replace("²", "2").replace("³", "3")
    spans = [field.span(index, index + 1) for index in range(len(field.text))]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(raw) for start, end in spans)


@given(st.text(alphabet="aB1,. -", max_size=30), st.integers(1, 3 * LONGEST))
def test_long_sentences_are_cut_and_nothing_is_lost(text: str, length: int) -> None:
    long = repeated(text or " ", length)
    pieces = sentences(long)
    assert all(0 < end - start <= LONGEST for start, end in pieces)
    assert "".join(long[start:end] for start, end in pieces).replace(" ", "") == long.replace(" ", "")


def test_the_same_for_any_hash_seed() -> None:
    """What no seed paper shows; test_determinism.py has those, in all forms of output."""
    program = "import sys, claims\nfor text in sys.argv[1:]: print(claims.extract(text), claims.quantities(text))"
    texts = [" ".join(FRAGMENTS[start::7]).replace("\0", "") for start in range(7)]
    first, second = (
        subprocess.run(
            [sys.executable, "-c", program, *texts],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}, capture_output=True, check=True,
        ).stdout
        for seed in ("1", "20261")
    )  # fmt: skip
    assert first.count(b"claims=(Claim(") > 3
    assert first == second


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear(unit: str) -> None:
    """benchmarks/scaling.py has the seconds."""
    grows_linearly(claims.extract, _paper_of(unit, 5_000), _paper_of(unit, 20_000), 4, unit)


def _paper_of(unit: str, length: int) -> Paper:
    text = repeated(unit, length)
    return Paper(id="2601.00001", title=text, abstract=text, comment=text, journal_ref=text)


def test_quadratic_work_is_told() -> None:
    def work(size: int) -> None:
        for _ in range(size * size):
            pass

    with pytest.raises(pytest.fail.Exception, match="for 8 times as much"):
        grows_linearly(work, 500, 4_000, 8)
