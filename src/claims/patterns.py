"""patterns/*.toml -> checked data, or one `PatternError` that names every fault with its file.

The files are edited by people who need not know Python; see patterns/README.md.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from claims.errors import PatternError

Rules = TypeVar("Rules", bound=BaseModel)


@cache
def folder() -> Path:
    """Where the pattern files are: inside the installed package, or at the top of the source tree."""
    package = Path(__file__).parent
    for place in (package / "_patterns", package.parent.parent / "patterns"):
        if place.is_dir():
            return place
    raise PatternError(f"patterns: not found beside {package}. Install the package again.")


def read(name: str) -> dict[str, Any]:
    """The content of one pattern file, such as "hardware/rules.toml"."""
    path = folder() / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PatternError(f"patterns/{name}: {error}. Mend the file.") from error


def load(name: str, model: type[Rules]) -> Rules:
    """The content of one pattern file, checked against `model`; all faults are told at once."""
    data = read(name)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise PatternError("\n".join(_faults(name, data, error))) from error


def _faults(name: str, data: dict[str, Any], error: ValidationError) -> list[str]:
    faults = []
    for fault in error.errors():
        place: list[str] = []
        node: Any = data
        for step in fault["loc"]:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                node = None
            identity = node.get("id") if isinstance(node, dict) else None
            place.append(f"{step} ({identity})" if identity else str(step))
        faults.append(f"patterns/{name}: {' > '.join(place) or 'file'}: {fault['msg']}. Mend the rule.")
    return faults
