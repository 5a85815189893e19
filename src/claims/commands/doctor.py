"""`claims doctor`: what an installation is made of, and what is wrong with it."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from claims import __version__
from claims.commands.console import ERROR, console, note
from claims.commands.options import Quiet
from claims.errors import ClaimsError
from claims.plural import counted

EXTRAS = {"plot": "pictures of `claims trends -o`", "distributed": "runs on a cluster"}
"""Optional parts, and what they are for."""


class Finding(NamedTuple):
    """One line of the report."""

    about: str
    says: str
    fault: bool = False


def doctor(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    quiet: Quiet = False,
) -> None:
    """Say what this installation is made of, which settings are in force, and what is wrong. Exits with 1 on a fault.

    Put what it prints into a report of a fault.
    """
    faults = 0
    for finding in findings(context.find_root()):
        faults += finding.fault
        if as_json:
            print(json.dumps(finding._asdict(), ensure_ascii=False))
        elif finding.fault or not quiet:
            print(f"{'FAULT' if finding.fault else 'ok':<6}{finding.about:<14} {finding.says}")
    if faults:
        note(f"claims: {faults:,} fault{'s' * (faults > 1)}. Each line that begins with FAULT says what to do.")
        raise typer.Exit(ERROR)


def findings(root: Any) -> Iterator[Finding]:
    """Everything that is looked at, in the order of the report; `root` is click's context of the program."""
    for look in (_program, _libraries, _rules, _weights, _extraction, lambda: _settings(root), _cache, _terminal):
        yield from _safe(look)


def _safe(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except (ClaimsError, OSError) as error:
        for line in str(error).splitlines():
            yield Finding("fault", line, fault=True)


def _program() -> Iterator[Finding]:
    import platform

    package = Path(__file__).parents[1]
    yield Finding("claims", f"{__version__} in {package}")
    compiled = "compiled" if _is_compiled() else "pure Python; docs/compiled.md tells of a faster one"
    yield Finding("form", compiled)
    python = f"{platform.python_version()} ({platform.python_implementation()}) on {platform.platform()}"
    too_old = sys.version_info < (3, 11)
    yield Finding("python", python + (". Use Python 3.11 or later." if too_old else ""), fault=too_old)


def _is_compiled() -> bool:
    """Whether the modules in use are those that mypyc has compiled."""
    from claims import text

    return not str(text.__file__).endswith(".py")


def _libraries() -> Iterator[Finding]:
    """The libraries that the package asks for, and those of its extras where they are installed."""
    from importlib.metadata import PackageNotFoundError, requires, version

    from packaging.requirements import Requirement

    try:
        wanted = [Requirement(text) for text in requires("arxiv-claims") or ()]
    except PackageNotFoundError:
        yield Finding("installation", "arxiv-claims is not installed here. Say `pip install arxiv-claims`.", fault=True)
        return
    for requirement in wanted:
        extra = next((name for name in EXTRAS if requirement.marker and name in str(requirement.marker)), None)
        about = f"{requirement.name}{requirement.specifier}"
        try:
            found = version(requirement.name)
        except PackageNotFoundError:
            if extra:
                how = f"Say `pip install 'arxiv-claims[{extra}]'` for {EXTRAS[extra]}."
                yield Finding("optional", f"{about} is not installed. {how}")
            else:
                yield Finding("library", f"{about} is not installed. Install arxiv-claims again.", fault=True)
            continue
        if requirement.specifier.contains(found, prereleases=True):
            yield Finding("optional" if extra else "library", f"{requirement.name} {found}")
        else:
            yield Finding(
                "library", f"{requirement.name} is {found}, not {requirement.specifier}. Update it.", fault=True
            )


def _rules() -> Iterator[Finding]:
    from claims import patterns, pipeline
    from claims.runs import identity

    assert pipeline is not None  # all that makes something of rules is imported with it
    with patterns.using(patterns.SHIPPED):
        patterns.make_all()
        digest = identity.of_program()["patterns"]
    yield Finding("rules", f"hold; {patterns.folder()}, identity {digest[:16]}")


def _weights() -> Iterator[Finding]:
    from claims.trained.weights import MODEL, shipped

    weights = shipped()
    if weights is None:
        yield Finding("weights", f"{MODEL} is not there. Install the package again.", fault=True)
    else:
        yield Finding("weights", f"hold; {MODEL}")


def _extraction() -> Iterator[Finding]:
    """Whether a sentence gives what it should, by the shipped rules."""
    from claims import patterns
    from claims.pipeline import extract

    with patterns.using(patterns.SHIPPED):
        found = extract("Fast cuts latency by up to 52% over NCCL.").claims
    right = [(claim.metric, claim.value, claim.baseline) for claim in found] == [("latency", 52, "NCCL")]
    said = "a sentence gives its claim" if right else f"a sentence gives {found}. Install the package again."
    yield Finding("extraction", said, fault=not right)


def _settings(root: Any) -> Iterator[Finding]:
    from claims.commands.settings import SettingsError, read_settings, user_file

    try:
        # read already, before what is no option went into the environment, unless something is wrong with it
        settings = root.obj or read_settings(root.command, root.params.get("config"))
    except SettingsError as error:
        for line in str(error).splitlines():
            yield Finding("settings", line, fault=True)
        return
    yield Finding("settings", f"read from {', '.join(settings.files) or f'no file; {user_file()} is yours'}")
    for setting in [*settings.found.values(), *settings.service.values()]:
        command = " ".join(("claims", *setting.command)) if setting.command else "arXiv"
        yield Finding("setting", f"{command}: {setting.option} = {setting.value!r}, from {setting.origin}")
    for name in settings.unknown:
        yield Finding("settings", f"{name}: no option has this variable. Unset it, or see docs/conventions.md.", True)
    for folder in sorted({one.value for one in settings.found.values() if one.option == "patterns"}):
        from claims.ruleset import read_patterns

        rules = read_patterns(folder)
        yield Finding(
            "own rules", f"hold; {rules.folder}, {counted(len(rules.files), 'file')}, identity {rules.digest[:16]}"
        )


def _cache() -> Iterator[Finding]:
    """Where answers of arXiv are kept, and whether a process has its turn there."""
    from filelock import FileLock, Timeout

    from claims.live.service import from_environment

    folder = from_environment().folder
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        advice = "Give yourself the right, or say another folder in CLAIMS_CACHE."
        yield Finding("cache", f"{folder}: nothing can be written in {nearest}. {advice}", fault=True)
        return
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    yield Finding("cache", f"{folder}, {counted(len(sizes), 'file')} of {sum(sizes) / 1e6:,.1f} MB")
    held = "free"
    if (lock := folder / "arxiv.lock").exists():
        try:
            with FileLock(lock, timeout=0):
                pass
        except Timeout:
            held = "held: a process is asking arXiv"
    yield Finding("lock", f"{lock}, {held}")


def _terminal() -> Iterator[Finding]:
    import locale

    target = console()
    kind = "a terminal" if sys.stdout.isatty() else "no terminal"
    colour = (target.color_system if not target.no_color else None) or "none"
    said = " (NO_COLOR is set)" if os.environ.get("NO_COLOR") else ""
    yield Finding("terminal", f"standard output is {kind}, {target.width} columns, colours: {colour}{said}")
    encoding = sys.stdout.encoding or "unknown"
    shown = encoding.lower().replace("-", "") in ("utf8", "utf8sig", "utf16")
    what = "" if shown else '. Signs such as "×" are shown as "?"; PYTHONUTF8=1 helps'
    yield Finding("encoding", f"{encoding}, of files {locale.getpreferredencoding(False)}{what}")
