"""What the words around a hardware name say: vendor, number of units, memory. All offsets are into the clean text."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from claims.mentions.hardware_before import CODED, COUNTS, JOINED, MAKES, NOUNS, ORNAMENT, REACH, said_before
from claims.mentions.hardware_grammar import alternation, begun, grammar
from claims.patterns import built

_SCALES: Final = {"k": 1_000, "t": 1_000, "m": 1_000_000}
_SIZE: Final = r"(?P<size>\d+(?:\.\d+)?)\s?-?\s?(?P<unit>[GMT]i?B)\b"
_MEMORY_AFTER: Final = re.compile(rf"(?:-|\s?\(|,?\s)?{_SIZE}\)?(?!/s|ps|\s(?:of|per|models?)\b)")
_SHORT_MEMORY_AFTER: Final = re.compile(r"-(?P<size>\d+)(?P<unit>G)\b")
_MEMORY_BEFORE: Final = re.compile(rf"(?<![\w.-]){_SIZE}[\s-]$")
# "x86" is no number of units
_TIMES_AFTER: Final = re.compile(
    r"\s?\(?[x*]\s?(?P<digits>(?!86\b|64\b)\d{1,5})\b(?![.,]\d|\s?(?:faster|speedup|higher|lower))\)?"
)
_MADE_BY: Final = frozenset({" fro", " by ", " mad", " bui", " des", " man", " of "})
"""How begins what is between a class word and its maker: " from ", " designed by "."""
_YEAR: Final = re.compile(r"\b(?:[Ii]n|[Ss]ince|of|by|[Yy]ear|early|late|until|and)\s$")
_THAN: Final = re.compile(r"\bthan\s$")
_PREVIOUS: Final = re.compile(r"\b([A-Za-z]+)\s$")


class Units(NamedTuple):
    """A number of units and where it begins."""

    amount: int
    start: int
    joined: bool
    """Whether it multiplies the very next word: "8-GPU", "4xA100"."""


class Maker(NamedTuple):
    """A vendor and where it is written."""

    vendor: str
    start: int
    end: int


@dataclass(slots=True, frozen=True)
class _Around:
    """The compiled surroundings."""

    vendor: "re.Pattern[str]"
    and_vendor: "re.Pattern[str]"
    from_vendor: "re.Pattern[str]"
    listed_vendor: "re.Pattern[str]"
    in_brackets: "re.Pattern[str]"
    first_in_brackets: "re.Pattern[str]"
    coded: "re.Pattern[str]"
    number: "re.Pattern[str]"
    sockets: "re.Pattern[str]"
    groups: "re.Pattern[str]"
    kinds: "re.Pattern[str]"
    wholes: "re.Pattern[str]"
    others: "re.Pattern[str]"
    times: "re.Pattern[str]"
    software: "re.Pattern[str]"
    class_word: "re.Pattern[str]"


@built
def _around() -> _Around:
    rules = grammar().rules
    counting = rules.counting
    vendors, vendor = begun(grammar().vendors, ""), begun(grammar().vendors)
    multiplied = begun(grammar().vendors, r"(?:(?<![\w-].)|(?<=\d[xX].))")
    adjective, spelled = begun(counting.adjectives, ""), begun(counting.numbers, "")
    initials = "".join(sorted({sign for word in counting.numbers for sign in word[0].lower() + word[0].upper()}))
    size = r"(?:\d+|single|dual|triple|quad|hexa|octa|six|eight)-(?:core|bit|thread|socket|qubit)"
    described = rf"[a-z]{{2,12}}|[A-Z]{{2,5}}|(?i:{adjective})"
    sorts = rf"{size}|(?i:{JOINED})|(?:{described})-(?:[Gg]rade|[Cc]lass|[Ll]evel)"
    adjectives = rf"(?:(?i:{adjective})|{sorts})"
    units = alternation(word for unit in rules.unit for word in unit.words)
    acronyms = alternation(word for unit in rules.unit for word in unit.words if word.isupper())
    nouns = "".join(f"|{noun}s?" for noun in NOUNS)
    number = rf"""
        (?<![\w.,$€/%\#+-])(?=[\d{initials}])
        (?:\d[\d,]*+\s?(?:-|to|or)\s?|(?>(?:\d++/)+))?                 # the low end of a range, or a list
        (?:(?P<digits>\d{{1,3}}(?>(?:,\d{{3}})+)|\d++(?:\.\d+)?)(?:\s?(?P<scale>[KkM])(?![A-Za-z])|\s(?P<magnitude>thousand|million))?\+?
          |(?P<word>(?i:{spelled})))
        (?:(?P<times>\s?[xX*]\s?)|(?P<hyphen>-)|\s)
        (?:(?P<unit>(?:{acronyms})s?{nouns})[\s-])?
        (?:\d+\s?-?(?:[GM]i?B|G(?:b/s|bps|bE|igabit)?)[\s-]|{adjectives},?[\s-]){{0,4}}$
    """
    # "two A100 |GPU servers"; not "two A100s |per server"
    between = r"(?!(?:per|in|on|of|at|and|or|with|for|to|across|each|from|as|is|are|by)\s)"
    return _Around(
        vendor=re.compile(
            rf"(?P<vendor>{multiplied})(?!\sCloud\b)(?:'s|{ORNAMENT})?(?:-based)?"
            rf"(?:[\s-](?:{adjectives}|\d+\s?[GM]i?B)){{0,3}}[\s/-]$"
        ),
        and_vendor=re.compile(
            rf"(?P<vendor>{vendor})(?:'s|-based)?(?:\s(?:and|or|&)\s|/|,\s(?:and\s|or\s)?|\svs\.?\s)$"
        ),
        from_vendor=re.compile(
            rf"\s(?:from|(?:(?:made|built|designed|manufactured)\s)?by|of)\s(?P<vendor>{vendors})\b(?![\s-][A-Z\d])"
        ),
        listed_vendor=re.compile(rf"(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s|/)(?P<vendor>{vendors})\b(?![\s-][A-Z\d])"),
        # "GPUs| (NVIDIA and AMD)"
        in_brackets=re.compile(rf"\s\((?:(?:{vendors})(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s|/)?)+\)"),
        first_in_brackets=re.compile(rf"\s\((?P<vendor>{vendors})\b"),
        coded=re.compile(
            rf"(?P<vendor>{vendor})(?:'s)?\s(?!(?:{'|'.join(counting.not_models)})[\s-]$)"
            r"(?P<code>[A-Z][A-Za-z]{0,5}-?\d{1,5}[A-Za-z]{0,3}(?:-\d{1,4})?|\d{3,5}[A-Za-z]{0,3})[\s-]$"
        ),
        number=re.compile(number, re.VERBOSE),
        sockets=re.compile(rf"\b(?i:(?P<two>dual|two|2)|quad|four|4)-socket,?\s(?:{adjectives},?[\s-]){{0,4}}$"),
        groups=re.compile(rf"[\s-](?:{between}\w+[\s-])?(?:{'|'.join(counting.groups)})\b"),
        kinds=re.compile(rf"[\s-](?:{'|'.join(counting.kinds)})\b"),
        # "a 512 GPU |production cluster", "GPU|-scale"; not "8 GPU hour runs"
        wholes=re.compile(
            rf"[\s-](?:(?!(?:{'|'.join((*counting.others, *counting.times))})\b)[a-z]+\s)?"
            rf"(?:{'|'.join(counting.wholes)})\b"
        ),
        others=re.compile(rf"[\s-](?:{between}\w+[\s-])?(?:{'|'.join(counting.others)})\b"),
        times=re.compile(rf"[\s-](?:{'|'.join(counting.times)})\b"),
        software=re.compile(rf"[\s-](?:{'|'.join(counting.software)})\b"),
        class_word=re.compile(
            rf"[\s-](?:(?i:tensor\score|AI|edge)\s)?(?:{units}|[Cc]o-?processor|board|card|device|chip)s?\b"
        ),
    )


def announced(text: str, start: int, end: int) -> bool:
    """Whether the class word from `start` to `end` is counted or has a vendor."""
    if said_before(text, start)[1] and (
        units_before(text, start) or makers_before(text, start) or coded_before(text, start)
    ):
        return True
    return bool(makers_after(text, end))


def makers_before(text: str, start: int) -> list[Maker]:
    """The vendors that share what begins at `start`, the nearest first: "NVIDIA and AMD's |GPUs"."""
    makers: list[Maker] = []
    before, says = said_before(text, start)
    if not says & MAKES:
        return makers
    pattern = _around().vendor
    while before and (match := pattern.search(before)):
        begin = start - len(before)
        made = Maker(grammar().vendors[match["vendor"]], begin + match.start(), begin + match.end("vendor"))
        makers.append(made)
        start, pattern = made.start, _around().and_vendor
        before = text[max(0, start - REACH) : start]
    return makers


def makers_after(text: str, end: int) -> list[Maker]:
    """The vendors that a class word ending at `end` is from: "GPUs| from NVIDIA, Intel, and AMD", "CPUs| (Intel)"."""
    makers: list[Maker] = []
    following = text[end : end + 4]
    if following in _MADE_BY:
        pattern = _around().from_vendor
    elif following.startswith(" (") and text[end - 1] == "s" and _around().in_brackets.match(text, end):
        pattern = _around().first_in_brackets
    else:
        return makers
    while match := pattern.match(text, end):
        end = match.end()
        makers.append(Maker(grammar().vendors[match["vendor"]], match.start("vendor"), end))
        pattern = _around().listed_vendor
    return makers


def coded_before(text: str, start: int) -> tuple[Maker, str] | None:
    """Vendor and model code before a class word, for what no family knows: "Intel X710 |NIC"."""
    before, says = said_before(text, start)
    match = _around().coded.search(before) if says & CODED else None
    if match is None:
        return None
    begin = start - len(before)
    return Maker(grammar().vendors[match["vendor"]], begin + match.start(), begin + match.end("vendor")), match["code"]


def units_before(text: str, start: int) -> Units | None:
    """The number of units that ends right before `start`.

    >>> units_before("on up to 1,024 commodity GPUs", 25)
    Units(amount=1024, start=9, joined=False)
    """
    before, says = said_before(text, start)
    match = _around().number.search(before) if says & COUNTS else None
    if match is None or (match["unit"] and not match["hyphen"]):
        return None
    place = start - len(before) + match.start()
    preceding = text[max(0, place - 16) : place]
    previous = _PREVIOUS.search(preceding)
    if previous and previous[1] in grammar().rules.counting.not_numbers:
        return None
    if match["word"]:
        amount = float(grammar().rules.counting.numbers[match["word"].lower()])
    else:
        digits = match["digits"].replace(",", "")
        scale = match["scale"] or match["magnitude"]
        amount = float(digits) * (_SCALES[scale[0].lower()] if scale else 1)
        if 1990 <= amount <= 2035 and digits == match["digits"] and _YEAR.search(preceding):
            return None
    if amount != int(amount) or amount == 0 or (amount == 1 and _THAN.search(preceding)):
        return None
    return Units(int(amount), place, bool(match["times"] or match["hyphen"]))


def sockets_before(text: str, start: int) -> int | None:
    """The number of processors of a machine that stands right before `start`: "a dual-socket |EPYC 9654 server"."""
    before = text[max(0, start - REACH) : start]
    match = _around().sockets.search(before) if "-socket" in before else None
    return None if match is None else 2 if match["two"] else 4


def units_after(text: str, end: int) -> tuple[int, int] | None:
    """Number of units and end of a "x8" right after `end`."""
    following = text[end : end + 3]
    match = _TIMES_AFTER.match(text, end) if "x" in following or "*" in following else None
    return (int(match["digits"]), match.end()) if match else None


def memory_around(text: str, start: int, end: int) -> tuple[str | None, int, int]:
    """Memory size said as part of the name, and the span with it: "RTX 3060| 12GB", "80GB |A100"."""
    after = _MEMORY_AFTER.match(text, end)
    if after is None and text[end : end + 1] == "-":
        after = _SHORT_MEMORY_AFTER.match(text, end)
    if after:
        return after["size"] + after["unit"], start, after.end()
    begin = max(0, start - 12)
    before = _MEMORY_BEFORE.search(text[begin:start]) if text[start - 2 : start - 1] == "B" else None
    if before:
        return before["size"] + before["unit"], begin + before.start(), end
    return None, start, end


def class_after(text: str, end: int) -> int:
    """The end of a class word that goes with the name ending at `end`: "B200| GPU"; `end` if there is none."""
    match = _around().class_word.match(text, end)
    return match.end() if match else end


def counts_a_group(text: str, end: int) -> bool:
    """Whether what follows takes the number for itself: "two A100| servers"."""
    return _around().groups.match(text, end) is not None


def counts_kinds(text: str, end: int) -> bool:
    """The same for systems and boards, which may be servers themselves: "two Jetson| generations"."""
    return _around().kinds.match(text, end) is not None


def is_whole(text: str, end: int) -> bool:
    """Whether one thing made of units follows: "a 512 GPU| cluster"."""
    return _around().wholes.match(text, end) is not None


def is_other(text: str, end: int) -> bool:
    """Whether the class word only describes what follows: "one GPU| kernel"."""
    return _around().others.match(text, end) is not None


def is_time(text: str, end: int) -> bool:
    """Whether a metric follows: "8-GPU| hours"."""
    return _around().times.match(text, end) is not None


def is_software(text: str, end: int) -> bool:
    """Whether a program follows: "NVIDIA GPU| Operator"."""
    return _around().software.match(text, end) is not None
