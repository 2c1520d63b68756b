"""Making graphs: building them, taking articles out of them, loading them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from newsgraph.batch.build import Progress, build_folder, build_memory, remove_articles
from newsgraph.batch.outputs import open_folder, read_file
from newsgraph.config import Config, load_config
from newsgraph.graph.core import Graph, built_graph
from newsgraph.model import Article
from newsgraph.sources import Feed, Input

__all__ = ["build", "load", "remove"]


def build(
    inputs: str | Path | Article | Iterable[str | Path | Article],
    out: str | Path | None = None,
    *,
    feeds: str | Iterable[str] = (),
    config: Config | Path | str | None = None,
    progress: Progress | None = None,
    **settings: Any,
) -> Graph:
    """The graph of all articles in ``inputs``: files, folders, patterns, addresses of pages, ``-`` for standard input, or articles.

    ``feeds`` are addresses of RSS or Atom feeds, whose articles are read too. Nothing else is ever fetched.

    With ``out``, it is written into that folder (``store/``, ``graph.trig``, ``statements.jsonl``, ``graph.html``, ``run.json``), and
    added to what an earlier build has written there; articles that have not changed are not read again. ``settings`` go over
    those of ``config`` (by default of ``newsgraph.toml`` in the working directory). ``progress`` is called with stage and count.
    Documents that cannot be read are in ``Graph.failures``, and stop no other.

    Raises:
        UsageError: for an input that does not exist, or a setting that cannot be.
        ModelError: when the language model is missing.
        StoreError: when ``out`` cannot be written, or another build writes it.
    """
    chosen = load_config(config, **settings)
    wanted: list[Input] = [inputs] if isinstance(inputs, str | Path | Article) else list(inputs)
    wanted.extend(Feed(url) for url in ([feeds] if isinstance(feeds, str) else feeds))
    if out is None:
        report = build_memory(wanted, chosen, progress)
        return Graph(report.data, config=chosen, failures=report.failures, report=report)
    return built_graph(build_folder(wanted, Path(out), chosen, progress), Path(out), chosen)


def remove(folder: str | Path, articles: str | Iterable[str], *, progress: Progress | None = None) -> Graph:
    """The graph in a folder without these articles (ids), and all that only they tell; the folder is written anew.

    Raises:
        NotFoundError: when one of them is not in it; nothing is removed then.
        StoreError: when it cannot be written, or a build writes it.
    """
    from newsgraph.batch.outputs import stored_config

    chosen = stored_config(Path(folder))
    wanted = [articles] if isinstance(articles, str) else list(articles)
    return built_graph(remove_articles(Path(folder), wanted, chosen, progress), Path(folder), chosen)


def load(path: str | Path) -> Graph:
    """The graph in a folder that a build has written, or in a ``.trig``, ``.nq`` or ``.jsonld`` file.

    Raises:
        NotFoundError: when there is none.
        StoreFormatError: when it is damaged, half-written, or of another version.
    """
    from newsgraph.batch.outputs import read_folder, stored_config

    place = Path(path)
    if place.is_dir() or not place.exists():
        config = stored_config(place)
        store = (lambda: open_folder(place)) if (place / "store").exists() else None
        return Graph(lambda: read_folder(place), store=store, config=config, folder=place)
    return Graph(read_file(place))
