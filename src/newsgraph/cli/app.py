"""All commands under one name, and how errors are told."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from newsgraph import __version__
from newsgraph.cli.build import build
from newsgraph.cli.check import check
from newsgraph.cli.correct import correct
from newsgraph.cli.coverage import coverage
from newsgraph.cli.diff import diff
from newsgraph.cli.entities import entities
from newsgraph.cli.explain import explain
from newsgraph.cli.export import export
from newsgraph.cli.extract import extract
from newsgraph.cli.extractors import extractors
from newsgraph.cli.path import path
from newsgraph.cli.query import query
from newsgraph.cli.remove import remove
from newsgraph.cli.serve import serve
from newsgraph.cli.show import show
from newsgraph.errors import NewsgraphError, UsageError

__all__ = ["COMMANDS", "app", "main"]

_STOPPED = 130

COMMANDS: tuple[Callable[..., None], ...] = (
    build,
    extract,
    query,
    show,
    path,
    explain,
    correct,
    export,
    serve,
    diff,
    remove,
    check,
    entities,
    coverage,
    extractors,
)

app = typer.Typer(
    name="newsgraph",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
for command in COMMANDS:
    app.command(command.__name__)(command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsgraph {__version__}")
        raise typer.Exit


@app.callback()
def newsgraph(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error; may stand anywhere.")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")] = False,
) -> None:
    """Turn news articles into a knowledge graph that you can query, look at, and trust."""
    if debug:
        logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, format="%(name)s: %(message)s")
        logging.getLogger("newsgraph").setLevel(logging.DEBUG)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 when all went well, 1 for a failure, 2 for wrong usage, 130 when stopped by the user."""
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code."""
    own = arguments[: arguments.index("--")] if "--" in arguments else arguments
    debug = "--debug" in own
    if debug:
        arguments.remove("--debug")
        arguments.insert(0, "--debug")
    try:
        code = app(arguments, prog_name="newsgraph", standalone_mode=False)
        if code == _STOPPED:
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        typer.echo("newsgraph: stopped; the same build goes on from here when it is run again", err=True)
        return _STOPPED
    except BrokenPipeError:
        # The reader of the output has gone, as `head` does; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if debug and not hasattr(error, "exit_code"):
            raise
        return _told(error)
    return code if isinstance(code, int) else 0


def _told(error: Exception) -> int:
    """Tell an error in one line."""
    code = getattr(error, "exit_code", None)  # an error of the command line library: a wrong option, a stop
    if code is not None:
        message = getattr(error, "format_message", lambda: "")() or "stopped"
        context = getattr(error, "ctx", None)
        hint = f" See '{context.command_path} --help'." if context else ""
        typer.echo(f"newsgraph: {' '.join(message.split())}{hint}", err=True)
        return int(code)
    if isinstance(error, NewsgraphError):
        typer.echo(f"newsgraph: {' '.join(str(error).split())}", err=True)
        return 2 if isinstance(error, UsageError) else 1
    typer.echo(f"newsgraph: unexpected {type(error).__name__}: {' '.join(str(error).split())}; show it in full with --debug", err=True)
    return 1
