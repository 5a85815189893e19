"""JSON lines, a JSON array, or JSON objects one after the other -> papers.

Read are the Kaggle snapshot's field names, those of the API's clients, plain paper objects, and our own output, whose
paper is under "paper". Lines are streamed: the snapshot's 2.5 million are never in memory at once.
"""

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from claims.errors import SourceError
from claims.models import Paper, Rejected
from claims.sources.columns import AUTHORS, CATEGORIES, ID, TEXTS, normal
from claims.sources.document import HEAD, Document, bounded_lines, decoded
from claims.sources.record import MAX_RECORD, UnreadableError, is_writable, make_paper, shown, split_people

log = logging.getLogger("claims")


def is_json(head: str) -> bool:
    """Whether a text begins as JSON with objects in it does. An abstract may begin with "{\\bf" or "[1]"."""
    return bool(re.match(r"""\ufeff?\s*(?:\{\s*["'}]|\[\s*(?:[\[{"]|\]\s*$))""", head))


def is_lines(head: str) -> bool:
    """Whether each line of a JSON text is a record: one of the first lines is a whole object, or too long to tell."""
    lines = head.lstrip("\ufeff \t\r\n").split("\n")[:3]
    return lines[0].startswith("{") and (
        any(line.startswith("{") and line.rstrip().endswith("}") for line in lines) or len(lines[0]) > HEAD // 2
    )


def read_lines(document: Document) -> Iterator[Paper | Rejected]:
    """One record a line; blank lines do not count."""
    position = 0
    for line in bounded_lines(document.text()):
        if line is not None and not line.strip("\ufeff \t\r\n"):
            continue
        position += 1
        if line is None:
            yield document.rejected(position, f"a line of over {MAX_RECORD:,} characters")
        else:
            yield read_line(document.name, position, line)


def read_objects(document: Document) -> Iterator[Paper | Rejected]:
    """One record an object, in an array or without, over any number of lines."""
    position = 0
    for position, text in enumerate(_objects(document), 1):
        if text is None:
            yield document.rejected(position, f"an object of over {MAX_RECORD:,} characters")
        else:
            yield read_line(document.name, position, text)
    if not position:
        if not re.fullmatch(r"\ufeff?\s*\[\s*\]\s*", decoded(document.head)):
            raise SourceError(f"{document.name}: JSON in which no object stands. Give papers as JSON objects.")
        log.warning("%s: a valid JSON array with no entries", document.name)


def read_line(name: str, position: int, text: str) -> Paper | Rejected:
    """One record of the source `name`, or what stands there instead, set aside."""
    try:
        return _paper(_value(text))
    except UnreadableError as error:
        record = shown(text.strip("\r\n"))
        return Rejected(source=name, position=position, reason=str(error), id=error.identifier, record=record)


# A number is kept as it is written: as a float, the id 2401.00010 is 2401.0001. NaN is how some write null.
_JSON = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=lambda _: None)


def _value(text: str) -> Any:
    if not is_writable(text):
        raise UnreadableError("holds bytes that are not UTF-8")
    try:
        return _JSON.decode(text.strip("\ufeff \t\r\n"))
    except RecursionError:
        raise UnreadableError("not valid JSON: nested too deep") from None
    except ValueError as error:
        raise UnreadableError(f"not valid JSON: {error}") from None


def _paper(value: Any) -> Paper:
    if isinstance(value, dict) and isinstance(value.get("paper"), dict):
        value = value["paper"]
    if not isinstance(value, dict):
        raise UnreadableError("not a JSON object")
    fields = {normal(key): item for key, item in value.items() if item is not None}
    identifier = _text(fields, ID)
    versions = [version for version in _list(fields.get("versions")) if isinstance(version, dict)]
    first, last = (versions[0], versions[-1]) if versions else ({}, {})
    said = str(last.get("version") or fields.get("version") or "").removeprefix("v")
    try:
        return make_paper(
            identifier,
            **{field: _text(fields, names) for field, names in TEXTS.items()},
            categories=_codes(_first(fields, CATEGORIES)),
            published=first.get("created") or _date(fields, _PUBLISHED),
            updated=last.get("created") or _date(fields, _UPDATED),
            authors=_people(fields),
            version=int(said) if said.isdecimal() and len(said) < 4 else None,
        )
    except UnreadableError as error:
        error.identifier = error.identifier or identifier
        raise


def _first(fields: Mapping[str, Any], names: Iterable[str]) -> Any:
    """What stands under the first of the names that is there, None where none is."""
    for name in names:
        if name in fields:
            return fields[name]
    return None


def _text(fields: Mapping[str, Any], names: Iterable[str]) -> str | None:
    """The first text that is not empty; what stands before it must be text too."""
    for name in names:
        if name in fields:
            value = fields[name]
            if not isinstance(value, str):
                raise UnreadableError(f"{name} is not text but {type(value).__name__}")
            if value:
                return value
    return None


_PUBLISHED = ("published", "created", "publisheddate", "publicationdate", "date")
_UPDATED = ("updated", "updateddate")


def _date(fields: Mapping[str, Any], names: Iterable[str]) -> str | None:
    for name in names:
        if isinstance(value := fields.get(name), str):
            return value
    return None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _codes(value: Any) -> list[str]:
    codes = value if isinstance(value, list) else re.split(r"[\s,;|\[\]'\"]+", value) if isinstance(value, str) else []
    return [code for code in codes if isinstance(code, str)]


def _people(fields: Mapping[str, Any]) -> Iterable[str]:
    """Names, forename first: of `authors_parsed` [family, given, suffix], a list of names or objects, or one line."""
    parsed = [name for name in _list(fields.get("authorsparsed")) if isinstance(name, list) and name]
    if parsed:
        return [
            " ".join(part for part in (*name[1:2], name[0], *name[2:3]) if isinstance(part, str) and part)
            for name in parsed
        ]
    value = _first(fields, AUTHORS)
    if isinstance(value, str):
        return split_people(value)
    names = (person.get("name") if isinstance(person, dict) else person for person in _list(value))
    return [name for name in names if isinstance(name, str)]


_OUTSIDE = re.compile(r'["{}\[\]]')
_INSIDE = re.compile(r'["\\]')


def _objects(document: Document) -> Iterator[str | None]:
    """The text of each outermost object; of what stands between them, anything but punctuation. None: too long."""
    stream = document.text()
    text, place, start, depth, in_string, too_long = "", 0, 0, 0, False, False
    while chunk := stream.read(HEAD):
        text += chunk
        while match := (_INSIDE if in_string else _OUTSIDE).search(text, place):
            char, place = match.group(), match.end()
            if char == "\\":
                if place == len(text):  # the escaped character is in the next chunk
                    place -= 1
                    break
                place += 1
            elif char == '"':
                in_string = not in_string
            elif char == "{" or (char == "[" and depth):
                if not depth:
                    yield from _between(text[start : place - 1])
                    start = place - 1
                depth += 1
            elif char == "}" or (char == "]" and depth):
                depth -= 1
                if depth <= 0:
                    yield None if too_long else text[start:place]
                    start, depth, too_long = place, 0, False
        else:
            place = len(text)
        text, place, start = text[start:], place - start, 0
        if len(text) > MAX_RECORD:
            too_long, text, place = True, "", 0
    if too_long:
        yield None
    else:
        yield from _between(text) if not depth else [text]


def _between(text: str) -> Iterator[str]:
    if stray := text.strip(" \t\r\n,[]\ufeff"):
        yield stray
