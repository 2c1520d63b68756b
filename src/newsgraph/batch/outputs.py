"""What a build writes into its folder, and reading it back. Each file appears whole or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.batch.results import write_bytes, write_text
from newsgraph.config import Config, load_config
from newsgraph.errors import GraphError, NotFoundError, StoreError, StoreFormatError
from newsgraph.model import GraphData

if TYPE_CHECKING:
    from newsgraph.store import OxigraphStore

__all__ = ["OUTPUTS", "RUN_FILE", "export", "export_formats", "open_folder", "read_file", "read_folder", "stored_config", "write_outputs"]

OUTPUTS = ("store", "graph.trig", "statements.jsonl", "graph.html")
RUN_FILE = "run.json"
_RDF_FORMATS = ("jsonld", "nquads", "trig", "trig12", "turtle")


def write_outputs(out: Path, data: GraphData, config: Config) -> None:
    """Write store, ``graph.trig``, ``statements.jsonl`` and ``graph.html`` into a folder that is there.

    Raises:
        StoreError: when the folder cannot be written.
    """
    from newsgraph.views.export import write
    from newsgraph.views.html import render

    try:
        for leftover in out.glob(".*.partial"):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        _write_store(out, data, config)
        export(data, out / "graph.trig", "trig", config)
        write(data, out / "statements.jsonl", "jsonl")
        write_text(out / "graph.html", render(data, title=config.title or None))
    except OSError as error:
        raise StoreError(f"{out}: cannot be written ({error.strerror or error})") from error


def _write_store(out: Path, data: GraphData, config: Config) -> None:
    """Change the store in one transaction; what is damaged, or of another version or base, is replaced: all it holds is in ``data``."""
    from newsgraph.store import OxigraphStore

    folder = out / "store"
    for _ in range(2):
        try:
            with OxigraphStore(folder, base=config.base_iri, threshold=config.min_confidence) as store:
                store.update(data)
        except StoreFormatError:
            shutil.rmtree(folder)
        else:
            return
    raise StoreError(f"{folder}: cannot be made anew; remove it and run 'newsgraph build' again")


def export_formats() -> tuple[str, ...]:
    """The names of all formats that :func:`export` writes, sorted."""
    from newsgraph.views.export import FORMATS

    return tuple(sorted({*FORMATS, *_RDF_FORMATS}))


def export(data: GraphData, path: Path, format: str | None, config: Config) -> Path:
    """Write the graph to one file, RDF or other; see :func:`newsgraph.views.export.write` for those.

    Raises:
        UsageError: when the format is unknown.
    """
    ending = path.suffix.lstrip(".").lower()
    name = format or {"ttl": "turtle", "nq": "nquads"}.get(ending, ending)
    if name not in _RDF_FORMATS:
        from newsgraph.views.export import write

        return write(data, path, name)
    from newsgraph.rdf import files

    write_rdf = {
        "trig": files.to_trig,
        "trig12": files.to_trig12,
        "nquads": files.to_nquads,
        "jsonld": files.to_jsonld,
        "turtle": files.to_turtle,
    }[name]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, write_rdf(data, base=config.base_iri, threshold=config.min_confidence))
    return path


def open_folder(out: Path) -> OxigraphStore:
    """The store in a folder, to be read.

    Raises:
        StoreFormatError: when it is damaged, or of another version.
    """
    from newsgraph.store import OxigraphStore

    return OxigraphStore(out / "store", base=stored_config(out).base_iri, read_only=True)


def read_folder(out: Path) -> GraphData:
    """All that a folder's graph holds: from its store, or from ``graph.trig`` where there is no store, as in a clone of a repository.

    Raises:
        NotFoundError: when there is no graph.
        StoreFormatError: when it is damaged, half-written, or of another version.
    """
    check_finished(out)
    if (out / "store").exists():
        with open_folder(out) as store:
            return store.graph_data()
    return read_file(out / "graph.trig")


def read_file(path: Path) -> GraphData:
    """The graph in a ``.trig``, ``.nq`` or ``.jsonld`` file.

    Raises:
        StoreFormatError: when it is none that newsgraph has written, or cannot be read.
    """
    from newsgraph.rdf import files

    try:
        return files.read(path)
    except FileNotFoundError as error:
        raise NotFoundError(f"there is no graph {path}") from error
    except (GraphError, OSError) as error:
        raise StoreFormatError(f"{path}: cannot be read as a graph: {error}") from error


def check_finished(out: Path) -> None:
    """Make sure that a folder holds a graph that was written to its end.

    Raises:
        NotFoundError: when it is no folder with a graph.
        StoreFormatError: when the build that wrote it was interrupted.
    """
    if not out.is_dir():
        raise NotFoundError(f"there is no graph {out}; build one with 'newsgraph build INPUT -o {out}'")
    if (out / "results").exists() and not (out / RUN_FILE).exists():
        raise StoreFormatError(
            f"{out}: its build was interrupted before all was written; run 'newsgraph build' again, it goes on from there"
        )
    if not any((out / name).exists() for name in ("store", "graph.trig")):
        raise NotFoundError(f"the folder {out} holds no graph; build one with 'newsgraph build INPUT -o {out}'")


def stored_config(out: Path) -> Config:
    """The settings that a folder's graph was built with; the defaults where it does not tell.

    Raises:
        NotFoundError: when there is no graph.
        StoreFormatError: when the folder is half-written, or its ``run.json`` is damaged.
    """
    check_finished(out)
    path = out / RUN_FILE
    if not path.exists():
        return Config()
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))["config"]
        return load_config(Config(), **settings)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreFormatError(f"{path}: is damaged, or of another version ({error}); run 'newsgraph build' again") from error
