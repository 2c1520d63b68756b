"""Which files are meant by a file, a folder or a pattern."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from pathlib import Path

from newsgraph.errors import UsageError

__all__ = ["STDIN", "SUFFIXES", "find_files"]

STDIN = "-"
SUFFIXES = (".htm", ".html", ".json", ".jsonl", ".md", ".pdf", ".txt")
_TEXT_SUFFIXES = (".htm", ".html", ".md", ".pdf", ".txt")


def find_files(inputs: Iterable[str | Path]) -> list[Path]:
    """The files of all inputs, each once, sorted by their full path; ``-`` (standard input) comes last.

    A folder gives all articles below it: files with one of ``SUFFIXES``, but not hidden ones, not what an earlier build has
    written, and no ``.json`` that is the metadata of an article of the same name.

    Raises:
        UsageError: for an input that does not exist, or holds no article.
    """
    found: dict[str, Path] = {}
    stdin = False
    for given in inputs:
        name = os.fspath(given)
        if name == STDIN:
            stdin = True
            continue
        for path in _expanded(name):
            found.setdefault(path.resolve().as_posix(), path)
    return [found[key] for key in sorted(found)] + ([Path(STDIN)] if stdin else [])


def _expanded(name: str) -> list[Path]:
    if "\0" in name or not name:
        raise UsageError(f"{name!r} is no path")
    path = Path(name)
    if path.is_dir():
        files = _below(path)
        if not files:
            raise UsageError(f"no articles in the folder {name}: it holds no file ending in {', '.join(SUFFIXES)}")
        return files
    if path.exists():
        return [path]
    if glob.has_magic(name):
        matched = [Path(match) for match in glob.glob(name, recursive=True)]  # noqa: PTH207 - a pattern may be absolute
        files = [file for match in matched for file in (_below(match) if match.is_dir() else [match]) if file.suffix.lower() in SUFFIXES]
        if not files:
            raise UsageError(f"no article matches {name}")
        return [file for file in files if not _is_sidecar(file)]
    if "://" in name:
        raise UsageError(f"{name} is neither an http nor an https address; newsgraph fetches no others. Save the page and give the file.")
    raise UsageError(f"there is no file or folder {name}")


def _below(folder: Path) -> list[Path]:
    files: list[Path] = []
    for root, folders, names in os.walk(folder):
        here = Path(root)
        if "graph.trig" in names and "statements.jsonl" in names:  # the output of a build
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        candidates = [here / name for name in names if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES]
        files.extend(path for path in candidates if not _is_sidecar(path))
    return files


def _is_sidecar(path: Path) -> bool:
    return path.suffix.lower() == ".json" and any(path.with_suffix(suffix).exists() for suffix in _TEXT_SUFFIXES)
