"""The reference of the command line, made of the commands themselves: ``python -m newsgraph.cli.reference > docs/cli.md``."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

from newsgraph.cli.app import COMMANDS, newsgraph
from newsgraph.cli.common import say
from newsgraph.config import Config

__all__ = ["reference"]

_HEAD = """\
# The command line

This page is made of the commands themselves (`python -m newsgraph.cli.reference > docs/cli.md`); a test keeps it in step.

What is printed for programs goes to standard output, what is told to people to standard error. The exit code is 0 when all went well,
1 when something failed (each failure is told in a line of its own, and the rest is done), 2 for wrong usage, 130 when stopped.
`newsgraph.toml` in the working directory holds settings that the options go over: {settings}.
"""

_EXAMPLES = {
    "build": [
        "newsgraph build seeds -o graph",
        "newsgraph build 'news/*.html' more.jsonl -o graph --processes 2",
        "newsgraph build https://example.org/story --feed https://example.org/rss -o graph",
    ],
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
    "explain": ['newsgraph explain graph "the POTUS"'],
    "correct": [
        'newsgraph correct graph merge "Mark Carney" "Carney of Ottawa"',
        'newsgraph correct graph split "Donald Trump" "the POTUS"',
        "newsgraph correct graph reject --subject Ford --relation urge",
        'newsgraph correct graph add Ford praise Carney --article talks --sentence "Ford praised Carney."',
    ],
    "export": ["newsgraph export graph --format graphml -o graph.graphml"],
    "serve": ["newsgraph serve graph", "newsgraph serve graph --port 9000 --timeout 10"],
    "diff": ["newsgraph diff yesterday today", "newsgraph diff graph/graph.trig built --format html > changes.html"],
    "remove": ["newsgraph remove graph trump-carney-trade-talks"],
    "check": ["newsgraph check graph"],
    "entities": ["newsgraph entities article.txt"],
    "coverage": ["newsgraph coverage article.txt"],
    "extractors": ["newsgraph extractors"],
}


@dataclass(frozen=True, slots=True)
class _Parameter:
    """An argument or option as the signature of its command declares it."""

    name: str
    info: Any  # the library's description of an argument or option
    type: Any
    default: Any

    @property
    def is_option(self) -> bool:
        return type(self.info).__name__ == "OptionInfo"

    @property
    def usage(self) -> str:
        name = self.name.upper() + ("..." if any(get_origin(part) is list for part in (self.type, *get_args(self.type))) else "")
        return name if self.default is inspect.Parameter.empty else f"[{name}]"

    def line(self) -> str:
        # In Annotated the first declaration stands where the default is otherwise.
        declared = [name for name in (self.info.default, *(self.info.param_decls or ())) if isinstance(name, str)]
        named = declared or ([f"--{self.name.replace('_', '-')}"] if self.is_option else [self.usage])
        choices = [choice for part in (self.type, *get_args(self.type)) if get_origin(part) is Literal for choice in get_args(part)]
        one_of = f" One of: {', '.join(choices)}." if choices else ""
        known = "" if self.default in (inspect.Parameter.empty, None, False) else str(self.default)
        shown = self.info.show_default if isinstance(self.info.show_default, str) else known
        default = f" Default: {shown}." if shown else ""
        return f"- {', '.join(f'`{name}`' for name in named)}: {self.info.help}{one_of}{default}\n"


def _parameters(command: Callable[..., None]) -> list[_Parameter]:
    hints = get_type_hints(command, include_extras=True)
    return [
        _Parameter(name, hints[name].__metadata__[0], get_args(hints[name])[0], parameter.default)
        for name, parameter in inspect.signature(command).parameters.items()
    ]


def reference() -> str:
    """The page as Markdown; the same for every version of the command line library."""
    settings = ", ".join(f"`{field.name}`" for field in fields(Config))
    listed = "".join(f"- [`newsgraph {c.__name__}`](#newsgraph-{c.__name__}): {_paragraphs(c)[0]}\n" for c in COMMANDS)
    always = "".join(parameter.line() for parameter in _parameters(newsgraph))
    return "\n".join([_HEAD.format(settings=settings), listed, f"Before any command:\n\n{always}", *map(_section, COMMANDS)])


def _paragraphs(command: Callable[..., None]) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in (inspect.getdoc(command) or "").split("\n\n")]


def _section(command: Callable[..., None]) -> str:
    name, parameters = command.__name__, _parameters(command)
    options = ["[OPTIONS]"] if any(parameter.is_option for parameter in parameters) else []
    usage = " ".join([f"newsgraph {name}", *(parameter.usage for parameter in parameters if not parameter.is_option), *options])
    parts = [f"## newsgraph {name}\n", f"    {usage}\n", *(f"{paragraph}\n" for paragraph in _paragraphs(command))]
    if parameters:
        parts.append("".join(parameter.line() for parameter in parameters))
    return "\n".join([*parts, "For example:\n", "".join(f"    {example}\n" for example in _EXAMPLES[name])])


if __name__ == "__main__":
    say(reference().rstrip("\n"))
