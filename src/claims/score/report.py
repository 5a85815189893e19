"""Scores, mistakes and differences as plain text."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from claims.plural import counted
from claims.score.differences import Change, Difference
from claims.score.figures import SHARES, Figure, Scores
from claims.score.mistakes import ErrorLine

_IDS_SHOWN = 10


def render(scores: Scores) -> str:
    """The figures as a table, figures with nothing to count left out."""
    lines = [counted(scores.papers, "paper")]
    if scores.missing:
        lines.append(f"{len(scores.missing)} not predicted, all they hold is missed: {_ids(scores.missing)}")
    if scores.ignored:
        lines.append(f"{len(scores.ignored)} predicted but not in the gold, passed over: {_ids(scores.ignored)}")
    lines += [
        "",
        f"{'':<24}{'gold':>6}{'found':>7} {'right':>9}{'precision':>10}{'recall':>8}{'F1':>8}   95 % interval",
    ]
    shares = []
    for name, figure in scores.figures.items():
        if name in SHARES:
            shares.append(
                f"{_label(name):<24}{figure.counts.gold:>6}{'':>7} {figure.counts.gold_right:>9}{_tail(figure)}"
            )
        elif any(figure.counts):
            lines.append(_row(name, figure))
    lines += ["", f"{'':<24}{'of':>6}{'':>7} {'right':>9}{'':>10}{'':>8}{'share':>8}   95 % interval", *shares]
    if scores.resamples:
        lines += ["", f"Intervals: papers resampled {scores.resamples} times, seed {scores.seed}."]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def render_errors(errors: Iterable[ErrorLine]) -> str:
    """The mistakes by paper, each with its sentence and rule, after a count of each kind."""
    errors = list(errors)
    counts = Counter(" ".join(filter(None, (error.kind, error.what, error.attribute))) for error in errors)
    lines = [f"{number:>5}  {name}" for name, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    for paper, of_paper in groupby(errors, key=attrgetter("paper")):
        lines += ["", paper]
        # The sentence is written once for all that is wrong in one place.
        for (field, shown), entries in groupby(of_paper, key=attrgetter("field", "sentence")):
            lines.append(f"  {field or 'system'}: {shown}".rstrip())
            lines += [_error(entry) for entry in entries]
    return "\n".join(lines or ["no mistakes"]) + "\n"


def render_difference(difference: Difference, *, details: bool = True) -> str:
    """Counts of what was gained, lost and changed, then each by paper unless `details` is false."""
    papers, claims = counted(difference.papers, "paper"), counted(difference.old_claims, "claim")
    lines = [f"{papers} in both runs, {claims} then, {difference.new_claims:,} now"]
    for name, ids in (("old", difference.only_old), ("new", difference.only_new)):
        if ids:
            lines.append(f"{counted(len(ids), 'paper')} only in the {name} run, not compared: {_ids(ids)}")
    lines += ["", f"{'':<10}{'gained':>8}{'lost':>8}{'changed':>9}"]
    for what in ("claim", "hardware", "venue", "system"):
        gained, lost, changed = (difference.count(kind, what) for kind in ("gained", "lost", "changed"))
        lines.append(f"{what:<10}{gained:>8}{lost:>8}{changed:>9}")
    attributes = Counter(name for change in difference.changes for name, _, _ in change.attributes)
    if attributes:
        lines += ["", "changed: " + ", ".join(f"{name} {number}" for name, number in attributes.most_common())]
    if details:
        for paper, changes in groupby(difference.changes, key=attrgetter("paper")):
            lines += ["", paper, *(line for change in changes for line in _change(change))]
    return "\n".join(lines) + "\n"


def _row(name: str, figure: Figure) -> str:
    counts = figure.counts
    # In detection by type the two kinds of right may differ; both are shown then.
    right = str(counts.gold_right)
    if counts.predicted_right != counts.gold_right:
        right = f"{counts.gold_right}/{counts.predicted_right}"
    numbers = (
        f"{counts.gold:>6}{counts.predicted:>7} {right:>9}{_number(counts.precision):>10}{_number(counts.recall):>8}"
    )
    return f"{_label(name):<24}{numbers}{_number(counts.f1):>8}{_interval(figure)}"


def _tail(figure: Figure) -> str:
    return f"{'':>10}{'':>8}{_number(figure.counts.f1):>8}{_interval(figure)}"


def _label(name: str) -> str:
    label = name.rpartition(".")[2].replace("_", " ")
    return f"  {label}" if "." in name and not name.startswith("attribute.") else label


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _interval(figure: Figure) -> str:
    return f"   {figure.interval[0]:.3f} to {figure.interval[1]:.3f}" if figure.interval else ""


def _ids(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_IDS_SHOWN]) + (f" and {len(ids) - _IDS_SHOWN} more" if len(ids) > _IDS_SHOWN else "")


def _error(error: ErrorLine) -> str:
    rule = f"  [{error.rule}]" if error.rule else ""
    if error.kind == "wrong":
        return f"    wrong {error.what} {error.attribute}: wanted {error.wanted}, got {error.got}{rule}"
    return f"    {error.kind:<5} {error.what}: {error.wanted or error.got}{rule}"


def _change(change: Change) -> list[str]:
    rule = f"  [{change.rule}]" if change.rule else ""
    place = f"{change.field}: " if change.field else ""
    if change.kind == "changed":
        values = "; ".join(f"{name}: {old} -> {new}" for name, old, new in change.attributes)
        lines = [f"  changed {change.what} {values}{rule}"]
    else:
        lines = [f"  {change.kind:<7} {change.what} {change.value}{rule}"]
    return lines + ([f"      {place}{change.sentence}"] if change.sentence else [])
