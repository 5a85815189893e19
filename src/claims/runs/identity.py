"""What decides the bytes of a run's output: its input, its options, the program and its rules. Not: who computes it.

A run is gone on with only where all of this is as it was.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from claims import __version__, patterns

_LIBRARIES = ("spacy", "regex", "pydantic", "pyarrow")
_WHAT = {
    "inputs": "the input",
    "ids": "the file of ids",
    "shard_bytes": "the size of a shard",
    "limits": "the limits of a record",
    "program": "the program",
}


def of_file(path: Path | str) -> str:
    """SHA-256 of the bytes of a file, as hexadecimal digits."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def of_program() -> dict[str, str]:
    """Versions of the program, of Python and of the libraries that the output depends on; digests of code and rules.

    The rules are the shipped ones and, where they are wanted here, those of the user's own; see `patterns.using`.
    """
    own = patterns.current().digest
    return of_installed() | ({"own_patterns": own} if own else {})


@cache
def of_installed() -> dict[str, str]:
    """What `of_program` says but for rules of the user's own: it does not change while the program runs."""
    import platform
    from importlib.metadata import version

    package = Path(__file__).parents[1]
    return {
        "claims": __version__,
        "python": ".".join(platform.python_version_tuple()[:2]),
        **{library: version(library) for library in _LIBRARIES},
        "code": of_tree(package),
        "patterns": of_tree(patterns.folder()),
    }


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """What is not as it was, each as a clause that can stand in a sentence; empty where all is.

    >>> differences({"ids": None, "program": {"claims": "0.1.0", "code": "ab"}},
    ...             {"ids": "ff", "program": {"claims": "0.2.0", "code": "cd"}})
    ['the file of ids is another', 'claims was 0.1.0 and is 0.2.0', 'the code of claims is another']
    """
    return [clause for key in _WHAT if old.get(key) != new.get(key) for clause in _clauses(key, old, new)]


def _clauses(key: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    was, now = old.get(key), new.get(key)
    if key == "inputs" and was and now and len(was) == len(now):
        for before, after in zip(was, now, strict=True):
            if before["bytes"] != after["bytes"]:
                yield f"{after['name']} had {before['bytes']:,} bytes and has {after['bytes']:,}"
            elif before["sha256"] != after["sha256"]:
                yield f"{after['name']} has other content"
    elif key == "program" and was and now:
        for name in sorted(was.keys() | now.keys(), key=[*now, *was].index):
            if was.get(name) != now.get(name):
                whole = {
                    "code": "the code of claims is another",
                    "patterns": "the patterns are others",
                    "own_patterns": "the patterns of your own are others",
                }
                yield whole.get(name) or f"{name} was {was.get(name)} and is {now.get(name)}"
    elif key == "limits" and was and now:
        yield from (f"the limit of {name} was {was[name]} and is {now[name]}" for name in now if was[name] != now[name])
    elif isinstance(now, int) and isinstance(was, int):
        yield f"{_WHAT[key]} was {was:,} and is {now:,}"
    else:
        yield f"{_WHAT[key]} is another"


def of_tree(folder: Path) -> str:
    """Digest of the names and contents of all files below a folder, without what the output does not depend on."""
    digest = hashlib.sha256()
    # a wheel has beside the modules what a source tree has elsewhere: the patterns, which are asked for by themselves
    brought = [folder / "_patterns", folder / "_gold"]
    for path in sorted(folder.rglob("*")):
        if any(map(path.is_relative_to, brought)):
            continue
        # what is compiled of the sources does the same as they do; cases are examples for the tests
        if path.is_file() and path.suffix not in (".pyc", ".so", ".pyd") and path.name != "cases.toml":
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
