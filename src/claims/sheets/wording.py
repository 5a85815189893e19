"""Cells of "claims" in words, the same in every form that people read: terminal, page, workbook, tables for a text."""

import re

from claims.table import Cell, Row, one_line
from claims.text import clean

_BOUNDS = {"exact": "", "up_to": "≤ ", "at_least": "≥ ", "about": "~", "more_than": "> ", "less_than": "< "}
_ARROWS = {"increase": "↑ ", "decrease": "↓ "}
_MAGNITUDES = ((" trillion", 1e12), (" billion", 1e9), (" million", 1e6))
_FAMILIES = {"ttft": "time to first token", "tpot": "time per token", "slo": "SLO attainment"}
# C0 and C1 controls, invisible marks and the marks that turn the direction of writing: all but line feed.
_ORDERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
# A noun that is counted, as "year" and "gpu"; not "ms" and "GB/s", nor the measures that are written in small letters.
_NOUN = re.compile(r"(?!(?:min|mol|rad|bit|rpm|bpb)$)[a-z]{3,}(?:-[a-z]+)*")
_SHORT_FORMS = ("asic", "cpu", "dpu", "fpga", "gpu", "llm", "npu", "slm", "soc", "tpu", "vlm", "vm")


def number(row: Row) -> str:
    """The number of a claim as people write it; what is counted is left out where the metric says it.

    >>> number({"value": 1.5, "high": 4.7, "unit": "x", "bound": "up_to"})
    '≤ 1.5-4.7×'
    >>> number({"value": None, "before": 3.3, "after": 1.41, "unit": "s", "bound": "exact"})
    '3.3 → 1.41 s'
    >>> number({"value": 64, "unit": "gpu", "bound": "exact", "metric": "A100 GPUs"})
    '64'
    >>> number({"value": 4, "unit": "year", "bound": "about", "metric": "uptime"})
    '~4 years'
    >>> number({"value": 1e9, "high": 7e9, "unit": "parameter", "bound": "exact", "metric": "parameters"})
    '1-7 billion'
    """
    if row["value"] is None:
        low, high, between = row["before"], row["after"], " → "
    else:
        low, high, between = row["value"], row.get("high"), "-"
    spread = row.get("plus_minus")
    word, size = _magnitude(low, high, spread)
    said = shown(_in(low, size)) + (f"{between}{shown(_in(high, size))}" if high is not None else "")
    if spread is not None:
        said += f" ± {shown(_in(spread, size))}"
    return f"{_BOUNDS[str(row['bound'])]}{said}{word}{_unit(row)}"


def _magnitude(*numbers: Cell) -> tuple[str, float]:
    """The word of magnitude that writes all of some numbers in few digits, and what it stands for; "", 1 for none."""
    told = [number for number in numbers if isinstance(number, int | float)]
    for word, size in _MAGNITUDES:
        if told and all(abs(number) >= size and round(number / size, 2) == number / size for number in told):
            return word, size
    return "", 1


def _in(number: Cell, size: float) -> Cell:
    return number / size if size > 1 and isinstance(number, int | float) else number


def amount(row: Row) -> str:
    """Which way and how much, with marks of earlier work.

    >>> amount({"direction": "decrease", "value": 7.4, "unit": "x", "bound": "up_to", "about": "this"})
    '↓ ≤ 7.4×'
    """
    return (
        f"{_ARROWS.get(str(row['direction']), '')}{number(row)}{' (earlier work)' if row['about'] == 'prior' else ''}"
    )


def short(cell: Cell) -> str:
    """A number with three digits, "" for none.

    >>> short(2.0833), short(1234.5), short(None)
    ('2.08', '1230', '')
    """
    return f"{float(f'{float(cell):.3g}'):.15g}" if isinstance(cell, int | float) else ""


def family_name(key: str) -> str:
    """A family of metrics as people call it.

    >>> family_name("ttft"), family_name("latency")
    ('time to first token', 'latency')
    """
    return _FAMILIES.get(key, key)


def shown(cell: Cell) -> str:
    """A cell in one line: numbers with their thousands apart, text without what a terminal would obey."""
    if cell is None:
        return ""
    return plain(one_line(cell)) if isinstance(cell, str) else f"{cell:,.15g}"


def said_plainly(cell: Cell) -> str:
    r"""The text as people read it: LaTeX undone, one line, nothing that a terminal or an editor would obey.

    >>> said_plainly("2.3$\\times$ \n over\x1b NCCL"), said_plainly(None)
    ('2.3x over NCCL', '')
    """
    return one_line(plain(clean("abstract", str(cell)).text)) if cell is not None else ""


def plain(text: str) -> str:
    r"""The text without what a terminal would obey or could not show; a space for each, so that offsets stay.

    >>> plain("a\x1b[31mred\ttitle")
    'a [31mred title'
    """
    return _ORDERS.sub(" ", text)


def plural(noun: str) -> str:
    """Several of what a unit counts.

    >>> [plural(noun) for noun in ("year", "query", "class", "gpu", "day", "approache")]
    ['years', 'queries', 'classes', 'GPUs', 'days', 'approaches']
    """
    if noun in _SHORT_FORMS:
        return f"{noun.upper()}s"
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search(r"(?:s|x|ch|sh)$", noun) else f"{noun}s"


def _unit(row: Row) -> str:
    """What follows the number."""
    unit = plain(str(row["unit"] or ""))
    if unit == "x":
        return "×"
    if not unit:
        return ""
    metric = str(row.get("metric") or "")
    if unit[0].isalpha() and re.search(rf"(?<!\w)(?:{re.escape(unit)}|{re.escape(plural(unit))})$", metric, re.I):
        return ""
    several = row["value"] != 1 or row.get("high") is not None
    return f" {plural(unit) if several and _NOUN.fullmatch(unit) else unit}"
