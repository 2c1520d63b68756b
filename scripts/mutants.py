"""Does any test notice when a rule is wrong? Each mutant is one rule turned wrong by hand; the tests must fail on it ("kill" it).

    python scripts/mutants.py            all of them, some minutes
    python scripts/mutants.py status     those whose name begins so

The tests without a language model run first; what they let live meets the golden clauses. Exit code 1 when one lives on.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STATUS, LOCAL = "extraction/status_rules.py", "extraction/status_local.py"
NOUNS, SCOPE = "extraction/status_nouns.py", "extraction/status_scope.py"
ENTITIES, SPLITS, GROUPS = "resolve/entities.py", "resolve/splits.py", "resolve/groups.py"
LOOKUP, CORRECTIONS, ADDITIONS, FILE = "resolve/lookup.py", "resolve/corrections.py", "resolve/additions.py", "resolve/correction_file.py"
RELATIONS = "resolve/relations.py"
# Loaded once for all mutants.
LIBRARIES = ("numpy", "pandas", "networkx", "pyoxigraph", "rdflib", "pyshacl", "spacy", "typer")
# What each package's mutants meet, the fastest first.
TESTS = {
    "extraction": (("tests/unit/test_status.py",), ("tests/golden/test_golden_clauses.py",)),
    "resolve": (
        ("tests/unit/test_resolve_entities.py", "tests/unit/test_corrections.py", "tests/unit/test_relations.py"),
        ("tests/unit/test_correction_file.py", "tests/unit/test_correcting_graphs.py"),
    ),
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One rule turned wrong: in ``file``, ``old`` (which stands there once) becomes ``new``."""

    name: str
    file: str
    old: str
    new: str


MUTANTS = (
    Mutant("status: who may can", LOCAL, '"may": "possibility"', '"may": "ability"'),
    Mutant("status: 'must' is possible, not obliged", LOCAL, '"must": "obligation"', '"must": "possibility"'),
    Mutant("status: 'nobody' denies nothing", LOCAL, '("nobody", "nothing", "none", "neither", "no-one")', '("nothing", "none", "neither")'),
    Mutant("status: 'no' before a noun denies nothing", LOCAL, 'frozenset(("no", "neither"))', 'frozenset(("neither",))'),
    Mutant("status: 'not only' denies", LOCAL, '("only", "just", "merely", "least")', '("just", "merely", "least")'),
    Mutant("status: 'no longer' denies nothing", LOCAL, 'word == "longer" and any', 'word == "longr" and any'),
    Mutant("status: 'nearly' denies nothing", LOCAL, 'word in ("nearly", "almost")', 'word in ("almos",)'),
    Mutant("status: 'should have' was so", LOCAL, 'if word in ("should", "ought") and perfect:', "if False:"),
    Mutant("status: 'if' states", LOCAL, '_CONDITIONAL_MARKS = frozenset(("if", "unless"', '_CONDITIONAL_MARKS = frozenset(("unless"'),
    Mutant("status: 'reportedly' states", LOCAL, '_HEDGES = frozenset(("reportedly", ', "_HEDGES = frozenset(("),
    Mutant("status: 'probably' states", LOCAL, '_MAYBE = frozenset(("probably", ', "_MAYBE = frozenset(("),
    Mutant("status: what is denied of a denial stays denied", STATUS, '{"fact": "negated", "negated": "fact"', '{"fact": "negated", "negated": "negated"'),
    Mutant("status: what is possible strengthens", STATUS, 'return ("negated" if local.status == "negated" else "possible"), outer', 'return local.status, outer'),
    Mutant("status: negative raising", STATUS, 'local.modality in ("future", "conditional"):', 'local.modality in ("wish",):'),
    Mutant("status: 'according to' has no source", STATUS, 'if token.lower != "according" and', 'if token.lower != "accordin" and'),
    Mutant("status: a source at the end is of the last clause alone", STATUS, 'while clause.dep == "conj" and clause.i < token.i:', "while False:"),
    Mutant("status: quotations are the article's own", STATUS, "return Context(speakers=(speaker if speaker is not None else -1, *outer))", "return Context()"),
    Mutant("status: 'we urge' is only said", STATUS, "if is_performative(frame):", "if False:"),
    Mutant("status: a shared modal is not shared", STATUS, "        if shared_form:\n", "        if False:\n"),
    Mutant("status: a purpose is reached", STATUS, 'return Context("possible", "intention", above.speakers)\n        if frame.token.tag == "VBG" and not marks', 'return Context(speakers=above.speakers)\n        if frame.token.tag == "VBG" and not marks'),
    Mutant("status: 'without' did it", NOUNS, 'word == "without"\n', 'word == "withou"\n'),
    Mutant("status: what is blamed on is a fact", NOUNS, 'return Context(status, "allegation", (people[0].i, *speakers))', "return Context(status, modality, speakers)"),
    Mutant("status: a command is done", LOCAL, 'return Context("negated" if negated else "possible", "request")', 'return Context("fact", None)'),
    Mutant("status: 'had it happened' happened", LOCAL, 'aux.lower in ("had", "were", "should") and aux.i < subject.i', "aux.lower in () and aux.i < subject.i"),
    Mutant("status: 'has yet to' did", STATUS, 'Embedding("yet", "negated", "negated"', 'Embedding("yet", "same", "same"'),
    Mutant("resolve: middle initials part persons", ENTITIES, 'if len(word.rstrip(".")) > 1), words[-1]]', "), words[-1]]"),
    Mutant("resolve: 'Jr' parts persons", ENTITIES, "if word not in _SUFFIXES]", "]"),
    Mutant("resolve: surnames merge without a title", ENTITIES, "        if shared:\n", "        if True:\n            shared = shared or {'x'}\n"),
    Mutant("resolve: surnames merge with the first of several", ENTITIES, "        if len(owners) != 1:\n", "        if not owners:\n"),
    Mutant("resolve: 'Mr' is a title that tells", ENTITIES, '("mr", "mrs", "ms", "miss", "dr", "sir")', "()"),
    Mutant("resolve: acronyms of two names merge", ENTITIES, "        if len(targets) != 1:\n            continue\n", ""),
    Mutant("resolve: legal forms part firms", ENTITIES, "while len(words) > 1 and words[-1] in _LEGAL:", "while False:"),
    Mutant("resolve: one word of two types merges", ENTITIES, 'return (family if len(words) > 1 or family == "Group" else entity.type, *words)', "return (family, *words)"),
    Mutant("resolve: unnamed things merge", ENTITIES, "return (*_LOCAL, article, entity.id)", 'return (*_LOCAL, "", entity.id)'),
    Mutant("resolve: the rarest label wins", ENTITIES, "key=lambda text: (-counts[text], -len(text), text)", "key=lambda text: (counts[text], -len(text), text)"),
    Mutant("resolve: two things of one slug are one", ENTITIES, "        if number:\n", "        if False:\n"),
    Mutant("resolve: speakers keep their local id", ENTITIES, "speakers=tuple(node(speaker) for speaker in statement.speakers)", "speakers=statement.speakers"),
    Mutant("resolve: two articles of one id pass", ENTITIES, "if known is not result and known != result:", "if False:"),
    Mutant("resolve: no reason for a merge over articles", ENTITIES, "if several else mention.reason", "if False else mention.reason"),
    Mutant("resolve: the event type of a relation is its rarest", RELATIONS, "min(counts, key=lambda event: (-counts[event]", "min(counts, key=lambda event: (counts[event]"),
    Mutant("resolve: 'the' parts names", GROUPS, 'return plain.removeprefix("the ") or plain', "return plain"),
    Mutant("resolve: titles part names", GROUPS, "return folded(text) == wanted or _untitled(text) == wanted", "return folded(text) == wanted"),
    Mutant("resolve: a pronoun is a name", GROUPS, 'for m in entity.mentions if m.kind != "pronoun")', "for m in entity.mentions)"),
    Mutant("resolve: a split leaves the statements", SPLITS, "return here and not any(span.overlaps(other) for other in self.stay)", "return False"),
    Mutant("resolve: a split of two articles is none", SPLITS, "    if len(present) < 2:\n", "    if True:\n"),
    Mutant("resolve: unnamed sides of a split go with the last", SPLITS, "(side is None and number == present[0])", "(side is None and number == present[-1])"),
    Mutant("resolve: names set apart are one again", LOOKUP, "if any(sum(bool(side & set(found))", "if False and any(sum(bool(side & set(found))"),
    Mutant("resolve: an article of a name means nothing", LOOKUP, "article == named.article and", "True and"),
    Mutant("resolve: new names are not known", LOOKUP, "return found or (", "return found or [] and ("),
    Mutant("resolve: merges of merges come apart", CORRECTIONS, "leader = [first if at == other else at for at in leader]", "pass"),
    Mutant("resolve: the content of a rejected statement stays", CORRECTIONS, "statement.replace(content=None) if statement.content in self.gone else statement", "statement"),
    Mutant("resolve: a pattern takes any status", CORRECTIONS, 'and correction.status in ("", statement.status)\n', ""),
    Mutant("resolve: a pattern takes any article", CORRECTIONS, 'and correction.article in ("", statement.article)\n', ""),
    Mutant("resolve: a new name reaches no statement", CORRECTIONS, "statements = tuple(_relabelled(statement, self.changed) for statement in self.data.statements)", "statements = self.data.statements"),
    Mutant("resolve: the old name is forgotten", CORRECTIONS, "names = {*entity.aliases, entity.label} - {correction.to}", "names = {*entity.aliases} - {correction.to}"),
    Mutant("resolve: a quotation may begin within a word", ADDITIONS, '(r"(?<!\\w)" if words.strip()[0].isalnum() else "")', '""'),
    Mutant("resolve: a pronoun may be added", ADDITIONS, "if named.name.casefold() in PRONOUNS:", "if False:"),
    Mutant("resolve: what is nowhere may be added", ADDITIONS, "    if span is None:\n        raise Problem(f\"{named} is no entity", "    if False:\n        raise Problem(f\"{named} is no entity"),
    Mutant("resolve: what is found already is added again", ADDITIONS, "    if same is not None:\n", "    if False:\n"),
    Mutant("resolve: an added possibility is a fact", ADDITIONS, 'status = cast(Status, correction.status or "fact")', 'status = cast(Status, "fact")'),
    Mutant("resolve: writing a correction forgets the remarks", FILE, "last -= 1  # remarks", "break  # remarks"),
    Mutant("resolve: a split leaves the merge it contradicts", FILE, 'if kinds == {"merge", "split"}:', "if kinds == set():"),
)  # fmt: skip


def mutated(mutant: Mutant, source: str) -> str:
    """The text of the file with the rule turned wrong.

    Raises:
        ValueError: unless ``old`` stands in it exactly once.
    """
    if source.count(mutant.old) != 1:
        raise ValueError(f"{mutant.name}: {mutant.old!r} stands {source.count(mutant.old)} times in {mutant.file}")
    return source.replace(mutant.old, mutant.new)


def lives(mutant: Mutant, folder: Path) -> bool:
    """True when no test fails on the mutant; ``folder`` holds a copy of the package."""
    path = folder / "newsgraph" / mutant.file
    source = path.read_text(encoding="utf-8")
    path.write_text(mutated(mutant, source), encoding="utf-8", newline="\n")
    try:
        for tests in TESTS[mutant.file.partition("/")[0]]:
            code = _tested(tests)
            if code == 1:
                return False
            if code != 0:
                raise RuntimeError(f"{mutant.name}: the tests could not run: python -m pytest {' '.join(tests)} ended with {code}")
        return True
    finally:
        path.write_text(source, encoding="utf-8", newline="\n")


def _tested(tests: tuple[str, ...]) -> int:
    """The exit code of pytest on these tests, in a copy of this process, which has all libraries loaded and nothing of the package."""
    child = os.fork()
    if not child:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os._exit(int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", *tests])))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(arguments: list[str]) -> int:
    """Try the mutants whose names begin with the first argument."""
    wanted = [mutant for mutant in MUTANTS if mutant.name.startswith(arguments[0] if arguments else "")]
    alive: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sys.path.insert(0, name)
        sys.dont_write_bytecode = True
        os.chdir(ROOT)
        for library in LIBRARIES:
            importlib.import_module(library)
        shutil.copytree(ROOT / "src" / "newsgraph", folder / "newsgraph", ignore=shutil.ignore_patterns("__pycache__"))
        for number, mutant in enumerate(wanted, 1):
            living = lives(mutant, folder)
            alive += [mutant.name] if living else []
            print(f"{number}/{len(wanted)} {'LIVES' if living else 'killed'} {mutant.name}", flush=True)
    print(f"{len(wanted) - len(alive)} of {len(wanted)} killed", *(f"lives: {name}" for name in alive), sep="\n")
    return 1 if alive or not wanted else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
