"""Builds the documentation site: the pages of docs/, CONTRIBUTING, CHANGELOG, and the notebooks with their outputs.

usage: site.py [FOLDER]        (site/ where none is given)

It needs no network, and neither does the site: it opens from disk. A warning fails the build: a link that leads nowhere, a page that
nothing lists. Pages link to each other by the paths that they have in the repository, so that they can be read there as well; here
these links are turned to the pages of the site. What is no page (a folder of articles, a source file) is named, not linked.
"""

from __future__ import annotations

import html
import json
import posixpath
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

ROOT = Path(__file__).parent.parent
# Each heading with its pages, as paths in the repository; the order is that of the site.
NAVIGATION: dict[str, tuple[str, ...]] = {
    "Start": ("docs/start.md", "docs/concepts.md", "docs/statements.md", "docs/comparison.md"),
    "How to": (
        "docs/reading.md",
        "docs/language-models.md",
        "docs/howto/ask.md",
        "docs/howto/look.md",
        "docs/howto/elsewhere.md",
        "docs/howto/update.md",
        "docs/howto/why.md",
        "docs/howto/settings.md",
        "docs/corrections.md",
        "docs/spacy.md",
        "docs/endpoint.md",
        "docs/sparql.md",
        "docs/queries.md",
        "docs/extractors.md",
    ),
    "Notebooks": ("notebooks/README.md",),
    "Reference": ("docs/cli.md", "docs/api/README.md", "docs/vocabulary.md"),
    "Background": ("docs/benchmarks.md", "docs/benchmarks-speed.md", "docs/architecture.md", "docs/decisions/README.md"),
    "Contributing": ("CONTRIBUTING.md", "docs/release.md", "CHANGELOG.md"),
}
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)")
_FENCE = re.compile(r"^(```.*?^```$)", re.DOTALL | re.MULTILINE)


def main(arguments: list[str]) -> int:
    """Build the site; the exit code is 1 when it has a fault."""
    out = Path(arguments[0]) if arguments else ROOT / "site"
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "source", Path(folder) / "made"
        assemble(source)
        try:
            site = Sphinx(source, source, made, Path(folder) / "trees", "html", status=None, warning=sys.stderr, warningiserror=True)
            site.build()
        except SphinxError as error:
            print(f"site: {error}", file=sys.stderr)
            return 1
        if site.statuscode:
            return 1
        if out.exists():
            shutil.rmtree(out)
        shutil.copytree(made, out, ignore=shutil.ignore_patterns(".buildinfo", "objects.inv"))
    print(f"{out / 'index.html'}")
    return 0


def assemble(folder: Path) -> None:
    """Write all pages into a folder, as Sphinx reads them."""
    docs = {path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "docs").rglob("*")) if path.is_file()}
    beside = {path: ROOT / path for pages in NAVIGATION.values() for path in pages if not path.startswith("docs/")}
    notebooks = {path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
    navigation = completed(sorted(docs))
    pages = {path for path in (*docs, *beside, *notebooks) if path.endswith((".md", ".ipynb"))}
    for path, file in {**docs, **beside, **notebooks}.items():
        target = folder / place(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path not in pages:
            shutil.copyfile(file, target)
            continue
        text = notebook_page(file) if path.endswith(".ipynb") else file.read_text(encoding="utf-8")
        text = turned(text, path, pages)
        if path == "docs/README.md":
            text += "".join(toctree(title, listed, path) for title, listed in navigation.items())
        elif path.endswith("/README.md"):
            inside = sorted(other for other in pages if posixpath.dirname(other) == posixpath.dirname(path) and other != path)
            text += toctree("", inside, path)
        target.write_text(text, encoding="utf-8", newline="\n")


def completed(docs: list[str]) -> dict[str, tuple[str, ...]]:
    """The navigation with the pages that it does not name, at the end of what tells how to do things."""
    named = {path for pages in NAVIGATION.values() for path in pages} | {"docs/README.md"}
    listing = {posixpath.dirname(path) for path in named if path.endswith("/README.md")} - {"docs"}
    others = (path for path in docs if path.endswith(".md") and path not in named and posixpath.dirname(path) not in listing)
    return {**NAVIGATION, "How to": (*NAVIGATION["How to"], *others)}


def place(path: str) -> str:
    """Where a file of the repository stands in the site."""
    inside = path.removeprefix("docs/")
    return re.sub(r"\.ipynb$", ".md", re.sub(r"(^|/)README\.md$", r"\1index.md", inside))


def toctree(title: str, paths: tuple[str, ...] | list[str], of: str) -> str:
    """A list of pages for the navigation."""
    start = posixpath.dirname(place(of)) or "."
    lines = [posixpath.relpath(place(path), start) for path in paths]
    return "\n".join(["\n```{toctree}", ":hidden:", *([f":caption: {title}"] if title else []), "", *lines, "```\n"])


def turned(text: str, path: str, pages: set[str]) -> str:
    """The page with its links as the site has them, and with fences that Sphinx knows."""

    def link(found: re.Match[str]) -> str:
        image, label, target, anchor = found[1], found[2], found[3], found[4] or ""
        there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        if there in pages or there.startswith("docs/"):
            return f"{image}[{label}]({posixpath.relpath(place(there), posixpath.dirname(place(path)) or '.')}{anchor})"
        if (ROOT / there).exists():
            return label if label.startswith("`") else f"{label} (`{there}`)"
        return found[0]  # leads nowhere: Sphinx says so

    parts = _FENCE.split(text)
    parts = [part if part.startswith("```") else _LINK.sub(link, part) for part in parts]
    return re.sub(r"^```statements$", "```text", "".join(parts), flags=re.MULTILINE)


def notebook_page(path: Path) -> str:
    """A notebook as Markdown, its outputs as HTML."""
    parts = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        parts.append(source if cell["cell_type"] == "markdown" else f"```python\n{source}\n```")
        parts += [f'<div class="notebook-output">{shown(output)}</div>' for output in cell.get("outputs", ())]
    return "\n\n".join(parts) + "\n"


def shown(output: dict[str, Any]) -> str:
    """The richest form of an output, as one line of HTML: a blank line would end it for Markdown."""
    data = output.get("data", {})
    if "text/html" in data:
        return re.sub(r"<style.*?</style>|\n\s*", " ", "".join(data["text/html"]), flags=re.DOTALL)
    if "image/png" in data:
        return f'<img alt="drawn by the lines above" src="data:image/png;base64,{"".join("".join(data["image/png"]).split())}">'
    text = "".join(output.get("text") or data.get("text/plain", ""))
    return "<pre>" + html.escape(text.rstrip()).replace("\n", "&#10;") + "</pre>"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
