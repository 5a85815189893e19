from pathlib import Path

import pytest
from records import claim, paper

from claims.errors import GoldError
from claims.score import default_gold, guard, score

# Found 1 of 2, no system: precision 1, recall 0.5, F1 0.667; system right.
SCORES = score([paper(claim(1), claim(2, 10))], [paper(claim(1))], resamples=0)


def accepted(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "scores.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("tuple_f1 = 0.667", True),  # 0.6667 was rounded up
        ("tuple_f1 = 0.668", False),
        ("tuple_f1 = 0", True),
        ("tuple_precision = 1.0", True),
        ("tuple_recall = 0.6", False),
        ('"tuple.type.change_f1" = 0.7', False),
        ("system_accuracy = 1.0", True),
        ("attribute.metric_accuracy = 1.0", None),
        ('"attribute.metric_accuracy" = 1.0', True),
        ("hardware_set_f1 = 0.0", True),
        ("hardware_set_f1 = 0.5", False),  # nothing to count
    ],
)
def test_guard(tmp_path: Path, line: str, holds: bool | None) -> None:
    path = accepted(tmp_path, f"[seeds]\n{line}\n")
    if holds is None:
        with pytest.raises(GoldError, match="is not a figure"):
            guard(SCORES, path)
    else:
        assert (guard(SCORES, path) == []) is holds


def test_message(tmp_path: Path) -> None:
    path = accepted(tmp_path, "[seeds]\ntuple_f1 = 0.9\nvenue_f1 = 0.5\n[other]\ntuple_f1 = 0.1\n")
    assert guard(SCORES, path) == [
        f"{path}: [seeds] tuple_f1 is 0.667, accepted is 0.900. "
        "Mend the loss, or accept it by lowering the figure and saying why in CHANGELOG.md.",
        f"{path}: [seeds] venue_f1 is not defined, accepted is 0.500. "
        "Mend the loss, or accept it by lowering the figure and saying why in CHANGELOG.md.",
    ]
    assert guard(SCORES, path, "other") == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[seeds]\ntuple = 0.5\n", "tuple = 0.5 is not a figure"),
        ("[seeds]\ntuple_f2 = 0.5\n", "tuple_f2 = 0.5 is not a figure"),
        ("[seeds]\nsystem_f1 = 0.5\n", "system_f1 = 0.5 is not a figure"),
        ("[seeds]\ntuple_f1 = '0.5'\n", "tuple_f1 = '0.5' is not a figure"),
        ("[other]\n", r"no table \[seeds\]\. Add it"),
        ("[seeds", "Mend the file"),
    ],
)
def test_faulty_file(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(GoldError, match=reason):
        guard(SCORES, accepted(tmp_path, text))


def test_the_accepted_figures_can_be_read() -> None:
    gold = paper(claim())
    assert isinstance(guard(score([gold], [gold], resamples=0), default_gold().with_name("scores.toml")), list)
