"""The command as tests run it: in their own process, which has the rules loaded."""

from typing import NamedTuple

from typer.testing import CliRunner

from claims.cli import app


class Done(NamedTuple):
    """How a command ended; what `subprocess` calls the same is named the same."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str, stdin: str = "", **environment: str) -> Done:
    """The command with these arguments, in the working directory."""
    result = CliRunner().invoke(app, arguments, input=stdin, env=environment, catch_exceptions=False)
    return Done(result.exit_code, result.stdout, result.stderr)
