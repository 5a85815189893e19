"""The optional compiled form: what mypyc cannot compile is not in its modules, and it finds what pure Python finds."""

import ast
import importlib.util
import json
import os
import subprocess
import sys
import tomllib
import zipfile
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Any

import pytest

from claims import extract_many
from claims.sources import read_papers

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONFIG = SETTINGS["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]


def hook() -> Any:
    """The module hatch_build.py, which no package holds."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MODULES: list[str] = hook().modules(ROOT, CONFIG)


def faults(tree: ast.AST) -> list[str]:
    """What mypyc fails at, or takes for something else than Python does.

    >>> faults(ast.parse("a in (*b, c)")), faults(ast.parse("isinstance(value, float)"))
    (['line 1: in (*b, c)'], ['line 1: isinstance(value, float)'])
    >>> faults(ast.parse("a in B; C: Final = compile('c'); a is C")), faults(ast.parse("_B: Final = 1, 2; a is _B"))
    ([], ['line 1: is _B'])
    """
    found = []
    objects = {
        ast.unparse(each.target)
        for each in ast.walk(tree)
        if isinstance(each, ast.AnnAssign) and isinstance(each.value, ast.Call)
    }
    for node in ast.walk(tree):
        tables = node.comparators if isinstance(node, ast.Compare) else []
        if isinstance(node, ast.For | ast.comprehension):
            tables = [node.iter]
        for table in tables:
            if isinstance(table, ast.Tuple | ast.List | ast.Set) and any(
                isinstance(e, ast.Starred) for e in table.elts
            ):
                found.append(f"line {table.lineno}: in {ast.unparse(table)}")
        match node:
            case ast.Call(ast.Name("isinstance"), [_, ast.Name("float" | "int")]):
                # an int where a float is declared becomes a float
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
            case ast.Compare(_, [ast.Is() | ast.IsNot()], [ast.Name(name)]) if name.isupper() and name not in objects:
                # a constant that is a tuple or a number is made anew wherever it is read
                found.append(f"line {node.lineno}: is {name}")
            case ast.Name("cached_property"):
                # a compiled class has no place for its value
                found.append(f"line {node.lineno}: cached_property")
    return found


@pytest.mark.parametrize("module", MODULES)
def test_modules_can_be_compiled(module: str) -> None:
    found = faults(ast.parse((ROOT / module).read_text(encoding="utf-8")))
    assert not found, f"{module}: not for mypyc, say it otherwise (a tuple by name), see docs/compiled.md"


def loose(tree: ast.Module) -> list[str]:
    """Constants of a module that are not `Final`: compiled code looks them up in a dict each time it needs one.

    >>> loose(ast.parse("A = 1; B: Final = 2; C: Final[int] = 3; D: int = 4; Range = tuple[int, int]"))
    ['A', 'D']
    """
    found = []
    for statement in tree.body:
        match statement:
            case ast.Assign([ast.Name(name)]) if name.isupper():
                found.append(name)
            case ast.AnnAssign(ast.Name(name), annotation) if name.isupper() and "Final" not in ast.unparse(annotation):
                found.append(name)
    return found


@pytest.mark.parametrize("module", MODULES)
def test_constants_are_known_to_the_compiler(module: str) -> None:
    found = loose(ast.parse((ROOT / module).read_text(encoding="utf-8")))
    assert not found, f"{module}: say `NAME: Final = …`, see docs/compiled.md"


def test_the_modules_are_those_that_take_the_time() -> None:
    assert {"src/claims/text.py", "src/claims/assemble/field.py", "src/claims/mentions/hardware.py"} <= set(MODULES)
    assert not set(CONFIG["pure"]) & set(MODULES)
    assert all((ROOT / name).is_file() for name in CONFIG["pure"])


PROGRAM = """
import sys, claims.text
from claims import extract_many
from claims.sources import read_papers
assert not claims.text.__file__.endswith(".py"), claims.text.__file__
for found in extract_many(read_papers(sys.argv[1])):
    print(found.model_dump_json())
"""


def test_the_compiled_form_finds_the_same(tmp_path: Path) -> None:
    wheel = built()
    if wheel is None:
        pytest.skip("no compiled wheel of these sources in dist/; `make compiled` builds one")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    seeds = ROOT / "gold" / "seeds.jsonl"
    program = [sys.executable, "-c", PROGRAM, str(seeds)]
    done = subprocess.run(
        program, env=os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    ours = [json.loads(found.model_dump_json()) for found in extract_many(read_papers(seeds))]
    assert [json.loads(line) for line in done.stdout.splitlines()] == ours


def built() -> Path | None:
    """A compiled wheel for this Python and of the sources as they are, where dist/ holds one."""
    for wheel in (ROOT / "dist").glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            names = set(archive.namelist())
            if f"claims/text{EXTENSION_SUFFIXES[0]}" in names and all(
                (name := module.removeprefix("src/")) in names and archive.read(name) == (ROOT / module).read_bytes()
                for module in MODULES
            ):
                return wheel
    return None
