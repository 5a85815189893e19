r"""The plain words that LaTeX's siunitx commands stand for: "\SI{4.82}{\gibi\byte}" -> "4.82 GiB".

>>> plain("SI", "4.82", r"\gibi\byte"), plain("qty", "5", r"\percent"), plain("SIrange", "10", "20", r"\milli\second")
('4.82 GiB', '5%', '10-20 ms')
>>> plain("num", "2.3e5"), plain("unit", r"\mega\byte\per\second"), plain("ang", "45")
('2.3e5', 'MB/s', '45°')
"""

import re

_PREFIXES = {
    "femto": "f", "pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c", "kilo": "k", "mega": "M",
    "giga": "G", "tera": "T", "peta": "P", "exa": "E", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti",
}  # fmt: skip
_UNITS = {
    "second": "s", "minute": "min", "hour": "h", "day": "day", "byte": "B", "bit": "b", "watt": "W", "joule": "J",
    "volt": "V", "ampere": "A", "hertz": "Hz", "meter": "m", "metre": "m", "gram": "g", "percent": "%", "decibel": "dB",
    "degreeCelsius": "°C", "celsius": "°C", "kelvin": "K", "degree": "°", "farad": "F", "per": "/", "squared": "2",
    "square": "2", "cubed": "3", "us": "µs", "uW": "µW", "uJ": "µJ", "um": "µm",
}  # fmt: skip
_MACRO = re.compile(r"\\([A-Za-z]+)")
_PLACED_BEFORE = re.compile(r"\\(square|cubic)\s?((?:\\[A-Za-z]+){1,2})")
_NUMBERS = {"SIrange": 2, "qtyrange": 2, "numrange": 2, "SI": 1, "qty": 1, "num": 1, "ang": 1}
"""How many of the arguments of a command are numbers; a unit may follow."""


def plain(command: str, *arguments: str) -> str:
    """What a command with its arguments prints: number and unit in their short form."""
    count = _NUMBERS.get(command, 0)
    numbers = "-".join(argument.strip() for argument in arguments[:count])
    unit = "°" if command == "ang" else "".join(map(_unit, arguments[count : count + 1]))
    glued = not numbers or not unit or unit[0] in "%°"
    return f"{numbers}{unit}" if glued else f"{numbers} {unit}"


def _unit(text: str) -> str:
    r"""The unit that macros spell; what is no macro stands as it is.

    >>> _unit(r"\micro\metre\squared"), _unit(r"\square\milli\metre"), _unit("MB/s"), _unit(r"\GB")
    ('µm2', 'mm2', 'MB/s', 'GB')
    """
    turned = _PLACED_BEFORE.sub(lambda match: match[2] + ("\\squared" if match[1] == "square" else "\\cubed"), text)
    named = _MACRO.sub(lambda match: _PREFIXES.get(match[1]) or _UNITS.get(match[1], match[1]), turned)
    return named.replace(" ", "")
