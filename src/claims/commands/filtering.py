"""The options by which every output command says which claims are wanted and in which order."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Annotated, Any

import typer

from claims.commands.options import is_typed
from claims.sheets.filters import Filters, SortKey, Years, years

TYPES = ("change", "level", "scale")
"""Those of `models.ClaimType`, which takes long to import."""


def _years(text: str) -> Years:
    try:
        return years(text)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from None


def _type(text: str) -> str:
    if text not in TYPES:
        raise typer.BadParameter(f"{text!r} is none of {', '.join(TYPES)}.")
    return text


_OPTIONS: dict[str, Any] = {
    "metric": Annotated[
        list[str] | None, typer.Option("--metric", metavar="WHAT", help="A family of metrics, or words of one.")
    ],
    "baseline": Annotated[
        list[str] | None, typer.Option("--baseline", metavar="NAME", help="Claims against it, such as vLLM.")
    ],
    "hardware": Annotated[
        list[str] | None,
        typer.Option("--hardware", metavar="NAME", help="Claims made on it, such as H100; of papers that name it."),
    ],
    "venue": Annotated[
        list[str] | None, typer.Option("--venue", metavar="NAME", help="Papers of a venue, such as ICML.")
    ],
    "year": Annotated[
        list[str] | None,
        typer.Option("--year", metavar="YEARS", parser=_years, help="Papers of 2024, 2022-2024, 2022- or -2024."),
    ],
    "type_": Annotated[
        list[str] | None, typer.Option("--type", metavar="|".join(TYPES), parser=_type, help="Claims of this type.")
    ],
    "min_confidence": Annotated[
        float | None, typer.Option("--min-confidence", metavar="X", min=0, max=1, help="Claims at least this sure.")
    ],
    "sort": Annotated[SortKey | None, typer.Option("--sort", help="Best, largest or latest first; A to Z.")],
}


def filtered(function: Callable[..., None]) -> Callable[..., None]:
    """The function with these options in place of its parameter `filters`. Options may be repeated: any of them."""
    return _with(function, _OPTIONS)


def filtered_unsorted(function: Callable[..., None]) -> Callable[..., None]:
    """The same without `--sort`, for what has an order of its own."""
    return _with(function, {name: option for name, option in _OPTIONS.items() if name != "sort"})


def typed(context: typer.Context, filters: Filters) -> Filters:
    """Of the filters those that were typed, without what the settings say of them."""
    said = {name.rstrip("_") for name in _OPTIONS if is_typed(context, name)}
    return replace(Filters(), **{name: getattr(filters, name) for name in said})


def _with(function: Callable[..., None], options: dict[str, Any]) -> Callable[..., None]:
    signature = inspect.signature(function, eval_str=True)
    own = [parameter for parameter in signature.parameters.values() if parameter.name != "filters"]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
        for name, option in options.items()
    ]

    @wraps(function)
    def run(*args: Any, **given: Any) -> None:
        said = {name.rstrip("_"): given.pop(name, None) for name in options}
        filters = Filters(**{name: _value(value) for name, value in said.items() if value})
        function(*args, **given, filters=filters)

    run.__signature__ = signature.replace(parameters=[*own, *added])  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *added)}
    return run


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
