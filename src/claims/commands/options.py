"""Options that many commands have, and what they do: `-q`, `-v` and `--patterns`."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Tell every record that is set aside.")]

_PATTERNS = Annotated[
    Path | None,
    typer.Option("--patterns", metavar="DIR", help="Rules of your own over the shipped ones; see `claims patterns`."),
]


def patterned(function: Callable[..., None]) -> Callable[..., None]:
    """The function with the option `--patterns`, which holds while it runs."""
    signature = inspect.signature(function, eval_str=True)
    own = list(signature.parameters.values())
    added = inspect.Parameter("patterns", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_PATTERNS)

    @wraps(function)
    def run(*args: Any, patterns: Path | None = None, **options: Any) -> None:
        if patterns is None:
            function(*args, **options)
            return
        from claims.ruleset import use_patterns

        with use_patterns(patterns):
            function(*args, **options)

    run.__signature__ = signature.replace(parameters=[*own, added])  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, added)}
    return run
