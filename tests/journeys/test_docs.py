"""What the README and the pages in docs/ show is what happens."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from functools import lru_cache
from pathlib import Path

import pytest

from helpers.golden import Case, check_case, extract_cases, read_cases
from newsgraph import Statement
from newsgraph.cli.app import run

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)


STATEMENTS = (ROOT / "docs" / "statements.md").read_text(encoding="utf-8")
CASES = [case for block in blocks(STATEMENTS, "statements") for case in read_cases(block)]


@lru_cache(maxsize=1)
def results() -> dict[str, tuple[Statement, ...]]:
    return extract_cases(CASES)


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[case.text[:60] for case in CASES])
def test_the_examples_of_statements(case: Case) -> None:
    check_case(case, results()[case.text])


@pytest.mark.model
@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_python_examples(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    runner = doctest.DocTestRunner(optionflags=options)
    names: dict[str, object] = {}
    told: list[str] = []
    for block in blocks(page.read_text(encoding="utf-8"), "python"):
        if ">>>" not in block:
            exec(compile(block, str(page), "exec"), names)
        else:
            test = doctest.DocTestParser().get_doctest(block, names, page.name, str(page), 0)
            runner.run(test, out=told.append, clear_globs=False)
            names = test.globs

    assert 0 == runner.summarize(verbose=False).failed, "".join(told)


@pytest.mark.model
def test_the_commands_of_the_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    for block in blocks(README, "console"):
        for part in block.split("$ ")[1:]:
            command, _, expected = part.partition("\n")
            program, *arguments = shlex.split(command)
            code = run(arguments)
            said = capfdbinary.readouterr()

            assert ("newsgraph", 0) == (program, code), said.err.decode()
            if expected.strip():
                assert sorted(expected.strip().splitlines()) == sorted(said.out.decode().strip().splitlines())


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [] == [target for target in targets if not (page.parent / target).exists()]


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 200
