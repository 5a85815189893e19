"""What options are when they are not said: claims.toml, [tool.claims] of pyproject.toml, the user's file, CLAIMS_*.

A key at the top is an option of every command that has it; one in a table is of the command of that name. What is
said on the command line comes before the environment, that before the file of the working directory, and that before
the user's. docs/conventions.md tells it for users.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claims.commands.option_values import given, placed, spelled
from claims.errors import ClaimsError

FILE = "claims.toml"
VARIABLE = "CLAIMS_"
SERVICE = ("cache", "contact", "arxiv-api", "arxiv-oai", "arxiv-rss")
"""What is no option of a command, but can be set all the same: how arXiv is reached, and where answers are kept."""
_CONFIG = "CLAIMS_CONFIG"
_OTHERS = (_CONFIG, "CLAIMS_MYPYC")
"""No settings: where these are, and how the package is built."""

Options = dict[str, tuple[Any, Any]]
"""Name -> the click command and its option."""


class SettingsError(ClaimsError):
    """Keys that no command has, or values that they cannot have; each with its file."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that an option has where nothing is said."""

    command: tuple[str, ...]
    """Such as ("extract",) or ("review", "merge")."""
    option: str
    value: Any
    origin: str
    """The file and key, or the variable."""


@dataclass(slots=True)
class Settings:
    """Everything that is set."""

    files: list[str] = field(default_factory=list)
    """That were read, the strongest first."""
    found: dict[tuple[tuple[str, ...], str], Setting] = field(default_factory=dict)
    service: dict[str, Setting] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    """Variables CLAIMS_* that nothing reads. No error: they may be another program's."""

    def default_map(self) -> dict[str, Any]:
        """The values as click wants them: by the names of commands, then by that of the function's parameter."""
        result: dict[str, Any] = {}
        for (command, parameter), setting in self.found.items():
            table = result
            for name in command:
                table = table.setdefault(name, {})
            table[parameter] = setting.value
        return result

    def export(self) -> None:
        """Puts what is no option into the environment, where the parts that use it look."""
        for key, setting in self.service.items():
            os.environ[_variable(key)] = setting.value


def read_settings(group: Any, said: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings for the commands of a click group; `said` is the file to read in place of that found here.

    `SettingsError` with every fault in every file and variable.
    """
    commands = dict(_commands(group))
    settings = Settings()
    faults: list[str] = []
    files = _files(said or (Path(named) if (named := environment.get(_CONFIG)) else None))
    for place, title in reversed(files):  # what comes later is the stronger
        try:
            table = _table(place, title)
        except OSError as error:
            faults.append(f"{place}: {error.strerror or error}. Give a file of settings.")
            continue
        except ValueError as error:
            faults.append(f"{place}: {error}. Mend the file.")
            continue
        if table is not None:
            settings.files.insert(0, str(place))
            for origin, path, key, value in _keys(table, f"{place}: {title}", commands):
                faults += _set(settings, commands, path, key, value, origin, place.parent)
    for origin, path, key, text in _variables(environment, commands, settings):
        faults += _set(settings, commands, path, key, text, origin, None)
    if faults:
        raise SettingsError("\n".join(faults))
    return settings


def user_file() -> Path:
    """The file of settings that hold wherever the user works."""
    from platformdirs import user_config_path

    return user_config_path("arxiv-claims", appauthor=False) / FILE


def _files(said: Path | None) -> list[tuple[Path, str]]:
    """The files that may hold settings, the strongest first, each with the table in it that does."""
    if said is not None:
        return [(said, ""), (user_file(), "")]
    here = Path(FILE)
    return [(here, "") if here.is_file() else (Path("pyproject.toml"), "tool.claims."), (user_file(), "")]


def _table(place: Path, title: str) -> dict[str, Any] | None:
    """The settings of a file, None where it is not there or has none. `ValueError` where it is no TOML."""
    import tomllib  # here, since `claims --help` is to be quick

    try:
        content: Any = tomllib.loads(place.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        if title or place == user_file():
            return None
        raise
    for key in filter(None, title.split(".")):
        content = content.get(key) if isinstance(content, dict) else None
    return content if isinstance(content, dict) else None


def _commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Options]]:
    """Each command, and its options by name, each with the click command that it belongs to."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, (*path, name))
        else:
            said = ((option.opts[-1], option) for option in command.params if option.param_type_name == "option")
            yield (*path, name), {long[2:]: (command, option) for long, option in said if long[:2] == "--"}


def _keys(
    table: Mapping[str, Any], origin: str, commands: Mapping[tuple[str, ...], Options], path: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...], str, Any]]:
    """Every key: where it stands, the command or () it is of, its name, its value. Those of all commands come first."""
    for key, value in sorted(table.items(), key=lambda item: isinstance(item[1], dict)):
        if isinstance(value, dict) and any(command[: len(path) + 1] == (*path, key) for command in commands):
            yield from _keys(value, f"{origin}{key}.", commands, (*path, key))
        else:
            yield f"{origin}{key}", path, key.replace("_", "-"), value


def _variables(
    environment: Mapping[str, str], commands: Mapping[tuple[str, ...], Options], settings: Settings
) -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    """As `_keys`, of the variables that are set and not empty: CLAIMS_OPTION, then CLAIMS_COMMAND_OPTION."""
    names: dict[str, tuple[tuple[str, ...], str]] = {}
    for path, options in commands.items():
        for option in options:
            names[_variable(option)] = (), option
            names[_variable(*path, option)] = path, option
    names |= {_variable(key): ((), key) for key in SERVICE}
    given = [name for name in environment if name.startswith(VARIABLE) and environment[name] and name not in _OTHERS]
    settings.unknown += sorted(name for name in given if name not in names)
    for name in sorted(set(given) & names.keys(), key=lambda name: len(names[name][0])):
        yield name, *names[name], environment[name]


def _variable(*words: str) -> str:
    return VARIABLE + "_".join(words).replace("-", "_").upper()


def _set(
    settings: Settings,
    commands: Mapping[tuple[str, ...], Options],
    path: tuple[str, ...],
    key: str,
    value: Any,
    origin: str,
    folder: Path | None,
) -> Iterator[str]:
    """Takes one value into the settings; what is wrong with it."""
    if not path and key in SERVICE:
        if not isinstance(value, str):
            yield f"{origin}: {value!r} is no text. Write it in quotes."
            return
        settings.service[key] = Setting((), key, placed(value, folder) if key == "cache" else value, origin)
    having = [command for command, options in commands.items() if command[: len(path)] == path and key in options]
    if path:
        having = [command for command in having if command == path]
    if not having and (path or key not in SERVICE):
        yield f"{origin}: {_advice(path, key, commands)}"
        return
    refused = []
    for command in having:
        option = commands[command][key]
        try:
            converted = given(*option, value, folder) if isinstance(folder, Path) else spelled(*option, value)
        except ValueError as error:
            refused.append(f"{origin}: {error}. See `claims {' '.join(command)} --help`.")
        else:
            settings.found[command, option[1].name] = Setting(command, key, converted, origin)
    if refused and len(refused) == len(having):  # of options with the same name some may take what others do not
        yield refused[0]


def _advice(path: tuple[str, ...], key: str, commands: Mapping[tuple[str, ...], Options]) -> str:
    from difflib import get_close_matches

    there = [
        ".".join((*command[len(path) :], option))
        for command, options in commands.items()
        if command[: len(path)] == path
        for option in options
    ]
    if not path:
        there = [*{name.rpartition(".")[2]: None for name in there}, *SERVICE, *(command[0] for command in commands)]
    near = [name for name in there if name.endswith(f".{key}")] or get_close_matches(key, there, 1)
    which = f"`claims {' '.join(path)}` has no option" if path else "no command has an option"
    meant = ".".join((*path, near[0])) if near and "." in near[0] else near[0] if near else ""
    return f"{which} {key}. " + (f"Perhaps {meant} is meant." if near else "Take it away, or see `claims --help`.")
