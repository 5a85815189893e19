"""Bins of a calibration -> a picture in SVG: what was said across, what came true up, one ring for each bin."""

from collections.abc import Mapping, Sequence
from html import escape

from claims.training.calibration import Judged, bins
from claims.training.examples import Kind

_SIDE, _LEFT, _TOP, _GAP = 220, 46, 34, 60
_FOOT = 46
_COLOUR = "#2563a8"


def picture(judged: Mapping[Kind, Sequence[Judged]]) -> str:
    """One square for each kind that has something in it, side by side; the area of a ring is the number of things."""
    shown = {kind: found for kind, found in judged.items() if found}
    width = _LEFT + len(shown) * (_SIDE + _GAP)
    height = _TOP + _SIDE + _FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="12" fill="#333">',
        "<title>Confidence and what came true</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for number, (kind, found) in enumerate(shown.items()):
        parts += _square(_LEFT + number * (_SIDE + _GAP), kind, found)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _square(left: int, kind: str, found: Sequence[Judged]) -> list[str]:
    bottom, right = _TOP + _SIDE, left + _SIDE
    lines = [
        f'<text x="{left}" y="{_TOP - 12}" font-weight="bold">{escape(kind)} ({len(found)})</text>',
        f'<rect x="{left}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#999"/>',
        f'<line x1="{left}" y1="{bottom}" x2="{right}" y2="{_TOP}" stroke="#bbb" stroke-dasharray="4 3"/>',
        f'<text x="{left + _SIDE / 2:g}" y="{bottom + 34}" text-anchor="middle">confidence</text>',
    ]
    for tick in (0.0, 0.5, 1.0):
        x, y = left + tick * _SIDE, bottom - tick * _SIDE
        lines.append(f'<text x="{x:g}" y="{bottom + 16}" text-anchor="middle">{tick:g}</text>')
        lines.append(f'<text x="{left - 6}" y="{y + 4:g}" text-anchor="end">{tick:g}</text>')
    if left == _LEFT:
        middle = _TOP + _SIDE / 2
        lines.append(
            f'<text x="14" y="{middle:g}" text-anchor="middle" transform="rotate(-90 14 {middle:g})">right</text>'
        )
    for one in bins(found):
        x, y = left + one.said * _SIDE, bottom - one.came * _SIDE
        radius = max(2.0, 22 * (one.count / len(found)) ** 0.5)
        lines.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{_COLOUR}" fill-opacity="0.35" '
            f'stroke="{_COLOUR}"><title>{one.count} found, {one.said:.2f} said, {one.came:.2f} right</title></circle>'
        )
    return lines
