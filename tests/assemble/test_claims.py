"""What a claim carries beside its attributes: places in the raw text, id, evidence; and what is said twice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import extract
from claims.models import Claim, Paper

LATEX = r"We present Kelp. It cuts tail latency by 72.77\% with $2.23\times$ higher throughput than Raft on YCSB."


def claims(text: str, **fields: str) -> tuple[Claim, ...]:
    return extract(Paper(id="2601.00001", abstract=text, **fields)).claims


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def test_every_place_points_into_the_raw_field() -> None:
    latency, throughput = claims(LATEX)
    assert [LATEX[claim.start : claim.end] for claim in (latency, throughput)] == [r"72.77\%", r"2.23\times"]
    assert [words(LATEX, claim.metric_spans) for claim in (latency, throughput)] == ["tail latency", "throughput"]
    assert words(LATEX, throughput.baseline_spans) == throughput.baseline == "Raft"


def test_the_evidence_is_the_sentence() -> None:
    for claim in claims(LATEX):
        sentence = LATEX[claim.sentence_start : claim.sentence_end]
        assert sentence.startswith("It cuts")
        assert sentence.endswith("YCSB.")


def test_ids_tell_claims_apart_and_name_paper_and_field() -> None:
    ids = [claim.id for claim in claims(LATEX, title="Kelp: 10x Faster Checkpointing")]
    assert len(set(ids)) == 3
    assert all(identity.startswith("2601.00001:") for identity in ids)
    assert [identity.split(":")[1] for identity in ids] == ["title", "abstract", "abstract"]


def test_a_rule_names_quantity_and_construction() -> None:
    (claim,) = claims("Kelp reduces latency by 30%.")
    assert claim.rule == "quantity.percent+claim.verb-by"


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("Kelp reduces latency by 50%.", 2),
        ("Kelp increases throughput by 50%.", 1.5),
        ("Kelp degrades throughput by 4x.", 0.25),
        ("Latency falls from 8 s to 2 s.", 4),
        ("Accuracy is 93%.", None),
        ("We ran it on 24 traces.", None),
    ],
)
def test_only_changes_have_a_factor(text: str, factor: float | None) -> None:
    (claim,) = claims(text)
    assert claim.factor == factor


def test_a_count_is_given_once_a_level_each_time() -> None:
    text = "We study four vendors and reach 91% accuracy. The idea holds for all four vendors, with 91% accuracy."
    assert [(claim.type, claim.value) for claim in claims(text)] == [("scale", 4), ("level", 91), ("level", 91)]


def test_the_same_count_of_other_things_is_given() -> None:
    found = claims("We ran it on 24 traces and 24 workloads.")
    assert [claim.unit for claim in found] == ["trace", "workload"]


def test_an_elided_metric_is_the_one_said_before() -> None:
    later = claims("Kelp improves throughput by 2x. On Venus, an improvement of 35% remains.")[-1]
    assert (later.value, later.metric, later.metric_key) == (35, "throughput", "throughput")


def test_numbers_inside_hardware_are_no_claims_unless_they_count_units() -> None:
    assert claims("We run on an RTX 3060 12GB.") == ()
    (scale,) = claims("We run on 8 NVIDIA A100 GPUs.")
    assert (scale.type, scale.value, scale.unit) == ("scale", 8, "gpu")


def test_title_abstract_and_comment_are_read_the_journal_is_not() -> None:
    found = claims(
        "Kelp cuts cost by 20%.", title="2x Faster Reads", comment="Cuts cost by 25%", journal_ref="Cuts cost by 30%"
    )
    assert [(claim.field, claim.value) for claim in found] == [("title", 2), ("abstract", 20), ("comment", 25)]


def test_prior_ends_where_the_paper_speaks_of_itself() -> None:
    text = "Clusters waste 40% of their memory. We present Kelp. It cuts this waste by 3x."
    assert [claim.about for claim in claims(text)] == ["prior", "this"]


def test_only_changes_move() -> None:
    text = "Kelp cuts latency by 30%, reaches an accuracy of 93%, and was run on 24 traces."
    change, level, scale = claims(text)
    assert (change.direction, change.effect) == ("decrease", "improvement")
    for claim in (level, scale):
        assert (claim.direction, claim.effect, claim.factor) == (None, None, None)
    assert scale.condition is None


FRAGMENTS = [
    "Kelp", "reduces", "latency", "by", "up to", "30%", r"2.3$\times$", "and", ",", "(", ")", "from", "3 s", "to",
    "higher", "throughput", "than", "vLLM", "respectively", "of", "a", "speedup", "64 GPUs", "three", "compared to",
    "on average", "-", "/", ". ", "The", "7/7", "±", "halves", "orders of magnitude", "=", "$106", "é", "\n", "0",
]  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join))
def test_no_text_fails_and_no_place_is_wrong(text: str) -> None:
    found = claims(text)
    raw = text.strip()
    assert len({claim.id for claim in found}) == len(found)
    for claim in found:
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.text
        assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end
        assert raw
        for spans in (claim.metric_spans, claim.baseline_spans, claim.condition_spans):
            assert all(0 <= start < end <= len(text) for start, end in spans)
        assert (claim.value is None) == (claim.before is not None) == (claim.after is not None)
        if claim.high is not None:
            assert claim.value is not None
            assert claim.value <= claim.high
        assert (claim.direction is not None) == (claim.effect is not None) == (claim.type == "change")
