"""What the README and the pages in docs/ show is what happens: each block of code is run, or where it cannot be, held to the program."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
import typer.main

from helpers.endpoint import endpoint
from helpers.golden import Case, check_case, extract_cases, read_cases
from helpers.harbour import harbour
from newsgraph import Config, Statement
from newsgraph.cli.app import app, run
from newsgraph.config import load_config
from newsgraph.extraction.registry import GROUP
from newsgraph.resolve.correction_file import parse_corrections
from newsgraph.store import OxigraphStore

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "notebooks" / "README.md", *(ROOT / "docs").rglob("*.md")])
NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES]
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# What each language is held against; ``text`` is for diagrams and printed tables, and nothing can be wrong in it but the reader's hope.
LANGUAGES = {"console", "python", "sh", "sparql", "statements", "text", "toml", "{eval-rst}"}
SERVED = "localhost:8000"


def blocks(path: Path, *languages: str) -> list[tuple[str, str]]:
    return [(language, text) for language, text in FENCE.findall(path.read_text(encoding="utf-8")) if language in languages]


def pages_with(*languages: str) -> list[Path]:
    return [path for path in PAGES if blocks(path, *languages)]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


CASES = [case for _, block in blocks(ROOT / "docs" / "statements.md", "statements") for case in read_cases(block)]


@lru_cache(maxsize=1)
def results() -> dict[str, tuple[Statement, ...]]:
    return extract_cases(CASES)


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[case.text[:60] for case in CASES])
def test_the_examples_of_statements(case: Case) -> None:
    check_case(case, results()[case.text])


# -- what runs -----------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all pages work in: the articles of the repository, and a graph of those in seeds/."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "notebooks" / "newswire", folder / "newswire")
    assert 0 == run(["build", str(folder / "seeds"), "-o", str(folder / "graph")])
    return folder


@pytest.mark.model
@pytest.mark.parametrize("page", pages_with("console", "python"), ids=name_of)
def test_what_a_page_shows_happens(
    page: Path, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Commands and lines of Python, from top to bottom, in a folder and among names of their own."""
    monkeypatch.chdir(shutil.copytree(desk, tmp_path / "desk"))
    names: dict[str, object] = {"REPOSITORY": ROOT}
    for language, block in blocks(page, "console", "python"):
        if SERVED in block:
            with endpoint(Path("graph")) as served:
                exec(compile(block.replace(SERVED, f"localhost:{served.port}"), str(page), "exec"), names)
        elif language == "python":
            run_python(block, page, names)
        else:
            for part in block.split("$ ")[1:]:
                run_command(part, capfdbinary)


def run_python(block: str, page: Path, names: dict[str, object]) -> None:
    if ">>>" not in block:
        exec(compile(block, str(page), "exec"), names)
        return
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    test = doctest.DocTestParser().get_doctest(block, names, page.name, str(page), 0)
    runner.run(test, out=told.append, clear_globs=False)
    names.update(test.globs)

    assert 0 == runner.summarize(verbose=False).failed, "".join(told)


def run_command(part: str, capture: pytest.CaptureFixture[bytes]) -> None:
    command, _, expected = part.partition("\n")
    program, *arguments = shlex.split(command)
    if program == "cp":
        shutil.copytree(arguments[-2], arguments[-1])
        return
    code = run(arguments)
    said = capture.readouterr()

    assert ("newsgraph", 0) == (program, code), f"{command}\n{said.err.decode()}"
    if expected.strip():
        assert sorted(expected.strip().splitlines()) == sorted(said.out.decode().strip().splitlines())


@pytest.mark.parametrize("page", pages_with("sparql"), ids=name_of)
def test_queries_run(page: Path) -> None:
    with OxigraphStore() as store:
        store.update(harbour())
        for _, query in blocks(page, "sparql"):
            assert store.query(query).columns


@pytest.mark.parametrize("page", pages_with("toml"), ids=name_of)
def test_settings_are_settings(page: Path) -> None:
    for _, block in blocks(page, "toml"):
        table = tomllib.loads(block)
        if page.name == "corrections.md":
            assert parse_corrections(block)
        elif "project" in table:
            assert [GROUP] == list(table["project"]["entry-points"])
        else:
            load_config(Config(), **table)


def test_the_page_about_settings_has_all_of_them() -> None:
    [(_, block)] = blocks(ROOT / "docs" / "howto" / "settings.md", "toml")

    assert {field.name for field in fields(Config)} - {"llm"} == tomllib.loads(block).keys()


# -- what cannot run here: the network, make, git -------------------------------------------------------------------------------


def shell_lines() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for _, block in blocks(page, "sh"):
            yield from (
                (name_of(page), line) for line in block.replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("#")
            )
    for example in re.findall(r"^For example:\n\n((?:    .*\n)+)", (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), re.MULTILINE):
        yield from (("docs/cli.md", line.strip()) for line in example.splitlines())


@pytest.mark.parametrize(("page", "line"), list(shell_lines()))
def test_commands_are_as_the_program_has_them(page: str, line: str) -> None:
    """Commands, options and targets exist; what newsgraph is told, it would understand."""
    for command in re.split(r"\s+(?:&&|\|)\s+", re.split(r"\s+#\s", line)[0]):
        program, *arguments = shlex.split(re.split(r"\s[<>]\s", command)[0])
        if program in ("newsgraph", ".venv/bin/newsgraph"):
            understood(arguments)
        elif program == "make":
            targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
            assert [] == [word for word in arguments if "=" not in word and word not in targets]
        elif program.endswith(("python", "python3")):
            modules = [path for path in arguments if path.endswith(".py") or path.startswith("tests/")]
            assert [] == [path for path in modules if not (ROOT / path.partition("::")[0]).exists()]
        elif program.startswith("."):
            assert program in (".venv/bin/pip", ".ci/run")
        else:
            assert program in ("git", "cd", "curl", "pip", "unzip", "export"), f"{page}: {line}"


def understood(arguments: list[str]) -> None:
    if arguments == ["--version"]:
        return
    group = typer.main.get_command(app)
    command = group.commands[arguments[0]]  # type: ignore[attr-defined]
    command.make_context(arguments[0], arguments[1:])


@pytest.mark.model
def test_the_endpoint_answers_what_the_page_asks_with_curl(desk: Path) -> None:
    [line] = [line for _, block in blocks(ROOT / "docs" / "endpoint.md", "sh") for line in block.splitlines() if line.startswith("curl")]
    words = shlex.split(line)
    header, address, data = (
        words[words.index("-H") + 1],
        next(word for word in words if "://" in word),
        words[words.index("--data-urlencode") + 1],
    )
    name, _, query = data.partition("=")
    with endpoint(desk / "graph") as served:
        connection = HTTPConnection("127.0.0.1", served.port, timeout=60)
        headers = {"Content-Type": "application/x-www-form-urlencoded", **dict([header.split(": ")])}
        connection.request("POST", urlsplit(address).path, urlencode({name: query}), headers)
        answer = connection.getresponse()

        assert (200, "who\r\nDonald Trump\r\n".split()[0]) == (answer.status, answer.read().decode().split()[0])
        connection.close()


# -- the pages themselves --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_block_of_code_says_what_it_is(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert set() == {language for language, _ in FENCE.findall(text)} - LANGUAGES
    assert page.name == "cli.md" or "\n\n    " not in FENCE.sub("", text), "an indented block of code has no language"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [] == [target for target in targets if not (page.parent / target).exists()]


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 200
