"""Which units are measures and which are names of counted things; "units of counted things are all taken as equal".

The scorer keeps its own list, because it must not see the rules that it judges.
"""

import unicodedata

from claims.models import ClaimType

# Measures that look like the noun of a counted thing: lower case, one word. Others ("GB", "req/s", "$", "of 7", "mm2")
# are told from nouns by their characters. "token", "cycle", "core", "parameter" are counted.
_WORDS = """
    x pp ppm bp dex percent percentage point fold
    fs ps ns us ms s h d min sec hr hrs second minute hour day week month year
    bit byte kb mb gb tb pb bps kbps mbps gbps
    w kw mw gw j kj mj wh kwh mwh watt joule volt v mv ampere
    hz khz mhz ghz hertz db dbm
    m km cm mm um nm meter metre kilometer kilometre mile inch
    g kg mg ton tonne gram kilogram degree k c
    flop flops gflops tflops pflops mips ops gops tops iops kiops fps rps qps tps ips rpm
    dollar cent euro usd eur gbp
"""
MEASURES = frozenset(_WORDS.split())
_NO_SIZE = frozenset(("", "x", "%", "pp"))


def is_counted(claim_type: ClaimType, unit: str) -> bool:
    """Whether the unit names something counted. A scale counts, whatever its unit ("1,000 h of video").

    >>> [is_counted("level", unit) for unit in ("violation", "gpu", "ms", "gpu-h", "GB", "of 7", "tokens/s", "")]
    [True, True, False, False, False, False, False, False]
    >>> is_counted("scale", "TB"), is_counted("scale", "%")
    (True, False)
    """
    if claim_type == "scale":
        return unit not in _NO_SIZE and not unit.startswith("of ")
    # "gpu-hour" and "node-h" are measured as the hour is
    *parts, last = unit.split("-")
    noun = unit.islower() and all(part.isalpha() for part in (*parts, last))
    return noun and last not in MEASURES and last.removesuffix("s") not in MEASURES


def same_unit(type_one: ClaimType, one: str, type_other: ClaimType, other: str) -> bool:
    """Whether two units are equal, or both name something counted. Forms of a character are equal: the two µ, ² and 2.

    >>> same_unit("scale", "gpu", "level", "node"), same_unit("level", "ms", "level", "s")
    (True, False)
    """
    if unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other):
        return True
    return is_counted(type_one, one) and is_counted(type_other, other)
