"""The mutants of ``scripts/mutants.py`` fit the rules as they are now; running them takes minutes and is done by hand."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutants", ROOT / "scripts" / "mutants.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutants"] = module
    spec.loader.exec_module(module)
    return module


SCRIPT = _script()


@pytest.mark.parametrize("mutant", SCRIPT.MUTANTS, ids=[mutant.name for mutant in SCRIPT.MUTANTS])
def test_each_mutant_changes_one_place_and_is_python(mutant: SCRIPT.Mutant) -> None:  # type: ignore[name-defined]
    source = (ROOT / "src" / "newsgraph" / mutant.file).read_text(encoding="utf-8")

    assert ast.dump(ast.parse(source)) != ast.dump(ast.parse(SCRIPT.mutated(mutant, source)))


def test_names_are_unique_and_tests_exist() -> None:
    names = [mutant.name for mutant in SCRIPT.MUTANTS]

    assert sorted(set(names)) == sorted(names)
    assert [] == [test for groups in SCRIPT.TESTS.values() for group in groups for test in group if not (ROOT / test).exists()]
