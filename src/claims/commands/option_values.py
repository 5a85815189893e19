"""Values from a file or a variable -> as the command line gives them to an option, checked."""

from pathlib import Path
from typing import Any

import typer

_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def given(command: Any, option: Any, value: Any, folder: Path) -> Any:
    """The value of a file of settings in `folder` for an option. `ValueError` says why the option cannot have it."""
    if option.is_flag:
        if not isinstance(value, bool):
            raise ValueError(f"{value!r} is neither true nor false")
        return value
    values = value if option.multiple and isinstance(value, list) else [value]
    for one in values:
        if isinstance(one, bool) or not isinstance(one, str | int | float):
            raise ValueError(f"{one!r} is no value of {option.opts[-1]}")
    return _checked(command, option, [str(one) for one in values], folder)


def spelled(command: Any, option: Any, text: str) -> Any:
    """The value of a variable for an option; commas are between several. `ValueError` says why it cannot have it."""
    if not option.is_flag:
        pieces = [piece.strip() for piece in text.split(",")] if option.multiple else [text]
        return _checked(command, option, pieces, None)
    if text.lower() not in (*_TRUE, *_FALSE):
        raise ValueError(f"{text!r} is neither true nor false")
    return text.lower() in _TRUE


def placed(path: str, folder: Path | None) -> str:
    """A path in a file of settings begins at that file; "-" is no path.

    >>> placed("own", Path("config")) == str(Path("config/own")), placed("-", Path("config")), placed("own", None)
    (True, '-', 'own')
    """
    return str(folder / path) if folder and path != "-" else path


def _checked(command: Any, option: Any, texts: list[str], folder: Path | None) -> Any:
    context = command.context_class(command, info_name=command.name)
    try:
        value = option.process_value(context, texts if option.multiple else texts[0])
    except typer.BadParameter as error:
        raise ValueError(error.message.strip().removeprefix("Value error, ").rstrip(".")) from error
    paths = [isinstance(one, Path) for one in (value if option.multiple else [value])]
    texts = [placed(text, folder) if is_path else text for text, is_path in zip(texts, paths, strict=True)]
    return texts if option.multiple else texts[0]
