"""The page about the command line says what the commands say."""

from __future__ import annotations

import inspect
from pathlib import Path

import newsgraph as ng
from newsgraph.cli.app import COMMANDS
from newsgraph.cli.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"


def test_the_page_is_in_step() -> None:
    assert reference() == PAGE.read_text(encoding="utf-8"), "run: python -m newsgraph.cli.reference > docs/cli.md"


def test_every_command_is_on_it_with_an_example() -> None:
    page = PAGE.read_text(encoding="utf-8")

    for command in COMMANDS:
        assert f"## newsgraph {command.__name__}\n" in page
        assert f"    newsgraph {command.__name__}" in page


def test_every_command_wraps_a_public_function_of_its_name() -> None:
    assert all(command.__name__ in ng.__all__ or hasattr(ng.Graph, command.__name__) for command in COMMANDS)


def test_every_command_has_a_file_of_its_own() -> None:
    assert [command.__name__ for command in COMMANDS] == [Path(inspect.getfile(command)).stem for command in COMMANDS]
