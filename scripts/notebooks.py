"""Runs the notebooks from top to bottom, each in a process of its own; a cell that fails, fails the run.

usage: notebooks.py [--write] [NOTEBOOK.ipynb …]

``--write`` puts the outputs into the files. Without it they are only compared: a notebook whose committed outputs differ is
told, and ``make notebooks-update`` brings it up to date.
"""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

FOLDER = Path(__file__).parent.parent / "notebooks"


def main(arguments: list[str]) -> int:
    """Run all notebooks; the exit code is 1 when one fails."""
    write = "--write" in arguments
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")] or sorted(FOLDER.glob("*.ipynb"))
    # The notebooks use this environment's newsgraph, and leave no trace in the user's settings.
    os.environ["JUPYTER_PLATFORM_DIRS"] = "1"
    os.environ["PYTHONWARNINGS"] = "ignore"
    failed = 0
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        before = texts(notebook)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
        except CellExecutionError as error:
            failed += 1
            print(f"{path.name}: failed\n{error}", file=sys.stderr)
            continue
        clean(notebook)
        if write:
            nbformat.write(notebook, path)
            print(f"{path.name}: written")
        else:
            print(
                f"{path.name}: runs"
                + ("" if texts(notebook) == before else "; its committed outputs are out of date: make notebooks-update")
            )
    return 1 if failed else 0


def clean(notebook: nbformat.NotebookNode) -> None:
    """Leave out what differs from run to run."""
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    )
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02}"
        cell.metadata = nbformat.from_dict({})


def texts(notebook: nbformat.NotebookNode) -> list[str]:
    """The plain text of all outputs."""
    outputs = (output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs)
    return [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
