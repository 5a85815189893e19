"""Text that ends anywhere: what every case begins with is read without an exception, and says where it stands."""

import pytest

from claims import Extraction
from claims.cases import read_cases
from claims.pipeline import tried
from invariants import faults

PARTS = 8


def beginnings() -> list[str]:
    """What the cases of claims and numbers begin with, cut behind each word."""
    texts = {placed.case.text.replace("«", "").replace("»", "") for placed in read_cases() if placed.kind in KINDS}
    cut = {text[:end] for text in texts for end in range(len(text)) if text[end : end + 1] == " "}
    return sorted(cut)


KINDS = ("claims", "quantities")


@pytest.mark.parametrize("part", range(PARTS))
def test_text_may_end_anywhere(part: int) -> None:
    texts = beginnings()[part::PARTS]
    assert len(texts) > 500
    broken = [
        (text, found)
        for text, found in zip(texts, tried(texts), strict=True)
        if not isinstance(found, Extraction) or list(faults(found))
    ]
    assert not broken
