"""The reference of the command line, made of the commands themselves: ``python -m newsgraph.cli.reference > docs/cli.md``."""

from __future__ import annotations

from typing import Any

import typer

from newsgraph.cli.app import COMMANDS, app
from newsgraph.cli.common import say

__all__ = ["reference"]

_HEAD = """\
# The command line

This page is made of the commands themselves (`python -m newsgraph.cli.reference > docs/cli.md`); a test keeps it in step.

What is printed for programs goes to standard output, what is told to people to standard error. The exit code is 0 when all went well,
1 when something failed (each failure is told in a line of its own, and the rest is done), 2 for wrong usage, 130 when stopped.
`newsgraph.toml` in the working directory holds settings that the options go over: {settings}.
"""

_EXAMPLES = {
    "build": ["newsgraph build seeds -o graph", "newsgraph build 'news/*.html' more.jsonl -o graph --processes 2"],
    "extract": [
        'newsgraph extract "The mayor asked Acme to pay." --format table',
        "newsgraph extract - --format openie < sentences.jsonl > out.tsv",
    ],
    "query": [
        "newsgraph query graph 'SELECT ?who { ?who r:meet e:mark-carney }'",
        "newsgraph query graph --name facts --param entity=Carney --format json",
    ],
    "show": ["newsgraph show graph Carney"],
    "path": ["newsgraph path graph Ford Canada"],
    "export": ["newsgraph export graph --format graphml -o graph.graphml"],
    "remove": ["newsgraph remove graph trump-carney-trade-talks"],
    "check": ["newsgraph check graph"],
    "entities": ["newsgraph entities article.txt"],
    "coverage": ["newsgraph coverage article.txt"],
    "extractors": ["newsgraph extractors"],
}


def reference() -> str:
    """The page as Markdown."""
    from dataclasses import fields

    from newsgraph.config import Config

    group: Any = typer.main.get_command(app)
    parts = [_HEAD.format(settings=", ".join(f"`{field.name}`" for field in fields(Config))), _section("newsgraph", group, [])]
    for command in COMMANDS:
        name = command.__name__
        parts.append(_section(f"newsgraph {name}", group.commands[name], _EXAMPLES[name]))
    return "\n".join(parts)


def _section(title: str, command: Any, examples: list[str]) -> str:
    context = command.context_class(command, info_name=title, terminal_width=100, max_content_width=100, **command.context_settings)
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    shown = "".join(f"    {example}\n" for example in examples)
    return f"## {title}\n\n```text\n{text}\n```\n" + (f"\nFor example:\n\n{shown}" if shown else "")


if __name__ == "__main__":
    say(reference().rstrip("\n"))
