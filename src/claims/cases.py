"""The cases.toml beside rules: examples with what must be found in them, run against the rules in force.

In a case's text «…» marks each mention that must be found, from its first character to its last; `want` gives, in the
order of the marks, the attributes that it must have, "" for none. Nothing else of that kind may be found in the text.
Every text goes through the whole pipeline. How cases are written is told in patterns/README.md.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import Field, ValidationError, model_validator

from claims import patterns
from claims.errors import PatternError
from claims.mentions.quantity import quantities
from claims.models import Claim, Extraction, FieldName, Frozen, HardwareMention, Paper, Quantity, VenueMention
from claims.pipeline import extract

Kind = Literal["claims", "hardware", "quantities", "systems", "venues"]
PHRASES = frozenset({"metric", "baseline", "condition"})
_NAMES = {
    "claims": frozenset(Claim.model_fields), "hardware": frozenset(HardwareMention.model_fields),
    "quantities": frozenset(Quantity.model_fields), "systems": frozenset(("name", "aliases")),
    "venues": frozenset(VenueMention.model_fields),
}  # fmt: skip


class Case(Frozen):
    """One [[case]] of a cases.toml."""

    text: str
    title: str = ""
    """Of the paper, where that matters."""
    want: tuple[dict[str, Any], ...] = ()
    seen: str = Field(min_length=1)
    """The arXiv id that the text is from, or "made"."""
    field: FieldName = "abstract"
    known_failure: str = ""

    @model_validator(mode="after")
    def _marked(self) -> "Case":
        marks = len(unmarked(self.text)[1])
        if marks != len(self.want):
            raise ValueError(f"{marks} marks «…» and {len(self.want)} wanted")
        return self


class CasesFile(Frozen):
    """A cases.toml."""

    case: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A case, and where it is from."""

    path: Path
    number: int
    kind: Kind
    case: Case

    def __str__(self) -> str:
        return f"{self.path}: case {self.number}"


def read_cases(folder: Path | None = None) -> list[Placed]:
    """The cases of all kinds in a folder of rules, the shipped one if none is given. `PatternError` on faults."""
    folder = folder or patterns.folder()
    found: list[Placed] = []
    faults: list[str] = []
    for path in sorted(folder.glob(f"*/{patterns.CASES}")):
        kind = path.parent.name
        if kind not in get_args(Kind):
            faults.append(f"{path}: there is no kind {kind}. The kinds are {', '.join(get_args(Kind))}.")
            continue
        try:
            cases = CasesFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).case
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            faults.append(f"{path}: {error}. Mend the file.")
        except ValidationError as error:
            for fault in error.errors():
                place = " ".join(str(step + 1 if isinstance(step, int) else step) for step in fault["loc"])
                faults.append(f"{path}: {place}: {fault['msg']}. Mend the case.")
        else:
            placed = [Placed(path, number, kind, case) for number, case in enumerate(cases, 1)]  # type: ignore[arg-type]
            faults += [f"{one}: {unknown}. Mend the case." for one in placed for unknown in _unknown(one)]
            found += placed
    if faults:
        raise PatternError("\n".join(faults))
    return found


def failures(placed: Placed) -> list[str]:
    """What does not come out as the case wants it; empty where all does.

    A known failure is strict: where it comes out right, that is what is told.
    """
    told = list(_failures(placed.kind, placed.case))
    if placed.case.known_failure:
        return [] if told else ["comes out right. Take known_failure away."]
    return told


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and where they stood, in their order; a mark may stand in another.

    `ValueError` where one is not opened or not closed.

    >>> unmarked("on «two» GPUs")
    ('on two GPUs', [(3, 6)])
    >>> unmarked("«two «8-GPU» nodes»")
    ('two 8-GPU nodes', [(0, 15), (4, 9)])
    """
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    plain = ""
    for piece in re.split("([«»])", text):
        if piece == "«":
            opened.append(len(plain))
        elif piece != "»":
            plain += piece
        elif opened:
            spans.append((opened.pop(), len(plain)))
        else:
            raise ValueError("a mark « is missing before »")
    if opened:
        raise ValueError("a mark » is missing behind «")
    return plain, sorted(spans)


def _unknown(placed: Placed) -> list[str]:
    """Attributes that nothing of the kind has: misspelt, a known failure would fail for the wrong reason."""
    names = _NAMES[placed.kind]
    return [
        f"want: no attribute {name} of {placed.kind}; they are {', '.join(sorted(names))}"
        for wanted in placed.case.want
        for name in wanted
        if name not in names
    ]


def _failures(kind: Kind, case: Case) -> Iterator[str]:
    text, spans = unmarked(case.text)
    paper = {"id": "2601.00001", **({"title": case.title} if case.title else {}), case.field: text}
    extraction = extract(Paper.model_validate(paper))
    yield from _astray(case.field, text, extraction)
    if kind == "systems":
        yield from _system(text, spans, case, extraction)
        return
    found: list[Any] = (
        list(quantities(text))
        if kind == "quantities"
        else [mention for mention in getattr(extraction, kind) if mention.field == case.field]
    )
    found.sort(key=lambda mention: (mention.start, mention.end))
    shown = ", ".join(f"«{mention.text}» at {mention.start}-{mention.end}" for mention in found) or "nothing"
    if len(found) != len(spans):
        yield f"{len(spans)} wanted, found {shown} in: {case.text}"
        return
    for mention, (start, end), wanted in zip(found, spans, case.want, strict=True):
        if (mention.start, mention.end) != (start, end):
            yield f"«{text[start:end]}» at {start}-{end} is marked, but found is {shown}"
        for name, value in wanted.items():
            if not same(name, getattr(mention, name), value):
                yield f"«{mention.text}»: {name} is {getattr(mention, name)!r}, wanted {value!r}"


def _astray(field: str, text: str, extraction: Extraction) -> Iterator[str]:
    """Whatever does not stand where it says."""
    everything: list[Claim | HardwareMention | VenueMention | Quantity] = [
        *extraction.claims, *extraction.hardware, *extraction.venues, *quantities(text)
    ]  # fmt: skip
    for mention in everything:
        if getattr(mention, "field", field) == field and text[mention.start : mention.end] != mention.text:
            yield f"«{mention.text}» by {mention.rule} does not stand at {mention.start}-{mention.end}"


def _system(text: str, spans: list[tuple[int, int]], case: Case, extraction: Extraction) -> Iterator[str]:
    named = {"name": extraction.system, "aliases": list(extraction.system_aliases)}
    if (extraction.system is None) != (not case.want):
        yield f"the system is {extraction.system!r}, wanted {[wanted.get('name') for wanted in case.want]}"
        return
    for (start, end), wanted in zip(spans, case.want, strict=True):
        for name, value in wanted.items():
            if named[name] != value:
                yield f"{name} is {named[name]!r}, wanted {value!r}"
        if text[start:end] != wanted.get("name", text[start:end]):
            yield f"«{text[start:end]}» is marked, and {wanted['name']!r} wanted"


def same(name: str, found: Any, wanted: Any) -> bool:
    """Whether an attribute is as wanted: "" wants none, and of the words of a paper articles and case do not count."""
    if wanted == "" and name != "unit":
        return found is None
    if name in PHRASES and found is not None:
        return _bare(found) == _bare(wanted)
    return bool(found == wanted) or (isinstance(found, tuple) and found == _as_tuple(wanted))


def _as_tuple(value: Any) -> Any:
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value


def _bare(phrase: str) -> list[str]:
    return [word for word in re.findall(r"[^\s;,]+", phrase.lower()) if word not in ("a", "an", "the")]
