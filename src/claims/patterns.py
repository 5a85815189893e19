"""patterns/*.toml -> checked data, or one `PatternError` that names every fault with its file.

The files are edited by people who need not know Python; see patterns/README.md. A folder of the user's own in the same
form changes them: `own` reads it, and in a block of `using` the rules are those.
"""

import hashlib
import os
import threading
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, partial, update_wrapper
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError

from claims.errors import PatternError
from claims.garbage import take_for_old
from claims.overlay import identity, merged, repeated, rules_of

Rules = TypeVar("Rules", bound=BaseModel)
Value = TypeVar("Value")
Table = dict[str, Any]

CASES = "cases.toml"


@dataclass(frozen=True, eq=False)
class Patterns:
    """The rules that come with the program, as a folder of the user's own changes them."""

    folder: Path | None = None
    """Absolute; None where there are no rules but the shipped."""
    files: Mapping[str, Table] = field(default_factory=dict)
    """Of the user's files: name, such as "hardware/rules.toml", to content."""
    digest: str = ""
    """Of the names and contents of these files; "" where there are none."""
    made: dict[Callable[[], Any], Any] = field(default_factory=dict, repr=False)
    """What was made of these rules, while others are in force."""


SHIPPED = Patterns()


@cache
def folder() -> Path:
    """Where the pattern files are: inside the installed package, or at the top of the source tree."""
    package = Path(__file__).parent
    for place in (package / "_patterns", package.parent.parent / "patterns"):
        if place.is_dir():
            return place
    raise PatternError(f"patterns: not found beside {package}. Install the package again.")


def own(place: Path) -> Patterns:
    """The rules with those of the user's folder, read now; whether they hold is seen when they are used.

    `PatternError` where a file is none of those that there are, or is no TOML; all such faults at once.
    """
    place = place.absolute()
    if not place.is_dir():
        raise PatternError(f"{place}: no such folder. Give a folder of pattern files; see patterns/README.md.")
    files: dict[str, Table] = {}
    faults: list[str] = []
    digest = hashlib.sha256()
    for path in sorted(place.rglob("*.toml")):
        name = path.relative_to(place).as_posix()
        if path.name == CASES and path.parent.parent == place:
            continue
        if not (folder() / name).is_file() and path.parent != place / "hardware":
            known = ", ".join(path.relative_to(folder()).as_posix() for path in sorted(folder().glob("*/*.toml")))
            faults.append(f"{path}: is none of the pattern files. They are {known}, and others in hardware.")
            continue
        try:
            content = path.read_bytes()
            files[name] = tomllib.loads(content.decode())
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            faults.append(f"{path}: {error}. Mend the file.")
        else:
            faults += [f"{path}: {place}. Take one away." for place in repeated(files[name])]
            digest.update(f"{name}\0".encode() + hashlib.sha256(content).digest())
    if faults:
        raise PatternError("\n".join(faults))
    return Patterns(place, files, digest.hexdigest())


def names(kind: str) -> list[str]:
    """The names of the files of a kind, such as "hardware", without its cases; those of the user's own too."""
    shipped = {path.relative_to(folder()).as_posix() for path in (folder() / kind).glob("*.toml")}
    return sorted(
        name for name in shipped | current().files.keys() if name.startswith(f"{kind}/") and CASES not in name
    )


def read(*files: str) -> Table:
    """The content of pattern files, such as "hardware/rules.toml", by the rules in force; several are joined."""
    shipped = _joined(_shipped(name) for name in files if (folder() / name).is_file() or name not in current().files)
    data, faults = merged(shipped, _joined(current().files.get(name, {}) for name in files))
    if faults:
        raise PatternError("\n".join(f"{_file_of(files, fault)}: {fault}. Mend the rule." for fault in faults))
    return data


def load(name: str, model: type[Rules]) -> Rules:
    """The content of one pattern file, checked against `model`; all faults are told at once."""
    return load_all([name], model)


def load_all(files: Sequence[str], model: type[Rules]) -> Rules:
    """The content of several pattern files that hold the same lists, as if they were one."""
    data = read(*files)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise PatternError("\n".join(_faults(files, data, error))) from error


def quick(data: Rules) -> Rules:
    """Checked data that is asked often, as an object without methods: a model of pydantic is three times as slow."""
    parts = {name: quick(value) if isinstance(value, BaseModel) else value for name, value in data}
    return cast(Rules, SimpleNamespace(**parts))


def _shipped(name: str) -> Table:
    try:
        table = tomllib.loads((folder() / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PatternError(f"patterns/{name}: {error}. Mend the file.") from error
    if places := repeated(table):
        raise PatternError("\n".join(f"patterns/{name}: {place}. Take one away." for place in places))
    return table


def _joined(tables: Iterable[Table]) -> Table:
    result: Table = {}
    for table in tables:
        for key, value in table.items():
            both = isinstance(value, list) and isinstance(result.get(key), list)
            result[key] = [*result[key], *value] if both else value
    return result


def _file_of(files: Sequence[str], place: str) -> str:
    """The file that a fault is in: one that has the rule named in its place, best the user's, or the first."""
    mine = {f"{current().folder}/{name}": current().files[name] for name in files if name in current().files}
    every = mine | ({f"patterns/{name}": _shipped(name) for name in files} if len(files) > 1 and not mine else {})
    for name, content in every.items():
        if any(f"({identity(rule)})" in place for rule in rules_of(content)):
            return name
    return next(iter(every), f"patterns/{files[0]}")


def _faults(files: Sequence[str], data: Table, error: ValidationError) -> list[str]:
    faults = []
    for fault in error.errors():
        steps: list[str] = []
        node: Any = data
        for step in fault["loc"]:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                node = None
            known = identity(node)
            steps.append(f"{step} ({known})" if known else str(step))
        place = " > ".join(steps) or "file"
        faults.append(f"{_file_of(files, place)}: {place}: {fault['msg']}. Mend the rule.")
    return faults


# What is made of the rules is made once and kept with them. Other rules take its place as a whole, under a lock that
# whoever works with rules holds: so threads with different rules do not meet, and looking a thing up costs nothing.


class _Made(dict[Callable[[], Any], Any]):
    """Function without arguments -> its value under the rules in force, made when first asked for."""

    def __missing__(self, make: Callable[[], Any]) -> Any:
        value = self[make] = make()
        take_for_old()
        return value


_wanted: ContextVar[Patterns] = ContextVar("patterns", default=SHIPPED)
_made = _Made()
_in_force = SHIPPED
_lock = threading.RLock()
_makers: list[Callable[[], Any]] = []
_builders: list[Callable[[], Any]] = []
_caches: list[Callable[[], None]] = []


def kept(make: Callable[[], Value]) -> Callable[[], Value]:
    """The function, called once for the rules in force. As quick as `functools.cache`."""
    _makers.append(make)
    return cast("Callable[[], Value]", update_wrapper(partial(_made.__getitem__, make), make))


def built(make: Callable[[], Value]) -> Callable[[], Value]:
    """As `kept`, of what takes long: `make_all` comes to it only where all else holds."""
    _builders.append(make)
    return cast("Callable[[], Value]", update_wrapper(partial(_made.__getitem__, make), make))


def depends(cached: Value) -> Value:
    """An `lru_cache` whose values follow from the rules: emptied when others come into force."""
    _caches.append(cached.cache_clear)  # type: ignore[attr-defined]
    return cached


def current() -> Patterns:
    """The rules that are wanted here: those of the innermost block of `using`."""
    return _wanted.get()


def make_all() -> None:
    """Makes all that is made of the rules that are wanted here, by the modules that are imported.

    `PatternError` with every fault where they do not hold.
    """
    with in_force():
        for makers in (_makers, _builders):
            faults: dict[str, None] = {}
            for make in makers:
                try:
                    _made[make]
                except PatternError as error:
                    faults |= dict.fromkeys(str(error).splitlines())
                except Exception as error:  # noqa: BLE001 - of rules that each hold but not together
                    place = current().folder or "patterns"
                    faults[f"{place}: {make.__module__}: {type(error).__name__}: {error}. Mend the rule."] = None
            if faults:
                raise PatternError("\n".join(faults))


@contextmanager
def using(patterns: Patterns) -> Iterator[None]:
    """A block in which the rules are these, for the thread or task that runs it and for no other."""
    token = _wanted.set(patterns)
    try:
        with in_force():
            pass
        yield
    finally:
        _wanted.reset(token)
        with in_force():
            pass


@contextmanager
def in_force() -> Iterator[None]:
    """A block in which what is made of the rules is of those that are wanted here. Other threads wait at theirs."""
    global _in_force
    with _lock:
        wanted = current()
        if wanted is not _in_force:
            _in_force.made.update(_made)
            _made.clear()
            _made.update(wanted.made)
            wanted.made.clear()
            _in_force = wanted
            for clear in _caches:
                clear()
        yield


def _after_fork() -> None:
    global _lock
    _lock = threading.RLock()  # whoever held it is not in this process


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
