"""Rules of the user's own over those that come with the program: two tables of TOML -> one.

What is written is told in patterns/README.md, "Rules of your own": a value replaces, a list adds, a rule of an id that
there is changes it, another id is a new rule.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

Table = dict[str, Any]

_EDITS = frozenset(("add", "remove", "only"))
OFF = "off"


class Faulty(Exception):  # noqa: N818 - never leaves this module
    """A place in the user's table that cannot be merged, and why."""


def merged(shipped: Table, own: Table) -> tuple[Table, list[str]]:
    """The shipped table as the user's changes it, and what is wrong with the user's, each as `place: what`.

    >>> merged({"words": ["a", "b"], "rule": [{"id": "x", "near": ["c"]}]},
    ...        {"words": {"remove": ["a"]}, "rule": [{"id": "x", "near": ["d"]}, {"id": "y"}]})
    ({'words': ['b'], 'rule': [{'id': 'y'}, {'id': 'x', 'near': ['c', 'd']}]}, [])
    >>> merged({"words": ["a"]}, {"words": {"remove": ["b"]}})
    ({'words': ['a']}, ["words: remove: 'b' is not in the list"])
    """
    faults: list[str] = []
    if shipped and all(map(_are_rules, shipped.values())):
        own = _at_home(shipped, own)
    return _table(shipped, own, (), faults), faults


def identity(rule: Any) -> str | None:
    """What a rule is known by: its id, its name, or a metric's key and better way. None where it has none of them.

    >>> identity({"id": "x"}), identity({"key": "cost", "better": "lower"}), identity({"words": []})
    ('x', 'cost, lower better', None)
    """
    if not isinstance(rule, dict):
        return None
    if "id" not in rule and "key" in rule and "better" in rule:
        return f"{rule['key']}, {rule['better']} better"
    known = rule.get("id", rule.get("name"))
    return known if isinstance(known, str) else None


def rules_of(table: Table) -> Iterator[Table]:
    """All rules that stand in a table or in a table within it."""
    for value in table.values():
        if isinstance(value, dict):
            yield from rules_of(value)
        elif _are_rules(value):
            yield from value


def repeated(table: Table) -> list[str]:
    """The words that stand twice in one list of a file, each as `place: what`.

    >>> repeated({"words": {"up": ["a", "b", "a"]}, "rule": [{"id": "x", "near": ["c", "c"]}]})
    ["words > up: 'a' stands twice", "rule > 0 (x) > near: 'c' stands twice"]
    """
    return [place.removeprefix(" > ") for place in _repeated(table)]


def _repeated(node: Any) -> list[str]:
    """The same below one node, each place from there on: " > up: 'a' stands twice"."""
    found: list[str] = []
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, dict | list):
                found += [f" > {key}{place}" for place in _repeated(value)]
    elif all(isinstance(value, str) for value in node):
        if len(set(node)) < len(node):
            found += [f": {word!r} stands twice" for word, times in Counter(node).items() if times > 1]
    else:
        for number, value in enumerate(node):
            if isinstance(value, dict | list):
                known = identity(value)
                found += [f" > {number}{f' ({known})' if known else ''}{place}" for place in _repeated(value)]
    return found


def _are_rules(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(rule, dict) for rule in value)


def _at_home(shipped: Table, own: Table) -> Table:
    """The user's lists of rules, each rule in the list where the shipped one of its name stands: areas mean nothing."""
    home = {identity(rule): area for area, rules in shipped.items() for rule in rules}
    result: Table = {}
    for area, rules in own.items():
        if not _are_rules(rules):
            result[area] = rules
            continue
        for rule in rules:
            result.setdefault(home.get(identity(rule), area), []).append(rule)
    return result


def _table(shipped: Table, own: Table, place: tuple[str, ...], faults: list[str]) -> Table:
    result = dict(shipped)
    for key, value in own.items():
        try:
            result[key] = _value(shipped[key], value, (*place, key), faults) if key in shipped else _new(value)
        except Faulty as fault:
            faults.append(f"{' > '.join((*place, key))}: {fault}")
    return result


def _value(shipped: Any, own: Any, place: tuple[str, ...], faults: list[str]) -> Any:
    if isinstance(shipped, dict):
        if not isinstance(own, dict):
            raise Faulty("must be a table")
        return _table(shipped, own, place, faults)
    if isinstance(shipped, list):
        if _are_rules(shipped) and isinstance(own, list):
            return _rules(shipped, own, place, faults)
        return _list(shipped, own)
    return own


def _list(shipped: list[Any], own: Any) -> list[Any]:
    edits = own if isinstance(own, dict) else {"add": own}
    if not _is_edit(edits):
        raise Faulty("must be a list of what is added, or { add = […], remove = […] }, or { only = […] }")
    for word in edits.get("remove", ()):
        if word not in shipped:
            raise Faulty(f"remove: {word!r} is not in the list")
    kept = edits["only"] if "only" in edits else [word for word in shipped if word not in edits.get("remove", ())]
    return [*kept, *(word for word in edits.get("add", ()) if word not in kept)]


def _is_edit(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and value.keys() <= _EDITS
        and all(isinstance(words, list) for words in value.values())
    )


def _new(value: Any) -> Any:
    """A value that no shipped one stands for; `{ only = […] }` is then the list itself."""
    if _is_edit(value):
        return _list([], value)
    if isinstance(value, dict):
        return {key: _new(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_new(inner) for inner in value]
    return value


def _rules(shipped: list[Table], own: list[Any], place: tuple[str, ...], faults: list[str]) -> list[Table]:
    """New rules first, since of two that fit the first counts."""
    new: list[Table] = []
    changed = list(shipped)
    for number, rule in enumerate(own, 1):
        known = identity(rule)
        where = (*place, f"{number}" if known is None else f"({known})")
        if known is None:
            faults.append(f"{' > '.join(where)}: has no id, name, or key and better")
            continue
        same = [index for index, other in enumerate(changed) if identity(other) == known]
        off = rule.get(OFF, False)
        if off is not False and (off is not True or not same):
            faults.append(
                f"{' > '.join(where)}: {OFF}: " + ("no rule has this id" if off is True else "is true, or not said")
            )
        elif off:
            changed = [other for other in changed if identity(other) != known]
        elif same:
            for index in same:
                changed[index] = _table(changed[index], rule, where, faults)
        else:
            new.append(_new(rule))
    return [*new, *changed]
