"""The public API: complete, sorted, documented."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import newsgraph

SOURCES = Path(newsgraph.__file__).parent
MODULES = sorted(name for _, name, _ in pkgutil.walk_packages([str(SOURCES)], "newsgraph.") if not name.endswith("__main__"))


def test_all_is_sorted_and_importable() -> None:
    assert sorted(newsgraph.__all__) == newsgraph.__all__
    assert [] == [name for name in newsgraph.__all__ if getattr(newsgraph, name, None) is None]
    assert {*newsgraph.__all__, "__version__"} == set(dir(newsgraph))


@pytest.mark.parametrize("name", newsgraph.__all__)
def test_every_public_name_says_what_it_is(name: str) -> None:
    assert inspect.getdoc(getattr(newsgraph, name))


@pytest.mark.parametrize("name", ["Graph", "Article", "ArticleResult", "CharSpan", "Config", "Entity", "Failure", "Statement"])
def test_every_public_method_says_what_it_does(name: str) -> None:
    members = vars(getattr(newsgraph, name))
    public = {key: value for key, value in members.items() if not key.startswith("_") and (callable(value) or isinstance(value, property))}

    assert [] == sorted(key for key, value in public.items() if not inspect.getdoc(value))


@pytest.mark.parametrize("name", MODULES)
def test_modules_declare_what_they_export(name: str) -> None:
    """``__all__`` names what is there, and no private name; ruff sorts it."""
    module = importlib.import_module(name)
    exported = getattr(module, "__all__", [])

    assert [] == [item for item in exported if not hasattr(module, item) or item.startswith("_")]


def test_importing_the_package_loads_no_heavy_library() -> None:
    """``newsgraph --help`` answers at once."""
    import subprocess
    import sys

    code = "import sys, newsgraph; print(sorted({'spacy', 'pandas', 'networkx', 'rdflib', 'pyoxigraph', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[]" == done.stdout.strip()


def test_the_environment_is_read_by_the_command_line_alone() -> None:
    readers = [
        path.relative_to(SOURCES).as_posix()
        for path in sorted(SOURCES.rglob("*.py"))
        if re.search(r"\bos\.(environ|getenv)|import environ", path.read_text(encoding="utf-8"))
    ]

    # The key of a language model's server is read by the client that sends it, and by nothing else.
    assert ["extraction/llm/client.py"] == [path for path in readers if not path.startswith("cli/")]


def test_the_library_never_prints() -> None:
    printing = [
        path.relative_to(SOURCES).as_posix()
        for path in sorted(SOURCES.rglob("*.py"))
        if re.search(r"^\s*print\(", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    ]

    assert [] == [path for path in printing if not path.startswith("cli/")]


def test_a_function_stays_a_function_after_its_package_is_loaded() -> None:
    """No submodule takes the name of a public function."""
    importlib.import_module("newsgraph.extraction.registry")

    assert callable(newsgraph.extract)
