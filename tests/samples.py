"""One paper with everything in it, and papers made of anything, for the tests of tables and sheets."""

from hypothesis import strategies as st

from claims.models import Claim, Extraction, HardwareMention, Paper, VenueMention

ABSTRACT = "On 64 A100 GPUs we cut\n  latency from 3.3 s to 1.41 s over NCCL."


def sample(**of_paper: object) -> Extraction:
    """The extraction of an invented paper; `of_paper` overrides what the paper holds."""
    paper = {
        "id": "2401.00010", "version": 1, "title": "Fast:\n  a system", "abstract": ABSTRACT,
        "comment": "ICML 2026", "categories": ("cs.DC", "cs.LG"), "published": "2024-01-01", "authors": ("A B", "C D"),
    }  # fmt: skip
    return Extraction(
        paper=Paper.model_validate(paper | of_paper),
        system="Fast",
        system_aliases=("FAST", "Fast system"),
        claims=(
            Claim(
                id="2401.00010/abstract/38", field="abstract", text="3.3 s to 1.41 s", start=38, end=53, type="change",
                value=None, before=3.3, after=1.41, unit="s", metric="latency", metric_key="latency",
                direction="decrease", effect="improvement", baseline="NCCL", sentence_start=0,
                sentence_end=len(ABSTRACT), factor=2.34, rule="quantity.pair+change.from_to",
            ),
            Claim(
                id="2401.00010/abstract/3", field="abstract", text="64", start=3, end=5, type="scale", value=64,
                unit="gpu", metric="A100 GPUs", metric_key="size", sentence_start=0, sentence_end=len(ABSTRACT),
                rule="quantity.count+scale.counted",
            ),
        ),
        hardware=(
            HardwareMention(
                field="abstract", text="64 A100 GPUs", start=3, end=15, name="NVIDIA A100", kind="gpu", count=64,
                rule="hardware.a100",
            ),
            HardwareMention(
                field="title", text="Fast", start=0, end=4, name="CXL", kind="interconnect", rule="hardware.cxl",
            ),
        ),
        venues=(
            VenueMention(
                field="comment", text="ICML 2026", start=0, end=9, name="ICML", kind="conference", year=2026,
                status="unknown", aliases=("International Conference on Machine Learning",), rule="venue.name",
            ),
        ),
    )  # fmt: skip


# What breaks tables: separators, quotes, line ends of all kinds, controls, what a spreadsheet runs, other scripts.
AWKWARD = st.text(
    st.one_of(
        st.sampled_from("=+-@|%'\"`,;\t\r\n\x00\x0b\x0c\x1b\x1c\x85\xa0\u2028\u2029\u200b\ufeff＝＋－＠ a1"),
        st.characters(codec="utf-8"),
    ),
    max_size=12,
)
FILLED = AWKWARD.filter(bool)
