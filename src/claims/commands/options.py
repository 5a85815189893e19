"""Options that many commands have, and what they do: `-q`, `-v` and `--patterns`; what settings say of the others."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Tell every record that is set aside.")]

_PATTERNS = Annotated[
    Path | None,
    typer.Option("--patterns", metavar="DIR", help="Rules of your own over the shipped ones; see `claims patterns`."),
]

Value = TypeVar("Value")


def is_typed(context: typer.Context, name: str) -> bool:
    """Whether a parameter of the command was typed, and is not from a file or a variable of settings."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def applying(context: typer.Context, name: str, value: Value | None, applies: bool) -> Value | None:
    """The value of an option; None where it does not apply and only the settings say it. These are of every day, so
    that they give way, where what somebody types for this one time is an error.
    """
    return value if applies or is_typed(context, name) else None


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
