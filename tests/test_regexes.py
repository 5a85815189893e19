"""Our regexes match the same on every Python that we support."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

GOLD = Path(__file__).parents[1] / "gold" / "seeds.jsonl"

RECORDED = f"""
import json, re, sys

compile_of_the_library, patterns = re._compiler.compile, []

def recording(pattern, flags=0):
    frame = sys._getframe(1)
    while frame is not None and "re/" in frame.f_code.co_filename.replace("\\\\", "/")[-15:]:
        frame = frame.f_back
    compiled = compile_of_the_library(pattern, flags)
    if isinstance(pattern, str) and frame is not None and frame.f_globals.get("__name__", "").startswith("claims"):
        patterns.append((frame.f_globals["__name__"], pattern, compiled.flags))
    return compiled

re._compiler.compile = recording

import importlib, pkgutil
import claims
for module in pkgutil.walk_packages(claims.__path__, "claims."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
list(claims.extract_many(claims.read_papers({str(GOLD)!r})))
print(json.dumps(sorted(set(patterns))))
"""


def recorded() -> list[tuple[str, str, int]]:
    """Module, pattern and flags of what our modules compile at import and for the gold papers."""
    run = subprocess.run([sys.executable, "-c", RECORDED], capture_output=True, text=True, check=True)
    return [(module, pattern, flags) for module, pattern, flags in json.loads(run.stdout)]


def possessive_groups(pattern: str, flags: int = 0) -> int:
    """How many groups a possessive quantifier repeats."""
    found, waiting = 0, [re._parser.parse(pattern, flags).data]  # type: ignore[attr-defined]
    while waiting:
        part = waiting.pop()
        if isinstance(part, re._parser.SubPattern):  # type: ignore[attr-defined]
            waiting += part.data
        elif isinstance(part, (list, tuple)):
            if part and str(part[0]) == "POSSESSIVE_REPEAT":
                body = part[1][2].data
                found += len(body) > 1 or str(body[0][0]) in {"SUBPATTERN", "BRANCH", "MAX_REPEAT", "GROUPREF"}
            waiting += part
    return found


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        (r"\d++", 0), (r"[a-z_]*+", 0), (r"(?>(?:e\d+)?)", 0), (r"a{1,3}+", 0),
        (r"(?:e\d+)?+", 1), (r"(?:a|bc)*+", 1), (r"(\w,)++", 1), (r"x(?=(?:ab)?+)", 1), (r"(?:(?:ab)*+c){0,2}+", 2),
    ],
)  # fmt: skip
def test_possessive_groups_are_seen(pattern: str, groups: int) -> None:
    assert possessive_groups(pattern) == groups


def test_no_group_is_repeated_possessively() -> None:
    """Python 3.11.0 to 3.11.4 leave a match at the end of a repeat that failed half-way: r"\\d(?:e\\d)?+" matches "1e".

    An atomic group does what it should in all: r"\\d(?>(?:e\\d)?)".
    """
    patterns = recorded()
    assert len(patterns) > 200
    assert [(module, pattern) for module, pattern, flags in patterns if possessive_groups(pattern, flags)] == []
