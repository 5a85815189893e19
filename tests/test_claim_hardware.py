"""The hardware of a claim: what it names itself, of each sort of hardware, or else all that its paper names."""

import pytest

import claims
from claims.claim_hardware import hardware_of_claims
from claims.table import TABLES


def hardware_of(text: str) -> dict[str, list[str]]:
    """The hardware of each claim of a text, by the words of the claim."""
    found = claims.extract(text)
    return {claim.text: names for claim, names in zip(found.claims, hardware_of_claims(found), strict=True)}


SEVERAL = (
    "We show speedups of 147x-509x on an NVIDIA A100 GPU, 243x-1269X for an NVIDIA H100 GPU, and 332X-2185X for an "
    "NVIDIA H200 GPU."
)


def test_each_number_has_the_hardware_beside_it() -> None:
    assert hardware_of(SEVERAL) == {
        "147x-509x": ["NVIDIA A100"], "243x-1269X": ["NVIDIA H100"], "332X-2185X": ["NVIDIA H200"]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number", "names"),
    [
        # in the condition
        ("On A100 GPUs, Fast cuts latency by 52%. We also have an H200.", "52%", ["NVIDIA A100"]),
        ("Fast runs on A100 and H200. On H200, it cuts latency by 52% and energy by 20%.", "20%", ["NVIDIA H200"]),
        # before the number and behind it, in parentheses
        ("It trains on Perlmutter (620 Petaflop/s) and Frontier (1381 Petaflop/s).", "620 Petaflop/s", ["Perlmutter"]),
        ("It reaches 6.76 TOPS (XDNA) and 38.05 TOPS (XDNA2).", "38.05 TOPS", ["AMD XDNA 2"]),
        # in the words of the claim
        ("It runs on 64 A100 GPUs, and is planned for H200.", "64 A100 GPUs", ["NVIDIA A100"]),
        # several
        ("It is 4.8x faster on an A100 and an H200, not on a V100.", "4.8x", ["NVIDIA A100", "NVIDIA H200"]),
        # what it is compared with is none of its own
        ("On V80 FPGAs, Fast is 1.7x faster than an A100.", "1.7x", ["AMD Alveo V80"]),
        ("Fast is 2x faster than an A100. It has an H200.", "2x", ["NVIDIA A100", "NVIDIA H200"]),
        # of a sort that the claim does not name, all
        ("Fast cuts latency by 52% on PCIe. It has NVLink and A100 GPUs.", "52%", ["PCIe", "NVIDIA A100"]),
        # GPUs are all GPUs of the paper
        ("On AMD GPUs, Fast is 2x faster. We have MI300X, MI250X and H100.", "2x",
         ["AMD GPU", "AMD Instinct MI300X", "AMD Instinct MI250X"]),
        # nothing is named
        ("Fast cuts latency by 52%. It was run on A100 and H200.", "52%", ["NVIDIA A100", "NVIDIA H200"]),
    ],
)  # fmt: skip
def test_what_a_claim_names_counts_alone(text: str, number: str, names: list[str]) -> None:
    assert hardware_of(text)[number] == names


def test_one_piece_of_hardware_is_that_of_every_claim() -> None:
    assert hardware_of("Fast cuts latency by 52% and energy by 20%. It was run on an A100.") == {
        "52%": ["NVIDIA A100"], "20%": ["NVIDIA A100"]
    }  # fmt: skip


def test_the_table_of_claims_tells_it_and_that_of_papers_tells_all() -> None:
    found = claims.extract(SEVERAL)
    assert [row["hardware"] for row in TABLES["claims"].rows(found)] == ["NVIDIA A100", "NVIDIA H100", "NVIDIA H200"]
    assert [row["hardware"] for row in TABLES["papers"].rows(found)] == ["NVIDIA A100; NVIDIA H100; NVIDIA H200"]
