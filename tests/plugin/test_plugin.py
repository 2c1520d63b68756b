"""An extractor that another package brings is found through its entry point, and runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def _newsgraph(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process that finds the other package beside this file, as if it were installed."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", "from newsgraph.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


def test_it_is_found() -> None:
    assert "exclamations 1.0" in _newsgraph("extractors").stdout.splitlines()


@pytest.mark.model
def test_it_runs_where_it_is_named() -> None:
    text = "Anna Bell met Tom Kay on Monday. What a day!"

    done = _newsgraph("extract", text, "--extractor", "exclamations", "--extractor", "clauses")

    assert "" == done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"meet", "exclaim"} <= {row["relation"].split()[0] for row in rows}
    (shout,) = (row for row in rows if row["relation"] == "exclaim")
    assert ("exclamations/1.0", "What a day!", "What a day!") == (shout["extractor"], shout["object"], shout["evidence"]["text"])


@pytest.mark.model
def test_it_does_not_run_where_it_is_not_named() -> None:
    assert "exclaim" not in _newsgraph("extract", "What a day!").stdout
