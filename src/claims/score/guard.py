"""Figures against the accepted ones of gold/scores.toml: the guard against regressions."""

import tomllib
from pathlib import Path

from claims.errors import GoldError
from claims.score.counts import Counts
from claims.score.figures import FIGURES, SHARES, Scores

_MEASURES = ("precision", "recall", "f1")
# An accepted figure is written with three digits, rounded to nearest.
_ROUNDING = 0.0005


def guard(scores: Scores, path: Path | str, section: str = "seeds") -> list[str]:
    """The figures that fell below the accepted ones, each as a sentence; empty when all hold.

    The file has a table for each gold file. Its keys are a figure and a measure: `tuple_f1`, `hardware_set_recall`,
    `system_accuracy`, `"tuple.type.change_f1"`. A figure with nothing to count has fallen, unless 0 is accepted.
    """
    path = Path(path)
    try:
        accepted = tomllib.loads(path.read_text(encoding="utf-8"))[section]
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror or error}. Name the file of accepted figures.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GoldError(f"{path}: {error}. Mend the file.") from error
    except KeyError as error:
        raise GoldError(f"{path}: no table [{section}]. Add it, with the accepted figures.") from error
    fallen = []
    for key, floor in accepted.items():
        figure, _, measure = key.rpartition("_")
        allowed = ("accuracy",) if figure in SHARES else _MEASURES
        if figure not in FIGURES or measure not in allowed or not isinstance(floor, int | float):
            raise GoldError(f"{path}: [{section}] {key} = {floor!r} is not a figure. Write for example tuple_f1 = 0.9.")
        value = _value(scores.figures[figure].counts, measure)
        if (value or 0.0) < floor - _ROUNDING:
            found = "not defined" if value is None else f"{value:.3f}"
            fallen.append(
                f"{path}: [{section}] {key} is {found}, accepted is {floor:.3f}. "
                "Mend the loss, or accept it by lowering the figure and saying why in CHANGELOG.md."
            )
    return fallen


def _value(counts: Counts, measure: str) -> float | None:
    return {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1, "accuracy": counts.f1}[measure]
