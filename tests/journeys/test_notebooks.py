"""The committed notebooks can be read as they are: run from top to bottom, without errors, by the public API alone."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

# What an extractor of somebody else's is made of; all other notebooks do with ``import newsgraph``.
FOR_EXTRACTORS = {"newsgraph.extraction.phrases", "newsgraph.model"}
NOTEBOOKS = sorted((Path(__file__).parent.parent.parent / "notebooks").glob("*.ipynb"))


def code(path: Path) -> list[dict[str, Any]]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def test_there_are_notebooks() -> None:
    assert [f"{number:02}" for number in range(1, 7)] == [path.name[:2] for path in NOTEBOOKS]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_all_cells_ran_in_order_without_error(path: Path) -> None:
    assert list(range(1, len(code(path)) + 1)) == [cell["execution_count"] for cell in code(path)]
    assert [] == [
        output for cell in code(path) for output in cell["outputs"] if output["output_type"] == "error" or output.get("name") == "stderr"
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_outputs_are_small_and_run_no_script(path: Path) -> None:
    for cell in code(path):
        shown = json.dumps(cell["outputs"])
        assert len(shown) < 500_000
        assert "<script" not in shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_only_the_public_api_is_used(path: Path) -> None:
    for cell in code(path):
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            if isinstance(node, ast.ImportFrom):
                allowed = FOR_EXTRACTORS if path.name.startswith("06") else set()
                assert not (node.module or "").startswith("newsgraph") or node.module in allowed
            if isinstance(node, ast.Import):
                assert [] == [alias.name for alias in node.names if alias.name.startswith("newsgraph.")]
            if isinstance(node, ast.Attribute):
                assert not node.attr.startswith("_") or node.attr.endswith("__")
