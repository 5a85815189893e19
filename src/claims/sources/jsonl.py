"""JSON lines, a JSON array, or JSON objects one after the other -> papers.

Read are the Kaggle snapshot's field names, those of the API's clients, plain paper objects, and our own output, whose
paper is under "paper". Lines are streamed: the snapshot's 2.5 million are never in memory at once.
"""

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from claims.errors import SourceError
from claims.models import Paper, Rejected
from claims.sources.columns import AUTHORS, CATEGORIES, ID, PUBLISHED, TEXTS, UPDATED, VERSION, normal
from claims.sources.document import HEAD, Document, bounded_lines, decoded
from claims.sources.record import (
    MAX_RECORD,
    UnreadableError,
    is_writable,
    make_paper,
    shown,
    split_codes,
    split_people,
    version_of,
)

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
    text = text.strip("\ufeff \t\r\n")
    try:
        value, end = _JSON.raw_decode(text)
        return value if end == len(text) else _JSON.decode(text)  # which tells what is wrong
    except RecursionError:
        raise UnreadableError("not valid JSON: nested too deep") from None
    except ValueError as error:
        raise UnreadableError(f"not valid JSON: {error}") from None


class _Keys(NamedTuple):
    """The keys of an object under which the parts of its paper may stand, those that are preferred first."""

    identifier: tuple[str, ...]
    title: tuple[str, ...]
    abstract: tuple[str, ...]
    comment: tuple[str, ...]
    journal_ref: tuple[str, ...]
    doi: tuple[str, ...]
    categories: tuple[str, ...]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    authors: tuple[str, ...]
    parsed: tuple[str, ...]
    version: tuple[str, ...]
    versions: tuple[str, ...]


_NAMES = _Keys(
    identifier=ID,
    **TEXTS,
    categories=CATEGORIES,
    published=PUBLISHED,
    updated=UPDATED,
    authors=AUTHORS,
    parsed=("authorsparsed",),
    version=VERSION,
    versions=("versions",),
)
_CREATED = ("created",)
"""Under which key a version has its date."""


@lru_cache(maxsize=64)
def _keys(keys: tuple[str, ...]) -> _Keys | None:
    """Which of the keys of an object hold what; None where several have the same name, such as "Title" and "title".

    The records of a source have the same keys, nearly always, so that this is known of most without a look.
    """
    named = {normal(key): key for key in keys}
    if len(named) < len(keys):
        return None
    return _Keys._make(tuple(named[name] for name in names if name in named) for names in _NAMES)


def _paper(value: Any) -> Paper:
    if isinstance(value, dict) and isinstance(value.get("paper"), dict):
        value = value["paper"]
    if not isinstance(value, dict):
        raise UnreadableError("not a JSON object")
    keys = _keys(tuple(value))
    if keys is None:  # of the same name, the last that is there counts
        value = {normal(key): item for key, item in value.items() if item is not None}
        keys = _NAMES
    identifier = _text(value, keys.identifier)
    version = _first(value, keys.version)
    published, updated = _date(value, keys.published), _date(value, keys.updated)
    if versions := [each for each in _list(_first(value, keys.versions)) if isinstance(each, dict)]:
        first, last = versions[0], versions[-1]
        version = last.get("version") or version
        published = _date(first, _CREATED) or published
        updated = _date(last, _CREATED) or updated
    try:
        return make_paper(
            identifier,
            title=_text(value, keys.title),
            abstract=_text(value, keys.abstract),
            comment=_text(value, keys.comment),
            journal_ref=_text(value, keys.journal_ref),
            doi=_text(value, keys.doi),
            categories=_codes(_first(value, keys.categories)),
            published=published,
            updated=updated,
            authors=_people(value, keys),
            version=version_of(version),
        )
    except UnreadableError as error:
        error.identifier = error.identifier or identifier
        raise


def _first(fields: Mapping[str, Any], keys: Iterable[str]) -> Any:
    """What stands under the first of the keys that has anything, None where none has."""
    for key in keys:
        if (value := fields.get(key)) is not None:
            return value
    return None


def _text(fields: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    """The first text that is not empty; what stands before it must be text too."""
    for key in keys:
        if (value := fields.get(key)) is None:
            continue
        if not isinstance(value, str):
            raise UnreadableError(f"{normal(key)} is not text but {type(value).__name__}")
        if value.strip():
            return value
    return None


def _date(fields: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    for key in keys:
        if isinstance(value := fields.get(key), str) and value:
            return value
    return None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _codes(value: Any) -> list[str]:
    if isinstance(value, str):
        return split_codes(value)
    return [code for code in _list(value) if isinstance(code, str)]


def _people(fields: Mapping[str, Any], keys: _Keys) -> list[str]:
    """Names, forename first: of `authors_parsed` [family, given, suffix], a list of names or objects, or one line."""
    parsed = [name for name in _list(_first(fields, keys.parsed)) if isinstance(name, list) and name]
    if parsed:
        return [
            " ".join([part for part in (*name[1:2], name[0], *name[2:3]) if isinstance(part, str) and part])
            for name in parsed
        ]
    value = _first(fields, keys.authors)
    if isinstance(value, str):
        return split_people(value)
    names = [person.get("name") if isinstance(person, dict) else person for person in _list(value)]
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
