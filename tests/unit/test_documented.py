"""Every public name says what it is, and what people call stands in the pages."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_origin

import newsgraph

SOURCES = Path(newsgraph.__file__).parent
DOCS = Path(__file__).parents[2] / "docs"
MODULES = sorted(name for _, name, _ in pkgutil.walk_packages([str(SOURCES)], "newsgraph.") if not name.endswith("__main__"))


def _own_doc(thing: Any) -> str:
    """The docstring of a thing itself, not of its type or base class; nothing for what a dataclass writes about itself."""
    text = getattr(thing, "__doc__", None) or ""
    return "" if inspect.isclass(thing) and text.startswith(f"{thing.__name__}(") else text


def _public(module: Any) -> Iterator[tuple[str, Any]]:
    for name in getattr(module, "__all__", []):
        thing = getattr(module, name)
        if getattr(thing, "__module__", None) == module.__name__:
            yield name, thing


def _members(thing: type) -> Iterator[tuple[str, Any]]:
    for name, member in vars(thing).items():
        if not name.startswith("_") and (inspect.isroutine(member) or isinstance(member, property) or hasattr(member, "func")):
            yield name, getattr(member, "func", getattr(member, "__func__", member))


def test_every_public_name_of_every_module_says_what_it_is() -> None:
    silent = []
    for name in MODULES:
        module = importlib.import_module(name)
        silent += [] if _own_doc(module) else [name]
        for own, thing in _public(module):
            if (inspect.isclass(thing) or inspect.isroutine(thing)) and get_origin(thing) is None and not _own_doc(thing):
                silent.append(f"{name}.{own}")
            if inspect.isclass(thing):
                silent += [f"{name}.{own}.{member}" for member, value in _members(thing) if not _own_doc(value)]

    assert [] == silent


def _pages() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md")))


def test_every_name_of_the_package_stands_in_the_pages() -> None:
    pages = _pages()

    assert [] == [name for name in newsgraph.__all__ if not re.search(rf"(newsgraph|ng)\.{name}\b", pages)]


def test_every_method_of_a_graph_is_shown_in_the_pages() -> None:
    """The reference is made of docstrings; how a method is used stands in a page besides."""
    pages = _pages()
    names = {name for name, _ in _members(newsgraph.Graph)} - {"data", "store"}

    assert [] == sorted(name for name in names if not re.search(rf"\.{name}\b|`{name}`", pages))


def test_every_setting_and_option_is_in_the_pages() -> None:
    pages = _pages()

    assert [] == [name for name in newsgraph.Config.__dataclass_fields__ if f"`{name}`" not in pages]
