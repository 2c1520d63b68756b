"""A document that kills the process which reads it takes no other with it, and is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.model


def _build(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = [str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", "from newsgraph.cli import main\nif __name__ == '__main__': main()", "build", str(tmp_path / "seeds")]
    return subprocess.run(
        [*command, "-o", str(tmp_path / "graph"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


def test_a_document_that_kills_its_process_is_told_and_the_rest_is_built(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for name in "abcde":
        text = "They kill the process." if name == "c" else f"Anna Bell met Tom Kay in room {name}."
        (tmp_path / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "newsgraph.toml").write_text("batch_size = 2\n", encoding="utf-8")
    settings = ["--config", str(tmp_path / "newsgraph.toml"), "--processes", "2", "--extractor", "clauses", "--extractor", "deadly"]

    done = _build(tmp_path, *settings)

    assert 1 == done.returncode
    assert "newsgraph: extract: article 'c' killed the process that read it; leave it out or split it\n" == done.stderr
    told = json.loads((tmp_path / "graph" / "run.json").read_text(encoding="utf-8"))
    assert ["c"] == [failure["source"] for failure in told["failures"]]
    articles = {json.loads(line)["article"] for line in (tmp_path / "graph" / "statements.jsonl").read_text(encoding="utf-8").splitlines()}
    assert {"a", "b", "d", "e"} == articles


def test_a_build_in_one_process_is_told_by_the_next_what_it_died_of(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for name in "abcd":
        text = "They kill the process." if name == "b" else f"Anna Bell met Tom Kay in the room of Max {name.upper()}."
        (tmp_path / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = ["--extractor", "clauses", "--extractor", "deadly"]

    assert 9 == _build(tmp_path, *settings).returncode
    second = _build(tmp_path, *settings)
    assert (1, "newsgraph: extract: article 'b' killed the process that read it; leave it out or split it\n") == (
        second.returncode,
        second.stderr,
    )
    told = json.loads((tmp_path / "graph" / "run.json").read_text(encoding="utf-8"))
    assert (3, ["b"]) == (told["counts"]["articles"], [failure["source"] for failure in told["failures"]])

    third = _build(tmp_path, *settings)
    assert (1, second.stderr) == (third.returncode, third.stderr)
    assert 3 == json.loads((tmp_path / "graph" / "run.json").read_text(encoding="utf-8"))["counts"]["unchanged"]

    (tmp_path / "seeds" / "b.txt").write_text("Anna Bell thanked Tom Kay.", encoding="utf-8")
    assert 0 == _build(tmp_path, *settings).returncode
    assert 4 == json.loads((tmp_path / "graph" / "run.json").read_text(encoding="utf-8"))["counts"]["articles"]


def test_a_script_without_a_guard_is_told(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import newsgraph as ng\nng.build([ng.Article(id=str(i), text='Anna met Tom.') for i in range(3)], processes=2)\n", encoding="utf-8"
    )

    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, encoding="utf-8", check=False)

    assert 1 == done.returncode
    assert "put the call under: if __name__ == '__main__':" in done.stderr
