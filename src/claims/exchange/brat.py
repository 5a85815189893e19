r"""Labelled papers as a folder for brat, and back: a `.txt` and an `.ann` for each paper, and how brat is set up.

What has one of a few values is an attribute of brat; numbers and texts stand as JSON in the note of a mark. What
belongs to a paper as a whole is in `papers.jsonl`, which brat passes over.

>>> mark = Mark("Change", 15, 17, {"value": 2.0, "effect": "neutral"})
>>> ann(layout(Paper(id="x", abstract="It is 2x faster.")), [mark])
'T1\tChange 15 17\t2x\nA1\tEffect T1 neutral\n#1\tAnnotatorNotes T1\t{"value": 2.0}\n'
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from pydantic import ValidationError

from claims.errors import GoldError, OutputError
from claims.exchange.layout import Layout, layout
from claims.exchange.marks import CHOICES, LABELS, Group, Mark, labelled, marks
from claims.models import Paper
from claims.score.gold import Annotated
from claims.table import reference

PAPERS = "papers.jsonl"
_T = re.compile(r"(T[0-9]+)\t(\S+) ([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)\t(.*)")
_A = re.compile(r"[AM][0-9]+\t(\S+) (T[0-9]+)(?: (\S+))?")
_NOTE = re.compile(r"#[0-9]+\tAnnotatorNotes (T[0-9]+)\t(.*)")
_OTHERS = re.compile(r"#[0-9]+\t|[REN*][0-9]*\t|\s*$")


def write(records: Iterable[Annotated], folder: Path) -> int:
    """Writes the folder, which must not hold anything yet, and counts its papers. It appears whole or not at all."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{folder}: exists and is not empty. Name a new folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".", suffix=".partial", dir=folder.parent) as partial:
        count = _fill(records, Path(partial) / "brat", folder.name)
        if folder.exists():
            folder.rmdir()
        (Path(partial) / "brat").rename(folder)
    return count


def _fill(records: Iterable[Annotated], folder: Path, called: str) -> int:
    """Writes into a new folder, which is to be `called` something else, and counts the papers."""
    folder.mkdir()
    heads = []
    for record in records:
        name = quote(reference(record.paper).partition(":")[2], safe=" ").replace(" ", "_")
        where = layout(record.paper)
        for mark in marks(record):
            if (text := where.text[mark.start : mark.end]) != text.strip("\n"):
                raise OutputError(
                    f"{name}: the mark {text[:40]!r} begins or ends with a line end. Trim it in the source."
                )
        _write(folder / f"{name}.txt", where.text)
        _write(folder / f"{name}.ann", ann(where, marks(record)))
        head = {"file": name, "system": record.system, "system_aliases": list(record.system_aliases)}
        heads.append(head | {"paper": record.paper.model_dump(mode="json")})
    if len({head["file"] for head in heads}) < len(heads):
        raise OutputError(f"{called}: two papers have one id. Export each paper once.")
    _write(folder / PAPERS, "".join(f"{json.dumps(head, ensure_ascii=False)}\n" for head in heads))
    _write(folder / "annotation.conf", configuration())
    return len(heads)


def read(folder: Path) -> list[Annotated]:
    """The labelled papers of a folder that `write` made and people worked in; `GoldError` with all faults."""
    faults: list[str] = []
    records = [record for head in _heads(folder / PAPERS) if (record := _record(folder, head, faults))]
    if faults:
        raise GoldError("\n".join(faults))
    return records


def ann(where: Layout, found: Sequence[Mark]) -> str:
    """The lines of an `.ann` file."""
    lines = []
    attributes = 0
    for number, mark in enumerate(found, 1):
        text = " ".join(where.text[start:end] for start, end in _pieces(where.text, mark))
        pieces = ";".join(f"{start} {end}" for start, end in _pieces(where.text, mark))
        lines.append(f"T{number}\t{mark.label} {pieces}\t{text}")
        choices = CHOICES[LABELS[mark.label]]
        for name in choices:
            if name in mark.attributes:
                attributes += 1
                lines.append(f"A{attributes}\t{attribute(LABELS[mark.label], name)} T{number} {mark.attributes[name]}")
        if note := {name: value for name, value in mark.attributes.items() if name not in choices}:
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{json.dumps(note, ensure_ascii=False)}")
    return "".join(f"{line}\n" for line in lines)


def configuration() -> str:
    """The file `annotation.conf`: the labels, and the attributes that each of them may have."""
    lines = ["[entities]", *LABELS, "", "[relations]", "", "[events]", "", "[attributes]"]
    for group, choices in CHOICES.items():
        labels = "|".join(label for label, of in LABELS.items() if of == group)
        lines += [f"{attribute(group, name)}\tArg:{labels}, Value:{'|'.join(of)}" for name, of in choices.items()]
    return "\n".join([*lines, ""])


def attribute(group: Group, name: str) -> str:
    """The name of an attribute in brat: "MetricKey", "HardwareKind"."""
    prefix = group.capitalize() if name == "kind" else ""
    return prefix + "".join(part.capitalize() for part in name.split("_"))


_NAMES = {(group, attribute(group, name)): name for group, choices in CHOICES.items() for name in choices}


def _record(folder: Path, head: dict[str, Any], faults: list[str]) -> Annotated | None:
    name = str(head["file"])
    path = folder / f"{name}.ann"
    try:
        paper = Paper.model_validate(head["paper"])
    except ValidationError as error:
        raise GoldError(f"{folder / PAPERS}: {name}: {error.errors()[0]['msg']}. Export the papers again.") from error
    where = layout(paper)
    if _read(folder / f"{name}.txt") != where.text:
        faults.append(f"{folder / name}.txt: is not the text that was exported. Restore it, or no place in it holds.")
        return None
    found = _marks(path, where, faults)
    return labelled(paper, head.get("system"), head.get("system_aliases") or (), found, faults)


def _marks(path: Path, where: Layout, faults: list[str]) -> list[Mark]:
    """The marks of a file in the order of their numbers."""
    spans: dict[str, Mark] = {}
    notes: list[tuple[str, str, dict[str, Any], bool]] = []
    for number, line in enumerate(_read(path).split("\n"), 1):
        place = f"{path}:{number}"
        try:
            if found := _T.fullmatch(line):
                start, end = _whole(found[3], found[4], where)
                spans[found[1]] = Mark(found[2], start, end, {}, place)
            elif found := _A.fullmatch(line):
                notes.append((place, found[2], {found[1]: found[3]}, True))
            elif found := _NOTE.fullmatch(line):
                notes.append((place, found[1], _note(found[2]), False))
            elif not _OTHERS.match(line):
                raise ValueError("is no line of an .ann file")
        except ValueError as error:
            faults.append(f"{place}: {error}. Correct it in brat.")
    for place, target, values, is_attribute in notes:
        if target not in spans:
            faults.append(f"{place}: there is no {target}. Correct it in brat.")
            continue
        group = LABELS.get(spans[target].label, "claim")
        named = {_NAMES.get((group, name), name): value for name, value in values.items()} if is_attribute else values
        spans[target].attributes.update(named)
    return [spans[name] for name in sorted(spans, key=lambda name: int(name[1:]))]


def _note(text: str) -> dict[str, Any]:
    try:
        note = json.loads(text)
    except ValueError as error:
        raise ValueError(f'the note is no JSON ({error}); it should look like {{"value": 2.5, "unit": "x"}}') from None
    if not isinstance(note, dict):
        raise ValueError('the note is no object; it should look like {"value": 2.5, "unit": "x"}')
    return note


def _whole(pieces: str, text: str, where: Layout) -> tuple[int, int]:
    """The one span of all pieces, between which only line ends may stand."""
    spans = [(int(start), int(end)) for start, end in (piece.split() for piece in pieces.split(";"))]
    for (_, end), (start, _) in pairwise(spans):
        if where.text[end:start].strip():
            raise ValueError("is in pieces; mark it as one, or as two")
    start, end = spans[0][0], spans[-1][1]
    if where.text[start:end].split() != text.split():
        raise ValueError(f"has {text[:40]!r}, where the text has {where.text[start:end][:40]!r}")
    return start, end


def _pieces(text: str, mark: Mark) -> Iterator[tuple[int, int]]:
    """The lines of a mark: brat has none that goes over the end of a line."""
    start = mark.start
    for line in text[mark.start : mark.end].split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1


def _heads(path: Path) -> list[dict[str, Any]]:
    try:
        heads = [json.loads(line) for line in _read(path).split("\n") if line.strip()]
        if not all(isinstance(head, dict) and {"file", "paper"} <= head.keys() for head in heads):
            raise ValueError('a line has no "file" and "paper"')
    except ValueError as error:
        raise GoldError(f"{path}: {error}. Export the papers again.") from error
    return heads


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:  # a lone CR stays what it is
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(
            f"{path}: {getattr(error, 'strerror', None) or error}. Give a folder of `claims export`."
        ) from error


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
