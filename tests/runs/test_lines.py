"""Every line belongs to one part, wherever a file is divided."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.runs import lines as module
from claims.runs.lines import lines


@given(st.binary(max_size=60).map(lambda data: data.replace(b"\x01", b"\n")), st.lists(st.integers(0, 60), max_size=5))
def test_the_parts_hold_each_line_once(tmp_path_factory: pytest.TempPathFactory, data: bytes, cuts: list[int]) -> None:
    path = tmp_path_factory.getbasetemp() / "lines"
    path.write_bytes(data)
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    found = [line for begin, end in pairwise(edges) for line in lines(path, begin, end)]
    assert b"".join(line or b"" for _, line in found) == data
    offset = 0
    for at, line in found:
        assert at == offset
        assert line is not None
        assert line.count(b"\n") <= 1
        offset += len(line)


def test_a_range_inside_a_line_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"one\ntwo long\nthree\n")
    assert list(lines(path, 5, 12)) == []
    assert list(lines(path, 4, 5)) == [(4, b"two long\n")]


def test_a_line_too_long_is_read_past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_RECORD", 10)
    path = tmp_path / "lines"
    path.write_bytes(b"short\n" + b"x" * 100_000 + b"\n" + b"123456789\n" + b"y" * 11)
    found = [(0, b"short\n"), (6, None), (100_007, b"123456789\n"), (100_017, None)]
    assert list(lines(path, 0, 200_000)) == found
    assert list(lines(path, 7, 200_000)) == found[2:]
