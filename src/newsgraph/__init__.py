"""newsgraph turns news articles into a knowledge graph that people can query, look at, and trust.

>>> import newsgraph as ng
>>> ng.Article(id="a1", text="Acme bought Globex.").id
'a1'
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.config import Config
    from newsgraph.errors import NewsgraphError
    from newsgraph.graph import Graph, build, correct, coverage, diff, load, remove
    from newsgraph.model import Article, ArticleResult, CharSpan, Correction, Entity, Failure, Statement
    from newsgraph.pipeline import entities, extract, extractors
    from newsgraph.web import serve

__all__ = [
    "Article",
    "ArticleResult",
    "CharSpan",
    "Config",
    "Correction",
    "Entity",
    "Failure",
    "Graph",
    "NewsgraphError",
    "Statement",
    "build",
    "correct",
    "coverage",
    "diff",
    "entities",
    "extract",
    "extractors",
    "load",
    "remove",
    "serve",
]

__version__ = version("newsgraph")

# Loaded at first use: `newsgraph --help` and `import newsgraph` need neither the parser nor the tables.
_HOMES = {
    "newsgraph.config": ("Config",),
    "newsgraph.errors": ("NewsgraphError",),
    "newsgraph.graph": ("Graph", "build", "correct", "coverage", "diff", "load", "remove"),
    "newsgraph.model": ("Article", "ArticleResult", "CharSpan", "Correction", "Entity", "Failure", "Statement"),
    "newsgraph.pipeline": ("entities", "extract", "extractors"),
    "newsgraph.web": ("serve",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'newsgraph' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
