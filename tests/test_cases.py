"""Every patterns/*/cases.toml comes out as it says, and what is known to fail still does; and how faults are told."""

from pathlib import Path
from typing import Any

import pytest

from claims.cases import Placed, failures, read_cases
from claims.errors import PatternError


def cases() -> list[Any]:
    return [pytest.param(placed, id=f"{placed.kind}-{placed.number}") for placed in read_cases()]


@pytest.mark.parametrize("placed", cases())
def test_case(placed: Placed) -> None:
    assert failures(placed) == []


def written(folder: Path, text: str, kind: str = "hardware") -> Path:
    (folder / kind).mkdir(exist_ok=True)
    (folder / kind / "cases.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ('text = "on «two AMD EPYC 9654 CPUs»"\nwant = [{ count = 2 }]', []),
        ('text = "on «two AMD EPYC 9654 CPUs»"\nwant = [{ count = 3 }]', ["count is 2, wanted 3"]),
        (
            'text = "on two «AMD EPYC 9654» CPUs"\nwant = [{ count = 2 }]',
            ["«AMD EPYC 9654» at 7-20 is marked, but found is «two AMD EPYC 9654 CPUs» at 3-25"],
        ),
        ('text = "on two AMD EPYC 9654 CPUs"', ["0 wanted, found «two AMD EPYC 9654 CPUs» at 3-25"]),
        ('text = "on two «AMD EPYC 9654» CPUs, «»"\nwant = [{}, {}]', ["2 wanted, found"]),
        (
            'text = "«on» two AMD EPYC 9654 CPUs"\nwant = [{}]',
            ["«on» at 0-2 is marked, but found is «two AMD EPYC 9654 CPUs» at 3-25"],
        ),
        ('text = "on foo"\nknown_failure = "not yet"', ["comes out right. Take known_failure away"]),
        ('text = "on two AMD EPYC 9654 CPUs"\nknown_failure = "not yet"', []),
    ],
)
def test_what_does_not_come_out_is_told(case: str, told: list[str], tmp_path: Path) -> None:
    [placed] = read_cases(written(tmp_path, f'[[case]]\n{case}\nseen = "made"\n'))
    found = failures(placed)
    assert len(found) == len(told)
    assert all(part in whole for part, whole in zip(told, found, strict=True)), found


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("hardware", '[[case]]\ntext = "a"\n', "case 1 seen: Field required"),
        ("hardware", '[[case]]\ntext = "«a»"\nseen = "made"\n', "case 1: Value error, 1 marks «…» and 0 wanted"),
        (
            "hardware",
            '[[case]]\ntext = "an «A100"\nseen = "made"\n',
            "case 1: Value error, a mark » is missing behind «",
        ),
        (
            "hardware",
            '[[case]]\ntext = "an A100»"\nseen = "made"\n',
            "case 1: Value error, a mark « is missing before »",
        ),
        ("hardware", '[[case]]\ntext = "a"\nsean = "made"\nseen = "x"', "case 1 sean: Extra inputs"),
        ("hardware", '[[case]]\ntext = "«a»"\nwant = [{ cuont = 1 }]\nseen = "made"', "no attribute cuont of hardware"),
        ("hardwear", "", "there is no kind hardwear"),
        ("venues", "[[case]", "Mend the file"),
    ],
)
def test_faults_in_cases_are_told_with_their_file(kind: str, text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(PatternError) as error:
        read_cases(written(tmp_path, text, kind))
    assert str(tmp_path / kind / "cases.toml") in str(error.value)
    assert told in str(error.value)
